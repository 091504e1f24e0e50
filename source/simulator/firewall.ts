import type {World} from '../facts/index.js';
import type {Family} from '../net/index.js';
import type {Configuration, Menu, Properties} from '../routeros/model/index.js';
import type {Walk} from './flow.js';
import {doubtful} from './flow.js';
import type {Test} from './matchers/index.js';
import {compileMatchers} from './matchers/index.js';
import {builtIn, isGone, rowsOf, unreadIn} from './settings.js';
import type {Rule} from './trace.js';

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

type Row = ReturnType<typeof rowsOf>[number];

/** Rows that are no part of an export, such as those of a script with variables: where they stand in a chain nobody knows what happens. */
const unreadRows = (configuration: Configuration, menu: Menu): readonly Row[] =>
	unreadIn(configuration).flatMap((entry) => {
		const [, path = entry.menu, chain] = /^(\/[a-z0-9/ ]+? )?add .*?\bchain=([\w-]+)/.exec(entry.selector.text) ?? [];
		return chain === undefined || path.trim().replaceAll(' ', '/') !== menu
			? []
			: [{entry: {...entry, properties: {chain, action: 'unread'}}, rule: {...builtIn(menu), chain, ...(entry.line === undefined ? {} : {line: entry.line})}}];
	});

const unread: Test = {matcher: 'unread', test: () => 'the row could not be read'};

export const readFirewall = (configuration: Configuration, menu: Menu, family: Family, world: World): FirewallTable => {
	const chains = new Map<string, FirewallRule[]>();
	const rows = rowsOf(configuration, menu);
	const foreign = unreadRows(configuration, menu);
	const inOrder = foreign.length === 0 ? rows : [...rows, ...foreign].toSorted((a, b) => (a.entry.line ?? 0) - (b.entry.line ?? 0));
	for (const {entry, rule} of inOrder) {
		if (isInvalid(entry.properties, world)) {
			continue;
		}

		const action = entry.properties.action ?? 'accept';
		const chain = entry.properties.chain ?? '';
		const rules = chains.get(chain) ?? [];
		chains.set(chain, rules);
		const matchers = action === 'unread' ? {tests: [unread], forks: []} : compileMatchers(entry.properties, family);
		rules.push({rule: {...rule, action}, action, properties: entry.properties, isInert: inert.has(action), ...matchers});
	}

	return chains;
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
