import type {Configuration, Entry, Menu, Properties} from '../../source/routeros/model/index.js';
import {menuInfo} from '../../source/routeros/model/index.js';

/** A configuration with one thing wrong. */
export type Mutant = {
	readonly title: string;
	/** Mutants that are wrong in the same way, in whichever row of whichever configuration. */
	readonly kind: string;
	readonly configuration: Configuration;
};

const routed = /^\/(ip|ipv6)\/(firewall\/(address-list|filter|mangle|nat|raw)|route)$|^\/routing\/rule$|^\/interface\/list\/member$/;

type At = {readonly menu: Menu; readonly index: number; readonly entry: Entry};

const owned = ({menus}: Configuration): readonly At[] =>
	(Object.entries(menus) as [Menu, readonly Entry[]][])
		.filter(([menu]) => routed.test(menu))
		.flatMap(([menu, entries]) => entries.flatMap((entry, index) => (entry.owner === undefined ? [] : [{menu, index, entry}])));

const inMenu = (configuration: Configuration, menu: Menu, change: (entries: readonly Entry[]) => readonly Entry[]): Configuration => ({
	menus: {...configuration.menus, [menu]: change(configuration.menus[menu] ?? [])},
});

const withProperties = (configuration: Configuration, {menu, index}: At, change: (properties: Properties) => Properties): Configuration =>
	inMenu(configuration, menu, (entries) => entries.map((entry, at) => (at === index ? {...entry, properties: change(entry.properties)} : entry)));

const without = (properties: Properties, name: string): Properties => Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));

const nameOf = ({menu, index, entry}: At): string => `${entry.owner ?? `${menu} ${index + 1}`} (${menu})`;

type Way = (configuration: Configuration) => readonly (readonly [what: string, mutant: Configuration, kind: string])[];

const kindOf = ({menu, entry: {properties}}: At, name = 'row'): string => `${name} of ${menu} ${properties.action ?? ''}`;

const drop: Way = (configuration) =>
	owned(configuration).map((at) => [nameOf(at), inMenu(configuration, at.menu, (entries) => entries.filter((_, index) => index !== at.index)), kindOf(at)]);

const swap: Way = (configuration) =>
	owned(configuration)
		.filter(({menu}) => menuInfo(menu).ordered)
		.flatMap((at) => {
			const entries = configuration.menus[at.menu] ?? [];
			const next = entries.findIndex((entry, index) => index > at.index && entry.properties.chain === at.entry.properties.chain);
			const other = entries[next];
			return other === undefined
				? []
				: [
						[
							`${nameOf(at)} and what follows`,
							inMenu(configuration, at.menu, (rows) => rows.map((row, index) => (index === at.index ? other : index === next ? at.entry : row))),
							kindOf(at),
						] as const,
					];
		});

/** A row at the end of its menu: behind every rule that accepts, drops or takes FastTrack. */
const sink: Way = (configuration) =>
	owned(configuration)
		.filter(({menu}) => menuInfo(menu).ordered)
		.map((at) => [nameOf(at), inMenu(configuration, at.menu, (entries) => [...entries.filter((_, index) => index !== at.index), at.entry]), kindOf(at)]);

const matchers = new Set([
	'connection-mark',
	'connection-state',
	'in-interface-list',
	'out-interface-list',
	'in-interface',
	'out-interface',
	'dst-address-type',
	'dst-address-list',
	'src-address-list',
	'src-address',
	'dst-address',
	'protocol',
	'dst-port',
	'routing-mark',
]);

const widen: Way = (configuration) =>
	owned(configuration)
		.filter(({menu}) => menu.includes('/firewall/') && !menu.endsWith('address-list'))
		.flatMap((at) =>
			Object.keys(at.entry.properties)
				.filter(
					(name) => matchers.has(name) && !(name === 'protocol' && ['src-port', 'dst-port', 'tcp-flags', 'icmp-options'].some((needs) => at.entry.properties[needs] !== undefined)),
				)
				.map((name) => [`${name} of ${nameOf(at)}`, withProperties(configuration, at, (properties) => without(properties, name)), kindOf(at, name)] as const),
		);

