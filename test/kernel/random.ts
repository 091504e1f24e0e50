import type {World} from '../../source/facts/index.js';
import type {Ip} from '../../source/net/index.js';
import {parseIp} from '../../source/net/index.js';
import type {Case} from './compare.js';
import {grid, plainRouter} from './hand-made.js';
import {calm, router} from './routers.js';

/** A chooser with a seed (mulberry32): the same seed, the same routers. */
export type Chance = {
	readonly below: (limit: number) => number;
	readonly one: <Item>(items: readonly Item[]) => Item;
	readonly often: (share: number) => boolean;
};

export const chance = (seed: number): Chance => {
	let state = seed;
	const next = (): number => {
		state = (state + 0x6d2b_79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	return {
		below,
		one: (items) => {
			const item = items[below(items.length)];
			if (item === undefined) {
				throw new Error('nothing to choose from');
			}

			return item;
		},
		often: (share) => next() < share,
	};
};

type Family = 4 | 6;
type Writer = (chance: Chance, family: Family) => string;

const addresses: Readonly<Record<Family, readonly string[]>> = {
	4: ['192.168.88.0/24', '192.168.88.10', '192.168.90.0/24', '198.51.100.0/24', '1.1.1.1', '8.8.8.0/24', '192.0.2.14', '10.0.0.0/8', '198.51.100.1-198.51.100.50'],
	6: ['2001:db8:1:100::/64', '2001:db8:1:100::10/128', '2001:db8:9::/48', '2001:4860::/32', '2606:4700::/32', '2001:db8:1:ffff::2/128', 'fd00::/8'],
};

const interfaces = ['bridge', 'guest', 'ether1', 'ether2', 'wg-exit'] as const;
const lists = ['LAN', 'WAN', 'GUEST', 'inside', 'not-lan'] as const;

const maybeNot = ({often}: Chance): string => (often(0.25) ? '!' : '');

const incoming: readonly Writer[] = [(c) => `in-interface=${maybeNot(c)}${c.one(interfaces)}`, (c) => `in-interface-list=${maybeNot(c)}${c.one(lists)}`];

const outgoing: readonly Writer[] = [(c) => `out-interface=${maybeNot(c)}${c.one(interfaces)}`, (c) => `out-interface-list=${maybeNot(c)}${c.one(lists)}`];

const common: readonly Writer[] = [
	(c, family) => `src-address=${maybeNot(c)}${c.one(addresses[family])}`,
	(c, family) => `dst-address=${maybeNot(c)}${c.one(addresses[family])}`,
	(c) => `src-address-list=${maybeNot(c)}${c.one(['listed', 'local'])}`,
	(c) => `dst-address-list=${maybeNot(c)}${c.one(['listed', 'local'])}`,
	(c) => `dst-address-type=${maybeNot(c)}local`,
	(c) => `src-address-type=${maybeNot(c)}local`,
	(c, family) => `protocol=${maybeNot(c)}${c.one(['tcp', 'udp', family === 4 ? 'icmp' : 'icmpv6'])}`,
	(c) => `protocol=${c.one(['tcp', 'udp'])} dst-port=${maybeNot(c)}${c.one(['53', '443', '22,443', '1-1024', '20000-20050', '4500'])}`,
	(c) => `protocol=tcp tcp-flags=${c.one(['syn', 'syn,!ack', 'ack', '!syn'])}`,
];

const tracked: readonly Writer[] = [
	(c) => `connection-mark=${maybeNot(c)}${c.one(['no-mark', 'a', 'b'])}`,
	(c) => `routing-mark=${maybeNot(c)}${c.one(['vpn', 'second'])}`,
	(c) => `packet-mark=${maybeNot(c)}${c.one(['no-mark', 'p'])}`,
];

const states: readonly Writer[] = [
	(c) => `connection-state=${maybeNot(c)}${c.one(['new', 'established', 'established,related', 'new,untracked'])}`,
	(c) => `connection-nat-state=${maybeNot(c)}${c.one(['srcnat', 'dstnat'])}`,
];

/** Each matcher at most once in a rule. */
const matchers = (c: Chance, family: Family, from: readonly Writer[]): string => {
	const found = new Map<string, string>();
	for (let left = c.below(4); left > 0; left--) {
		for (const part of c.one(from)(c, family).split(' ')) {
			const name = part.split('=')[0] ?? '';
			found.set(name, found.get(name) ?? part);
		}
	}

	const needsProtocol = [...found.keys()].some((name) => name === 'dst-port' || name === 'tcp-flags');
	if (needsProtocol && !['protocol=tcp', ...(found.has('tcp-flags') ? [] : ['protocol=udp'])].includes(found.get('protocol') ?? '')) {
		found.set('protocol', 'protocol=tcp');
	}

	return [...found.values()].join(' ');
};

/** Which matchers a hook has: no way out before routing, no way in for what the router makes. */
const hook: Readonly<Record<string, readonly Writer[]>> = {
	prerouting: incoming,
	input: incoming,
	forward: [...incoming, ...outgoing],
	output: outgoing,
	postrouting: outgoing,
	srcnat: outgoing,
	dstnat: incoming,
};

const marks: readonly Writer[] = [
	(c) => `action=mark-connection new-connection-mark=${c.one(['a', 'b', 'no-mark'])} passthrough=${c.one(['yes', 'no'])}`,
	(c) => `action=mark-packet new-packet-mark=p passthrough=${c.one(['yes', 'no'])}`,
];

const routeMark: Writer = (c) => `action=mark-routing new-routing-mark=${c.one(['vpn', 'second', 'main'])} passthrough=${c.one(['yes', 'no'])}`;

const mangleRule: Writer = (c, family) => {
	const chain = c.one(['prerouting', 'prerouting', 'prerouting', 'own', 'forward', 'input', 'output', 'postrouting']);
	const canRoute = chain === 'prerouting' || chain === 'own' || chain === 'output';
	const action = c.often(0.12)
		? `action=${c.one(['accept', 'return', 'passthrough'])}`
		: chain === 'prerouting' && c.often(0.2)
			? 'action=jump jump-target=own'
			: c.one(canRoute ? [...marks, routeMark, routeMark] : marks)(c, family);
	return `firewall mangle add chain=${chain} ${action} ${matchers(c, family, [...common, ...tracked, ...states, ...(hook[chain === 'own' ? 'prerouting' : chain] ?? [])])}`;
};

const filterRule: Writer = (c, family) => {
	const chain = c.one(['forward', 'forward', 'forward', 'input', 'output', 'own']);
	const action = c.often(0.2)
		? 'action=accept'
		: c.often(0.15) && chain !== 'own'
			? 'action=jump jump-target=own'
			: `action=${c.one(['drop', 'reject', 'accept', 'return', ...(chain === 'forward' ? ['fasttrack-connection'] : [])])}`;
	return `firewall filter add chain=${chain} ${action} ${matchers(c, family, [...common, ...tracked, ...states, ...(hook[chain] ?? [])])}`;
};

const natRule: Writer = (c, family) => {
	const chain = c.one(['srcnat', 'srcnat', 'dstnat']);
	const to = family === 4 ? 'to-addresses' : 'to-address';
	const inside = family === 4 ? '192.168.88.10' : '2001:db8:1:100::10/128';
	const outside = family === 4 ? '192.0.2.77' : '2001:db8:1:ffff::77/128';
	const action =
		chain === 'srcnat'
			? c.one(['action=masquerade', 'action=masquerade', `action=src-nat ${to}=${outside}`, 'action=accept'])
			: c.one(['action=redirect', `action=dst-nat ${to}=${inside}`, 'action=accept']);
	return `firewall nat add chain=${chain} ${action} ${matchers(c, family, [...common, ...tracked, ...(hook[chain] ?? [])])}`;
};

const rawRule: Writer = (c, family) => {
	const chain = c.one(['prerouting', 'prerouting', 'output']);
	return `firewall raw add chain=${chain} action=${c.one(['drop', 'accept', 'notrack'])} ${matchers(c, family, [...common, ...(hook[chain] ?? [])])}`;
};

const gateways: Readonly<Record<Family, readonly string[]>> = {
	4: ['192.0.2.1', '203.0.113.1', 'wg-exit', '203.0.113.1%ether2'],
	6: ['fe80::1%ether1', '2001:db8:2:ffff::1', 'wg-exit'],
};
const destinations: Readonly<Record<Family, readonly string[]>> = {
	4: ['0.0.0.0/0', '0.0.0.0/0', '198.51.100.0/24', '1.1.1.1/32', '8.8.0.0/16'],
	6: ['::/0', '::/0', '2001:db8:9::/48', '2606:4700::/32', '2001:4860::8888/128'],
};

const routeLine: Writer = (c, family) => {
	const table = c.one(['vpn', 'vpn', 'second', 'second', 'main']);
	const distance = 3 + c.below(200);
	const way = c.often(0.2) ? 'blackhole' : `gateway=${c.one(gateways[family])}${c.often(0.3) ? ' check-gateway=ping' : ''}`;
	return `route add dst-address=${c.one(destinations[family])} routing-table=${table} distance=${distance} ${way}`;
};

const ruleLine: Writer = (c, family) => {
	const cidr = (address: string): string => (address.includes('/') ? address : `${address}/32`);
	const prefixes = addresses[family].filter((address) => !address.includes('-')).map(cidr);
	const selectors = [`src-address=${c.one(prefixes)}`, `dst-address=${c.one(prefixes)}`, `interface=${c.one(interfaces)}`, `routing-mark=${c.one(['vpn', 'second'])}`].filter(() =>
		c.often(0.4),
	);
	const action = c.often(0.15)
		? `action=${c.one(['drop', 'unreachable'])}`
		: `action=${c.one(['lookup', 'lookup-only-in-table'])} table=${c.one(['vpn', 'second', 'main'])}${c.often(0.2) ? ' min-prefix=0' : ''}`;
	return `/routing rule add ${[...selectors, action].join(' ')}`;
};

const several = (c: Chance, most: number, line: () => string): readonly string[] => Array.from({length: c.below(most + 1)}, line);

const randomWorld = (c: Chance): World => {
	const address = (text: string): readonly Ip[] => [parseIp(text)].flatMap((one) => one ?? []);
	return {
		...calm,
		names: {'listed.example': [...address('8.8.8.8'), ...address('2001:4860::8888')]},
		links: c.often(0.4) ? {[c.one(interfaces)]: c.one(['down', 'removed'] as const)} : {},
		farEnds: c.often(0.3) ? {[c.one(['ether1', 'ether2', 'wg-exit'])]: 'dead'} : {},
		hosts: c.often(0.2) ? {'203.0.113.1': 'down'} : {},
	};
};

/** A router nobody would write, with packets from everywhere. */
export const randomCase = (seed: number): Case => {
	const c = chance(seed);
	const families = [4, 6] as const;
	const each = (most: number, writer: Writer): readonly string[] => families.flatMap((family) => several(c, most, () => `/${family === 4 ? 'ip' : 'ipv6'} ${writer(c, family)}`));
	const lines = [
		...each(3, routeLine),
		...several(c, 3, () => ruleLine(c, c.one(families))),
		...(c.often(0.3) ? each(2, rawRule) : []),
		...each(6, mangleRule),
		...each(3, natRule),
		...each(5, filterRule),
	];
	return {title: `seed ${seed}`, configuration: router([plainRouter, ...lines].join('\n')), world: randomWorld(c), packets: grid.filter(() => c.often(0.35))};
};
