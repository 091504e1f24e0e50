import {readdir, readFile} from 'node:fs/promises';
import type {Release} from '../../source/facts/index.js';
import type {Transcript} from './transcript.js';
import {matches, parseTranscripts} from './transcript.js';

/** Runs one command line and gives all that it printed. */
export type Exec = (command: string) => Promise<string>;

export type Difference = {readonly command: string; readonly expected: string; readonly actual: string};

const folder = 'test/conformance/transcripts';

/** The transcripts that only read, or those that make rows of their own and take them away again. */
export const transcriptsOf = async (effect: 'reading' | 'changing'): Promise<readonly Transcript[]> => {
	const names = (await readdir(`${folder}/${effect}`)).filter((name) => name.endsWith('.txt')).toSorted();
	const texts = await Promise.all(names.map((name) => readFile(`${folder}/${effect}/${name}`, 'utf8')));
	return texts.flatMap((text, index) => parseTranscripts(text, `${effect}/${names[index]}`));
};

const order = ({major, minor, patch}: Release): number => major * 1_000_000 + minor * 1000 + patch;

/** Whether a transcript speaks of a release; of a minor, whatever its patch. */
export const appliesTo = ({from, to}: Transcript, release: Release): boolean => order(from) <= order(release) && release.minor <= to.minor;

/** Where a router answers differently. */
export const differences = async (transcript: Transcript, exec: Exec): Promise<readonly Difference[]> => {
	const found: Difference[] = [];
	try {
		for (const {command, expected} of transcript.steps) {
			const actual = (await exec(command)).replaceAll('\r\n', '\n');
			if (expected !== undefined && !matches(expected, actual)) {
				found.push({command, expected, actual});
			}
		}
	} finally {
		for (const command of transcript.cleaning) {
			await exec(command);
		}
	}

	return found;
};
