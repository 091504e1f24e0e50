import {display} from '../../../diagnostics/display.js';
import type {Line, Role} from '../../../presentation/index.js';
import {diagnosticLines, piece} from '../../../presentation/index.js';
import {profileWord} from '../../summary.js';
import type {Ending, Wizard} from '../../wizard-state.js';

const heads: Readonly<Record<Ending['outcome'], {readonly text: string; readonly role: Role}>> = {
	kept: {text: 'Kept. The router routes as you asked.', role: 'good'},
	unchanged: {text: 'Nothing to change: the router already is as wanted.', role: 'good'},
	script: {text: 'The commands are in a file.', role: 'good'},
	undone: {text: 'Undone. The router is as it was before.', role: 'warning'},
	refused: {text: 'Refused. Nothing was changed.', role: 'bad'},
	stuck: {text: 'Stuck: the undo did not finish.', role: 'bad'},
	unknown: {text: 'Not known: the connection was lost before the router said what it did.', role: 'bad'},
};

const more: Partial<Record<Ending['outcome'], string>> = {
	undone: 'Your answers are kept: go back to the review to change or to try again.',
	stuck: 'detour recover shows what is left to do, and the commands to do it by hand.',
	unknown: 'The router decides by itself: without a word from you it undoes the change. detour recover names what became of it.',
};

/** `14:03:20`, where this computer is. */
const timeText = (milliseconds: number): string => new Date(milliseconds).toTimeString().slice(0, 8);

/** How a job ended, and what to do next time. */
export const resultLines = (wizard: Wizard, ending: Ending): readonly Line[] => {
	const {outcome, message, notApplied, saved, trouble, script, decidesAt} = ending;
	const hint = more[outcome];
	const profile = profileWord(wizard);
	return [
		[piece(heads[outcome].text, heads[outcome].role)],
		...(message === '' ? [] : [[piece(display(message))]]),
		...(script === undefined ? [] : [[piece('  '), piece(display(script), 'strong')], [piece('  Secrets are not in it: they stand as <secret>.', 'dim')]]),
		...(notApplied.length === 0 ? [] : [[], [piece(`Not applied (${notApplied.length}):`, 'strong')], ...notApplied.map((command): Line => [piece(`  ${display(command)}`)])]),
		...(decidesAt === undefined
			? []
			: [[], [piece('It decides at '), piece(timeText(decidesAt), 'strong'), piece(' by the clock of this computer, or earlier: until then it may still be undone.')]]),
		...(hint === undefined ? [] : [[], [piece(hint)]]),
		...(saved
			? [
					[],
					[piece('Saved as '), piece(display(wizard.name), 'strong'), piece('. Next time:')],
					[piece(`  detour run ${profile}`, 'accent'), piece('     compare again, change what is left', 'dim')],
					[piece(`  detour remove ${profile}`, 'accent'), piece('  take all of it away', 'dim')],
				]
			: []),
		...(trouble.length === 0 ? [] : [[], [piece('The profile could not be saved:', 'warning')], ...trouble.flatMap(diagnosticLines)]),
	];
};
