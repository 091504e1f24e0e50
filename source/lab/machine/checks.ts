import {networkOf, parseInterfaceAddress} from '../../net/index.js';
import {ScriptError} from '../contract.js';
import {specOf} from '../store/menus.js';
import type {Row} from '../store/store.js';
import type {Context} from './context.js';
import {makePrivateKey} from './keys.js';

type Properties = Readonly<Record<string, string>>;

/** What is wrong with a row as a whole, in the console's words; undefined for nothing. */
type Check = (properties: Properties) => string | undefined;

const withPorts = new Set(['tcp', 'udp', 'sctp', 'dccp', 'udp-lite']);

/** Said by 7.21.5 (jeff-nasseri/mikrotik-mcp PR 139). */
const portsNeedProtocol: Check = (properties) =>
	['src-port', 'dst-port', 'port'].some((name) => properties[name] !== undefined) && !withPorts.has(properties.protocol ?? '')
		? 'failure: ports can be specified if proto is tcp,udp,udp-lite,dccp,sctp'
		: undefined;

const builtinChains = new Set(['input', 'forward', 'postrouting']);

const marksWhereRouted: Check = (properties) =>
	properties.action === 'mark-routing' && builtinChains.has(properties.chain ?? '') ? 'failure: routing-mark allowed only in output and prerouting chains' : undefined;

const needs =
	(action: RegExp, name: string): Check =>
	(properties) =>
		action.test(properties.action ?? '') && (properties[name] ?? '') === '' ? `failure: ${name} must be specified for this action` : undefined;

const firewallChecks: readonly Check[] = [portsNeedProtocol, needs(/^jump$/, 'jump-target'), needs(/^add-(src|dst)-to-address-list$/, 'address-list')];
const mangleChecks: readonly Check[] = [
	...firewallChecks,
	marksWhereRouted,
	needs(/^mark-connection$/, 'new-connection-mark'),
	needs(/^mark-routing$/, 'new-routing-mark'),
	needs(/^mark-packet$/, 'new-packet-mark'),
	needs(/^change-mss$/, 'new-mss'),
];

const staticRecord: Check = (properties) => {
	if ((properties.name ?? '') === '' && (properties.regexp ?? '') === '') {
		return 'failure: name or regexp must be specified';
	}

	return (properties.type ?? 'A') === 'A' && properties.address === undefined ? 'failure: address must be specified' : undefined;
};

const checks: Readonly<Record<string, readonly Check[]>> = {
	'/ip/firewall/filter': firewallChecks,
	'/ip/firewall/nat': firewallChecks,
	'/ip/firewall/raw': firewallChecks,
	'/ip/firewall/mangle': mangleChecks,
	'/ipv6/firewall/filter': firewallChecks,
	'/ipv6/firewall/nat': firewallChecks,
	'/ipv6/firewall/raw': firewallChecks,
	'/ipv6/firewall/mangle': mangleChecks,
	'/ip/dns/static': [staticRecord],
};

const asLastPart = (message: string, properties: Properties): string => message.replace('$name', properties.name ?? '');

const isInterface = (menu: string): boolean => /^\/interface\/(?!list$)[^/]+$/.test(menu);

const byName = (row: Row): string => row.properties.name ?? '';
const keys = new Map<string, (row: Row) => string>();

/** What must be unique in a menu, as one text; always the same function for a menu. Interfaces share their names. */
const keyFor = (menu: string): ((row: Row) => string) => {
	const {unique, defaults} = specOf(menu);
	const made = keys.get(menu) ?? (isInterface(menu) ? byName : (row: Row) => JSON.stringify(unique?.properties.map((name) => row.properties[name] ?? defaults?.[name] ?? '')));
	keys.set(menu, made);
	return made;
};

/** Throws when a row may not be as it is: something required is missing, its key is taken, or its parts do not fit. Of a kept row only what changed can clash. */
export const checkRow = (context: Context, menu: string, rowId: string | undefined, properties: Properties, changed?: ReadonlySet<string>): void => {
	const spec = specOf(menu);
	for (const check of checks[menu] ?? []) {
		const message = check(properties);
		if (message !== undefined) {
			throw new ScriptError(message);
		}
	}

	const {unique} = spec;
	if (unique === undefined || (changed !== undefined && !unique.properties.some((name) => changed.has(name)))) {
		return;
	}

	const keyOf = keyFor(menu);
	const key = keyOf({id: '', properties});
	const rivals = isInterface(menu) ? context.store.menus().filter(isInterface) : [menu];
	if (rivals.some((rival) => context.store.having(rival, keyFor(rival), key).some((other) => rival !== menu || other !== rowId))) {
		throw new ScriptError(asLastPart(unique.message, properties));
	}
};

const freeName = (context: Context, menu: string, stem: string): string => {
	const taken = new Set(context.store.rows(menu).map((row) => row.properties.name));
	let count = 1;
	while (taken.has(`${stem}${count}`)) {
		count += 1;
	}

	return `${stem}${count}`;
};

type Filler = (context: Context, properties: Properties, user: string) => Properties;

const network: Filler = (_context, properties) => {
	const address = parseInterfaceAddress(properties.address ?? '');
	return address === undefined || properties.network !== undefined ? properties : {...properties, network: networkOf(address).split('/')[0] ?? ''};
};

/** What the machine writes into a new row by itself. */
const fillers: Readonly<Record<string, Filler>> = {
	'/ip/address': network,
	'/interface/wireguard': (context, properties) => ({
		...properties,
		'private-key': (properties['private-key'] ?? '') === '' ? makePrivateKey(context.random) : (properties['private-key'] ?? ''),
		'listen-port': properties['listen-port'] ?? String(13_231 + context.store.rows('/interface/wireguard').length),
	}),
	'/interface/wireguard/peers': (context, properties) =>
		properties.name === undefined && context.release.minor >= 15 ? {...properties, name: freeName(context, '/interface/wireguard/peers', 'peer')} : properties,
};

/** A new row's properties with what the machine fills in: a counted-up name, a network, a key. */
export const fill = (context: Context, menu: string, properties: Properties, user: string): Properties => {
	const {autoName} = specOf(menu);
	const named = autoName !== undefined && properties.name === undefined ? {...properties, name: freeName(context, menu, autoName)} : properties;
	return fillers[menu]?.(context, named, user) ?? named;
};
