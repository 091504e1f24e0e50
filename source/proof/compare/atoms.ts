/** Numbers from `first` to `last`: addresses, ports, sizes. */
export type Span = {readonly first: bigint; readonly last: bigint};

/** All numbers that the same sets hold, so that nothing that asks for those sets can tell them apart. */
export type Atom = {
	/** The sets that hold them, by their position. */
	readonly sets: readonly number[];
	readonly spans: readonly Span[];
};

/** Cuts `whole` wherever one of some sets begins or ends, and puts together again what no set tells apart. `cuts`: more places to cut at. */
export const atomsOf = (whole: Span, sets: readonly (readonly Span[])[], cuts: readonly bigint[] = []): readonly Atom[] => {
	const steps = new Map<bigint, number[]>([whole.first, ...cuts].map((at) => [at, []]));
	const at = (where: bigint): number[] => {
		const known = steps.get(where) ?? [];
		steps.set(where, known);
		return known;
	};

	// A set that begins is written as its number from 1 on, one that ends as the same below zero.
	for (const [index, spans] of sets.entries()) {
		for (const {first, last} of spans) {
			at(first).push(index + 1);
			at(last + 1n).push(-index - 1);
		}
	}

	const places = [...steps.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	const depths = sets.map(() => 0);
	const open = new Set<number>();
	const atoms = new Map<string, {readonly sets: readonly number[]; readonly spans: Span[]}>();
	for (const [number, first] of places.entries()) {
		for (const change of steps.get(first) ?? []) {
			const index = Math.abs(change) - 1;
			depths[index] = (depths[index] ?? 0) + Math.sign(change);
			if (depths[index] === 0) {
				open.delete(index);
			} else {
				open.add(index);
			}
		}

		const last = (places[number + 1] ?? whole.last + 1n) - 1n;
		if (first < whole.first || last > whole.last || last < first) {
			continue;
		}

		const held = [...open].sort((a, b) => a - b);
		const key = held.join();
		const atom = atoms.get(key) ?? {sets: held, spans: []};
		atoms.set(key, atom);
		atom.spans.push({first, last});
	}

	return [...atoms.values()];
};

export const sizeOf = ({first, last}: Span): bigint => last - first + 1n;

export const largest = (spans: readonly Span[]): Span | undefined =>
	spans.reduce<Span | undefined>((best, span) => (best === undefined || sizeOf(span) > sizeOf(best) ? span : best), undefined);
