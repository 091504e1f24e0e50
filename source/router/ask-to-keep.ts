import type {ApplyAnswer, ApplyEvent, ApplyQuestion} from '../plan/index.js';
import type {Clock} from '../runtime/index.js';
import {readStatus} from './guard-status.js';
import type {Link} from './link.js';
import {isLost} from './link.js';

/** Where the router's time stands, told from our clocks between two looks. */
export type Sight = {readonly left: number; readonly wall: number; readonly monotonic: number};

type AskOptions = {
	readonly link: Link;
	readonly change: string;
	readonly clock: Clock;
	readonly decide: (question: ApplyQuestion) => Promise<ApplyAnswer>;
	/** Left out where nothing was looked at. */
	readonly checksPassed?: boolean;
	/** Where the router's time stood when it was looked at last; it is looked at anew when that is long ago. */
	readonly seen?: Sight;
	readonly signal?: AbortSignal;
};

type Answer = {readonly choice: ApplyAnswer; readonly why: string};

/** Milliseconds between two looks at the router while nothing happens. */
const lookEvery = 5000;

/** Wall and monotonic clock apart by this much (milliseconds): this computer slept, or its clock was set. */
const gap = 2000;

/** Asks the one question and counts down; an abort, the router's own decision and the deadline are answers too. */
export async function* askToKeep({link, change, clock, decide, checksPassed, seen: known, signal}: AskOptions): AsyncGenerator<ApplyEvent, Answer> {
	const look = async (): Promise<Sight | undefined> => {
		const {guard, decision, uptime} = await link.use(readStatus);
		const isOpen = guard?.change === change && decision?.change !== change && guard.deadline > uptime;
		return isOpen ? {left: guard.deadline - uptime, wall: clock.now(), monotonic: clock.monotonic()} : undefined;
	};

	const decided: Answer = {choice: 'undo', why: 'nobody kept it in time'};
	const isOld = ({wall, monotonic}: Sight): boolean => {
		const passed = clock.monotonic() - monotonic;
		return passed >= lookEvery || Math.abs(clock.now() - wall - passed) > gap;
	};
	const leftOf = (seen: Sight): number => Math.max(0, Math.ceil(seen.left - (clock.monotonic() - seen.monotonic) / 1000));
	let sight = known === undefined || isOld(known) ? await look() : known;
	if (sight === undefined) {
		return decided;
	}

	let answer: ApplyAnswer | undefined;
	let trouble: {readonly cause: unknown} | undefined;
	const stop = new AbortController();
	const end = (): void => stop.abort();
	signal?.addEventListener('abort', end, {once: true});
	decide({type: 'keep', left: leftOf(sight), ...(checksPassed === undefined ? {} : {checksPassed})})
		.then((given) => {
			answer = given;
		})
		.catch((cause: unknown) => {
			trouble = {cause};
		})
		.finally(end);
	try {
		for (;;) {
			if (answer !== undefined) {
				return {choice: answer, why: answer === 'keep' ? 'it was confirmed' : checksPassed === false ? 'a check did not pass' : 'undone by the user'};
			}

			if (signal?.aborted === true) {
				return {choice: 'undo', why: 'undone by the user'};
			}

			if (trouble !== undefined) {
				throw trouble.cause;
			}

			const left = leftOf(sight);
			yield {type: 'countdown', left};
			if (isOld(sight) || left === 0) {
				const seen = await look().catch((cause: unknown) => {
					if (isLost(cause) && left > 0) {
						return 'lost' as const;
					}

					throw cause;
				});
				if (seen === undefined) {
					return decided;
				}

				if (seen === 'lost') {
					yield {type: 'note', text: 'The connection to the router is lost; trying again. Without an answer it undoes the change.'};
				} else {
					sight = seen;
				}
			}

			if (!stop.signal.aborted) {
				await clock.sleep(1000, stop.signal).catch(() => undefined);
			}
		}
	} finally {
		signal?.removeEventListener('abort', end);
	}
}
