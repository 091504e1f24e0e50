/** The server opens no channel more; nothing was sent over it. */
export class ChannelRefused extends Error {}

/** Things that go on at the same time over one connection. */
export interface Lanes {
	/** In the order asked, as soon as a lane is free. What is refused a channel is tried again when nothing else goes on. */
	run<T>(work: () => Promise<T>): Promise<T>;
	/** Whether the server was found to take but one channel at once. */
	isSingle(): boolean;
}

/** Several lanes, until the server refuses a channel: whether RouterOS takes more than one is not known (docs/lab-notes/console.md). */
export const makeLanes = (most: number): Lanes => {
	let lanes = most;
	let busy = 0;
	const waiting: (() => void)[] = [];
	const next = (): void => {
		while (busy < lanes && waiting.length > 0) {
			busy++;
			waiting.shift()?.();
		}
	};

	const run = async <T>(work: () => Promise<T>): Promise<T> => {
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			next();
		});
		const isAlone = busy === 1;
		try {
			return await work();
		} catch (cause) {
			if (!(cause instanceof ChannelRefused) || (isAlone && lanes === 1)) {
				throw cause;
			}

			lanes = 1;
		} finally {
			busy--;
			next();
		}

		return run(work);
	};

	return {run, isSingle: () => lanes === 1};
};
