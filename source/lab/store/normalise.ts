import type {Family, Ip} from '../../net/index.js';
import {addressFamily, addressValue, networkOf, parseInterfaceAddress, parseIp, rangeToPrefixes} from '../../net/index.js';
import {ScriptError} from '../contract.js';
import type {Kind, ReferenceTarget} from './kinds.js';
import {groupPolicies, orderPolicies, scriptPolicies} from './policies.js';
import {formatDuration, parseDate, parseDuration} from './text.js';

export type NormaliseContext = {
	readonly menu: string;
	readonly argument: string;
	/** Names that a reference may have right now. */
	readonly names: (to: ReferenceTarget) => readonly string[];
	readonly isoDates: boolean;
};

const refused = (context: NormaliseContext, message?: string): never => {
	throw new ScriptError(message ?? `invalid value for argument ${context.argument}`);
};

const familyOf = (menu: string): Family | undefined =>
	menu.startsWith('/ipv6/') ? 6 : menu.startsWith('/ip/') && menu !== '/ip/dns' && menu !== '/ip/dns/static' && menu !== '/ip/service' ? 4 : undefined;

const inFamily = (context: NormaliseContext, ip: Ip | undefined): Ip => {
	const family = familyOf(context.menu);
	if (ip === undefined || (family !== undefined && addressFamily(ip) !== family)) {
		return refused(context);
	}

	return ip;
};

/** The prefix as kept, host bits cut off. IPv4 hosts are bare in the firewall, IPv6 ones keep their /128. */
const prefix = (context: NormaliseContext, text: string, bare: boolean): string => {
	const parsed = parseInterfaceAddress(text);
	if (parsed === undefined) {
		return refused(context);
	}

	const network = networkOf(parsed);
	inFamily(context, parseIp(network.slice(0, network.indexOf('/'))));
	return bare && addressFamily(network) === 4 ? network.replace(/\/32$/, '') : network;
};

const range = (context: NormaliseContext, text: string): string => {
	if (!text.includes('-')) {
		return prefix(context, text, true);
	}

	const [from = '', to = ''] = text.split('-');
	const first = inFamily(context, parseIp(from));
	const last = inFamily(context, parseIp(to));
	if (addressFamily(first) !== addressFamily(last) || addressValue(first) > addressValue(last)) {
		return refused(context);
	}

	// A range that is exactly a network is kept as one (the manual: 192.168.0.0-192.168.1.255 becomes 192.168.0.0/23).
	const covering = rangeToPrefixes(addressFamily(first), addressValue(first), addressValue(last));
	return covering.length === 1 ? prefix(context, covering[0] ?? '', true) : `${first}-${last}`;
};

const domain = /^(?=.{1,253}$)(?!-)[A-Za-z\d_-]{1,63}(?:\.[A-Za-z\d_-]{1,63})*\.?$/;
const looksNumeric = /^[\d.:/-]+$/;

const ports = (context: NormaliseContext, text: string): string => {
	for (const part of text.split(',')) {
		const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
		if (match === null || Number(match[1]) > 65_535 || Number(match[2] ?? 0) > 65_535) {
			refused(context);
		}
	}

	return text;
};

const protocols: Readonly<Record<string, string>> = {
	'1': 'icmp',
	'2': 'igmp',
	'4': 'ipencap',
	'6': 'tcp',
	'17': 'udp',
	'47': 'gre',
	'50': 'ipsec-esp',
	'51': 'ipsec-ah',
	'58': 'icmpv6',
	'89': 'ospf',
	'103': 'pim',
	'112': 'vrrp',
	'132': 'sctp',
	'136': 'udp-lite',
	'33': 'dccp',
};

const protocol = (context: NormaliseContext, text: string): string => {
	if (/^\d+$/.test(text)) {
		return Number(text) > 255 ? refused(context) : (protocols[text] ?? text);
	}

	return /^[a-z][a-z\d-]*$/.test(text) ? text : refused(context);
};

const referenceTo = (context: NormaliseContext, to: ReferenceTarget, text: string): string =>
	context.names(to).includes(text) ? text : refused(context, `input does not match any value of ${context.argument}`);

const gateway = (context: NormaliseContext, text: string): string => {
	for (const hop of text.split(',')) {
		const [target = '', vrf] = hop.split('@');
		if (vrf !== undefined) {
			referenceTo(context, 'routing-table', vrf);
		}

		const [host = '', via] = target.split('%');
		if (via !== undefined) {
			referenceTo(context, 'interface', via);
		}

		if (via !== undefined || looksNumeric.test(host) || host.includes(':')) {
			inFamily(context, parseIp(host));
		} else {
			referenceTo(context, 'interface', host);
		}
	}

	return text;
};

const duration = (context: NormaliseContext, words: readonly string[], text: string): string => {
	if (words.includes(text)) {
		return text;
	}

	const value = parseDuration(text);
	return value === undefined ? refused(context) : formatDuration(value);
};

const numeric = (context: NormaliseContext, kind: Extract<Kind, {kind: 'number'}>, text: string): string => {
	if (kind.words.includes(text)) {
		return text;
	}

	if (!/^(?:\d+|0x[\da-fA-F]+)$/.test(text)) {
		return refused(context, /^\d/.test(text) ? `value of ${context.argument} contains invalid trailing characters` : undefined);
	}

	const value = Number(text);
	return value < kind.from || value > kind.to ? refused(context, `value of ${context.argument} out of range (${kind.from}..${kind.to})`) : String(value);
};

