import type {Line} from '../../../presentation/line.js';
import {piece} from '../../../presentation/line.js';
import {textWidth} from '../../../presentation/width.js';
import type {Binding} from '../../keymap.js';
import {told} from '../../keymap.js';

const gap = 3;

/** The hint line: as many keys as fit, the important ones first to stay, in the order of the screen. Keys that do nothing here are left to the help. */
export const hintLine = (bindings: readonly Binding[], width: number): Line => {
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

	return candidates
		.filter(({binding}) => kept.has(binding))
		.flatMap(({binding}, index) => [piece(index === 0 ? '' : ' '.repeat(gap)), piece(binding.label, 'strong'), piece(` ${binding.word}`, 'dim')]);
};
