import {AppError, display} from '../diagnostics/index.js';
import type {AddressFacts, Facts, InterfaceFacts, MarkFacts, Release, RouteFacts, WireguardPeerFacts} from '../facts/index.js';
import {compareReleases, parseRelease} from '../facts/index.js';
import type {Family} from '../net/index.js';
import {parseInterfaceAddress, parseIp, parsePrefix} from '../net/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Transport} from '../transport/transport.js';
import {recordsOf, run} from './console.js';

/** The oldest release that this program knows. */
const oldest: Release = {major: 7, minor: 9, patch: 0};

const field = (expression: string): string => `"\\1F" . ${expression}`;

/** Prints one record: a kind and some expressions. */
const put = (kind: string, ...expressions: readonly string[]): string => `:put ("${kind}" . ${expressions.map(field).join(' . ')} . "\\1E")`;

/** As text: an array in a concatenation would make an array of it. */
const of = (variable: string, names: readonly string[]): readonly string[] => names.map((name) => `[:tostr ($${variable}->"${name}")]`);

/** One record for each row of a menu. */
const each = (kind: string, menu: string, names: readonly string[], where = ''): string =>
	`:foreach i in=[${menu}/find${where === '' ? '' : ` where ${where}`}] do={ :local r [${menu}/get $i]; ${put(kind, ...of('r', names))} }`;

const settings = (kind: string, menu: string, names: readonly string[]): string => `:local s [${menu}/get]; ${put(kind, ...of('s', names))}`;

/** Something that not every router has: its absence is no trouble. */
const optional = (line: string): string => `:do { ${line} } on-error={}`;

const routeNames = ['dst-address', 'gateway', 'routing-table', 'distance', 'dynamic', 'active', 'connect', 'static', 'dhcp', 'vpn', 'slaac', 'blackhole'];

const markNames = ['chain', 'new-connection-mark', 'connection-mark', 'in-interface', 'in-interface-list', 'comment'];

const first = `:local s [/system/resource/get]; ${put('system', ...of('s', ['version', 'board-name', 'architecture-name', 'free-hdd-space']), '[/system/identity/get name]')}`;

/** Lines of less than 1 kB each: one line a channel, a few of them for everything. */
const lines = (release: Release, user: string | undefined): readonly string[] => [
	[
		each('interface', '/interface', ['name', 'type', 'running', 'disabled', 'slave', 'comment', 'actual-mtu', 'mtu']),
		each('list', '/interface/list', ['name']),
		each('member', '/interface/list/member', ['list', 'interface', 'disabled']),
	].join('; '),
	each('vrf', '/ip/vrf', ['name', 'interfaces'], '!disabled'),
	[each('address', '/ip/address', ['address', 'interface', 'dynamic', 'disabled']), each('address', '/ipv6/address', ['address', 'interface', 'dynamic', 'disabled'])].join('; '),
	each('route', '/ip/route', routeNames, '!disabled'),
	each('route', '/ipv6/route', routeNames, '!disabled'),
	[
		each('peer', '/interface/wireguard/peers', ['interface', 'public-key', 'allowed-address', 'endpoint-address', 'endpoint-port'], '!disabled'),
		optional(each('ipsec', '/ip/ipsec/policy', ['dst-address', 'action'], '!disabled and !template')),
		settings('dns', '/ip/dns', ['servers', 'dynamic-servers', 'allow-remote-requests']),
		optional(settings('ipv6', '/ipv6/settings', ['disable-ipv6'])),
		settings('ip', '/ip/settings', ['rp-filter']),
	].join('; '),
	[
		each('dhcp', '/ip/dhcp-client', ['interface', 'script'], '!disabled'),
		optional(each('dhcp6', '/ipv6/dhcp-client', ['interface'], '!disabled')),
		each('pppoe', '/interface/pppoe-client', ['name'], '!disabled'),
		optional(each('lte', '/interface/lte/apn', ['name'])),
		optional(each('nd', '/ipv6/nd', ['interface', 'comment'])),
		optional(settings('time', '/system/ntp/client', ['servers'])),
	].join('; '),
	...(['ip', 'ipv6'] as const).map((family) => each(`mark-${family}`, `/${family}/firewall/mangle`, markNames, 'action=mark-connection and !dynamic and !disabled')),
	[
		put('fasttrack', '"4"', '[:len [/ip/firewall/filter/find where action=fasttrack-connection and !dynamic and !disabled and !(comment~"^detour")]]'),
		...(behaviours(release).ipv6Fasttrack
			? [put('fasttrack', '"6"', '[:len [/ipv6/firewall/filter/find where action=fasttrack-connection and !dynamic and !disabled and !(comment~"^detour")]]')]
			: []),
	].join('; '),
	[optional(settings('board', '/system/routerboard', ['serial-number'])), optional(settings('license', '/system/license', ['software-id', 'system-id']))].join('; '),
	...(user === undefined
		? []
		: [
				[
					optional(`:local g [/user/get [find where name="${user}"] group]; ${put('group', '[:tostr [/user/group/get [find where name=$g] policy]]')}`),
					optional(each('active', '/user/active', ['name', 'via', 'address'])),
				].join('; '),
			]),
	...(behaviours(release).deviceMode ? [optional(settings('device-mode', '/system/device-mode', ['mode', 'scheduler', 'email', 'fetch']))] : []),
];

