import {isError} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {assumedFacts, fromExport} from '../routeros/model/index.js';
import type {Input, Option} from './command.js';
import type {Context} from './context.js';
import {factsFile} from './facts-file.js';
import {usage} from './parse-input.js';
import {defaultRelease, factsOfExport, releaseFrom, releaseRemarks} from './release.js';
import {expectOk, noteDiagnostics} from './report.js';
import {readInput} from './user-files.js';

/** Options of the commands that need to know what a router is, and need no router. */
export const factsOptions: readonly Option[] = [
	{flags: '--routeros <release>', description: `the release to write for (${defaultRelease} unless facts or export say otherwise)`},
	{flags: '--facts <file>', description: 'what the router is, as JSON'},
	{flags: '--config <export>', description: 'what the router is, from its export'},
];

export const factsNote = 'Needs no router. Without --facts or --config it assumes a typical home router and says so.';

const chosen = async (input: Input, context: Context): Promise<Facts> => {
	const [factsPath, exportPath, release] = [input.text('facts'), input.text('config'), input.text('routeros')];
	if (factsPath !== undefined && exportPath !== undefined) {
		throw usage('Give --facts or --config, not both.');
	}

	if (factsPath !== undefined) {
		const facts = expectOk(await factsFile(await readInput(factsPath, context)));
		return release === undefined ? facts : {...facts, release: releaseFrom(release)};
	}

	if (exportPath !== undefined) {
		const read = expectOk(fromExport(await readInput(exportPath, context)));
		noteDiagnostics(context.console, read.problems);
		const broken = read.problems.filter(isError);
		if (broken.length > 0) {
			throw usage('The export is not complete.', 'Export again: a menu that could not be read must not look empty.');
		}

		return factsOfExport(read, release);
	}

	return assumedFacts(releaseFrom(release ?? defaultRelease));
};

/** What the router is, as the options say. */
export const readFacts = async (input: Input, context: Context): Promise<Facts> => {
	const facts = await chosen(input, context);
	noteDiagnostics(context.console, releaseRemarks(facts.release));
	return facts;
};
