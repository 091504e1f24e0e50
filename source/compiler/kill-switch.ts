import type {Diagnostic} from '../diagnostics/index.js';
import {error} from '../diagnostics/index.js';
import type {ClientFacts} from '../facts/index.js';
import type {Family} from '../net/index.js';
import {addressFamily, hostPrefix, parseIp} from '../net/index.js';
import type {KillSwitch, Uplink} from '../policy/index.js';
import {defaultRouteInterfaces, partOf} from '../policy/index.js';
import type {Menu, Properties} from '../routeros/model/index.js';
import type {Context} from './context.js';
import {interfaceOf, matchersOf, menuOf, named, shared, treatmentOf} from './context.js';
import {dnsProtocols} from './dns.js';
import type {Adjustment} from './fragment.js';
import {interfaceList, member} from './interfaces.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';

type Row = Omit<Own, 'menu' | 'family'>;

/** Chains, lists and the mark of the kill switch, by what they are for. */
const ids = {lines: 'all.lines', ends: 'all.ends', hosts: 'all.kill', own: 'all.own', cameIn: 'all.in'} as const;

type Kill = KillSwitch & {readonly through: Uplink};

const killOf = ({document}: Context): readonly Kill[] =>
	document.killSwitches.slice(0, 1).flatMap((one) => document.uplinks.filter(({id}) => id === one.uplink).map((through) => ({...one, through})));

/** Interfaces that dial or that a line is leased on, also while it is down. */
const dials = /^(?:pppoe-out|ppp-out|lte)/;

/** Every line to the Internet beside the uplink: those in use, those that could be, and what the router's own list `WAN` says. */
const linesOf = ({document, facts, ...rest}: Context, {through}: Kill): readonly string[] => {
	const local = new Set([...document.networks.flatMap(({interfaces}) => interfaces), interfaceOf({document, facts, ...rest}, through)]);
	return [
		...new Set([
			...defaultRouteInterfaces(facts),
			...(facts.interfaceLists.WAN ?? []),
			...(facts.clients ?? []).flatMap(({kind, name}) => (kind === 'lte' ? [] : [name])),
			...facts.interfaces.filter(({type}) => dials.test(type)).map(({name}) => name),
		]),
	].filter((name) => !local.has(name));
};

/** A kill switch that knows no line would close none. */
export const killSwitchProblems = (context: Context): readonly Diagnostic[] =>
	killOf(context)
		.filter((kill) => linesOf(context, kill).length === 0)
		.map(({id}) =>
			error('no-line-known', 'No line to the Internet is known on this router, so none could be closed.', {
				hint: 'Put the interfaces of your lines into the interface list WAN.',
				field: id,
			}),
		);

/** A name can be an address of either family. */
const isOfFamily = (host: string, family: Family): boolean => {
	const address = parseIp(host);
	return address === undefined || addressFamily(address) === family;
};

export const killSwitchLists = (context: Context): readonly Own[] =>
	killOf(context).flatMap((kill) => [
		interfaceList(
			context,
			ids.lines,
			'lines that nothing may leave by',
			`Every line to the Internet beside ${kill.through.title}. What is let out by them is let out by a rule of its own.`,
			'No rule would know which ways are closed.',
		),
		...linesOf(context, kill).map((name) =>
			member(context, ids.lines, name, `${name} leads to the Internet past ${kill.through.title}.`, `Whatever is not marked would leave by ${name}.`),
		),
		...context.families.flatMap((family) =>
			kill.farEnds
				.filter(({host}) => isOfFamily(host, family))
				.filter(({host}, index, all) => all.findIndex((other) => other.host === host) === index)
				.map(
					({host}): Own => ({
						id: `${partOf(kill.id)}.${keyPart(host)}`,
						role: 'far-end',
						family,
						menu: menuOf(family, 'firewall/address-list'),
						properties: {list: named(context, ids.ends), address: host},
						note: 'far end of a tunnel',
						why: `Packets to ${host} carry a tunnel: they are the one thing that has to go by a line.`,
						without: 'The tunnel would never come up.',
					}),
				),
		),
	]);

