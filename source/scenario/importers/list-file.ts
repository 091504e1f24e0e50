import type {Diagnostic, Result} from '../../diagnostics/index.js';
import {display, error, fail, ok, warning} from '../../diagnostics/index.js';
import type {Prefix} from '../../net/index.js';
import {addressFamily, prefixBounds} from '../../net/index.js';
import type {ListedName} from '../../policy/index.js';
import {parseDestination} from '../destination.js';

/** What a file lists, as it stands there: prefixes are merged later, where a family's list is made. */
export type ListFile = {readonly prefixes: readonly Prefix[]; readonly names: readonly ListedName[]; readonly warnings: readonly Diagnostic[]};

/** More of one kind of trouble says nothing new. */
const mostTold = 5;

type Row = {readonly line: number; readonly text: string};

/** What is said of some lines: the first few by their numbers, the others by their count. */
const told = (rows: readonly {readonly line: number; readonly diagnostic: Diagnostic}[]): readonly Diagnostic[] => {
	const shown = rows.slice(0, mostTold).map(({line, diagnostic}) => ({...diagnostic, message: `Line ${line}: ${diagnostic.message}`}));
	const [first, rest] = [rows[0]?.diagnostic, rows.length - mostTold];
	return first === undefined || rest <= 0 ? shown : [...shown, {code: first.code, severity: first.severity, message: `${rest} more lines of the file are like that.`}];
};

/** Lines as they are meant: `\` at the end of one joins the next, as in exports. */
const rowsOf = (text: string): readonly Row[] => {
	const rows: Row[] = [];
	let open: Row | undefined;
	for (const [index, raw] of text
		.replace(/^\uFEFF/, '')
		.split('\n')
		.entries()) {
		const line = raw.replace(/\r$/, '');
		const row: Row = open === undefined ? {line: index + 1, text: line} : {line: open.line, text: open.text + line.trimStart()};
		open = row.text.endsWith('\\') ? {...row, text: row.text.slice(0, -1)} : undefined;
		if (open === undefined) {
			rows.push(row);
		}
	}

	return open === undefined ? rows : [...rows, open];
};

/** A row of `/ip/firewall/address-list`, alone or inside of `:do { … } on-error={}`. */
const added = /(?:^|[{;\s])add\s+(?:[^;}]*?\s)?address=("?)([^\s";}]+)\1/;

/** Other lines of a script: where its rows belong, what it removes or prints. */
const isScript = (text: string): boolean => /^[/:]|^(?:add|remove|set)\s/.test(text);

type Read = {readonly row: Row; readonly entry?: string; readonly remark?: Diagnostic};

const read = (row: Row): Read | undefined => {
	const text = row.text.replace(/(?:^|\s)[#;].*$/, '').trim();
	if (text === '') {
		return undefined;
	}

	// A `#` inside of a comment's quotes is none of ours.
	const script = row.text.trim();
	if (!isScript(script)) {
		return {row, entry: text};
	}

	const entry = added.exec(script)?.[2];
	if (entry === undefined) {
		return /^\/ip(?:v6)?[ /]firewall[ /]address-list\s*$/.test(script)
			? undefined
			: {row, remark: warning('list-line', `“${display(script.slice(0, 60))}” is no row of an address list; it is left out.`)};
	}

	if (/\sdisabled=yes\b/.test(script)) {
		return {row, remark: warning('list-line', `${display(entry)} is switched off there; it is left out.`)};
	}

	return {
		row,
		entry,
		...(/\stimeout=/.test(script)
			? {remark: warning('list-timeout', `${display(entry)} is listed for good: its timeout is left out, since such rows are lost at a restart.`)}
			: {}),
	};
};

type Placed = {readonly line: number; readonly prefix: Prefix};

/** Prefixes that another line holds already, each with that line. Sorted by where they start, the widest first. */
const covered = (rows: readonly Placed[]): readonly {readonly line: number; readonly diagnostic: Diagnostic}[] =>
	([4, 6] as const).flatMap((family) => {
		const sorted = rows
			.filter(({prefix}) => addressFamily(prefix) === family)
			.map((row) => ({...row, ...prefixBounds(row.prefix)}))
			.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.last > b.last ? -1 : a.last < b.last ? 1 : a.line - b.line));
		let outer = sorted[0];
		return sorted.slice(1).flatMap((row) => {
			if (outer === undefined || row.last > outer.last) {
				outer = row;
				return [];
			}

			const what = row.prefix === outer.prefix ? `${row.prefix} is listed on line ${outer.line} already.` : `${row.prefix} lies in ${outer.prefix} of line ${outer.line}.`;
			return [{line: row.line, diagnostic: warning('list-overlap', what)}];
		});
	});

/** A name that another line has already. */
const repeated = (names: readonly {readonly line: number; readonly name: ListedName}[]): readonly {readonly line: number; readonly diagnostic: Diagnostic}[] => {
	const seen = new Map<string, number>();
	return names.flatMap(({line, name: {name, subdomains}}) => {
		const first = seen.get(`${subdomains} ${name}`);
		if (first === undefined) {
			seen.set(`${subdomains} ${name}`, line);
			return [];
		}

		return [{line, diagnostic: warning('list-overlap', `${name} is listed on line ${first} already.`)}];
	});
};

/**
 * Reads a list of destinations: one a line as one would type them, with `#` or `;` before remarks, or the address-list
 * rows of a RouterOS script or export. What cannot be read is told by line, all of it at once.
 */
export const readListFile = (text: string): Result<ListFile> => {
	const lines = rowsOf(text).flatMap((row) => read(row) ?? []);
	const parsed = lines.flatMap(({row: {line}, entry}) => (entry === undefined ? [] : [{line, result: parseDestination(entry)}]));
	const wrong = parsed.flatMap(({line, result}) => (result.ok ? [] : result.diagnostics.map((diagnostic) => ({line, diagnostic: {...diagnostic, code: 'list-line'}}))));
	if (wrong.length > 0) {
		return fail(...told(wrong));
	}

	const prefixes = parsed.flatMap(({line, result}) => (result.ok && result.value.kind === 'prefixes' ? result.value.prefixes.map((prefix) => ({line, prefix})) : []));
	const names = parsed.flatMap(({line, result}) =>
		result.ok && result.value.kind === 'name' ? [{line, name: {name: result.value.name, subdomains: result.value.subdomains}}] : [],
	);
	if (prefixes.length + names.length === 0) {
		return fail(error('list-empty', 'The file lists nothing.', {hint: 'One address, prefix, range or name a line, or the rows of a RouterOS address list.'}));
	}

	const remarks = lines.flatMap(({row: {line}, remark}) => (remark === undefined ? [] : [{line, diagnostic: remark}]));
	const overlaps = [...covered(prefixes), ...repeated(names)].toSorted((a, b) => a.line - b.line);
	return ok({
		prefixes: prefixes.map(({prefix}) => prefix),
		names: names.map(({name}) => name),
		warnings: [...['list-line', 'list-timeout'].flatMap((code) => told(remarks.filter(({diagnostic}) => diagnostic.code === code))), ...told(overlaps)],
	});
};
