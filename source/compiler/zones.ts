import type {Diagnostic} from '../diagnostics/index.js';
import {error} from '../diagnostics/index.js';
import type {Family, Prefix} from '../net/index.js';
import {addressFamily, addressOf, hostPrefix, mergePrefixes, networkOf, prefixContains, prefixLength} from '../net/index.js';
import type {Zone} from '../policy/index.js';
import {defaultRouteInterfaces, partOf} from '../policy/index.js';
import type {Context} from './context.js';
import {interfaceOf, menuOf, named, rangeText} from './context.js';
import {interfaceList, member} from './interfaces.js';
import {addressRows} from './lists.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';
import {seenAs} from './vrfs.js';

/** Ids of what all zones share: the ways to the Internet, the networks that are not trusted, what those may do with the router, and who fell into a trap. */
const shared = {ways: 'all.ways', zones: 'all.zones', basics: 'all.basics', caught: 'all.caught', near: 'all.near', names: 'all.names'} as const;

/** What is behind a line and not the Internet: a modem's own pages, the router of a house in front of this one. */
const near: Readonly<Record<Family, readonly string[]>> = {4: ['10.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'], 6: ['fc00::/7']};

type Row = Omit<Own, 'menu' | 'family' | 'place'> & Pick<Partial<Own>, 'place'>;

const first = {kind: 'first'} as const;
const notOngoing = {'connection-state': '!established,related'};
const refused = {action: 'reject', 'reject-with': 'icmp-admin-prohibited'};

/** Where the Internet is: lines of `main`, what the list `WAN` says, and every uplink of the profile. */
const waysOut = (context: Context): readonly string[] => {
	const {document, facts} = context;
	const inside = new Set([...document.networks, ...document.zoning.zones].flatMap(({interfaces}) => interfaces));
	return [
		...new Set([...defaultRouteInterfaces(facts), ...(facts.interfaceLists.WAN ?? []), ...document.uplinks.flatMap((uplink) => seenAs(context, interfaceOf(context, uplink)))]),
	].filter((name) => !inside.has(name));
};

const isAsked = ({document: {zoning}}: Context): boolean => zoning.zones.length + zoning.traps.length > 0;

/** Interface lists of zones and of the ways to the Internet. */
export const zoneLists = (context: Context): readonly Own[] => {
	const {zones} = context.document.zoning;
	return [
		...(isAsked(context)
			? [
					interfaceList(context, shared.ways, 'ways to the Internet', 'What leads outside, by whichever line or tunnel.', 'Rules would hold for one line and not for the next.'),
					...waysOut(context).map((name) => member(context, shared.ways, name, `${name} leads outside.`, `What goes or comes by ${name} would be taken for local.`)),
				]
			: []),
		...(zones.length === 0
			? []
			: [
					interfaceList(context, shared.zones, 'networks that are not trusted', 'Hosts of these networks open connections only where they may.', 'They could reach everybody.'),
					...zones.flatMap(({interfaces, title}) =>
						interfaces.map((name) => member(context, shared.zones, name, `${name} belongs to ${title}.`, `Hosts behind ${name} could reach everybody.`)),
					),
				]),
		...zones.flatMap((zone) => [
			interfaceList(context, zone.id, zone.title, `The networks of ${zone.title}.`, 'Its rules would hold for nobody.'),
			...zone.interfaces.map((name) => member(context, zone.id, name, `${name} belongs to ${zone.title}.`, `Hosts behind ${name} could reach everybody.`)),
		]),
	];
};

const resolversOf = ({document}: Context, family: Family): readonly Prefix[] => document.zoning.resolvers.map(hostPrefix).filter((prefix) => addressFamily(prefix) === family);