/** What the router itself may send by a line, as matchers. */
const exceptions = (context: Context, {farEnds, lookup}: Kill, family: Family): readonly {readonly key: string; readonly what: string; readonly properties: Properties}[] => {
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
	];
};

const bypassed = (context: Context, chain: string, role = 'local'): Row => ({
	id: chain,
	role,
	properties: {chain: named(context, chain), action: 'return', 'dst-address-list': named(context, shared.bypass)},
	note: 'local traffic stays local',
	why: 'Networks that the router reaches by itself, the one of a modem among them, are not the Internet.',
	without: 'The router could not even talk to the next hop of a line.',
});

const cameIn = (context: Context, chain: string): Row => ({
	id: chain,
	role: 'came-in',
	properties: {chain: named(context, chain), action: 'return', 'connection-mark': named(context, ids.cameIn)},
	note: 'answers to what came in',
	why: 'Whoever came in by a line, to a port that you forward or to the router, is answered by it.',
	without: 'Port forwards and remote access over your lines would be dead.',
});

/** What other policies send another way on purpose. */
const otherWays = (context: Context, {through}: Kill, chain: string): readonly Row[] =>
	context.document.uplinks
		.filter(({id}) => id !== through.id)
		.map(({id, title}) => ({
			id,
			role: `${chain.slice(chain.indexOf('.') + 1)}-way`,
			properties: {chain: named(context, chain), action: 'return', 'connection-mark': named(context, id), 'out-interface-list': named(context, id)},
			note: `goes by ${title}`,
			why: `What a policy sends by ${title} may leave by it.`,
			without: 'The other policies of this router would not work.',
		}));

const noQuestions = (context: Context, chain: string, properties: Properties): readonly Row[] =>
	dnsProtocols.map((protocol) => ({
		id: chain,
		role: `no-dns-${protocol}`,
		properties: {chain: named(context, chain), protocol, 'dst-port': '53', ...properties},
		note: 'no questions for names by a line',
		why: 'A modem or the provider’s resolver is near, but it tells the provider every name that is asked for.',
		without: 'Questions to such a resolver would pass for local traffic.',
	}));

/** The refusal that browsers take as "try the other address family at once". */
const refused = (family: Family): Properties => ({action: 'reject', 'reject-with': family === 4 ? 'icmp-network-unreachable' : 'icmp-no-route'});

/** Hosts, by where packets come from and not by their marks: a network to come, and a packet that nothing marked, are closed too (law L6). */
const hosts = (context: Context, kill: Kill, family: Family): readonly Row[] => {
	const {through} = kill;
	const policies = context.document.policies;
	const everything = policies.findIndex(({uplink, selector}) => uplink === through.id && selector.to.length + selector.from.length === 0);
	return [
		{
			id: ids.hosts,
			role: 'jump',
			properties: {
				chain: 'forward',
				action: 'jump',
				'jump-target': named(context, ids.hosts),
				'in-interface-list': `!${named(context, ids.lines)}`,
				'out-interface-list': named(context, ids.lines),
			},
			place: {kind: 'first'},
			note: 'whatever is about to leave by a line',
			why: `The kill switch: whatever comes from anywhere but a line and is about to leave by one is looked at here, before any rule that accepts it.`,
			without: `Everything that routing does not send through ${through.title} would leave by your line.`,
		},
		cameIn(context, ids.hosts),
		...otherWays(context, kill, ids.hosts),
		...policies.slice(0, everything < 0 ? policies.length : everything).flatMap((policy) => {
			const treatment = treatmentOf(context, policy, family);
			const isOurs = policy.uplink === through.id;
			return treatment === 'excepted' || (isOurs && treatment !== 'none')
				? matchersOf(context, policy, family).map(
						({key, properties}): Row => ({
							id: policy.id,
							role: key === '' ? 'kill' : `kill-${key}`,
							properties: {chain: named(context, ids.hosts), ...(isOurs ? refused(family) : {action: 'return'}), 'in-interface-list': named(context, shared.lan), ...properties},
							note: policy.title,
							why: isOurs ? `“${policy.title}”: by no other way.` : `An exception that you made: “${policy.title}”.`,
							without: isOurs ? 'An exception below would let it out.' : 'The exception would be routed right and then refused.',
						}),
					)
				: [];
		}),
		...noQuestions(context, ids.hosts, refused(family)),
		bypassed(context, ids.hosts),
		{
			id: ids.hosts,
			role: 'refuse',
			properties: {chain: named(context, ids.hosts), ...refused(family)},
			note: 'nothing leaves past the tunnel',
			why: `Everything else ends here: with ${through.title} down, switched off or removed, with a rule or a route missing, from a network that was added later.`,
			without: 'A mistake anywhere else would be a leak.',
		},
	];
};

