import {join} from 'node:path';
import {AppError, display} from '../diagnostics/index.js';
import type {StoreOptions} from './json-store.js';
import {privateDirectory} from './json-store.js';

export interface JournalFiles {
	/** Appends one record to a change's file; it is on the disk when this resolves. */
	append(change: string, record: object): Promise<void>;
	/** Changes that have a file, oldest first. */
	list(): Promise<readonly string[]>;
	/** Records of one change. A torn last line (the power went) is left out. */
	read(change: string): Promise<readonly unknown[]>;
	remove(change: string): Promise<void>;
}

const suffix = '.ndjson';
const safeName = /^[a-z\d][a-z\d-]{0,63}$/;

const parseRecords = (text: string): readonly unknown[] =>
	text.split('\n').flatMap((line): readonly unknown[] => {
		try {
			return line === '' ? [] : [JSON.parse(line)];
		} catch {
			return [];
		}
	});

/** The journal: what was about to be done to which router, one file a change, fsynced before each step. */
export const openJournalFiles = async (options: StoreOptions): Promise<JournalFiles> => {
	const directory = join(options.directory, 'journal');
	await privateDirectory(options, options.directory);
	await privateDirectory(options, directory);
	const pathOf = (change: string): string => {
		if (!safeName.test(change)) {
			throw new AppError('journal-name', `"${display(change)}" is no name of a change.`);
		}

		return join(directory, `${change}${suffix}`);
	};

	return {
		append: async (change, record) => options.files.append(pathOf(change), `${JSON.stringify(record)}\n`),
		async list() {
			const names = await options.files.list(directory);
			return names.flatMap((name) => (name.endsWith(suffix) && safeName.test(name.slice(0, -suffix.length)) ? [name.slice(0, -suffix.length)] : [])).sort();
		},
		read: async (change) => parseRecords((await options.files.read(pathOf(change))) ?? ''),
		remove: async (change) => options.files.remove(pathOf(change)),
	};
};
