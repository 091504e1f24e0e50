import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {expectWritten, masked} from '../helpers/journey.js';
import {program} from '../helpers/story.js';
import {makeHome, openTerminal} from '../helpers/terminal.js';

/** Wide enough for every line: a transcript is read, not looked at. */
const size = {columns: 200, rows: 400};

/** What is asked, as far as it must be seen before it is answered, and what is typed. */
const dialogue: readonly (readonly [string | RegExp, string])[] = [
	['Type a number:', '3'],
	['Question 1 of 7', 'ether1 100/20, ether2 50/10'],
	['Question 2 of 7', ''],
	['Question 3 of 7', ''],
	['Question 4 of 7', ''],
	['Question 5 of 7', ''],
	['Question 6 of 7', ''],
	['Question 7 of 7', ''],
	['A name for this profile', 'office'],
	['Make this change?', 'yes'],
	[/Keep the change\?.*yes or no:/, 'yes'],
];

/** Its rows are written down with the scripts of the presets. */
const plan = /\n\/interface\/list\n[\s\S]*?(?=\nWhere packets go)/;

describe('the wizard as numbered questions', () => {
	it('sets up two lines by typed lines alone, that are only ever added', async () => {
		const home = await makeHome();
		const terminal = openTerminal(process.execPath, [program, 'new', 'multi-wan-pcc', '--plain'], {home: home.path, ...size});
		try {
			for (const [asked, typed] of dialogue) {
				await terminal.see(asked);
				await terminal.see(/: *$|\] *$/);
				terminal.type(`${typed}\r`);
			}

			expect(await terminal.ended()).toBe(0);
			const transcript = `${masked(terminal.history())}\n`;
			// No cursor is moved and nothing is drawn over.
			expect(terminal.written()).not.toContain('\u001B');
			// A countdown is told, not ticked.
			expect(transcript.match(/undoes (?:it|this)/g)).toHaveLength(3);
			await expectWritten('plain.txt', transcript.replace(plan, '\n…\n'));

			// What the front page shows is a part of it, line by line.
			const [, shown = ''] = /```\n(Which router\?[\s\S]*?)```/.exec(await readFile('README.md', 'utf8')) ?? [];
			const lines = shown.split('\n').filter((line) => line !== '');
			expect(lines.length).toBeGreaterThan(20);
			let from = 0;
			for (const line of lines.map(masked)) {
				const found = transcript.indexOf(line, from);
				expect(found, line).toBeGreaterThanOrEqual(from);
				from = found + line.length;
			}

			// Seven questions and a name; the rest is which router, and yes.
			expect(dialogue.length - 3).toBeLessThanOrEqual(12);
		} finally {
			await terminal.close();
			await home.remove();
		}
	});
});
