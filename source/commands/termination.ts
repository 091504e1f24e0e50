import {AppError, exitCodes} from '../diagnostics/index.js';

/** What a hang-up or a kill does to a command: it ends at once, and an armed change stays armed. */
export interface Termination {
	/** Rejects when the program is told to end. */
	readonly ended: Promise<never>;
	/** Tells whether a change is on trial on a router now. */
	setArmed(isArmed: boolean): void;
	/** The program is told to end. */
	end(): void;
}

/** Undoing needs time that a hang-up may not leave; the router undoes by itself. So nothing is done, and that is said. */
export const makeTermination = (): Termination => {
	let isArmed = false;
	let reject: (reason: AppError) => void = () => undefined;
	const ended = new Promise<never>((_, refuse) => {
		reject = refuse;
	});
	ended.catch(() => undefined);
	return {
		ended,
		setArmed(value) {
			isArmed = value;
		},
		end() {
			reject(
				isArmed
					? new AppError('ended-while-armed', 'Stopped from outside while a change was on trial. The router undoes it by itself.', {
							hint: 'See what became of it with: detour recover',
							exitCode: exitCodes.unknown,
						})
					: new AppError('ended', 'Stopped from outside.', {exitCode: exitCodes.interrupted}),
			);
		},
	};
};
