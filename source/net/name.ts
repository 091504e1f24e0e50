import {isConnectable} from './address.js';

declare const brand: unique symbol;

/** A DNS name in lower case without the final dot, e.g. `cdn.example.net`. IDNs as punycode. */
export type DomainName = string & {readonly [brand]: 'domain'};

const label = /^(?!-)[a-z\d_-]{1,63}(?<!-)$/;

/** A last label of digits alone would be read as an address. */
const isName = (name: string): boolean => name.length <= 253 && name.split('.').every((part) => label.test(part)) && !/(?:^|\.)\d+$/.test(name);

/** A name of at least two labels; undefined for addresses, wildcards, URLs and anything else. */
export const parseDomainName = (text: string): DomainName | undefined => {
	const name = text.toLowerCase().replace(/\.$/, '');
	return name.includes('.') && isName(name) ? (name as DomainName) : undefined;
};

/** What a program can be told to connect to: an address, or a name of any number of labels. */
export const isHost = (text: string): boolean => isConnectable(text) || isName(text.toLowerCase().replace(/\.$/, ''));

/** A TCP or UDP port, 1 to 65535. */
export const parsePort = (text: string): number | undefined => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined);

/** What can take a program very long: groups that repeat, references back, and more than three places that may be of any length. */
const isSlow = (text: string): boolean => text.length > 200 || /\)(?:[*+]|\{)|\\[\dk]/.test(text) || (text.match(/[*+]|\{\d+,/g) ?? []).length > 3;

/**
 * The pattern of a DNS row (`regexp=`, POSIX) as JavaScript reads it; undefined for what it does not read, and for what somebody
 * might write to keep a program busy for years: what such a row is about is not known.
 */
export const parseNamePattern = (text: string): RegExp | undefined => {
	try {
		return isSlow(text) ? undefined : new RegExp(text);
	} catch {
		return undefined;
	}
};