/** Every connection that a zone's hosts open elsewhere than they may; port forwards of the user's own stay open. */
const keptIn = (context: Context, zone: Zone, family: Family): Row => ({
	id: zone.id,
	role: 'kept-in',
	properties: {
		chain: 'forward',
		...(resolversOf(context, family).length === 0 ? refused : {action: 'jump', 'jump-target': named(context, shared.names)}),
		'in-interface-list': named(context, zone.id),
		...(zone.internet ? {'out-interface-list': `!${named(context, shared.ways)}`} : {}),
		...notOngoing,
		'connection-nat-state': '!dstnat',
	},
	place: first,
	note: zone.internet ? `${zone.title}: the Internet and no more` : `${zone.title}: nobody`,
	why: zone.internet
		? `Hosts of ${zone.title} open connections to the Internet only. Others reach them, and get answers.`
		: `Hosts of ${zone.title} open no connections at all. Others reach them, and get answers.`,
	without: 'One of them, once broken into, would reach every computer of the house.',
});

/** Resolvers of the house in networks that zones do not reach: questions for names, and nothing else, are handed back to the user's own rules. */
const namesOnly = (context: Context): readonly Row[] => {
	const chain = named(context, shared.names);
	return [
		...(['udp', 'tcp'] as const).map(
			(protocol): Row => ({
				id: shared.names,
				role: `return-${protocol}`,
				properties: {chain, action: 'return', protocol, 'dst-port': '53', 'dst-address-list': chain},
				note: 'names, of resolvers of yours',
				why: 'Hosts that are not trusted ask this resolver for names: your own rules decide on that as before.',
				without: 'Hosts that are told of this resolver would have no names, and so no Internet.',
			}),
		),
		{
			id: shared.names,
			role: 'refuse',
			properties: {chain, ...refused},
			note: 'nobody else of the house',
			why: 'Nothing else of other networks is for hosts that are not trusted.',
			without: 'One of them, once broken into, would reach every computer of the house.',
		},
	];
};

/** Resolvers that zones may ask. */
export const zoneResolvers = (context: Context): readonly Own[] =>
	context.document.zoning.zones.length === 0
		? []
		: context.families.flatMap((family) =>
				addressRows(context, shared.names, family, resolversOf(context, family), {
					note: 'a resolver for zones',
					why: 'Hosts that are not trusted may ask it for names.',
					without: 'They would have no names where they are told of it.',
				}),
			);

/**
 * Questions for names pass: where no other resolver is set, the router hands out those that its own lines told it of
 * (manual, DHCP server, `dns-none`), and behind a modem or another router that is the private address of that one.
 */
const keptFromNear = (context: Context): readonly Row[] => {
	const chain = named(context, shared.near);
	return [
		{
			id: shared.near,
			role: 'jump',
			properties: {
				chain: 'forward',
				action: 'jump',
				'jump-target': chain,
				'in-interface-list': named(context, shared.zones),
				'out-interface-list': named(context, shared.ways),
				'dst-address-list': named(context, shared.near),
				...notOngoing,
				'connection-nat-state': '!dstnat',
			},
			place: first,
			note: 'private addresses beyond a line',
			why: 'Private addresses beyond a line are not the Internet: there are the pages of modems, and whatever is between them and this router.',
			without: 'A guest could log in at the modem, often with the password on its label.',
		},
		...(['udp', 'tcp'] as const).map(
			(protocol): Row => ({
				id: shared.near,
				role: `return-${protocol}`,
				properties: {chain, action: 'return', protocol, 'dst-port': '53'},
				note: 'names, of whichever resolver',
				why: 'A modem may be the resolver that hosts are told of: your own rules decide on questions for names as before.',
				without: 'Hosts that ask a modem for names would have no Internet.',
			}),
		),
		{
			id: shared.near,
			role: 'kept-out',
			properties: {chain, ...refused},
			note: 'no modem, no router in front',
			why: 'Nothing else of what is there is for hosts that are not trusted.',
			without: 'A guest could log in at the modem, often with the password on its label.',
		},
	];
};

