import type {ExitCode} from '../diagnostics/index.js';
import {AppError, didYouMean, display, exitCodes} from '../diagnostics/index.js';
import type {ProfileStore} from '../profiles/index.js';
import {copied, imported, renamed} from '../profiles/index.js';
import {makeProfileId, routerText} from '../scenario/index.js';
import type {Profile, StoredProfile} from '../scenario/types.js';
import type {Command, Input} from './command.js';
import {jsonOption} from './command.js';
import type {Context} from './context.js';
import {usage} from './parse-input.js';
import {openProfiles} from './profile-input.js';
import {expectOk, printJson} from './report.js';
import {readInput, writeUserFile} from './user-files.js';

type Work = {readonly store: ProfileStore; readonly words: readonly string[]; readonly input: Input; readonly context: Context};
type Action = {readonly name: string; readonly words: readonly string[]; readonly run: (work: Work) => Promise<ExitCode>};

const newId =
	({random}: Context) =>
	(name: string): string =>
		makeProfileId(name, random.bytes(4));

const find = (store: ProfileStore, word: string | undefined): Profile => expectOk(store.find(word ?? '')).profile;

const report = ({input, context}: Work, profile: Profile, text: string): ExitCode => {
	if (input.flag('json')) {
		printJson(context.console, 'profile', {profile});
	} else {
		context.console.note(text);
	}

	return exitCodes.done;
};

const answerText = (value: string | boolean | readonly string[]): string => {
	if (typeof value === 'boolean') {
		return value ? 'yes' : 'no';
	}

	return display(typeof value === 'string' ? value : value.join(', '));
};

const profileText = (profile: Profile): string =>
	[
		`${display(profile.name)} (${profile.id})`,
		`  router: ${profile.router === undefined ? 'none yet' : routerText(profile.router)}`,
		...profile.parts.flatMap((part) => [`  ${part.id}: ${part.scenario}`, ...Object.entries(part.answers).map(([field, value]) => `    ${display(field)}: ${answerText(value)}`)]),
	].join('\n');

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

const listText = (store: ProfileStore): string => {
	const rows = store
		.list()
		.map(({profile, lastApplied}) => [
			display(profile.name),
			profile.id,
			profile.parts.map(({scenario}) => scenario).join(', '),
			profile.router === undefined ? (lastApplied === undefined ? 'no router yet' : 'the lab') : routerText(profile.router),
			lastApplied === undefined ? 'not applied from here' : `applied ${day(lastApplied)}`,
		]);
	const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
};

const confirmDelete = async ({profile, lastApplied}: StoredProfile, {input, context}: Work): Promise<void> => {
	if (input.flag('yes')) {
		return;
	}

	const warning =
		lastApplied === undefined
			? `"${display(profile.name)}" is on no router that is known here.`
			: `"${display(profile.name)}" was applied to a router. Deleting it here changes nothing there; take it off first with: detour remove ${profile.id}`;
	if (!context.console.interactive) {
		throw usage(warning, 'Without a terminal to ask on, --yes deletes it.');
	}

	context.console.note(warning);
	const answer = await context.console.ask('Delete it? Type yes or no:', context.signal);
	if (answer?.trim().toLowerCase() !== 'yes') {
		throw new AppError('declined', 'Nothing was deleted.', {exitCode: exitCodes.interrupted});
	}
};

const actions: readonly Action[] = [
	{
		name: 'list',
		words: [],
		async run({store, input, context: {console}}) {
			if (input.flag('json')) {
				printJson(console, 'profiles', {profiles: store.list()});
			} else if (store.list().length === 0) {
				console.note('There are no profiles yet. Make one with: detour new');
			} else {
				console.out(listText(store));
			}

			return exitCodes.done;
		},
	},
	{
		name: 'show',
		words: ['PROFILE'],
		async run({store, words: [word], input, context: {console}}) {
			const profile = find(store, word);
			if (input.flag('json')) {
				printJson(console, 'profile', {profile});
			} else {
				console.out(profileText(profile));
			}

			return exitCodes.done;
		},
	},
	{
		name: 'rename',
		words: ['PROFILE', 'NAME'],
		async run(work) {
			const {store, words} = work;
			const profile = expectOk(renamed(find(store, words[0]), words[1] ?? '', store.list()));
			store.save(profile);
			return report(work, profile, `${profile.id} is now called "${display(profile.name)}".`);
		},
	},
	{
		name: 'copy',
		words: ['PROFILE', 'NAME'],
		async run(work) {
			const {store, words, context} = work;
			const profile = expectOk(copied(find(store, words[0]), words[1] ?? '', store.list(), newId(context)));
			store.save(profile);
			return report(work, profile, `Copied to "${display(profile.name)}" (${profile.id}).`);
		},
	},
	{
		name: 'delete',
		words: ['PROFILE'],
		async run(work) {
			const found = expectOk(work.store.find(work.words[0] ?? ''));
			await confirmDelete(found, work);
			const {profile} = found;
			work.store.remove(profile.id);
			return report(work, profile, `Deleted "${display(profile.name)}" (${profile.id}).`);
		},
	},
	{
		name: 'import',
		words: ['FILE'],
		async run(work) {
			const {store, words, context} = work;
			let json: unknown;
			try {
				json = JSON.parse(await readInput(words[0] ?? '', context));
			} catch (cause) {
				throw cause instanceof AppError ? cause : usage(`${display(words[0] ?? '')} is not JSON.`);
			}

			const profile = expectOk(imported(json, store.list(), newId(context)));
			store.save(profile);
			return report(work, profile, `Imported "${display(profile.name)}" (${profile.id}), without a router: you choose that yourself.`);
		},
	},
	{
		name: 'export',
		words: ['PROFILE'],
		async run({store, words: [word], input, context}) {
			const {router: _kept, ...profile} = find(store, word);
			const output = input.text('output');
			const text = `${JSON.stringify(profile, undefined, '\t')}\n`;
			if (output === undefined) {
				context.console.out(text);
			} else {
				const {path, word} = await writeUserFile(output, text, context);
				context.console.note(`${word} ${display(path)}.`);
			}

			return exitCodes.done;
		},
	},
];

/** Options that one action alone takes. */
const ownOptions = {output: 'export', yes: 'delete'} as const;

const strayOption = (input: Input, action: string): string | undefined =>
	Object.entries(ownOptions).find(([option, owner]) => owner !== action && (input.text(option) !== undefined || input.flag(option)))?.[0];

export const command: Command = {
	arguments: '[action] [words...]',
	options: [{flags: '-o, --output <file>', description: 'with export: write to a file'}, {flags: '--yes', description: 'with delete: do not ask'}, jsonOption],
	notes: ['Actions:', ...actions.map(({name, words}) => `  ${[name, ...words].join(' ')}`), 'PROFILE is a name, an id, or the beginning of one.'],
	async run(input, context) {
		const [name = 'list', ...words] = input.words;
		const action = actions.find((candidate) => candidate.name === name);
		if (action === undefined) {
			const near = didYouMean(
				name,
				actions.map((candidate) => candidate.name),
			);
			throw usage(`"detour profiles" has no action "${display(name)}".`, near === undefined ? 'See: detour profiles --help' : `Did you mean "detour profiles ${near}"?`);
		}

		if (words.length !== action.words.length) {
			throw usage(`Write: ${['detour profiles', action.name, ...action.words].join(' ')}`);
		}

		const stray = strayOption(input, action.name);
		if (stray !== undefined) {
			throw usage(`--${stray} says nothing to "detour profiles ${action.name}".`, 'See: detour profiles --help');
		}

		return action.run({store: await openProfiles(context), words, input, context});
	},
};
