import type {Family, Ip} from '../../net/index.js';
import {addressFamily, addressOf, addressValue, networkOf, parseInterfaceAddress, parseIp, prefixLength, rangeToPrefixes} from '../../net/index.js';

const size = (family: Family): number => (family === 4 ? 32 : 128);

/** `a-b`, when both are addresses of one family and in order. */
const bounds = (text: string): readonly [Ip, Ip] | undefined => {
	const [left = '', right = '', ...more] = text.split('-');
	const [first, last] = [parseIp(left), parseIp(right)];
	if (first === undefined || last === undefined || more.length > 0 || addressFamily(first) !== addressFamily(last) || addressValue(first) > addressValue(last)) {
		return undefined;
	}

	return [first, last];
};

/** IPv4 hosts are printed bare, IPv6 hosts with `/128` (exports of 7.18). */
const printed = (prefix: string): string => prefix.replace(/^([\d.]+)\/32$/, '$1');

/** What matches packets, or stands in a list: host bits masked, one address without `/32`, a name as it is. */
export const canonicalMatch = (text: string): string => {
	const parsed = parseInterfaceAddress(text);
	if (parsed !== undefined) {
		return printed(networkOf(parsed));
	}

	const range = bounds(text);
	return range === undefined ? text : range[0] === range[1] ? canonicalMatch(range[0]) : range.join('-');
};

/** The same in an address list, where a range that is one prefix is stored as that, and a name in small letters. */
export const canonicalListed = (text: string): string => {
	const range = bounds(text);
	if (range === undefined) {
		return canonicalMatch(text).toLowerCase();
	}

	const [first, last] = range;
	const [prefix, ...more] = rangeToPrefixes(addressFamily(first), addressValue(first), addressValue(last));
	return prefix === undefined || more.length > 0 ? range.join('-') : printed(prefix);
};

/** The destination of a route or rule: always with a prefix length. */
export const canonicalPrefix = (text: string): string => {
	const parsed = parseInterfaceAddress(text);
	return parsed === undefined ? text : networkOf(parsed);
};

/** `target=10.0.0.0/8,192.0.2.1/32,bridge`. */
export const canonicalPrefixes = (text: string): string => text.split(',').map(canonicalPrefix).join(',');

/** An address with its prefix length, host bits kept. */
export const canonicalAddress = (text: string): string => parseInterfaceAddress(text) ?? text;

/** `allowed-address=10.0.0.2/32,fd00::2/128`: host bits stay as they were typed. */
export const canonicalAddresses = (text: string): string => text.split(',').map(canonicalAddress).join(',');

/** A gateway: `address`, `interface`, `address%interface`, `…@table`, or a list of those. */
export const canonicalGateway = (text: string): string =>
	text
		.split(',')
		.map((gateway) => gateway.replace(/^[^%@]+/, (address) => parseIp(address) ?? address))
		.join(',');

/** `network` as the router derives it from `address`; undefined when that is no IPv4 address. */
export const derivedNetwork = (text: string): string | undefined => {
	const parsed = parseInterfaceAddress(text);
	return parsed === undefined || addressFamily(parsed) !== 4 ? undefined : prefixLength(parsed) === size(4) ? addressOf(parsed) : addressOf(networkOf(parsed));
};
