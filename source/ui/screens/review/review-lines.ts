import type {Diagnostic} from '../../../diagnostics/index.js';
import type {Facts} from '../../../facts/index.js';
import type {Line, PartGuide} from '../../../presentation/index.js';
import {
	changesLines,
	diagnosticLines,
	documentLines,
	explanationLines,
	pictureLines,
	pictureOfDocument,
	piece,
	scriptLines,
	wrapLine,
	wrapLines,
} from '../../../presentation/index.js';
import type {Compiled} from '../../services.js';
import {words} from '../../words.js';
import {claimList, claimTrace} from './claim-list.js';
import type {Reviewed, View} from './use-review-state.js';

const isWarning = ({severity}: Diagnostic): boolean => severity !== 'note';

/** What the compiler has to say, each once: warnings, and then what is just worth knowing. */
const remarksOf = ({warnings, fragment}: Compiled): readonly Diagnostic[] => {
	const remarks = [...new Map([...warnings, ...fragment.warnings].map((diagnostic) => [`${diagnostic.code} ${diagnostic.message}`, diagnostic])).values()];
	return [...remarks.filter(isWarning), ...remarks.filter((remark) => !isWarning(remark))];
};

/** How many of the remarks are warnings, and how many are notes. */
export const remarkCounts = (compiled: Compiled): {readonly warnings: number; readonly notes: number} => {
	const remarks = remarksOf(compiled);
	const warnings = remarks.filter(isWarning).length;
	return {warnings, notes: remarks.length - warnings};
};

type Shown = Reviewed & {
	readonly guides: readonly PartGuide[];
	readonly facts: Facts;
	readonly unicode: boolean;
	/** Sentences alone: nobody sees a picture. */
	readonly isSpoken: boolean;
	/** The marked claim, what marks it, and whether its trace is open. */
	readonly marked: number;
	readonly pointer: string;
	readonly isOpen: boolean;
};

/** What follows is indented, but for remarks, which stand below what they are about. */
const hanging = (lines: readonly Line[], width: number, hang: number): readonly Line[] =>
	lines.flatMap((line) => wrapLine(line, width, line[0]?.role === 'dim' || line[0]?.role === 'comment' ? 0 : hang));

/** A comment that goes on in the next row is a comment there, too: what is copied off the screen stays a script. */
const wrapScriptLine = (line: Line, width: number): readonly Line[] =>
	line[0]?.role === 'comment' && line[0].text.startsWith('#')
		? wrapLine(line, Math.max(4, width - 2)).map((row, index) => (index === 0 ? row : [piece('# ', 'comment'), ...row]))
		: wrapLine(line, width, 4);

const makers: Readonly<Record<View, (shown: Shown, width: number) => readonly Line[]>> = {
	why: ({compiled, plan, facts, unicode, isSpoken, guides}, width) => [
		...(isSpoken ? [] : [...pictureLines(pictureOfDocument(compiled.document, facts), Math.min(width, 110), unicode), []]),
		...hanging([...documentLines(compiled.document), [], ...explanationLines(compiled.fragment, {plan, parts: guides, most: 1})], Math.min(width, 110), 2),
	],
	commands: ({compiled}, width) => scriptLines(compiled.script).flatMap((line) => wrapScriptLine(line, width)),
	changes: ({plan, edits}, width) =>
		hanging(
			plan === undefined
				? [[piece(words.review.noRouterChanges)], [piece(words.review.commandsBefore, 'dim')]]
				: plan.changes.length + plan.drift.length + edits.length === 0
					? [[piece(words.review.isAsWanted, 'good')]]
					: changesLines(plan, edits),
			width,
			6,
		),
	packets: ({proofs, marked, pointer, isOpen}, width) =>
		proofs === undefined
			? wrapLines([[piece(words.review.noRouterPackets)]], width, 2)
			: isOpen
				? claimTrace(proofs, marked, width)
				: claimList(proofs, marked, width, pointer).lines,
	warnings: ({compiled}, width) => {
		const warnings = remarksOf(compiled);
		return wrapLines(
			warnings.length === 0 ? [[piece(words.review.noWarnings, 'good')]] : warnings.flatMap((diagnostic) => [...diagnosticLines(diagnostic), []]),
			Math.min(width, 110),
			2,
		);
	},
};

/** The lines of one view, made to fit. */
export const reviewLines = (view: View, shown: Shown, width: number): readonly Line[] => makers[view](shown, width);