type Row = readonly string[];

const isTrue = (text: string | undefined): boolean => text === 'true' || text === 'yes';

const listOf = (text: string | undefined): readonly string[] => (text ?? '').split(/[;,]/).filter((part) => part !== '');

/** What a packet may have: as it is now, or as it was set; neither is a number while a line is down or it is left to the router. */
const mtuOf = (...texts: readonly (string | undefined)[]): {readonly mtu?: number} => {
	const told = texts.find((text) => text !== undefined && /^[1-9]\d{0,4}$/.test(text));
	return told === undefined ? {} : {mtu: Number(told)};
};

const readInterface = ([, name = '', type = '', running, disabled, slave, comment = '', actualMtu, mtu]: Row): InterfaceFacts => ({
	name,
	type,
	running: isTrue(running),
	disabled: isTrue(disabled),
	slave: isTrue(slave),
	...(comment === '' ? {} : {comment}),
	...mtuOf(actualMtu, mtu),
});

const readAddress = ([, text = '', interfaceName = '', dynamic, disabled]: Row): readonly AddressFacts[] => {
	const address = parseInterfaceAddress(text);
	return address === undefined || isTrue(disabled) ? [] : [{address, interface: interfaceName, dynamic: isTrue(dynamic)}];
};

const origins = ['connect', 'static', 'dhcp', 'vpn', 'slaac'] as const;

const readRoute = ([, dst = '', gateway = '', table = '', distance = '', dynamic, active, ...flags]: Row): readonly RouteFacts[] => {
	const destination = parsePrefix(dst);
	const origin = origins.find((_, index) => isTrue(flags[index])) ?? 'other';
	return destination === undefined
		? []
		: [{destination, gateway, table: table === '' ? 'main' : table, distance: Number.parseInt(distance, 10) || 0, dynamic: isTrue(dynamic), active: isTrue(active), origin}];
};

const readMark =
	(family: Family) =>
	([, chain = '', mark = '', marked = '', inInterface = '', inInterfaceList = '', comment = '']: Row): readonly MarkFacts[] =>
		comment.startsWith('detour')
			? []
			: [
					{
						family,
						chain,
						mark,
						...(marked === '' ? {} : {marked}),
						...(inInterface === '' ? {} : {inInterface}),
						...(inInterfaceList === '' ? {} : {inInterfaceList}),
						...(comment === '' ? {} : {comment}),
					},
				];

const readPeer = ([, name = '', publicKey = '', allowed, endpoint = '', port = '']: Row): WireguardPeerFacts => ({
	interface: name,
	publicKey,
	allowedAddresses: listOf(allowed).flatMap((text) => parsePrefix(text) ?? []),
	...(endpoint === '' ? {} : {endpointAddress: endpoint}),
	...(/^\d+$/.test(port) && port !== '0' ? {endpointPort: Number(port)} : {}),
});

/** What the mode says nothing of is not known to be refused. */
const readDeviceMode = ([, mode = '', scheduler, email = '', fetch = '']: Row): NonNullable<Facts['deviceMode']> => ({
	mode,
	scheduler: isTrue(scheduler),
	...(email === '' ? {} : {email: isTrue(email)}),
	...(fetch === '' ? {} : {fetch: isTrue(fetch)}),
});

const sessionOf = (user: string, rows: (kind: string) => readonly Row[]): NonNullable<Facts['session']> => {
	const from = rows('active').findLast(([, name, via]) => name === user && via === 'ssh')?.[3];
	// A link-local address may come with its zone.
	const address = from === undefined ? undefined : parseIp(from.replace(/%.*/, ''));
	return {user, policies: listOf(rows('group')[0]?.[1]).filter((policy) => !policy.startsWith('!')), ...(address === undefined ? {} : {from: address})};
};

const refuse = (version: string): AppError =>
	new AppError('release-too-old', `The router runs RouterOS ${display(version)}; 7.9 or later is needed.`, {hint: 'Upgrade it: /system package update install'});

