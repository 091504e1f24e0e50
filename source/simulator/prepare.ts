import type {Release, World} from '../facts/index.js';
import type {Family} from '../net/index.js';
import {families} from '../net/index.js';
import type {Configuration, Menu} from '../routeros/model/index.js';
import {entriesOf} from '../routeros/model/index.js';
import {supportedMinors} from '../routeros/schema/index.js';
import {behaviours} from '../routeros/versions/index.js';
import {readAddressLists} from './address-lists.js';
import {readCryptoRouting} from './crypto-routing.js';
import {readFirewall} from './firewall.js';
import {hasRows, readInterfaces} from './interfaces.js';
import {readIpsec} from './ipsec.js';
import {readOwnAddresses} from './own-addresses.js';
import type {FamilyTables, Prepared} from './prepared.js';
import {readQueues} from './queues.js';
import {isOld, oldOrder, orderOf, readRoutingRules, standardOrder} from './routing-rules.js';
import {menuOf, settingOf} from './settings.js';
import {readTables} from './tables.js';
import {readUnread, unreadRoute} from './unread.js';

export type SimulatorOptions = {
	/** The release whose behaviour counts; the newest known when left out. */
	readonly release?: Release;
};

const newest: Release = {major: 7, minor: supportedMinors.at(-1) ?? 0, patch: 0};

const reversePaths = ['no', 'loose', 'strict'] as const;

const settingsOf = (configuration: Configuration, release: Release): Prepared['settings'] => {
	const of = (family: Family, property: string): string | undefined => settingOf(configuration, menuOf(family, 'settings'), property);
	const behaviour = behaviours(release);
	const unclearOrder = hasRows(configuration, '/ip/route/vrf')
		? '/ip/route/vrf'
		: behaviour.policyRules
			? (['connected-in-chain', 'dynamic-in-chain'] as const).find((property) => (settingOf(configuration, '/routing/settings', property) ?? '') !== '')
			: undefined;
	return {
		forwards: {4: of(4, 'ip-forward') !== 'no', 6: of(6, 'forward') !== 'no'},
		isOn: {4: true, 6: of(6, 'disable-ipv6') !== 'yes'},
		reversePath: reversePaths.find((mode) => mode === of(4, 'rp-filter')) ?? 'no',
		fastPath: {4: of(4, 'allow-fast-path') !== 'no', 6: behaviour.ipv6Fasttrack && of(6, 'allow-fast-path') !== 'no'},
		tracks: settingOf(configuration, '/ip/firewall/connection/tracking', 'enabled') !== 'no',
		picksUp: settingOf(configuration, '/ip/firewall/connection/tracking', 'loose-tcp-tracking') !== 'no',
		hash: {4: of(4, 'ipv4-multipath-hash-policy') ?? 'l3', 6: of(6, 'multipath-hash-policy') ?? 'l3'},
		...(unclearOrder === undefined ? {} : {unclearOrder}),
	};
};

/** What brings routes that no export holds; the last ones are RouterOS 6's. */
const protocols: readonly (readonly [Menu, string])[] = [
	['/routing/ospf/instance', 'OSPF'],
	['/routing/bgp/connection', 'BGP'],
	['/routing/rip/instance', 'RIP'],
	['/routing/isis/instance', 'IS-IS'],
	['/routing/ospf/network', 'OSPF'],
	['/routing/bgp/peer', 'BGP'],
	['/routing/rip/network', 'RIP'],
];

/** The default instance of RouterOS 6 is always there, and does nothing by itself. */
const runs = (configuration: Configuration, menu: Menu): boolean => entriesOf(configuration, menu).some(({selector, disabled}) => selector.kind === 'row' && !disabled);

const untoldIn = (configuration: Configuration, world: World): readonly string[] =>
	world.routes === undefined ? [...new Set(protocols.flatMap(([menu, name]) => (runs(configuration, menu) ? [name] : [])))] : [];

/** Where a router's addresses come from. */
const addressed: readonly Menu[] = [
	...families.flatMap((family) => [menuOf(family, 'address'), menuOf(family, 'dhcp-client')]),
	'/interface/lte',
	...(['pppoe', 'l2tp', 'sstp', 'ovpn', 'pptp', 'ppp'] as const).map((kind): Menu => `/interface/${kind}-client`),
];

/** Reads a configuration once, for many packets in the same world. */
export const prepare = (configuration: Configuration, world: World, options: SimulatorOptions = {}): Prepared => {
	const release = options.release ?? newest;
	const unread = readUnread(configuration);
	const interfaces = readInterfaces(configuration, world, release);
	const addresses = readOwnAddresses(configuration, world, interfaces);
	const family = (which: Family): FamilyTables => ({
		lists: readAddressLists(configuration, world, which),
		routes: readTables(configuration, world, interfaces, addresses, which, unreadRoute(unread, which)),
		raw: readFirewall(configuration, menuOf(which, 'firewall/raw'), which, world, unread),
		mangle: readFirewall(configuration, menuOf(which, 'firewall/mangle'), which, world, unread),
		nat: readFirewall(configuration, menuOf(which, 'firewall/nat'), which, world, unread),
		filter: readFirewall(configuration, menuOf(which, 'firewall/filter'), which, world, unread),
	});
	return {
		configuration,
		world,
		interfaces,
		addresses,
		4: family(4),
		6: family(6),
		ipsec: readIpsec(configuration),
		cryptoRouting: readCryptoRouting(configuration, unread),
		isExcerpt: (world.addresses ?? []).length === 0 && addressed.every((menu) => entriesOf(configuration, menu).length === 0),
		untold: untoldIn(configuration, world),
		queues: readQueues(configuration),
		rules: readRoutingRules(configuration, unread),
		order:
			release.major === 6 || isOld(configuration)
				? oldOrder
				: behaviours(release).policyRules
					? orderOf(settingOf(configuration, '/routing/settings', 'policy-rules'))
					: standardOrder,
		foreign: Object.values(configuration.menus).reduce((count, entries) => count + entries.filter(({selector}) => selector.kind === 'verbatim').length, 0),
		unread,
		settings: settingsOf(configuration, release),
	};
};
