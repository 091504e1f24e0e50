import {display} from '../diagnostics/index.js';
import type {FirewallRule, FirewallTable} from './firewall.js';
import {matches} from './firewall.js';
import type {Walk} from './flow.js';
import {step} from './flow.js';
import type {Disposition, Rule, Stage} from './trace.js';

/** What a rule did: on to the next one, the end of this table's rules for the packet, or the end of the packet. */
export type Outcome = 'next' | 'stop' | Disposition;

export type Act = (walk: Walk, rule: FirewallRule) => Outcome;

/** How deep chains may jump; deeper is a loop, which a router refuses to have. */
const deepest = 32;

export const unknown = (matcher: string, reason: string, rule?: Rule): Disposition => ({kind: 'unknown', matcher, reason, ...(rule === undefined ? {} : {rule})});

const listAction = (walk: Walk, {action, properties}: FirewallRule): string => {
	const list = properties['address-list'] ?? '';
	const {address} = action === 'add-src-to-address-list' ? walk.flow.from : walk.flow.to;
	walk.listed.set(list, [...(walk.listed.get(list) ?? []), address]);
	return `puts ${address.ip ?? 'the address'} into the list ${display(list)}`;
};

/** What rules of every table can do; undefined for what only `act` knows. */
const common = (walk: Walk, table: FirewallTable, stage: Stage, chain: string, rule: FirewallRule, act: Act, depth: number): Outcome | 'return' | undefined => {
	const tell = (detail: string): void => step(walk, stage, rule.action, detail, {chain, rule: rule.rule});
	switch (rule.action) {
		case 'accept':
			tell('goes on, past the other rules here');
			return 'stop';
		case 'return':
			tell('goes back to where it was sent from');
			return 'return';
		case 'jump': {
			const target = rule.properties['jump-target'] ?? '';
			tell(`is sent to the chain ${display(target)}`);
			return run(walk, table, stage, target, act, depth + 1);
		}

		case 'log':
		case 'passthrough':
			tell(rule.action === 'log' ? 'is logged' : 'is counted');
			return 'next';
		case 'add-src-to-address-list':
		case 'add-dst-to-address-list':
			tell(listAction(walk, rule));
			return 'next';
		default:
			return undefined;
	}
};

/** Takes a packet through a chain; its end, and a `return` in it, go back to the caller. */
export const run = (walk: Walk, table: FirewallTable, stage: Stage, chain: string, act: Act, depth = 0): Outcome => {
	if (depth > deepest) {
		return unknown('jump-target', `the chains of ${stage} jump in a loop`);
	}

	for (const rule of table.get(chain) ?? []) {
		if (!matches(walk, rule)) {
			continue;
		}

		const outcome = common(walk, table, stage, chain, rule, act, depth) ?? act(walk, rule);
		if (outcome === 'return') {
			return 'next';
		}

		if (outcome !== 'next') {
			return outcome;
		}
	}

	return 'next';
};

/** Runs a built-in chain to its verdict: a disposition, or undefined when the packet goes on. */
export const verdict = (walk: Walk, table: FirewallTable, stage: Stage, chain: string, act: Act): Disposition | undefined => {
	if (!table.has(chain)) {
		return undefined;
	}

	const outcome = run(walk, table, stage, chain, act);
	return typeof outcome === 'string' ? undefined : outcome;
};

/** An action that no stage knows: where the packet goes then is not for us to say. */
export const notModelled = ({action, rule}: FirewallRule): Disposition => unknown('action', `the action ${display(action)} is not modelled`, rule);
