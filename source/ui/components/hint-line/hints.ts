import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {textWidth} from '../../../presentation/width.js';
import type {Binding} from '../../keymap.js';
import {told} from '../../keymap.js';

const gap = 3;

/** As many keys as fit, the important ones first to stay, in the order of the screen. Keys that do nothing here are left to the help. */
export const hintsOf = (bindings: readonly Binding[], width: number): readonly Binding[] => {
	const candidates = told(bindings)
		.filter(({disabled, priority}) => disabled === undefined && priority < 9)
		.map((binding) => ({binding, width: textWidth(binding.label) + 1 + textWidth(binding.word)}));
	const kept = new Set<Binding>();
	let used = 0;
	for (const {binding, width: own} of candidates.toSorted((a, b) => a.binding.priority - b.binding.priority)) {
		const needed = own + (kept.size === 0 ? 0 : gap);
		if (used + needed <= width) {
			kept.add(binding);
			used += needed;
		}
	}

	return candidates.flatMap(({binding}) => (kept.has(binding) ? [binding] : []));
};

/** The hint line. */
export const hintLine = (hints: readonly Binding[]): Line =>
	hints.flatMap(({label, word}, index) => [piece(index === 0 ? '' : ' '.repeat(gap)), piece(label, 'strong'), piece(` ${word}`, 'dim')]);
