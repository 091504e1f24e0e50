import type {ZodType} from 'zod';
import type {Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {AddressFacts, ClientFacts, Facts, InterfaceFacts, MarkFacts, Release, RouteFacts, WireguardPeerFacts} from '../facts/index.js';
import {parseInterfaceAddress, parseIp, parsePrefix} from '../net/index.js';
import {isSupported} from '../routeros/schema/index.js';

/** Each field of a fact: one that was left out would be refused. */
type Shape<T> = {readonly [field in keyof T]-?: ZodType};

const schema = async () => {
	const {z} = await import('zod');
	const exact =
		<T>() =>
		<S extends Shape<T>>(shape: S) =>
			z.strictObject(shape);
	/** A string that a strict parser of `net` understands. */
	const parsed = <T>(parse: (text: string) => T | undefined, what: string) =>
		z.string().transform((text, context): T => {
			const value = parse(text);
			if (value === undefined) {
				context.addIssue({code: 'custom', message: `"${display(text)}" is no ${what}`});
				return z.NEVER;
			}

			return value;
		});
	const text = z.string().max(1000);
	const prefix = parsed(parsePrefix, 'prefix');
	return exact<Facts>()({
		source: z.enum(['router', 'export', 'assumed']),
		release: exact<Release>()({major: z.int(), minor: z.int(), patch: z.int()}),
		version: text,
		identity: text,
		board: text,
		architecture: text,
		serial: text,
		interfaces: z.array(
			exact<InterfaceFacts>()({name: text, type: text, running: z.boolean(), disabled: z.boolean(), slave: z.boolean(), comment: text.optional(), mtu: z.number().optional()}),
		),
		interfaceLists: z.record(text, z.array(text)),
		addresses: z.array(exact<AddressFacts>()({address: parsed(parseInterfaceAddress, 'address with its prefix length'), interface: text, dynamic: z.boolean()})),
		routes: z.array(exact<RouteFacts>()({destination: prefix, gateway: text, table: text, distance: z.number(), dynamic: z.boolean(), active: z.boolean(), origin: text})),
		vrfs: z.array(z.strictObject({name: text, interfaces: z.array(text)})).optional(),
		wireguardPeers: z.array(
			exact<WireguardPeerFacts>()({interface: text, publicKey: text, allowedAddresses: z.array(prefix), endpointAddress: text.optional(), endpointPort: z.number().optional()}),
		),
		ipsecDestinations: z.array(prefix).optional(),
		connectionMarks: z
			.array(
				exact<MarkFacts>()({
					family: z.literal([4, 6]),
					chain: text,
					mark: text,
					marked: text.optional(),
					inInterface: text.optional(),
					inInterfaceList: text.optional(),
					comment: text.optional(),
				}),
			)
			.optional(),
		clients: z.array(exact<ClientFacts>()({kind: z.enum(['dhcp', 'dhcp6', 'pppoe', 'lte']), name: text, script: z.string().max(65_536).optional()})).optional(),
		announced: z.array(text).optional(),
		timeServers: z.array(text).optional(),
		ipv6Enabled: z.boolean(),
		dns: exact<Facts['dns']>()({servers: z.array(text), allowRemoteRequests: z.boolean()}),
		fasttrack: exact<Facts['fasttrack']>()({4: z.boolean(), 6: z.boolean()}),
		session: exact<NonNullable<Facts['session']>>()({user: text, policies: z.array(text), from: parsed(parseIp, 'address').optional()}).optional(),
		deviceMode: exact<NonNullable<Facts['deviceMode']>>()({mode: text, scheduler: z.boolean(), email: z.boolean().optional(), fetch: z.boolean().optional()}).optional(),
		rpFilter: text.optional(),
		freeSpace: z.number().optional(),
	});
};

const bad = (message: string, hint = 'Facts look like what `detour plan --json` prints under "facts".') => fail(error('facts-file', message, {hint}));

/** Stands for a script of the user's, which may hold the password of some service. */
const hidden = '***';

/** Facts as they may be logged. */
export const toldFacts = (facts: Facts): Facts =>
	facts.clients === undefined ? facts : {...facts, clients: facts.clients.map((client) => (client.script === undefined ? client : {...client, script: hidden}))};

/** Reads a file of facts: what a router is, as JSON. */
export const factsFile = async (json: string): Promise<Result<Facts>> => {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		return bad('The file of facts is not JSON.');
	}

	const read = (await schema()).safeParse(value);
	if (!read.success) {
		const [issue] = read.error.issues;
		return bad(`The file of facts does not fit at ${display(issue?.path.join('.') || 'the top')}: ${display(issue?.message ?? '')}.`);
	}

	const untold = read.data.clients?.find(({script}) => script === hidden);
	if (untold !== undefined) {
		return bad(
			`The facts leave out what the DHCP client of ${display(untold.name)} runs.`,
			`Put its script in place of ${hidden} – what Detour writes must leave it as it is – or give the router's own export with --config.`,
		);
	}

	return isSupported(read.data.release) ? ok(read.data) : fail(error('release-too-old', `RouterOS ${display(read.data.version)} is not supported.`));
};
