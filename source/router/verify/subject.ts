import type {Fragment} from '../../compiler/fragment.js';
import type {Facts} from '../../facts/index.js';
import {addressFamily, hostPrefix, parseIp, parsePrefix} from '../../net/index.js';
import type {Plan} from '../../plan/index.js';
import type {Entry, Menu} from '../../routeros/model/index.js';

/** `isNew`: nothing of the profile that was on the router before relied on it. */
export type Target<T> = T & {readonly isNew: boolean};

/** What of a profile can be looked at on its router: nothing when it is removed. */
export type Subject = {
	readonly profile: string;
	readonly facts: Facts;
	/** Menus with rules of the profile. */
	readonly ruleMenus: readonly Menu[];
	/** What its routes lead to. */
	readonly gateways: readonly Target<{readonly name: string}>[];
	/** Hosts that tell whether an uplink is alive: each has a route of its own by it. */
	readonly probes: readonly Target<{readonly host: string}>[];
	/** Names that it follows, by who is asked for them; empty: whom the router asks anyway. */
	readonly upstreams: readonly Target<{readonly server: string; readonly names: readonly string[]}>[];
};

const ruleMenus: readonly Menu[] = ['/ip/firewall/filter', '/ipv6/firewall/filter', '/ip/firewall/mangle', '/ipv6/firewall/mangle', '/ip/firewall/nat', '/ipv6/firewall/nat'];

/** More names would say no more of who answers for them. */
const mostNames = 3;

const gathered = <T>(
	rows: readonly {readonly key: string; readonly value: T; readonly isNew: boolean}[],
): ReadonlyMap<string, {readonly values: readonly T[]; readonly isNew: boolean}> => {
	const found = new Map<string, {readonly values: readonly T[]; readonly isNew: boolean}>();
	for (const {key, value, isNew} of rows) {
		const known = found.get(key);
		found.set(key, {values: [...(known?.values ?? []), value], isNew: isNew && (known?.isNew ?? true)});
	}

	return found;
};

/** The name that a row follows, and whom it has asked; a forwarder's name stands for itself. */
const followed = ({menu, properties}: Entry): readonly {readonly key: string; readonly value: string}[] => {
	const {name = '', address = '', type, 'forward-to': server = ''} = properties;
	if (menu === '/ip/dns/static') {
		return type === 'FWD' && name !== '' ? [{key: server, value: name}] : [];
	}

	// A list's row is an address, a prefix, a range, or a name.
	return menu.endsWith('/address-list') && /[a-z]/i.test(address) && !address.includes(':') ? [{key: '', value: address}] : [];
};

export const subjectOf = (plan: Plan, facts: Facts, fragment: Fragment | undefined): Subject => {
	const entries = (fragment?.entries ?? []).filter(({disabled}) => !disabled);
	const added = new Set(plan.changes.flatMap((change) => (change.kind === 'add' ? (change.entry.owner ?? []) : [])));
	const isNew = ({owner}: Entry): boolean => owner !== undefined && added.has(owner);
	const routes = entries.filter(({menu}) => menu === '/ip/route' || menu === '/ipv6/route');
	const gateways = gathered(routes.flatMap((entry) => (entry.properties.gateway === undefined ? [] : [{key: entry.properties.gateway, value: entry, isNew: isNew(entry)}])));
	// A host that other routes go by, and that has a way of its own.
	const probes = routes.flatMap((entry) => {
		const prefix = parsePrefix(entry.properties['dst-address'] ?? '');
		const host = [...gateways.keys()].flatMap((gateway) => parseIp(gateway) ?? []).find((address) => hostPrefix(address) === prefix);
		return host === undefined || entry.properties.gateway === undefined ? [] : [{host, isNew: isNew(entry)}];
	});
	const upstreams = gathered(entries.flatMap((entry) => followed(entry).map((one) => ({...one, isNew: isNew(entry)}))));
	return {
		profile: plan.profile,
		facts,
		ruleMenus: ruleMenus.filter((menu) => entries.some((entry) => entry.menu === menu)),
		gateways: [...gateways].map(([name, {isNew: isNewOne}]) => ({name, isNew: isNewOne})),
		probes: probes.sort((a, b) => addressFamily(a.host) - addressFamily(b.host)),
		upstreams: [...upstreams].map(([server, {values, isNew: isNewOne}]) => ({server, names: [...new Set(values)].slice(0, mostNames), isNew: isNewOne})),
	};
};
