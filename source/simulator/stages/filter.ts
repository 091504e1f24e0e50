import type {Act} from '../chain.js';
import {notModelled, verdict} from '../chain.js';
import type {Walk} from '../flow.js';
import {step} from '../flow.js';
import type {Disposition} from '../trace.js';

const act: Act = (walk, rule) => {
	const {action, properties} = rule;
	const where = {chain: rule.rule.chain ?? '', rule: rule.rule};
	switch (action) {
		case 'drop':
			step(walk, 'filter', action, 'is dropped', where);
			return {kind: 'dropped', by: rule.rule, reason: 'a filter rule drops it'};
		case 'reject': {
			const answer = properties['reject-with'] ?? (walk.flow.family === 4 ? 'icmp-network-unreachable' : 'icmp-no-route');
			step(walk, 'filter', action, `is refused with ${answer}`, where);
			return {kind: 'rejected', by: rule.rule, with: answer};
		}

		case 'tarpit':
			step(walk, 'filter', action, 'is held without an end', where);
			return {kind: 'rejected', by: rule.rule, with: 'tarpit'};
		case 'fasttrack-connection':
			step(walk, 'filter', action, 'gives the connection to FastTrack', where);
			if (walk.flow.connection !== undefined) {
				walk.flow.connection.fasttrack = rule.rule;
			}

			return 'next';
		default:
			return notModelled(rule);
	}
};

/** What may pass; the end of a chain lets it. */
export const filter = (walk: Walk, chain: 'input' | 'forward' | 'output'): Disposition | undefined => {
	const ended = verdict(walk, walk.router[walk.flow.family].filter, 'filter', chain, act);
	if (ended === undefined && walk.steps.at(-1)?.action !== 'accept') {
		step(walk, 'filter', 'accept', 'passes: no rule stops it', {chain});
	}

	return ended;
};
