import {display} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {ApplyEvent, Plan} from '../plan/index.js';
import {keptView} from '../plan/index.js';
import type {Configuration, Menu} from '../routeros/model/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import type {Clock} from '../runtime/index.js';
import type {Transport} from '../transport/transport.js';
import {recordsOf, run} from './console.js';
import {readStatus, secondsOf} from './guard-status.js';
import type {Wanted} from './settle.js';
import {replan} from './settle.js';

type Check = Extract<ApplyEvent, {type: 'check'}>;

/** What a proof over a configuration comes to. */
export type ProofCheck = Pick<Check, 'status' | 'detail'>;

type VerifyOptions = {
	readonly wanted: Wanted;
	readonly plan: Plan;
	readonly change: string;
	readonly facts: Facts;
	readonly clock: Clock;
	/** Seconds of uptime when the change was in effect. */
	readonly appliedAt: number;
	readonly prove?: (configuration: Configuration) => ProofCheck;
	readonly signal?: AbortSignal;
};

/** A gateway is found dead after two lost probes, 10 s apart (docs/lab-notes/routing.md). */
const gatewayDetection = 22;

const check = (name: string, status: Check['status'], detail?: string): Check => ({type: 'check', name, status, ...(detail === undefined ? {} : {detail})});

const checkConfiguration = async (transport: Transport, {wanted, plan, change, prove}: VerifyOptions): Promise<readonly Check[]> => {
	const name = 'configuration as planned';
	let seen: Configuration | undefined;
	const again = await replan(transport, wanted, (configuration) => {
		seen = keptView(configuration, plan, change);
		return seen;
	});
	const proven = seen === undefined ? undefined : prove?.(seen);
	const proofs: readonly Check[] = proven === undefined ? [] : [{type: 'check', name: 'packets go where they should', ...proven}];
	if (!again.ok) {
		return [check(name, 'failed', again.diagnostics[0]?.message), ...proofs];
	}

	const [difference] = again.value.changes;
	return [difference === undefined ? check(name, 'passed') : check(name, 'failed', `${difference.menu}: ${difference.reason}`), ...proofs];
};

const judged: readonly Menu[] = ['/ip/firewall/filter', '/ipv6/firewall/filter', '/ip/firewall/mangle', '/ipv6/firewall/mangle', '/ip/firewall/nat', '/ipv6/firewall/nat'];

const ownRows = (profile: string): string => `comment~${quoteString(`detour:${profile}:`)} and !disabled`;

/** Rules that name something which is not there are marked invalid by the router itself. */
const checkRules = async (transport: Transport, {plan}: VerifyOptions): Promise<readonly Check[]> => {
	const menus = judged.filter((menu) => plan.menus.includes(menu));
	if (menus.length === 0) {
		return [];
	}

	const line = menus.map((menu) => `:put ("rules\\1F${menu}\\1F" . [:len [${menu}/find where ${ownRows(plan.profile)} and invalid]] . "\\1E")`).join('; ');
	const broken = recordsOf(await run(transport, line, 'to count its rules')).filter(([, , count]) => Number(count) > 0);
	return [check('rules valid', broken.length === 0 ? 'passed' : 'failed', broken.length === 0 ? undefined : broken.map(([, menu]) => menu).join(', '))];
};

type Route = {readonly destination: string; readonly table: string; readonly distance: number; readonly gateway: string; readonly isActive: boolean; readonly isProbed: boolean};

const readRoutes = async (transport: Transport, profile: string): Promise<readonly Route[]> => {
	const names = ['dst-address', 'routing-table', 'distance', 'gateway', 'active', 'check-gateway'];
	const line = (['/ip/route', '/ipv6/route'] as const)
		.map(
			(menu) =>
				`:foreach i in=[${menu}/find where ${ownRows(profile)}] do={ :local r [${menu}/get $i]; :put ("route" . ${names.map((name) => `"\\1F" . [:tostr ($r->"${name}")]`).join(' . ')} . "\\1F" . [:pick [:tostr ($r->"comment")] 0 11] . "\\1E") }`,
		)
		.join('; ');
	return recordsOf(await run(transport, line, 'to tell its routes')).flatMap(([, destination = '', table = '', distance = '', gateway = '', active, probed = '', head = '']) =>
		head === 'detour-old:' || head === 'detour-old-'
			? []
			: [{destination, table, distance: Number(distance) || 0, gateway, isActive: active === 'true' || active === 'yes', isProbed: probed !== '' && probed !== 'none'}],
	);
};

