import type {Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {NumberRange, Selector} from '../policy/index.js';

/** A kind of traffic by what its packets say of themselves. */
export type Traffic = Pick<Selector, 'protocol' | 'ports' | 'fromPorts' | 'dscp' | 'size'>;

const example = 'Such as: udp 5060,10000-20000, tcp from 25, udp size 0-200, or dscp 46.';

const parseRange = (text: string, least: number, most: number): NumberRange | undefined => {
	const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
	const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
	return match !== null && least <= first && first <= last && last <= most ? {first, last} : undefined;
};

const parsePorts = (text: string): readonly NumberRange[] | undefined => {
	const ranges = text.split(',').map((part) => parseRange(part, 1, 65_535));
	return ranges.every((range) => range !== undefined) ? ranges : undefined;
};

/** What may follow a word; undefined where it cannot be read. */
const words: ReadonlyMap<string, (text: string) => Traffic | undefined> = new Map(
	Object.entries({
		from: (text) => {
			const fromPorts = parsePorts(text);
			return fromPorts && {fromPorts};
		},
		dscp: (text) => {
			const dscp = parseRange(text, 0, 63);
			return dscp && dscp.first === dscp.last ? {dscp: dscp.first} : undefined;
		},
		size: (text) => {
			const size = parseRange(text, 0, 65_535);
			return size && {size};
		},
	}),
);

/** Reads a kind of traffic: `udp 5060,10000-20000`, `tcp from 25`, `udp size 0-200`, `dscp 46`. */
export const parseTraffic = (text: string): Result<Traffic> => {
	const parts = text.trim().toLowerCase().split(/\s+/);
	let traffic: Traffic = {};
	for (let index = 0; index < parts.length; index += 1) {
		const part = parts[index] ?? '';
		const read = words.get(part);
		let next: Traffic | undefined;
		if (read === undefined) {
			const ports = parsePorts(part);
			next = part === 'tcp' || part === 'udp' || part === 'icmp' ? {protocol: part} : ports && {ports};
		} else {
			index += 1;
			next = read(parts[index] ?? '');
		}

		if (next === undefined || Object.keys(next).some((key) => key in traffic)) {
			return fail(error('bad-traffic', `“${display(text.trim())}” is no kind of traffic.`, {hint: example}));
		}

		traffic = {...traffic, ...next};
	}

	return traffic.protocol === 'icmp' && (traffic.ports ?? traffic.fromPorts) !== undefined
		? fail(error('bad-traffic', 'ICMP has no ports.', {hint: 'Ports belong to tcp and udp.'}))
		: ok(traffic);
};

/** A kind of traffic and the line that it takes: `udp 5060 > ether2`. */
export const parseTrafficRule = (text: string): Result<{readonly traffic: Traffic; readonly line: string}> => {
	const [kind = '', line, more] = text.split('>').map((part) => part.trim());
	if (line === undefined || line === '' || more !== undefined) {
		return fail(error('bad-traffic', `“${display(text.trim())}” names no line.`, {hint: 'Traffic, then “>”, then the line: udp 5060,10000-20000 > ether2.'}));
	}

	const traffic = parseTraffic(kind);
	return traffic.ok ? ok({traffic: traffic.value, line}) : traffic;
};
