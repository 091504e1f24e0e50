import type {Fragment} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import {mergePrefixes, parseIp, parsePrefix, prefixLength} from '../../source/net/index.js';
import type {PolicyDocument} from '../../source/policy/index.js';
import type {Entry, Menu} from '../../source/routeros/model/index.js';
import {menuInfo, ownerOf} from '../../source/routeros/model/index.js';

export type Made = {readonly document: PolicyDocument; readonly fragment: Fragment; readonly facts: Facts};

/** What of a law does not hold: one line a finding, none where all is well. */
type Law = (made: Made) => readonly string[];

const inMenus = ({fragment}: Made, pattern: RegExp): readonly Entry[] => fragment.entries.filter(({menu}) => pattern.test(menu));

const show = ({menu, properties}: Entry): string => `${menu} ${JSON.stringify(properties)}`;

const findings = (entries: readonly Entry[], isWrong: (entry: Entry) => boolean): readonly string[] => entries.filter(isWrong).map(show);

const twice = <T>(items: readonly T[], key: (item: T) => string): readonly T[] => {
	const seen = new Set<string>();
	return items.filter((item) => seen.has(key(item)) || !seen.add(key(item)));
};

const groupBy = <T>(items: readonly T[], key: (item: T) => string): readonly (readonly [string, readonly T[]])[] => {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
	}

	return [...groups];
};

/** Properties that give or use a name of the profile's own; the menus where such a name is made. */
const naming = ['new-connection-mark', 'new-routing-mark', 'new-packet-mark', 'jump-target', 'list', 'routing-table', 'table', 'routing-mark'] as const;
const namedElsewhere = new Set(['main', 'no-mark']);

/** Their rows have no comment on every release: an own name says whose they are. */
const withoutComments = /^\/(?:queue\/type|system\/logging|system\/logging\/action)$/;

const owned: Law = ({fragment: {entries}, facts}) => [
	...twice(entries, ({owner}) => owner ?? '').map(({owner}) => `${owner} is the key of two rows`),
	...findings(
		entries,
		({menu, owner, comment}) =>
			owner === undefined || (menuInfo(menu).ownedBy === 'comment' ? ownerOf(comment) !== owner || !/^[\x20-\x7e]{1,100}$/.test(comment) : comment !== ''),
	),
	...findings(entries, ({menu, properties}) => withoutComments.test(menu) && !(properties.name ?? properties.prefix ?? '').startsWith('detour-')),
	...entries.flatMap((entry) =>
		naming
			.flatMap((property) => entry.properties[property] ?? [])
			.filter((name) => !namedElsewhere.has(name) && !facts.vrfs?.some((vrf) => vrf.name === name) && !/^detour-[a-z\d-]{1,24}$/.test(name))
			.map((name) => `${name} is no short name of our own: ${show(entry)}`),
	),
];

const mangles = /^\/ip(?:v6)?\/firewall\/mangle$/;
const filters = /^\/ip(?:v6)?\/firewall\/filter$/;

/** Whether a chain is entered by new connections with a mark of ours only, once they are routed: what they left by may be marked anew then. */
const isForRouted = (made: Made, menu: Menu, chain: string | undefined): boolean => {
	const jumps = made.fragment.entries.filter((entry) => entry.menu === menu && entry.properties['jump-target'] === chain);
	return (
		jumps.length > 0 &&
		jumps.every(({properties}) => properties.chain === 'forward' && properties['connection-state'] === 'new' && properties['connection-mark']?.startsWith('detour-') === true)
	);
};

const markOnce: Law = (made) => [
	...findings(
		inMenus(made, mangles),
		({menu, properties}) =>
			properties.action === 'mark-connection' &&
			(properties['connection-state'] !== 'new' || (properties['connection-mark'] !== 'no-mark' && !isForRouted(made, menu, properties.chain))),
	),
	...findings(inMenus(made, mangles), ({properties}) => properties.action === 'accept'),
	...findings(
		inMenus(made, mangles),
		({properties}) =>
			properties.chain === 'prerouting' && properties.action === 'jump' && (properties['dst-address-type'] !== '!local' || properties['in-interface-list'] === undefined),
	),
	// Replies that come in by a line carry the connection's mark, too: marked, they would be sent back out.
	...findings(inMenus(made, mangles), ({properties}) => properties.chain === 'prerouting' && properties.action === 'mark-routing' && properties['in-interface-list'] === undefined),
];

