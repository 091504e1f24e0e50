import {describe, expect, it} from 'vitest';
import {plainText} from '../../source/presentation/index.js';
import {hintLine, hintsOf} from '../../source/ui/components/hint-line/hints.js';
import {bind, keymap} from '../../source/ui/keymap.js';
import {helpLines} from '../../source/ui/screens/help/help-lines.js';

const nothing = () => undefined;
const bindings = [
	bind('choose', nothing),
	bind('up', nothing),
	bind('down', nothing),
	bind('first', nothing),
	bind('back', nothing),
	bind('save', nothing, {disabled: 'no plan'}),
	bind('leave', nothing),
];

describe('the hint line', () => {
	it.each([
		[80, 'Enter choose   Up Down move   Esc back   Ctrl-C leave'],
		[40, 'Enter choose   Up Down move   Esc back'],
		[24, 'Enter choose   Esc back'],
		[12, 'Enter choose'],
		[5, ''],
	])('in %i columns keeps the important keys, in order', (width, line) => {
		expect(plainText(hintLine(hintsOf(bindings, width)))).toBe(line);
	});

	it('leaves to the help why a key does nothing', () => {
		const lines = helpLines(bindings).map(plainText);
		expect(lines.find((line) => line.includes('(not now: no plan)'))).toContain('  s ');
		expect(lines.filter((line) => line.includes('Up Down'))).toHaveLength(1);
	});
});

describe('the key table', () => {
	it('writes every key with ASCII alone', () => {
		for (const {label, word, description} of Object.values(keymap)) {
			expect(`${label}${word}${description}`).toMatch(/^[\u0020-\u007E]+$/);
		}
	});
});
