import type {LearntAddress, World} from '../../../facts/index.js';
import type {Ip, Prefix} from '../../../net/index.js';
import {hostPrefix, parseInterfaceAddress, parseIp, parsePrefix} from '../../../net/index.js';
import type {Configuration, Entry, Menu} from '../../../routeros/model/configuration.js';
import {dynamicAddresses, interfacesOf, leasesOf} from '../../store/derived.js';
import type {Row} from '../../store/store.js';
import type {Context} from '../context.js';

type Properties = Readonly<Record<string, string>>;

/** Arguments without a value. */
const switches = new Set(['blackhole', 'fib']);

const withoutSwitchedOff = (properties: Properties): Properties =>
	Object.fromEntries(
		Object.entries(properties)
			.filter(([name, value]) => name !== 'comment' && name !== 'disabled' && !(switches.has(name) && value === 'no'))
			.map(([name, value]) => [name, switches.has(name) ? '' : value]),
	);

const entryOf = (menu: Menu, {properties, builtin, factory}: Row): Entry => ({
	menu,
	selector: builtin === true ? {kind: 'builtin', find: {'default-name': factory?.['default-name'] ?? factory?.name ?? ''}} : {kind: 'row'},
	properties: withoutSwitchedOff(properties),
	disabled: properties.disabled === 'yes',
	comment: properties.comment ?? '',
});

/** Rows that packets meet; what the machine makes by itself is the world's. */
export const lastingRows = (context: Context, menu: string): readonly Row[] => {
	const rows = context.store.rows(menu).filter((row) => row.dynamic !== true);
	// A VRF behind the one that takes all interfaces has none.
	const end = menu === '/ip/vrf' ? rows.findIndex((row) => row.builtin === true) : -1;
	return end < 0 ? rows : rows.slice(0, end);
};

const isMenu = (path: string): path is Menu => path.startsWith('/');

/** The lab's rows and settings as the simulator takes them, each row in its place. */
export const configurationOf = (context: Context): Configuration => {
	const {store} = context;
	const rows = store.menus().flatMap((menu) => (isMenu(menu) ? [[menu, lastingRows(context, menu).map((row) => entryOf(menu, row))] as const] : []));
	const settings = store.configured().flatMap((menu) => {
		const entry = isMenu(menu) ? {menu, selector: {kind: 'singleton'} as const, properties: store.settings(menu), disabled: false, comment: ''} : undefined;
		return entry === undefined ? [] : [[entry.menu, [entry]] as const];
	});
	return {menus: Object.fromEntries([...rows, ...settings])};
};

const addressLists = ['/ip/firewall/address-list', '/ipv6/firewall/address-list'] as const;

const prefixOf = (text: string): Prefix | undefined => {
	const ip = parseIp(text);
	return ip === undefined ? parsePrefix(text) : hostPrefix(ip);
};

const ips = (texts: readonly (string | undefined)[]): readonly Ip[] => texts.flatMap((text) => parseIp(text ?? '') ?? []);

const learnt = (context: Context): readonly LearntAddress[] =>
	([4, 6] as const).flatMap((family) =>
		dynamicAddresses(context.derived, family).flatMap(({properties: {address: text = '', interface: name = ''}}) => {
			const address = text.startsWith('fe80:') ? undefined : parseInterfaceAddress(text);
			return address === undefined ? [] : [{address, interface: name}];
		}),
	);

const listed = (context: Context): World['listed'] => {
	const lists: Record<string, Prefix[]> = {};
	for (const {dynamic, properties} of addressLists.flatMap((menu) => context.store.rows(menu))) {
		const prefix = dynamic === true && properties.disabled !== 'yes' ? prefixOf(properties.address ?? '') : undefined;
		if (prefix !== undefined) {
			lists[properties.list ?? ''] = [...(lists[properties.list ?? ''] ?? []), prefix];
		}
	}

	return lists;
};

/** Lists may stand on names: what those resolve to. */
const names = (context: Context): World['names'] =>
	Object.fromEntries(
		addressLists
			.flatMap((menu) => context.store.rows(menu))
			.flatMap(({properties: {address = ''}}) => (/[a-z]/i.test(address) && !address.includes(':') ? [[address, ips(context.derived.resolve(address))]] : [])),
	);

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** What changes by itself, as it is on the machine right now. */
export const worldOf = (context: Context): World => {
	const now = context.now();
	return {
		links: Object.fromEntries(interfacesOf(context.derived).flatMap(({name, running}) => (running ? [] : [[name, 'down']]))),
		names: names(context),
		farEnds: Object.fromEntries([...context.faults.farEndsDown].map((name) => [name, 'dead'])),
		hosts: Object.fromEntries([...context.faults.hostsDown].map((host) => [host, 'down'])),
		addresses: learnt(context),
		gateways: Object.fromEntries(leasesOf(context.derived).map(({interface: name, line}) => [name, ips([line.gateway, line.gateway6])])),
		listed: listed(context) ?? {},
		clock: {weekday: weekdays[new Date(now).getUTCDay()] ?? 'sun', seconds: Math.floor(now / 1000) % 86_400},
	};
};
