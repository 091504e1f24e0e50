import type {Family, InterfaceAddress, Ip, Prefix} from '../net/index.js';
import {addressFamily, addressValue, networkOf, parseInterfaceAddress, parseIp, prefixBounds} from '../net/index.js';

/** 32 bits fit a number, which is several times quicker than a bigint; both compare with each other. */
export type Value = number | bigint;

/** An address in the walk. One without `value` is an own address of the interface `of` that nobody told us. */
export type Address = {readonly family: Family; readonly ip?: Ip; readonly value?: Value; readonly of?: string};

const toValue = (family: Family, value: bigint): Value => (family === 4 ? Number(value) : value);

export const addressFrom = (ip: Ip): Address => {
	const family = addressFamily(ip);
	return {family, ip, value: toValue(family, addressValue(ip))};
};

/** An own address of an interface whose lease is not known. */
export const unknownAddress = (family: Family, of: string): Address => ({family, of});

export type Interval = {readonly first: Value; readonly last: Value};

export const prefixInterval = (prefix: Prefix): Interval & {readonly family: Family} => {
	const family = addressFamily(prefix);
	const {first, last} = prefixBounds(prefix);
	return {family, first: toValue(family, first), last: toValue(family, last)};
};

/** `10.0.0.1`, `10.0.0.0/8`, `10.0.0.1-10.0.0.9`, in either family; undefined for anything else. */
export const parseInterval = (text: string): (Interval & {readonly family: Family}) | undefined => {
	const dash = text.indexOf('-');
	if (dash < 0) {
		const parsed: InterfaceAddress | undefined = parseInterfaceAddress(text);
		return parsed === undefined ? undefined : prefixInterval(networkOf(parsed));
	}

	const [first, last] = [parseIp(text.slice(0, dash)), parseIp(text.slice(dash + 1))];
	if (first === undefined || last === undefined || addressFamily(first) !== addressFamily(last)) {
		return undefined;
	}

	const family = addressFamily(first);
	return {family, first: toValue(family, addressValue(first)), last: toValue(family, addressValue(last))};
};

export const within = ({first, last}: Interval, value: Value): boolean => first <= value && value <= last;

export const sameAddress = (a: Address, b: Address): boolean => a.family === b.family && (a.value === undefined ? a.of === b.of : a.value === b.value);

/** For people. */
export const addressText = (address: Address): string => address.ip ?? `an address of ${address.of ?? 'the router'}`;
