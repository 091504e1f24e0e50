import type {ClientFacts, Facts, MarkFacts, Release, WireguardPeerFacts} from '../../facts/index.js';
import {formatRelease, parseRelease} from '../../facts/index.js';
import type {Prefix} from '../../net/index.js';
import {families, networkOf, parseInterfaceAddress} from '../../net/index.js';
import {supportedMinors} from '../schema/index.js';
import {behaviours} from '../versions/index.js';
import type {Configuration, Menu} from './configuration.js';
import {entriesOf} from './configuration.js';
import type {Export} from './from-export.js';
import {interfaceListsOf, interfacesOf} from './interfaces.js';
import {menuInfo} from './menus.js';
import {addressesOf, routesOf, vrfsOf} from './routes.js';

/** A setting of a menu that is no list, or what it is by default. */
const setting = (configuration: Configuration, menu: Menu, property: string): string =>
	entriesOf(configuration, menu).findLast(({properties}) => properties[property] !== undefined)?.properties[property] ?? menuInfo(menu).defaults[property] ?? '';

const hasFasttrack = (configuration: Configuration, menu: Menu): boolean =>
	entriesOf(configuration, menu).some(({disabled, comment, properties}) => !disabled && !comment.startsWith('detour') && properties.action === 'fasttrack-connection');

const prefixes = (text: string): readonly Prefix[] =>
	text.split(',').flatMap((part) => {
		const parsed = parseInterfaceAddress(part);
		return parsed === undefined ? [] : [networkOf(parsed)];
	});

const peersOf = (configuration: Configuration): readonly WireguardPeerFacts[] =>
	entriesOf(configuration, '/interface/wireguard/peers')
		.filter(({disabled}) => !disabled)
		.map(({properties}) => {
			const [address = '', port = ''] = [properties['endpoint-address'], properties['endpoint-port']];
			return {
				interface: properties.interface ?? '',
				publicKey: properties['public-key'] ?? '',
				allowedAddresses: prefixes(properties['allowed-address'] ?? ''),
				...(address === '' ? {} : {endpointAddress: address}),
				...(/^[1-9]\d*$/.test(port) ? {endpointPort: Number(port)} : {}),
			};
		});

/** Where IPsec encrypts packets to; templates, the built-in row among them, are patterns for policies to come. */
const ipsecOf = (configuration: Configuration): readonly Prefix[] =>
	entriesOf(configuration, '/ip/ipsec/policy')
		.filter(({disabled, properties, selector}) => !disabled && selector.kind === 'row' && properties.template !== 'yes' && (properties.action ?? 'encrypt') === 'encrypt')
		.flatMap(({properties}) => prefixes(properties['dst-address'] ?? ''));

/** Rules that mark connections, other than ours. */
const marksOf = (configuration: Configuration): readonly MarkFacts[] =>
	families.flatMap((family) =>
		entriesOf(configuration, family === 4 ? '/ip/firewall/mangle' : '/ipv6/firewall/mangle')
			.filter(({disabled, comment, properties}) => !disabled && properties.action === 'mark-connection' && !comment.startsWith('detour'))
			.map(({properties, comment}) => ({
				family,
				chain: properties.chain ?? '',
				mark: properties['new-connection-mark'] ?? '',
				...(properties['connection-mark'] === undefined ? {} : {marked: properties['connection-mark']}),
				...(properties['in-interface'] === undefined ? {} : {inInterface: properties['in-interface']}),
				...(properties['in-interface-list'] === undefined ? {} : {inInterfaceList: properties['in-interface-list']}),
				...(comment === '' ? {} : {comment}),
			})),
	);

const clientsOf = (configuration: Configuration): readonly ClientFacts[] =>
	(
		[
			['dhcp', '/ip/dhcp-client', 'interface'],
			['dhcp6', '/ipv6/dhcp-client', 'interface'],
			['pppoe', '/interface/pppoe-client', 'name'],
			['lte', '/interface/lte/apn', 'name'],
		] as const
	).flatMap(([kind, menu, by]) =>
		entriesOf(configuration, menu).flatMap(({disabled, properties}) =>
			disabled || properties[by] === undefined ? [] : [{kind, name: properties[by], ...((properties.script ?? '') === '' ? {} : {script: properties.script})}],
		),
	);

const announcedOf = (configuration: Configuration): readonly string[] =>
	entriesOf(configuration, '/ipv6/nd').flatMap(({comment, properties: {interface: name = 'all'}}) => (name === 'all' || comment.startsWith('detour') ? [] : [name]));

const newest: Release = {major: 7, minor: supportedMinors.at(-1) ?? 0, patch: 0};

/** What an export tells of its router. `release` wins over the one in its header; without either, the newest is taken. */
export const factsFromConfiguration = ({configuration, header}: Export, release?: Release): Facts => {
	const servers = setting(configuration, '/ip/dns', 'servers');
	const known = release ?? parseRelease(header.version ?? '') ?? newest;
	return {
		source: 'export',
		release: known,
		version: release === undefined ? (header.version ?? formatRelease(known)) : formatRelease(known),
		identity: setting(configuration, '/system/identity', 'name'),
		board: header.model ?? '',
		architecture: '',
		serial: header.serial ?? header.softwareId ?? '',
		interfaces: interfacesOf(configuration),
		interfaceLists: interfaceListsOf(configuration),
		addresses: addressesOf(configuration),
		routes: routesOf(configuration),
		vrfs: vrfsOf(configuration),
		wireguardPeers: peersOf(configuration),
		ipsecDestinations: ipsecOf(configuration),
		connectionMarks: marksOf(configuration),
		clients: clientsOf(configuration),
		announced: announcedOf(configuration),
		timeServers: setting(configuration, '/system/ntp/client', 'servers')
			.split(',')
			.filter((server) => server !== ''),
		rpFilter: setting(configuration, '/ip/settings', 'rp-filter'),
		ipv6Enabled: setting(configuration, '/ipv6/settings', 'disable-ipv6') !== 'yes',
		dns: {servers: servers === '' ? [] : servers.split(','), allowRemoteRequests: setting(configuration, '/ip/dns', 'allow-remote-requests') === 'yes'},
		fasttrack: {4: hasFasttrack(configuration, '/ip/firewall/filter'), 6: behaviours(known).ipv6Fasttrack && hasFasttrack(configuration, '/ipv6/firewall/filter')},
	};
};
