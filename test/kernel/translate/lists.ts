import type {Family} from '../../../source/net/index.js';
import {addressFamily, parseIp} from '../../../source/net/index.js';
import type {Context} from './context.js';
import {device, menuOf, peersOf, rowsOn, setName, vrfOf, vrfsOf} from './context.js';

const everything: Readonly<Record<Family, readonly string[]>> = {4: ['0.0.0.0/1', '128.0.0.0/1'], 6: ['::/1', '8000::/1']};

const dynamicTypes = ['/interface/pppoe-client', '/interface/l2tp-client', '/interface/ovpn-client', '/interface/sstp-client'];

/** The interfaces of a list: what it includes, without what it excludes, and its own members. */
const membersOf = (context: Context, list: string, seen: readonly string[] = []): readonly string[] => {
	if (list === 'none' || list === 'dynamic' || seen.includes(list)) {
		return [];
	}

	if (list === 'all' || list === 'static') {
		return context.interfaces.names();
	}

	const split = (value = ''): readonly string[] => value.split(',').filter((name) => name !== '');
	const row = rowsOn(context, '/interface/list').find(([{properties}]) => properties.name === list)?.[0].properties ?? {};
	const own = rowsOn(context, '/interface/list/member').flatMap(([{properties}]) => (properties.list === list ? [properties.interface ?? ''] : []));
	const included = split(row.include).flatMap((name) => membersOf(context, name, [...seen, list]));
	const excluded = new Set(split(row.exclude).flatMap((name) => membersOf(context, name, [...seen, list])));
	return [...new Set([...included.filter((name) => !excluded.has(name)), ...own])];
};

/** Rules see a VRF in place of its members. */
const seenMembers = (context: Context, list: string): readonly string[] =>
	membersOf(context, list).flatMap((name) => vrfsOf(context).get(name) ?? (list !== 'all' && vrfOf(context, name) !== undefined ? [] : [name]));

/** Taking a set away takes the kernel longer than all the rest: one that is there is emptied. */
const emptySet = (name: string, type: string, family: Family, options = ''): readonly string[] => [
	`create ${name} ${type} family ${family === 4 ? 'inet' : 'inet6'}${options} -exist`,
	`flush ${name}`,
];

const interfaceSet = (context: Context, list: string, family: Family): string => {
	const name = setName('interfaces', family, context.interfaceLists.of(list));
	const all = family === 4 ? '0.0.0.0/0' : '::/0';
	return [
		...emptySet(name, 'hash:net,iface', family),
		...[...seenMembers(context, list).map((member) => device(context, member)), ...(list === 'all' ? ['lo'] : [])].map((link) => `add ${name} ${all},${link}`),
	].join('\n');
};

/** What one entry stands for: itself, or the addresses of its name. */
const entryAddresses = (context: Context, family: Family, address: string): readonly string[] => {
	if (address === '0.0.0.0/0' || address === '::/0') {
		return everything[family];
	}

	const [head = ''] = address.split(/[/-]/, 1);
	return parseIp(head) === undefined ? (context.world.names[address] ?? []).filter((one) => addressFamily(one) === family) : [address];
};

/** What names of DNS entries with a list stand for: a router that has answered for them has put it there. */
const answered = (context: Context, list: string, family: Family): readonly string[] =>
	rowsOn(context, '/ip/dns/static').flatMap(([{properties}]) =>
		properties['address-list'] === list
			? Object.entries(context.world.names)
					.filter(([name]) => name === properties.name || (properties['match-subdomain'] === 'yes' && name.endsWith(`.${properties.name}`)))
					.flatMap(([, addresses]) => addresses.filter((address) => addressFamily(address) === family))
			: [],
	);

const addressSet = (context: Context, list: string, family: Family): string => {
	const name = setName('addresses', family, context.addressLists[family].of(list));
	const entries = rowsOn(context, menuOf(family, 'firewall/address-list')).flatMap(([{properties}]) =>
		properties.list === list ? entryAddresses(context, family, properties.address ?? '') : [],
	);
	const learnt = (context.world.listed?.[list] ?? []).filter((prefix) => addressFamily(prefix) === family).flatMap((prefix) => entryAddresses(context, family, prefix));
	return [
		...emptySet(name, 'hash:net', family, ' timeout 0'),
		...[...entries, ...learnt, ...answered(context, list, family)].map((entry) => `add ${name} ${entry} timeout 0 -exist`),
	].join('\n');
};

const allowedSet = (context: Context, name: string, allowed: readonly string[], family: Family): string => {
	const set = setName('allowed', family, context.interfaces.of(name));
	return [
		...emptySet(set, 'hash:net', family),
		...allowed.filter((one) => one.includes(':') === (family === 6)).flatMap((one) => entryAddresses(context, family, one).map((entry) => `add ${set} ${entry} -exist`)),
	].join('\n');
};

/** Every list of a family that a rule has asked for, as `ipset restore` reads it. To be called once all rules are translated. */
export const sets = (context: Context, family: Family): string => {
	if (context.interfaceLists.names().includes('dynamic') && dynamicTypes.some((menu) => rowsOn(context, menu as `/${string}`).length > 0)) {
		context.leftOut.add('the interface list dynamic');
	}

	return [
		...context.interfaceLists.names().map((list) => interfaceSet(context, list, family)),
		...context.addressLists[family].names().map((list) => addressSet(context, list, family)),
		...[...peersOf(context)].map(([name, allowed]) => allowedSet(context, name, allowed, family)),
	]
		.map((set) => `${set}\n`)
		.join('');
};
