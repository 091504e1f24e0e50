import type {Family} from '../net/index.js';
import {addressFamily} from '../net/index.js';
import type {Shaping, Speed, Tier, TierPorts} from '../policy/index.js';
import {itemOf, takesRest} from '../policy/index.js';
import type {Properties} from '../routeros/model/index.js';
import type {Context} from './context.js';
import {canBeFast, holds, menuOf, named, rangeText, shared} from './context.js';
import {interfaceList, member} from './interfaces.js';
import type {Own} from './own.js';

type Direction = keyof Speed;

const directions: readonly Direction[] = ['down', 'up'];

const words: Readonly<Record<Direction, string>> = {down: 'to your hosts', up: 'from your hosts'};

/** `p1.normal` in one direction: `p1.normal-up`. */
const way = (id: string, direction: Direction): string => `${id}-${direction}`;

/** As the router shows it: `1500k`, `50M`. */
const rate = (bits: number): string => (bits > 0 && bits % 1e6 === 0 ? `${bits / 1e6}M` : bits > 0 && bits % 1e3 === 0 ? `${bits / 1e3}k` : String(bits));

/** Interfaces of lines that are shaped: what crosses them is queued, local traffic is not. */
export const shapedLines = (context: Context): readonly Own[] =>
	context.document.shapings.flatMap((shaping) => [
		interfaceList(
			context,
			shaping.id,
			'the line that is dealt out',
			'Only packets that cross this line are queued; traffic between your own networks is not.',
			'Local traffic would be slowed down to the speed of the line.',
		),
		member(context, shaping.id, shaping.line, `The bandwidth of ${shaping.line} is dealt out.`, 'Nothing would be queued.'),
	]);

type Match = {readonly key: string; readonly properties: Properties};

const portRows = (ports: readonly TierPorts[], direction: Direction): readonly Match[] =>
	(['tcp', 'udp'] as const).flatMap((protocol) => {
		const ranges = ports.filter((one) => one.protocol === protocol).map(({range}) => rangeText(range));
		// A rule takes fifteen ports, a range being two (the usual limit of multiport matching).
		return Array.from({length: Math.ceil(ranges.length / 7)}, (_, index) => ({
			key: index === 0 ? protocol : `${protocol}-${index + 1}`,
			properties: {protocol, [direction === 'up' ? 'dst-port' : 'src-port']: ranges.slice(index * 7, index * 7 + 7).join(',')},
		}));
	});

/** What makes a packet one of a tier, seen from either side of it. */
const matchesOf = (context: Context, {id, members}: Tier, direction: Direction, family: Family): readonly Match[] => {
	const [far, near] = direction === 'up' ? (['dst-address-list', 'src-address-list'] as const) : (['src-address-list', 'dst-address-list'] as const);
	const lists = context.document.lists.filter((list) => members.to.includes(list.id) && holds(list, family));
	return [
		...lists.map((list): Match => ({key: itemOf(list.id), properties: {[far]: named(context, list.id)}})),
		...(members.hosts.some((prefix) => addressFamily(prefix) === family) ? [{key: 'hosts', properties: {[near]: named(context, id)}}] : []),
		...portRows(members.ports, direction),
	];
};

const place = {kind: 'first'} as const;

const marks = (context: Context, shaping: Shaping, family: Family): readonly Own[] => {
	const menu = menuOf(family, 'firewall/mangle');
	return directions.flatMap((direction) => {
		const chain = named(context, way(shaping.id, direction));
		// One network: it is all that there is.
		const near = context.document.networks.length > 1 ? shaping.networks : [shared.lan];
		return [
			...near.map(
				(network, index): Own => ({
					id: shaping.id,
					role: `see-${direction}${index === 0 ? '' : `-${itemOf(network)}`}`,
					family,
					menu,
					properties: {
						chain: 'forward',
						action: 'jump',
						'jump-target': chain,
						'packet-mark': 'no-mark',
						'in-interface-list': named(context, direction === 'up' ? network : shaping.id),
						'out-interface-list': named(context, direction === 'up' ? shaping.id : network),
					},
					place,
					note: `packets ${words[direction]}`,
					why: `Packets ${words[direction]} over ${shaping.line} get the mark of their tier. Seen in forward, both directions pass by, with the addresses of your hosts.`,
					without: `Nothing ${words[direction]} would be queued.`,
				}),
			),
			...shaping.tiers.flatMap((tier) =>
				(takesRest(tier) ? [{key: 'rest', properties: {}}] : matchesOf(context, tier, direction, family)).map(
					({key, properties}): Own => ({
						id: tier.id,
						role: `${direction}-${key}`,
						family,
						menu,
						properties: {chain, action: 'mark-packet', 'packet-mark': 'no-mark', ...properties, 'new-packet-mark': named(context, way(tier.id, direction)), passthrough: 'yes'},
						place: {kind: 'last'},
						note: tier.title,
						why: `${takesRest(tier) ? 'What is left' : 'This'} belongs to “${tier.title}”. Each packet is looked at by itself, so this goes along with marks of connections.`,
						without: 'It would be queued with the others.',
					}),
				),
			),
		];
	});
};

