import {render} from '../compiler/index.js';
import {display, exitCodes, isError} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {assumedFacts, factsFromConfiguration, fromExport} from '../routeros/model/index.js';
import type {Command, Input} from './command.js';
import {jsonOption} from './command.js';
import type {Context} from './context.js';
import {factsFile} from './facts-file.js';
import {usage} from './parse-input.js';
import {prepare, readAttachments} from './prepare.js';
import {profileOption, readProfile} from './profile-input.js';
import {defaultRelease, releaseFrom, releaseRemarks} from './release.js';
import {expectOk, noteDiagnostics, printJson} from './report.js';
import {absolutePath, readInput, writeUserFile} from './user-files.js';

const chooseFacts = async (input: Input, context: Context): Promise<Facts> => {
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

		return factsFromConfiguration(read, release === undefined ? undefined : releaseFrom(release));
	}

	return assumedFacts(releaseFrom(release ?? defaultRelease));
};

export const command: Command = {
	arguments: '[profile]',
	options: [
		profileOption,
		{flags: '--routeros <release>', description: `the release to write for (${defaultRelease} unless facts or export say otherwise)`},
		{flags: '--facts <file>', description: 'what the router is, as JSON'},
		{flags: '--config <export>', description: 'what the router is, from its export'},
		{flags: '-o, --output <file>', description: 'write the script into a file that only you may read'},
		{flags: '--with-secrets', description: 'with the real keys; only together with -o'},
		jsonOption,
	],
	notes: ['Needs no router. Without --facts or --config it assumes a typical home router and says so in the header.'],
	async run(input, context) {
		const output = input.text('output');
		const withSecrets = input.flag('withSecrets');
		if (withSecrets && output === undefined) {
			throw usage('--with-secrets writes keys: it needs -o FILE.');
		}

		const {profile, attach} = await readProfile(input, context);
		const facts = await chooseFacts(input, context);
		noteDiagnostics(context.console, releaseRemarks(facts.release));
		const prepared = expectOk(prepare(profile, facts, expectOk(await readAttachments(profile, facts, attach))));
		noteDiagnostics(context.console, prepared.warnings);
		if (output !== undefined) {
			const text = withSecrets ? render(prepared.fragment, {facts, secrets: prepared.secrets}) : prepared.script;
			const {path, word} = await writeUserFile(output, text, context);
			context.console.note(`${word} ${display(path)}${withSecrets ? ', with its keys: keep it to yourself' : ''}.`);
		}

		if (input.flag('json')) {
			const {fragment, script, warnings} = prepared;
			printJson(context.console, 'render', {
				profile: {id: profile.id, name: profile.name},
				release: facts.version,
				factsFrom: facts.source,
				script,
				...(output === undefined ? {} : {output: absolutePath(output, context)}),
				entries: fragment.entries,
				adjustments: fragment.adjustments,
				explanations: fragment.explanations,
				assumptions: fragment.assumptions,
				warnings,
			});
		} else if (output === undefined) {
			context.console.out(prepared.script);
		}

		return exitCodes.done;
	},
};
