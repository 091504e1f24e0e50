import type {Family} from '../net/index.js';
import {addressFamily} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import {partOf} from '../policy/index.js';
import type {Properties} from '../routeros/model/index.js';
import type {Context} from './context.js';
import {matchersOf, menuOf, named, routedFamilies, shared, treatmentOf} from './context.js';
import {dnsProtocols, exceptResolvers, isRedirecting} from './dns.js';
import {mtuOf} from './mtu.js';
import type {Own} from './own.js';

type Row = Omit<Own, 'menu' | 'family'>;

/** A connection is classified once, on its first packet, and never when it carries somebody else's mark (law L3). */
const firstPacket: Properties = {'connection-state': 'new', 'connection-mark': 'no-mark'};

const markConnection = (mark: string): Properties => ({action: 'mark-connection', 'new-connection-mark': mark, passthrough: 'yes'});

const markRouting = (mark: string): Properties => ({action: 'mark-routing', 'connection-mark': mark, 'new-routing-mark': mark, passthrough: 'no'});

const inward = (context: Context, uplink: Uplink): Row => ({
	id: uplink.id,
	role: 'came-in',
	properties: {chain: 'prerouting', 'in-interface-list': named(context, uplink.id), ...firstPacket, ...markConnection(named(context, uplink.id))},
	place: {kind: 'first'},
	note: 'came in by the tunnel',
	why: `Connections that come in by ${uplink.title} are remembered, so that replies go back by it.`,
	without: 'Replies would leave by the default route and be lost.',
});

const jump = (context: Context): Row => ({
	id: shared.chain,
	role: 'jump',
	properties: {
		chain: 'prerouting',
		action: 'jump',
		'jump-target': named(context, shared.chain),
		'in-interface-list': named(context, shared.lan),
		'dst-address-type': '!local',
	},
	place: {kind: 'first'},
	note: 'what your hosts send out',
	why: 'Only packets of your hosts that are not for the router itself are looked at.',
	without: 'No policy would be applied. Without its matchers the router would lose its own traffic and replies into the tunnel.',
});

const returns = (context: Context, family: Family): readonly Row[] => [
	{
		id: shared.bypass,
		role: 'return',
		properties: {chain: named(context, shared.chain), action: 'return', 'dst-address-list': named(context, shared.bypass)},
		note: 'local traffic stays local',
		why: 'Networks that the router reaches by itself are left alone.',
		without: 'A listed destination could swallow local traffic.',
	},
	...(isRedirecting(context)
		? dnsProtocols.map((protocol) => ({
				id: `all.dns-${protocol}`,
				role: 'return',
				properties: {chain: named(context, shared.chain), action: 'return', protocol, 'dst-port': '53', ...exceptResolvers(context, family)},
				note: 'DNS is answered by the router',
				why: 'Marks are set before the redirect happens: a marked question would be routed into the tunnel instead of being answered.',
				without: 'Questions to listed resolvers would be lost.',
			}))
		: []),
];

const classify = (context: Context, family: Family): readonly Row[] =>
	context.document.policies
		.filter((policy) => treatmentOf(context, policy, family) === 'routed')
		.flatMap((policy) =>
			matchersOf(context, policy, family).map(({key, properties}) => ({
				id: policy.id,
				role: key === '' ? 'mark' : `mark-${key}`,
				properties: {chain: named(context, shared.chain), ...firstPacket, ...properties, ...markConnection(named(context, policy.uplink))},
				note: policy.title,
				why: `The first packet of a connection decides: “${policy.title}”.`,
				without: 'These connections would go as before.',
			})),
		);

const route = (context: Context, uplink: Uplink): Row => ({
	id: uplink.id,
	role: 'route',
	properties: {chain: named(context, shared.chain), ...markRouting(named(context, uplink.id))},
	note: 'into the tunnel',
	why: `Every packet that your hosts send on a marked connection is looked up in the table of ${uplink.title}.`,
	without: 'Marked connections would go by the main table.',
});

