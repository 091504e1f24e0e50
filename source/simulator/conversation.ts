import type {Packet} from '../net/index.js';
import {addressFamily} from '../net/index.js';
import type {Address} from './address.js';
import {addressFrom} from './address.js';
import type {Connection, End, Flow, Walk} from './flow.js';
import type {Oracle} from './oracle.js';
import {pass} from './pass.js';
import {anyPort, ephemeral, onePort} from './ports.js';
import type {Prepared} from './prepared.js';
import type {Pass} from './trace.js';

export type Conversation = {readonly first: Pass; readonly reply?: Pass; readonly later?: Pass; readonly laterReply?: Pass; readonly notes: readonly string[]};

/** Echo replies to echo requests; other types answer nothing. */
const echo: Readonly<Record<string, string>> = {'8:0': '0:0', '128:0': '129:0'};

const firstFlow = (router: Prepared, packet: Packet): Flow => {
	const family = addressFamily(packet.to);
	return {
		family,
		protocol: packet.protocol,
		from: {address: addressFrom(packet.from), ports: packet.fromPort === undefined ? ephemeral : onePort(packet.fromPort)},
		to: {address: addressFrom(packet.to), ports: packet.toPort === undefined ? anyPort : onePort(packet.toPort)},
		dscp: packet.dscp ?? 0,
		...(packet.size === undefined ? {} : {size: packet.size}),
		...(packet.ttl === undefined ? {} : {ttl: packet.ttl}),
		icmp: packet.icmp ?? (family === 4 ? '8:0' : '128:0'),
		tcpFlags: packet.protocol === 'tcp' ? ['syn'] : [],
		mayHaveData: packet.protocol !== 'tcp',
		...(packet.inInterface === undefined ? {} : {inInterface: router.interfaces.masterOf(packet.inInterface)}),
		state: 'new',
		direction: 'original',
	};
};

const laterFlow = (first: Flow, from: End): Flow => ({...first, from, tcpFlags: first.protocol === 'tcp' ? ['ack'] : [], mayHaveData: true});

const replyFlow = (asked: Flow, inInterface: string | undefined, flags: readonly string[]): Flow => ({
	family: asked.family,
	protocol: asked.protocol,
	from: asked.to,
	to: asked.from,
	dscp: 0,
	icmp: echo[asked.icmp] ?? asked.icmp,
	tcpFlags: asked.protocol === 'tcp' ? flags : [],
	mayHaveData: asked.protocol !== 'tcp' || !flags.includes('syn'),
	...(inInterface === undefined ? {} : {inInterface}),
	state: 'new',
	direction: 'reply',
});

/** Whether somebody answers: the router itself, or a host beyond a line that is alive. */
const answers = (router: Prepared, {disposition}: Pass, {to, protocol, icmp, inInterface = ''}: Flow): boolean => {
	const {world} = router;
	// Another VRF's broadcast is a host like any other.
	const where = router.interfaces.vrfOf(disposition.kind === 'leaves-by' ? disposition.interface : inInterface) ?? 'main';
	const isAsked = (protocol !== 'icmp' || echo[icmp] !== undefined) && !router.addresses.isBroadcast(to.address, where);
	if (disposition.kind === 'delivered') {
		return isAsked;
	}

	return (
		isAsked && disposition.kind === 'leaves-by' && world.farEnds?.[disposition.interface] !== 'dead' && (to.address.ip === undefined || world.hosts?.[to.address.ip] !== 'down')
	);
};

const arrives = ({disposition}: Pass): boolean => disposition.kind === 'delivered' || disposition.kind === 'leaves-by';

/** The first packet, its answer, the next packet and its answer, along one line of decisions. */
export const converse = (router: Prepared, oracle: Oracle, packet: Packet): Conversation => {
	const notes = new Set<string>();
	const listed = new Map<string, Address[]>();
	const send = (flow: Flow, known?: Connection): {readonly walk: Walk; readonly done: Pass} => {
		const walk: Walk = {router, oracle, flow, steps: [], notes, listed};
		return {walk, done: pass(walk, known)};
	};

	if (router.foreign > 0) {
		notes.add(`${router.foreign === 1 ? 'A command' : `${router.foreign} commands`} could not be read and did nothing here.`);
	}

	const asked = firstFlow(router, packet);
	const opening: Flow = packet.inInterface === undefined ? {...asked, hashedFrom: asked.from.address} : asked;
	const {walk, done: first} = send({...opening});
	const {flow} = walk;
	if (!answers(router, first, flow)) {
		return {first, notes: [...notes]};
	}

	// Answers come in by the line that the packet left by; those of the router itself it makes.
	const answerTo = (sent: Flow, {disposition}: Pass, flags: readonly string[]): Pass =>
		send(replyFlow(sent, disposition.kind === 'leaves-by' ? disposition.interface : undefined, flags), flow.connection).done;

	const reply = answerTo(flow, first, ['syn', 'ack']);
	if (!arrives(reply)) {
		return {first, reply, notes: [...notes]};
	}

	const {walk: next, done: later} = send(laterFlow(opening, flow.connection?.from ?? flow.from), flow.connection);
	return answers(router, later, next.flow) ? {first, reply, later, laterReply: answerTo(next.flow, later, ['ack']), notes: [...notes]} : {first, reply, later, notes: [...notes]};
};
