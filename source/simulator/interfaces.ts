import type {Release, World} from '../facts/index.js';
import type {Configuration} from '../routeros/model/index.js';
import {entriesOf, factsFromConfiguration} from '../routeros/model/index.js';
import {behaviours} from '../routeros/versions/index.js';
import {isGone, rowsOf, words} from './settings.js';

/** The interfaces of a router as rules see them. */
export type Interfaces = {
	/** Running: switched on, not down in this world, and so is what it runs over. */
	readonly isUp: (name: string) => boolean;
	readonly typeOf: (name: string) => string | undefined;
	/** A bridge port's or bond member's master; otherwise the interface itself. */
	readonly masterOf: (name: string) => string;
	/** The VRF that an interface is in; undefined for the main one. */
	readonly vrfOf: (name: string) => string | undefined;
	/** As firewall rules see it: a member of a VRF is its VRF's interface from 7.14 on. */
	readonly seenAs: (name: string) => string;
	readonly isInList: (list: string, name: string) => boolean;
	readonly vrfs: readonly string[];
};

/** Menus whose interfaces run over another one. */
const carried = ['/interface/vlan', '/interface/pppoe-client', '/interface/macvlan', '/interface/vrrp'] as const;

/** Names in an interface matcher that stand for a kind of interface, by the words of `/interface print`. */
const groups: Readonly<Record<string, (type: string) => boolean>> = {
	'all-ethernet': (type) => type === 'ether',
	'all-ppp': (type) => /^(?:pppoe|l2tp|sstp|ovpn|pptp|ppp)/.test(type),
	'all-vlan': (type) => type === 'vlan',
	'all-wireless': (type) => type === 'wlan' || type === 'wifi',
};

const membership = (configuration: Configuration, isDynamic: (name: string) => boolean): ((list: string, name: string) => boolean) => {
	const own = new Map<string, Set<string>>();
	for (const {entry} of rowsOf(configuration, '/interface/list/member')) {
		const {list = '', interface: name = ''} = entry.properties;
		own.set(list, (own.get(list) ?? new Set()).add(name));
	}

	const lists = new Map(rowsOf(configuration, '/interface/list').map(({entry}) => [entry.properties.name ?? '', entry.properties] as const));
	const isIn = (list: string, name: string, inside: readonly string[]): boolean => {
		if (list === 'all' || list === 'none') {
			return list === 'all';
		}

		if (list === 'dynamic' || list === 'static') {
			return isDynamic(name) === (list === 'dynamic');
		}

		if (inside.includes(list)) {
			return false;
		}

		// Included lists come first, excluded ones are taken out, own members are added last (manual, Interface Lists).
		const asked = [...inside, list];
		const properties = lists.get(list);
		const isMember = own.get(list)?.has(name) ?? false;
		const has = (other: string): boolean => isIn(other, name, asked);
		return isMember || (words(properties?.include).some(has) && !words(properties?.exclude).some(has));
	};

	const memory = new Map<string, Map<string, boolean>>();
	return (list, name) => {
		const members = memory.get(list) ?? new Map<string, boolean>();
		memory.set(list, members);
		const found = members.get(name) ?? isIn(list, name, []);
		members.set(name, found);
		return found;
	};
};

export const readInterfaces = (configuration: Configuration, world: World, release: Release): Interfaces => {
	const known = new Map(factsFromConfiguration({configuration, header: {}, problems: []}, release).interfaces.map((one) => [one.name, one]));
	const parents = new Map(carried.flatMap((menu) => rowsOf(configuration, menu).map(({entry}) => [entry.properties.name ?? '', entry.properties.interface ?? ''] as const)));
	const masters = new Map([
		...rowsOf(configuration, '/interface/bridge/port').map(({entry}) => [entry.properties.interface ?? '', entry.properties.bridge ?? ''] as const),
		...rowsOf(configuration, '/interface/bonding').flatMap(({entry}) => words(entry.properties.slaves).map((slave) => [slave, entry.properties.name ?? ''] as const)),
	]);
	const vrfs = rowsOf(configuration, '/ip/vrf').filter(({entry}) => entry.properties.name !== undefined && entry.properties.name !== 'main');
	const inList = membership(configuration, (name) => !known.has(name) && /^<.*>$/.test(name));
	const vrfOfName = new Map<string, string>();
	for (const {entry} of vrfs) {
		for (const word of words(entry.properties.interfaces)) {
			for (const name of [word, ...[...known.keys()].filter((one) => inList(word, one))]) {
				// An interface that is named twice belongs to the first row.
				vrfOfName.set(name, vrfOfName.get(name) ?? entry.properties.name ?? '');
			}
		}
	}

	const up = new Map<string, boolean>();
	const isUp = (name: string): boolean => {
		const seen = up.get(name);
		if (seen !== undefined) {
			return seen;
		}

		up.set(name, true);
		const parent = parents.get(name);
		const found = !isGone(name) && (world.links[name] ?? 'up') === 'up' && known.get(name)?.disabled !== true && (parent === undefined || isUp(parent));
		up.set(name, found);
		return found;
	};

	const masterOf = (name: string): string => {
		let master = name;
		for (let depth = 0; depth < 4 && masters.has(master); depth++) {
			master = masters.get(master) ?? master;
		}

		return master;
	};

	const {vrfInterfaces} = behaviours(release);
	return {
		isUp,
		typeOf: (name) => known.get(name)?.type,
		masterOf,
		vrfOf: (name) => vrfOfName.get(name),
		seenAs: (name) => (vrfInterfaces ? (vrfOfName.get(name) ?? name) : name),
		isInList: inList,
		vrfs: vrfs.map(({entry}) => entry.properties.name ?? ''),
	};
};

/** `ether1`, `all-ppp`: whether an interface matcher means this interface; undefined where its kind is not known. */
export const matchesInterface = (wanted: string, name: string, interfaces: Interfaces): boolean | undefined => {
	const group = groups[wanted];
	if (group === undefined) {
		return wanted === name;
	}

	const type = interfaces.typeOf(name);
	return type === undefined ? undefined : group(type);
};

/** Whether a configuration has rows of this menu that are on. */
export const hasRows = (configuration: Configuration, menu: Parameters<typeof entriesOf>[1]): boolean => entriesOf(configuration, menu).some(({disabled}) => !disabled);
