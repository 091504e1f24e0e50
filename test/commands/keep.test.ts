import {describe, expect, it} from 'vitest';
import {askToKeep} from '../../source/commands/keep.js';
import {makeWorkplace} from './fake-context.js';

describe('the question whether to keep', () => {
	it('counts down from answer to answer that is none', async () => {
		const workplace = await makeWorkplace();
		let now = 0;
		const asked: string[] = [];
		const {context} = workplace.context({
			answers: ['what?', 'yes'],
			clock: {now: () => now, monotonic: () => now, sleep: async () => undefined},
			onAsk(question) {
				asked.push(/undoes it in (\S+)\./.exec(question)?.[1] ?? question);
				now += 30_000;
				return undefined;
			},
		});
		expect(await askToKeep(context)({type: 'keep', left: 120, checksPassed: true})).toBe('keep');
		expect(asked).toEqual(['2:00', '1:30']);
		await workplace.remove();
	});
});