const localFirst: Law = (made) =>
	['/ip/firewall/mangle', '/ipv6/firewall/mangle'].flatMap((menu) => {
		const rows = made.fragment.entries.filter((entry) => entry.menu === menu);
		const entered = rows.filter(({properties}) => properties.chain === 'prerouting' && properties.action === 'jump').map(({properties}) => properties['jump-target'] ?? '');
		return entered.flatMap((chain) => {
			const first = rows.find(({properties}) => properties.chain === chain);
			return first === undefined || (first.properties.action === 'return' && first.properties['dst-address-list'] !== undefined)
				? []
				: [`${chain} does not begin with what is local: ${show(first)}`];
		});
	});

/** FastTrack knows only the main table: where connections are marked, marked ones are accepted before it. */
const fasttrack: Law = (made) => [
	...made.fragment.adjustments.filter(({menu}) => filters.test(menu)).map(({menu}) => `a rule of the user's in ${menu} is changed`),
	...(['/ip', '/ipv6'] as const).flatMap((family) => {
		const rows = made.fragment.entries.filter(({menu}) => menu.startsWith(`${family}/`));
		const canBeFast = family === '/ip' || made.facts.release.minor >= 18;
		const isMarking = rows.some(({menu, properties}) => mangles.test(menu) && properties.action === 'mark-routing');
		const isKept = rows.some(
			({menu, properties, place}) =>
				filters.test(menu) &&
				properties.chain === 'forward' &&
				properties.action === 'accept' &&
				properties['connection-mark'] === '!no-mark' &&
				place?.kind === 'before-fasttrack',
		);
		return isMarking && canBeFast && !isKept ? [`${family}: marked connections get FastTrack`] : [];
	}),
];

const isEverything = (entry: Entry): boolean => ['0.0.0.0/0', '::/0'].includes(entry.properties['dst-address'] ?? '');

/** Where a way is meant to block, its table ends in a blackhole and nothing falls through to `main`. */
const down: Law = (made) =>
	made.document.uplinks
		.filter(({id}) => made.document.policies.some((policy) => policy.uplink === id && policy.whenDown.kind === 'block'))
		.flatMap(({id}) => {
			const tables = new Set(
				inMenus(made, /^\/routing\/table$/)
					.filter(({owner}) => owner?.includes(`:${id}.`) === true)
					.map(({properties}) => properties.name ?? ''),
			);
			const routes = inMenus(made, /^\/ip(?:v6)?\/route$/).filter(({properties}) => tables.has(properties['routing-table'] ?? ''));
			return (['/ip/route', '/ipv6/route'] as const).flatMap((menu) => {
				const ofFamily = routes.filter((entry) => entry.menu === menu && isEverything(entry));
				const isStopped = ofFamily.some(({properties}) => 'blackhole' in properties && Number(properties.distance) > 100);
				return ofFamily.length > 0 && !isStopped ? [`${menu}: the table of ${id} has no blackhole`] : [];
			});
		});

const health: Law = (made) =>
	findings(inMenus(made, /^\/ip(?:v6)?\/route$/), ({properties}) => {
		const hop = (properties.gateway ?? '').split(/[%@]/)[0] ?? '';
		return properties['check-gateway'] !== undefined && parseIp(hop) === undefined;
	});

const natOnce: Law = (made) => [
	...twice(inMenus(made, /firewall\/nat$/), ({menu, properties}) => menu + JSON.stringify(Object.entries(properties).toSorted())).map((entry) => `twice: ${show(entry)}`),
	...findings(
		inMenus(made, /firewall\/nat$/),
		({properties}) => properties.action === 'masquerade' && properties['out-interface-list'] === undefined && properties['out-interface'] === undefined,
	),
];

const portsImplyProtocol: Law = (made) =>
	findings(
		made.fragment.entries,
		({menu, properties}) => /firewall/.test(menu) && ['dst-port', 'src-port', 'port'].some((name) => name in properties) && !('protocol' in properties),
	);

/** Rows of a classifier that differ in their remainder and mark only: every remainder once. */
const buckets: Law = (made) => {
	const groups = groupBy(
		inMenus(made, mangles).filter(({properties}) => properties['per-connection-classifier'] !== undefined),
		({menu, properties}) => {
			const {'per-connection-classifier': classifier = '', 'new-connection-mark': _mark, ...others} = properties;
			return menu + JSON.stringify([classifier.split('/')[0], Object.entries(others).toSorted()]);
		},
	);
	return groups.flatMap(([key, rows]) => {
		const remainders = rows.map(({properties}) => Number(properties['per-connection-classifier']?.split('/')[1])).toSorted((a, b) => a - b);
		const count = Number(/:(\d+)/.exec(rows[0]?.properties['per-connection-classifier'] ?? '')?.[1]);
		return JSON.stringify(remainders) === JSON.stringify(Array.from({length: count}, (_, index) => index)) ? [] : [`${key}: ${remainders.join(',')} of ${count}`];
	});
};

