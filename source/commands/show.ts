import {display, exitCodes} from '../diagnostics/index.js';
import type {PolicyDocument} from '../policy/index.js';
import {documentLines, pictureLines, pictureOfDocument} from '../presentation/index.js';
import type {Command, Input} from './command.js';
import {jsonOption} from './command.js';
import {factsNote, factsOptions, readFacts} from './facts-input.js';
import {linesText} from './lines.js';
import {usage} from './parse-input.js';
import {prepare, readAttachments} from './prepare.js';
import {profileOption, readProfile} from './profile-input.js';
import {expectOk, noteDiagnostics, printJson} from './report.js';

const widest = 110;

/** Uplinks that are to be drawn as down: by their ids, titles or interfaces. */
const downOf = (input: Input, {uplinks}: PolicyDocument): ReadonlySet<string> | undefined => {
	const wanted = input.list('down');
	const found = wanted.map((word) => {
		const uplink = uplinks.find(({id, title, kind}) => [id, id.split('.')[1], title, kind.kind === 'wireguard' ? id : kind.name].includes(word));
		if (uplink === undefined) {
			throw usage(`The profile has no uplink "${display(word)}".`, `It has: ${uplinks.map(({id, title}) => `${id} (${display(title)})`).join(', ')}.`);
		}

		return uplink.id;
	});
	return found.length === 0 ? undefined : new Set(found);
};

export const command: Command = {
	arguments: '[profile]',
	options: [
		profileOption,
		...factsOptions,
		{flags: '--down <uplink>', description: 'draw it while this uplink is down; may be given more than once', isRepeatable: true},
		{flags: '--ascii', description: 'plain characters only'},
		jsonOption,
	],
	notes: [factsNote],
	async run(input, context) {
		const {profile, attach} = await readProfile(input, context);
		const facts = await readFacts(input, context);
		const {document, warnings} = expectOk(prepare(profile, facts, expectOk(await readAttachments(profile, facts, attach))));
		noteDiagnostics(context.console, warnings);
		const picture = pictureOfDocument(document, facts, downOf(input, document));
		if (input.flag('json')) {
			printJson(context.console, 'show', {profile: {id: profile.id, name: profile.name}, document, picture});
			return exitCodes.done;
		}

		const {columns = 80, unicode} = context.terminal;
		const drawing = pictureLines(picture, Math.min(columns, widest), unicode && !input.flag('ascii'));
		context.console.out(linesText([...drawing, [], ...documentLines(document)], context));
		return exitCodes.done;
	},
};
