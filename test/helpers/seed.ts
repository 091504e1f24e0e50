import fc from 'fast-check';

/** The same cases in every run: a red build is then a change's fault. `DETOUR_SEED=n npm test` goes looking for others. */
fc.configureGlobal({seed: Number(process.env.DETOUR_SEED ?? 20_261_122)});
