import type {Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import {parseProfile} from '../scenario/index.js';
import type {Profile, StoredProfile} from '../scenario/types.js';

const longestName = 60;

/** A name that a person can find again: printable, not too long, not another profile's. */
const checkName = (name: string, others: readonly StoredProfile[]): Result<string> => {
	const trimmed = name.trim();
	if (trimmed === '' || trimmed.length > longestName || display(trimmed) !== trimmed) {
		return fail(error('profile-name', `"${display(name)}" is no name for a profile.`, {hint: `A name has 1 to ${longestName} printable characters.`}));
	}

	const taken = others.find(({profile}) => profile.name.toLowerCase() === trimmed.toLowerCase());
	return taken === undefined
		? ok(trimmed)
		: fail(error('profile-name-taken', `There is a profile "${display(trimmed)}" already (${taken.profile.id}).`, {hint: 'Choose another name.'}));
};

/** A new name; the id, and so what is on the router, stays. */
export const renamed = (profile: Profile, name: string, all: readonly StoredProfile[]): Result<Profile> => {
	const others = all.filter((other) => other.profile.id !== profile.id);
	const checked = checkName(name, others);
	return checked.ok ? ok({...profile, name: checked.value}) : checked;
};

/** The same answers under a new name and id: the copy owns nothing that the original put on a router. */
export const copied = (profile: Profile, name: string, all: readonly StoredProfile[], newId: (name: string) => string): Result<Profile> => {
	const checked = checkName(name, all);
	return checked.ok ? ok({...profile, id: newId(checked.value), name: checked.value}) : checked;
};

/**
 * A profile from a file. Its router is dropped: whoever made the file shall not choose where our password goes. It
 * keeps its id, so that what it manages stays its own, unless a profile here has that id.
 */
export const imported = (json: unknown, all: readonly StoredProfile[], newId: (name: string) => string): Result<Profile> => {
	const parsed = parseProfile(json);
	if (!parsed.ok) {
		return parsed;
	}

	const {router: _dropped, ...profile} = parsed.value;
	const checked = checkName(profile.name, all);
	if (!checked.ok) {
		return checked;
	}

	const taken = all.some((other) => other.profile.id === profile.id);
	return ok({...profile, name: checked.value, id: taken ? newId(checked.value) : profile.id});
};
