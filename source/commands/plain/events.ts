import type {ApplyEvent} from '../../plan/index.js';
import {eventLine, milestones} from '../../presentation/index.js';
import {linesText} from '../lines.js';

/** Where the words of a line begin, behind what kind of line it is. */
const hang = 7;

/**
 * Turns what a guarded apply tells into lines that are only ever added, for screen readers, logs and pipes. A countdown
 * ticks every second and a script has hundreds of statements: of these only milestones are told, and of a step its
 * beginning. `columns` is how wide a line may be; undefined where no person reads it.
 */
export const makeEventPrinter = (print: (text: string) => void, columns?: number): ((event: ApplyEvent) => void) => {
	let told: number | undefined;
	let quarter = 0;
	return (event) => {
		if (event.type === 'countdown') {
			const reached = milestones.findLast((milestone) => milestone >= event.left);
			const isNews = reached !== undefined && reached < (told ?? 0);
			// The first tick says what the question has said already.
			told = reached === undefined ? told : Math.min(told ?? reached, reached);
			if (!isNews) {
				return;
			}
		}

		// The next line says as much.
		if (event.type === 'step' && event.status === 'done' && (event.detail ?? '') === '') {
			return;
		}

		if (event.type === 'progress') {
			const now = event.total === 0 ? 4 : Math.floor((4 * event.done) / event.total);
			if (now <= quarter) {
				return;
			}

			quarter = now;
		}

		print(linesText([eventLine(event)], {terminal: {columns}}, hang));
		if (event.type === 'outcome' && event.notApplied !== undefined && event.notApplied.length > 0) {
			print(['Not applied:', ...event.notApplied.map((statement) => `  ${statement}`)].join('\n'));
		}
	};
};
