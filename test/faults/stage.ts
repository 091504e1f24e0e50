import {AppError} from '../../source/diagnostics/index.js';
import type {Lab, LabState} from '../../source/lab/index.js';
import {generateHostKey, startLab} from '../../source/lab/index.js';
import type {JournalRecord} from '../../source/router/index.js';
import type {Clock} from '../../source/runtime/index.js';
import type {ExecOptions, Transport} from '../../source/transport/index.js';

/** One awaited request of the program under test: to the router, to its journal, or a new connection. */
export type Moment = {
	/** Counted from 1 in the order of the run. */
	readonly index: number;
	/** Whether the request has taken effect yet. */
	readonly phase: 'before' | 'after';
	readonly kind: 'exec' | 'upload' | 'download' | 'connect' | 'journal';
	/** Milliseconds after which the program gives up to wait for it. */
	readonly patience: number;
};

/** What goes wrong, and when: called around every request. */
export type Trap = (moment: Moment, stage: Stage) => Promise<void> | void;

/** What goes wrong with the n-th write of rows or settings, whoever makes it: true fails it. */
export type WriteTrap = (write: {readonly number: number; readonly command: string}, stage: Stage) => boolean;

/** What a request came to, and when: milliseconds since the beginning, of all time and of that in which the program was awake. */
type Reply = {readonly what: string; readonly result: unknown; readonly passed: number; readonly awake: number};

/** A router, and a program that talks to it over a wire where everything can break, all on one clock that only tests move. */
export type Stage = {
	readonly lab: Lab;
	readonly clock: Clock;
	/** What the journal of the program under test holds: it outlives the program. */
	readonly records: JournalRecord[];
	readonly journal: {write(record: JournalRecord): Promise<void>};
	connect(): Promise<Transport>;
	/** Moves the router's time and the wall clock; `awake` the program's own, too. */
	pass(milliseconds: number, awake?: boolean): void;
	/** Runs a line as somebody else would, and gives what it printed. */
	exec(command: string): Promise<string>;
	/** All connections that are open break. */
	drop(): void;
	/** Breaks all connections, and lets nobody in for so long. */
	isolate(milliseconds: number): void;
	/** The program never goes on. */
	die(): Promise<never>;
	readonly died: Promise<void>;
	/** Requests and writes so far. */
	readonly counts: {requests: number; writes: number};
	/** What came of each request so far. */
	readonly replies: readonly Reply[];
	/** Whether the program has asked otherwise than in its past, or never came to the end of it. */
	isAstray(): boolean;
	stop(): Promise<void>;
};

let hostKey: string | undefined;

const start = Date.UTC(2026, 0, 5, 10);

export const lost = (): AppError => new AppError('connection-lost', 'The connection is lost.');

export type StageOptions = {
	readonly state?: LabState;
	readonly minor?: number;
	readonly trap?: Trap;
	readonly onWrite?: WriteTrap;
	/** Milliseconds that each request takes. */
	readonly latency?: number;
	/** The router starts just now, with this time of day (milliseconds since 1970); else it has been up for a while. */
	readonly startsAt?: number;
	/** What the program has been told so far by a router that has lost its power since; it hears of that at its next request. */
	readonly past?: readonly Reply[];
};

/** Milliseconds that a command may take when its caller does not say: as over SSH. */
const usualPatience = 60_000;

