import type {Flow} from '../flow.js';
import {sameEnd} from '../flow.js';
import type {Compile} from './test.js';
import {parseRanges} from './test.js';

const mark =
	(of: (flow: Flow) => string | undefined): Compile =>
	(value) =>
	({flow}) => {
		const own = of(flow);
		return own === undefined ? value === 'no-mark' : value === own;
	};

const anyMark =
	(of: (flow: Flow) => string | undefined): Compile =>
	(value) => {
		const wanted = new Set(value.split(','));
		return ({flow}) => wanted.has(of(flow) ?? 'no-mark');
	};

const states = new Set(['new', 'established', 'related', 'invalid', 'untracked']);

const state: Compile = (value) => {
	const wanted = new Set(value.split(','));
	return [...wanted].every((word) => states.has(word)) ? ({flow}) => wanted.has(flow.state) : undefined;
};

const isTranslated = ({connection}: Flow, side: 'from' | 'to'): boolean => {
	const [before, after] = side === 'from' ? [connection?.from, connection?.newFrom] : [connection?.to, connection?.newTo];
	return before !== undefined && after !== undefined && !sameEnd(before, after);
};

const natState: Compile = (value) => {
	const wanted = value.split(',');
	return ({flow}) => wanted.some((word) => (word === 'srcnat' && isTranslated(flow, 'from')) || (word === 'dstnat' && isTranslated(flow, 'to')));
};

/** Ports on which a helper makes out the protocol of a connection, as `/ip/firewall/service-port` has them. */
const helped: Readonly<Record<string, number>> = {ftp: 21, tftp: 69, irc: 6667, h323: 1720, sip: 5060, pptp: 1723};

const connectionType: Compile = (value) => {
	const ports = value.split(',').map((word) => helped[word]);
	return ({flow}) =>
		flow.state !== 'untracked' && ports.some((one) => one === undefined || [flow.from.ports, flow.to.ports].some(({first, last}) => first <= one && one <= last))
			? 'helpers of connection tracking are not modelled'
			: false;
};

/** Three packets of a young connection, of at most 64 KiB each, are what a walk sees. */
const mostBytes = 3 * 65_536;

const bytes: Compile = (value) => {
	const [range] = parseRanges(value) ?? [];
	return range === undefined
		? undefined
		: ({flow}) => {
				if (flow.connection === undefined || range.first > mostBytes) {
					return false;
				}

				return range.first === 0 && (range.last === 0 || range.last > mostBytes) ? true : 'the size of the first packets is not known';
			};
};

/** A connection that has just begun has no rate yet. */
const rate: Compile = (value) => {
	const match = /^(\d+)[kMG]?(?:-(\d+)[kMG]?)?$/.exec(value);
	return match === null ? undefined : ({flow}) => flow.connection !== undefined && Number(match[1]) === 0;
};

export const connectionMatchers: Readonly<Record<string, Compile>> = {
	'connection-mark': (value, family) => {
		const test = mark(({connection}) => connection?.mark)(value, family);
		// In Linux neither `no-mark` nor its opposite matches such a packet.
		return test === undefined ? undefined : (walk) => (walk.flow.connection === undefined ? 'which connection marks match a packet of no connection is not confirmed' : test(walk));
	},
	'packet-mark': anyMark(({packetMark}) => packetMark),
	'routing-mark': (value, family) =>
		value === 'main'
			? ({flow}) => (flow.routingMark === undefined ? 'whether an unmarked packet has the mark main is not confirmed' : false)
			: mark(({routingMark}) => routingMark)(value, family),
	'connection-state': state,
	'connection-nat-state': natState,
	'connection-type': connectionType,
	'connection-bytes': bytes,
	'connection-rate': rate,
};
