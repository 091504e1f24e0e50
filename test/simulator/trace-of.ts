import type {Release, World} from '../../source/facts/index.js';
import {parseRelease} from '../../source/facts/index.js';
import type {InterfaceAddress, Ip, Packet, Prefix} from '../../source/net/index.js';
import {parseInterfaceAddress, parseIp, parsePrefix} from '../../source/net/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {fromExport} from '../../source/routeros/model/index.js';
import type {Pass, Trace, Way} from '../../source/simulator/index.js';
import {simulate} from '../../source/simulator/index.js';

/** Everything up, nothing learnt. */
export const plainWorld: World = {links: {}, names: {}};

export const configurationOf = (text: string): Configuration => {
	const read = fromExport(text);
	if (!read.ok) {
		throw new Error(JSON.stringify(read.diagnostics));
	}

	return read.value.configuration;
};

const splitPort = (text: string): readonly [string, number | undefined] => {
	const match = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(text);
	return match === null ? [text, undefined] : [match[1] ?? match[2] ?? '', Number(match[3])];
};

const need = <T>(parsed: T | undefined, text: string): T => {
	if (parsed === undefined) {
		throw new Error(`not read: ${text}`);
	}

	return parsed;
};

export const ip = (text: string): Ip => need(parseIp(text), text);
export const prefix = (text: string): Prefix => need(parsePrefix(text), text);
export const ownAddress = (text: string): InterfaceAddress => need(parseInterfaceAddress(text), text);

/** `bridge 192.168.88.10:50000 > 1.1.1.1:443 udp`; `router` as the interface for what the router makes. */
export const packetOf = (text: string, more: Partial<Packet> = {}): Packet => {
	const [inInterface = '', left = '', , right = '', protocol = 'tcp'] = text.split(' ');
	const [[fromText, fromPort], [toText, toPort]] = [splitPort(left), splitPort(right)];
	if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'icmp') {
		throw new Error(`no packet: ${text}`);
	}

	return {
		from: ip(fromText),
		to: ip(toText),
		protocol,
		...(fromPort === undefined ? {} : {fromPort}),
		...(toPort === undefined ? {} : {toPort}),
		...(inInterface === 'router' ? {} : {inInterface}),
		...more,
	};
};

const releaseOf = (text: string): Release => need(parseRelease(text), text);

export const traceOf = (text: string, packet: string, world: Partial<World> = {}, options: {readonly release?: string; readonly more?: Partial<Packet>} = {}): Trace =>
	simulate(configurationOf(text), {...plainWorld, ...world}, packetOf(packet, options.more), options.release === undefined ? {} : {release: releaseOf(options.release)});

/** How a pass ends, in short: `ether1 192.0.2.1`, `delivered`, `dropped filter#3`, `unknown layer7-protocol`. */
export const endOf = (pass: Pass | undefined): string => {
	if (pass === undefined) {
		return 'none';
	}

	const {disposition: end} = pass;
	const by = 'by' in end ? ` ${end.by.menu.split('/').at(-1)}#${end.by.position}` : '';
	switch (end.kind) {
		case 'leaves-by':
			return end.gateway === undefined ? end.interface : `${end.interface} ${end.gateway}`;
		case 'unknown':
			return `unknown ${end.matcher}`;
		case 'rejected':
			return `rejected${by} ${end.with}`;
		default:
			return `${end.kind}${by}`;
	}
};

/** First packet, answer, next packet, its answer. */
export const endsOf = (way: Way): readonly string[] => [way, way.reply, way.later, way.laterReply].map(endOf);

/** The first packet's end, of each way. */
export const firstEnds = (trace: Trace): readonly string[] => trace.ways.map(endOf);
