import type {World} from '../facts/index.js';
import type {Family} from '../net/index.js';
import type {Configuration, Menu, Properties} from '../routeros/model/index.js';
import type {Walk} from './flow.js';
import {doubtful} from './flow.js';
import type {Test} from './matchers/index.js';
import {compileMatchers} from './matchers/index.js';
import {builtIn, isGone, rowsOf} from './settings.js';
import type {Rule} from './trace.js';
import type {Unread} from './unread.js';
import {unreadReason, wordIn} from './unread.js';

export type FirewallRule = {
	readonly rule: Rule;
	readonly action: string;
	readonly properties: Properties;
	/** Whether it does nothing to the walk, whatever it matches: counts, logs, or changes what nothing looks at. */
	readonly isInert: boolean;
	readonly tests: readonly Test[];
	/** Matchers that a hash, a counter or chance decides: asked last, because only what reaches them counts. */
	readonly forks: readonly Test[];
};

/** One of raw, mangle, nat, filter: rules by chain, in order. */
export type FirewallTable = ReadonlyMap<string, readonly FirewallRule[]>;

const inert = new Set(['log', 'passthrough', 'change-mss', 'clear-df', 'set-priority', 'strip-ipv4-options', 'sniff-tzsp', 'sniff-pc']);

/** What a rule names; with one of them gone it is invalid. */
const references = ['in-interface', 'out-interface', 'in-interface-list', 'out-interface-list', 'new-routing-mark', 'routing-mark', 'layer7-protocol'] as const;

const isInvalid = (properties: Properties, world: World): boolean =>
	references.some((property) => {
		const name = (properties[property] ?? '').replace(/^!/, '');
		return isGone(name) || (property.endsWith('-interface') && world.links[name] === 'removed');
	});

const unreadRule = (one: Unread, chain: string): FirewallRule => ({
	rule: {...builtIn(one.menu), chain, action: 'unread', ...(one.line === undefined ? {} : {line: one.line})},
	action: 'unread',
	properties: {},
	isInert: false,
	tests: [{matcher: 'unread', test: () => unreadReason(one)}],
	forks: [],
});

/** Puts what could not be read where it may act: a row into its chain by its line, what changes rows that nobody knows before all of them. */
const withUnread = (chains: Map<string, FirewallRule[]>, unread: readonly Unread[]): FirewallTable => {
	for (const one of unread) {
		const chain = one.verb === 'add' ? wordIn(one, 'chain') : undefined;
		for (const name of chain === undefined ? chains.keys() : [chain]) {
			const rules = chains.get(name) ?? [];
			const next = chain === undefined ? 0 : rules.findIndex(({rule}) => (rule.line ?? 0) > (one.line ?? 0));
			chains.set(name, rules.toSpliced(next < 0 ? rules.length : next, 0, unreadRule(one, name)));
		}
	}

	return chains;
};

export const readFirewall = (configuration: Configuration, menu: Menu, family: Family, world: World, unread: readonly Unread[]): FirewallTable => {
	const chains = new Map<string, FirewallRule[]>();
	for (const {entry, rule} of rowsOf(configuration, menu)) {
		if (isInvalid(entry.properties, world)) {
			continue;
		}

		const action = entry.properties.action ?? 'accept';
		const chain = entry.properties.chain ?? '';
		const rules = chains.get(chain) ?? [];
		chains.set(chain, rules);
		rules.push({rule: {...rule, action}, action, properties: entry.properties, isInert: inert.has(action), ...compileMatchers(entry.properties, family)});
	}

	return withUnread(
		chains,
		unread.filter((one) => one.menu === menu),
	);
};

/** Whether a rule matches; what is not modelled and could matter becomes a fork, with "does not match" tried first. */
export const matches = (walk: Walk, {tests, forks, isInert, rule}: FirewallRule): boolean => {
	let doubts: {readonly matcher: string; readonly reason: string}[] | undefined;
	for (const {matcher, test} of tests) {
		const result = test(walk);
		if (result === false) {
			return false;
		}

		if (result !== true) {
			doubts ??= [];
			doubts.push({matcher, reason: result});
		}
	}

	if (isInert) {
		return doubts === undefined && forks.length === 0;
	}

	for (const {matcher, test} of forks) {
		const result = test(walk, rule);
		if (result === false) {
			return false;
		}

		if (result !== true) {
			doubts ??= [];
			doubts.push({matcher, reason: result});
		}
	}

	return doubts === undefined || doubts.every(({matcher, reason}) => doubtful(walk, matcher, reason, rule));
};
