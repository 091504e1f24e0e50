import type {Properties} from '../../routeros/model/index.js';
import type {Context} from '../context.js';
import {named} from '../context.js';
import type {Own} from '../own.js';
import {exceptions} from './exceptions.js';
import type {Row} from './lines.js';
import {bypassed, ids, killOf, placed} from './lines.js';

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
