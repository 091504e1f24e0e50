import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {openText} from '../../source/commands/open-text.js';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout']});
});
afterEach(() => {
	vi.useRealTimers();
});

/** Interrupts ourselves, and gives how many of us listened. */
const interrupted = (): Promise<number> =>
	new Promise((resolve) => {
		process.once('SIGINT', () => resolve(process.listenerCount('SIGINT')));
		process.kill(process.pid, 'SIGINT');
	});

describe('a text in a program of the person', () => {
	it('is left by a Ctrl-C that is for the program alone, though we hear of it late', async () => {
		const others = process.listenerCount('SIGINT');
		await expect(openText('/ip route print\n', 'home', 'editor', {editor: ':', pager: 'less'})).resolves.toMatchObject({ok: true});
		// Where nobody listened, it would have been the end.
		expect(await interrupted()).toBe(others + 1);
		vi.advanceTimersByTime(60_000);
		await new Promise((resolve) => setImmediate(resolve));
		expect(await interrupted()).toBe(others);
	});
});
