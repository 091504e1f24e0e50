import type {Secret} from '../diagnostics/index.js';
import {AppError} from '../diagnostics/index.js';
import type {ApplyEvent, ApplyScript} from '../plan/index.js';
import {applyingCommand, guardNames, secretCommand, startCommand} from '../plan/index.js';
import {quote} from '../routeros/syntax/index.js';
import type {Clock} from '../runtime/index.js';
import type {Transport} from '../transport/transport.js';
import {errorIn, run, runSilently, together} from './console.js';
import type {GuardStatus} from './guard-status.js';
import {parseStatus, readStatus} from './guard-status.js';
import type {Link} from './link.js';

/** Why a change must be undone before anybody was asked. */
export class TrialFailure extends Error {
	readonly notApplied: readonly string[];

	constructor(message: string, notApplied: readonly string[] = []) {
		super(message);
		this.notApplied = notApplied;
	}
}

export type SecretValue = {readonly owner: string; readonly property: string; readonly value: Secret};

/** Adds the rows that have a secret, one line each, disabled: the only place where a secret is revealed. */
export const addSecretRows = async (transport: Transport, change: string, script: ApplyScript, secrets: readonly SecretValue[]): Promise<void> => {
	for (const {owner, menu, command} of script.secretRows) {
		const values = secrets.filter((secret) => secret.owner === owner).map(({property, value}) => `${property}=${quote(value.reveal())}`);
		await runSilently(transport, secretCommand(change, menu, [command, ...values].join(' ')), 'to add a row with a key').catch((cause: unknown) => {
			// What the router says of such a line could quote it.
			throw cause instanceof AppError && cause.code === 'router-refused' ? new TrialFailure(`The router refused the row ${owner}.`, script.statements) : cause;
		});
	}
};

/** `statement 12 of 57: failure: …` as the job leaves it behind. */
const stoppedAt = (why: string): number => Number(/^statement (\d+) of/.exec(why)?.[1] ?? 1);

const decoder = new TextDecoder();

/** Starts the job that makes the change, and waits for its end; tells how far it is. Gives the uptime when it was done. */
export async function* makeChange(link: Link, change: string, script: ApplyScript, clock: Clock, signal: AbortSignal | undefined): AsyncGenerator<ApplyEvent, number> {
	const total = script.statements.length;
	let told = 0;
	const start = async (transport: Transport): Promise<void> =>
		runSilently(transport, startCommand(change), 'to start the change').catch(async (cause: unknown) => {
			// Sent twice over a broken connection, the second start finds the guard applying already.
			const {guard} = await readStatus(transport);
			if (guard?.change !== change || guard.state === 'armed') {
				throw cause;
			}
		});
	const look = async (transport: Transport): Promise<GuardStatus> => parseStatus(await run(transport, applyingCommand(change), 'to tell how the change stands'));
	let [, seen] = await link.use(async (transport) => together(start(transport), look(transport)));
	let looksWithoutJob = 0;
	for (;;) {
		if (signal?.aborted === true) {
			throw new TrialFailure('stopped by the user');
		}

		const {guard, decision, isJobRunning, uptime} = seen;
		if (guard?.change !== change) {
			throw new TrialFailure('the router has decided by itself');
		}

		if (guard.state.startsWith('applied')) {
			yield {type: 'progress', done: total, total};
			return uptime;
		}

		const done = Number(/^applying (\d+)$/.exec(guard.state)?.[1] ?? 0);
		if (done > told) {
			told = done;
			yield {type: 'progress', done, total};
		}

		if (decision?.change === change) {
			throw new TrialFailure(decision.why, /^statement/.test(decision.why) ? script.statements.slice(Math.max(stoppedAt(decision.why), 1) - 1) : []);
		}

		looksWithoutJob = isJobRunning === false ? looksWithoutJob + 1 : 0;
		if (looksWithoutJob > 2) {
			const result = await link.use((transport) => transport.download(`${guardNames(change).resultFile}.txt`));
			throw new TrialFailure((result === undefined ? undefined : errorIn(decoder.decode(result))) ?? 'the import ended early', script.statements);
		}

		await clock.sleep(100);
		seen = await link.use(look);
	}
}
