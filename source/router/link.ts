import {AppError} from '../diagnostics/index.js';
import type {Transport} from '../transport/transport.js';

/** The way to a router while a change is on trial: a new connection is made when the old one breaks. */
export interface Link {
	/** Does something that may be done twice; when the connection breaks, once more over a new one. */
	use<T>(work: (transport: Transport) => Promise<T>): Promise<T>;
	/** Goes on over a new connection. */
	renew(): Promise<Transport>;
	/** Closes the connections made here; the one that was handed in stays open. */
	close(): Promise<void>;
}

export const isLost = (cause: unknown): boolean =>
	cause instanceof AppError && ['connection-lost', 'timeout', 'connection-refused', 'host-unreachable', 'name-not-found'].includes(cause.code);

export const makeLink = (given: Transport, reconnect: () => Promise<Transport>): Link => {
	let current = given;
	const close = async (): Promise<void> => {
		if (current !== given) {
			await current.close().catch(() => undefined);
			current = given;
		}
	};

	const renew = async (): Promise<Transport> => {
		const fresh = await reconnect();
		await close();
		current = fresh;
		return fresh;
	};

	return {
		close,
		renew,
		async use(work) {
			try {
				return await work(current);
			} catch (cause) {
				if (!isLost(cause)) {
					throw cause;
				}

				return work(await renew());
			}
		},
	};
};
