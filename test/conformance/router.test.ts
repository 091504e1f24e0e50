import {readFile} from 'node:fs/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {nodeClock} from '../../source/commands/runtime.js';
import {Secret} from '../../source/diagnostics/index.js';
import type {Release} from '../../source/facts/index.js';
import {parseRelease} from '../../source/facts/index.js';
import type {Lab} from '../../source/lab/index.js';
import type {SshAuth, Transport} from '../../source/transport/index.js';
import {connectSsh} from '../../source/transport/index.js';
import {testLab} from '../lab/helpers.js';
import {appliesTo, differences, transcriptsOf} from './run.js';

/**
 * The transcripts against a router: `DETOUR_ROUTER=ssh://user@host:port npx vitest run test/conformance/router.test.ts`.
 * DETOUR_HOST_KEY names the host key (SHA256:…); the login is DETOUR_IDENTITY (a key file), DETOUR_PASSWORD or the agent.
 * Those that make rows of their own run only with DETOUR_ROUTER_CHANGES=yes. Without a router the lab stands in for one.
 */
const {DETOUR_ROUTER: address, DETOUR_HOST_KEY: wanted, DETOUR_IDENTITY: identity, DETOUR_PASSWORD: password, SSH_AUTH_SOCK: agent} = process.env;
const mayChange = address === undefined || process.env.DETOUR_ROUTER_CHANGES === 'yes';

type Target = {readonly host: string; readonly port: number; readonly user: string; readonly auth: SshAuth; readonly fingerprint: string | undefined};

const loginOf = async (): Promise<SshAuth> => {
	if (identity !== undefined) {
		return {privateKey: new Secret(await readFile(identity, 'utf8'))};
	}

	return {...(password === undefined ? {} : {password: new Secret(password)}), ...(agent === undefined ? {} : {agent})};
};

const targetOf = async (text: string): Promise<Target> => {
	const url = new URL(text);
	return {
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port === '' ? 22 : url.port),
		user: decodeURIComponent(url.username),
		auth: await loginOf(),
		fingerprint: wanted,
	};
};

const connect = async ({host, port, user, auth, fingerprint}: Target): Promise<Transport> =>
	connectSsh({
		endpoint: {host, port, user},
		auth,
		pins: {get: async () => undefined, set: async () => undefined},
		decideHostKey: async (offer) => {
			if (offer.fingerprint !== fingerprint) {
				throw new Error(`Its host key is ${offer.fingerprint}. If that is right, say so with DETOUR_HOST_KEY; nothing was sent.`);
			}

			return 'accept';
		},
		timeout: 120_000,
		clock: nodeClock,
	});

const sets = [{effect: 'reading', transcripts: await transcriptsOf('reading')} as const, {effect: 'changing', transcripts: await transcriptsOf('changing')} as const];

describe(address === undefined ? 'a router (the lab, over SSH)' : `the router at ${address}`, () => {
	let lab: Lab | undefined;
	let transport: Transport | undefined;
	let release: Release | undefined;

	beforeAll(async () => {
		lab = address === undefined ? await testLab(20) : undefined;
		const target =
			lab === undefined
				? await targetOf(address ?? '')
				: {host: '127.0.0.1', port: lab.port, user: 'admin', auth: {password: new Secret('lab password')}, fingerprint: lab.fingerprint};
		const connected = await connect(target);
		transport = connected;
		release = parseRelease((await connected.exec(':put [/system/resource/get version]')).output.split(' ')[0] ?? '');
	});
	afterAll(async () => {
		await transport?.close();
		await lab?.stop();
	});

	it('says which release it is', () => {
		expect(release).toMatchObject({major: 7});
	});

	describe.each(sets)('$effect', ({effect, transcripts}) => {
		it.for(transcripts)('$evidence, $file: $title', async (transcript, {skip}) => {
			skip(effect === 'changing' && !mayChange, 'it makes rows: DETOUR_ROUTER_CHANGES=yes');
			skip(release === undefined || !appliesTo(transcript, release), 'it speaks of other releases');
			const found = await differences(transcript, async (command) => (await transport?.exec(command))?.output ?? '');
			expect(found, `${transcript.evidence}: ${transcript.source}`).toEqual([]);
		});
	});
});