/** Connections that were open before the switch have no mark; what the router answers on them has a port of its services. */
const servicePorts = '1-32767';

/** The router itself. */
const own = (context: Context, kill: Kill, family: Family): readonly Row[] => {
	const {through} = kill;
	const chain = named(context, ids.own);
	return [
		{
			id: ids.own,
			role: 'jump',
			properties: {
				chain: 'output',
				action: 'jump',
				'jump-target': chain,
				...(through.carries[family] ? {'connection-mark': `!${named(context, through.id)}`} : {}),
				'out-interface-list': named(context, ids.lines),
			},
			place: {kind: 'first'},
			note: 'what the router sends by a line',
			why: `What the router itself sends goes through ${through.title} or is looked at here.`,
			without: 'The router’s own questions for names, updates and calls home would leave by your line.',
		},
		cameIn(context, ids.own),
		...otherWays(context, kill, ids.own),
		...dnsProtocols.map((protocol) => ({
			id: ids.own,
			role: `answer-${protocol}`,
			properties: {chain, action: 'return', 'connection-state': 'established,related', 'connection-mark': 'no-mark', protocol, 'src-port': servicePorts},
			note: 'answers on older connections',
			why: 'Who was connected to the router when the switch was turned on stays connected.',
			without: 'Turning it on from afar would cut you off.',
		})),
		...exceptions(context, kill, family).map(
			({key, what, properties}): Row => ({
				id: ids.own,
				role: `let-${key}`,
				properties: {chain, action: 'return', ...properties},
				note: 'what the router must send by a line',
				why: `Let out by a line: ${what}.`,
				without: 'The tunnel might never come up again.',
			}),
		),
		...noQuestions(context, ids.own, {action: 'drop'}),
		bypassed(context, ids.own),
		{
			id: ids.own,
			role: 'drop',
			properties: {chain, action: 'drop'},
			note: 'the router does not leak either',
			why: 'Nothing else of the router’s own leaves by a line.',
			without: 'The router would give away what its hosts do: the names that they ask for.',
		},
	];
};

const placed =
	(family: Family, menu: string) =>
	(row: Row): Own => ({...row, family, menu: menuOf(family, menu), place: row.place ?? {kind: 'last'}});

/** The closed lines, in both families, for hosts and for the router itself. */
export const killSwitchFilter = (context: Context): readonly Own[] =>
	killOf(context).flatMap((kill) => context.families.flatMap((family) => [...hosts(context, kill, family), ...own(context, kill, family)].map(placed(family, 'firewall/filter'))));

const firstPacket: Properties = {'connection-state': 'new', 'connection-mark': 'no-mark'};

/** The router's own connections, into the tunnel. These stand above the rows that route what is marked. */
export const killSwitchOwn = (context: Context): readonly Own[] =>
	killOf(context).flatMap((kill) =>
		context.families
			.filter((family) => kill.through.carries[family])
			.flatMap((family) => {
				const chain = named(context, ids.own);
				const rows: readonly Row[] = [
					{
						id: ids.own,
						role: 'enter',
						properties: {chain: 'output', action: 'jump', 'jump-target': chain, ...firstPacket, 'out-interface-list': named(context, ids.lines)},
						place: {kind: 'first'},
						note: 'what the router would send by a line',
						why: `New connections of the router itself are to go through ${kill.through.title}, too.`,
						without: 'They would be dropped by the kill switch: no updates, no names.',
					},
					...exceptions(context, kill, family).map(
						({key, what, properties}): Row => ({
							id: ids.own,
							role: `but-${key}`,
							properties: {chain, action: 'return', ...properties},
							note: 'not through the tunnel',
							why: `Not through the tunnel: ${what}.`,
							without: 'The tunnel would lead into itself.',
						}),
					),
					bypassed(context, ids.own, 'but-local'),
					{
						id: ids.own,
						role: 'mark',
						properties: {chain, action: 'mark-connection', ...firstPacket, 'new-connection-mark': named(context, kill.through.id), passthrough: 'yes'},
						note: 'the router itself, into the tunnel',
						why: `What is left of the router’s own connections goes through ${kill.through.title}.`,
						without: 'They would be dropped by the kill switch.',
					},
				];
				return rows.map(placed(family, 'firewall/mangle'));
			}),
	);

