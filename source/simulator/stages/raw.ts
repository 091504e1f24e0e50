import type {Act} from '../chain.js';
import {notModelled, verdict} from '../chain.js';
import type {Walk} from '../flow.js';
import {step} from '../flow.js';
import type {Disposition} from '../trace.js';

const act: Act = (walk, rule) => {
	const chain = rule.rule.chain ?? '';
	switch (rule.action) {
		case 'drop':
			step(walk, 'raw', 'drop', 'is dropped before connection tracking', {chain, rule: rule.rule});
			return {kind: 'dropped', by: rule.rule, reason: 'a rule of raw drops it'};
		case 'notrack':
			step(walk, 'raw', 'notrack', 'will not be tracked: it gets no connection mark and no NAT', {chain, rule: rule.rule});
			walk.flow.state = 'untracked';
			// A rule that matches ends its chain, by the manual; the target of the same name in Linux would go on.
			return 'stop';
		default:
			return notModelled(rule);
	}
};

/** Rules before connection tracking: `prerouting` for what comes in, `output` for what the router makes. */
export const raw = (walk: Walk, chain: 'prerouting' | 'output'): Disposition | undefined => verdict(walk, walk.router[walk.flow.family].raw, 'raw', chain, act);
