import type {Family, Packet, Protocol} from '../../net/index.js';
import type {Configuration, Properties} from '../../routeros/model/index.js';
import type {Span} from './atoms.js';
import {atomsOf, largest} from './atoms.js';
import {positive, rulesOf} from './snapshot.js';

/** A kind of packets, whoever sends them to whom. */
export type Service = Pick<Packet, 'protocol' | 'fromPort' | 'toPort' | 'icmp' | 'dscp' | 'size' | 'ttl'> & {
	readonly label: string;
	/** Whether no rule names it. */
	readonly isPlain: boolean;
};

export type Services = {
	readonly services: readonly Service[];
	/** Protocols that rules name and that cannot be asked for. */
	readonly leftOut: readonly string[];
};

/** What a router is managed by, and what nearly all traffic is: asked whether rules name it or not. */
const usual: Readonly<Record<'tcp' | 'udp', readonly string[]>> = {tcp: ['22', '80', '443', '8291'], udp: ['53', '443']};

const numbers: Readonly<Record<string, string>> = {'1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6'};

/** `80,443,8000-8010`; nothing where a part is no number. */
export const spansFrom = (text: string): readonly Span[] => {
	const spans = positive(text)
		.split(',')
		.map((part) => /^(\d{1,9})(?:[-:](\d{1,9}))?$/.exec(part))
		.map((match) => (match === null ? undefined : {first: BigInt(match[1] ?? 0), last: BigInt(match[2] ?? match[1] ?? 0)}));
	return spans.flatMap((span) => span ?? []);
};

const valuesOf = (rows: readonly Properties[], ...names: readonly string[]): readonly string[] => [
	...new Set(rows.flatMap((row) => names.flatMap((name) => (row[name] === undefined || row[name] === '' ? [] : [positive(row[name])])))),
];

const middle = ({first, last}: Span): number => Number((first + last) / 2n);

const text = ({first, last}: Span): string => (first === last ? `${first}` : `${first}-${last}`);

const few = 4;

const spansText = (spans: readonly Span[]): string => (spans.length > few ? `${spans.slice(0, few).map(text).join()} …` : spans.map(text).join());

const everyPort: Span = {first: 1n, last: 65_535n};

type Port = {readonly label: string; readonly port: number; readonly isNamed: boolean};

/** One of the ports that some values tell apart. The first is one that none means. */
const portsOf = (values: readonly string[]): readonly Port[] =>
	atomsOf(everyPort, values.map(spansFrom))
		.map(({sets, spans}) => {
			const span = largest(spans) ?? everyPort;
			return {label: spansText(spans), port: sets.length === 0 ? middle(span) : Number(span.first), isNamed: sets.length > 0};
		})
		.sort((a, b) => Number(a.isNamed) - Number(b.isNamed));

const numbersOf = (rows: readonly Properties[], name: string, last: bigint): readonly number[] => {
	const values = valuesOf(rows, name);
	return values.length === 0 ? [] : atomsOf({first: 0n, last}, values.map(spansFrom)).map(({spans: [span]}) => Number(span?.first ?? 0n));
};

const protocolOf = (value: string): string => numbers[positive(value)] ?? positive(value);

/** Kinds of packets that the rules of some configurations tell apart: by protocol and port, and by what else of the header they name. */
export const servicesOf = (configurations: readonly Configuration[], family: Family): Services => {
	const rows = configurations.flatMap((configuration) => rulesOf(configuration, family)).map(({properties}) => properties);
	const sizes = numbersOf(rows, 'packet-size', 65_535n);
	const hops = numbersOf(rows, family === 4 ? 'ttl' : 'hop-limit', 255n);
	const dscps = [...numbersOf(rows, 'dscp', 63n), ...numbersOf(rows, 'tos', 255n).map((tos) => tos >> 2)];
	// A rule that asks for something that was not told has no answer: where one asks, all packets say it.
	const told = {...(sizes.length === 0 ? {} : {size: 100}), ...(rows.some((row) => row.ttl !== undefined || row['hop-limit'] !== undefined) ? {ttl: 64} : {})};
	const make = (protocol: Protocol, label: string, more: Partial<Service> = {}): Service => ({
		protocol,
		isPlain: label === '',
		...told,
		...more,
		label: label === '' ? `other ${protocol}` : `${protocol} ${label}`,
	});
	const byProtocol = (['tcp', 'udp'] as const).map((protocol) => {
		const own = rows.filter((row) => row.protocol === undefined || row.protocol.startsWith('!') || protocolOf(row.protocol) === protocol);
		const [rest, ...named] = portsOf([...valuesOf(own, 'dst-port', 'src-port', 'port'), ...usual[protocol]]);
		const toPort = rest?.port ?? 1;
		const sources = portsOf(valuesOf(own, 'src-port', 'port')).filter(({isNamed}) => isNamed);
		return [
			make(protocol, '', {toPort}),
			...named.map(({label, port}) => make(protocol, label, {toPort: port})),
			...sources.map(({label, port}) => make(protocol, `from port ${label}`, {fromPort: port, toPort})),
			...[...new Set(dscps)].filter((dscp) => dscp > 0).map((dscp) => make(protocol, `with DSCP ${dscp}`, {toPort, dscp})),
			...sizes.map((size) => make(protocol, `of ${size} bytes`, {toPort, size})),
			...hops.map((ttl) => make(protocol, `with ${ttl} hops left`, {toPort, ttl})),
		];
	});
	const ping: Service = {...make('icmp', ''), label: 'ping'};
	const types = valuesOf(rows, 'icmp-options').flatMap((value) => {
		const [, type, code = '0'] = /^(\d+)(?::(\d+))?/.exec(value) ?? [];
		return type === undefined || `${type}:${code}` === (family === 4 ? '8:0' : '128:0') ? [] : [make('icmp', `${type}:${code}`, {icmp: `${type}:${code}`})];
	});
	const known = new Set(['tcp', 'udp', 'icmp', 'icmpv6', 'all']);
	return {
		services: [...byProtocol.flat(), ping, ...types],
		leftOut: valuesOf(rows, 'protocol')
			.map(protocolOf)
			.filter((protocol) => !known.has(protocol)),
	};
};
