import {scenarios} from '../../scenarios/index.js';
import type {Scenario} from '../../source/scenario/index.js';

/** Presets in as many groups as keep both cores busy: a test file each, about the same work in each. */
const groups = {
	tunnels: ['vpn-split-tunnel', 'privacy-vpn', 'work-and-streaming', 'custom'],
	lines: ['multi-wan-pcc', 'multi-wan-ecmp', 'wan-failover'],
	traffic: ['gaming-cafe', 'policy-balance', 'bandwidth-tiers'],
	house: ['fast-path', 'security-zones', 'vrf-tenant', 'watch', 'safe-keeping'],
} as const;

export const groupNames = Object.keys(groups) as readonly (keyof typeof groups)[];

export const groupOf = (name: keyof typeof groups): readonly Scenario[] => scenarios.filter(({id}) => groups[name].some((member) => member === id));

/** What was tried, said where nobody watches: a green build should show how much it stands for. */
export const tell = (what: string): void => {
	if (process.env.CI === 'true') {
		process.stdout.write(`${what}\n`);
	}
};
