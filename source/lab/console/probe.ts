import type {Key} from './keys.js';

/** Asks a terminal what it is and where its cursor stands (6.42.5 and 7.21 captures). */
export const firstQuestion = '\r\u001B[9999B\r\u001B[9999B\u001BZ  \u001B[6n';

/** Without answers the console gives up and goes on (10.2 s on 7.23.2). */
export const patience = 10_000;

const settings = '\u001B<\u001B[c\u001B[4l\u001B[20l\u001B[?47l\u001B[?7h\u001B[?5l\u001B[?25h';
const height = '\u001B[H\u001B[9999B\u001B[6n';
const width = '\u001B[H\u001B[9999C\u001B[6n';
/** One column wide where UTF-8 is understood, two where it is not. */
const letter = '\u001B[H\u011B\u001B[6n';
const end = '\u001B[H \u001BD\u001B[r\u001B[9999A\u001B[9999B\r';

/** How far the questions have got: how many positions are known. */
export type Probe = {readonly heard: readonly {readonly row: number; readonly column: number}[]; readonly done: boolean};

export const newProbe: Probe = {heard: [], done: false};

/** What an answer leads to: the next question, or the end. A patient console wants them all, and believes no cursor that never moves. */
export const hear = (probe: Probe, key: Key, patient: boolean): {readonly probe: Probe; readonly say: string} => {
	if (key.kind !== 'position') {
		return key.kind === 'vt52' && !probe.done ? {probe: {...probe, done: !patient}, say: settings + height + (patient ? '' : end)} : {probe, say: ''};
	}

	const heard = [...probe.heard, {row: key.row, column: key.column}];
	if (probe.done) {
		return {probe: {heard, done: true}, say: ''};
	}

	if (!patient) {
		return {probe: {heard, done: true}, say: settings + height + width + letter + end};
	}

	const stuck = new Set(heard.map(({row, column}) => `${row};${column}`)).size === 1;
	const next = [settings + height, width, letter][heard.length - 1];
	return next === undefined ? {probe: {heard, done: !stuck}, say: stuck ? '' : end} : {probe: {heard, done: false}, say: next};
};

/** The size that the answers tell, `heard` in the order of the questions: at first, height, width, letter. */
export const sizeOf = (heard: Probe['heard']): {readonly rows: number | undefined; readonly columns: number | undefined} => ({rows: heard[1]?.row, columns: heard[2]?.column});