const rate = (text: string | undefined): number => {
	const [, digits, unit] = /^(\d+(?:\.\d+)?)([kMG]?)$/.exec(text ?? '') ?? [];
	return digits === undefined ? 0 : Number(digits) * ({k: 1e3, M: 1e6, G: 1e9}[unit ?? ''] ?? 1);
};

/** Guarantees fit into the parent, no child may have more than it, and leaves have a parent that limits. */
const queues: Law = (made) => {
	const trees = inMenus(made, /^\/queue\/tree$/);
	return trees.flatMap((parent) => {
		const children = trees.filter(({properties}) => properties.parent === parent.properties.name);
		const most = rate(parent.properties['max-limit']);
		return children.length === 0
			? []
			: [
					...(most > 0 ? [] : [`no limit: ${show(parent)}`]),
					...(children.reduce((sum, {properties}) => sum + rate(properties['limit-at']), 0) > most ? [`promises more than ${show(parent)}`] : []),
					...findings(children, ({properties}) => rate(properties['max-limit']) > most),
				];
	});
};

/** What is not tracked has no mark and no NAT: such rows stand alone, or name what no list of the profile holds. */
const notrack: Law = (made) =>
	inMenus(made, /firewall\/raw$/).filter(({properties}) => properties.action === 'notrack').length > 0 &&
	inMenus(made, mangles).some(({properties}) => properties.action === 'mark-connection')
		? findings(
				inMenus(made, /firewall\/raw$/),
				({properties}) => properties.action === 'notrack' && properties['dst-address-list'] === undefined && properties['src-address-list'] === undefined,
			)
		: [];

const isCanonical = (address: string): boolean => {
	const parsed = parsePrefix(address);
	return parsed === undefined ? parseIp(address) !== undefined || /[a-z]/i.test(address) : [parsed, `${parsed}`.replace(/\/(?:32|128)$/, '')].includes(address);
};

/** One entry an address, written as the router writes it, and none inside of another. */
const lists: Law = (made) => {
	const rows = inMenus(made, /firewall\/address-list$/);
	const groups = groupBy(rows, ({menu, properties}) => `${menu} ${properties.list}`);
	return [
		...findings(rows, ({properties}) => !isCanonical(properties.address ?? '')),
		...findings(rows, ({properties}) => 'timeout' in properties),
		...groups.flatMap(([list, entries]) => {
			const prefixes = entries.flatMap(({properties: {address = ''}}) => parsePrefix(address) ?? []);
			return [
				...twice(entries, ({properties}) => properties.address ?? '').map((entry) => `twice: ${show(entry)}`),
				...(mergePrefixes(prefixes).length < prefixes.length ? [`${list}: entries overlap`] : []),
				...prefixes.filter((prefix) => prefixLength(prefix) === 0).map((prefix) => `${list}: ${prefix}`),
			];
		}),
	];
};

const explained: Law = ({fragment: {entries, explanations}}) => [
	...(JSON.stringify(entries.map(({owner}) => owner)) === JSON.stringify(explanations.map(({owner}) => owner)) ? [] : ['not every row is explained, in the order of the rows']),
	...explanations.filter(({why, without}) => why.length < 15 || without.length < 15).map(({owner}) => `${owner} has no explanation to speak of`),
];

/** Menus that have order; where a peer stands does not matter. */
const placed: Law = ({fragment: {entries}}) => findings(entries, ({menu, place}) => menu !== '/interface/wireguard/peers' && menuInfo(menu).ordered !== (place !== undefined));

/** Which menu makes what a property names. */
const references: readonly (readonly [property: string, menu: Menu])[] = [
	['in-interface-list', '/interface/list'],
	['out-interface-list', '/interface/list'],
	['list', '/interface/list'],
	['routing-table', '/routing/table'],
	['new-routing-mark', '/routing/table'],
	['table', '/routing/table'],
	['gateway', '/interface/wireguard'],
	['parent', '/queue/tree'],
	['queue', '/queue/type'],
	['address-pool', '/ip/pool'],
];

