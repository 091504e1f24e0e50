import type {Ip, Prefix} from '../../net/index.js';
import {parseIp, parsePrefix, prefixContains} from '../../net/index.js';
import type {DerivedContext} from './derived.js';
import {dynamicRoutes, interfacesOf} from './derived.js';
import type {Row} from './store.js';
import type {View} from './view.js';

type Effective = (row: Row) => Readonly<Record<string, string>>;

/** A route on its way to being active or not. */
type Candidate = {
	readonly view: View;
	readonly table: string;
	readonly prefix: Prefix | undefined;
	readonly distance: number;
	readonly scope: number;
	readonly targetScope: number;
	readonly on: boolean;
	readonly blackhole: boolean;
	readonly gateways: readonly string[];
	/** Connected and dynamic routes know their way out. */
	readonly known: string | undefined;
	readonly checked: boolean;
};

const routeMenu = {4: '/ip/route', 6: '/ipv6/route'} as const;

const candidateOf = (view: View, tables: ReadonlySet<string>, known: string | undefined): Candidate => {
	const {properties} = view;
	const table = properties['routing-table'] ?? 'main';
	return {
		view,
		table,
		prefix: parsePrefix((properties['dst-address'] ?? '').replace(/%[^/]*/, '')),
		distance: Number(properties.distance ?? 1),
		scope: Number(properties.scope ?? 30),
		targetScope: Number(properties['target-scope'] ?? 10),
		on: properties.disabled !== 'yes' && tables.has(table),
		blackhole: properties.blackhole === 'yes',
		gateways: (properties.gateway ?? '').split(',').filter((hop) => hop !== ''),
		known,
		checked: (properties['check-gateway'] ?? 'none') !== 'none',
	};
};

const keyOf = (one: Candidate): string => `${one.table} ${one.view.properties['dst-address']}`;

const prefixLength = (one: Candidate): number => Number(one.prefix?.split('/')[1] ?? 0);

/** The more particular route first, of equal ones the nearer. */
const byMatch = (a: Candidate, b: Candidate): number => prefixLength(b) - prefixLength(a) || a.distance - b.distance;

/** Most hosts that a gateway is looked up through; longer chains are taken for loops. */
const deepest = 8;

type Usable = ReadonlyMap<Candidate, readonly string[]>;

/** The ways out of every usable route: `gateway%interface` or an interface; none for a blackhole. */
const resolveAll = (context: DerivedContext, candidates: readonly Candidate[]): Usable => {
	const running = new Map(interfacesOf(context).map((one) => [one.name, one.running]));
	const usable = new Map<Candidate, readonly string[]>();
	const open = new Set<Candidate>();
	/** Who may help to find a gateway, by table and target scope: few in tables of any length. */
	const helpers = new Map<string, readonly Candidate[]>();
	const helpersIn = (table: string, targetScope: number): readonly Candidate[] => {
		const key = `${table} ${targetScope}`;
		const found = helpers.get(key) ?? candidates.filter((one) => one.on && one.table === table && one.prefix !== undefined && one.scope <= targetScope).toSorted(byMatch);
		helpers.set(key, found);
		return found;
	};
	const hopsTo = new Map<string, readonly string[]>();

	const through = (host: Ip, table: string, targetScope: number, depth: number): readonly string[] => {
		const key = `${host} ${table} ${targetScope}`;
		const known = hopsTo.get(key);
		if (known !== undefined) {
			return known;
		}

		let hops: readonly string[] = [];
		for (const helper of helpersIn(table, targetScope)) {
			if (helper.prefix !== undefined && prefixContains(helper.prefix, host)) {
				const ways = waysOf(helper, depth + 1);
				if (ways !== undefined) {
					hops = helper.view.flags.has('connect') ? ways.map((way) => `${host}%${way}`) : ways;
					break;
				}
			}
		}

		if (open.size === 0 || hops.length > 0) {
			hopsTo.set(key, hops);
		}

		return hops;
	};

	const hop = (one: Candidate, gateway: string, depth: number): readonly string[] => {
		const [target = '', named] = gateway.split('@');
		const [host = '', via] = target.split('%');
		if (running.has(host)) {
			return running.get(host) === true ? [host] : [];
		}

		if (one.checked && context.gatewayDown(gateway)) {
			return [];
		}

		if (via !== undefined) {
			return running.get(via) === true ? [`${host}%${via}`] : [];
		}

		const ip = parseIp(host);
		// Without `@` a gateway is looked up in main, whatever table the route is in (the manual).
		return ip === undefined ? [] : through(ip, named ?? 'main', one.targetScope, depth);
	};

	const waysOf = (one: Candidate, depth: number): readonly string[] | undefined => {
		const ready = usable.get(one);
		if (ready !== undefined) {
			return ready;
		}

		if (!one.on || open.has(one) || depth > deepest) {
			return undefined;
		}

		if (one.known !== undefined || one.blackhole) {
			const ways = one.known === undefined ? [] : [one.known];
			usable.set(one, ways);
			return ways;
		}

		open.add(one);
		const ways = one.gateways.flatMap((gateway) => hop(one, gateway, depth));
		open.delete(one);
		if (ways.length === 0) {
			return undefined;
		}

		usable.set(one, ways);
		return ways;
	};

	for (const one of candidates) {
		waysOf(one, 0);
	}

	return usable;
};

