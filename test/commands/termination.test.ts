import {describe, expect, it} from 'vitest';
import {makeTermination} from '../../source/commands/termination.js';

describe('being told to end', () => {
	it.each([
		[false, {code: 'ended', exitCode: 130}],
		[true, {code: 'ended-while-armed', exitCode: 5}],
	])('while armed: %s', async (isArmed, error) => {
		const termination = makeTermination();
		termination.setArmed(isArmed);
		termination.end();
		await expect(termination.ended).rejects.toMatchObject(error);
	});
});
