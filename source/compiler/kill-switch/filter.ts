import type {Family} from '../../net/index.js';
import type {Properties} from '../../routeros/model/index.js';
import type {Context} from '../context.js';
import {matchersOf, named, shared, treatmentOf} from '../context.js';
import {dnsProtocols} from '../dns.js';
import type {Own} from '../own.js';
import {allowed} from './exceptions.js';
import type {Kill, Row} from './lines.js';
import {bypassed, ids, killOf, placed} from './lines.js';

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
		...allowed(context, kill, family).map(
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

/** The closed lines, in both families, for hosts and for the router itself. */
export const killSwitchFilter = (context: Context): readonly Own[] =>
	killOf(context).flatMap((kill) => context.families.flatMap((family) => [...hosts(context, kill, family), ...own(context, kill, family)].map(placed(family, 'firewall/filter'))));