const words = (context: NormaliseContext, known: readonly string[], text: string): string => {
	const given = text.split(',');
	// `in,ipsec` of ipsec-policy is a pair whose second half is not in the list.
	if (context.argument === 'ipsec-policy') {
		return given.length === 2 && known.includes(given[0] ?? '') && ['ipsec', 'none'].includes(given[1] ?? '') ? text : refused(context);
	}

	if (context.argument === 'tcp-flags') {
		return given.every((word) => known.includes(word.replace(/^!/, ''))) ? text : refused(context);
	}

	return given.every((word) => known.includes(word)) ? known.filter((word) => given.includes(word)).join(',') : refused(context);
};

const yesNo: Readonly<Record<string, string>> = {yes: 'yes', no: 'no', true: 'yes', false: 'no'};

/** A base64 WireGuard key of 32 bytes; unlike Buffer, the router takes no stray characters. */
const isKey = (text: string): boolean => /^[A-Za-z\d+/]{43}=$/.test(text);

const each = (text: string, one: (part: string) => string): string =>
	text
		.split(',')
		.map((part) => one(part.trim()))
		.join(',');

/** A value as RouterOS keeps it, or a ScriptError with the console's own words. A leading `!` has been taken off. */
export const normalise = (context: NormaliseContext, kind: Kind, text: string): string => {
	switch (kind.kind) {
		case 'text':
			return text;
		case 'name':
			return text === '' ? refused(context) : text;
		case 'flag':
		case 'bool':
			return yesNo[text === '' && kind.kind === 'flag' ? 'yes' : text] ?? refused(context);
		case 'time':
			return duration(context, kind.words, text);
		case 'number':
			return numeric(context, kind, text);
		case 'word':
			return kind.words.includes(text) ? text : refused(context, `input does not match any value of ${context.argument}`);
		case 'words':
			return words(context, kind.words, text);
		case 'ports':
			return ports(context, text);
		case 'protocol':
			return protocol(context, text);
		case 'address':
			return text === '' ? '' : kind.list ? each(text, (part) => inFamily(context, parseIp(part))) : inFamily(context, parseIp(text));
		case 'prefix':
			return text === '' ? '' : kind.list ? each(text, (part) => prefix(context, part, kind.bare)) : prefix(context, text, kind.bare);
		case 'range':
			return kind.list ? each(text, (part) => range(context, part)) : range(context, text);
		case 'list-address':
			return domain.test(text) && !looksNumeric.test(text) ? text.toLowerCase() : range(context, text);
		case 'interface-address': {
			const parsed = parseInterfaceAddress(text);
			if (parsed === undefined) {
				return refused(context);
			}

			inFamily(context, parseIp(parsed.slice(0, parsed.indexOf('/'))));
			return parsed;
		}

		case 'gateway':
			return text === '' ? '' : gateway(context, text);
		case 'host':
			return text === '' || domain.test(text) || parseIp(text.split('@')[0] ?? '') !== undefined ? text : refused(context);
		case 'policy':
			return orderPolicies(text, context.menu === '/user/group' ? groupPolicies : scriptPolicies) ?? refused(context);
		case 'key':
			return text === '' || isKey(text) ? text : refused(context, `invalid value for argument ${context.argument}`);
		case 'date':
			return parseDate(text) === undefined ? refused(context) : text;
		case 'start-time':
			return text === 'startup' || /^\d{1,2}:\d\d:\d\d$/.test(text) ? text : /^\d+[hms]/.test(text) ? clockTime(parseDuration(text) ?? 0n) : refused(context);
		case 'rate':
			return rate(context, text);
		case 'pair':
			return pair(context, kind.of, text);
		case 'targets':
			return text === '' ? '' : each(text, (part) => (context.names('interface').includes(part) ? part : prefix(context, part, false)));
		case 'route-tables':
			return each(text, (part) => routeTable(context, part));
		case 'reference':
			return text === '' && kind.list ? '' : kind.list ? each(text, (part) => referenceTo(context, kind.to, part)) : referenceTo(context, kind.to, text);
	}
};

const units = {k: 1000, M: 1_000_000, G: 1_000_000_000} as const;

const rate = (context: NormaliseContext, text: string): string => {
	const match = /^(\d{1,15})([kMG]?)$/.exec(text);
	if (match === null) {
		return refused(context, `value of ${context.argument} contains invalid trailing characters`);
	}

	const bits = Number(match[1]) * (match[2] === 'k' || match[2] === 'M' || match[2] === 'G' ? units[match[2]] : 1);
	const unit = (['G', 'M', 'k'] as const).find((one) => bits > 0 && bits % units[one] === 0);
	return unit === undefined ? String(bits) : `${bits / units[unit]}${unit}`;
};

const pair = (context: NormaliseContext, of: Kind, text: string): string => {
	const [up = '', down = up, ...more] = text.split('/');
	return more.length > 0 ? refused(context) : `${normalise(context, of, up)}/${normalise(context, of, down)}`;
};

const routeTable = (context: NormaliseContext, text: string): string => {
	const [name = '', distance, ...more] = text.split(':');
	if (more.length > 0 || (distance !== undefined && !/^\d{1,3}$/.test(distance))) {
		return refused(context);
	}

	return `${name === 'default' ? name : referenceTo(context, 'routing-table', name)}${distance === undefined ? '' : `:${distance}`}`;
};

const clockTime = (milliseconds: bigint): string => {
	const seconds = Number(milliseconds / 1000n);
	return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
};
