import type {Configuration, Menu} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import type {Interval} from './address.js';
import {parseInterval} from './address.js';
import {builtIn, rowsOf, words} from './settings.js';
import type {Rule} from './trace.js';
import type {Unread} from './unread.js';
import {wordIn} from './unread.js';

export type RoutingRule = {
	readonly rule: Rule;
	readonly action: string;
	readonly table: string;
	readonly from?: Interval & {readonly family: 4 | 6};
	readonly to?: Interval & {readonly family: 4 | 6};
	readonly interface?: string;
	readonly routingMark?: string;
	readonly minPrefix: number;
	/** Properties that are not modelled: with them nobody knows whether the rule matches. */
	readonly unclear: readonly string[];
};

/** The decisions of a lookup up to 7.21, and from 7.22 unless reordered: marks first (expert posts on the forum; older manuals say local first). */
export const standardOrder = ['mangle', 'vrf-lookup', 'vrf-unreach', 'local', 'user', 'main'] as const;

/** RouterOS 6 delivers to itself first (read in its kernel's rules). */
export const oldOrder = ['local', 'mangle', 'user', 'main'] as const;

/** Whether a configuration is RouterOS 6's: routes with marks, rules below `/ip/route`. */
export const isOld = (configuration: Configuration): boolean =>
	entriesOf(configuration, '/ip/route/rule').length > 0 || entriesOf(configuration, '/ip/route').some(({properties}) => properties['routing-mark'] !== undefined);

const modelled = new Set(['action', 'table', 'src-address', 'dst-address', 'interface', 'routing-mark', 'min-prefix', 'chain']);

const ruleMenus: readonly Menu[] = ['/routing/rule', '/ip/route/rule'];

/** Routing rules by chain, in order: those of the chain `user` where none is named, others right behind the decision of that name (manual, routing rule). What could not be read comes first. */
export const readRoutingRules = (configuration: Configuration, unread: readonly Unread[]): ReadonlyMap<string, readonly RoutingRule[]> => {
	const chains = new Map<string, RoutingRule[]>();
	for (const one of unread.filter(({menu}) => ruleMenus.includes(menu))) {
		const chain = wordIn(one, 'chain') ?? 'user';
		chains.set(chain, [{rule: {...builtIn(one.menu), ...(one.line === undefined ? {} : {line: one.line})}, action: 'unread', table: 'main', minPrefix: -1, unclear: ['unread']}]);
	}

	for (const {entry, rule} of ruleMenus.flatMap((menu) => rowsOf(configuration, menu))) {
		const {properties} = entry;
		const [from, to] = [parseInterval(properties['src-address'] ?? ''), parseInterval(properties['dst-address'] ?? '')];
		const chain = properties.chain ?? 'user';
		const rules = chains.get(chain) ?? [];
		chains.set(chain, rules);
		rules.push({
			rule,
			action: properties.action ?? 'lookup',
			table: properties.table ?? 'main',
			...(from === undefined ? {} : {from}),
			...(to === undefined ? {} : {to}),
			...(properties.interface === undefined ? {} : {interface: properties.interface}),
			...(properties['routing-mark'] === undefined ? {} : {routingMark: properties['routing-mark']}),
			minPrefix: Number(properties['min-prefix'] ?? -1),
			unclear: Object.keys(properties).filter((name) => !modelled.has(name) && !name.startsWith('!')),
		});
	}

	return chains;
};

/** The order of decisions that a router of 7.22 or later may have been given. */
export const orderOf = (setting: string | undefined): readonly string[] => (words(setting).length === 0 ? standardOrder : words(setting));