const negate: Way = (configuration) =>
	owned(configuration)
		.filter(({menu}) => menu.includes('/firewall/') && !menu.endsWith('address-list'))
		.flatMap((at) =>
			Object.entries(at.entry.properties)
				.filter(([name]) => matchers.has(name) && name !== 'protocol')
				.map(
					([name, value]) =>
						[
							`${name} of ${nameOf(at)}`,
							withProperties(configuration, at, (properties) => ({...properties, [name]: value.startsWith('!') ? value.slice(1) : `!${value}`})),
							kindOf(at, name),
						] as const,
				),
		);

/** Each value with what somebody in a hurry would write instead. */
const wrongValues: readonly (readonly [name: string, from: string, to: string])[] = [
	['passthrough', 'no', 'yes'],
	['passthrough', 'yes', 'no'],
	['action', 'return', 'accept'],
	['action', 'lookup-only-in-table', 'lookup'],
	['action', 'reject', 'accept'],
	['action', 'drop', 'accept'],
	['action', 'accept', 'drop'],
	['chain', 'output', 'input'],
	['chain', 'prerouting', 'forward'],
	['distance', '254', '1'],
	['routing-table', '*', 'main'],
	['new-routing-mark', '*', 'main'],
];

const misspell: Way = (configuration) =>
	owned(configuration).flatMap((at) =>
		wrongValues
			.filter(([name, from]) => at.entry.properties[name] !== undefined && (from === '*' || at.entry.properties[name] === from))
			// What the router would refuse to take is no mutant: routing marks are set before routing only.
			.filter(([name, , to]) => !(name === 'chain' && (to === 'input' || to === 'forward') && at.entry.properties.action === 'mark-routing'))
			.filter(([name, , to]) => !(name === 'chain' && at.entry.properties[to === 'input' ? 'out-interface-list' : 'dst-address-type'] !== undefined))
			.map(
				([name, , to]) =>
					[`${name}=${to} in ${nameOf(at)}`, withProperties(configuration, at, (properties) => ({...properties, [name]: to})), kindOf(at, `${name}=${to}`)] as const,
			),
	);

const forgetFamily: Way = (configuration) =>
	(['/ip/', '/ipv6/'] as const).map((family) => [
		family,
		{
			menus: Object.fromEntries(
				(Object.entries(configuration.menus) as [Menu, readonly Entry[]][]).map(([menu, entries]) => [
					menu,
					routed.test(menu) && menu.startsWith(family) ? entries.filter(({owner}) => owner === undefined) : entries,
				]),
			),
		},
		family,
	]);

const fastTrackFirst: Way = (configuration) =>
	(['/ip/firewall/filter', '/ipv6/firewall/filter'] as const).map((menu) => [
		menu,
		inMenu(configuration, menu, (entries) => [
			...entries.filter(({properties}) => properties.action === 'fasttrack-connection'),
			...entries.filter(({properties}) => properties.action !== 'fasttrack-connection'),
		]),
		menu,
	]);

const ways: Readonly<Record<string, Way>> = {
	'drop a row': drop,
	'swap two rows': swap,
	'put a row last': sink,
	'drop a matcher': widen,
	'negate a matcher': negate,
	'write another value': misspell,
	'forget a family': forgetFamily,
	'FastTrack first': fastTrackFirst,
};

/** A configuration broken in every way of the list, one at a time. */
export const mutantsOf = (configuration: Configuration): readonly Mutant[] =>
	Object.entries(ways).flatMap(([way, make]) =>
		make(configuration)
			.filter(([, mutant]) => JSON.stringify(mutant) !== JSON.stringify(configuration))
			.map(([what, mutant, kind]) => ({title: `${way}: ${what}`, kind: `${way}: ${kind}`, configuration: mutant})),
	);