/** FastTrack takes packets past all queues (manual, FastTrack): what has a mark is accepted before it. */
const notFast = (family: Family): Own => ({
	id: 'all.queued',
	role: 'not-fast',
	family,
	menu: menuOf(family, 'firewall/filter'),
	properties: {chain: 'forward', action: 'accept', 'connection-state': 'established,related', 'packet-mark': '!no-mark'},
	place: {kind: 'before-fasttrack'},
	note: 'queued packets skip FastTrack',
	why: 'FastTrack takes packets past all queues: those of the tiers are kept out of it. Local traffic keeps it; traffic of the line costs more of the processor.',
	without: 'After a few packets a connection would be in no queue any more.',
});

/** Marks in both directions, and what keeps FastTrack away from them. */
export const tierMarks = (context: Context): readonly Own[] =>
	context.document.shapings.length === 0
		? []
		: context.families.flatMap((family) => [
				...(canBeFast(context, family) ? [notFast(family)] : []),
				...context.document.shapings.flatMap((shaping) => marks(context, shaping, family)),
			]);

const queueType = (context: Context): string => named(context, 'all.fair');

const tree = (context: Context, shaping: Shaping, direction: Direction): readonly Own[] => {
	const root = named(context, way(shaping.id, direction));
	const common = {family: 4 as const, menu: '/queue/tree' as const};
	return [
		{
			...common,
			id: shaping.id,
			role: direction,
			properties: {name: root, parent: direction === 'up' ? shaping.line : 'global', 'max-limit': rate(shaping.limit[direction]), queue: queueType(context)},
			note: `all that goes ${words[direction]}`,
			why: `${rate(shaping.limit[direction])} ${words[direction]} in all: a little less than the line has, so that packets wait here, where they can be put in order, and not in the modem. Priorities mean something only below a common limit.`,
			without: 'Guarantees and priorities would have no effect.',
		},
		...shaping.tiers.map(
			(tier): Own => ({
				...common,
				id: tier.id,
				role: direction,
				properties: {
					name: named(context, way(tier.id, direction)),
					parent: root,
					'packet-mark': named(context, way(tier.id, direction)),
					'limit-at': rate(tier.guaranteed[direction]),
					'max-limit': rate(tier.maximum[direction]),
					priority: String(tier.priority),
					queue: queueType(context),
				},
				note: tier.title,
				why: `“${tier.title}” has ${rate(tier.guaranteed[direction])} ${words[direction]} for certain, up to ${rate(tier.maximum[direction])} while others leave room, and is served ${tier.priority === 1 ? 'first' : tier.priority === 8 ? 'last' : 'in between'}.`,
				without: 'Its packets would wait in no queue, and take the line from the others.',
			}),
		),
	];
};

/** One tree a direction; leaves are fair to each of their connections (law L12). */
export const queues = (context: Context): readonly Own[] =>
	context.document.shapings.length === 0
		? []
		: [
				{
					id: 'all.fair',
					role: 'type',
					family: 4,
					menu: '/queue/type',
					properties: {name: queueType(context), kind: 'fq-codel'},
					note: 'fair queue',
					why: 'Within a tier every connection has its turn, and packets that wait too long are dropped early: a download does not delay a call (FQ-CoDel).',
					without: 'One large download would fill the queue of its tier.',
				},
				...context.document.shapings.flatMap((shaping) => directions.flatMap((direction) => tree(context, shaping, direction))),
			];
