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

/** 32 bits fit a number, which is several times quicker than a bigint. */
const ipv4Number = (text: string): number | undefined => {
	let [value, dots, part] = [0, 0, -1];
	for (let index = 0; index < text.length; index++) {
		const digit = text.charCodeAt(index) - 48;
		if (digit === -2 && part >= 0) {
			value = value * 256 + part;
			dots++;
			part = -1;
		} else if (digit < 0 || digit > 9 || part === 0) {
			// Leading zeros are refused: some systems read them as octal.
			return undefined;
		} else {
			part = part < 0 ? digit : part * 10 + digit;
			if (part > 255) {
				return undefined;
			}
		}
	}

	return dots === 3 && part >= 0 ? value * 256 + part : undefined;
};

const hexDigit = (code: number): number => (code >= 48 && code <= 57 ? code - 48 : (code | 32) >= 97 && (code | 32) <= 102 ? (code | 32) - 87 : -1);

const hexNumber = (text: string): number => {
	let value = text.length >= 1 && text.length <= 4 ? 0 : -1;
	for (let index = 0; index < text.length && value >= 0; index++) {
		const digit = hexDigit(text.charCodeAt(index));
		value = digit < 0 ? -1 : value * 16 + digit;
	}

	return value;
};

const groupsOf = (text: string): readonly number[] | undefined => {
	const groups: number[] = [];
	const parts = text === '' ? [] : text.split(':');
	for (const part of parts) {
		const group = hexNumber(part);
		const value = group < 0 && groups.length === parts.length - 1 ? ipv4Number(part) : undefined;
		if (group >= 0) {
			groups.push(group);
		} else if (value === undefined) {
			return undefined;
		} else {
			groups.push(value >>> 16, value & 0xff_ff);
		}
	}

	return groups;
};

const zeros = [0, 0, 0, 0, 0, 0, 0, 0];

/** The eight groups of an IPv6 address. */
const ipv6Groups = (text: string): readonly number[] | undefined => {
	const halves = text.split('::');
	// An IPv4 address may stand at the end only.
	if (halves.length > 2 || (halves.length === 2 && halves[0]?.includes('.') === true)) {
		return undefined;
	}

	const head = groupsOf(halves[0] ?? '');
	const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
	if (head === undefined || tail === undefined) {
		return undefined;
	}

	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) {
		return undefined;
	}

	return halves.length === 1 ? head : [...head, ...zeros.slice(0, missing), ...tail];
};

const ipv6Value = ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: readonly number[]): bigint =>
	(BigInt((a * 65_536 + b) * 65_536 + c) << 80n) | (BigInt((d * 65_536 + e) * 65_536 + f) << 32n) | BigInt(g * 65_536 + h);

const ipv4Text = (value: number): string => `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;

const ipv6Text = (groups: readonly number[]): string => {
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

const groupsFromValue = (value: bigint): readonly number[] => {
	const digits = value.toString(16).padStart(32, '0');
	return zeros.map((_, index) => Number.parseInt(digits.slice(4 * index, 4 * index + 4), 16));
};

const bits = (family: Family): number => (family === 4 ? 32 : 128);

export const addressFamily = (address: Ip | Prefix | InterfaceAddress): Family => (address.includes(':') ? 6 : 4);

/** The number an address stands for: 32 or 128 bits. */
export const addressValue = (address: Ip): bigint => (addressFamily(address) === 4 ? BigInt(ipv4Number(address) ?? 0) : ipv6Value(ipv6Groups(address) ?? []));

export const addressFromValue = (family: Family, value: bigint): Ip => (family === 4 ? ipv4Text(Number(value)) : ipv6Text(groupsFromValue(value))) as Ip;

export const parseIpv4 = (text: string): Ipv4 | undefined => (ipv4Number(text) === undefined ? undefined : (text as Ipv4));

const parseIpv6 = (text: string): Ipv6 | undefined => {
	const groups = ipv6Groups(text);
	return groups === undefined ? undefined : (ipv6Text(groups) as Ipv6);
};

/** Either family, canonical. Zones (`%ether1`), ports and prefix lengths are not addresses. */
export const parseIp = (text: string): Ip | undefined => (text.includes(':') ? parseIpv6(text) : parseIpv4(text));

/** Whether a connection can be opened to it: an address, or one of a single link with its zone (RFC 4007), `fe80::1%eth0`. */
export const isConnectable = (text: string): boolean => {
	const percent = text.indexOf('%');
	const ip = parseIp(percent < 0 ? text : text.slice(0, percent));
	return ip !== undefined && (percent < 0 || (/^fe[89ab]/.test(ip) && /^[\w.-]{1,32}$/.test(text.slice(percent + 1))));
};

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

/** A group of an IPv6 address without its host bits. */
const maskedGroup = (group: number, index: number, length: number): number => group & ~(0xff_ff >> Math.min(16, Math.max(0, length - 16 * index)));

/** The same address without its host bits. */
const masked = (ip: Ip, length: number): Ip => {
	if (addressFamily(ip) === 6) {
		return ipv6Text((ipv6Groups(ip) ?? []).map((group, index) => maskedGroup(group, index, length))) as Ip;
	}

	const size = 2 ** (32 - length);
	return ipv4Text(Math.floor((ipv4Number(ip) ?? 0) / size) * size) as Ip;
};

/** A prefix; a bare address is a /32 or /128. Undefined when it is no prefix or has host bits (see `networkOf`). */
export const parsePrefix = (text: string): Prefix | undefined => {
	const parsed = splitPrefix(text);
	return parsed !== undefined && masked(parsed.ip, parsed.length) === parsed.ip ? (`${parsed.ip}/${parsed.length}` as Prefix) : undefined;
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

	return `${masked(parsed.ip, parsed.length)}/${parsed.length}` as Prefix;
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

	const length = prefixLength(prefix);
	const isNetwork = inner.includes('/');
	const address = isNetwork ? addressOf(inner as Prefix) : (inner as Ip);
	if (isNetwork && prefixLength(inner as Prefix) < length) {
		return false;
	}

	if (addressFamily(prefix) === 4) {
		return masked(address, length) === addressOf(prefix);
	}

	const network = ipv6Groups(addressOf(prefix));
	return ipv6Groups(address)?.every((group, index) => maskedGroup(group, index, length) === network?.[index]) === true;
};

export const defaultPrefix = (family: Family): Prefix => (family === 4 ? '0.0.0.0/0' : '::/0') as Prefix;
