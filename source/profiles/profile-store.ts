import type {Result} from '../diagnostics/index.js';
import {AppError, didYouMean, display, error, fail, ok} from '../diagnostics/index.js';
import type {Draft, Profile, StoredProfile} from '../scenario/types.js';
import type {StoreOptions} from './json-store.js';
import {keepIn, onFile, openConf, privatePath, setAside, violationIn} from './json-store.js';
import {migrate, migrations, storedSchema} from './stored.js';

export interface ProfileStore {
	/** What had to be done to open the store, one sentence each. */
	readonly notices: readonly string[];
	list(): readonly StoredProfile[];
	/** By id, by name, or by the beginning of either when only one has it. */
	find(word: string): Result<StoredProfile>;
	/** Adds the profile, or replaces the one with its id. */
	save(profile: Profile, lastApplied?: number): void;
	/** Remembers how far the router of a saved profile was from it. */
	compared(id: string, at: number, changes: number): void;
	/** Forgets what was known of the profile on its router: nothing of it is there any more. */
	takenOff(id: string): void;
	remove(id: string): void;
	draft(): Draft | undefined;
	saveDraft(draft: Draft): void;
	clearDraft(): void;
}

/** One profile out of several by what a person typed. */
export const findProfile = (profiles: readonly StoredProfile[], word: string): Result<StoredProfile> => {
	const wanted = word.toLowerCase();
	const exact = profiles.filter(({profile}) => profile.id === wanted || profile.name.toLowerCase() === wanted);
	const found = exact.length > 0 || wanted === '' ? exact : profiles.filter(({profile}) => profile.id.startsWith(wanted) || profile.name.toLowerCase().startsWith(wanted));
	const [only] = found;
	if (only !== undefined && found.length === 1) {
		return ok(only);
	}

	if (only !== undefined) {
		return fail(error('profile-ambiguous', `"${display(word)}" fits several profiles.`, {hint: `Say which by id: ${found.map(({profile}) => profile.id).join(', ')}.`}));
	}

	const near = didYouMean(
		word,
		profiles.flatMap(({profile}) => [profile.name, profile.id]),
	);
	return fail(
		error('profile-unknown', `There is no profile "${display(word)}".`, {
			hint: near === undefined ? 'See what there is with: detour profiles' : `Did you mean "${display(near)}"?`,
		}),
	);
};

const open = async (options: StoreOptions) =>
	openConf<{version: number; profiles: readonly StoredProfile[]; draft?: Draft}>(options, 'profiles', storedSchema, {version: migrations.length + 1, profiles: []});

/** Opens the profiles: migrates an older file, sets a broken one aside and says so, refuses one of a newer Detour. */
export const openProfileStore = async (options: StoreOptions): Promise<ProfileStore> => {
	const notices: string[] = [];
	const path = await privatePath(options, 'profiles.json');
	const giveUp = async (reason: string): Promise<void> => {
		const aside = await setAside(options, path);
		notices.push(`The saved profiles could not be read (${reason}). The file was set aside as ${display(aside)}; Detour starts with none.`);
	};

	const text = await options.files.read(path);
	const migrated = text === undefined ? undefined : migrate(text);
	if (migrated?.kind === 'too-new') {
		throw new AppError('store-too-new', `The profiles in ${display(path)} were written by a newer Detour.`, {hint: 'Update Detour. Nothing was changed.'});
	}

	if (migrated?.kind === 'broken') {
		await giveUp(migrated.reason);
	} else if (migrated?.kind === 'migrated') {
		await options.files.write(path, JSON.stringify(migrated.stored));
	}

	const conf = await open(options).catch(async (cause: unknown) => {
		if (cause instanceof AppError) {
			throw cause;
		}

		await giveUp(violationIn(cause) ?? 'it cannot be read');
		return open(options);
	});

	const all = (): readonly StoredProfile[] => onFile(path, () => conf.store.profiles);
	const write = (profiles: readonly StoredProfile[]): void => keepIn(path, () => conf.set('profiles', profiles));
	return {
		notices,
		list: all,
		find: (word) => findProfile(all(), word),
		save(profile, lastApplied) {
			const known = all();
			const index = known.findIndex((saved) => saved.profile.id === profile.id);
			const saved: StoredProfile = {...known[index], profile, ...(lastApplied === undefined ? {} : {lastApplied})};
			write(index === -1 ? [...known, saved] : known.with(index, saved));
		},
		compared: (id, at, changes) => write(all().map((saved) => (saved.profile.id === id ? {...saved, compared: {at, changes}} : saved))),
		takenOff: (id) => write(all().map((saved) => (saved.profile.id === id ? {profile: saved.profile} : saved))),
		remove: (id) => write(all().filter(({profile}) => profile.id !== id)),
		draft: () => onFile(path, () => conf.store.draft),
		saveDraft: (draft) => keepIn(path, () => conf.set('draft', draft)),
		clearDraft: () => onFile(path, () => conf.delete('draft')),
	};
};