/** Of each destination in each table, the route that should be used: the nearest. */
const preferred = (routes: readonly Route[]): readonly Route[] => {
	const best = new Map<string, Route>();
	for (const route of routes) {
		const key = `${route.table} ${route.destination}`;
		const known = best.get(key);
		if (known === undefined || route.distance < known.distance) {
			best.set(key, route);
		}
	}

	return [...best.values()];
};

const checkRoutes = async (transport: Transport, options: VerifyOptions): Promise<readonly Check[]> => {
	const {plan, clock, appliedAt, facts, signal} = options;
	let routes = preferred(await readRoutes(transport, plan.profile));
	if (routes.length === 0) {
		return [];
	}

	if (routes.some(({isProbed}) => isProbed)) {
		const {uptime} = await readStatus(transport);
		await clock.sleep(Math.max(0, appliedAt + gatewayDetection - uptime) * 1000, signal);
		routes = preferred(await readRoutes(transport, plan.profile));
	}

	const down = routes.find(({isActive}) => !isActive);
	if (down === undefined) {
		return [check('routes active', 'passed')];
	}

	const before = facts.interfaces.find(({name}) => name === down.gateway);
	const why = before?.running === false ? `; ${display(before.name)} was down before` : '';
	return [check('routes active', 'failed', `${display(down.destination)} by ${display(down.gateway)} in table ${display(down.table)} is not active${why}`)];
};

/** Older than this (seconds), a handshake says nothing of now (docs/lab-notes/routing.md). */
const freshHandshake = 180;

/** Seconds in which a new tunnel has shaken hands, if it ever does. */
const handshakeTime = 12;

const handshakes =
	':foreach i in=[/interface/wireguard/peers/find where !disabled] do={ :local r [/interface/wireguard/peers/get $i]; :put ("peer\\1F" . [:tostr ($r->"interface")] . "\\1F" . [:tostr ($r->"last-handshake")] . "\\1E") }';

/** A WireGuard interface never goes down by itself: only a handshake tells that somebody is at the other end. */
const checkTunnels = async (transport: Transport, {plan, clock, signal}: VerifyOptions): Promise<readonly Check[]> => {
	const gateways = new Set((await readRoutes(transport, plan.profile)).map(({gateway}) => gateway).filter((gateway) => gateway !== ''));
	if (gateways.size === 0) {
		return [];
	}

	for (let waited = 0; ; waited += 2) {
		const peers = recordsOf(await run(transport, handshakes, 'to show its tunnels')).filter(([, name = '']) => gateways.has(name));
		const names = [...new Set(peers.map(([, name = '']) => name))];
		const isAlive = (wanted: string): boolean => peers.some(([, name, last = '']) => name === wanted && last !== '' && secondsOf(last) < freshHandshake);
		const quiet = names.filter((name) => !isAlive(name));
		if (names.length === 0) {
			return [];
		}

		if (quiet.length === 0) {
			return [check('tunnel answers', 'passed')];
		}

		if (waited >= handshakeTime) {
			return [check('tunnel answers', 'unknown', `no handshake over ${quiet.map(display).join(', ')} yet`)];
		}

		await clock.sleep(2000, signal);
	}
};

/** Looks at a router with a change on trial, over a connection made after it; unknown is never passed. */
export async function* verify(transport: Transport, options: VerifyOptions): AsyncGenerator<Check, void> {
	yield check('new connection', 'passed');
	const looks = [
		async () => checkConfiguration(transport, options),
		async () => checkRules(transport, options),
		async () => checkRoutes(transport, options),
		async () => checkTunnels(transport, options),
	];
	const looking = looks.map(async (look) => look());
	await Promise.allSettled(looking);
	for (const checks of looking) {
		yield* await checks;
	}
}