const readSystem = async (transport: Transport, signal: AbortSignal | undefined): Promise<{readonly row: Row; readonly release: Release}> => {
	const {output} = await transport.exec(first, {...(signal === undefined ? {} : {signal})});
	const row = recordsOf(output.replaceAll('\r', '')).find(([kind]) => kind === 'system');
	if (row === undefined) {
		// RouterOS 6 has no slash paths: it answers, but not this.
		const old = /version: (6\.[\d.]+)/.exec((await transport.exec('/system resource print')).output)?.[1];
		throw old === undefined ? new AppError('not-routeros', 'The device answers SSH, but not as RouterOS does.', {hint: 'Check the address and port.'}) : refuse(old);
	}

	const release = parseRelease(row[1] ?? '');
	if (release === undefined || compareReleases(release, oldest) < 0) {
		throw refuse(row[1] ?? '');
	}

	return {row, release};
};

/** Reads what a router is: one form for all releases, a few lines, nothing is changed. */
export const discover = async (transport: Transport, options: {readonly user?: string; readonly signal?: AbortSignal} = {}): Promise<Facts> => {
	const {row, release} = await readSystem(transport, options.signal);
	// The login name may carry console parameters behind a plus sign.
	const user = options.user?.split('+', 1)[0];
	const safeUser = user !== undefined && /^[\w.@-]+$/.test(user) ? user : undefined;
	const stop = options.signal === undefined ? {} : {signal: options.signal};
	const found = (await Promise.all(lines(release, safeUser).map(async (line) => recordsOf(await run(transport, line, 'to tell what it is', stop))))).flat();

	const rows = (kind: string): readonly Row[] => found.filter((one) => one[0] === kind);
	const lists = new Map<string, string[]>(rows('list').map(([, name = '']) => [name, []]));
	for (const [, list = '', name = '', disabled] of rows('member')) {
		if (!isTrue(disabled)) {
			lists.set(list, [...(lists.get(list) ?? []), name]);
		}
	}

	// A list of interfaces stands for its members (console trees).
	const vrfs = rows('vrf').map(([, name = '', interfaces]) => ({name, interfaces: listOf(interfaces).flatMap((one) => lists.get(one) ?? [one])}));
	const builtIn = vrfs.findIndex(({name}) => name === 'main');
	const [dns] = rows('dns');
	const hasFasttrack = (family: string): boolean => rows('fasttrack').some(([, which, count]) => which === family && Number(count) > 0);
	const [deviceMode] = rows('device-mode');
	const [license] = rows('license');
	const freeSpace = Number(row[4]);
	return {
		source: 'router',
		release,
		version: row[1] ?? '',
		identity: row[5] ?? '',
		board: row[2] ?? '',
		architecture: row[3] ?? '',
		serial: [rows('board')[0]?.[1], license?.[1], license?.[2]].find((text) => text !== undefined && text !== '') ?? '',
		interfaces: rows('interface').map(readInterface),
		interfaceLists: Object.fromEntries(lists),
		addresses: rows('address').flatMap(readAddress),
		routes: rows('route').flatMap(readRoute),
		// The built-in one takes all interfaces: one behind it gets none.
		vrfs: builtIn < 0 ? vrfs : vrfs.slice(0, builtIn),
		wireguardPeers: rows('peer').map(readPeer),
		connectionMarks: [...rows('mark-ip').flatMap(readMark(4)), ...rows('mark-ipv6').flatMap(readMark(6))],
		timeServers: listOf(rows('time')[0]?.[1]),
		clients: (['dhcp', 'dhcp6', 'pppoe', 'lte'] as const).flatMap((kind) => rows(kind).map(([, name = '', script = '']) => ({kind, name, ...(script === '' ? {} : {script})}))),
		announced: rows('nd').flatMap(([, name = 'all', comment = '']) => (name === 'all' || comment.startsWith('detour') ? [] : [name])),
		rpFilter: rows('ip')[0]?.[1] ?? '',
		ipsecDestinations: rows('ipsec').flatMap(([, destination = '', action = '']) => (['', 'encrypt'].includes(action) ? (parsePrefix(destination) ?? []) : [])),
		ipv6Enabled: !isTrue(rows('ipv6')[0]?.[1]),
		dns: {servers: [...listOf(dns?.[1]), ...listOf(dns?.[2])], allowRemoteRequests: isTrue(dns?.[3])},
		fasttrack: {4: hasFasttrack('4'), 6: hasFasttrack('6')},
		...(safeUser === undefined ? {} : {session: sessionOf(safeUser, rows)}),
		...(deviceMode === undefined ? {} : {deviceMode: readDeviceMode(deviceMode)}),
		...(Number.isFinite(freeSpace) && row[4] !== '' ? {freeSpace} : {}),
	};
};
