import type {Family} from '../../../source/net/index.js';
import type {Properties} from '../../../source/routeros/model/index.js';
import type {Context} from './context.js';
import {bits, connectionMark, device, hex, packetMark, routingMark, setName, vrfOf, vrfsOf} from './context.js';

type Value = {readonly not: '! ' | ''; readonly value: string};
type Matcher = (context: Context, family: Family, value: Value, all: Properties) => string | undefined;

const address =
	(option: '-s' | '-d', range: 'src' | 'dst'): Matcher =>
	(_context, _family, {not, value}) =>
		value.includes('-') ? `-m iprange ${not}--${range}-range ${value}` : `${not}${option} ${value}`;

const addressList =
	(direction: 'src' | 'dst'): Matcher =>
	({addressLists}, family, {not, value}) =>
		`-m set ${not}--match-set ${setName('addresses', family, addressLists[family].of(value))} ${direction}`;

const interfaceList =
	(direction: 'src' | 'dst'): Matcher =>
	({interfaceLists}, family, {not, value}) =>
		`-m set ${not}--match-set ${setName('interfaces', family, interfaceLists.of(value))} ${direction},${direction}`;

/** Matches every packet, or none. */
const always = (isSo: boolean): string => `-m mark ${isSo ? '' : '! '}--mark 0x0/0x0`;

/** Rules see a VRF in place of its members. */
const interfaceName =
	(option: '-i' | '-o'): Matcher =>
	(context, _family, {not, value}) => {
		const members = vrfsOf(context).get(value) ?? (vrfOf(context, value) === undefined ? [value] : []);
		const [only, ...more] = members;
		if (/^all-(ethernet|ppp|vlan|wireless)$/.test(value) || more.length > 0) {
			return undefined;
		}

		return only === undefined ? always(not !== '') : `${not}${option} ${device(context, only)}`;
	};

const ports =
	(option: string): Matcher =>
	(_context, _family, {not, value}) =>
		value.split(',').length > 15 ? undefined : `-m multiport ${not}--${option} ${value.replaceAll('-', ':')}`;

const protocol: Matcher = (_context, family, {not, value}) => `${not}-p ${family === 6 && value === 'icmp' ? '1' : value === 'icmpv6' ? 'ipv6-icmp' : value}`;

const addressTypes = new Set(['unicast', 'local', 'broadcast', 'multicast', 'blackhole', 'unreachable', 'anycast']);

const addressType =
	(option: 'src' | 'dst'): Matcher =>
	(_context, _family, {not, value}) =>
		value.split(',').every((type) => addressTypes.has(type)) ? `-m addrtype ${not}--${option}-type ${value.toUpperCase()}` : undefined;

const states: Matcher = (_context, _family, {not, value}) => `-m conntrack ${not}--ctstate ${value.toUpperCase()}`;
const natStates: Matcher = (_context, _family, {not, value}) => `-m conntrack ${not}--ctstate ${value.replaceAll('srcnat', 'SNAT').replaceAll('dstnat', 'DNAT')}`;

const tcpFlags: Matcher = (_context, _family, {not, value}) => {
	const all = value.split(',').map((flag) => flag.replace('!', '').toUpperCase());
	const set = value.split(',').flatMap((flag) => (flag.startsWith('!') ? [] : [flag.toUpperCase()]));
	return [...all].some((flag) => flag === 'CWR' || flag === 'ECE') ? undefined : `-m tcp ${not}--tcp-flags ${all.join(',')} ${set.length === 0 ? 'NONE' : set.join(',')}`;
};

const range = (value: string): string => value.replace('-', ':');

const bytes: Matcher = (_context, _family, {not, value}) => {
	const [from = '0', to = from] = value.split('-');
	return `-m connbytes ${not}--connbytes ${to === '0' ? `${from}:` : `${from}:${to}`} --connbytes-dir both --connbytes-mode bytes`;
};

const icmp: Matcher = (_context, family, {not, value}) => {
	const [type = '', codes = '0-255'] = value.split(':');
	const code = codes === '0-255' ? '' : /^\d+$/.test(codes) ? `/${codes}` : undefined;
	return code === undefined ? undefined : family === 4 ? `-m icmp ${not}--icmp-type ${type}${code}` : `-m icmp6 ${not}--icmpv6-type ${type}${code}`;
};

