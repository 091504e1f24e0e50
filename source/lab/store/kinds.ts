/** What an argument may hold and how RouterOS keeps it. */
export type Kind =
	| {readonly kind: 'text'}
	| {readonly kind: 'name'}
	| {readonly kind: 'bool'}
	/** A switch: given without a value. */
	| {readonly kind: 'flag'}
	| {readonly kind: 'time'; readonly words: readonly string[]}
	| {readonly kind: 'number'; readonly from: number; readonly to: number; readonly words: readonly string[]}
	/** One of a closed set. */
	| {readonly kind: 'word'; readonly words: readonly string[]}
	/** Several of a closed set, kept in the set's order. */
	| {readonly kind: 'words'; readonly words: readonly string[]}
	| {readonly kind: 'ports'}
	| {readonly kind: 'protocol'}
	| {readonly kind: 'address'; readonly list: boolean}
	/** A prefix, host bits cut off; `bare` leaves `/32` out. */
	| {readonly kind: 'prefix'; readonly bare: boolean; readonly list: boolean}
	/** A prefix or a range of addresses. */
	| {readonly kind: 'range'; readonly list: boolean}
	/** A prefix, a range, or a domain name. */
	| {readonly kind: 'list-address'}
	/** An address with its prefix length, host bits kept. */
	| {readonly kind: 'interface-address'}
	| {readonly kind: 'gateway'}
	| {readonly kind: 'host'}
	| {readonly kind: 'policy'}
	| {readonly kind: 'key'}
	| {readonly kind: 'date'}
	| {readonly kind: 'start-time'}
	/** Bits a second: `90M`, `1500k`. */
	| {readonly kind: 'rate'}
	/** Up and down, one behind the other: `10M/50M`. One alone is for both. */
	| {readonly kind: 'pair'; readonly of: Kind}
	/** Prefixes and interfaces. */
	| {readonly kind: 'targets'}
	/** Tables with the distance of a route in each: `main:1,work:2`. */
	| {readonly kind: 'route-tables'}
	| {readonly kind: 'reference'; readonly to: ReferenceTarget; readonly list: boolean};

export type ReferenceTarget =
	| 'interface'
	| 'interface-list'
	| 'routing-table'
	| 'bridge'
	| 'wireguard'
	| 'pool'
	| 'group'
	| 'forwarder'
	| 'queue-type'
	| 'queue-parent'
	| 'log-action';

const number = (from: number, to: number, ...words: readonly string[]): Kind => ({kind: 'number', from, to, words});
const reference = (to: ReferenceTarget, list = false): Kind => ({kind: 'reference', to, list});
const text: Kind = {kind: 'text'};
const port = number(0, 65_535);
const range: Kind = {kind: 'range', list: false};
const ports: Kind = {kind: 'ports'};
const prefixes: Kind = {kind: 'prefix', bare: false, list: true};
const prefix: Kind = {kind: 'prefix', bare: false, list: false};
const address: Kind = {kind: 'address', list: false};
const addresses: Kind = {kind: 'address', list: true};
const interfaceReference = reference('interface');
const table = reference('routing-table');
const rate: Kind = {kind: 'rate'};
const duration: Kind = {kind: 'time', words: []};
const pair = (of: Kind): Kind => ({kind: 'pair', of});
const rates = ['max-limit', 'limit-at', 'burst-limit', 'burst-threshold'] as const;
const places = (menu: string, names: readonly string[], kind: Kind): Readonly<Record<string, Kind>> => Object.fromEntries(names.map((name) => [`${menu} ${name}`, kind]));

