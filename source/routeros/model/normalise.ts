import {canonicalAddress, canonicalAddresses, canonicalGateway, canonicalListed, canonicalMatch, canonicalPrefix, canonicalPrefixes, derivedNetwork} from './addresses.js';
import type {Entry, Menu, Properties} from './configuration.js';
import {canonicalDuration} from './duration.js';
import {menuInfo} from './menus.js';

type Canonical = (value: string) => string;

const booleans: Readonly<Record<string, string>> = {true: 'yes', false: 'no'};
const boolean: Canonical = (value) => booleans[value] ?? value;

/** Behind a `!`, which stays. */
const negatable =
	(canonical: Canonical): Canonical =>
	(value) =>
		value.startsWith('!') ? `!${canonical(value.slice(1))}` : canonical(value);

/** A set, in the order in which the router prints it; words it does not know come last, as they were. */
const inOrder = (words: string): Canonical => {
	const places = new Map(words.split(',').map((word, place) => [word, place]));
	const place = (word: string): number => places.get(word) ?? places.size;
	return (value) => [...new Set(value.split(','))].sort((a, b) => place(a) - place(b)).join(',');
};

const states = negatable(inOrder('invalid,established,related,new,untracked'));
const policies = inOrder('ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon');

/** A rate as exports print it: in the largest unit that leaves no rest. */
const rate: Canonical = (value) => {
	const match = /^(\d+)([kMG]?)$/.exec(value);
	if (match === null) {
		return value;
	}

	const bits = Number(match[1]) * ({k: 1e3, M: 1e6, G: 1e9}[match[2] ?? ''] ?? 1);
	const [unit, size] = (
		[
			['G', 1e9],
			['M', 1e6],
			['k', 1e3],
		] as const
	).find(([, one]) => bits >= one && bits % one === 0) ?? ['', 1];
	return `${bits / size}${unit}`;
};

/** `upload/download`; a single value is that of both. */
const pair =
	(canonical: Canonical): Canonical =>
	(value) => {
		const [up = '', down = up] = value.split('/');
		return `${canonical(up)}/${canonical(down)}`;
	};
const upper: Canonical = (value) => value.toUpperCase();

/** Exports of some releases print it as `75%` (7.19, 7.23), those of others as `75`; both are accepted. */
const percent: Canonical = (value) => value.replace(/%$/, '');

type Table = Readonly<Record<string, Canonical>>;

const matchers: Table = {
	'src-address': negatable(canonicalMatch),
	'dst-address': negatable(canonicalMatch),
	'connection-state': states,
	'connection-nat-state': negatable(inOrder('srcnat,dstnat')),
	'src-mac-address': negatable(upper),
	'address-list-timeout': canonicalDuration,
	'to-addresses': canonicalMatch,
	log: boolean,
	passthrough: boolean,
};
const listed: Table = {address: canonicalListed, timeout: canonicalDuration};
const route: Table = {'dst-address': canonicalPrefix, gateway: canonicalGateway, 'suppress-hw-offload': boolean};
const rule: Table = {'dst-address': canonicalPrefix, 'src-address': canonicalPrefix};

const firewall = (family: 'ip' | 'ipv6'): Readonly<Record<string, Table>> => ({
	[`/${family}/firewall/filter`]: matchers,
	[`/${family}/firewall/mangle`]: matchers,
	[`/${family}/firewall/nat`]: matchers,
	[`/${family}/firewall/raw`]: matchers,
	[`/${family}/firewall/address-list`]: listed,
});

/** How values are stored, by menu and property: a diff compares what the router would say, not what was typed. */
const tables: Readonly<Record<string, Table>> = {
	...firewall('ip'),
	...firewall('ipv6'),
	'/ip/address': {address: canonicalAddress},
	'/ipv6/address': {address: canonicalAddress, advertise: boolean, 'eui-64': boolean, 'no-dad': boolean},
	'/ip/route': route,
	'/ipv6/route': route,
	'/routing/rule': rule,
	'/interface/wireguard/peers': {'allowed-address': canonicalAddresses, 'persistent-keepalive': canonicalDuration, responder: boolean, 'is-responder': boolean},
	'/ip/dns': {
		'address-list-extra-time': canonicalDuration,
		'allow-remote-requests': boolean,
		'cache-max-ttl': canonicalDuration,
		'query-server-timeout': canonicalDuration,
		'query-total-timeout': canonicalDuration,
		'verify-doh-cert': boolean,
	},
	'/ip/dns/static': {'match-subdomain': boolean, ttl: canonicalDuration},
	'/interface/pppoe-client': {'use-peer-dns': boolean},
	'/ip/dhcp-client': {'add-default-route': boolean, 'use-peer-dns': boolean, 'use-peer-ntp': boolean},
	'/ip/settings': {'ip-forward': boolean, 'allow-fast-path': boolean, 'tcp-syncookies': boolean, 'arp-timeout': canonicalDuration},
	'/ipv6/settings': {'disable-ipv6': boolean, forward: boolean, 'allow-fast-path': boolean},
	'/ip/dhcp-server': {'lease-time': canonicalDuration},
	'/ip/dhcp-server/network': {address: canonicalPrefix},
	'/ip/pool': {ranges: (value) => value.split(',').map(canonicalListed).join(',')},
	'/queue/simple': {
		'burst-limit': pair(rate),
		'burst-threshold': pair(rate),
		'burst-time': pair(canonicalDuration),
		'limit-at': pair(rate),
		'max-limit': pair(rate),
		priority: pair((value) => value),
		queue: pair((value) => value),
		target: canonicalPrefixes,
	},
	'/queue/tree': {'burst-limit': rate, 'burst-threshold': rate, 'burst-time': canonicalDuration, 'limit-at': rate, 'max-limit': rate},
	'/queue/type': {'pcq-rate': rate},
	'/snmp/community': {addresses: canonicalAddresses, 'read-access': boolean, 'write-access': boolean},
	'/system/scheduler': {interval: canonicalDuration, policy: policies},
	'/system/script': {policy: policies, 'dont-require-permissions': boolean},
	'/tool/netwatch': {
		interval: canonicalDuration,
		timeout: canonicalDuration,
		'packet-interval': canonicalDuration,
		'start-delay': canonicalDuration,
		'startup-delay': canonicalDuration,
		'thr-loss-percent': percent,
	},
};

const none: Table = {};

/** What a router works out from the rest when a row is added, and keeps when only the rest is changed then. */
export const derivedProperties = (menu: Menu, properties: Properties): Properties => {
	const network = menu === '/ip/address' ? derivedNetwork(properties.address ?? '') : undefined;
	return network === undefined ? {} : {network};
};

/** The entry as the router would store and export it: canonical values, without defaults and what follows from the rest. */
export const normaliseEntry = (entry: Entry): Entry => {
	const table = tables[entry.menu] ?? none;
	const {defaults} = menuInfo(entry.menu);
	const derived = derivedProperties(entry.menu, entry.properties);
	const properties = Object.entries(entry.properties).flatMap(([name, value]) => {
		const canonical = table[name]?.(value) ?? value;
		return canonical === defaults[name] || value === derived[name] ? [] : [[name, canonical] as const];
	});
	return {...entry, properties: Object.fromEntries(properties)};
};
