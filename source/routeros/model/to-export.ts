import {quoteString, wrapLine} from '../syntax/index.js';
import {argumentText, menuWords, storedProperties} from './commands.js';
import type {Configuration, Entry, Menu} from './configuration.js';
import {standsAlone} from './flags.js';
import type {ExportHeader} from './from-export.js';

const headerText = ({date, version, softwareId, model, serial}: ExportHeader): readonly string[] => [
	...(version === undefined ? [] : [`# ${date ?? ''} by RouterOS ${version}`]),
	...(softwareId === undefined ? [] : [`# software id = ${softwareId}`]),
	...(model === undefined && serial === undefined ? [] : ['#']),
	...(model === undefined ? [] : [`# model = ${model}`]),
	...(serial === undefined ? [] : [`# serial number = ${serial}`]),
];

/** An id, a number or a name as a word of its own, quoted where it would be read as something else. */
const number = (text: string): string => (/^(?:\*[\dA-F]+|[A-Za-z\d][\w.,:@/-]*)$/.test(text) && text !== 'where' && !standsAlone(text) ? text : quoteString(text));

const commandOf = (entry: Entry): string => {
	const {selector} = entry;
	const text = argumentText(storedProperties(entry));
	switch (selector.kind) {
		case 'row':
			return `add ${text}`;
		case 'singleton':
			return `set ${text}`;
		case 'builtin':
			return `set [ ${['find', argumentText(selector.find)].join(' ').trimEnd()} ] ${text}`;
		case 'numbered':
			return `set ${number(selector.number)} ${text}`;
		case 'verbatim':
			return selector.text;
	}
};

/** Whether a statement stands for itself instead of needing its menu in front. */
const isAbsolute = ({selector}: Entry): boolean => selector.kind === 'verbatim' && /^[/:{$[(]/.test(selector.text);

const menuLines = (menu: Menu, entries: readonly Entry[], terse: boolean): readonly string[] => {
	const words = menuWords(menu);
	const lines = entries.map((entry) => (terse && !isAbsolute(entry) ? `${words} ${commandOf(entry)}` : commandOf(entry)).trimEnd());
	return terse ? lines : [words, ...lines.map(wrapLine)];
};

/** The configuration as the router exports it: a line for each menu and wrapped commands, or one whole line a command. */
export const toExport = ({menus}: Configuration, {terse = false, header = {}}: {readonly terse?: boolean; readonly header?: ExportHeader} = {}): string =>
	[...headerText(header), ...Object.entries(menus).flatMap(([menu, entries]) => (entries.length === 0 ? [] : menuLines(menu as Menu, entries, terse)))]
		.map((line) => `${line}\n`)
		.join('');
