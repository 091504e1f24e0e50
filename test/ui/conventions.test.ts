import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {isColored} from '../../source/commands/process-context.js';
import {plainText} from '../../source/presentation/index.js';
import {keymap} from '../../source/ui/keymap.js';
import {resultLines} from '../../source/ui/screens/result/result-lines.js';
import type {Ending} from '../../source/ui/wizard-state.js';
import {initialWizard} from '../../source/ui/wizard-state.js';
import {fakeServices} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

const atAddress = async (more: {readonly columns?: number; readonly rows?: number} = {}) => {
	const wizard = await openWizard({services: fakeServices().services, start: {kind: 'new', scenario: 'sample'}, ...more});
	await wizard.until('Which router');
	wizard.press(keys.enter);
	await wizard.until('The address of your router');
	return wizard;
};

const atQuestions = async () => {
	const fake = fakeServices();
	const wizard = await openWizard({services: fake.services, start: {kind: 'new', scenario: 'sample'}});
	await wizard.until('Which router');
	wizard.press(keys.down, keys.enter);
	await wizard.until('LAB  an emulated router');
	wizard.press(keys.enter);
	await wizard.until('Which tunnel?');
	return {fake, wizard};
};

const atServices = async () => {
	const {fake, wizard} = await atQuestions();
	wizard.press(keys.enter);
	await wizard.until('Which services?');
	return {fake, wizard};
};

const atAddresses = async () => {
	const {fake, wizard} = await atServices();
	wizard.press(keys.enter);
	await wizard.until('Which addresses?');
	return {fake, wizard};
};

const router = {host: '192.168.88.1', port: 22, user: 'admin'} as const;

describe('the key table', () => {
	it.each(Object.entries(keymap))('tells what %s does, in a word and in a sentence', (_id, {keys: pressed, label, word, description}) => {
		expect(pressed.length).toBeGreaterThan(0);
		expect(label).not.toBe('');
		expect(word.split(' ').length).toBeLessThanOrEqual(3);
		expect(description).toMatch(/^[A-Z].*\.$/);
	});
});

