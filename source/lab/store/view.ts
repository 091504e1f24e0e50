import type {Schema} from '../../routeros/schema/index.js';
import type {Value} from '../value.js';
import {array, bool, num, str} from '../value.js';
import {kindOf} from './kinds.js';
import {parseDuration} from './text.js';

/** A row as it is read: kept properties over defaults, with what the machine adds (status, counters, flags). */
export type View = {
	readonly id: string;
	readonly properties: Readonly<Record<string, string>>;
	readonly flags: ReadonlySet<string>;
	/** Rows without a number in tables: dynamic routes. */
	readonly unnumbered?: true;
};

/** Status properties by type; the rest of what a menu adds is text. */
const numbers = new Set([
	'run-count',
	'bytes',
	'packets',
	'size',
	'free-memory',
	'total-memory',
	'cpu-count',
	'cpu-load',
	'free-hdd-space',
	'total-hdd-space',
	'write-sect-since-reboot',
	'write-sect-total',
	'actual-mtu',
	'mtu',
	'l2mtu',
	'link-downs',
	'port',
	'listen-port',
	'rx',
	'tx',
	'rx-byte',
	'tx-byte',
	'distance',
	'scope',
	'target-scope',
	'expires-in',
]);
const times = new Set(['uptime', 'timeout', 'last-handshake', 'expires-after', 'interval', 'ttl', 'lease-time', 'persistent-keepalive']);
const truths = new Set(['yes', 'no', 'true', 'false']);
const lists = new Set(['policy', 'topics', 'servers', 'dynamic-servers', 'allowed-address', 'interfaces', 'include', 'exclude', 'connection-state', 'dhcp-options']);

const timeValue = (text: string): Value => {
	const milliseconds = parseDuration(text);
	return milliseconds === undefined ? str(text) : {kind: 'time', value: milliseconds * 1_000_000n};
};

/** A property's text as a value of the scripting language. */
export const typed = (schema: Schema, menu: string, property: string, text: string): Value => {
	if (lists.has(property) && !text.startsWith('!')) {
		return array(text === '' ? [] : text.split(',').map(str));
	}

	if (numbers.has(property) && /^\d+$/.test(text)) {
		return num(BigInt(text));
	}

	if (times.has(property)) {
		return timeValue(text);
	}

	const declared = schema.argument(menu, 'set', property) ?? schema.argument(menu, 'add', property);
	if (declared === undefined && truths.has(text)) {
		return bool(text === 'yes' || text === 'true');
	}

	const kind = kindOf(menu, property, declared);
	switch (kind.kind) {
		case 'bool':
		case 'flag':
			return truths.has(text) ? bool(text === 'yes' || text === 'true') : str(text);
		case 'time':
			return timeValue(text);
		case 'number':
			return /^\d+$/.test(text) ? num(BigInt(text)) : str(text);
		case 'address':
			return /^[\d.]+$/.test(text) ? {kind: 'ip', value: text} : text.includes(':') ? {kind: 'ip6', value: text} : str(text);
		case 'prefix':
		case 'interface-address':
			return text.includes('/') && !text.startsWith('!') ? {kind: text.includes(':') ? 'ip6-prefix' : 'ip-prefix', value: text} : str(text);
		default:
			return str(text);
	}
};