/** The routes of one family, kept and dynamic, with what is active: the nearest usable one of each destination and table. */
export const routesOf = (context: DerivedContext, family: 4 | 6, effective: Effective): readonly View[] => {
	const menu = routeMenu[family];
	const tables = new Set([
		'main',
		...['/routing/table', '/ip/vrf'].flatMap((owner) => context.store.rows(owner).flatMap(({properties}) => (properties.disabled === 'yes' ? [] : [properties.name ?? '']))),
	]);
	const candidates = [
		...context.store.rows(menu).map((row) => candidateOf({id: row.id, properties: effective(row), flags: new Set(['static'])}, tables, undefined)),
		...dynamicRoutes(context, family).map((view) => candidateOf(view, tables, view.properties['immediate-gw'])),
	];
	const usable = resolveAll(context, candidates);
	const best = new Map<string, {distance: number; count: number}>();
	for (const one of usable.keys()) {
		const key = keyOf(one);
		const before = best.get(key);
		if (before === undefined || one.distance < before.distance) {
			best.set(key, {distance: one.distance, count: 1});
		} else if (one.distance === before.distance) {
			before.count += 1;
		}
	}

	return candidates.map((one) => {
		const ways = usable.get(one);
		const winner = best.get(keyOf(one));
		const active = ways !== undefined && winner?.distance === one.distance;
		const ecmp = active && (winner.count > 1 || ways.length > 1);
		const kind = [...one.view.flags].filter((flag) => flag !== 'active');
		return {
			...one.view,
			properties: {...one.view.properties, ...(ways === undefined || ways.length === 0 ? {} : {'immediate-gw': ways.join(',')})},
			flags: new Set([...kind, ...(active ? ['active'] : []), ...(ecmp ? ['ecmp'] : []), ...(ways === undefined && one.known === undefined ? ['inactive'] : [])]),
		};
	});
};

/** The interface of a way out: `gateway%interface`, or the interface itself. */
export const interfaceOf = (way: string): string => way.split('%')[1] ?? way;

/** The way that `main` has to an address: `gateway%interface` or an interface; undefined without a route. */
export const wayTo = (context: DerivedContext, address: string, effective: Effective): string | undefined => {
	const ip = parseIp(address);
	if (ip === undefined) {
		return undefined;
	}

	let best: {readonly length: number; readonly gateway: string} | undefined;
	for (const {flags, properties} of routesOf(context, ip.includes(':') ? 6 : 4, effective)) {
		const prefix = flags.has('active') && properties['routing-table'] === 'main' ? parsePrefix((properties['dst-address'] ?? '').replace(/%[^/]*/, '')) : undefined;
		const length = Number(prefix?.split('/')[1] ?? -1);
		if (prefix !== undefined && length > (best?.length ?? -1) && prefixContains(prefix, ip)) {
			best = {length, gateway: properties.blackhole === 'yes' ? '' : (properties['immediate-gw'] ?? '')};
		}
	}

	return best === undefined || best.gateway === '' ? undefined : best.gateway.split(',')[0];
};

/** The gateways that routes ask to be checked, as written, and the interface by which each is asked. */
export const checkedGateways = (context: DerivedContext, effective: (menu: string, row: Row) => Readonly<Record<string, string>>): ReadonlyMap<string, string> => {
	const found = new Map<string, string>();
	// One that is down must still be asked, so the ways are looked up as if none were.
	const open = {...context, gatewayDown: () => false};
	const interfaces = new Set(interfacesOf(context).map(({name}) => name));
	for (const family of [4, 6] as const) {
		const menu = routeMenu[family];
		const wanted = routesOf(open, family, (row) => effective(menu, row)).filter(
			({properties}) => (properties['check-gateway'] ?? 'none') !== 'none' && properties.disabled !== 'yes',
		);
		for (const {properties} of wanted) {
			const ways = (properties['immediate-gw'] ?? '').split(',');
			for (const [index, gateway] of (properties.gateway ?? '').split(',').entries()) {
				// An interface alone is nobody that could be asked.
				if (!interfaces.has(gateway.split('@')[0] ?? '')) {
					found.set(gateway, interfaceOf(ways[index] ?? ways[0] ?? ''));
				}
			}
		}
	}

	return found;
};
