declare const brand: unique symbol;
type Brand<T, Name> = T & {readonly [brand]: Name};

export type Family = 4 | 6;
export const families = [4, 6] as const;

/** Canonical dotted quad, e.g. `192.168.88.1`. */
export type Ipv4 = Brand<string, 'ipv4'>;
/** Canonical RFC 5952 text, e.g. `2001:db8::1`. No zone. */
export type Ipv6 = Brand<string, 'ipv6'>;
export type Ip = Ipv4 | Ipv6;
/** Canonical CIDR without host bits, e.g. `10.0.0.0/8` or `2001:db8::/32`. */
export type Prefix = Brand<string, 'prefix'>;
/** An address with its prefix length, host bits kept: what `/ip address` holds, e.g. `192.168.88.1/24`. */
export type InterfaceAddress = Brand<string, 'interface-address'>;

const octet = /^(?:0|[1-9]\d{0,2})$/;

const ipv4Value = (text: string): bigint | undefined => {
	const parts = text.split('.');
	if (parts.length !== 4) {
		return undefined;
	}

	let value = 0;
	for (const part of parts) {
		// Leading zeros are refused: some systems read them as octal.
		if (!octet.test(part) || Number(part) > 255) {
			return undefined;
		}

		value = value * 256 + Number(part);
	}

	return BigInt(value);
};

const ipv6Groups = (text: string): readonly number[] | undefined => {
	if (text === '') {
		return [];
	}

	const groups: number[] = [];
	const parts = text.split(':');
	for (const [index, part] of parts.entries()) {
		if (index === parts.length - 1 && part.includes('.')) {
			const value = ipv4Value(part);
			if (value === undefined) {
				return undefined;
			}

			groups.push(Number(value >> 16n), Number(value & 0xffffn));
		} else if (/^[\da-fA-F]{1,4}$/.test(part)) {
			groups.push(Number.parseInt(part, 16));
		} else {
			return undefined;
		}
	}

	return groups;
};

const ipv6Value = (text: string): bigint | undefined => {
	const halves = text.split('::');
	if (halves.length > 2) {
		return undefined;
	}

	const head = ipv6Groups(halves[0] ?? '');
	const tail = halves.length === 2 ? ipv6Groups(halves[1] ?? '') : [];
	if (head === undefined || tail === undefined) {
		return undefined;
	}

	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) {
		return undefined;
	}

	let value = 0n;
	for (const group of [...head, ...Array.from({length: missing}, () => 0), ...tail]) {
		value = (value << 16n) | BigInt(group);
	}

	return value;
};

const ipv4Text = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join('.');

const ipv6Text = (value: bigint): string => {
	const groups = Array.from({length: 8}, (_, index) => Number((value >> BigInt(112 - index * 16)) & 0xffffn));
	let best = {start: -1, length: 1};
	for (let start = 0; start < 8; start++) {
		let length = 0;
		while (start + length < 8 && groups[start + length] === 0) {
			length++;
		}

		if (length > best.length) {
			best = {start, length};
		}
	}

	const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
	return best.start < 0 ? hex(groups) : `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
};

const bits = (family: Family): number => (family === 4 ? 32 : 128);

export const addressFamily = (address: Ip | Prefix | InterfaceAddress): Family => (address.includes(':') ? 6 : 4);

/** The number an address stands for: 32 or 128 bits. */
export const addressValue = (address: Ip): bigint => (addressFamily(address) === 4 ? ipv4Value(address) : ipv6Value(address)) ?? 0n;

export const addressFromValue = (family: Family, value: bigint): Ip => (family === 4 ? ipv4Text(value) : ipv6Text(value)) as Ip;

export const parseIpv4 = (text: string): Ipv4 | undefined => (ipv4Value(text) === undefined ? undefined : (text as Ipv4));

export const parseIpv6 = (text: string): Ipv6 | undefined => {
	const value = ipv6Value(text);
	return value === undefined ? undefined : (ipv6Text(value) as Ipv6);
};

/** Either family, canonical. Zones (`%ether1`), ports and prefix lengths are not addresses. */
export const parseIp = (text: string): Ip | undefined => (text.includes(':') ? parseIpv6(text) : parseIpv4(text));

const splitPrefix = (text: string): {readonly ip: Ip; readonly length: number} | undefined => {
	const slash = text.indexOf('/');
	const ip = parseIp(slash < 0 ? text : text.slice(0, slash));
	if (ip === undefined) {
		return undefined;
	}

	const size = bits(addressFamily(ip));
	const lengthText = slash < 0 ? String(size) : text.slice(slash + 1);
	if (!/^(?:0|[1-9]\d{0,2})$/.test(lengthText) || Number(lengthText) > size) {
		return undefined;
	}

	return {ip, length: Number(lengthText)};
};

const maskOff = (family: Family, value: bigint, length: number): bigint => {
	const shift = BigInt(bits(family) - length);
	return (value >> shift) << shift;
};

/** A prefix; a bare address is a /32 or /128. Undefined when it is no prefix or has host bits (see `networkOf`). */
export const parsePrefix = (text: string): Prefix | undefined => {
	const parsed = splitPrefix(text);
	if (parsed === undefined) {
		return undefined;
	}

	const family = addressFamily(parsed.ip);
	const value = addressValue(parsed.ip);
	return maskOff(family, value, parsed.length) === value ? (`${parsed.ip}/${parsed.length}` as Prefix) : undefined;
};

/** An address with a prefix length, host bits allowed: `192.168.88.1/24`. */
export const parseInterfaceAddress = (text: string): InterfaceAddress | undefined => {
	const parsed = splitPrefix(text);
	return parsed === undefined ? undefined : (`${parsed.ip}/${parsed.length}` as InterfaceAddress);
};

/** The network that an interface address is in: `192.168.88.1/24` -> `192.168.88.0/24`. */
export const networkOf = (address: InterfaceAddress | Prefix): Prefix => {
	const parsed = splitPrefix(address);
	if (parsed === undefined) {
		throw new Error(`Bug in Detour: ${address} is branded but does not parse`);
	}

	const family = addressFamily(parsed.ip);
	return `${addressFromValue(family, maskOff(family, addressValue(parsed.ip), parsed.length))}/${parsed.length}` as Prefix;
};

export const addressOf = (address: InterfaceAddress | Prefix): Ip => address.slice(0, address.indexOf('/')) as Ip;

export const prefixLength = (prefix: Prefix | InterfaceAddress): number => Number(prefix.slice(prefix.indexOf('/') + 1));

export const hostPrefix = (address: Ip): Prefix => `${address}/${bits(addressFamily(address))}` as Prefix;

/** First and last address of a prefix, as numbers. */
export const prefixBounds = (prefix: Prefix): {readonly first: bigint; readonly last: bigint} => {
	const first = addressValue(addressOf(prefix));
	const size = 1n << BigInt(bits(addressFamily(prefix)) - prefixLength(prefix));
	return {first, last: first + size - 1n};
};

export const prefixContains = (prefix: Prefix, inner: Ip | Prefix): boolean => {
	if (addressFamily(prefix) !== addressFamily(inner)) {
		return false;
	}

	const outer = prefixBounds(prefix);
	const {first, last} = prefixBounds(inner.includes('/') ? (inner as Prefix) : hostPrefix(inner as Ip));
	return outer.first <= first && last <= outer.last;
};

export const defaultPrefix = (family: Family): Prefix => (family === 4 ? '0.0.0.0/0' : '::/0') as Prefix;
