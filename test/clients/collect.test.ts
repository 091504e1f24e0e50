import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, testLab} from '../lab/helpers.js';
import {isMissing, runProgram} from './helpers.js';

const script = fileURLToPath(new URL('collect.exp', import.meta.url));

describe.skipIf(isMissing('expect', '-v') || isMissing('ssh', '-V'))('an expect script that archives configurations', () => {
	let lab: Lab;
	let lines: readonly string[];

	beforeAll(async () => {
		lab = await testLab();
		const {code, output} = await runProgram('expect', [script, String(lab.port), 'lab password']);
		expect(output).not.toMatch(/^NO /m);
		expect(code).toBe(0);
		lines = output.split(/[\r\n]+/);
	});
	afterAll(async () => {
		await lab.stop();
	});

	it('sees each command behind a prompt, and its quit at the end', () => {
		for (const command of ['system package print detail without-paging', 'system routerboard print', 'system license print', 'export']) {
			expect(lines).toContain(`[admin@MikroTik] > ${command}`);
		}

		expect(lines.filter((line) => /[>#]\s*quit$/.test(line))).not.toEqual([]);
		expect(lines.filter((line) => line.startsWith('bad command name '))).toEqual([]);
	});

	it('collects the board, its licence and the whole configuration', async () => {
		expect(lines.some((line) => /^\s+serial-number: HF10LAB0001/.test(line))).toBe(true);
		expect(lines.some((line) => /^\s+software-id: LAB0-0001/.test(line))).toBe(true);
		const exported = (await run(lab, '/export')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
		expect(lines).toEqual(expect.arrayContaining(exported));
	});
});
