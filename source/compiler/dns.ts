import type {Family} from '../net/index.js';
import {addressFamily} from '../net/index.js';
import {partOf} from '../policy/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {menuOf, named, neededLists, shared, treatmentOf, uplinkOf} from './context.js';
import type {Adjustment} from './fragment.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';
import {outsideInterfaces} from './surroundings.js';

/** Whether names are followed by the DNS server of the router. */
export const isForwarding = ({document}: Context): boolean => document.dns.mode === 'forward' && document.lists.some(({domains}) => domains.length > 0);

/** Whether hosts are answered by the router: so that names are followed, or so that no resolver near a line is asked. */
export const isServing = (context: Context): boolean => isForwarding(context) || (context.document.killSwitches.length > 0 && context.document.dns.redirect);

export const isRedirecting = (context: Context): boolean => isServing(context) && context.document.dns.redirect;

const resolverFor = (context: Context, list: string): string | undefined => {
	const policy = context.document.policies.find((one) => one.selector.to.includes(list) && context.families.some((family) => treatmentOf(context, one, family) === 'routed'));
	return policy === undefined ? undefined : uplinkOf(context, policy)?.resolver;
};

/** Forwarding entries: whoever asks the router for a listed name has the answer's addresses in the list before the answer. */
export const forwarders = (context: Context): readonly Own[] => {
	const lists = [...new Set(context.families.flatMap((family) => neededLists(context, family)))];
	return isForwarding(context)
		? lists.flatMap((list) =>
				list.domains.map(({name, subdomains, label}): Own => {
					const resolver = resolverFor(context, list.id);
					return {
						id: `${partOf(list.id)}.${keyPart(name)}`,
						role: 'name',
						family: 4,
						menu: '/ip/dns/static',
						properties: {
							name,
							type: 'FWD',
							...(subdomains ? {'match-subdomain': 'yes'} : {}),
							...(resolver === undefined ? {} : {'forward-to': resolver}),
							'address-list': named(context, list.id),
						},
						place: {kind: 'last'},
						note: label ?? list.title,
						why: `When a host asks for ${name}${subdomains ? ' or a name below it' : ''}, every address in the answer joins the list, IPv4 and IPv6${label === undefined ? '' : ` (${label})`}.`,
						without: `Traffic to ${name} would go as before.`,
					};
				}),
			)
		: [];
};

/** As the router writes it: `1h`, `90m` as `1h30m`. */
const duration = (seconds: number): string => {
	const parts = [
		[Math.floor(seconds / 3600), 'h'],
		[Math.floor(seconds / 60) % 60, 'm'],
		[seconds % 60, 's'],
	] as const;
	return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('') || '0s';
};

/** Settings of the router's DNS server that forwarding needs. */
export const dnsAdjustments = (context: Context): readonly Adjustment[] => {
	if (!isServing(context)) {
		return [];
	}

	return [
		{
			menu: '/ip/dns',
			find: {},
			set: {'allow-remote-requests': 'yes'},
			why: isForwarding(context)
				? 'The router must answer the DNS questions of your hosts: only the answers that it gives fill the lists.'
				: 'The router must answer the DNS questions of your hosts: it asks through the tunnel, whomever they would have asked.',
		},
		...(isForwarding(context) && behaviours(context.facts.release).dnsExtraTime
			? [
					{
						menu: '/ip/dns' as const,
						find: {},
						set: {'address-list-extra-time': duration(context.document.dns.extraTime)},
						why: 'Hosts use an address longer than the answer is valid: without it addresses leave the list while they are still in use.',
					},
				]
			: []),
	];
};

/** udp and tcp are a pair in everything about DNS. */
export const dnsProtocols = ['udp', 'tcp'] as const;

const isExempted = ({document}: Context, family: Family): boolean => document.dns.exempt.some((address) => addressFamily(address) === family);

/** Matchers that leave resolvers of the LAN out, as senders and as receivers. */
export const exceptResolvers = (context: Context, family: Family): Readonly<Record<string, string>> => {
	const list = `!${named(context, shared.exempt)}`;
	return isExempted(context, family) ? {'src-address-list': list, 'dst-address-list': list} : {};
};

/** Plain DNS to other resolvers is answered by the router, or the lists would not fill. The user's own rules come first. */
export const redirects = (context: Context): readonly Own[] =>
	isRedirecting(context)
		? context.families.flatMap((family) =>
				dnsProtocols.map((protocol) => ({
					id: `all.dns-${protocol}`,
					role: 'redirect',
					family,
					menu: menuOf(family, 'firewall/nat'),
					properties: {
						chain: 'dstnat',
						action: 'redirect',
						protocol,
						'dst-port': '53',
						'in-interface-list': named(context, shared.lan),
						'dst-address-type': '!local',
						...exceptResolvers(context, family),
					},
					place: {kind: 'last'},
					note: 'plain DNS is answered here',
					why: isForwarding(context)
						? 'Hosts with a resolver of their own are answered by the router, so that listed names fill the lists.'
						: 'Hosts with a resolver of their own are answered by the router, which asks through the tunnel.',
					without: 'Hosts that ask elsewhere would pass the tunnel by.',
				})),
			)
		: [];

/**
 * The DNS server is for the networks, whatever the user's rules say of them (a redirected question that is dropped is an
 * outage), and not for the Internet (law L18).
 */
export const dnsAccess = (context: Context): readonly Own[] => {
	const isWanKnown = outsideInterfaces(context).length > 0;
	const rows = [
		{
			role: 'guard',
			properties: {action: 'drop', 'in-interface-list': isWanKnown ? named(context, shared.wan) : `!${named(context, shared.lan)}`},
			note: 'no DNS for the Internet',
			why: 'The DNS server of the router answers hosts, so questions from the Internet are dropped.',
			without: 'Strangers could use the router to attack others.',
		},
		{
			role: 'allow',
			properties: {action: 'accept', 'in-interface-list': named(context, shared.lan)},
			note: 'DNS for your hosts',
			why: isForwarding(context) ? 'Your hosts may ask the router: it is what fills the lists.' : 'Your hosts ask the router, which asks through the tunnel.',
			without: 'Where your rules keep a network from the router, its hosts would have no DNS.',
		},
	];
	return isServing(context)
		? context.families.flatMap((family) =>
				rows.flatMap(({properties, ...row}) =>
					dnsProtocols.map(
						(protocol): Own => ({
							...row,
							id: `all.dns-${protocol}`,
							family,
							menu: menuOf(family, 'firewall/filter'),
							properties: {chain: 'input', protocol, 'dst-port': '53', ...properties},
							place: {kind: 'first'},
						}),
					),
				),
			)
		: [];
};
