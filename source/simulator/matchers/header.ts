import type {Flow, Ports} from '../flow.js';
import type {Answer, Compile} from './test.js';
import {parseRanges} from './test.js';

const numbers: Readonly<Record<string, string>> = {'1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6'};

/** Our `icmp` is ICMPv6 in IPv6. */
const protocolOf = ({protocol, family}: Flow): string => (protocol === 'icmp' && family === 6 ? 'icmpv6' : protocol);

const protocol: Compile = (value) => {
	const wanted = numbers[value] ?? value;
	return ({flow}) => protocolOf(flow) === wanted;
};

const inPorts = (ranges: readonly Ports[], {first, last}: Ports): Answer => {
	if (ranges.some((range) => range.first <= first && last <= range.last)) {
		return true;
	}

	return ranges.some((range) => range.first <= last && first <= range.last) ? 'the port of the packet is not known' : false;
};

const ports =
	(sides: readonly ('from' | 'to')[]): Compile =>
	(value) => {
		const ranges = parseRanges(value);
		return ranges === undefined
			? undefined
			: ({flow}) => {
					if (flow.protocol === 'icmp') {
						return false;
					}

					const answers = sides.map((side) => inPorts(ranges, flow[side].ports));
					return answers.includes(true) ? true : (answers.find((answer) => typeof answer === 'string') ?? false);
				};
	};

/** `syn,!ack`: these set and those not; others do not matter. */
const tcpFlags: Compile = (value) => {
	const flags = value.split(',');
	return ({flow}) => flow.protocol === 'tcp' && flags.every((flag) => (flag.startsWith('!') ? !flow.tcpFlags.includes(flag.slice(1)) : flow.tcpFlags.includes(flag)));
};

/** `8:0`, `8:0-255` or `8`, of ICMP in either family. */
const icmp: Compile = (value) => {
	const match = /^(\d+)(?::(\d+)(?:-(\d+))?)?$/.exec(value);
	return match === null
		? undefined
		: ({flow}) => {
				const [type = '', code = '0'] = flow.icmp.split(':');
				const [first, last] = match[2] === undefined ? [0, 255] : [Number(match[2]), Number(match[3] ?? match[2])];
				return flow.protocol === 'icmp' && type === match[1] && first <= Number(code) && Number(code) <= last;
			};
};

const oneOf =
	(of: (flow: Flow) => number | undefined, unknown: string): Compile =>
	(value) => {
		const ranges = parseRanges(value);
		return ranges === undefined
			? undefined
			: ({flow}) => {
					const own = of(flow);
					return own === undefined ? unknown : ranges.some(({first, last}) => first <= own && own <= last);
				};
	};

const comparisons: Readonly<Record<string, (own: number, wanted: number) => boolean>> = {
	equal: (own, wanted) => own === wanted,
	'not-equal': (own, wanted) => own !== wanted,
	'less-than': (own, wanted) => own < wanted,
	'greater-than': (own, wanted) => own > wanted,
};

/** `equal:1`, `less-than:5`. */
const hops: Compile = (value) => {
	const [word = '', number = ''] = value.split(':');
	const compare = comparisons[word];
	return compare === undefined || !/^\d+$/.test(number)
		? undefined
		: ({flow}) => (flow.ttl === undefined ? 'the hop limit of the packet is not known' : compare(flow.ttl, Number(number)));
};

const nothingBut =
	(words: readonly string[]): Compile =>
	(value) =>
	() =>
		words.includes(value);

/** Fields of the packet itself. It is whole, and without IP options or extension headers. */
export const headerMatchers: Readonly<Record<string, Compile>> = {
	protocol,
	'src-port': ports(['from']),
	'dst-port': ports(['to']),
	port: ports(['from', 'to']),
	'tcp-flags': tcpFlags,
	'icmp-options': icmp,
	dscp: oneOf(({dscp}) => dscp, ''),
	tos: oneOf(({dscp}) => dscp * 4, ''),
	'packet-size': oneOf(({size}) => size, 'the size of the packet is not known'),
	ttl: hops,
	'hop-limit': hops,
	'tcp-mss':
		() =>
		({flow}) =>
			flow.tcpFlags.includes('syn') ? 'the segment size that the packet announces is not known' : false,
	fragment: nothingBut(['no']),
	'ipv4-options': nothingBut(['none', 'no-record-route', 'no-router-alert', 'no-source-routing', 'no-timestamp']),
	headers: () => () => 'extension headers are not modelled',
};
