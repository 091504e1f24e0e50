import type {AddressFacts, RouteFacts, VrfFacts} from '../../facts/index.js';
import type {Family, InterfaceAddress} from '../../net/index.js';
import {defaultPrefix, families, networkOf, parseInterfaceAddress} from '../../net/index.js';
import type {Configuration, Entry, Menu} from './configuration.js';
import {entriesOf} from './configuration.js';
import {interfaceListsOf} from './interfaces.js';

const menuOf = (family: Family, menu: string): Menu => (family === 4 ? `/ip/${menu}` : `/ipv6/${menu}`);

const isOn = ({disabled}: Entry): boolean => !disabled;

/** The addresses of an export; those from a DHCP server or a prefix pool are not in it. */
export const addressesOf = (configuration: Configuration): readonly AddressFacts[] =>
	families.flatMap((family) =>
		entriesOf(configuration, menuOf(family, 'address'))
			.filter(isOn)
			.flatMap(({properties}) => {
				const address = (properties['from-pool'] ?? '') === '' ? parseInterfaceAddress(properties.address ?? '') : undefined;
				return address === undefined ? [] : [{address, interface: properties.interface ?? '', dynamic: false}];
			}),
	);

const staticRoute = (family: Family, {properties}: Entry): readonly RouteFacts[] => {
	const destination = parseInterfaceAddress(properties['dst-address'] ?? defaultPrefix(family));
	return destination === undefined
		? []
		: [
				{
					destination: networkOf(destination),
					gateway: properties.gateway ?? '',
					table: properties['routing-table'] ?? 'main',
					distance: Number(properties.distance ?? 1),
					dynamic: false,
					active: true,
					origin: 'static',
				},
			];
};

/** The VRFs of an export, without the built-in one; a list of interfaces stands for its members (console trees). */
export const vrfsOf = (configuration: Configuration): readonly VrfFacts[] => {
	const rows = entriesOf(configuration, '/ip/vrf').filter((entry) => isOn(entry) && entry.properties.name !== 'main');
	const lists = new Map(rows.length === 0 ? [] : Object.entries(interfaceListsOf(configuration)));
	return rows.map(({properties: {name = '', interfaces = ''}}) => ({name, interfaces: interfaces.split(',').flatMap((one) => lists.get(one) ?? [one])}));
};

/** The table that an interface's own routes are in: that of the first VRF that names it (manual, VRF). */
const tableOf = (vrfs: readonly VrfFacts[], name: string): string => vrfs.find(({interfaces}) => interfaces.includes(name))?.name ?? 'main';

const connected = (vrfs: readonly VrfFacts[], {address, interface: name}: {readonly address: InterfaceAddress; readonly interface: string}): RouteFacts => ({
	destination: networkOf(address),
	gateway: name,
	table: tableOf(vrfs, name),
	distance: 0,
	dynamic: true,
	active: true,
	origin: 'connect',
});

/** Clients that bring a default route, their property for the interface it leaves by, and whether that is on by default. */
const dialled: readonly {readonly menu: Menu; readonly family: Family; readonly by: string; readonly usual: string; readonly origin: string}[] = [
	{menu: '/ip/dhcp-client', family: 4, by: 'interface', usual: 'yes', origin: 'dhcp'},
	{menu: '/ipv6/dhcp-client', family: 6, by: 'interface', usual: 'no', origin: 'dhcp'},
	{menu: '/interface/pppoe-client', family: 4, by: 'name', usual: 'no', origin: 'vpn'},
	{menu: '/interface/l2tp-client', family: 4, by: 'name', usual: 'no', origin: 'vpn'},
	{menu: '/interface/sstp-client', family: 4, by: 'name', usual: 'no', origin: 'vpn'},
	{menu: '/interface/ovpn-client', family: 4, by: 'name', usual: 'no', origin: 'vpn'},
];

/** Routes of an export: connected, static, and default routes that clients bring (whose gateway is known as interface only). */
export const routesOf = (configuration: Configuration): readonly RouteFacts[] => {
	const vrfs = vrfsOf(configuration);
	return [
		...addressesOf(configuration).map((row) => connected(vrfs, row)),
		...families.flatMap((family) =>
			entriesOf(configuration, menuOf(family, 'route'))
				.filter(isOn)
				.flatMap((entry) => staticRoute(family, entry)),
		),
		...dialled.flatMap(({menu, family, by, usual, origin}) =>
			entriesOf(configuration, menu)
				.filter((entry) => isOn(entry) && (entry.properties['add-default-route'] ?? usual) !== 'no')
				.map(({properties}) => ({
					destination: defaultPrefix(family),
					gateway: properties[by] ?? '',
					table: tableOf(vrfs, properties[by] ?? ''),
					distance: Number(properties['default-route-distance'] ?? 1),
					dynamic: true,
					active: true,
					origin,
				})),
		),
	];
};
