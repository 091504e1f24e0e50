import type {Ip, Packet, Protocol} from '../../source/net/index.js';
import {addressFamily, addressFromValue, addressValue} from '../../source/net/index.js';

/** What a packet on the wire says of itself; `id` is the number in its payload, the same through every translation. */
export type Seen = {
	readonly from: Ip;
	readonly to: Ip;
	readonly protocol: Protocol | 'error' | 'other';
	readonly fromPort: number;
	readonly toPort: number;
	readonly id: number;
	/** Type and code of an ICMP error, `3/0`; `rst` of a TCP reset. */
	readonly detail: string;
};

/** Where in a conversation a packet stands: it decides flags and ICMP types. */
export type Role = 'opening' | 'answer' | 'later' | 'later answer';

const magic = 0xde70_0012;
const numbers = {tcp: 6, udp: 17, icmp: {4: 1, 6: 58}} as const;
const flags: Readonly<Record<Role, number>> = {opening: 0x02, answer: 0x12, later: 0x18, 'later answer': 0x18};
const sequences: Readonly<Record<Role, readonly [number, number]>> = {opening: [1000, 0], answer: [5000, 1009], later: [1009, 5009], 'later answer': [5009, 1017]};

const addressBytes = (address: Ip): Buffer => {
	const length = addressFamily(address) === 4 ? 4 : 16;
	return Buffer.from(
		addressValue(address)
			.toString(16)
			.padStart(length * 2, '0'),
		'hex',
	);
};

const sum = (...parts: readonly Buffer[]): number => {
	let total = 0;
	for (const part of parts) {
		for (let at = 0; at < part.length; at += 2) {
			total += (part[at] ?? 0) * 256 + (part[at + 1] ?? 0);
		}
	}

	while (total > 0xffff) {
		total = (total & 0xffff) + Math.floor(total / 65_536);
	}

	return ~total & 0xffff;
};

const payloadOf = (id: number): Buffer => {
	const payload = Buffer.alloc(8);
	payload.writeUInt32BE(magic, 0);
	payload.writeUInt32BE(id, 4);
	return payload;
};

const transport = (packet: Packet, role: Role, id: number): Buffer => {
	const [sequence, acknowledged] = sequences[role];
	const {fromPort = 0, toPort = 0, protocol} = packet;
	const isReply = role === 'answer' || role === 'later answer';
	switch (protocol) {
		case 'tcp': {
			const isSyn = (flags[role] & 2) !== 0;
			const header = Buffer.alloc(isSyn ? 24 : 20);
			header.writeUInt16BE(fromPort, 0);
			header.writeUInt16BE(toPort, 2);
			header.writeUInt32BE(sequence, 4);
			header.writeUInt32BE(acknowledged, 8);
			header[12] = (header.length / 4) << 4;
			header[13] = flags[role];
			header.writeUInt16BE(64_000, 14);
			if (isSyn) {
				header.writeUInt32BE(0x0204_05b4, 20);
			}

			return Buffer.concat([header, payloadOf(id)]);
		}

		case 'udp': {
			const header = Buffer.alloc(8);
			header.writeUInt16BE(fromPort, 0);
			header.writeUInt16BE(toPort, 2);
			header.writeUInt16BE(16, 4);
			return Buffer.concat([header, payloadOf(id)]);
		}

		case 'icmp': {
			const header = Buffer.alloc(8);
			header[0] = addressFamily(packet.from) === 4 ? (isReply ? 0 : 8) : isReply ? 129 : 128;
			header.writeUInt16BE(isReply ? toPort : fromPort, 4);
			header.writeUInt16BE(role === 'opening' || role === 'answer' ? 1 : 2, 6);
			return Buffer.concat([header, payloadOf(id)]);
		}
	}
};

const checksumAt = {tcp: 16, udp: 6, icmp: 2} as const;

/** A whole IP packet with right checksums; ICMP has its identifier in `fromPort` (echo) or `toPort` (echo reply). */
export const packetBytes = (packet: Packet, role: Role, id: number): string => {
	const family = addressFamily(packet.from);
	const number = packet.protocol === 'icmp' ? numbers.icmp[family] : numbers[packet.protocol];
	const body = transport(packet, role, id);
	const from = addressBytes(packet.from);
	const to = addressBytes(packet.to);
	const pseudo = Buffer.concat([from, to, Buffer.from([0, 0, body.length >> 8, body.length & 255, 0, 0, 0, number])]);
	const checksum = family === 4 && packet.protocol === 'icmp' ? sum(body) : sum(pseudo, body);
	body.writeUInt16BE(checksum === 0 && packet.protocol === 'udp' ? 0xffff : checksum, checksumAt[packet.protocol]);
	if (family === 6) {
		const header = Buffer.alloc(8);
		header[0] = 0x60;
		header.writeUInt16BE(body.length, 4);
		header[6] = number;
		header[7] = 64;
		return Buffer.concat([header, from, to, body]).toString('hex');
	}

	const header = Buffer.alloc(12);
	header[0] = 0x45;
	header.writeUInt16BE(20 + body.length, 2);
	header.writeUInt16BE((id % 65_535) + 1, 4);
	header[8] = 64;
	header[9] = number;
	const whole = Buffer.concat([header, from, to]);
	whole.writeUInt16BE(sum(whole), 10);
	return Buffer.concat([whole, body]).toString('hex');
};

const protocolOf: Readonly<Record<number, Protocol>> = {6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmp'};

/** Reads a captured packet; undefined when it is none of ours. */
export const readPacket = (hex: string): Seen | undefined => {
	const data = Buffer.from(hex, 'hex');
	const family = (data[0] ?? 0) >> 4 === 6 ? 6 : 4;
	const start = family === 4 ? ((data[0] ?? 0) & 15) * 4 : 40;
	const end = family === 4 ? data.readUInt16BE(2) : 40 + data.readUInt16BE(4);
	const number = data[family === 4 ? 9 : 6] ?? 0;
	const found = data.lastIndexOf(payloadOf(0).subarray(0, 4), end - 8);
	const [fromAt, toAt, length] = family === 4 ? [12, 16, 4] : [8, 24, 16];
	const address = (at: number): Ip => addressFromValue(family, BigInt(`0x${data.subarray(at, at + length).toString('hex')}`));
	const protocol = protocolOf[number] ?? 'other';
	const type = data[start] ?? 0;
	const isError = protocol === 'icmp' && (family === 4 ? type === 3 || type === 11 : type < 128);
	const isReset = protocol === 'tcp' && ((data[start + 13] ?? 0) & 4) !== 0;
	if (found === -1 && !isReset) {
		return undefined;
	}

	const identifier = protocol === 'icmp' ? data.readUInt16BE(start + 4) : 0;
	const isEcho = type === 8 || type === 128;
	return {
		from: address(fromAt),
		to: address(toAt),
		protocol: isError ? 'error' : protocol,
		fromPort: protocol === 'icmp' ? (isEcho ? identifier : 0) : data.readUInt16BE(start),
		toPort: protocol === 'icmp' ? (isEcho ? 0 : identifier) : data.readUInt16BE(start + 2),
		id: found === -1 ? -1 : data.readUInt32BE(found + 4),
		detail: isError ? `${type}/${data[start + 1]}` : isReset ? 'rst' : '',
	};
};
