import type {Argument} from '../../routeros/schema/index.js';

/**
 * The schema's values are what the console completes: closed for enumerations, mere examples for names of things
 * (interfaces, lists, chains). Nothing marks the difference, so the enumerations are listed here by name.
 */
const enumerations: ReadonlySet<string> = new Set([
	'action',
	'add-default-route',
	'afi',
	'arp',
	'check-gateway',
	'connection-nat-state',
	'connection-state',
	'connection-type',
	'dst-address-type',
	'frame-types',
	'hotspot',
	'cake-diffserv',
	'cake-flowmode',
	'kind',
	'record-type',
	'security',
	'ipv4-options',
	'loop-protect',
	'method',
	'mode',
	'per-connection-classifier',
	'policy',
	'protocol',
	'reject-with',
	'src-address-type',
	'tcp-flags',
	'tls-version',
	'type',
	'use-peer-dns',
	'verbose',
]);

/** Where a name of the list above means something else, or people may add their own. */
const open: ReadonlySet<string> = new Set(['/system/logging action', '/system/leds type', '/interface/lte/settings mode']);

/** `protocol` takes numbers as well; some lists say `all` or end in details after a colon, e.g. `both-addresses:3/0`. */
const extras: Readonly<Record<string, RegExp>> = {protocol: /^\d{1,3}$/, 'per-connection-classifier': /:/};

const switches: readonly (readonly [string, string])[] = [
	['no', 'yes'],
	['disabled', 'enabled'],
];

const isClosed = (menu: string, argument: Argument): boolean => {
	const values = argument.values ?? [];
	return (enumerations.has(argument.name) && !open.has(`${menu} ${argument.name}`)) || switches.some((pair) => pair.every((word) => values.includes(word)));
};

/** Whether a text is one of an enumeration's values (or several, separated by commas, each maybe with `!`); true for arguments that are none. */
export const accepts = (menu: string, argument: Argument, text: string): boolean => {
	const values = argument.values;
	if (values === undefined || values.length === 0 || text === '' || !isClosed(menu, argument)) {
		return true;
	}

	return extras[argument.name]?.test(text) === true || text.split(',').every((part) => values.includes(part.replace(/^!/, '')));
};
