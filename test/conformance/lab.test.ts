import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {supportedMinors} from '../../source/routeros/schema/index.js';
import {run, testLab} from '../lab/helpers.js';
import {appliesTo, differences, transcriptsOf} from './run.js';

const all = [...(await transcriptsOf('reading')), ...(await transcriptsOf('changing'))];

/** Where something is known to change, and the ends. */
const minors = [9, 12, 15, 16, 18, 20, 22, 23, 24].filter((minor) => supportedMinors.some((known) => known === minor));

describe.each(minors)('the lab as 7.%i', (minor) => {
	let lab: Lab;
	let before: string;
	beforeAll(async () => {
		lab = await testLab(minor);
		before = await run(lab, '/export show-sensitive');
	});
	afterAll(async () => {
		const after = await run(lab, '/export show-sensitive');
		await lab.stop();
		expect(after).toBe(before);
	});

	it.each(all.filter((transcript) => appliesTo(transcript, {major: 7, minor, patch: 1})))('$evidence, $file: $title', async (transcript) => {
		expect(await differences(transcript, (command) => lab.exec(command))).toEqual([]);
	});
});

describe('the transcripts', () => {
	it('say each thing once', () => {
		const titles = all.map(({file, title}) => `${file}: ${title}`);
		expect(new Set(titles).size).toBe(titles.length);
	});

	it('change nothing where they say so', async () => {
		const lab = await testLab(20);
		const before = [await run(lab, '/export show-sensitive'), await run(lab, '/file print detail')];
		for (const transcript of (await transcriptsOf('reading')).filter((one) => appliesTo(one, {major: 7, minor: 20, patch: 1}))) {
			await differences(transcript, (command) => lab.exec(command));
			expect([await run(lab, '/export show-sensitive'), await run(lab, '/file print detail')], transcript.title).toEqual(before);
		}

		await lab.stop();
	});
});
