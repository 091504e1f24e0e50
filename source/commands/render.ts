import {render} from '../compiler/index.js';
import {display, exitCodes} from '../diagnostics/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {factsNote, factsOptions, readFacts} from './facts-input.js';
import {usage} from './parse-input.js';
import {prepare, readAttachments} from './prepare.js';
import {profileOption, readProfile} from './profile-input.js';
import {expectOk, noteDiagnostics, printJson} from './report.js';
import {absolutePath, writeUserFile} from './user-files.js';

export const command: Command = {
	arguments: '[profile]',
	options: [
		profileOption,
		...factsOptions,
		{flags: '-o, --output <file>', description: 'write the script into a file that only you may read'},
		{flags: '--with-secrets', description: 'with the real keys; only together with -o'},
		jsonOption,
	],
	notes: [factsNote],
	async run(input, context) {
		const output = input.text('output');
		const withSecrets = input.flag('withSecrets');
		if (withSecrets && output === undefined) {
			throw usage('--with-secrets writes keys: it needs -o FILE.');
		}

		const {profile, attach} = await readProfile(input, context);
		const facts = await readFacts(input, context);
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