/** What comes in by a line is remembered, so that its answers are let out by it. Below the rows of uplinks that are lines. */
export const killSwitchAnswers = (context: Context): readonly Own[] =>
	killOf(context).flatMap(() =>
		context.families.map((family) =>
			placed(
				family,
				'firewall/mangle',
			)({
				id: ids.cameIn,
				role: 'mark',
				properties: {
					chain: 'prerouting',
					action: 'mark-connection',
					'in-interface-list': named(context, ids.lines),
					...firstPacket,
					'new-connection-mark': named(context, ids.cameIn),
					passthrough: 'yes',
				},
				place: {kind: 'first'},
				note: 'came in by a line',
				why: 'Connections that come in by a line are remembered: their answers are the only thing of your hosts that the kill switch lets out.',
				without: 'Port forwards and remote access over your lines would be dead.',
			}),
		),
	);

/** Names that have to be known before the tunnel is up are asked for where that is possible: by a line. */
export const killSwitchNames = (context: Context): readonly Own[] =>
	killOf(context).flatMap(({id, lookup}) =>
		lookup === undefined
			? []
			: lookup.names.map(
					(name): Own => ({
						id: `${partOf(id)}.${keyPart(name)}`,
						role: 'lookup',
						family: 4,
						menu: '/ip/dns/static',
						properties: {name, type: 'FWD', 'forward-to': lookup.resolver},
						place: {kind: 'last'},
						note: 'asked by the line',
						why: `The tunnel is not up before ${name} is known, so ${lookup.resolver} is asked for it by the line, and for nothing else.`,
						without: 'The question would wait for the tunnel, and the tunnel for the answer.',
					}),
				),
	);

/** Where each kind of client keeps whether it takes the line's resolvers along. */
const clientMenus: Readonly<Record<Exclude<ClientFacts['kind'], 'lte'>, readonly [Menu, string]>> = {
	dhcp: ['/ip/dhcp-client', 'interface'],
	dhcp6: ['/ipv6/dhcp-client', 'interface'],
	pppoe: ['/interface/pppoe-client', 'name'],
};

/** The router asks resolvers beyond the tunnel, and none that a line brings along: those are used at times even beside others (manual, DNS). */
export const killSwitchAdjustments = (context: Context): readonly Adjustment[] =>
	killOf(context).flatMap(({upstream, through}) => [
		...(upstream.length === 0
			? []
			: [
					{
						menu: '/ip/dns' as const,
						find: {},
						set: {servers: upstream.join(',')},
						why: `The router asks ${upstream.join(' and ')} through ${through.title}; your provider's resolver would be told every name, or not answer from there.`,
					},
				]),
		...(context.facts.clients ?? []).flatMap(({kind, name}): readonly Adjustment[] => {
			if (kind === 'lte') {
				return [];
			}

			const [menu, by] = clientMenus[kind];
			return [
				{menu, find: {[by]: name}, set: {'use-peer-dns': 'no'}, why: `The resolvers that the line on ${name} brings along are not asked any more: they are your provider's.`},
			];
		}),
	]);

/** What the router still sends by a line, in words. */
export const killSwitchExceptions = (context: Context): readonly string[] =>
	killOf(context).flatMap((kill) => [...new Set(context.families.flatMap((family) => exceptions(context, kill, family).map(({what}) => what)))]);
