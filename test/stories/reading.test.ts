import {chmod, mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Stage} from '../helpers/story.js';
import {logIn, setStage} from '../helpers/story.js';
import {keys} from '../helpers/terminal.js';

let stage: Stage;

beforeEach(async () => {
	stage = await setStage();
	await stage.saveProfile();
});

afterEach(async () => {
	await stage.end();
});

/** Writes down how it was called and what it may read from, then waits for a line like an editor for its person. */
const editor = async (): Promise<string> => {
	const file = path.join(stage.home, 'an editor.sh');
	await writeFile(file, `#!/bin/sh\nstat -c %a "$2" >"$1"\ncat "$2" >>"$1"\nprintf 'it shows %s: ' "$(basename "$2")"\nread -r line\necho "typed $line" >>"$1"\n`);
	await chmod(file, 0o755);
	return file;
};

describe('the commands in a program of the person', () => {
	it('are a copy that only they can read; the program has the whole terminal; then the wizard is where it was', async () => {
		const seen = path.join(stage.home, 'seen');
		const temporary = path.join(stage.home, 'tmp');
		await mkdir(temporary);
		const wizard = stage.open(['run', 'home', '--router', stage.lab.address], {
			env: {VISUAL: `'${await editor()}' '${seen}'`, PAGER: 'detour-has-no-such-pager', TMPDIR: temporary},
		});
		await logIn(wizard, stage.lab);
		await wizard.see('Review:');
		wizard.type(keys.tab);
		await wizard.see('[Commands]');
		wizard.type('e');
		const lent = await wizard.see('it shows home.rsc:');
		expect(lent).not.toContain('Review');
		expect(wizard.isCursorVisible()).toBe(true);
		wizard.resize(100, 30);
		wizard.type('quite so\r');
		await wizard.see('That was a copy to read');
		wizard.resize(80, 24);
		expect(wizard.isCursorVisible()).toBe(false);
		const [mode, ...lines] = (await readFile(seen, 'utf8')).trimEnd().split('\n');
		expect(mode).toBe('600');
		expect(lines.at(-1)).toBe('typed quite so');
		expect(lines.join('\n')).toContain('/ip firewall mangle');
		expect(await readdir(temporary)).toEqual([]);

		// Ctrl-C ends the program, and the program alone.
		wizard.type('e');
		await wizard.see('it shows home.rsc:');
		wizard.type(keys.ctrlC);
		await wizard.see('That was a copy to read');
		wizard.type('o');
		await wizard.see('detour-has-no-such-pager could not be started');
		wizard.type(keys.tab);
		await wizard.see('[Changes on this router]');
		wizard.type(keys.ctrlC);
		expect(await wizard.ended()).toBe(130);
		expect(wizard.isCursorVisible()).toBe(true);
	});
});