/** Addresses that are never the Internet, for zones that may go there. */
export const nearLists = (context: Context): readonly Own[] =>
	context.document.zoning.zones.some(({internet}) => internet)
		? context.families.flatMap((family) =>
				near[family].map(
					(address): Own => ({
						id: `${partOf(shared.near)}.${keyPart(address)}`,
						role: 'near',
						family,
						menu: menuOf(family, 'firewall/address-list'),
						properties: {list: named(context, shared.near), address},
						note: 'not the Internet',
						why: `${address} is on no public network, whichever line it is behind.`,
						without: 'What is behind a line would pass for the Internet.',
					}),
				),
			)
		: [];

/** What no host can do without: names, time, an address, ICMP. It is handed back to the user's own rules, not let in. */
const basics: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
	['icmp', {protocol: 'icmp'}],
	['udp', {protocol: 'udp', 'dst-port': '53,67,123,547'}],
	['tcp', {protocol: 'tcp', 'dst-port': '53'}],
];

const routerOnly = (context: Context, family: Family): readonly Row[] => {
	const chain = named(context, shared.basics);
	return [
		{
			id: shared.basics,
			role: 'jump',
			properties: {chain: 'input', action: 'jump', 'jump-target': chain, 'in-interface-list': named(context, shared.zones), ...notOngoing},
			place: first,
			note: 'what zones want of the router',
			why: 'What hosts that are not trusted want of the router is looked at before any rule of your own.',
			without: 'A rule of yours that lets the whole house in would let them manage the router.',
		},
		...basics.map(
			([role, properties]): Row => ({
				id: shared.basics,
				role: `return-${role}`,
				properties: {chain, action: 'return', ...properties, ...(role === 'icmp' && family === 6 ? {protocol: 'icmpv6'} : {})},
				note: 'what no host can do without',
				why: 'Names, time, addresses and ICMP: your own rules decide on these as before.',
				without: 'Hosts would have no names and no address.',
			}),
		),
		{
			id: shared.basics,
			role: 'refuse',
			properties: {chain, ...refused},
			note: 'nothing else of the router',
			why: 'Whoever is not trusted does not manage the router.',
			without: 'Its login would be open to every gadget.',
		},
	];
};

/** A while as the router writes it. */
const whileText = (seconds: number): string => (seconds % 604_800 === 0 ? `${seconds / 604_800}w` : seconds % 86_400 === 0 ? `${seconds / 86_400}d` : `${seconds / 3600}h`);

const trapped = (context: Context): readonly Row[] => {
	const suspects = {'in-interface-list': named(context, shared.ways), 'src-address-list': named(context, shared.caught), 'connection-state': 'new'};
	const {traps} = context.document.zoning;
	return traps.length === 0
		? []
		: [
				...(['input', 'forward'] as const).map(
					(chain): Row => ({
						id: shared.caught,
						role: `drop-${chain}`,
						properties: {chain, action: 'drop', ...suspects},
						place: first,
						note: 'who fell into a trap',
						why: 'Who tried a trap opens no more connections for a while. Answers to your own connections are not touched, so a forged sender cuts nobody off.',
						without: 'Scanners would go on to the next port.',
					}),
				),
				...traps.map(
					({id, ports, seconds}): Row => ({
						id,
						role: 'trap',
						properties: {
							chain: 'input',
							action: 'add-src-to-address-list',
							'address-list': named(context, shared.caught),
							'address-list-timeout': whileText(seconds),
							protocol: 'tcp',
							'dst-port': ports.map(rangeText).join(','),
							'in-interface-list': named(context, shared.ways),
							'connection-state': 'new',
							log: 'yes',
							'log-prefix': 'detour-trap',
						},
						place: first,
						note: 'ports that only scanners try',
						why: 'Nobody outside has any business with these ports of the router: who tries one is listed for a while, and logged once, since the rules above drop what follows.',
						without: 'You would not know who knocks.',
					}),
				),
			];
};