describe('a text field', () => {
	it('takes letters as text, also those that are keys elsewhere', async () => {
		const wizard = await atAddress();
		wizard.press('q', '?', '/', 'j', 'k');
		await wizard.until('q?/jk');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});

	it('takes them in the filter of a list, too, whose marks they move else', async () => {
		const {wizard} = await atServices();
		wizard.press('/', 'j', 'k', '/');
		await wizard.until('jk/▏');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('edits wide and combining characters as people see them', async () => {
		const wizard = await atAddress();
		wizard.press('東京e\u0301👩‍👩‍👧x');
		await wizard.until('👧x▏');
		wizard.press(keys.backspace, keys.backspace, keys.backspace);
		await wizard.until('東京▏');
		wizard.press(keys.left);
		const frame = await wizard.until('東▏京');
		expect(frame).toContain('Enter connect');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});
});

describe('a choice that cannot be taken', () => {
	it('is not, and says why when somebody tries', async () => {
		const {wizard} = await atQuestions();
		wizard.press(keys.end, keys.enter);
		await wizard.until(/❯ lte1[\s\S]*this router has no such interface[\s\S]*this router has no such interface/);
		wizard.press(keys.up, keys.enter);
		await wizard.until('The file');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('the draft', () => {
	it('is of the question that an answer leads to, and a screen one comes back to is as it was left', async () => {
		const {fake, wizard} = await atAddresses();
		expect(fake.draft()).toMatchObject({field: 'destinations'});
		wizard.press('10.0.0', keys.left);
		await wizard.until('10.0.▏0');
		for (const title of ['Which services?', 'Which tunnel?', 'Connected']) {
			wizard.press(keys.escape);
			await wizard.until(title);
		}

		for (const title of ['Which tunnel?', 'Which services?', 'Which addresses?']) {
			wizard.press(keys.enter);
			await wizard.until(title);
		}

		await wizard.until('10.0.▏0');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('dangerous consent', () => {
	it('is the address of the router, and nothing else', async () => {
		const fake = fakeServices({claims: 'failed'});
		const profile = {version: 1, id: 'home-x7k2', name: 'home', parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'wg-vpn', services: ['steam']}}], router} as const;
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		await wizard.until('Enter apply all the same');
		wizard.press(keys.enter);
		await wizard.until('type the address of the router');
		wizard.press('yes', keys.enter);
		await wizard.until('That is another address.');
		wizard.press(keys.ctrlU, keys.enter);
		await wizard.until('That is another address.');
		wizard.press(router.host, keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		expect(fake.log.filter((what) => what.startsWith('apply'))).toEqual([]);
	});
});

describe('a pasted list', () => {
	it('of 500 lines is one answer, and Enter on it finds the line that is wrong', async () => {
		const {fake, wizard} = await atAddresses();
		const lines = Array.from({length: 500}, (_, index) => (index === 321 ? '10.0.0.300' : `10.${Math.floor(index / 250)}.${index % 250}.0/24`));
		wizard.paste(lines.join('\n'));
		await wizard.until('500 lines, 1 of them wrong');
		wizard.press(keys.tab);
		await wizard.until('❯ 10.0.0.300▏');
		wizard.press(keys.ctrlU, '10.9.9.0/24', keys.tab);
		await wizard.until('Redirect DNS?');
		expect(fake.draft()?.answers.destinations).toHaveLength(500);
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('colours', () => {
	it.each([
		[{}, true],
		[{NO_COLOR: ''}, true],
		[{NO_COLOR: '1'}, false],
		[{TERM: 'dumb'}, false],
		[{NO_COLOR: '1', FORCE_COLOR: '1'}, true],
		[{FORCE_COLOR: '0'}, false],
	])('with %j: %s', (environment, wanted) => {
		expect(isColored(environment)).toBe(wanted);
	});
});

describe('a terminal', () => {
	it('that is too small says so, keeps what was typed, and goes on when there is room', async () => {
		const wizard = await atAddress();
		wizard.press('router.lan');
		await wizard.until('router.lan');
		wizard.screen.resize({columns: 30, rows: 8});
		expect(await wizard.until('Too small here')).toContain('This is 30 x 8');
		wizard.screen.resize({columns: 80, rows: 24});
		await wizard.until('router.lan▏');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});

	it('is resized on any screen without a frame that is too large', async () => {
		const wizard = await openWizard({services: fakeServices({rules: 40}).services, start: {kind: 'new', scenario: 'sample'}, columns: 120, rows: 40});
		const sizes = [
			[60, 18],
			[200, 60],
			[80, 24],
		] as const;
		const steps: readonly (readonly [string, ...(readonly string[])])[] = [
			['Which router', keys.down, keys.enter],
			['LAB  an emulated router', keys.enter],
			['Which tunnel?', keys.enter],
			['Which services?', keys.space, keys.enter],
			['Which addresses?', keys.tab],
			['Redirect DNS?', keys.enter],
			['A name for this', keys.enter],
			['[What and why', keys.tab],
			['[Commands', 'p'],
			['The parts of this', keys.escape],
			['[Commands', keys.enter],
			['Make the change?', keys.enter],
			['every check passed', 'k'],
			['Saved as', 'q'],
		];
		for (const [wanted, ...presses] of steps) {
			await wizard.until(wanted);
			for (const [columns, rows] of sizes) {
				wizard.screen.resize({columns, rows});
				// The last row stays free, or Ink would clear the whole terminal.
				await wizard.until(new RegExp(`^(?=[\\s\\S]*${wanted.replace(/[[?]/g, '\\$&')})(?:.*\\n){${rows - 1}}\\s*$`));
			}

			wizard.press(...presses);
		}

		await wizard.result;
	});

	it('is given back after every way of ending, a crash included, with what was on it before', async () => {
		const {services} = fakeServices();
		const wizard = await openWizard({services: {...services, scenarios: async () => Promise.reject(new Error('broken presets'))}});
		await expect(wizard.result).rejects.toThrow('broken presets');
		expect(wizard.screen.raw).toMatch(/\u001B\[\?2004l/);
		expect(wizard.screen.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(wizard.screen.raw.lastIndexOf('\u001B[?25l'));
		expect(wizard.screen.raw).not.toMatch(/\u001B\[(?:2J|3J|\?1049h)/);
		expect(wizard.screen.text().trim()).toBe('');
	});
});

describe('an outcome that is not known', () => {
	it('tells when the router decides', () => {
		const ending: Ending = {outcome: 'unknown', message: '', notApplied: [], changes: 1, saved: false, trouble: [], decidesAt: Date.UTC(2026, 0, 1, 12, 30, 5)};
		expect(
			resultLines(initialWizard({kind: 'home'}), ending)
				.map(plainText)
				.join('\n'),
		).toMatch(/It decides at \d\d:30:05 by the clock of this computer/);
	});
});

describe('the table of conventions', () => {
	it('names tests that are there', async () => {
		const rows = (await readFile('docs/wizard.md', 'utf8')).split('\n').filter((line) => line.startsWith('| ') && line.includes('`test/'));
		expect(rows.length).toBeGreaterThan(25);
		for (const row of rows) {
			for (const [, file = '', names = ''] of row.matchAll(/`(test\/[\w./-]+\.ts)`((?: “[^”]+”,?)*)/g)) {
				const text = await readFile(file, 'utf8');
				for (const [, name = ''] of names.matchAll(/“([^”]+)”/g)) {
					expect(text, file).toContain(name);
				}
			}
		}
	});
});
