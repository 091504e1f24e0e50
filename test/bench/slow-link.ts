import type {AddressInfo, Socket} from 'node:net';
import {connect, createServer} from 'node:net';
import {performance} from 'node:perf_hooks';

/** Passes on what comes in after `delay` milliseconds, in order; many pieces may be under way at once, as on a long line. */
const pass = (from: Socket, to: Socket, delay: number): void => {
	const underWay: {readonly due: number; readonly chunk: Buffer}[] = [];
	const deliver = (): void => {
		while ((underWay[0]?.due ?? Number.POSITIVE_INFINITY) <= performance.now() + 0.5) {
			to.write(underWay.shift()?.chunk ?? '');
		}

		if (underWay[0] !== undefined) {
			setTimeout(deliver, underWay[0].due - performance.now());
		}
	};

	from.on('data', (chunk: Buffer) => {
		underWay.push({due: performance.now() + delay, chunk});
		if (underWay.length === 1) {
			setTimeout(deliver, delay);
		}
	});
	from.on('close', () => setTimeout(() => to.end(), delay));
	from.on('error', () => undefined);
};

export type SlowLink = {readonly port: number; close(): void};

/** A long way to a port on this machine: each byte takes half of the round trip in each direction. */
export const slowLink = async (port: number, roundTrip: number): Promise<SlowLink> => {
	const server = createServer({noDelay: true}, (near) => {
		const far = connect({host: '127.0.0.1', port, noDelay: true});
		pass(near, far, roundTrip / 2);
		pass(far, near, roundTrip / 2);
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		close: () => {
			server.close();
		},
	};
};
