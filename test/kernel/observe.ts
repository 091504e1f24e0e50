import type {World} from '../../source/facts/index.js';
import type {Ip, Packet} from '../../source/net/index.js';
import type {Role, Seen} from './bytes.js';
import {packetBytes, readPacket} from './bytes.js';
import type {Delivery, Frame, Testbed} from './testbed.js';
import {madeByRouter, sink} from './testbed.js';
import type {Translation} from './translate/index.js';

type Ends = {readonly from: Ip; readonly to: Ip; readonly fromPort: number; readonly toPort: number};

/** What became of one packet. */
export type Outcome =
	| ({readonly kind: 'leaves'; readonly interface: string} & Ends)
	| ({readonly kind: 'delivered'} & Ends)
	/** By a rule, `/ip/firewall/filter#7`. */
	| {readonly kind: 'refused'; readonly by: string}
	/** Nothing came of it but an error: no route. */
	| {readonly kind: 'no-route'}
	/** Nothing came of it. */
	| {readonly kind: 'silence'};

export type Observation = Readonly<Record<'first', Outcome>> & Readonly<Partial<Record<'reply' | 'later' | 'laterReply', Outcome>>>;

const endsOf = ({from, to, fromPort, toPort}: Seen): Ends => ({from, to, fromPort, toPort});

/** No route, and an unreachable one; of a packet of the router's own, as the kernel tells the sender. */
const unreachable = new Set([101, 113]);

type Sent = {readonly port: number; readonly packet: Packet; readonly role: Role};

const send = async (bed: Testbed, {interfaceAt}: Translation, packets: readonly Sent[]): Promise<readonly Outcome[]> => {
	const delivery: Delivery = await bed.send(packets.map(({port, packet, role}, index): Frame => [port, packetBytes(packet, role, index)]));
	const outcomes = packets.map((): Outcome[] => []);
	const errors = new Set(delivery.errors.flatMap(([index, errno]) => (unreachable.has(errno) ? [index] : [])));
	for (const [prefix, hex] of delivery.logs) {
		const seen = readPacket(hex);
		if (seen === undefined || seen.id < 0) {
			continue;
		}

		if (prefix === 'error') {
			errors.add(seen.id);
		} else {
			outcomes[seen.id]?.push(prefix === 'delivered' ? {kind: 'delivered', ...endsOf(seen)} : {kind: 'refused', by: prefix});
		}
	}

	for (const [port, hex] of delivery.frames) {
		const seen = readPacket(hex);
		if (seen !== undefined && seen.id >= 0 && seen.protocol !== 'error') {
			outcomes[seen.id]?.push(port === sink ? {kind: 'no-route'} : {kind: 'leaves', interface: interfaceAt(port), ...endsOf(seen)});
		}
	}

	return outcomes.map((found, index): Outcome => {
		const [only, ...more] = found;
		if (more.length > 0) {
			throw new Error(`one packet, several outcomes: ${JSON.stringify(found)}`);
		}

		return only ?? {kind: errors.has(index) ? 'no-route' : 'silence'};
	});
};

const answerTo = (outcome: Ends, {protocol}: Packet): Packet => ({from: outcome.to, to: outcome.from, protocol, fromPort: outcome.toPort, toPort: outcome.fromPort});

type Conversation = {readonly packet: Packet; outcomes: Outcome[]};

/** Sends packets into a network that is set up, lets the router (at its own addresses) and far ends answer what reaches them, broadcasts excepted, and goes on for one more turn. */
export const observe = async (bed: Testbed, translation: Translation, world: World, packets: readonly Packet[], own: ReadonlySet<string>): Promise<readonly Observation[]> => {
	const portOf = (name: string | undefined): number => (name === undefined ? madeByRouter : (translation.port(name) ?? madeByRouter));
	const conversations = packets.map((packet): Conversation => ({packet, outcomes: []}));
	const step = async (open: readonly Conversation[], role: Role): Promise<readonly Conversation[]> => {
		const isAnswer = role === 'answer' || role === 'later answer';
		const sent = open.flatMap((one): readonly (Sent & {readonly one: Conversation})[] => {
			const last = one.outcomes.at(-1);
			if (!isAnswer) {
				return [{one, role, packet: one.packet, port: portOf(one.packet.inInterface)}];
			}

			return last?.kind === 'leaves' && world.farEnds?.[last.interface] !== 'dead' && !translation.isBroadcast(last.interface, last.to)
				? [{one, role, packet: answerTo(last, one.packet), port: portOf(last.interface)}]
				: last?.kind === 'delivered' && own.has(last.to)
					? [{one, role, packet: answerTo(last, one.packet), port: madeByRouter}]
					: [];
		});
		const outcomes = await send(bed, translation, sent);
		for (const [index, {one}] of sent.entries()) {
			one.outcomes.push(outcomes[index] ?? {kind: 'silence'});
		}

		return sent.map(({one}) => one).filter(({outcomes: seen}) => seen.at(-1)?.kind === 'leaves' || seen.at(-1)?.kind === 'delivered');
	};

	let open = await step(conversations, 'opening');
	for (const role of ['answer', 'later', 'later answer'] as const) {
		open = await step(open, role);
	}

	return conversations.map(({outcomes: [first = {kind: 'silence'}, reply, later, laterReply]}) => ({
		first,
		...(reply === undefined ? {} : {reply}),
		...(later === undefined ? {} : {later}),
		...(laterReply === undefined ? {} : {laterReply}),
	}));
};
