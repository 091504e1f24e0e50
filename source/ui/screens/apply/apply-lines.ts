import {display} from '../../../diagnostics/display.js';
import type {Line} from '../../../presentation/index.js';
import {clockText, milestones, piece, stepWords} from '../../../presentation/index.js';
import type {Signs} from '../../theme.js';
import {words} from '../../words.js';
import type {ApplyState, Check, StepState} from './use-apply-state.js';

const stepLine = ({step, status, detail}: StepState, progress: ApplyState['progress'], signs: Signs): Line => [
	piece(` ${(status === 'done' ? signs.done : signs.busy).padEnd(2)} `, status === 'done' ? 'good' : 'accent'),
	piece(stepWords[step], status === 'done' ? 'plain' : 'strong'),
	...(step === 'apply' && progress !== undefined ? [piece(`  ${words.apply.progress(progress.done, progress.total)}`, 'dim')] : []),
	...(detail === '' ? [] : [piece(`  ${display(detail)}`, 'dim')]),
];

const checkLine = ({name, status, detail}: Check): Line => [
	piece(`    ${words.apply.checks[status].word.padEnd(9)}  `, words.apply.checks[status].role),
	piece(display(name)),
	...(detail === '' ? [] : [piece(`  ${display(detail)}`, 'dim')]),
];

/** Before: what pressing Enter starts. */
export const readyLines = ({window}: ApplyState, summary: string, router: string, isLab: boolean, signs: Signs): readonly Line[] => [
	words.apply.on(summary, router, isLab),
	[],
	[piece(words.apply.how)],
	[],
	[piece(words.apply.window), piece(`${signs.left} ${clockText(window)} ${signs.right}`, 'accent')],
	[piece(words.apply.windowMeaning, 'dim')],
];

const countdownLine = (left: number, isSpoken: boolean): Line =>
	isSpoken
		? [piece(words.spoken.undoneWithin(clockText(milestones.findLast((milestone) => milestone >= left) ?? left)))]
		: [piece(words.apply.undoneIn), piece(clockText(left), left <= 20 ? 'bad' : 'warning')];

/** During: steps, checks and the countdown; the latest notes. */
export const runningLines = (state: ApplyState, signs: Signs, isSpoken: boolean): readonly Line[] => {
	const {steps, checks, notes, progress, left, phase, checksPassed, asked, isArmed} = state;
	const countdown: readonly Line[] = left === undefined || !isArmed ? [] : [[], countdownLine(left, isSpoken)];
	const question: readonly Line[] =
		phase === 'deciding'
			? [[], [checksPassed ? piece(words.apply.allPassed, 'good') : piece(words.apply.notAllPassed, 'warning')], words.apply.question]
			: asked === undefined
				? []
				: [[], [piece(words.apply.asked[asked], 'strong')]];
	return [
		...steps.map((step) => stepLine(step, progress, signs)),
		...(checks.length === 0 ? [] : [[], ...checks.map(checkLine)]),
		...(notes.length === 0 ? [] : [[], ...notes.slice(-3).map((note): Line => [piece(`  ${display(note)}`, 'dim')])]),
		...countdown,
		...question,
	];
};