/** The router's own questions for listed names, and nothing else of its own. */
const resolver = (context: Context, uplink: Uplink, family: Family): readonly Row[] =>
	uplink.resolver === undefined || addressFamily(uplink.resolver) !== family
		? []
		: dnsProtocols.map((protocol) => ({
				id: `${partOf(uplink.id)}.resolver-${protocol}`,
				role: 'mark',
				properties: {
					chain: 'output',
					protocol,
					'dst-port': '53',
					'dst-address': family === 6 ? `${uplink.resolver}/128` : (uplink.resolver ?? ''),
					...firstPacket,
					...markConnection(named(context, uplink.id)),
				},
				place: {kind: 'first'},
				note: 'questions for listed names',
				why: `The router asks ${uplink.resolver} for listed names, and asks through the tunnel: answers fit the place where the tunnel ends.`,
				without: 'The question would leave by the default route: seen by others, and answered for the wrong place.',
			}));

/**
 * Replies of the router itself. An error message (too big, unreachable) about a marked connection carries its mark too:
 * those for local hosts must not go into the tunnel, or path MTU discovery breaks.
 */
const answers = (context: Context, uplink: Uplink): Row => ({
	id: uplink.id,
	role: 'answer',
	properties: {
		chain: 'output',
		'dst-address-list': `!${named(context, shared.bypass)}`,
		'out-interface-list': `!${named(context, shared.lan)}`,
		...markRouting(named(context, uplink.id)),
	},
	place: {kind: 'first'},
	note: 'answers of the router',
	why: 'What the router itself says on a marked connection goes by the tunnel; what it says to local hosts does not.',
	without: 'Answers of the router would leave by the default route.',
});

/** Room for IP and TCP headers (RFC 879, RFC 8200): what a segment must leave free of the tunnel's MTU. */
const headers: Readonly<Record<Family, number>> = {4: 40, 6: 60};

const segments = (context: Context, uplink: Uplink, family: Family): readonly Row[] => {
	const size = mtuOf(uplink, context.facts) - headers[family];
	const syn: Properties = {chain: 'forward', action: 'change-mss', protocol: 'tcp', 'tcp-flags': 'syn', passthrough: 'yes'};
	return [
		{
			id: uplink.id,
			role: 'mss-out',
			properties: {...syn, 'out-interface-list': named(context, uplink.id), 'new-mss': 'clamp-to-pmtu'},
			place: {kind: 'first'},
			note: 'segments that fit, outwards',
			why: 'The tunnel carries smaller packets than your network: the far side is told so when a connection opens.',
			without: 'Large pages would hang while small ones work.',
		},
		{
			id: uplink.id,
			role: 'mss-in',
			properties: {...syn, 'in-interface-list': named(context, uplink.id), 'tcp-mss': `${size + 1}-65535`, 'new-mss': String(size)},
			place: {kind: 'first'},
			note: 'segments that fit, inwards',
			why: `The same for your side: your hosts send segments of at most ${size} bytes.`,
			without: 'Large uploads would hang while small ones work.',
		},
	];
};

const rowsOf = (context: Context, family: Family): readonly Row[] => {
	const uplinks = context.document.uplinks.filter((uplink) => routedFamilies(context, uplink).includes(family));
	return uplinks.length === 0
		? []
		: [
				...uplinks.map((uplink) => inward(context, uplink)),
				jump(context),
				...returns(context, family),
				...classify(context, family),
				...uplinks.map((uplink) => route(context, uplink)),
				...uplinks.flatMap((uplink) => resolver(context, uplink, family)),
				...uplinks.map((uplink) => answers(context, uplink)),
				...uplinks.flatMap((uplink) => segments(context, uplink, family)),
			];
};

/** Marks: an own chain, entered from the networks only; replies by the uplink they came in on; segment sizes. */
export const mangle = (context: Context): readonly Own[] =>
	context.families.flatMap((family) => rowsOf(context, family).map((row) => ({...row, family, menu: menuOf(family, 'firewall/mangle'), place: row.place ?? {kind: 'last'}})));
