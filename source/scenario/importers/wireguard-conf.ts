import type {Diagnostic, Position, Result, Span} from '../../diagnostics/index.js';
import {display, error, fail, isError, ok, Secret, warning} from '../../diagnostics/index.js';
import type {DomainName, InterfaceAddress, Ip, Prefix} from '../../net/index.js';
import {networkOf, parseDomainName, parseInterfaceAddress, parseIp, parsePort} from '../../net/index.js';
import type {WireguardPeer, WireguardTunnel} from '../../policy/index.js';
import {peerClashes} from '../../policy/index.js';
import {isWireguardKey, peerId, publicKeyOf} from './wireguard-key.js';

/** What a `.conf` says. Keys are apart, under the names that the tunnel refers to. */
export type WireguardConf = {readonly tunnel: WireguardTunnel; readonly secrets: ReadonlyMap<string, Secret>; readonly warnings: readonly Diagnostic[]};

type Setting = {readonly key: string; readonly name: string; readonly value: string; readonly span: Span};
type Section = {readonly kind: 'interface' | 'peer'; readonly settings: readonly Setting[]; readonly span: Span};

/** Behind NAT the far end can only reach us while we keep the way open. */
const usualKeepalive = 25;

/** Instructions to the computer that the file was written for. */
const ignored = new Set(['table', 'preup', 'postup', 'predown', 'postdown', 'saveconfig', 'fwmark']);

/** AmneziaWG disguises the handshake; RouterOS cannot. */
const disguised = /^(?:jc|jmin|jmax|s[1-4]|h[1-4]|i[1-5])$/;

const known: Readonly<Record<Section['kind'], readonly string[]>> = {
	interface: ['privatekey', 'address', 'dns', 'mtu', 'listenport'],
	peer: ['publickey', 'presharedkey', 'allowedips', 'endpoint', 'persistentkeepalive'],
};

const spanOf = (offset: number, line: number, text: string): Span => {
	const at = (column: number): Position => ({offset: offset + column, line, column: Buffer.byteLength(text.slice(0, column)) + 1});
	return {start: at(0), end: at(text.length)};
};

/** A value as it may be shown: whatever is as long as a key could be one, in the wrong place. */
const shown = (value: string): string => (/[A-Za-z\d+/=]{24}/.test(value) ? '…' : `“${display(value)}”`);

/** Never the line itself: it may hold a key. */
const trouble = (span: Span, message: string, hint?: string): Diagnostic =>
	error('wireguard-conf', `Line ${span.start.line}: ${message}`, {span, ...(hint === undefined ? {} : {hint})});

