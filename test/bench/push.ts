/** What a change costs over a line of 20 ms: typed command by command, sent as a file and imported, and made under guard. */
import {performance} from 'node:perf_hooks';
import type {Fragment} from '../../source/compiler/fragment.js';
import {Secret} from '../../source/diagnostics/index.js';
import type {ApplyEvent} from '../../source/plan/index.js';
import {makePlan, planMenus} from '../../source/plan/index.js';
import {discover, guardedApply, readMenus} from '../../source/router/index.js';
import {addCommand} from '../../source/routeros/model/index.js';
import type {Transport} from '../../source/transport/index.js';
import {connectSsh} from '../../source/transport/index.js';
import {fragmentOf, row} from '../plan/fixtures.js';
import {pinsInMemory, realClock} from '../router/lab-link.js';
import {slowLink} from './slow-link.js';

const roundTrip = 20;
const commands = 200;

const fragment: Fragment = fragmentOf(
	Array.from({length: commands}, (_, index) => row('/ip/firewall/address-list', `list.a${index}`, {address: `203.0.${index >> 8}.${index & 255}`, list: 'detour-list'})),
);

/** One address of an own list, as it would be typed. */
const lines = fragment.entries.map((entry) => addCommand(entry));

const cleared = '/ip/firewall/address-list/remove [find where list="detour-list"]';

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export type Push = {readonly typed: number; readonly imported: number; readonly guarded: number};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const started = performance.now();
	await work();
	return performance.now() - started;
};

/** A scheduler that runs every second is waited for: changes begin evenly spread over a second, or the luck of the draw would be measured. */
const untilPhase = async (phase: number): Promise<void> => realClock.sleep((1000 + phase - (Date.now() % 1000)) % 1000);

/** Milliseconds for each of the three ways. */
export const measurePush = async (lab: {readonly port: number; readonly password: string}, runs: number): Promise<Push> => {
	const line = await slowLink(lab.port, roundTrip);
	const pins = pinsInMemory();
	const endpoint = {host: '127.0.0.1', port: line.port, user: 'admin'};
	const connect = async (): Promise<Transport> =>
		connectSsh({endpoint, auth: {password: new Secret(lab.password)}, pins, decideHostKey: async () => 'accept', timeout: 10_000, clock: realClock});
	const transport = await connect();
	const typed: number[] = [];
	const imported: number[] = [];
	const guarded: number[] = [];
	try {
		const facts = await discover(transport, {user: 'admin'});
		for (let run = 0; run < runs; run++) {
			typed.push(
				await timed(async () => {
					for (const text of lines) {
						await transport.exec(text);
					}
				}),
			);
			await transport.exec(cleared);
			imported.push(
				await timed(async () => {
					await transport.upload('push.rsc', new TextEncoder().encode(lines.join('\n')));
					await transport.exec('/import push.rsc');
				}),
			);
			await transport.exec(`${cleared}; /file/remove push.rsc`);
			const plan = makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment});
			if (!plan.ok || plan.value.changes.length !== commands) {
				throw new Error('the plan is not what is to be measured');
			}

			let last: ApplyEvent | undefined;
			await untilPhase((1000 * run) / runs);
			const started = performance.now();
			const events = guardedApply({
				transport,
				reconnect: connect,
				endpoint,
				plan: plan.value,
				fragment,
				secrets: new Map(),
				facts,
				journal: {write: async () => undefined},
				clock: realClock,
				random: {bytes: (count) => crypto.getRandomValues(new Uint8Array(count))},
				confirmWithin: 120,
				decide: async () => 'keep',
				who: 'bench@here',
			});
			for await (const event of events) {
				last = event;
			}

			guarded.push(performance.now() - started);
			if (last?.type !== 'outcome' || last.outcome !== 'kept') {
				throw new Error(`the change was not kept: ${JSON.stringify(last)}`);
			}

			await transport.exec(cleared);
		}
	} finally {
		await transport.close();
		line.close();
	}

	return {typed: median(typed), imported: median(imported), guarded: median(guarded)};
};
