import {families} from '../../source/net/index.js';
import type {Command, Testbed} from './testbed.js';
import type {Translation} from './translate/index.js';

type Loaded = {readonly network: Translation['network']; readonly rules: Translation['rules']};

/** What each testbed's links, addresses, routes, lists and rules are now. */
const held = new WeakMap<Testbed, Loaded>();

/** Rules that count put into lists, and lists that they put something into, are not what they were once packets have met them. */
const isUsedUp = ([, text]: Command, all: readonly Command[]): boolean =>
	text.includes('--mode nth') || (text.startsWith('create ') && all.some(([, rules]) => rules.includes('--add-set')));

/** What is not there yet, or not as it was: one command for each program. */
const missing = (wanted: readonly Command[], before: readonly Command[] = []): readonly Command[] => {
	const there = new Set(before.filter((one) => !isUsedUp(one, before)).map(([, text]) => text));
	const texts = new Map<Command[0], string>();
	for (const [argv, text] of wanted.filter((one) => !there.has(one[1]))) {
		const same = [...texts.keys()].find(([program]) => program === argv[0]) ?? argv;
		texts.set(same, `${texts.get(same) ?? ''}${text}`);
	}

	return [...texts];
};

/**
 * Puts a configuration on a testbed in place of the one before. What takes the kernel long stays where it is the same:
 * links, addresses and routes together, lists and the tables of rules each; connections are new each time.
 */
export const load = async (bed: Testbed, {network, rules}: Translation): Promise<void> => {
	const before = held.get(bed);
	held.delete(bed);
	const changed = families.flatMap((family) => missing(rules[family], before?.rules[family]));
	if (JSON.stringify(before?.network.apply) === JSON.stringify(network.apply)) {
		await bed.run(changed);
	} else {
		await bed.run([...(before?.network.undo ?? []), ...network.apply, ...changed]);
		await bed.rest();
	}

	held.set(bed, {network, rules});
	await bed.forget();
};
