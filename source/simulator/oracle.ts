import type {Rule} from './trace.js';

/** A point where a walk can go on in more than one way. */
export type Fork = {
	/** `split`: connections alike really go different ways. `unknown`: it goes one way, and we do not know which. */
	readonly nature: 'split' | 'unknown';
	/** `pcc`, `ecmp` …, or the name of what is not modelled. */
	readonly kind: string;
	readonly rule?: Rule;
	/** Why it is not known. */
	readonly reason?: string;
	readonly options: readonly {readonly share: number; readonly detail: string}[];
};

export type Decision = {readonly fork: Fork; readonly option: number};

/** What a hash may still be, modulo `modulus`. */
export type Residues = {readonly modulus: number; readonly possible: readonly number[]};

/** Answers forks from a script, and with the first option beyond its end; remembers what it answered. */
export type Oracle = {
	readonly decisions: Decision[];
	/** The option taken. */
	choose(fork: Fork): number;
	/** The same fork of the same flow is answered once: hashes do not change their mind. */
	remember(key: string, fork: () => Fork): number;
	/** What remains possible of the hash that a PCC rule looks at, by flow and fields. */
	readonly residues: Map<string, Residues>;
};

export const makeOracle = (script: readonly number[]): Oracle => {
	const decisions: Decision[] = [];
	const memory = new Map<string, number>();
	const choose = (fork: Fork): number => {
		const option = script[decisions.length] ?? 0;
		decisions.push({fork, option});
		return option;
	};

	return {
		decisions,
		choose,
		remember: (key, fork) => {
			const known = memory.get(key);
			if (known !== undefined) {
				return known;
			}

			const option = choose(fork());
			memory.set(key, option);
			return option;
		},
		residues: new Map(),
	};
};
