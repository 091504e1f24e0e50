import {expect, it} from 'vitest';
import {stateText} from '../../source/router/guard-status.js';

it.each([
	['locked', 'nothing is made of it yet'],
	['applying 200', 'it is being made'],
	['applied 84', 'it is made and on trial'],
	['undoing', 'it is being undone'],
	['failed undo 2', 'the router could not undo all of it'],
	['failed keep 1', 'it is in effect, but the router could not clean up after it'],
	['constructor', 'its guard says "constructor"'],
	['\u001B[2J', 'its guard says "\\u{1b}[2J"'],
])('%j is told as: %s', (state, told) => {
	expect(stateText(state)).toBe(told);
});
