import {readdir} from 'node:fs/promises';
import {basename, dirname, isAbsolute, join} from 'node:path';
import type {Piece} from '../presentation/index.js';
import {piece} from '../presentation/index.js';
import type {HostKeyOffer, SshHost} from '../transport/index.js';
import {globOf, lookUpKnownHost, parseSshConfig, withIncludes} from '../transport/index.js';
import type {Context} from './context.js';
import {absolutePath, readUserFile} from './user-files.js';

type Place = Pick<Context, 'cwd' | 'userHome'>;

/** The files that `Include` names, each once in a block, so that none includes itself for ever; what cannot be read is left out, as `ssh` does. */
const includedFiles = (context: Place): ((pattern: string, under: string) => Promise<readonly string[]>) => {
	const seen = new Set<string>();
	return async (pattern, under) => {
		const path = absolutePath(pattern.startsWith('~') || isAbsolute(pattern) ? pattern : `~/.ssh/${pattern}`, context);
		const names = /[*?]/.test(basename(path)) ? await readdir(dirname(path)).catch(() => []) : [basename(path)];
		const texts: string[] = [];
		for (const file of names
			.filter((name) => globOf(basename(path)).test(name))
			.sort()
			.map((name) => join(dirname(path), name))) {
			const place = `${under}\n${file}`;
			const text = seen.has(place) ? undefined : await readUserFile(file);
			seen.add(place);
			if (text?.ok === true) {
				texts.push(text.value);
			}
		}

		return texts;
	};
};

/** What the person's own SSH configuration names; nothing where there is none that can be read. */
export const sshHosts = async (context: Place): Promise<readonly SshHost[]> => {
	const text = await readUserFile(absolutePath('~/.ssh/config', context));
	return text.ok ? parseSshConfig(await withIncludes(text.value, includedFiles(context))) : [];
};

const ofKnownHosts = {
	same: piece('Your ~/.ssh/known_hosts has this key for it, too.', 'good'),
	other: piece('Your ~/.ssh/known_hosts has ANOTHER key for it: the router was reset, or is another one, or somebody may be listening in.', 'bad'),
} as const;

/** What this person's `ssh` knows of a key that Detour sees for the first time. It helps to compare; nothing is trusted for it. */
export const toldOfKey = async (offer: HostKeyOffer, context: Place): Promise<Piece | undefined> => {
	const text = await readUserFile(absolutePath('~/.ssh/known_hosts', context));
	const known = text.ok ? lookUpKnownHost(text.value, offer, offer) : undefined;
	return known === undefined ? undefined : ofKnownHosts[known];
};
