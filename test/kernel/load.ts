import type {Testbed} from './testbed.js';
import type {Translation} from './translate/index.js';

/** What each testbed's links, addresses and routes are now. */
const held = new WeakMap<Testbed, Translation['network']>();

/**
 * Puts a configuration on a testbed in place of the one before. Links, addresses and routes, which take the kernel longest,
 * stay where they are the same; rules, lists and connections are new each time.
 */
export const load = async (bed: Testbed, {network, rules}: Translation): Promise<void> => {
	const before = held.get(bed);
	if (JSON.stringify(before?.apply) === JSON.stringify(network.apply)) {
		await bed.run(rules);
	} else {
		held.delete(bed);
		await bed.run([...(before?.undo ?? []), ...network.apply, ...rules]);
		await bed.rest();
		held.set(bed, network);
	}

	await bed.forget();
};
