import type {Family} from '../../net/index.js';
import type {Entry, Properties} from '../../routeros/model/index.js';
import type {Router} from '../../simulator/index.js';
import type {Entrance, Party} from './entrances.js';
import {listKey, textKey} from './named-sets.js';
import type {Service} from './services.js';
import {spansFrom} from './services.js';
import {menuOf, rowsOf, tables} from './snapshot.js';

/** Which packets a row may match, or the answers to which: it and the jumps that lead to it, as far as a packet alone can tell. */
export type RowBox = {
	readonly takesEntrance: (entrance: Entrance) => boolean;
	readonly takesSender: (party: Party) => boolean;
	readonly takesTarget: (party: Party) => boolean;
	/** The kinds of packets that it takes. */
	readonly services: readonly Service[];
	/** The ends that it knows by lists. */
	readonly listed: readonly ('senders' | 'targets')[];
};

/** Says yes or no, and the opposite where the value has a `!`. */
const test = (value: string | undefined, holds: (bare: string) => boolean): boolean =>
	value === undefined || value === '' || (value.startsWith('!') ? !holds(value.slice(1)) : holds(value));

/** What a chain says of where its packets come from: those of the other chains may come from anywhere. */
const entered: Readonly<Record<string, 'incoming' | 'made'>> = {prerouting: 'incoming', input: 'incoming', forward: 'incoming', dstnat: 'incoming', output: 'made'};

const isSide = ({interfaces}: Router, {'in-interface': one, 'in-interface-list': list}: Properties, name: string): boolean =>
	test(one, (wanted) => /^all-/.test(wanted) || wanted === interfaces.seenAs(name)) && test(list, (wanted) => interfaces.isInList(wanted, interfaces.seenAs(name)));

const backwards: Readonly<Record<string, string>> = {
	'src-address': 'dst-address',
	'src-address-list': 'dst-address-list',
	'src-port': 'dst-port',
	'in-interface': 'out-interface',
	'in-interface-list': 'out-interface-list',
};

/** What a row says of answers, said of what they answer. */
const turned = (properties: Properties): Properties =>
	Object.fromEntries([
		...Object.entries(properties).filter(([name]) => !Object.entries(backwards).flat().includes(name)),
		...Object.entries(backwards).flatMap(([one, other]) => [
			...(properties[one] === undefined ? [] : [[other, properties[one]] as const]),
			...(properties[other] === undefined ? [] : [[one, properties[other]] as const]),
		]),
	]);

type Numbers = (service: Service) => readonly (number | undefined)[];

/** Matchers of numbers, and where a packet has them: one of them is enough, and one that was not told may be any. */
const numbers: Readonly<Record<string, Numbers>> = {
	'dst-port': ({toPort}) => [toPort ?? -1],
	'src-port': ({fromPort}) => [fromPort],
	port: ({fromPort, toPort}) => [fromPort ?? -1, toPort ?? -1],
	dscp: ({dscp}) => [dscp ?? 0],
	'packet-size': ({size}) => [size],
};

const protocolNumbers: Readonly<Record<string, string>> = {tcp: '6', udp: '17', icmp: '1', icmpv6: '58'};

/** What rows ask of a packet's header. */
const serviceTests = (family: Family, properties: Properties): readonly ((service: Service) => boolean)[] => [
	...(properties.protocol === undefined
		? []
		: [
				({protocol}: Service): boolean => {
					const name = protocol === 'icmp' && family === 6 ? 'icmpv6' : protocol;
					return test(properties.protocol, (wanted) => wanted === name || wanted === protocolNumbers[name]);
				},
			]),
	...(properties['icmp-options'] === undefined
		? []
		: [
				({protocol, icmp}: Service): boolean =>
					test(properties['icmp-options'], (wanted) => protocol === 'icmp' && (icmp === undefined || wanted.startsWith(icmp.split(':')[0] ?? ''))),
			]),
	...Object.entries(numbers).flatMap(([name, numbersOf]) => {
		const value = properties[name];
		const spans = value === undefined ? [] : spansFrom(value);
		const isIn = (number: number | undefined): boolean => number === undefined || spans.some(({first, last}) => first <= number && number <= last);
		return value === undefined ? [] : [(service: Service): boolean => test(value, () => numbersOf(service).some(isIn))];
	}),
];

/** What rows ask of an address: the keys of the sets that it has to be in, or may not be in. */
const partyTest = (rows: readonly Properties[], end: 'src' | 'dst', side: number): ((party: Party) => boolean) => {
	const asked = rows.flatMap((row) => {
		const [address = '', list = ''] = [row[`${end}-address`], row[`${end}-address-list`]];
		return [
			...(address === '' ? [] : [{key: textKey(address), isWanted: !address.startsWith('!')}]),
			...(list === '' ? [] : [{key: listKey(side, list), isWanted: !list.startsWith('!')}]),
		];
	});
	return ({keys}) => asked.every(({key, isWanted}) => keys.has(key) === isWanted);
};

const boxOf = (router: Router, side: number, family: Family, services: readonly Service[], rows: readonly Properties[]): RowBox => {
	const asked = rows.flatMap((row) => serviceTests(family, row));
	return {
		takesEntrance: ({inInterface}) =>
			rows.every((row) => {
				const from = entered[row.chain ?? ''];
				return inInterface === undefined ? from !== 'incoming' : from !== 'made' && isSide(router, row, inInterface);
			}),
		takesSender: partyTest(rows, 'src', side),
		takesTarget: partyTest(rows, 'dst', side),
		services: services.filter((service) => asked.every((holds) => holds(service))),
		listed: [
			...(rows.some((row) => row['src-address-list'] !== undefined) ? (['senders'] as const) : []),
			...(rows.some((row) => row['dst-address-list'] !== undefined) ? (['targets'] as const) : []),
		],
	};
};

const builtIn = new Set(['prerouting', 'input', 'forward', 'output', 'postrouting', 'srcnat', 'dstnat']);

/** Of many ways to a chain, as many. */
const mostPaths = 4;

/** A row behind each of the jumps that lead to its chain, and the jumps that lead to those. */
const pathsTo = (rows: readonly Entry[], properties: Properties, depth = 0): readonly (readonly Properties[])[] => {
	const {chain = ''} = properties;
	return builtIn.has(chain) || depth > 3
		? [[properties]]
		: rows
				.filter((row) => row.properties.action === 'jump' && row.properties['jump-target'] === chain)
				.slice(0, mostPaths)
				.flatMap((jump) => pathsTo(rows, jump.properties, depth + 1).map((path) => [...path, properties]));
};

/** For each firewall rule and routing rule of a family: the packets that it may match, and those whose answers it may. */
export const rowBoxes = (router: Router, side: number, family: Family, services: readonly Service[]): ReadonlyMap<Entry, readonly RowBox[]> => {
	const {configuration} = router;
	const boxes = (paths: readonly (readonly Properties[])[]): readonly RowBox[] =>
		paths.slice(0, mostPaths).flatMap((path) => [
			boxOf(router, side, family, services, path),
			boxOf(
				router,
				side,
				family,
				services,
				path.map((row) => ({...turned(row), chain: ''})),
			),
		]);
	return new Map([
		...tables.flatMap((table) => {
			const rows = rowsOf(configuration, menuOf(family, `firewall/${table}`));
			return rows.map((row) => [row, boxes(pathsTo(rows, row.properties))] as const);
		}),
		...rowsOf(configuration, '/routing/rule').map((row) => [row, boxes([[{...row.properties, 'in-interface': row.properties.interface ?? '', chain: ''}]])] as const),
	]);
};