export const setStage = async ({state, minor = 20, trap, onWrite, latency = 0, startsAt, past}: StageOptions = {}): Promise<Stage> => {
	hostKey ??= generateHostKey();
	let passed = 0;
	let awake = 0;
	const lab = await startLab({
		release: {major: 7, minor, patch: 0},
		hostKey,
		clock: 'manual',
		clockPort: {now: () => startsAt ?? start, monotonic: () => 0, sleep: async () => undefined},
		random: {bytes: (count) => Uint8Array.from({length: count}, (_, index) => index * 7 + 3)},
		...(state === undefined ? {} : {state}),
	});
	const {machine} = lab;
	const {tasks} = machine.context;
	// Nobody logs in at the moment when a router starts.
	tasks.advance(startsAt === undefined ? 600_000 : 0);
	let isPast = past !== undefined;
	let isStray = false;
	const pass = (milliseconds: number, isAwake = true): void => {
		passed += milliseconds;
		awake += isAwake ? milliseconds : 0;
		if (!isPast) {
			tasks.advance(milliseconds);
		}
	};

	const clock: Clock = {
		now: () => start + passed,
		monotonic: () => awake,
		sleep: async (milliseconds, signal) => {
			// Whoever sleeps lets others go on first, who may abort it.
			await Promise.resolve();
			for (let left = milliseconds; left > 0; left -= 1000) {
				if (signal?.aborted === true) {
					throw new Error('aborted');
				}

				pass(Math.min(left, 1000));
				await Promise.resolve();
			}
		},
	};
	/** Connections made before this one are broken. */
	let line = 0;
	let isolatedUntil = 0;
	/** Breaks off the line that is being run, as a session does that is closed. */
	let breakOff: (() => void) | undefined;
	const counts = {requests: 0, writes: 0};
	let settleDeath: () => void = () => undefined;
	const died = new Promise<void>((resolve) => {
		settleDeath = resolve;
	});

	const replies: Reply[] = [];
	/** Does a request to the router; as long as that is past, says what came of it then. */
	const happen = async <T>(kind: Moment['kind'], what: string, work: () => Promise<T> | T): Promise<T> => {
		const reply = past?.[replies.length];
		if (isPast && reply === undefined) {
			isPast = false;
			stage.drop();
		}

		if (!isPast || reply === undefined || kind === 'connect') {
			const result = await work();
			replies.push({what, result, passed, awake});
			return result;
		}

		if (reply.what !== what) {
			isStray = true;
			throw new Error(`In the past it did not ask: ${what}`);
		}

		({passed, awake} = reply);
		replies.push(reply);
		// What was asked is the same, so what was answered is of the same kind.
		return reply.result as T;
	};

	const around = async <T>(kind: Moment['kind'], what: string, patience: number, work: () => Promise<T> | T): Promise<T> => {
		counts.requests++;
		const moment = {index: counts.requests, kind, patience};
		if (latency > 0 && kind !== 'journal') {
			pass(latency);
		}

		await trap?.({...moment, phase: 'before'}, stage);
		const result = await (kind === 'journal' ? work() : happen(kind, what, work));
		await trap?.({...moment, phase: 'after'}, stage);
		return result;
	};

	const run = (command: string, patience: number): Promise<string> =>
		new Promise((resolve, reject) => {
			let output = '';
			let isDone = false;
			const finish = (how: () => void): void => {
				isDone = true;
				breakOff = undefined;
				how();
			};
			const login = machine.login({
				user: 'admin',
				from: '192.168.88.10',
				via: 'ssh',
				interactive: false,
				print: (text) => {
					output += text;
				},
				ended: () => finish(() => reject(lost())),
			});
			breakOff = () => {
				login.close();
				finish(() => reject(lost()));
			};
			login.run(command, () => {
				login.close();
				finish(() => resolve(output));
			});
			for (let waited = 0; !isDone; waited += 100) {
				if (waited >= patience) {
					login.close();
					finish(() => reject(new AppError('timeout', 'The router does not answer.')));
				} else {
					pass(100);
				}
			}
		});

	const open = (): Transport => {
		const mine = line;
		let isLost = false;
		let last: Promise<unknown> = Promise.resolve();
		const over = async <T>(kind: Moment['kind'], what: string, patience: number, work: () => Promise<T> | T): Promise<T> => {
			const check = (): void => {
				isLost ||= mine !== line;
				if (isLost) {
					throw lost();
				}
			};
			// What is asked at once goes over one connection all the same, and in this order.
			const next = last.then(async () => {
				check();
				return around(kind, what, patience, async () => {
					check();
					return work();
				});
			});
			last = next.catch((cause: unknown) => {
				isLost ||= cause instanceof AppError && ['timeout', 'connection-lost'].includes(cause.code);
			});
			const result = await next;
			check();
			return result;
		};

		return {
			fingerprint: 'SHA256:test',
			ident: 'SSH-2.0-ROSSSH',
			exec: async (command, options: ExecOptions = {}) => {
				const patience = options.timeout ?? usualPatience;
				return {output: await over('exec', command, patience, () => run(command, patience)), exitCode: 0};
			},
			upload: async (name, content) =>
				over('upload', name, usualPatience, () => {
					try {
						machine.context.disk.write(name, content);
					} catch {
						throw new AppError('file-transfer-failed', `The router did not take the file ${name}.`);
					}
				}),
			download: async (name) => over('download', name, usualPatience, () => machine.context.disk.read(name)?.content),
			close: async () => {
				isLost = true;
			},
		};
	};

	const stage: Stage = {
		lab,
		clock,
		counts,
		replies,
		isAstray: () => isStray || isPast,
		died,
		records: [],
		journal: {
			write: async (record) =>
				around('journal', '', usualPatience, () => {
					stage.records.push(structuredClone(record));
				}),
		},
		connect: () =>
			around('connect', '', usualPatience, () => {
				if (passed < isolatedUntil) {
					throw new AppError('host-unreachable', 'No way to the router.');
				}

				return open();
			}),
		pass,
		exec: lab.exec,
		drop: () => {
			line++;
			breakOff?.();
		},
		isolate: (milliseconds) => {
			isolatedUntil = passed + milliseconds;
			stage.drop();
		},
		die: () => {
			settleDeath();
			return new Promise<never>(() => undefined);
		},
		stop: async () => lab.stop(),
	};
	// A map that counts who asks whether the next write fails: every write does.
	const failures = new Map<string, number>();
	failures.get = (command) => {
		counts.writes++;
		return onWrite?.({number: counts.writes, command}, stage) === true ? 0 : undefined;
	};
	Object.assign(lab.faults, {failures});
	return stage;
};
