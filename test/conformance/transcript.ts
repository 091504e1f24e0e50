import type {Release} from '../../source/facts/index.js';
import {parseRelease} from '../../source/facts/index.js';

/** How sure a transcript is: seen on a router, read in the manual, or a question that the first real router answers. */
export type Evidence = 'captured' | 'documented' | 'unconfirmed';

export type Step = {readonly command: string /** As on the wire, `\n` for `\r\n`, with placeholders; undefined where it does not matter. */; readonly expected: string | undefined};

export type Transcript = {
	readonly title: string;
	readonly file: string;
	readonly line: number;
	readonly from: Release;
	readonly to: Release;
	readonly evidence: Evidence;
	/** Release and repository of the capture, page of the manual, or the question. */
	readonly source: string;
	readonly steps: readonly Step[];
	/** Run at the end, whatever happened. */
	readonly cleaning: readonly string[];
};

const releaseOf = (text: string): Release => {
	const release = parseRelease(text);
	if (release === undefined) {
		throw new Error(`"${text}" is no release`);
	}

	return release;
};

const evidences: readonly string[] = ['captured', 'documented', 'unconfirmed'] satisfies readonly Evidence[];
const isEvidence = (text: string): text is Evidence => evidences.includes(text);

type Draft = {title: string; line: number; releases: string; evidence: string; steps: Step[]; cleaning: string[]};

/** What a line means, by its first characters. */
const prefixes: readonly (readonly [string, (draft: Draft, rest: string) => void])[] = [
	[
		'releases: ',
		(draft, rest) => {
			draft.releases = rest;
		},
	],
	[
		'evidence: ',
		(draft, rest) => {
			draft.evidence = rest;
		},
	],
	['> ', (draft, rest) => void draft.steps.push({command: rest, expected: ''})],
	['+ ', (draft, rest) => void draft.steps.push({command: rest, expected: undefined})],
	['- ', (draft, rest) => void draft.cleaning.push(rest)],
	[
		'< ',
		(draft, rest) => {
			const step = draft.steps.pop();
			if (step?.expected === undefined) {
				throw new Error('an expected line stands behind no command');
			}

			// `$` ends a line of output, as in `cat -A`: blanks at the end of a line are seen, and survive editors.
			draft.steps.push({...step, expected: step.expected + (rest.endsWith('$') ? `${rest.slice(0, -1)}\n` : rest)});
		},
	],
];

const finished = (draft: Draft, file: string): Transcript => {
	const [from = '', to = from] = draft.releases.split('-');
	const [evidence = '', ...source] = draft.evidence.split(' ');
	if (!isEvidence(evidence) || source.length === 0 || draft.steps.length === 0) {
		throw new Error(`${file}:${draft.line}: a transcript wants evidence with its source, and a command`);
	}

	return {title: draft.title, file, line: draft.line, from: releaseOf(from), to: releaseOf(to), evidence, source: source.join(' '), steps: draft.steps, cleaning: draft.cleaning};
};

/** Reads a file of transcripts; each begins with `== title`. */
export const parseTranscripts = (text: string, file: string): readonly Transcript[] => {
	const drafts: Draft[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		if (line.startsWith('== ')) {
			drafts.push({title: line.slice(3), line: index + 1, releases: '7.9-7.24', evidence: '', steps: [], cleaning: []});
			continue;
		}

		const draft = drafts.at(-1);
		const known = prefixes.find(([prefix]) => line.startsWith(prefix));
		if (draft !== undefined && known !== undefined) {
			known[1](draft, line.slice(known[0].length));
		} else if (line.trim() !== '' && !line.startsWith('#')) {
			throw new Error(`${file}:${index + 1}: "${line}" means nothing here`);
		}
	}

	return drafts.map((draft) => finished(draft, file));
};

/** What differs from router to router, by placeholder. */
const placeholders: Readonly<Record<string, string>> = {
	number: '\\d+',
	id: '\\*[\\dA-F]+',
	date: '(?:\\d{4}-\\d\\d-\\d\\d|[a-z]{3}/\\d\\d/\\d{4})',
	time: '\\d\\d:\\d\\d:\\d\\d',
	text: '[^\\n]*?',
	blanks: ' *',
	lines: '(?:[^\\n]*\\n)*?',
};

/** Whether a printed text is what was expected, placeholders such as `{number}` filled in. */
export const matches = (expected: string, actual: string): boolean => {
	const pattern = expected
		.split(/(\{[a-z]+\})/)
		.map((part) => placeholders[part.slice(1, -1)] ?? part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
		.join('');
	return new RegExp(`^${pattern}$`).test(actual);
};
