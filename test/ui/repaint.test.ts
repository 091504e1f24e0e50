import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {makeRepainter} from '../../source/ui/repaint.js';
import {fakeServices} from '../helpers/fake-services.js';
import {keys, openWizard, Screen} from '../helpers/render.js';

const size = {columns: 20, rows: 12};

/** As Ink writes a frame over one of so many rows. */
const inked = (frame: readonly string[], before: number): string => {
	const erased = Array.from({length: before}, (_, index) => `\u001B[2K${index < before - 1 ? '\u001B[1A' : ''}`).join('');
	return `${erased}${before === 0 ? '' : '\u001B[G'}${frame.join('\n')}\n`;
};

const written = async (texts: readonly string[]): Promise<string> => {
	const screen = new Screen(size);
	for (const text of texts) {
		await new Promise((resolve) => {
			screen.write(text, resolve);
		});
	}

	return screen.text();
};

describe('a repainted frame', () => {
	it('looks as if all of it were written anew, whatever its rows', async () => {
		const frame = fc.array(fc.constantFrom('', 'one', 'two', '東京', 'x'.repeat(20)), {minLength: 1, maxLength: 10});
		await fc.assert(
			fc.asyncProperty(fc.array(frame, {minLength: 1, maxLength: 6}), async (frames) => {
				const whole = frames.map((lines, index) => inked(lines, index === 0 ? 0 : (frames[index - 1]?.length ?? 0) + 1));
				const repainter = makeRepainter();
				expect(await written(whole.map((text) => repainter.write(text, size)))).toBe(await written(whole));
			}),
			{numRuns: 60},
		);
	});

	it('is written whole after a change of size', () => {
		const repainter = makeRepainter();
		repainter.write(inked(['a', 'b'], 0), size);
		const next = inked(['a', 'c'], 3);
		expect(repainter.write(next, {...size, columns: 19})).toBe(next);
	});

	it('costs a key in a list a few rows, not a screen', async () => {
		const wizard = await openWizard({services: fakeServices().services, start: {kind: 'new', scenario: 'sample'}, columns: 120, rows: 40});
		await wizard.until('❯ My router');
		const whole = wizard.screen.raw.length;
		wizard.press(keys.down);
		await wizard.until('❯ The built-in lab');
		expect(wizard.screen.raw.length - whole).toBeLessThan(700);
		wizard.press(keys.ctrlC);
		await wizard.result;
	});
});
