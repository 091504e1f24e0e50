import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import type Conf from 'conf';
import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {Files} from '../runtime/index.js';
import {assertPrivate} from './directory.js';

export type StoreOptions = {
	/** Where everything is kept; made when it is missing. Empty where there is no such place. */
	readonly directory: string;
	readonly files: Files;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** `process.platform`. */
	readonly platform: string;
};

const violationPrefix = 'Config schema violation: ';

/** What of a store does not fit its schema, as `conf` says it; undefined where something else is the matter. */
export const violationIn = (cause: unknown): string | undefined =>
	cause instanceof Error && cause.message.startsWith(violationPrefix) ? display(cause.message.slice(violationPrefix.length)) : undefined;

/** Does something with a file; what the file system refuses (a full disk, no permission) is said in a sentence. */
export const onFile = <T>(path: string, act: () => T): T => {
	try {
		return act();
	} catch (cause) {
		if (cause instanceof Error && 'syscall' in cause && 'code' in cause) {
			throw new AppError('store-refused', `Cannot keep anything in ${display(path)} (${String(cause.code)}).`, {
				hint: 'Is there space left, and may you write there? DETOUR_HOME names another place for what Detour keeps.',
				cause,
			});
		}

		throw cause;
	}
};

/** The same for what is to be kept: what the schema of the file refuses is said, too. */
export const keepIn = (path: string, act: () => void): void => {
	try {
		onFile(path, act);
	} catch (cause) {
		const violation = violationIn(cause);
		throw violation === undefined
			? cause
			: new AppError('store-refused', `This does not fit into ${display(path)}: ${violation}.`, {hint: 'Nothing was saved.', exitCode: exitCodes.usage, cause});
	}
};

/** Opens one JSON file through `conf`: schema-checked, replaced whole at each write, 0600. Throws what `conf` throws. */
export const openConf = async <T extends Record<string, unknown>>(options: StoreOptions, name: string, schema: object, defaults: T): Promise<Conf<T>> => {
	const {default: ConfStore} = await import('conf');
	return onFile(
		join(options.directory, `${name}.json`),
		() =>
			new ConfStore<T>({
				cwd: options.directory,
				configName: name,
				configFileMode: 0o600,
				accessPropertiesByDotNotation: false,
				clearInvalidConfig: false,
				schema: schema as NonNullable<ConstructorParameters<typeof ConfStore<T>>[0]>['schema'],
				defaults,
			}),
	);
};

/** Makes a directory that only its owner may enter, and refuses one that others may write. */
export const privateDirectory = async (options: StoreOptions, directory: string): Promise<void> => {
	if (options.directory === '') {
		throw new AppError('store-refused', 'There is no home directory to keep profiles and keys of routers in.', {
			hint: 'Is HOME set? DETOUR_HOME names another place for what Detour keeps.',
		});
	}

	await mkdir(directory, {recursive: true, mode: 0o700}).catch((cause: unknown) => {
		throw new AppError('store-refused', `Cannot make the directory ${display(directory)}.`, {hint: 'DETOUR_HOME names another place for what Detour keeps.', cause});
	});
	await assertPrivate(options.files, directory, 'directory', options.platform);
};

/** Makes the directory where it is missing and checks it and the file before anything is read. Gives the file's path. */
export const privatePath = async (options: StoreOptions, name: string): Promise<string> => {
	const path = join(options.directory, name);
	await privateDirectory(options, options.directory);
	await assertPrivate(options.files, path, 'file', options.platform);
	return path;
};

const stamp = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19).replaceAll(':', '-');

/** Moves a file that cannot be understood out of the way and says where to. Nothing in it is lost. */
export const setAside = async (options: StoreOptions, path: string): Promise<string> => {
	const aside = `${path}.broken-${stamp(options.now())}`;
	const text = await options.files.read(path);
	if (text === undefined) {
		throw new AppError('store-refused', `${display(path)} vanished while it was being read.`);
	}

	await options.files.write(aside, text);
	await options.files.remove(path);
	return aside;
};
