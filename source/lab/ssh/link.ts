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

/** Puts a way that can fail between a socket and what serves it. `latency` is asked for each piece, in milliseconds. */
export const createLink = (socket: Socket, clock: Clock, latency: () => number): Link => {
	let lost = false;
	let silent = false;
	let arrives = {in: 0, out: 0};

	/** Lets a piece through after its time on the way, never before an earlier one. */
	const travel = (direction: 'in' | 'out', through: () => void): void => {
		const wait = latency();
		const now = clock.monotonic();
		if (wait <= 0 && arrives[direction] <= now) {
			through();
			return;
		}

		const due = Math.max(arrives[direction], now + wait);
		arrives = {...arrives, [direction]: due};
		clock.sleep(due - now).then(through, () => undefined);
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
