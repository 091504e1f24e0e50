import type {Socket} from 'node:net';
import {Duplex} from 'node:stream';
import type {Clock} from '../../runtime/index.js';

/** The way between a client and the router, on which things can go wrong. */
export type Link = {
	readonly stream: Duplex;
	/** What the router says from now on is lost, and then the connection breaks. */
	cut(): void;
	/** Nothing gets through any more, and neither end is told. */
	mute(): void;
	/** The router gives a muted connection up. */
	notice(): void;
};

/** Milliseconds between two tries to send what did not get through, as TCP does. */
const tryAgain = 250;

/** What a piece meets on its way: milliseconds that it takes, and whether it gets through at all now. */
export type Way = {readonly latency: () => number; readonly isOpen: () => boolean};

/** Puts a way that can fail between a socket and what serves it. */
export const createLink = (socket: Socket, clock: Clock, {latency, isOpen}: Way): Link => {
	let lost = false;
	let silent = false;
	/** Pieces on their way, each behind the one before. */
	const under: {in?: Promise<void>; out?: Promise<void>} = {};

	/** Lets a piece through after its time on the way, never before an earlier one; where the way is shut it waits until it opens. */
	const travel = (direction: 'in' | 'out', through: () => void): void => {
		const wait = latency();
		const before = under[direction];
		if (wait <= 0 && before === undefined && isOpen()) {
			through();
			return;
		}

		const due = clock.monotonic() + wait;
		const arrive = async (): Promise<void> => {
			await before;
			await clock.sleep(Math.max(0, due - clock.monotonic()));
			while (!isOpen() && !socket.destroyed) {
				await clock.sleep(tryAgain);
			}

			through();
			if (under[direction] === mine) {
				delete under[direction];
			}
		};
		const mine = arrive().catch(() => undefined);
		under[direction] = mine;
	};

	const stream = new Duplex({
		read: () => {
			socket.resume();
		},
		write: (chunk: Buffer, _encoding, done) => {
			if (lost) {
				done();
				return;
			}

			travel('out', () => {
				if (lost || socket.destroyed) {
					done();
				} else {
					socket.write(chunk, () => {
						done();
					});
				}
			});
		},
		final: (done) => {
			travel('out', () => {
				if (!lost) {
					socket.end();
				}

				done();
			});
		},
		destroy: (error, done) => {
			socket.destroy();
			done(error);
		},
	});
	socket.on('data', (chunk: Buffer) => {
		if (!lost) {
			travel('in', () => {
				if (!stream.push(chunk)) {
					socket.pause();
				}
			});
		}
	});
	socket.on('end', () => {
		if (!silent) {
			travel('in', () => stream.push(null));
		}
	});
	socket.on('close', () => {
		if (!silent) {
			travel('in', () => stream.destroy());
		}
	});
	socket.on('error', () => undefined);
	return {
		stream: Object.assign(stream, {remoteAddress: socket.remoteAddress, remoteFamily: socket.remoteFamily, remotePort: socket.remotePort}),
		cut: () => {
			lost = true;
			setImmediate(() => stream.destroy());
		},
		mute: () => {
			lost = true;
			silent = true;
		},
		notice: () => {
			stream.destroy();
		},
	};
};
