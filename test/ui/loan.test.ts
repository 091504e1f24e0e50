import {describe, expect, it} from 'vitest';
import {gateOf} from '../../source/ui/loan.js';
import {Screen} from '../helpers/render.js';

const erase = '\u001B[2K\u001B[1A\u001B[2K\u001B[G';

const gateOn = () => gateOf(new Screen({columns: 80, rows: 24}) as unknown as NodeJS.WriteStream);

describe('a terminal that is to be given away', () => {
	it.each([
		['when nothing was painted yet', []],
		['when Ink paints a frame of nothing', ['a frame\n', `${erase}\n`]],
		// Then Ink has painted nothing already, as far as it knows, and does not do it again.
		['when Ink erases its frame because the terminal became narrower', ['a frame\n', erase]],
	])('is empty %s', async (_when, written) => {
		const gate = gateOn();
		for (const text of written) {
			gate.stdout.write(text);
		}

		await expect(gate.emptied()).resolves.toBeUndefined();
	});

	it('is not while a frame is on it', async () => {
		const gate = gateOn();
		gate.stdout.write('a frame\n');
		// Such as the cursor's being hidden.
		gate.stdout.write('\u001B[?25l');
		let isEmpty = false;
		const emptied = gate.emptied().then(() => {
			isEmpty = true;
		});
		await Promise.resolve();
		expect(isEmpty).toBe(false);
		gate.stdout.write(`${erase}\n`);
		await emptied;
	});
});
