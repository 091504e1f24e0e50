import {expect, it} from 'vitest';
import {widthOf} from '../../source/commands/process-context.js';

it.each([
	[{isTTY: true, columns: 80}, 80],
	// Wrapped at none, a sentence would become a column of letters.
	[{isTTY: true, columns: 0}, undefined],
	[{isTTY: false, columns: 80}, undefined],
])('the width of %j is %s', (stream, width) => {
	expect(widthOf(stream)).toBe(width);
});
