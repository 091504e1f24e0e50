import {lstat, readdir, readFile, realpath, stat} from 'node:fs/promises';
import {dirname, isAbsolute, join, relative, resolve} from 'node:path';
import {TextDecoder} from 'node:util';
import type {Result} from '../diagnostics/index.js';
import {AppError, display, error, exitCodes, fail, ok} from '../diagnostics/index.js';
import type {Context} from './context.js';
import {fileTrouble} from './runtime.js';

const largest = 16 * 1024 * 1024;

/** The absolute path of what a person typed. */
export const absolutePath = (path: string, {cwd, userHome}: Pick<Context, 'cwd' | 'userHome'>): string =>
	/^~(?=$|[/\\])/.test(path) ? join(userHome, path.slice(1)) : resolve(cwd, path);

/** UTF-8, or UTF-16 with a mark at its head: that is what `>` writes in Windows PowerShell, as in `ssh admin@router /export > router.rsc`. */
const textIn = (bytes: Uint8Array): string => {
	const mark = `${bytes[0]} ${bytes[1]}`;
	return new TextDecoder(mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8', {fatal: true}).decode(bytes);
};

/** Reads a text file that a person named: a regular file, not too large. */
export const readUserFile = async (path: string): Promise<Result<string>> => {
	const shown = display(path);
	try {
		const found = await stat(path);
		if (!found.isFile()) {
			return fail(error('file-kind', `${shown} is not a regular file.`));
		}

		if (found.size > largest) {
			return fail(error('file-too-large', `${shown} is larger than 16 MiB.`));
		}

		return ok(textIn(await readFile(path)));
	} catch (cause) {
		if (cause instanceof TypeError) {
			return fail(error('file-encoding', `${shown} is not a text file in UTF-8.`));
		}

		const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
		return fail(missing ? error('file-missing', `There is no file ${shown}.`) : error('file-trouble', fileTrouble('read', path, cause).message));
	}
};

const mostPaths = 1000;

/** Folders (with `/` at their end) and files whose paths begin as what was typed. Hidden ones only where their dot was typed. */
export const pathsLike = async (typed: string, context: Pick<Context, 'cwd' | 'userHome'>): Promise<readonly string[]> => {
	const start = typed.slice(0, typed.lastIndexOf('/') + 1);
	const begun = typed.slice(start.length);
	const entries = await readdir(absolutePath(start === '' ? '.' : start, context), {withFileTypes: true}).catch(() => []);
	return entries
		.filter(({name}) => name.startsWith(begun) && (begun.startsWith('.') || !name.startsWith('.')))
		.slice(0, mostPaths)
		.flatMap((entry) => (entry.isDirectory() ? [`${start}${entry.name}/`] : entry.isFile() || entry.isSymbolicLink() ? [`${start}${entry.name}`] : []));
};

/** A text file, but only from inside a folder: a profile given as a file may not reach for others. */
export const readFileInside = async (folder: string, path: string): Promise<Result<string>> => {
	try {
		await lstat(path);
		const [realFolder, realPath] = await Promise.all([realpath(folder), realpath(path)]);
		const way = relative(realFolder, realPath);
		if (way === '..' || way.startsWith('../') || way.startsWith('..\\') || isAbsolute(way)) {
			return fail(error('file-outside', `${display(path)} is outside of ${display(folder)}.`, {hint: 'A profile file may only name files of its own folder.'}));
		}
	} catch {
		return readUserFile(path);
	}

	return readUserFile(path);
};

/**
 * Where a file that a person named is written, in a folder that is there: none is ever made from a misspelt path. Files are
 * written by putting a new one in their place, which must never be that of a device or of a link.
 */
export const writablePath = async (path: string, context: Context): Promise<string> => {
	const absolute = absolutePath(path, context);
	const folder = await stat(dirname(absolute)).catch(() => undefined);
	if (folder?.isDirectory() !== true) {
		throw new AppError('folder-missing', `There is no folder ${display(dirname(absolute))}.`, {
			hint: 'Nothing was written. Make the folder first, or name another.',
			exitCode: exitCodes.usage,
		});
	}

	const found = await stat(absolute).catch(() => undefined);
	if (found !== undefined && !found.isFile()) {
		throw new AppError('file-kind', `${display(absolute)} is not a regular file.`, {hint: 'Nothing was written. Name a file, new or old.', exitCode: exitCodes.usage});
	}

	return found === undefined ? absolute : realpath(absolute);
};

/** Writes a file that a person named, and says where. */
export const writeUserFile = async (path: string, text: string, context: Context): Promise<{readonly path: string; readonly word: 'Written to' | 'Replaced'}> => {
	const absolute = await writablePath(path, context);
	const isThere = (await context.files.info(absolute)) !== undefined;
	await context.files.write(absolute, text);
	return {path: absolute, word: isThere ? 'Replaced' : 'Written to'};
};

/** A file named on the command line, or standard input for `-`. Trouble is wrong usage. */
export const readInput = async (path: string, context: Context): Promise<string> => {
	if (path === '-') {
		const text = await context.console.readAll(largest);
		if (text === undefined) {
			throw new AppError('file-too-large', 'There is more than 16 MiB on standard input.', {exitCode: exitCodes.usage});
		}

		return text;
	}

	const read = await readUserFile(absolutePath(path, context));
	if (!read.ok) {
		throw new AppError(read.diagnostics[0]?.code ?? 'file-trouble', read.diagnostics[0]?.message ?? '', {exitCode: exitCodes.usage});
	}

	return read.value;
};
