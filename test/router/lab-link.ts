import {randomBytes} from 'node:crypto';
import {Secret} from '../../source/diagnostics/index.js';
import type {Lab} from '../../source/lab/index.js';
import {generateHostKey, startLab} from '../../source/lab/index.js';
import type {Clock} from '../../source/runtime/index.js';
import type {Endpoint, HostKey, HostKeyPins, Transport} from '../../source/transport/index.js';
import {connectSsh} from '../../source/transport/index.js';

export const realClock: Clock = {
	now: () => Date.now(),
	monotonic: () => performance.now(),
	sleep: (milliseconds, signal) =>
		new Promise((resolve, reject) => {
			const timer = setTimeout(resolve, milliseconds);
			signal?.addEventListener(
				'abort',
				() => {
					clearTimeout(timer);
					reject(new Error('aborted'));
				},
				{once: true},
			);
		}),
};

export const pinsInMemory = (): HostKeyPins & {readonly known: Map<string, HostKey>} => {
	const known = new Map<string, HostKey>();
	return {
		known,
		get: async (host, port) => known.get(`${host}:${port}`),
		set: async (host, port, pin) => {
			known.set(`${host}:${port}`, pin);
		},
	};
};

let hostKey: string | undefined;

/** A lab whose time goes on only as the program under test waits: a minute of countdown costs nothing. */
export type Bench = {
	readonly lab: Lab;
	readonly clock: Clock;
	readonly endpoint: Endpoint;
	connect(): Promise<Transport>;
	stop(): Promise<void>;
};

export const password = 'marker-password-5f1c';

export const startBench = async (release: {readonly minor: number} = {minor: 20}): Promise<Bench> => {
	hostKey ??= generateHostKey();
	const lab = await startLab({
		release: {major: 7, minor: release.minor, patch: 0},
		hostKey,
		password,
		clock: 'manual',
		clockPort: realClock,
		random: {bytes: (count) => new Uint8Array(randomBytes(count))},
	});
	const started = Date.now();
	let waited = 0;
	const clock: Clock = {
		now: () => started + waited,
		monotonic: () => waited,
		async sleep(milliseconds, signal) {
			for (let left = milliseconds; left > 0; left -= 1000) {
				if (signal?.aborted === true) {
					throw new Error('aborted');
				}

				const part = Math.min(left, 1000);
				waited += part;
				await lab.advance(part);
			}
		},
	};
	const endpoint: Endpoint = {host: '127.0.0.1', port: lab.port, user: 'admin'};
	const pins = pinsInMemory();
	const open: Transport[] = [];
	/** A command that waits on the router's clock must not wait for ever. */
	const pumped = (transport: Transport): Transport => ({
		...transport,
		exec: async (command, options) => {
			const pump = setInterval(() => {
				waited += 200;
				void lab.advance(200);
			}, 25);
			try {
				return await transport.exec(command, options);
			} finally {
				clearInterval(pump);
			}
		},
	});
	return {
		lab,
		clock,
		endpoint,
		async connect() {
			const transport = await connectSsh({endpoint, auth: {password: new Secret(password)}, pins, decideHostKey: async () => 'accept', timeout: 120_000, clock: realClock});
			open.push(transport);
			return pumped(transport);
		},
		async stop() {
			await Promise.all(open.map((transport) => transport.close()));
			await lab.stop();
		},
	};
};
