import {display} from '../../diagnostics/index.js';
import type {Walk} from '../flow.js';
import {step} from '../flow.js';

/** Leaves of the queue tree that take a marked packet: they delay or drop, but do not lead elsewhere. */
export const queue = (walk: Walk): void => {
	const {flow, router} = walk;
	for (const {name, marks, root, rule} of router.queues) {
		if (flow.packetMark !== undefined && marks.has(flow.packetMark) && (root === 'global' || root === flow.outInterface)) {
			step(walk, 'queue', 'queue', `is queued in ${display(name)}`, {rule});
		}
	}
};
