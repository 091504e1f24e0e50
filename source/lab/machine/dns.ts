import {parseIp} from '../../net/index.js';
import {matches} from '../script/index.js';
import {dynamicServers} from '../store/derived.js';
import type {Row} from '../store/store.js';
import {parseDuration} from '../store/text.js';
import type {Context} from './context.js';
import type {Facility} from './facility.js';
import {isOnline} from './online.js';
import {answerOf} from './reach.js';
import {inventAddresses, inventTtl} from './resolver.js';
import {effective} from './views/row.js';

const menu = '/ip/dns/static';

export type Answered = {
	readonly name: string;
	readonly type: string;
	readonly data: string /** Uptime in milliseconds; undefined for static ones. */;
	readonly until: number | undefined;
};

export type Dns = Facility & {
	/** The addresses of a name, from static rows, the cache or a server; none when nobody knows it. With a server, what that one answers. */
	resolve(name: string, server?: string): readonly string[];
	cached(): readonly Answered[];
	flush(): void;
};

type Known = {readonly addresses: readonly string[]; readonly until: number};

const canonical = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Chains of CNAME rows longer than this are taken for circles. */
const deepest = 8;

/** The resolver of the router, with its cache and the lists that it fills. */
export const createDns = (context: () => Context): Dns => {
	const cache = new Map<string, Known>();

	const rows = (): readonly {readonly row: Row; readonly properties: Readonly<Record<string, string>>}[] =>
		context()
			.store.rows(menu)
			.map((row) => ({row, properties: effective(context(), menu, row)}))
			.filter(({properties}) => properties.disabled !== 'yes');

	/** The rows about a name: those with a regular expression come first. */
	const matching = (name: string): readonly Readonly<Record<string, string>>[] => {
		const all = rows().map(({properties}) => properties);
		const byPattern = all.filter(({regexp = ''}) => regexp !== '' && matches(regexp, name));
		const byName = all.filter((properties) => {
			const own = canonical(properties.name ?? '');
			return own !== '' && (own === name || (properties['match-subdomain'] === 'yes' && name.endsWith(`.${own}`)));
		});
		const exact = byName.filter((properties) => canonical(properties.name ?? '') === name);
		return byPattern.length > 0 ? byPattern.slice(0, 1) : exact.length > 0 ? exact : byName.slice(0, 1);
	};

	const isAlive = (server: string): boolean => {
		const address = parseIp(server.split('@')[0] ?? '');
		return address !== undefined && typeof answerOf(context(), address) === 'object';
	};

	const servers = (): readonly string[] => {
		const {servers: own = '', 'use-doh-server': doh = ''} = context().store.settings('/ip/dns');
		// The server of DNS over HTTPS is a host out there like any other.
		return doh === '' ? [...own.split(',').filter((server) => server !== ''), ...dynamicServers(context().derived)] : [parseIp(new URL(doh).hostname) ?? '192.0.2.53'];
	};

	const forwarders = (target: string): readonly string[] => {
		const named = context()
			.store.rows('/ip/dns/forwarders')
			.find(({properties}) => properties.name === target)?.properties;
		return named === undefined ? (target === '' ? servers() : [target]) : (named['dns-servers'] ?? '').split(',');
	};

	/** A resolver inside has to ask somebody outside too. */
	const answersOf = (name: string, from: readonly string[]): readonly string[] => (isOnline(context()) && from.some(isAlive) ? inventAddresses(name) : []);

	/** What a server answers; the cache keeps it for its time to live. */
	const ask = (name: string, from: readonly string[]): readonly string[] => {
		const known = cache.get(name);
		const uptime = context().tasks.uptime();
		if (known !== undefined && known.until > uptime) {
			return known.addresses;
		}

		const addresses = answersOf(name, from);
		if (addresses.length > 0) {
			cache.set(name, {addresses, until: uptime + inventTtl(name)});
		}

		return addresses;
	};

	const enlist = (list: string, name: string, addresses: readonly string[], milliseconds: number): void => {
		const {store, tasks, runtime, now} = context();
		const until = tasks.uptime() + milliseconds + Number(parseDuration(store.settings('/ip/dns')['address-list-extra-time'] ?? '') ?? 0n);
		for (const address of addresses) {
			const six = address.includes(':');
			const target = six ? '/ipv6/firewall/address-list' : '/ip/firewall/address-list';
			const entry = six ? `${address}/128` : address;
			const held = store.rows(target).find(({properties}) => properties.list === list && properties.address === entry);
			if (held === undefined) {
				const id = store.nextId(target);
				store.append(target, {id, properties: {list, address: entry, comment: name}, dynamic: true, until});
				runtime.since.set(`${target} ${id}`, now());
			} else if (held.dynamic === true && held.until !== undefined && held.until < until) {
				store.update(target, {...held, until});
			}
		}
	};

	const lookUp = (name: string, depth: number): readonly string[] => {
		const found = matching(name);
		const [first] = found;
		if (first === undefined) {
			return ask(name, servers());
		}

		const type = first.type ?? 'A';
		const addresses =
			type === 'FWD'
				? ask(name, forwarders(first['forward-to'] ?? ''))
				: type === 'CNAME'
					? depth < deepest
						? lookUp(canonical(first.cname ?? ''), depth + 1)
						: []
					: found.flatMap((properties) => (['A', 'AAAA'].includes(properties.type ?? 'A') && properties.address !== undefined ? [properties.address] : []));
		const list = first['address-list'] ?? '';
		if (list !== '') {
			const left = (cache.get(name)?.until ?? 0) - context().tasks.uptime();
			enlist(list, name, addresses, type === 'FWD' ? left : Number(parseDuration(first.ttl ?? '') ?? 0n));
		}

		return addresses;
	};

	const typeOf = (address: string): string => (address.includes(':') ? 'AAAA' : 'A');

	return {
		resolve: (name, server) => {
			const address = parseIp(name);
			return address !== undefined ? [address] : server === undefined ? lookUp(canonical(name), 0) : answersOf(canonical(name), [server]);
		},
		cached: () => [
			...rows().flatMap(({properties}) =>
				properties.address === undefined ? [] : [{name: properties.name ?? '', type: typeOf(properties.address), data: properties.address, until: undefined}],
			),
			...[...cache].flatMap(([name, {addresses, until}]) => addresses.map((data) => ({name, type: typeOf(data), data, until}))),
		],
		flush: () => {
			cache.clear();
		},
		next: () => (cache.size === 0 ? undefined : Math.min(...[...cache.values()].map(({until}) => until))),
		fire: (uptime) => {
			for (const [name, {until}] of cache) {
				if (until <= uptime) {
					cache.delete(name);
				}
			}
		},
		forget: () => {
			cache.clear();
		},
	};
};
