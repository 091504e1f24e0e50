import type {Family} from '../net/index.js';
import {addressFamily} from '../net/index.js';
import type {Group, Policy, Uplink} from '../policy/index.js';
import {partOf} from '../policy/index.js';
import type {Properties} from '../routeros/model/index.js';
import type {Context} from './context.js';
import {equalGroups, matchersOf, menuOf, named, routedFamilies, shared, treatmentOf, wordFor} from './context.js';
import {dnsProtocols, exceptResolvers, isRedirecting} from './dns.js';
import type {Row} from './mangle-row.js';
import {firstPacket, markConnection} from './mangle-row.js';
import {mtuOf} from './mtu.js';
import type {Own} from './own.js';
import {pins, spares} from './pins.js';
import {shares} from './shares.js';

const markRouting = (mark: string): Properties => ({action: 'mark-routing', 'connection-mark': mark, 'new-routing-mark': mark, passthrough: 'no'});

const inward = (context: Context, uplink: Uplink): Row => ({
	id: uplink.id,
	role: 'came-in',
	properties: {chain: 'prerouting', 'in-interface-list': named(context, uplink.id), ...firstPacket, ...markConnection(named(context, uplink.id))},
	place: {kind: 'first'},
	note: `came in by the ${wordFor(uplink)}`,
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

/** Networks that no policy is for, and tunnels of the user's own, have servers too: what came in for them is answered by the way it came. */
const jumpBack = (context: Context): Row => ({
	id: shared.chain,
	role: 'jump-back',
	properties: {
		chain: 'prerouting',
		action: 'jump',
		'jump-target': named(context, shared.chain),
		'in-interface-list': `!${named(context, shared.outside)}`,
		'dst-address-type': '!local',
		'connection-mark': '!no-mark',
	},
	place: {kind: 'first'},
	note: 'what has a way of its own already',
	why: 'A connection that came in by an uplink goes back by it, whoever is inside; one that has none is left alone here.',
	without: 'Servers in networks that no policy is for would be answered by the default route, and could be reached by the first line only.',
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

const sharing = ({document}: Context, {uplink}: Policy): Group | undefined => document.groups.find(({id, method}) => id === uplink && method === 'share');

/** What a policy does with the first packet of a connection: gives it a mark, or to the chain that deals out a group's marks. */
const verdict = (context: Context, policy: Policy): Properties =>
	sharing(context, policy) === undefined ? markConnection(named(context, policy.uplink)) : {action: 'jump', 'jump-target': named(context, policy.uplink)};

const classify = (context: Context, family: Family): readonly Row[] =>
	context.document.policies.flatMap((policy, index, all): readonly Row[] => {
		const matchers = matchersOf(context, policy, family);
		const treatment = treatmentOf(context, policy, family);
		const isFollowed = all.slice(index + 1).some((later) => treatmentOf(context, later, family) === 'routed');
		const role = (head: string, key: string): string => (key === '' ? head : `${head}-${key}`);
		const chain = named(context, shared.chain);
		if (treatment === 'excepted') {
			return matchers.map(({key, properties}) => ({
				id: policy.id,
				role: role('except', key),
				// What has a mark keeps it: the answers to what came in by another way.
				properties: {chain, action: 'return', 'connection-mark': 'no-mark', ...properties},
				note: policy.title,
				why: `An exception to the policies below: “${policy.title}”.`,
				without: 'This traffic would follow the policies below.',
			}));
		}

		if (treatment === 'refused') {
			return (isFollowed ? matchers : []).map(({key, properties}) => ({
				id: policy.id,
				role: role('withhold', key),
				properties: {chain, action: 'return', 'connection-mark': 'no-mark', ...properties},
				note: policy.title,
				why: `“${policy.title}” cannot carry IPv${family} and has it refused: no policy below takes it instead.`,
				without: 'This traffic would follow the policies below.',
			}));
		}

		return treatment === 'routed'
			? matchers.map(({key, properties}) => ({
					id: policy.id,
					role: role('mark', key),
					properties: {chain, ...firstPacket, ...properties, ...verdict(context, policy)},
					note: policy.title,
					why: `The first packet of a connection decides: “${policy.title}”.`,
					without: 'These connections would go as before.',
				}))
			: [];
	});

const route = (context: Context, {id, title}: Uplink | Group, word: string): Row => ({
	id,
	role: 'route',
	properties: {chain: named(context, shared.chain), ...markRouting(named(context, id))},
	note: word === 'tunnel' ? 'into the tunnel' : `by the ${word}`,
	why: `Every packet that your hosts send on a marked connection is looked up in the table of ${title}.`,
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
	why: `What the router itself says on a marked connection goes by the ${wordFor(uplink)}; what it says to local hosts does not.`,
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
				jumpBack(context),
				...returns(context, family),
				...classify(context, family),
				...uplinks.map((uplink) => route(context, uplink, wordFor(uplink))),
				...equalGroups(context, [family]).map((group) => route(context, group, 'group')),
				...shares(context, family),
				...uplinks.flatMap((uplink) => resolver(context, uplink, family)),
				...uplinks.map((uplink) => answers(context, uplink)),
				...pins(context, uplinks, family),
				...spares(context, family),
				...uplinks.filter(({kind}) => kind.kind !== 'line').flatMap((uplink) => segments(context, uplink, family)),
			];
};

/** Marks: an own chain, entered from the networks only; replies by the uplink they came in on; segment sizes. */
export const mangle = (context: Context): readonly Own[] =>
	context.families.flatMap((family) => rowsOf(context, family).map((row) => ({...row, family, menu: menuOf(family, 'firewall/mangle'), place: row.place ?? {kind: 'last'}})));