const ipsec: Matcher = (_context, _family, {value}) => {
	const [direction = '', policy = ''] = value.split(',');
	return `-m policy --dir ${direction} --pol ${policy}`;
};

/** RouterOS hashes chosen fields with a secret seed: here the hash is what the case says, so that each bucket has its turn. */
const pcc: Matcher = ({bucket}, _family, {not, value}) => {
	const [, denominator = '', remainder = ''] = /:(\d+)\/(\d+)$/.exec(value) ?? [];
	return always((bucket % Number(denominator) === Number(remainder)) === (not === ''));
};

const nth: Matcher = (_context, _family, {not, value}) => {
	const [every = '', packet = ''] = value.split(',');
	return `-m statistic --mode nth ${not}--every ${every} --packet ${Number(packet) - 1}`;
};

const random: Matcher = (_context, _family, {not, value}) => `-m statistic --mode random ${not}--probability ${Number(value) / 100}`;

/** Each matcher in iptables's words; undefined where it has no counterpart. Protocol stands first: ports need it before them. */
const matchers: Readonly<Record<string, Matcher>> = {
	protocol,
	'src-address': address('-s', 'src'),
	'dst-address': address('-d', 'dst'),
	'src-address-list': addressList('src'),
	'dst-address-list': addressList('dst'),
	'src-address-type': addressType('src'),
	'dst-address-type': addressType('dst'),
	'in-interface': interfaceName('-i'),
	'out-interface': interfaceName('-o'),
	'in-interface-list': interfaceList('src'),
	'out-interface-list': interfaceList('dst'),
	'src-port': ports('sports'),
	'dst-port': ports('dports'),
	port: ports('ports'),
	'connection-state': states,
	'connection-nat-state': natStates,
	'connection-mark': (context, _family, {not, value}) => `-m connmark ${not}--mark ${hex(connectionMark(context, value))}/${hex(bits.connection)}`,
	'routing-mark': (context, _family, {not, value}) => `-m mark ${not}--mark ${hex(routingMark(context, value))}/${hex(bits.routing)}`,
	'packet-mark': (context, _family, {not, value}) => `-m mark ${not}--mark ${hex(packetMark(context, value))}/${hex(bits.packet)}`,
	'connection-bytes': bytes,
	'tcp-flags': tcpFlags,
	'tcp-mss': (_context, _family, {not, value}) => `-m tcpmss ${not}--mss ${range(value)}`,
	'packet-size': (_context, _family, {not, value}) => `-m length ${not}--length ${range(value)}`,
	dscp: (_context, _family, {not, value}) => `-m dscp ${not}--dscp ${value}`,
	'icmp-options': icmp,
	'ipsec-policy': ipsec,
	'per-connection-classifier': pcc,
	nth,
	random,
};

/** What is said of a rule that does not narrow it down. */
const notMatchers = new Set([
	'chain',
	'action',
	'disabled',
	'log',
	'log-prefix',
	'passthrough',
	'jump-target',
	'reject-with',
	'hw-offload',
	'to-addresses',
	'to-address',
	'to-ports',
	'address-list',
	'address-list-timeout',
	'randomise-ports',
]);

/** A rule's matchers for iptables; undefined, and named as left out, where one has no counterpart. */
export const matchersOf = (context: Context, family: Family, properties: Properties): string | undefined => {
	const unknown = Object.keys(properties).filter((name) => matchers[name] === undefined && !notMatchers.has(name) && !name.startsWith('new-') && !name.startsWith('!'));
	const written = Object.entries(matchers).flatMap(([name, matcher]) => {
		const text = properties[name];
		if (text === undefined || text === '') {
			return [];
		}

		const value: Value = text.startsWith('!') && name !== 'tcp-flags' ? {not: '! ', value: text.slice(1)} : {not: '', value: text};
		return [[name, matcher(context, family, value, properties)] as const];
	});
	const missing = [...unknown, ...written.flatMap(([name, text]) => (text === undefined ? [name] : []))];
	for (const name of missing) {
		context.leftOut.add(`the matcher ${name}`);
	}

	return missing.length > 0 ? undefined : written.map(([, text]) => text).join(' ');
};
