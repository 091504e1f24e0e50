import type {Family} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import {inOrder} from '../policy/index.js';
import type {Context} from './context.js';
import {equalGroups, named, shared, successionOf} from './context.js';
import type {Row} from './mangle-row.js';
import {firstPacket, markConnection} from './mangle-row.js';

const pinChain = 'all.pin';
const spareChain = 'all.spare';

/**
 * A connection keeps the way that its first packet took, also when that was another one than its mark says: the far end
 * knows it by that way's address, so going back to a line that has recovered would break it.
 */
export const pins = (context: Context, uplinks: readonly Uplink[], family: Family): readonly Row[] => {
	const ways = uplinks.map((uplink) => ({uplink, others: successionOf(context, uplink, family).uplinks.slice(1)})).filter(({others}) => others.length > 0);
	const equal = equalGroups(context, [family]);
	const reached = uplinks.filter(
		({id}) => ways.some(({others}) => others.some((other) => other.id === id)) || equal.some(({members}) => members.some(({uplink}) => uplink === id)),
	);
	const chain = named(context, pinChain);
	return [
		...[...ways.map(({uplink}) => uplink), ...equal].map(
			({id, title}): Row => ({
				id,
				role: 'pin',
				properties: {
					chain: 'forward',
					action: 'jump',
					'jump-target': chain,
					'in-interface-list': named(context, shared.lan),
					'connection-state': 'new',
					'connection-mark': named(context, id),
				},
				place: {kind: 'first'},
				note: 'which way a new connection took',
				why: `New connections of ${title} may leave by another way while it is dead: they are to stay there.`,
				without: 'They would break when the dead line is back.',
			}),
		),
		...reached.map(
			({id, title}): Row => ({
				id,
				role: 'stay',
				properties: {chain, 'connection-state': 'new', 'out-interface-list': named(context, id), ...markConnection(named(context, id))},
				note: `stays with ${title}`,
				why: `What left by ${title} goes on by ${title}: its address is the one that the far end knows.`,
				without: 'The connection would change over in the middle and break.',
			}),
		),
	];
};

/**
 * The same without a mark, where lines stand in an order: what left by a spare line gets the mark of that line, whichever
 * network it is from, since the order moves all of them. What goes by the first one has none and keeps FastTrack. Not
 * beside a kill switch: a mark is what it lets out by, and this one would be given to whatever is about to leave. What was
 * excepted from it then breaks when the first line is back, and is opened anew.
 */
export const spares = (context: Context, family: Family): readonly Row[] => {
	const spare = context.document.killSwitches.length > 0 ? [] : inOrder(context.document, family).slice(1);
	const chain = named(context, spareChain);
	return spare.length === 0
		? []
		: [
				{
					id: spareChain,
					role: 'jump',
					properties: {chain: 'forward', action: 'jump', 'jump-target': chain, 'in-interface-list': `!${named(context, shared.outside)}`, ...firstPacket},
					place: {kind: 'first'},
					note: 'which line a new connection took',
					why: 'Connections that are opened while the first line is dead leave by another one: they are to stay there.',
					without: 'They would break when the first line is back.',
				},
				...spare.map(
					({id, title}): Row => ({
						id,
						role: 'spare',
						properties: {chain, ...firstPacket, 'out-interface-list': named(context, id), ...markConnection(named(context, id))},
						note: `stays with ${title}`,
						why: `What left by ${title} goes on by ${title}: its address is the one that the far end knows.`,
						without: 'The connection would change over in the middle and break.',
					}),
				),
			];
};
