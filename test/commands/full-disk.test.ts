import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {openProfileStore} from '../../source/profiles/index.js';
import {makeWorkplace} from './fake-context.js';
import {makeTestLab} from './fake-lab.js';

it('a change that is kept while nothing can be written here any more is kept, and only not remembered', async () => {
	const [workplace, router] = [await makeWorkplace(), await makeTestLab()];
	try {
		const answers = {tunnel: 'existing', interface: 'wg-vpn', destinations: ['203.0.113.0/24'], 'when-down': 'block'};
		const {store} = workplace.context().context;
		(await openProfileStore(store)).save({version: 1, id: 'home', name: 'home', parts: [{id: 'p1', scenario: 'vpn-split-tunnel', answers}]});
		const {code, out, err} = await workplace.run(['apply', 'home', ...router.reach], {
			environmentPassword: router.password,
			clock: router.clock,
			answers: ['yes', 'yes'],
			onAsk: (question) =>
				question.startsWith('Keep')
					? rm(store.directory, {recursive: true})
							.then(async () => writeFile(join(store.directory), 'a file where the folder was'))
							.then(() => undefined)
					: undefined,
		});
		expect(code).toBe(0);
		expect(out).toContain('Kept.');
		expect(out).toContain('The journal of this change could not be written.');
		expect(err).toMatch(/warning: Cannot keep anything in .*The router holds what is wanted; that is not remembered here\./);
		expect(await router.exported()).toContain('detour:home:');
	} finally {
		await router.lab.stop();
		await workplace.remove();
	}
});