/** By `menu argument`; these win over the names alone. */
const byPlace: Readonly<Record<string, Kind>> = {
	'/ip/address address': {kind: 'interface-address'},
	'/ip/address network': address,
	'/ipv6/address address': {kind: 'interface-address'},
	'/ip/firewall/address-list address': {kind: 'list-address'},
	'/ipv6/firewall/address-list address': {kind: 'list-address'},
	'/ip/dns/static address': address,
	'/system/logging action': reference('log-action'),
	...places('/queue/tree', rates, rate),
	'/queue/tree parent': reference('queue-parent'),
	'/queue/tree priority': number(1, 8),
	'/queue/tree queue': reference('queue-type'),
	...places('/queue/simple', rates, pair(rate)),
	...places(
		'/queue/simple',
		rates.map((name) => `total-${name}`),
		rate,
	),
	'/queue/simple burst-time': pair(duration),
	'/queue/simple bucket-size': pair(text),
	'/queue/simple priority': pair(number(1, 8)),
	'/queue/simple queue': pair(reference('queue-type')),
	'/queue/simple total-queue': reference('queue-type'),
	'/queue/simple parent': reference('queue-parent'),
	'/queue/simple target': {kind: 'targets'},
	'/queue/simple dst': {kind: 'targets'},
	'/snmp/community addresses': prefixes,
	'/snmp src-address': address,
	'/system/logging/action src-address': address,
	'/tool/netwatch src-address': text,
	'/ip/dhcp-client default-route-tables': {kind: 'route-tables'},
	'/ip/dns servers': addresses,
	'/ip/dhcp-server/network address': prefix,
	'/ip/dhcp-server/network gateway': addresses,
	'/ip/dhcp-server/network dns-server': addresses,
	'/ip/dhcp-server address-pool': reference('pool'),
	'/ip/dhcp-server name': {kind: 'name'},
	'/ip/pool ranges': {kind: 'range', list: true},
	'/ip/route dst-address': prefix,
	'/ipv6/route dst-address': prefix,
	'/ip/route gateway': {kind: 'gateway'},
	'/ipv6/route gateway': {kind: 'gateway'},
	'/ip/route blackhole': {kind: 'flag'},
	'/ipv6/route blackhole': {kind: 'flag'},
	'/ip/route pref-src': address,
	'/ipv6/route pref-src': address,
	'/routing/table fib': {kind: 'flag'},
	'/routing/rule src-address': prefix,
	'/routing/rule dst-address': prefix,
	'/routing/rule table': table,
	'/ip/service address': prefixes,
	'/ip/service available-from': prefixes,
	'/ip/service certificate': text,
	'/user address': prefixes,
	'/user group': reference('group'),
	'/user name': {kind: 'name'},
	'/user/group policy': {kind: 'policy'},
	'/system/script policy': {kind: 'policy'},
	'/system/scheduler policy': {kind: 'policy'},
	'/system/scheduler start-date': {kind: 'date'},
	'/system/scheduler start-time': {kind: 'start-time'},
	'/interface/bridge/port bridge': reference('bridge'),
	'/interface/bridge/port interface': interfaceReference,
	'/interface/wireguard/peers interface': reference('wireguard'),
	'/interface/wireguard/peers allowed-address': prefixes,
	'/interface/wireguard/peers endpoint-address': {kind: 'host'},
	'/interface/wireguard/peers public-key': {kind: 'key'},
	'/interface/wireguard/peers preshared-key': {kind: 'key'},
	'/interface/wireguard private-key': {kind: 'key'},
	'/interface/list/member list': reference('interface-list'),
	'/interface/list include': reference('interface-list', true),
	'/interface/list exclude': reference('interface-list', true),
	'/ip/vrf interfaces': reference('interface', true),
	'/ip/dns/static forward-to': {kind: 'host'},
	'/ip/firewall/nat to-addresses': range,
	'/ipv6/firewall/nat to-address': range,
	'/tool/netwatch host': {kind: 'host'},
};

/** By the argument's name, in every menu. */
const byName: Readonly<Record<string, Kind>> = {
	interface: interfaceReference,
	'in-interface': interfaceReference,
	'out-interface': interfaceReference,
	'in-interface-list': reference('interface-list'),
	'out-interface-list': reference('interface-list'),
	'routing-table': table,
	'routing-mark': table,
	'new-routing-mark': table,
	'src-address': range,
	'dst-address': range,
	'src-port': ports,
	'dst-port': ports,
	port: ports,
	'to-ports': ports,
	protocol: {kind: 'protocol'},
	distance: number(1, 255),
	scope: number(0, 255),
	'target-scope': number(0, 255),
	'min-prefix': number(0, 128),
	'listen-port': port,
	'endpoint-port': port,
	'vlan-id': number(1, 4095),
	dscp: number(0, 63),
	'new-mss': number(0, 65_535, 'clamp-to-pmtu'),
	mtu: number(68, 65_535, 'auto'),
	'max-sessions': number(1, 1000),
};

/** Argument names whose listed values are several of a set: kept in the router's order, whatever was typed. */
const sets = new Set([
	'connection-state',
	'connection-nat-state',
	'dst-address-type',
	'src-address-type',
	'tcp-flags',
	'ipsec-policy',
	'hotspot',
	'dhcp-options',
	'pcq-classifier',
]);

/** Argument names whose listed values are all there are. */
const closed = new Set([
	...['cake-ack-filter', 'cake-atm', 'cake-diffserv', 'cake-flowmode', 'kind', 'security', 'authentication-protocol', 'encryption-protocol', 'record-type', 'target', 'tls'],
	...['action', 'type', 'check-gateway', 'rp-filter', 'arp', 'protocol-mode', 'add-default-route', 'connection-type', 'ipv4-multipath-hash-policy'],
]);

type Declared = {readonly values: readonly string[] | undefined; readonly note: string};

/** The kind of an argument: the tables above, else what the console itself tells about it. */
export const kindOf = (menu: string, argument: string, declared: Declared | undefined): Kind => {
	const listed = byPlace[`${menu} ${argument}`];
	if (listed !== undefined) {
		return listed;
	}

	const values = declared?.values ?? [];
	if (argument === 'disabled' || argument === 'dynamic' || (values.length === 2 && values.includes('no') && values.includes('yes'))) {
		return {kind: 'bool'};
	}

	if (sets.has(argument) && values.length > 0) {
		return {kind: 'words', words: values};
	}

	if (closed.has(argument) && values.length > 0) {
		return {kind: 'word', words: values};
	}

	if (declared?.note.includes('time interval') === true) {
		return {kind: 'time', words: values};
	}

	const named = menu === '/ip/service' && argument === 'port' ? port : byName[argument];
	return named ?? text;
};