const readSections = (text: string): {readonly sections: readonly Section[]; readonly problems: readonly Diagnostic[]} => {
	const sections: {kind: Section['kind']; settings: Setting[]; span: Span}[] = [];
	const problems: Diagnostic[] = [];
	let offset = 0;
	for (const [index, raw] of text.split('\n').entries()) {
		const span = spanOf(offset, index + 1, raw.replace(/\r$/, ''));
		offset += raw.length + 1;
		const line = raw
			.replace(/^\uFEFF/, '')
			.replace(/#.*$/s, '')
			.trim();
		const header = /^\[\s*(interface|peer)\s*\]$/i.exec(line)?.[1]?.toLowerCase();
		const current = sections.at(-1);
		const equals = line.indexOf('=');
		if (line === '') {
			continue;
		}

		if (header === 'interface' || header === 'peer') {
			sections.push({kind: header, settings: [], span});
		} else if (equals > 0 && current !== undefined) {
			const name = line.slice(0, equals).trim();
			current.settings.push({key: name.toLowerCase(), name, value: line.slice(equals + 1).trim(), span});
		} else {
			problems.push(trouble(span, 'this is no WireGuard setting.', 'A .conf has [Interface] and [Peer] sections with lines like “Address = 10.0.0.2/32”.'));
		}
	}

	return {sections, problems};
};

/** Reads one section; every problem is collected, so that a file is mended in one go. */
class Reader {
	readonly #section: Section;
	readonly #problems: Diagnostic[];

	constructor(section: Section, problems: Diagnostic[]) {
		this.#section = section;
		this.#problems = problems;
	}

	one(key: string): Setting | undefined {
		return this.#section.settings.findLast((setting) => setting.key === key);
	}

	/** Comma-separated values, over several lines too. */
	many<T>(key: string, parse: (text: string) => T | undefined, wanted: string): readonly T[] {
		return this.#section.settings
			.filter((setting) => setting.key === key && setting.value !== '')
			.flatMap((setting) => setting.value.split(',').map((text) => ({text: text.trim(), setting})))
			.flatMap(({text, setting}) => {
				const value = parse(text);
				return value === undefined ? this.#refuse(setting, `${shown(text)} is no ${wanted}.`) : [value];
			});
	}

	/** A key or undefined; nothing of it appears in a message. */
	secretKey(key: string): string | undefined {
		const setting = this.one(key);
		if (setting !== undefined && !isWireguardKey(setting.value)) {
			this.#refuse(setting, `${setting.name} is no WireGuard key.`, 'A key is 44 characters of base64 and ends in “=”.');
			return undefined;
		}

		return setting?.value;
	}

	parsed<T>(key: string, parse: (text: string) => T | undefined, wanted: string): T | undefined {
		const setting = this.one(key);
		if (setting === undefined) {
			return undefined;
		}

		const value = parse(setting.value);
		if (value === undefined) {
			this.#refuse(setting, `${shown(setting.value)} is no ${wanted}.`);
		}

		return value;
	}

	missing(what: string): void {
		this.#problems.push(trouble(this.#section.span, `this section has no ${what}.`));
	}

	#refuse(setting: Setting, message: string, hint?: string): readonly [] {
		this.#problems.push(trouble(setting.span, message, hint));
		return [];
	}
}

const parseNumber =
	(first: number, last: number) =>
	(text: string): number | undefined =>
		/^\d{1,5}$/.test(text) && Number(text) >= first && Number(text) <= last ? Number(text) : undefined;

const parseEndpoint = (text: string): {readonly host: Ip | DomainName; readonly port: number} | undefined => {
	const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d+)$/.exec(text);
	const host = match?.[1] === undefined ? (parseIp(match?.[2] ?? '') ?? parseDomainName(match?.[2] ?? '')) : parseIp(match[1]);
	const port = parsePort(match?.[3] ?? '');
	return host === undefined || port === undefined ? undefined : {host, port};
};

/** `AllowedIPs` may have host bits; WireGuard cuts them off. */
const parseAllowed = (text: string): Prefix | undefined => {
	const address = parseInterfaceAddress(text);
	return address === undefined ? undefined : networkOf(address);
};

const parseKeepalive = (text: string): number | undefined => (text.toLowerCase() === 'off' ? 0 : parseNumber(0, 65_535)(text));

/** Search domains stand among the resolvers; they are for the computer that the file was written for. */
const parseDns = (text: string): Ip | 'search' | undefined => parseIp(text) ?? (/^[A-Za-z\d.-]+$/.test(text) && !/^[\d.]+$/.test(text) ? 'search' : undefined);

const readPeer = (section: Section, ref: string, problems: Diagnostic[], secrets: Map<string, Secret>): readonly WireguardPeer[] => {
	const reader = new Reader(section, problems);
	const publicKey = reader.secretKey('publickey');
	const preshared = reader.secretKey('presharedkey');
	const allowed = reader.many('allowedips', parseAllowed, 'address or prefix');
	const endpoint = reader.parsed('endpoint', parseEndpoint, 'endpoint (host:port, or [IPv6 address]:port)');
	const keepalive = reader.parsed('persistentkeepalive', parseKeepalive, 'number of seconds') ?? usualKeepalive;
	if (reader.one('publickey') === undefined) {
		reader.missing('PublicKey');
	}

	if (reader.one('allowedips') === undefined) {
		reader.missing('AllowedIPs');
	}

	if (publicKey === undefined) {
		return [];
	}

	const id = peerId(publicKey);
	const secretRef = `${ref}.${id}.preshared-key`;
	if (preshared !== undefined) {
		secrets.set(secretRef, new Secret(preshared));
	}

	return [
		{
			id,
			publicKey,
			allowed,
			...(endpoint === undefined ? {} : {endpoint}),
			...(keepalive === 0 ? {} : {keepalive}),
			...(preshared === undefined ? {} : {secretRef}),
		},
	];
};

