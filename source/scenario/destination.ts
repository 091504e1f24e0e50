import type {Diagnostic, Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {DomainName, Prefix} from '../net/index.js';
import {addressFamily, addressValue, networkOf, parseDomainName, parseInterfaceAddress, parseIp, parsePrefix, prefixContains, prefixLength, rangeToPrefixes} from '../net/index.js';

export type Destination =
	| {readonly kind: 'prefixes'; readonly prefixes: readonly Prefix[]}
	/** With subdomains: the name and everything below it. */
	| {readonly kind: 'name'; readonly name: DomainName; readonly subdomains: boolean};

const looksLikeAddress = /^[\d.]+(?:\/\d*)?$|:/;

const explainAddress = (text: string): Diagnostic => {
	const parts = text.split('/')[0]?.split('.') ?? [];
	const tooBig = parts.find((part) => /^\d+$/.test(part) && Number(part) > 255);
	const why =
		tooBig === undefined
			? parts.some((part) => /^0\d/.test(part))
				? 'A number in an address has no leading zero.'
				: undefined
			: `${tooBig} is more than 255, the most that a part of an IPv4 address can be.`;
	return error('bad-address', `${display(text)} is no address or prefix.`, {hint: why ?? 'An address is like 192.0.2.7 or 2001:db8::7, a prefix like 192.0.2.0/24.'});
};

const parseRange = (text: string): Result<readonly Prefix[]> | undefined => {
	const [low, high, more] = text.split('-').map((end) => parseIp(end.trim()));
	if (low === undefined || high === undefined || more !== undefined) {
		return undefined;
	}

	if (addressFamily(low) !== addressFamily(high) || addressValue(low) > addressValue(high)) {
		return fail(error('bad-range', `${display(text)} is no range: it must go from the lower to the higher address of one family.`));
	}

	return ok(rangeToPrefixes(addressFamily(low), addressValue(low), addressValue(high)));
};

/** Addresses that no router forwards to another network: this host, link-local ones, groups (RFC 6890). */
const stays = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', '::/127', 'fe80::/10', 'ff00::/8'].flatMap((text) => parsePrefix(text) ?? []);

const routable = (prefixes: readonly Prefix[]): Result<readonly Prefix[]> => {
	const stuck = prefixes.find((prefix) => stays.some((outer) => addressFamily(outer) === addressFamily(prefix) && prefixContains(outer, prefix)));
	return stuck === undefined
		? ok(prefixes)
		: fail(error('never-routed', `${stuck} is never routed anywhere.`, {hint: 'Such addresses mean a host itself, its own link or a group of hosts.'}));
};

const parseAddresses = (text: string): Result<readonly Prefix[]> | undefined => {
	const range = parseRange(text);
	if (range !== undefined) {
		return range.ok ? routable(range.value) : range;
	}

	const prefix = parsePrefix(text);
	if (prefix !== undefined) {
		return prefixLength(prefix) === 0
			? fail(error('everything', `${prefix} is the whole Internet.`, {hint: 'List what should go through the tunnel; everything else goes as before.'}))
			: routable([prefix]);
	}

	const address = parseInterfaceAddress(text);
	if (address !== undefined) {
		return fail(
			error('host-bits', `${display(text)} has bits behind its prefix length.`, {
				hint: `The prefix is ${networkOf(address)}; the address alone is ${display(text.split('/')[0] ?? '')}.`,
			}),
		);
	}

	return looksLikeAddress.test(text) ? fail(explainAddress(text)) : undefined;
};

/** One line of destinations: an address, a prefix, a range, `name`, or `*.name` for the name and everything below it. */
export const parseDestination = (line: string): Result<Destination> => {
	const text = line.trim();
	const addresses = /:\/\//.test(text) ? undefined : parseAddresses(text);
	if (addresses !== undefined) {
		return addresses.ok ? ok({kind: 'prefixes', prefixes: addresses.value}) : addresses;
	}

	const name = parseDomainName(text.replace(/^\*\./, ''));
	if (name !== undefined) {
		return ok({kind: 'name', name, subdomains: text.startsWith('*.')});
	}

	const host = /^[a-z][a-z\d+.-]*:\/\/([^/:?#@]+)/i.exec(text)?.[1];
	return fail(
		error('bad-destination', `“${display(text)}” is no address, prefix, range or domain name.`, {
			hint:
				host === undefined
					? 'Write 192.0.2.7, 192.0.2.0/24, 192.0.2.1-192.0.2.9, example.com, or *.example.com for all names below it too.'
					: `Write only the name: ${display(host)}.`,
		}),
	);
};

/** One line of sources: an address, a prefix or a range of your own network. */
export const parseSource = (line: string): Result<readonly Prefix[]> =>
	parseAddresses(line.trim()) ??
	fail(
		error('bad-source', `“${display(line.trim())}” is no address, prefix or range.`, {
			hint: 'Names of senders are not known to the router: give addresses, such as 192.168.88.50.',
		}),
	);
