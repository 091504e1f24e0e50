import type {Result} from '../../diagnostics/index.js';
import {didYouMean, display, error, fail, ok} from '../../diagnostics/index.js';
import type {AddressFacts, Facts} from '../../facts/index.js';
import type {Family, InterfaceAddress} from '../../net/index.js';
import {addressFamily, addressOf, addressValue, networkOf, parseInterfaceAddress, prefixBounds, prefixContains, prefixLength} from '../../net/index.js';
import {answerList} from '../answers.js';
import type {Answers, Field} from '../types.js';
import {checkLines} from './lines.js';

type Given = {readonly interface: string; readonly address: InterfaceAddress};

/** The question for the router's own addresses of a family, how long their prefixes may be, and what one looks like. */
const asked = {
	4: {field: 'addresses', longest: 29, shortest: 8, like: '10.99.0.1/24', size: 'a /24 or so'},
	6: {field: 'addresses6', longest: 64, shortest: 64, like: 'fd50:99::1/64', size: 'a /64'},
} as const;

/** An interface and the router's own address there, of one family. */
const parseGiven =
	(family: Family) =>
	(line: string): Result<Given> => {
		const {longest, shortest, like, size} = asked[family];
		const [, name = '', text = ''] = /^(\S.*?)\s+(\S+)$/.exec(line.trim()) ?? [];
		const address = parseInterfaceAddress(text);
		if (address === undefined || addressFamily(address) !== family || address.startsWith('fe80:')) {
			return fail(error('bad-interface-address', `“${display(line)}” is no interface with an IPv${family} address.`, {hint: `Write both: vlan50-tenant ${like}.`}));
		}

		const isNetwork = addressValue(addressOf(address)) === prefixBounds(networkOf(address)).first;
		return prefixLength(address) > longest || prefixLength(address) < shortest || isNetwork
			? fail(
					error('bad-interface-address', `${address} leaves no room for hosts beside the router.`, {
						hint: `A network for hosts is ${size}, and the router has one of its addresses: ${like}.`,
					}),
				)
			: ok({interface: name, address});
	};

/** Addresses that are there to stay: an IPv6 prefix that comes from a pool changes, and ways between tables would not follow. */
export const ownOn = (facts: Facts, name: string, family: Family): readonly InterfaceAddress[] =>
	facts.addresses
		.filter((row) => row.interface === name && addressFamily(row.address) === family && (family === 4 || !(row.dynamic || row.address.startsWith('fe80:'))))
		.map(({address}) => address);

/** What was answered for a family, line by line. */
export const given = (answers: Answers, family: Family): readonly Given[] =>
	answerList(answers, asked[family].field).flatMap((line) => {
		const parsed = parseGiven(family)(line);
		return parsed.ok ? [parsed.value] : [];
	});

/** Interfaces of the tenant that have no address of a family to stay. */
export const bare = (answers: Answers, facts: Facts, family: Family): readonly string[] =>
	answerList(answers, 'interfaces').filter((name) => ownOn(facts, name, family).length === 0);

const overlap = (one: InterfaceAddress, other: InterfaceAddress): boolean => prefixContains(networkOf(one), networkOf(other)) || prefixContains(networkOf(other), networkOf(one));

/** Addresses elsewhere whose networks have something in common with that of one. */
export const sharedWith = (facts: Facts, {interface: name, address}: Given): readonly AddressFacts[] =>
	facts.addresses.filter((row) => row.interface !== name && overlap(row.address, address));

/** Each address on an interface of the tenant's, and in no network of the house or of an earlier line. */
export const checkGiven = (family: Family): NonNullable<Field['check']> =>
	checkLines(asked[family].field, parseGiven(family), (answers, facts) => ({interface: name, address}, earlier) => [
		...(answerList(answers, 'interfaces').includes(name)
			? []
			: [
					error('no-such-interface', `${display(name)} is none of the tenant’s interfaces.`, {
						hint: didYouMean(name, answerList(answers, 'interfaces')) ?? 'Choose it above first.',
					}),
				]),
		...sharedWith(facts, {interface: name, address}).map((row) =>
			error('tenant-overlaps', `${networkOf(address)} is a network of ${display(row.interface)}, too.`, {hint: 'Each network needs addresses of its own.'}),
		),
		...earlier
			.filter((one) => overlap(one.address, address))
			.slice(0, 1)
			.map((one) =>
				error('tenant-overlaps', `${networkOf(address)} is the network of ${display(one.interface)} ${one.address}, too.`, {
					hint: 'Name each network once, with one address of the router.',
				}),
			),
	]);

/** A private network that the router neither has nor has a route to, for each interface that has no IPv4 address. */
export const unused = (answers: Answers, facts: Facts): readonly string[] => {
	const known = [...facts.addresses.map(({address}) => networkOf(address)), ...facts.routes.map(({destination}) => destination)].filter((prefix) => prefixLength(prefix) > 0);
	const free = Array.from({length: 200}, (_, index) => parseInterfaceAddress(`10.${index + 50}.0.1/24`)).flatMap((address) =>
		address === undefined || known.some((prefix) => prefixContains(prefix, networkOf(address)) || prefixContains(networkOf(address), prefix)) ? [] : [address],
	);
	return bare(answers, facts, 4).flatMap((name, index) => (free[index] === undefined ? [] : [`${name} ${free[index]}`]));
};

/** Ten digits for whom a text stands for (FNV-1a, 40 bits of it): prefixes of one's own making are to differ from router to router (RFC 4193, 3.2.2). */
const digitsOf = (text: string): string => {
	let hash = 0xcbf2_9ce4_8422_2325n;
	for (const byte of new TextEncoder().encode(text)) {
		hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x1_0000_0001_b3n);
	}

	return (hash >> 24n).toString(16).padStart(10, '0');
};

/** An address of the router's own making for each interface that has no IPv6 address to stay. */
export const madeUp = (answers: Answers, facts: Facts): readonly string[] => {
	const digits = digitsOf(`${facts.serial} ${facts.identity}`);
	const interfaces = answerList(answers, 'interfaces');
	return bare(answers, facts, 6).flatMap((name) => {
		const address = parseInterfaceAddress(`fd${digits.slice(0, 2)}:${digits.slice(2, 6)}:${digits.slice(6, 10)}:${(interfaces.indexOf(name) + 1).toString(16)}::1/64`);
		return address === undefined ? [] : [`${name} ${address}`];
	});
};