const bannedRows = (context: Context, family: Family): readonly Row[] =>
	context.document.zoning.bans
		.filter(({prefixes}) => prefixes.some((prefix) => addressFamily(prefix) === family))
		.flatMap(({id, title}) => {
			const [from, to] = [{'src-address-list': named(context, id)}, {'dst-address-list': named(context, id)}];
			const words = {place: first, without: 'A way with fewer rules than the others would be the way around.'};
			return [
				{
					...words,
					id,
					role: 'from',
					properties: {chain: 'forward', action: 'drop', ...from},
					note: `nothing from ${title}`,
					why: `What comes from ${title} for your hosts ends here, by whichever way it came.`,
				},
				{
					...words,
					id,
					role: 'to',
					properties: {chain: 'forward', ...refused, ...to},
					note: `nothing to ${title}`,
					why: `What your hosts send to ${title} is refused, by whichever way it would leave.`,
				},
				{...words, id, role: 'at', properties: {chain: 'input', action: 'drop', ...from}, note: `nothing from ${title}`, why: `What comes from ${title} for the router ends here.`},
				{...words, id, role: 'own', properties: {chain: 'output', action: 'drop', ...to}, note: `nothing to ${title}`, why: `The router itself sends nothing to ${title}.`},
			];
		});

/** Bans first, then traps, then zones: before any rule that accepts, and whatever line, tunnel or mark a packet has. */
export const zoneFilter = (context: Context): readonly Own[] =>
	context.families.flatMap((family) => {
		const {zones} = context.document.zoning;
		return [
			...bannedRows(context, family),
			...trapped(context),
			...zones.map((zone) => keptIn(context, zone, family)),
			...(zones.some(({internet}) => internet) ? keptFromNear(context) : []),
			...(zones.length === 0 ? [] : routerOnly(context, family)),
			...(zones.length === 0 || resolversOf(context, family).length === 0 ? [] : namesOnly(context)),
		].map((row): Own => ({...row, family, menu: menuOf(family, 'firewall/filter'), place: row.place ?? {kind: 'last'}}));
	});

/** Banned addresses, canonical and merged. */
export const banLists = (context: Context): readonly Own[] =>
	context.document.zoning.bans.flatMap(({id, title, prefixes}) =>
		context.families.flatMap((family) =>
			mergePrefixes(prefixes.filter((prefix) => addressFamily(prefix) === family)).map((prefix): Own => {
				const address = family === 4 && prefixLength(prefix) === 32 ? addressOf(prefix) : prefix;
				return {
					id: `${partOf(id)}.${keyPart(address)}`,
					role: 'banned',
					family,
					menu: menuOf(family, 'firewall/address-list'),
					properties: {list: named(context, id), address},
					note: title,
					why: `${address} is banned.`,
					without: 'Packets to and from it would pass.',
				};
			}),
		),
	);

/** Banning one's own networks or a next hop would lock people out; zones need to know where the Internet is. */
export const zoneProblems = (context: Context): readonly Diagnostic[] => {
	const {document, facts} = context;
	const needsWays = document.zoning.traps.length > 0 || document.zoning.zones.some(({internet}) => internet);
	return [
		...document.zoning.bans.flatMap(({id, prefixes}) =>
			prefixes.flatMap((prefix) =>
				facts.addresses
					.map(({address}) => networkOf(address))
					.filter((network) => prefixContains(prefix, network) || prefixContains(network, prefix))
					.slice(0, 1)
					.map((network) =>
						error('ban-is-local', `${prefix} and the router's own network ${network} overlap.`, {
							hint: 'Ban what is beyond the router; networks are kept apart by zones.',
							field: id,
						}),
					),
			),
		),
		...(needsWays && waysOut(context).length === 0
			? [error('no-way-out', 'No line to the Internet is known, so nobody could be let out to it.', {hint: 'Connect the line first, or put it into the interface list WAN.'})]
			: []),
	];
};
