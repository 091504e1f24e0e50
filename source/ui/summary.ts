import {display} from '../diagnostics/display.js';
import type {WizardResult} from './options.js';
import type {Ending, Wizard} from './wizard-state.js';
import {hasWork} from './wizard-state.js';

const exitCodes = {kept: 0, unchanged: 0, script: 0, undone: 4, unknown: 5, refused: 1, stuck: 1} as const satisfies Record<Ending['outcome'], WizardResult['exitCode']>;

const where = ({facts, router}: Wizard): string => [display(facts?.identity ?? 'the router'), router === undefined ? '' : `(${display(router.host)})`].filter(Boolean).join(' ');

/** What a command line calls the profile: its name, where a shell takes that for one word and nothing else. */
export const profileWord = ({name, profileId = ''}: Pick<Wizard, 'name' | 'profileId'>): string => (/^\w[\w.-]*$/.test(name) ? name : profileId);

const told = (wizard: Wizard, ending: Ending): readonly string[] => {
	const saved = ending.saved ? [`Profile ${display(wizard.name)} is saved. Again: detour run ${profileWord(wizard)}`] : [];
	switch (ending.outcome) {
		case 'kept':
			return [`Kept ${ending.changes} ${ending.changes === 1 ? 'change' : 'changes'} on ${where(wizard)}.`, ...saved];
		case 'unchanged':
			return [`Nothing to change on ${where(wizard)}.`, ...saved];
		case 'script':
			return [`The commands are in ${display(ending.script ?? '')}.`, ...saved];
		case 'undone':
			return [`Undone: ${where(wizard)} is as it was before. ${display(ending.message)}`.trim()];
		case 'unknown':
			return [`What became of the change on ${where(wizard)} is not known here: detour recover finds out. ${display(ending.message)}`.trim()];
		case 'refused':
			return [`Nothing was changed on ${where(wizard)}. ${display(ending.message)}`.trim()];
		case 'stuck':
			return [`The undo on ${where(wizard)} is stuck: detour recover shows what is left to do. ${display(ending.message)}`.trim()];
	}
};

/** What stays in the scrollback when the wizard is gone. */
export const summaryOf = (wizard: Wizard, isInterrupted: boolean): WizardResult => {
	const done = wizard.ending === undefined ? [] : told(wizard, wizard.ending);
	const kept = hasWork(wizard) && !wizard.isRerun ? ['Your answers are kept: detour offers them again when it is started.'] : [];
	const summary = [...done, ...kept];
	const exitCode = wizard.ending === undefined ? (isInterrupted ? 130 : 0) : exitCodes[wizard.ending.outcome];
	return {exitCode, summary: summary.length === 0 ? ['Nothing was changed.'] : summary};
};
