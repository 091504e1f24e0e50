import {display} from '../diagnostics/display.js';
import type {WizardResult} from './options.js';
import type {Ending, Wizard} from './wizard-state.js';
import {hasWork} from './wizard-state.js';
import {words} from './words.js';

const exitCodes = {kept: 0, unchanged: 0, script: 0, undone: 4, unknown: 5, refused: 1, stuck: 1} as const satisfies Record<Ending['outcome'], WizardResult['exitCode']>;

const where = ({facts, router}: Wizard): string =>
	[display(facts?.identity ?? words.summary.theRouter), router === undefined ? '' : `(${display(router.host)})`].filter(Boolean).join(' ');

/** What a command line calls the profile: its name, where a shell takes that for one word and nothing else. */
export const profileWord = ({name, profileId = ''}: Pick<Wizard, 'name' | 'profileId'>): string => (/^\w[\w.-]*$/.test(name) ? name : profileId);

const told = (wizard: Wizard, ending: Ending): readonly string[] => {
	const saved = ending.saved ? [words.summary.saved(display(wizard.name), profileWord(wizard))] : [];
	switch (ending.outcome) {
		case 'kept':
			return [words.summary.kept(ending.changes, where(wizard)), ...saved];
		case 'unchanged':
			return [words.summary.unchanged(where(wizard)), ...saved];
		case 'script':
			return [words.summary.script(display(ending.script ?? '')), ...saved];
		case 'undone':
		case 'unknown':
		case 'refused':
		case 'stuck':
			return [`${words.summary.failed[ending.outcome](where(wizard))} ${display(ending.message)}`.trim()];
	}
};

/** What stays in the scrollback when the wizard is gone. */
export const summaryOf = (wizard: Wizard, isInterrupted: boolean): WizardResult => {
	const done = [...wizard.past, wizard].flatMap((job) => (job.ending === undefined ? [] : told(job, job.ending)));
	const kept = hasWork(wizard) && wizard.rerun === undefined ? [words.summary.answersKept] : [];
	const summary = [...done, ...kept];
	// At Home it is the job before that ended.
	const {ending} = (wizard.place === 'home' ? wizard.past.at(-1) : undefined) ?? wizard;
	const exitCode = ending === undefined ? (isInterrupted ? 130 : 0) : exitCodes[ending.outcome];
	return {exitCode, summary: summary.length === 0 ? [words.summary.nothing] : summary};
};
