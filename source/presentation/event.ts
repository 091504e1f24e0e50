import {display} from '../diagnostics/index.js';
import type {ApplyEvent, ApplyOutcome, ApplyStep} from '../plan/types.js';
import type {Line, Role} from './line.js';
import {piece} from './line.js';

/** What each step is for, as a person would say it. */
export const stepWords: Readonly<Record<ApplyStep, string>> = {
	lock: 'Lock the router for this change',
	upload: 'Send the change and its undo',
	arm: 'Arm the undo on the router',
	apply: 'Make the change',
	verify: 'Check over a new connection',
	decide: 'Wait for your decision',
	keep: 'Keep the change',
	undo: 'Undo the change',
	'clean-up': 'Tidy up',
};

const outcomeWords: Readonly<Record<ApplyOutcome, {readonly word: string; readonly role: Role}>> = {
	kept: {word: 'Kept', role: 'good'},
	undone: {word: 'Undone', role: 'warning'},
	unchanged: {word: 'Unchanged', role: 'good'},
	refused: {word: 'Refused', role: 'bad'},
	stuck: {word: 'Stuck', role: 'bad'},
	unknown: {word: 'Not known', role: 'bad'},
};

const checkWords = {passed: {word: 'passed', role: 'good'}, failed: {word: 'FAILED', role: 'bad'}, unknown: {word: 'not known', role: 'warning'}} as const;

/** Seconds as people read them: `1:05`. */
export const clockText = (seconds: number): string => `${Math.floor(Math.max(0, seconds) / 60)}:${String(Math.floor(Math.max(0, seconds) % 60)).padStart(2, '0')}`;

/** Seconds left that are worth a word: a countdown is not ticked aloud. */
export const milestones: readonly number[] = [3600, 1800, 600, 300, 120, 60, 30, 10];

const tail = (detail: string | undefined): Line => (detail === undefined || detail === '' ? [] : [piece(`  ${display(detail)}`, 'dim')]);

/** One line for one thing that a guarded apply tells. */
export const eventLine = (event: ApplyEvent): Line => {
	switch (event.type) {
		case 'step':
			return [piece(event.status === 'done' ? 'done   ' : 'begin  ', event.status === 'done' ? 'good' : 'dim'), piece(stepWords[event.step]), ...tail(event.detail)];
		case 'armed':
			return [piece('armed  ', 'good'), piece(`The router undoes this by itself in ${clockText(event.left)} unless you keep it`)];
		case 'progress':
			return [piece('       '), piece(`${event.done} of ${event.total} commands`, 'dim')];
		case 'check':
			return [piece('check  ', 'dim'), piece(checkWords[event.status].word, checkWords[event.status].role), piece(`  ${display(event.name)}`), ...tail(event.detail)];
		case 'countdown':
			return [piece('left   ', 'dim'), piece(clockText(event.left), 'warning')];
		case 'note':
			return [piece('note   ', 'dim'), piece(display(event.text))];
		case 'outcome':
			return [piece(`${outcomeWords[event.outcome].word}. `, outcomeWords[event.outcome].role), piece(display(event.message))];
	}
};
