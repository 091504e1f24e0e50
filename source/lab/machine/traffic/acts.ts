import type {Packet, Protocol} from '../../../net/index.js';
import {addressFamily, parseIp, parsePort} from '../../../net/index.js';
import type {Disposition, Rule, Way} from '../../../simulator/index.js';
import type {MenuCall} from '../../contract.js';
import {ScriptError} from '../../contract.js';
import {nothing} from '../../value.js';
import type {Act, Context} from '../context.js';
import {mayFail} from '../edit.js';
import {badArgument, count, given, text} from '../given.js';
import {ownAddress} from '../reach.js';
import {numbersOf, targets} from '../rows.js';
import {lastingRows} from './picture.js';

const protocols: readonly Protocol[] = ['tcp', 'udp', 'icmp'];

const packetOf = (context: Context, call: MenuCall): Packet => {
	const to = given(call, 'dst-address', parseIp);
	if (to === undefined) {
		throw new ScriptError('Script Error: missing value(s) of argument(s) dst-address');
	}

	const toPort = given(call, 'dst-port', parsePort);
	const from = given(call, 'src-address', parseIp) ?? ownAddress(context, to);
	if (from === undefined) {
		throw new ScriptError('failure: no address to send from');
	}

	if (addressFamily(from) !== addressFamily(to)) {
		throw badArgument('src-address');
	}

	const protocol = given(call, 'protocol', (written) => protocols.find((known) => known === written)) ?? (toPort === undefined ? 'icmp' : 'tcp');
	const inInterface = text(call, 'in-interface');
	const size = count(call, 'packet-size');
	return {
		from,
		to,
		protocol,
		...(protocol === 'icmp' ? {} : {fromPort: given(call, 'src-port', parsePort) ?? 50_000, toPort: toPort ?? 443}),
		...(inInterface === undefined ? {} : {inInterface}),
		...(size === undefined ? {} : {size}),
	};
};

/** A rule by its number, as `print` counts. */
const numbered = (context: Context, {menu, position}: Rule): string => {
	const id = lastingRows(context, menu)[position - 1]?.id;
	const number = context.views(menu).findIndex((view) => view.id === id);
	return id === undefined ? menu : `${menu} ${number}`;
};

const ended = (context: Context, disposition: Disposition): string => {
	switch (disposition.kind) {
		case 'leaves-by':
			return `leaves by ${disposition.interface}${disposition.gateway === undefined ? '' : ` to ${disposition.gateway}`}`;
		case 'delivered':
			return 'is for the router';
		case 'dropped':
		case 'blackholed':
			return `is ${disposition.kind} by ${numbered(context, disposition.by)}`;
		case 'rejected':
			return `is rejected by ${numbered(context, disposition.by)} with ${disposition.with}`;
		case 'no-route':
			return 'has no route';
		case 'unknown':
			return `goes nobody knows where: ${disposition.reason}`;
	}
};

const marks = ({end}: Way): string => {
	const set = [
		['connection mark', end.connectionMark],
		['routing mark', end.routingMark],
		['packet mark', end.packetMark],
	].flatMap(([name, mark]) => (mark === undefined ? [] : [`${name} ${mark}`]));
	return set.length === 0 ? '' : ` (${set.join(', ')})`;
};

/** `/lab packet`: sends packets of one connection through the router, and tells what became of the first one. */
export const sendPacket: Act = (context, call) => {
	const packet = packetOf(context, call);
	const way = context.traffic.send(packet, count(call, 'count') ?? 1);
	const answer = way.reply === undefined ? 'no answer' : 'answered';
	call.session.print(`${packet.protocol} ${packet.from} -> ${packet.to} ${ended(context, way.disposition)}${marks(way)}, ${answer}\r\n`);
	return nothing;
};

/** Forgets connections: their next packets belong to new ones. */
export const dropConnections: Act = (context, call) => {
	for (const {id} of targets(context, call, numbersOf(call))) {
		mayFail(context, call);
		context.traffic.drop(id);
	}

	return nothing;
};

/** `reset-counters` of some rows, `reset-counters-all` of a whole menu. */
export const resetCounters: Act = (context, call) => {
	for (const {id} of call.verb === 'reset-counters-all' ? context.views(call.menu) : targets(context, call, numbersOf(call))) {
		context.traffic.resetCounters(call.menu, id);
	}

	return nothing;
};
