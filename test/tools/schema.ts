/**
 * Derives source/routeros/schema/generated.json from a routeros-schema.json (console inspection trees of tikoci/restraml,
 * public domain): the same facts with equal tables and strings stored once. `npm run schema -- FILE`.
 */
import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';

type SourceArgument = {since?: string; until?: string; values?: string[]; negatable?: boolean; desc?: string};
type SourceCommand = {since?: string; until?: string; args?: Record<string, SourceArgument>};
type SourceSchema = {source: string; versions: string[]; menus: Record<string, Record<string, SourceCommand>>};

const file = process.argv[2];
if (file === undefined) {
	throw new Error('usage: npm run schema -- routeros-schema.json');
}

const schema = JSON.parse(await readFile(file, 'utf8')) as SourceSchema;
const last = schema.versions.length - 1;
const index = (version: string | undefined, otherwise: number): number => (version === undefined ? otherwise : schema.versions.indexOf(version));

const pool = <T>() => {
	const items: T[] = [];
	const seen = new Map<string, number>();
	return {
		items,
		add(item: T): number {
			const key = JSON.stringify(item);
			const known = seen.get(key);
			if (known !== undefined) {
				return known;
			}

			seen.set(key, items.length);
			return items.push(item) - 1;
		},
	};
};

const values = pool<string>();
const notes = pool<string>();
const tables = pool<Record<string, readonly number[]>>();
const menus: Record<string, Record<string, readonly number[]>> = {};
for (const [path, commands] of Object.entries(schema.menus)) {
	const menu: Record<string, readonly number[]> = {};
	for (const [name, command] of Object.entries(commands)) {
		const table: Record<string, readonly number[]> = {};
		for (const [argument, facts] of Object.entries(command.args ?? {})) {
			table[argument] = [
				index(facts.since, 0),
				index(facts.until, last),
				facts.values === undefined ? -1 : values.add(facts.values.join('\u0000')),
				facts.desc === undefined ? -1 : notes.add(facts.desc.replace(/\s+/g, ' ')),
				facts.negatable === true ? 1 : 0,
			];
		}

		menu[name] = [index(command.since, 0), index(command.until, last), tables.add(table)];
	}

	menus[path] = menu;
}

const target = fileURLToPath(new URL('../../source/routeros/schema/generated.json', import.meta.url));
await writeFile(target, `${JSON.stringify({source: schema.source, versions: schema.versions, values: values.items, notes: notes.items, tables: tables.items, menus})}\n`);
