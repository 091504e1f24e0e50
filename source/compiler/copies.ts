import type {Copy} from '../policy/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import type {Context} from './context.js';
import {named} from './context.js';
import {mailing} from './notices.js';
import type {Own} from './own.js';

/** Today as a number (20230714), from both forms of the router's date: `2023-07-14`, and before 7.10 `jul/14/2023`. */
const today = [
	':local d [/system/clock/get date]',
	':local day ([:pick $d 0 4] . [:pick $d 5 7] . [:pick $d 8 10])',
	':if ([:pick $d 3 4] = "/") do={ :local m ([:find "janfebmaraprmayjunjulaugsepoctnovdec" [:pick $d 0 3]] / 3 + 1); :if ($m < 10) do={ :set m ("0" . $m) }; :set day ([:pick $d 7 11] . $m . [:pick $d 4 6]) }',
].join('; ');

/** On boards with a folder `flash` everything beside it is lost at a restart. */
const home = ':local base ""; :if ([:len [/file/find where name="flash"]] > 0) do={ :set base "flash/" }';

const writers: Readonly<Record<Copy['forms'][number], {readonly ending: string; readonly write: string}>> = {
	export: {ending: 'rsc', write: '/export file=($base . $stem)'},
	backup: {ending: 'backup', write: '/system/backup/save name=($base . $stem) dont-encrypt=yes'},
};

/** Writing goes on behind the command: the file is there when it has its name and something in it. */
const awaited =
	':local n 0; :while ($n < 60) do={ :delay 2s; :set n ($n + 1); :if ([:len [/file/find where name=$path]] > 0) do={ :if ([/file/get [find where name=$path] size] > 0) do={ :set n 99 } } }';

/** Removes the oldest until few enough are left. Names end in the day as a number, so that a smaller one is older. */
const prune = (head: string, ending: string, keep: number): string => {
	const all = `[/file/find where name~${quoteString(`${head}[0-9]+\\.${ending}$`)}]`;
	const digits = `[:tonum [:pick $name ([:len $name] - ${ending.length + 9}) ([:len $name] - ${ending.length + 1})]]`;
	return [
		`:local left [:len ${all}]`,
		`:while ($left > ${keep}) do={ :local old 99999999; :local victim ""; :foreach f in=${all} do={ :local name [/file/get $f name]; :local age ${digits}; :if ($age < $old) do={ :set old $age; :set victim $name } }; /file/remove [find where name=$victim]; :set left ($left - 1) }`,
	].join('; ');
};

const sourceOf = (context: Context, {id, forms, keep, mailTo}: Copy): string => {
	const head = `${named(context, id)}-`;
	return [
		today,
		home,
		`:local stem (${quoteString(head)} . $day)`,
		...forms.map((form) => {
			const {ending, write} = writers[form];
			const subject = `${context.facts.identity}: configuration`;
			return `:do { ${[
				`:local path ($base . $stem . ".${ending}")`,
				':if ([:len [/file/find where name=$path]] > 0) do={ /file/remove [find where name=$path] }',
				write,
				awaited,
				...(form === 'export' && mailTo !== undefined
					? [`:if ($n = 99) do={ ${mailing(mailTo, subject, `(${quoteString(`${subject} of `)} . $d . ". It holds no passwords.")`, '$path')} }`]
					: []),
				prune(head, ending, keep),
			].join('; ')} } on-error={ :log error ${quoteString(`The copy of the configuration failed (${form}).`)} }`;
		}),
	].join('; ');
};

/**
 * What writing needs, in the order in which the router prints it: an export of everything names scripts and users, too
 * (public scripts that export and mail ask for `ftp, read, write, policy, test`). A backup holds everything, so only who
 * may see everything makes one.
 */
const policies = (forms: Copy['forms']): string => `ftp,read,write,policy,test${forms.includes('backup') ? ',password,sensitive' : ''}`;

const clockTime = (seconds: number): string => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');

/** A script that copies the configuration, and who runs it. */
export const copies = (context: Context): readonly Own[] =>
	context.document.upkeep.copies.flatMap((copy): readonly Own[] => [
		{
			id: copy.id,
			role: 'script',
			family: 4,
			menu: '/system/script',
			properties: {name: named(context, copy.id), policy: policies(copy.forms), source: sourceOf(context, copy)},
			note: 'copies the configuration',
			why: `Writes a copy with the day in its name, waits until it is whole${copy.mailTo === undefined ? '' : ', mails the export'}, and keeps the last ${copy.keep}.`,
			without: 'After a mishap there would be nothing to go back to.',
		},
		{
			id: copy.id,
			role: 'schedule',
			family: 4,
			menu: '/system/scheduler',
			properties: {
				name: named(context, copy.id),
				interval: copy.every === 'day' ? '1d' : '1w',
				'start-time': clockTime(copy.at),
				'on-event': `/system script run ${named(context, copy.id)}`,
				policy: policies(copy.forms),
			},
			note: `every ${copy.every}`,
			why: 'Runs the script by the clock; a script may do no more than who runs it, so both are allowed the same.',
			without: 'Copies would be made when somebody remembers.',
		},
	]);
