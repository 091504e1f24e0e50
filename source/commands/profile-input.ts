import {dirname} from 'node:path';
import type {Result} from '../diagnostics/index.js';
import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {ProfileStore} from '../profiles/index.js';
import {openProfileStore} from '../profiles/index.js';
import type {Profile} from '../scenario/index.js';
import {parseProfile} from '../scenario/index.js';
import type {Input, Option} from './command.js';
import type {Context} from './context.js';
import {usage} from './parse-input.js';
import {expectOk} from './report.js';
import {absolutePath, readFileInside, readInput, readUserFile} from './user-files.js';

export const profileOption: Option = {flags: '-f, --file <file>', description: 'a profile file instead of a saved one (- reads standard input)'};

export type ProfileInput = {
	readonly profile: Profile;
	/** Where it is saved; undefined for one from a file. */
	readonly saved: ProfileStore | undefined;
	/** Reads a file that an answer names. */
	readonly attach: (path: string) => Promise<Result<string>>;
};

const parseJson = (text: string, name: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new AppError('profile-file', `${display(name)} is not JSON: ${display(cause instanceof Error ? cause.message : '')}`, {exitCode: exitCodes.usage});
	}
};

const fromFile = async (file: string, context: Context): Promise<ProfileInput> => {
	const json = parseJson(await readInput(file, context), file === '-' ? 'Standard input' : file);
	const profile = expectOk(parseProfile(json));
	if (!(typeof json === 'object' && json !== null && 'id' in json)) {
		context.console.note(`The file gives no id; "${profile.id}" is made from its name and stays the same as long as that does.`);
	}

	const folder = file === '-' ? context.cwd : dirname(absolutePath(file, context));
	return {profile, saved: undefined, attach: async (path) => readFileInside(folder, absolutePath(path, {cwd: folder, userHome: context.userHome}))};
};

/** The saved profiles; says what had to be done to open them. */
export const openProfiles = async (context: Context): Promise<ProfileStore> => {
	const store = await openProfileStore(context.store);
	for (const notice of store.notices) {
		context.console.note(`warning: ${notice}`);
	}

	return store;
};

/** The profile that a command is about: a saved one by its name, or one from a file. */
export const readProfile = async (input: Input, context: Context): Promise<ProfileInput> => {
	const [word] = input.words;
	const file = input.text('file');
	if ((word === undefined) === (file === undefined)) {
		throw usage('Name one saved profile, or a file with -f FILE.', 'See what there is with: detour profiles');
	}

	if (file !== undefined) {
		return fromFile(file, context);
	}

	const store = await openProfiles(context);
	const {profile} = expectOk(store.find(word ?? ''));
	return {profile, saved: store, attach: async (path) => readUserFile(absolutePath(path, context))};
};
