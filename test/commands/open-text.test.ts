import {describe, expect, it} from 'vitest';
import {openText} from '../../source/commands/open-text.js';

describe('a text in a program of the person', () => {
	it('is left by a Ctrl-C that is for the program alone, however late we hear of it', async () => {
		const heard = new Promise<number>((resolve) => {
			process.once('SIGINT', () => resolve(process.listenerCount('SIGINT')));
		});
		const own = process.listenerCount('SIGINT');
		const editor = `(sleep 0.2; kill -INT ${process.pid}) >/dev/null 2>&1 & :`;
		await expect(openText('/ip route print\n', 'home', 'editor', {editor, pager: 'less'})).resolves.toMatchObject({ok: true});
		// Somebody else listens, too: where nobody does, it would have been the end.
		expect(await heard).toBe(own);
	});
});