/** VRFs make tables, and interfaces since 7.14; address lists come with their first row. */
const makers: Readonly<Record<string, readonly Menu[]>> = {
	'/routing/table': ['/routing/table', '/ip/vrf'],
	'/interface/list': ['/interface/list', '/ip/firewall/address-list', '/ipv6/firewall/address-list'],
};

const createdBefore: Law = ({fragment: {entries}}) =>
	entries.flatMap((entry, index) =>
		references.flatMap(([property, menu]) => {
			const name = entry.properties[property]?.replace(/^!/, '').split('@')[0];
			const menus = makers[menu] ?? [menu];
			const at = entries.findIndex((other) => menus.includes(other.menu) && (other.properties.name === name || other.properties.list === name));
			return name?.startsWith('detour-') === true && (at === -1 || at > index) ? [`${name} is not there yet: ${show(entry)}`] : [];
		}),
	);

const sources = ['src-address', 'src-address-list', 'in-interface', 'in-interface-list'] as const;

/** What is let in says from where. */
const opensNothing: Law = (made) =>
	findings(
		inMenus(made, filters),
		({properties}) =>
			properties.action === 'accept' && properties.chain === 'input' && !/established/.test(properties['connection-state'] ?? '') && sources.every((name) => !(name in properties)),
	);

/** A next hop that a line learns by itself is written into a route only where the router's own script keeps it right. */
const learnt: Law = ({fragment, facts}) => {
	const hops = new Set(facts.routes.filter(({dynamic, origin}) => dynamic && origin !== 'connect').flatMap(({gateway}) => parseIp(gateway.split(/[%@]/)[0] ?? '') ?? []));
	return findings(
		fragment.entries.filter(({menu, owner}) => /\/route$/.test(menu) && !fragment.volatile.some((one) => one.owner === owner && one.property === 'gateway')),
		({properties}) => {
			const hop = parseIp((properties.gateway ?? '').split(/[%@]/)[0] ?? '');
			return hop !== undefined && hops.has(hop);
		},
	);
};

/** In each family, what is looked up is marked for it, and what a table of ours holds is looked up there. */
const ledTo: Law = (made) =>
	(['/ip', '/ipv6'] as const).flatMap((family) => {
		const rows = inMenus(made, mangles).filter(({menu}) => menu.startsWith(`${family}/`));
		const marks = new Set(rows.map(({properties}) => properties['new-connection-mark']));
		const tables = new Set([
			...rows.map(({properties}) => properties['new-routing-mark']),
			...inMenus(made, /^\/ip\/vrf$/).map(({properties}) => properties.name),
			...(made.facts.vrfs ?? []).map(({name}) => name),
		]);
		return [
			...findings(rows, ({properties}) => properties.action === 'mark-routing' && !marks.has(properties['connection-mark'])),
			...findings(
				inMenus(made, /\/route$/),
				({menu, properties}) => menu === `${family}/route` && properties['routing-table'] !== undefined && !tables.has(properties['routing-table']),
			),
		].map((row) => `nothing leads to ${row}`);
	});

/** Scripts of the router's that keep rows of ours right name no others. */
const kept: Law = ({fragment: {adjustments, entries}}) =>
	adjustments.flatMap(({set: {script = ''}}) =>
		[...script.matchAll(/(detour:[\w-]+:)\(([^)]+)\)(\.\d) /g)]
			.flatMap(([, head = '', keys = '', family = '']) => keys.split('|').map((key) => `${head}${key}${family}`))
			.filter((key) => !entries.some(({owner}) => owner === key))
			.map((key) => `a script names ${key}, which is not there`),
	);

/** The laws of what is generated, as far as they can be read off the rows alone; claims and the schema hold the others. */
export const laws: Readonly<Record<string, Law>> = {
	'L1 owned': owned,
	'L2 local first': localFirst,
	'L3 mark once': markOnce,
	'L5 FastTrack': fasttrack,
	'L6 down means what was chosen': down,
	'L8 health': health,
	'L9 NAT once': natOnce,
	'L10 ports imply protocol': portsImplyProtocol,
	'L11 buckets': buckets,
	'L12 queues': queues,
	'L13 notrack': notrack,
	'L14 lists': lists,
	'L16 explained': explained,
	'L17 order': placed,
	'L17 created before it is named': createdBefore,
	'L18 opens nothing': opensNothing,
	'L19 addresses move': learnt,
	'L19 scripts name what is there': kept,
	'no row that nothing leads to': ledTo,
};

export const brokenLaws = (made: Made): readonly string[] => Object.entries(laws).flatMap(([law, check]) => check(made).map((finding) => `${law}: ${finding}`));
