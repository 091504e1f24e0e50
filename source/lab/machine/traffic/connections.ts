import type {Packet} from '../../../net/index.js';
import type {PacketState, Way} from '../../../simulator/index.js';
import {formatDuration} from '../../store/text.js';
import type {View} from '../../store/view.js';

/** One side's count of a connection. */
type Count = {packets: number; bytes: number; fasttracked: number; fasttrackedBytes: number};

/** An entry of connection tracking. */
export type Connection = {
	readonly id: string;
	readonly packet: Packet;
	/** As the other side sees it, turned round. */
	readonly replyFrom: PacketState;
	readonly mark: string | undefined;
	readonly fasttrack: boolean;
	readonly original: Count;
	readonly reply: Count;
	/** Uptime in milliseconds at which it is forgotten. */
	until: number;
};

export const keyOf = ({from, to, protocol, fromPort, toPort}: Packet): string => [protocol, from, fromPort ?? '', to, toPort ?? ''].join(' ');

/** How long an entry stays without another packet, in seconds: the defaults of `/ip/firewall/connection/tracking`. */
const patience = {tcp: {answered: 86_400, alone: 5}, udp: {answered: 180, alone: 30}, icmp: {answered: 10, alone: 10}} as const;

export const timeoutOf = ({protocol}: Packet, answered: boolean): number => patience[protocol][answered ? 'answered' : 'alone'] * 1000;

export const none = (): Count => ({packets: 0, bytes: 0, fasttracked: 0, fasttrackedBytes: 0});

export const count = (side: Count, bytes: number, isFasttracked: boolean): void => {
	side.packets += 1;
	side.bytes += bytes;
	side.fasttracked += isFasttracked ? 1 : 0;
	side.fasttrackedBytes += isFasttracked ? bytes : 0;
};

/** The entry that a first packet makes, as far as it got. */
export const connectionOf = (id: string, packet: Packet, way: Way): Connection => ({
	id,
	packet,
	replyFrom: way.end,
	mark: way.end.connectionMark,
	fasttrack: way.later?.isFasttracked === true,
	original: none(),
	reply: none(),
	until: 0,
});

/** Ports stand for themselves in every release of the lab, as its tree and a terse capture of 7.x have them. */
const address = (side: string, ip: string | undefined, port: number | undefined): Readonly<Record<string, string>> => ({
	[`${side}-address`]: ip ?? '',
	...(port === undefined ? {} : {[`${side}-port`]: String(port)}),
});

const end = (ip: string | undefined, port: number | undefined): string => `${ip ?? ''} ${port ?? ''}`;

const sideOf = (name: 'orig' | 'repl', side: Count): Readonly<Record<string, string>> => ({
	[`${name}-packets`]: String(side.packets),
	[`${name}-bytes`]: String(side.bytes),
	[`${name}-fasttrack-packets`]: String(side.fasttracked),
	[`${name}-fasttrack-bytes`]: String(side.fasttrackedBytes),
	[`${name}-rate`]: '0bps',
});

/** A connection as `/ip/firewall/connection` shows it. */
export const viewOf = (connection: Connection, uptime: number): View => {
	const {packet, replyFrom, original, reply} = connection;
	const answered = reply.packets > 0;
	const isMoved = (a: string | undefined, b: string | undefined): boolean => a !== b;
	const flags = [
		...(answered ? ['seen-reply'] : []),
		...(answered && packet.protocol !== 'icmp' && original.packets > 1 ? ['assured'] : []),
		'confirmed',
		...(connection.fasttrack && original.fasttracked > 0 ? ['fasttrack'] : []),
		...(isMoved(end(replyFrom.from, replyFrom.fromPort), end(packet.from, packet.fromPort)) ? ['srcnat'] : []),
		...(isMoved(end(replyFrom.to, replyFrom.toPort), end(packet.to, packet.toPort)) ? ['dstnat'] : []),
	];
	return {
		id: connection.id,
		properties: {
			protocol: packet.protocol,
			...address('src', packet.from, packet.fromPort),
			...address('dst', packet.to, packet.toPort),
			...address('reply-src', replyFrom.to, replyFrom.toPort),
			...address('reply-dst', replyFrom.from, replyFrom.fromPort),
			...(connection.mark === undefined ? {} : {'connection-mark': connection.mark}),
			...(packet.protocol === 'tcp' ? {'tcp-state': answered ? (original.packets > 1 ? 'established' : 'syn-received') : 'syn-sent'} : {}),
			...(packet.protocol === 'icmp' ? {'icmp-type': '8', 'icmp-code': '0'} : {}),
			timeout: formatDuration(BigInt(Math.max(0, Math.floor((connection.until - uptime) / 1000)) * 1000)),
			...sideOf('orig', original),
			...sideOf('repl', reply),
		},
		flags: new Set(flags),
	};
};
