import type {Family} from '../../net/index.js';
import {addressFamily, hostPrefix} from '../../net/index.js';
import type {Properties} from '../../routeros/model/index.js';
import type {Context} from '../context.js';
import {named} from '../context.js';
import {dnsProtocols} from '../dns.js';
import type {Kill} from './lines.js';
import {ids, isOfFamily, killOf} from './lines.js';

type Exception = {readonly key: string; readonly what: string; readonly properties: Properties};

/** Whether a line is alive is asked by that line, or all of them would live and die with the tunnel. */
const probes = ({document}: Context, family: Family): readonly Exception[] =>
	document.uplinks.flatMap(({id, title, kind, probe}) => {
		const host = kind.kind === 'line' ? probe?.[family] : undefined;
		return host === undefined
			? []
			: [
					{
						key: `probe-${id.replace('.', '-')}`,
						what: `pinging ${host}, which tells whether ${title} is alive`,
						properties: {protocol: family === 4 ? 'icmp' : 'icmpv6', 'dst-address': family === 4 ? host : hostPrefix(host)},
					},
				];
	});

/**
 * Solicitations and advertisements (RFC 4861). Whoever asks beside a line may have any address: one that is answered by
 * nobody takes the router for dead.
 */
const neighbours: readonly Exception[] = [
	['solicit', '135:0-255'],
	['advertise', '136:0-255'],
].map(([key = '', options = '']) => ({
	key,
	what: 'finding neighbours on the line, and being found (ICMPv6)',
	properties: {protocol: 'icmpv6', 'icmp-options': options},
}));

/** What the router itself may send by a line, and has to: it is kept out of the tunnel, too. */
export const exceptions = (context: Context, {farEnds, lookup}: Kill, family: Family): readonly Exception[] => {
	const ports = farEnds.flatMap(({port}) => port ?? []);
	const isUdp = ports.length === farEnds.length;
	const isKnown = farEnds.some(({host}) => isOfFamily(host, family));
	return [
		...(isKnown
			? [
					{
						key: 'ends',
						what: 'packets that carry a tunnel',
						properties: {'dst-address-list': named(context, ids.ends), ...(isUdp ? {protocol: 'udp', 'dst-port': [...new Set(ports)].toSorted((a, b) => a - b).join(',')} : {})},
					},
				]
			: []),
		// A peer refuses handshakes that are older than the last one: a board without a battery needs the time first.
		{key: 'clock', what: 'asking for the time (NTP), without which the tunnel may refuse to come up', properties: {protocol: 'udp', 'dst-port': '123'}},
		{
			key: 'lease',
			what: 'renewing a lease (DHCP)',
			properties: family === 4 ? {protocol: 'udp', 'src-port': '68', 'dst-port': '67'} : {protocol: 'udp', 'src-port': '546', 'dst-port': '547'},
		},
		...(lookup === undefined || addressFamily(lookup.resolver) !== family
			? []
			: dnsProtocols.map((protocol) => ({
					key: `lookup-${protocol}`,
					what: `asking ${lookup.resolver} for ${lookup.names.join(', ')}`,
					properties: {protocol, 'dst-port': '53', 'dst-address': family === 6 ? hostPrefix(lookup.resolver) : lookup.resolver},
				}))),
		...probes(context, family),
	];
};

/** All that the router itself may send by a line, as matchers. */
export const allowed = (context: Context, kill: Kill, family: Family): readonly Exception[] => [...exceptions(context, kill, family), ...(family === 4 ? [] : neighbours)];

/** What the router still sends by a line, in words. */
export const killSwitchExceptions = (context: Context): readonly string[] =>
	killOf(context).flatMap((kill) => [...new Set(context.families.flatMap((family) => allowed(context, kill, family).map(({what}) => what)))]);
