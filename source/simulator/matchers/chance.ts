import {addressText} from '../address.js';
import type {Flow, Walk} from '../flow.js';
import type {Residues} from '../oracle.js';
import type {Rule} from '../trace.js';
import type {Answer, Compile} from './test.js';

const split = ({oracle}: Walk, kind: string, share: number, label: string, rule: Rule | undefined): boolean =>
	oracle.choose({
		nature: 'split',
		kind,
		...(rule === undefined ? {} : {rule}),
		options: [
			{share, detail: `${label} matches`},
			{share: 1 - share, detail: `${label} does not match`},
		],
	}) === 0;

/** Fields of the packet that a classifier hashes, by its name. Ports are left out where the protocol has none. */
const fields: Readonly<Record<string, readonly ('from' | 'to' | 'from-port' | 'to-port')[]>> = {
	'src-address': ['from'],
	'dst-address': ['to'],
	'both-addresses': ['from', 'to'],
	'src-port': ['from-port'],
	'dst-port': ['to-port'],
	'both-ports': ['from-port', 'to-port'],
	'src-address-and-port': ['from', 'from-port'],
	'dst-address-and-port': ['to', 'to-port'],
	'both-addresses-and-ports': ['from', 'to', 'from-port', 'to-port'],
};

const input = (flow: Flow, of: readonly string[]): string =>
	of
		.map((field) =>
			field === 'from'
				? addressText(flow.from.address)
				: field === 'to'
					? addressText(flow.to.address)
					: flow.protocol === 'icmp'
						? ''
						: field === 'from-port'
							? `${flow.from.ports.first}`
							: `${flow.to.ports.first}`,
		)
		.join(' ');

const mostResidues = 5040;

const multiple = (a: number, b: number): number => {
	let [x, y] = [a, b];
	while (y !== 0) {
		[x, y] = [y, x % y];
	}

	return (a / x) * b;
};

const isIn = (residue: number, denominator: number, remainder: number): boolean => residue % denominator === remainder;

/**
 * The hash is not predictable (a random seed a boot), but it is one number: what a rule has learnt of it holds for the
 * next rule on the same fields. Kept as the residues that remain possible modulo a common multiple of the denominators.
 */
const residuesOf = ({oracle}: Walk, key: string, denominator: number): Residues | undefined => {
	const {modulus, possible} = oracle.residues.get(key) ?? {modulus: 1, possible: [0]};
	const common = multiple(modulus, denominator);
	if (common > mostResidues) {
		return undefined;
	}

	return {modulus: common, possible: Array.from({length: common / modulus}, (_, turn) => possible.map((residue) => residue + turn * modulus)).flat()};
};

const classifier: Compile = (value) => {
	const match = /^([a-z-]+):(\d+)\/(\d+)$/.exec(value);
	const [, name = '', denominatorText, remainderText] = match ?? [];
	const of = fields[name];
	const [denominator, remainder] = [Number(denominatorText), Number(remainderText)];
	if (of === undefined || !(denominator >= 1)) {
		return undefined;
	}

	return (walk, rule): Answer => {
		const key = `${of.join()} ${input(walk.flow, of)}`;
		const residues = residuesOf(walk, key, denominator);
		if (residues === undefined) {
			return 'the denominators of the classifiers have no small common multiple';
		}

		const {modulus, possible} = residues;
		const inside = possible.filter((residue) => isIn(residue, denominator, remainder));
		if (inside.length === 0 || inside.length === possible.length) {
			return inside.length > 0;
		}

		const isMatch = split(walk, 'pcc', inside.length / possible.length, value, rule);
		walk.oracle.residues.set(key, {modulus, possible: isMatch ? inside : possible.filter((residue) => !isIn(residue, denominator, remainder))});
		return isMatch;
	};
};

/** Each rule counts for itself, so two rules with the same `nth` are taken as independent. */
const nth: Compile = (value) => {
	const match = /^(\d+),(\d+)$/.exec(value);
	const every = Number(match?.[1]);
	return match === null || every < 1 ? undefined : (walk, rule) => every === 1 || split(walk, 'nth', 1 / every, `nth ${value}`, rule);
};

const random: Compile = (value) => {
	const percent = Number(value);
	return /^\d{1,2}$/.test(value) && percent > 0 ? (walk, rule) => split(walk, 'random', percent / 100, `random ${value}%`, rule) : undefined;
};

export const chanceMatchers: Readonly<Record<string, Compile>> = {
	'per-connection-classifier': classifier,
	nth,
	random,
};
