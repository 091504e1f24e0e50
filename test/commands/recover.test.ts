import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openJournalFiles} from '../../source/profiles/index.js';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

const key = `SHA256:${'a'.repeat(43)}`;
const at = (port: number) => ({host: '127.0.0.1', port, user: 'admin'});

let workplace: Workplace;

beforeAll(async () => {
	workplace = await makeWorkplace();
	const files = await openJournalFiles(workplace.context().context.store);
	for (const port of [1, 2]) {
		const change = `aaa${port}`;
		await files.append(change, {change, state: 'armed', at: 0, profile: 'x', router: {...at(port), fingerprint: key, serial: ''}, baseHash: 'a', wantHash: 'b'});
	}
});
afterAll(async () => workplace.remove());

describe('recover, where nothing was interrupted', () => {
	it('has nothing to do, whatever keys it was given', async () => {
		const elsewhere = await makeWorkplace();
		const {code, err} = await elsewhere.run(['recover', '--host-key', key]);
		await elsewhere.remove();
		expect({code, err}).toEqual({code: 0, err: expect.stringContaining('Nothing was interrupted')});
	});
});

describe('recover, where two routers were left in the middle', () => {
	it.each([
		['a key for one of them', ['--host-key', key], undefined, 'here are 2 and 1.\n  Name the routers'],
		['keys for both, in an order that nobody knows', ['--host-key', key, '--host-key', key], undefined, 'here are 2 and 2.\n  Name the routers'],
		['passwords for both, in an order that nobody knows', ['--password-stdin'], 'one\ntwo\n', 'here are 2 and 2.\n  Name the routers'],
		['a router that is named twice', ['--router', '127.0.0.1:1', '--router', 'bob@127.0.0.1:1'], undefined, 'bob@127.0.0.1:1 is named twice.'],
		['a key for one of those that are named', ['--router', '127.0.0.1:1', '--router', '127.0.0.1:2', '--host-key', key], undefined, 'here are 2 and 1.\n'],
		['an option that is given twice', ['--identity', 'a', '--identity', 'b'], undefined, '--identity is given twice.'],
	])('connects to none with %s', async (_title, argv, stdin, trouble) => {
		const {code, out, err} = await workplace.run(['recover', ...argv], {...(stdin === undefined ? {} : {stdin})});
		expect({code, out, err}).toEqual({code: 2, out: '', err: expect.stringContaining(trouble)});
		expect(err).not.toContain('Connecting');
	});

	it.each([
		['one password for all', ['--password-stdin'], 'one\n'],
		['one for each that is named', ['--router', '127.0.0.1:1', '--router', '127.0.0.1:2', '--password-stdin'], 'one\ntwo\n'],
		['a key for each that is named', ['--router', '127.0.0.1:1', '--router', '127.0.0.1:2', '--host-key', key, '--host-key', key], undefined],
	])('goes to both with %s', async (_title, argv, stdin) => {
		const {code, out} = await workplace.run(['recover', '--json', ...argv], {...(stdin === undefined ? {} : {stdin})});
		expect({code, routers: JSON.parse(out).routers}).toEqual({code: 5, routers: [1, 2].map((port) => expect.objectContaining({router: at(port), outcome: 'unknown'}))});
	});
});
