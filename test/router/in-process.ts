import {randomBytes} from 'node:crypto';
import type {Facts} from '../../source/facts/index.js';
import type {Lab} from '../../source/lab/index.js';
import {startLab, twinFromExport} from '../../source/lab/index.js';
import {toExport} from '../../source/routeros/model/index.js';
import type {Clock, Random} from '../../source/runtime/index.js';
import type {Transport} from '../../source/transport/index.js';
import {routerOf} from '../kernel/routers.js';
import {testHostKey} from '../lab/helpers.js';
import {realClock} from './lab-link.js';

const random: Random = {bytes: (count) => new Uint8Array(randomBytes(count))};

/** A lab that is spoken to without a network in between, and whose time goes on as somebody waits. */
export type InProcess = {readonly lab: Lab; readonly clock: Clock; connect(): Promise<Transport>};

const tick = (): Promise<void> =>
	new Promise((resolve) => {
		setImmediate(resolve);
	});

/** A lab that is there already. */
export const inProcess = (lab: Lab): InProcess => {
	let waited = 0;
	const pass = async (milliseconds: number): Promise<void> => {
		waited += milliseconds;
		await lab.advance(milliseconds);
	};
	const clock: Clock = {
		now: () => Date.UTC(2026, 0, 5, 10) + waited,
		monotonic: () => waited,
		async sleep(milliseconds, signal) {
			for (let left = milliseconds; left > 0; left -= 1000) {
				if (signal?.aborted === true) {
					throw new Error('aborted');
				}

				await pass(Math.min(left, 1000));
			}
		},
	};
	const connect = async (): Promise<Transport> => ({
		fingerprint: lab.fingerprint,
		ident: 'SSH-2.0-ROSSSH',
		async exec(command) {
			let isDone = false;
			const output = lab.exec(command).finally(() => {
				isDone = true;
			});
			// A command that waits on the router's clock must not wait for ever.
			for (let ticks = 0; !isDone; ticks += 1) {
				await tick();
				if (ticks > 20) {
					await pass(200);
				}
			}

			return {output: await output, exitCode: 0};
		},
		upload: async (path, content) => {
			lab.machine.context.disk.write(path, Buffer.from(content));
		},
		download: async (path) => lab.machine.context.disk.read(path)?.content,
		close: async () => undefined,
	});
	return {lab, clock, connect};
};

/** The router that some facts are about. */
export const startInProcess = async (facts: Facts): Promise<InProcess> => {
	// Ports that no row names would not be there: an export is silent about what nobody changed.
	const ports = facts.interfaces.filter(({type}) => type === 'ether').map(({name}) => `/interface ethernet set [ find default-name=${name} ] name=${name}\n`);
	const twin = await twinFromExport(`# 2026-01-05 10:00:00 by RouterOS 7.${facts.release.minor}.1\n${ports.join('')}${toExport(routerOf(facts))}`, random, facts.release);
	if (!twin.ok) {
		throw new Error(twin.diagnostics.map(({message}) => message).join('\n'));
	}

	return inProcess(await startLab({release: facts.release, state: twin.value.state, hostKey: testHostKey(), clock: 'manual', clockPort: realClock, random}));
};
