import type {InterfaceFacts} from '../../facts/index.js';
import type {Configuration, Entry, Menu} from './configuration.js';
import {entriesOf} from './configuration.js';

/** Menus whose rows are interfaces, and the word that `/interface print` has for them. */
const kinds: Readonly<Record<Menu, string>> = {
	'/interface/ethernet': 'ether',
	'/interface/bridge': 'bridge',
	'/interface/vlan': 'vlan',
	'/interface/bonding': 'bond',
	'/interface/wireguard': 'wg',
	'/interface/pppoe-client': 'pppoe-out',
	'/interface/l2tp-client': 'l2tp-out',
	'/interface/sstp-client': 'sstp-out',
	'/interface/ovpn-client': 'ovpn-out',
	'/interface/pptp-client': 'pptp-out',
	'/interface/lte': 'lte',
	'/interface/gre': 'gre-tunnel',
	'/interface/ipip': 'ipip-tunnel',
	'/interface/eoip': 'eoip',
	'/interface/vxlan': 'vxlan',
	'/interface/vrrp': 'vrrp',
	'/interface/veth': 'veth',
	'/interface/wireless': 'wlan',
	'/interface/wifi': 'wifi',
	'/interface/zerotier': 'zerotier',
};

/** Where rows name interfaces. An export says nothing of an Ethernet port that is as it came; others still name it. */
const mentions: readonly (readonly [Menu, string])[] = [
	['/interface/bridge/port', 'interface'],
	['/interface/list/member', 'interface'],
	['/interface/vlan', 'interface'],
	['/interface/pppoe-client', 'interface'],
	['/ip/address', 'interface'],
	['/ipv6/address', 'interface'],
	['/ip/dhcp-client', 'interface'],
	['/ip/dhcp-server', 'interface'],
];

const hardware: readonly (readonly [RegExp, string])[] = [
	[/^(?:ether|sfp|qsfp|combo)/, 'ether'],
	[/^wlan/, 'wlan'],
	[/^wifi/, 'wifi'],
	[/^lte/, 'lte'],
];

const nameOf = ({properties, selector}: Entry): string | undefined =>
	properties.name ?? (selector.kind === 'builtin' ? (selector.find['default-name'] ?? selector.find.name) : selector.kind === 'numbered' ? selector.number : undefined);

/** The interfaces that an export tells of. What is not switched off is taken to be running. */
export const interfacesOf = (configuration: Configuration): readonly InterfaceFacts[] => {
	const slaves = new Set([
		...entriesOf(configuration, '/interface/bridge/port').flatMap(({disabled, properties}) => (disabled ? [] : [properties.interface ?? ''])),
		...entriesOf(configuration, '/interface/bonding').flatMap(({properties}) => (properties.slaves ?? '').split(',')),
	]);
	const found = new Map<string, InterfaceFacts>();
	const add = (name: string, type: string, disabled: boolean, comment: string, mtu = ''): void => {
		found.set(name, {
			name,
			type,
			running: !disabled,
			disabled,
			slave: slaves.has(name),
			...(comment === '' ? {} : {comment}),
			...(/^[1-9]\d*$/.test(mtu) ? {mtu: Number(mtu)} : {}),
		});
	};

	for (const [menu, type] of Object.entries(kinds)) {
		for (const entry of entriesOf(configuration, menu as Menu)) {
			const name = nameOf(entry);
			if (name !== undefined) {
				add(name, type, entry.disabled, entry.comment, entry.properties.mtu);
			}
		}
	}

	for (const [menu, property] of mentions) {
		for (const {properties} of entriesOf(configuration, menu)) {
			const name = properties[property] ?? '';
			const type = hardware.find(([pattern]) => pattern.test(name))?.[1];
			if (type !== undefined && !found.has(name)) {
				add(name, type, false, '');
			}
		}
	}

	return [...found.values()];
};

/**
 * Members of each interface list by name: first what it includes, without what it excludes, then its own, which win over
 * what is excluded (manual, Interface Lists).
 */
export const interfaceListsOf = (configuration: Configuration): Readonly<Record<string, readonly string[]>> => {
	const lists = new Map(entriesOf(configuration, '/interface/list').map(({properties}) => [properties.name ?? '', properties] as const));
	const members = entriesOf(configuration, '/interface/list/member').filter(({disabled}) => !disabled);
	const named = (text: string | undefined): readonly string[] => (text === undefined || text === '' ? [] : text.split(','));
	const every = interfacesOf(configuration).map(({name}) => name);
	const of = (list: string, inside: readonly string[]): readonly string[] => {
		if (inside.includes(list)) {
			return [];
		}

		const {include, exclude} = lists.get(list) ?? {};
		const all = (names: string | undefined): readonly string[] => named(names).flatMap((name) => (name === 'all' || name === 'static' ? every : of(name, [...inside, list])));
		const without = new Set(all(exclude));
		const own = members.flatMap(({properties}) => (properties.list === list ? [properties.interface ?? ''] : []));
		return [...new Set([...own, ...all(include).filter((member) => !without.has(member))])];
	};

	return Object.fromEntries([...lists.keys()].filter((name) => name !== '').map((name) => [name, of(name, [])] as const));
};
