import {describe, expect, it} from 'vitest';
import {appliesTo, differences} from './run.js';
import {matches, parseTranscripts} from './transcript.js';

const text = ['# a remark', '== a title', 'releases: 7.15-7.18', 'evidence: captured 7.16, somebody/something', '+ /prepare', '> /ask', '<   padded  $', '< last', '- /clean'].join(
	'\n',
);

describe('a transcript', () => {
	it('keeps blanks at the end of a line', () => {
		expect(parseTranscripts(text, 'x.txt')).toMatchObject([
			{
				title: 'a title',
				line: 2,
				evidence: 'captured',
				source: '7.16, somebody/something',
				steps: [
					{command: '/prepare', expected: undefined},
					{command: '/ask', expected: '  padded  \nlast'},
				],
				cleaning: ['/clean'],
			},
		]);
	});

	it.each([
		['something else', 'x.txt:1: "something else" means nothing here'],
		['== t\n> /x', 'x.txt:1: a transcript wants evidence with its source, and a command'],
		['== t\nevidence: rumoured by somebody\n> /x', 'x.txt:1: a transcript wants evidence with its source, and a command'],
		['== t\nevidence: captured 7.16\n< x', 'an expected line stands behind no command'],
		['== t\nreleases: seven\nevidence: captured 7.16\n> /x', '"seven" is no release'],
	])('%j is refused', (wrong, message) => {
		expect(() => parseTranscripts(wrong, 'x.txt')).toThrow(message);
	});

	it('speaks of its releases, whatever their patch', () => {
		const [transcript] = parseTranscripts(text, 'x.txt');
		const says = (minor: number): boolean => transcript !== undefined && appliesTo(transcript, {major: 7, minor, patch: 3});
		expect([14, 15, 18, 19].map(says)).toEqual([false, true, true, false]);
	});

	it('tells what differs, and cleans up whatever happens', async () => {
		const [transcript] = parseTranscripts(text, 'x.txt');
		const sent: string[] = [];
		const exec = async (command: string): Promise<string> => {
			sent.push(command);
			if (command === '/ask' && sent.length > 3) {
				throw new Error('the line is cut');
			}

			return '  padded \r\nlast';
		};
		if (transcript === undefined) {
			throw new Error('nothing read');
		}

		expect(await differences(transcript, exec)).toEqual([{command: '/ask', expected: '  padded  \nlast', actual: '  padded \nlast'}]);
		await expect(differences(transcript, exec)).rejects.toThrow('the line is cut');
		expect(sent).toEqual(['/prepare', '/ask', '/clean', '/prepare', '/ask', '/clean']);
	});
});

describe('an expected text', () => {
	it.each([
		['a.b$', 'a.b$', true],
		['a.b', 'axb', false],
		['{number} of {id}', '12 of *1F', true],
		['{number}', 'x', false],
		['{date} {time}', '2026-01-05 10:00:00', true],
		['{date}', 'jan/05/2026', true],
		['{text}!\n', 'any thing!\n', true],
		['{text}', 'two\nlines', false],
		['{lines}end\n', 'one\ntwo\nend\n', true],
		['a{blanks}b', 'a   b', true],
		['{unknown}', '{unknown}', true],
	])('%j against %j', (expected, actual, verdict) => {
		expect(matches(expected, actual)).toBe(verdict);
	});
});