const remarks = (sections: readonly Section[]): readonly Diagnostic[] =>
	sections.flatMap(({kind, settings}) =>
		settings.flatMap(({key, name, span}) => {
			if (known[kind].includes(key)) {
				return [];
			}

			if (disguised.test(key)) {
				return [trouble(span, `${name} belongs to AmneziaWG, which RouterOS does not speak.`, 'Ask your provider for a plain WireGuard .conf.')];
			}

			// A long word in front of “=” may be the end of a key.
			const setting = /^[A-Za-z]{1,20}$/.test(name) ? name : 'a setting';
			return [
				warning('wireguard-conf', `Line ${span.start.line}: ${setting} is ${ignored.has(key) ? 'for the computer that the file was written for' : 'not known'}; ignored.`, {span}),
			];
		}),
	);

/** Reads a WireGuard `.conf`. `ref` begins the names of the secrets. No key shows in what is returned, but for public ones. */
export const readWireguardConf = (text: string, ref: string): Result<WireguardConf> => {
	const {sections, problems: syntax} = readSections(text);
	const problems = [...syntax];
	const secrets = new Map<string, Secret>();
	const interfaces = sections.filter(({kind}) => kind === 'interface');
	const [section] = interfaces;
	if (section === undefined || interfaces.length > 1) {
		return fail(
			...problems,
			error('wireguard-conf', section === undefined ? 'This is no WireGuard .conf: it has no [Interface] section.' : 'This .conf has two [Interface] sections.'),
		);
	}

	const reader = new Reader(section, problems);
	const privateKey = reader.secretKey('privatekey');
	const addresses = reader.many<InterfaceAddress>('address', parseInterfaceAddress, 'address');
	const dns = reader.many('dns', parseDns, 'address of a resolver').filter((one): one is Ip => one !== 'search');
	const mtu = reader.parsed('mtu', parseNumber(576, 9000), 'MTU (576 to 9000)');
	const listenPort = reader.parsed('listenport', parsePort, 'port');
	const peers = sections.filter(({kind}) => kind === 'peer').flatMap((peer) => readPeer(peer, ref, problems, secrets));
	if (reader.one('privatekey') === undefined) {
		reader.missing('PrivateKey');
	}

	if (reader.one('address') === undefined) {
		reader.missing('Address');
	}

	if (!sections.some(({kind}) => kind === 'peer')) {
		problems.push(error('wireguard-conf', 'This .conf has no [Peer] section, so there is no far end.'));
	} else if (!sections.some(({settings}) => settings.some(({key}) => key === 'endpoint'))) {
		problems.push(error('wireguard-conf', 'No peer of this .conf has an Endpoint, so the router does not know where to connect.'));
	}

	const publicKey = privateKey === undefined ? '' : publicKeyOf(privateKey);
	if (peers.some((peer) => peer.publicKey === publicKey)) {
		problems.push(error('wireguard-conf', 'A peer of this .conf has the key of the interface itself.'));
	}

	for (const peer of peers.filter((one, index) => peers.findIndex((other) => other.publicKey === one.publicKey) < index)) {
		problems.push(error('wireguard-conf', `Two peers of this .conf have the same key ${peer.publicKey.slice(0, 8)}…`));
	}

	problems.push(...peerClashes(peers));
	const all = [...problems, ...remarks(sections)];
	if (all.some(isError) || privateKey === undefined) {
		return fail(...all.filter(isError));
	}

	const secretRef = `${ref}.private-key`;
	secrets.set(secretRef, new Secret(privateKey));
	return ok({
		tunnel: {addresses, publicKey, dns, peers, secretRef, ...(listenPort === undefined ? {} : {listenPort}), ...(mtu === undefined ? {} : {mtu})},
		secrets,
		warnings: all,
	});
};
