import {display} from '../../../diagnostics/display.js';
import type {Line} from '../../../presentation/index.js';
import {clockText, piece, stepWords} from '../../../presentation/index.js';
import type {Signs} from '../../theme.js';
import type {ApplyState, Check, StepState} from './use-apply-state.js';

const stepLine = ({step, status, detail}: StepState, progress: ApplyState['progress'], signs: Signs): Line => [
	piece(` ${(status === 'done' ? signs.done : signs.busy).padEnd(2)} `, status === 'done' ? 'good' : 'accent'),
	piece(stepWords[step], status === 'done' ? 'plain' : 'strong'),
	...(step === 'apply' && progress !== undefined ? [piece(`  ${progress.done} of ${progress.total}`, 'dim')] : []),
	...(detail === '' ? [] : [piece(`  ${display(detail)}`, 'dim')]),
];

const checkWords = {passed: {word: 'passed', role: 'good'}, failed: {word: 'FAILED', role: 'bad'}, unknown: {word: 'not known', role: 'warning'}} as const;

const checkLine = ({name, status, detail}: Check): Line => [
	piece(`    ${checkWords[status].word.padEnd(9)}  `, checkWords[status].role),
	piece(display(name)),
	...(detail === '' ? [] : [piece(`  ${display(detail)}`, 'dim')]),
];

/** Before: what pressing Enter starts. */
export const readyLines = ({window}: ApplyState, summary: string, router: string, isLab: boolean, signs: Signs): readonly Line[] => [
	[piece(summary, 'strong'), piece(` on ${router}${isLab ? ', the lab' : ''}.`)],
	[],
	[piece('The undo of the whole change is put onto the router first, and armed. Then the change is made and checked over a new connection. Then you decide.')],
	[],
	[piece('Time to decide  '), piece(`${signs.left} ${clockText(window)} ${signs.right}`, 'accent')],
	[piece('When you have not kept the change by then, or the connection is lost, the router undoes it by itself.', 'dim')],
];

/** During: steps, checks and the countdown; the latest notes. */
export const runningLines = (state: ApplyState, signs: Signs): readonly Line[] => {
	const {steps, checks, notes, progress, left, phase, checksPassed, asked, isArmed} = state;
	const countdown: readonly Line[] = left === undefined || !isArmed ? [] : [[], [piece('Undone by itself in ', 'plain'), piece(clockText(left), left <= 20 ? 'bad' : 'warning')]];
	const question: readonly Line[] =
		phase === 'deciding'
			? [
					[],
					[
						piece(
							checksPassed ? 'The change is on the router and every check passed.' : 'The change is on the router, but not every check passed.',
							checksPassed ? 'good' : 'warning',
						),
					],
					[piece('Does everything work as you want?  ', 'strong'), piece('k', 'accent'), piece(' keep it   '), piece('u', 'accent'), piece(' undo it')],
				]
			: asked === undefined
				? []
				: [[], [piece(asked === 'undo' ? 'Undoing: waiting for the router to say that it is done.' : 'Keeping: waiting for the router to say that it is done.', 'strong')]];
	return [
		...steps.map((step) => stepLine(step, progress, signs)),
		...(checks.length === 0 ? [] : [[], ...checks.map(checkLine)]),
		...(notes.length === 0 ? [] : [[], ...notes.slice(-3).map((note): Line => [piece(`  ${display(note)}`, 'dim')])]),
		...countdown,
		...question,
	];
};
