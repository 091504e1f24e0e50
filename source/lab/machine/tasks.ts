import type {Clock} from '../../runtime/index.js';
import type {Steps} from '../contract.js';

export type Outcome<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly error: unknown};

/** Something that happens by itself at a time of uptime: schedulers, expiring rows. */
export type Source = {next(): number | undefined; fire(uptime: number): void};

export type Task = {stop(): void};

/** Scripts in progress on a virtual clock. One runs at a time, until it waits; nothing moves while it runs. */
export type Tasks = {
	start<T>(steps: Steps<T>, done: (outcome: Outcome<T> | undefined) => void): Task;
	/** Milliseconds since boot. */
	uptime(): number;
	/** Moves the clock and fires what becomes due, in order. */
	advance(milliseconds: number): void;
	/** Stops everything and starts uptime again at 0. */
	reboot(): void;
	addSource(source: Source): void;
	/** Fires what is due after something changed from outside. */
	poke(): void;
	close(): void;
};

type Running = {step(): void; stop(): void; wake: number | undefined; condition: (() => boolean) | undefined /** Gave its turn away without a wait. */; yielded: boolean};

const spins = 1000;

export const createTasks = (clock: Clock, follows: 'real' | 'manual'): Tasks => {
	const sources: Source[] = [];
	let running: readonly Running[] = [];
	let offset = 0;
	let started = clock.monotonic();
	let pumping = false;
	let closed = false;
	let timer: AbortController | undefined;
	let soon: NodeJS.Immediate | undefined;

	const uptime = (): number => Math.floor((follows === 'real' ? clock.monotonic() - started : 0) + offset);

	const start = <T>(steps: Steps<T>, done: (outcome: Outcome<T> | undefined) => void): Task => {
		let stopped = false;
		let stepping = false;
		const task: Running = {
			wake: uptime(),
			condition: undefined,
			yielded: false,
			step: () => {
				task.wake = undefined;
				task.condition = undefined;
				stepping = true;
				try {
					const result = steps.next();
					if (result.done === true) {
						finish({ok: true, value: result.value});
					} else if (stopped) {
						steps.return(undefined as never);
					} else if (result.value.kind === 'sleep') {
						task.yielded = result.value.milliseconds <= 0;
						task.wake = uptime() + Math.max(0, result.value.milliseconds);
					} else {
						task.condition = result.value.condition;
					}
				} catch (error) {
					finish({ok: false, error});
				} finally {
					stepping = false;
				}
			},
			stop: () => {
				if (stopped) {
					return;
				}

				stopped = true;
				running = running.filter((other) => other !== task);
				// A generator cannot be ended from inside itself: then it ends at its next wait.
				if (!stepping) {
					steps.return(undefined as never);
				}

				done(undefined);
			},
		};
		const finish = (outcome: Outcome<T>): void => {
			running = running.filter((other) => other !== task);
			if (!stopped) {
				stopped = true;
				done(outcome);
			}
		};

		running = [...running, task];
		pump();
		return {stop: task.stop};
	};

	/** Runs what is ready. A task that only gives its turn away goes on in the next round, so that it starves nobody. */
	const pump = (): void => {
		if (pumping || closed) {
			return;
		}

		pumping = true;
		for (const task of running) {
			task.yielded = false;
		}

		const ready = (task: Running): boolean => (task.wake !== undefined && task.wake <= uptime() && !task.yielded) || task.condition?.() === true;
		try {
			for (let next = running.find(ready); next !== undefined; next = running.find(ready)) {
				next.step();
			}
		} finally {
			pumping = false;
		}

		arm();
	};

	const nextDue = (): number | undefined => {
		const times = [...running.map((task) => task.wake), ...sources.map((source) => source.next())].filter((time) => time !== undefined);
		return times.length === 0 ? undefined : Math.min(...times);
	};

	const arm = (): void => {
		timer?.abort();
		timer = undefined;
		clearImmediate(soon);
		const due = nextDue();
		if (due === undefined || closed) {
			return;
		}

		const wait = due - uptime();
		if (wait <= 0) {
			soon = setImmediate(poke);
		} else if (follows === 'real') {
			const controller = new AbortController();
			timer = controller;
			clock.sleep(wait, controller.signal).then(poke, () => undefined);
		}
	};

	const poke = (): void => {
		if (closed) {
			return;
		}

		for (const source of sources) {
			for (let next = source.next(); next !== undefined && next <= uptime(); next = source.next()) {
				source.fire(uptime());
			}
		}

		pump();
	};

	return {
		start,
		uptime,
		poke,
		addSource: (source) => {
			sources.push(source);
		},
		advance: (milliseconds) => {
			// What is left, not a time to reach: uptime starts again when a reboot is among what becomes due.
			let left = milliseconds;
			let turns = 0;
			for (let due = nextDue(); due !== undefined && due - uptime() <= left; due = nextDue()) {
				// A script that spins without a delay must not stop the clock.
				turns = due > uptime() ? 0 : turns + 1;
				const step = turns > spins ? 1 : Math.max(0, due - uptime());
				offset += step;
				left -= step;
				poke();
			}

			offset += Math.max(0, left);
			poke();
		},
		reboot: () => {
			for (const task of running) {
				task.stop();
			}

			offset = 0;
			started = clock.monotonic();
		},
		close: () => {
			for (const task of running) {
				task.stop();
			}

			closed = true;
			timer?.abort();
			clearImmediate(soon);
		},
	};
};
