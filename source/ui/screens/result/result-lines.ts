import {display} from '../../../diagnostics/display.js';
import type {Line, Role} from '../../../presentation/index.js';
import {diagnosticLines, piece} from '../../../presentation/index.js';
import {profileWord} from '../../summary.js';
import type {Ending, Wizard} from '../../wizard-state.js';
import {words} from '../../words.js';

const heads: Readonly<Record<Ending['outcome'], {readonly text: string; readonly role: Role}>> = words.result.heads;
const more: Partial<Record<Ending['outcome'], string>> = words.result.more;

/** `14:03:20`, where this computer is. */
const timeText = (milliseconds: number): string => new Date(milliseconds).toTimeString().slice(0, 8);

/** How a job ended, and what to do next time. */
export const resultLines = (wizard: Wizard, ending: Ending): readonly Line[] => {
	const {outcome, message, notApplied, saved, trouble, script, decidesAt} = ending;
	const hint = more[outcome];
	return [
		[piece(heads[outcome].text, heads[outcome].role)],
		// Of what is kept the head says all.
		...(message === '' || outcome === 'kept' ? [] : [[piece(display(message))]]),
		...(script === undefined ? [] : [[piece('  '), piece(display(script), 'strong')], [piece(words.result.noSecrets, 'dim')]]),
		...(notApplied.length === 0 ? [] : [[], [piece(words.result.notApplied(notApplied.length), 'strong')], ...notApplied.map((command): Line => [piece(`  ${display(command)}`)])]),
		...(decidesAt === undefined ? [] : [[], words.result.decides(timeText(decidesAt))]),
		...(hint === undefined ? [] : [[], [piece(hint)]]),
		...(saved ? [[], ...words.result.saved(display(wizard.name), profileWord(wizard))] : []),
		...(trouble.length === 0 ? [] : [[], [piece(words.result.notSaved, 'warning')], ...trouble.flatMap(diagnosticLines)]),
	];
};
