import type {Packet} from '../../../net/index.js';
import {addressFamily} from '../../../net/index.js';
import type {Pass, Router, Trace, Way} from '../../../simulator/index.js';
import {arrivalOf, prepare, walk} from '../../../simulator/index.js';
import type {View} from '../../store/view.js';
import type {Context} from '../context.js';
import type {Facility} from '../facility.js';
import type {Connection} from './connections.js';
import {connectionOf, count, keyOf, timeoutOf, viewOf} from './connections.js';
import {note} from './noted.js';
import {configurationOf, worldOf} from './picture.js';
import type {Tallies} from './tally.js';
import {emptyTallies, tally} from './tally.js';

export type Traffic = Facility & {
	/** The configuration changed: what was made ready for packets is stale. */
	stale(): void;
	/** Sends packets of one connection through the router, each answered where somebody answers. Resolves with the first one's way. */
	send(packet: Packet, times: number): Way;
	connections(family: 4 | 6): readonly View[];
	/** Forgets a connection: its next packet is a new one's. */
	drop(id: string): void;
	/** What rows and interfaces have counted. */
	readonly tallies: () => Tallies;
	resetCounters(menu: string, id: string): void;
};

/** A number from 0 to 1 that is always the same for the same connection: RouterOS hashes too, with a seed of its own. */
const hash = (text: string): number => {
	let value = 0x81_1c_9d_c5;
	for (const letter of text) {
		value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
	}

	return value / 2 ** 32;
};

/** One of the ways that connections like this one go. */
const chosen = ({packet, ways}: Trace): Way => {
	const at = hash(keyOf(packet));
	let share = 0;
	for (const way of ways) {
		share += way.share;
		if (at < share) {
			return way;
		}
	}

	return ways[0];
};

/** Bytes of a packet where nobody said: a bare header, and for ICMP what `ping` sends. */
const standard = {tcp: 52, udp: 60, icmp: 84} as const;

/** Packets on their way through the router: who answers, what counts them, and the table of connections. */
export const createTraffic = (context: () => Context): Traffic => {
	let tallies = emptyTallies();
	let connections = new Map<string, Connection>();
	let ready: {readonly router: Router; readonly world: string} | undefined;

	const router = (): Router => {
		const world = worldOf(context());
		const key = JSON.stringify(world);
		if (ready?.world !== key) {
			ready = {router: prepare(configurationOf(context()), world, {release: context().release}), world: key};
		}

		return ready.router;
	};

	const due = (): number | undefined => {
		const times = [...connections.values()].map(({until}) => until);
		return times.length === 0 ? undefined : Math.min(...times);
	};

	/** Counts a packet on its way, and what the rules that it met do beside. */
	const passed = (pass: Pass, state: string, bytes: number): void => {
		tally(context(), tallies, pass, bytes);
		note(context(), pass, state, bytes);
	};

	const exchange = (way: Way, packet: Packet, isFirst: boolean, bytes: number): void => {
		const there = isFirst ? way : (way.later ?? way);
		const back = isFirst ? way.reply : way.laterReply;
		passed(there, isFirst ? 'new' : 'established', bytes);
		if (back !== undefined) {
			passed(back, 'established', bytes);
		}

		// Only a packet that got through is remembered.
		if (there.disposition.kind !== 'leaves-by' && there.disposition.kind !== 'delivered') {
			return;
		}

		const key = keyOf(packet);
		const connection = connections.get(key) ?? connectionOf(context().derived.idFor('/ip/firewall/connection', key), packet, way);
		connections.set(key, connection);
		count(connection.original, bytes, there.isFasttracked);
		if (back !== undefined) {
			count(connection.reply, bytes, back.isFasttracked);
		}

		connection.until = context().tasks.uptime() + timeoutOf(packet, connection.reply.packets > 0);
	};

	return {
		stale: () => {
			ready = undefined;
		},
		send: (packet, times) => {
			const arrival = packet.inInterface ?? arrivalOf(router(), packet.from);
			const whole: Packet = arrival === undefined ? packet : {...packet, inInterface: arrival};
			const bytes = packet.size ?? standard[packet.protocol];
			const first = chosen(walk(router(), whole));
			let way = first;
			for (let sent = 0; sent < times; sent += 1) {
				// The packet before this one may have put an address into a list.
				way = ready === undefined ? chosen(walk(router(), whole)) : way;
				exchange(way, whole, !connections.has(keyOf(whole)), bytes);
			}

			context().tasks.poke();
			return first;
		},
		connections: (family) => [...connections.values()].filter(({packet}) => addressFamily(packet.to) === family).map((connection) => viewOf(connection, context().tasks.uptime())),
		drop: (id) => {
			const found = [...connections].find(([, connection]) => connection.id === id);
			connections.delete(found?.[0] ?? '');
		},
		tallies: () => tallies,
		resetCounters: (menu, id) => {
			tallies.rows.delete(`${menu} ${id}`);
			tallies.down.delete(`${menu} ${id}`);
		},
		next: due,
		fire: (uptime) => {
			connections = new Map([...connections].filter(([, {until}]) => until > uptime));
		},
		forget: () => {
			tallies = emptyTallies();
			connections = new Map();
			ready = undefined;
		},
	};
};
