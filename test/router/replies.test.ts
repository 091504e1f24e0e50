import {expect, it} from 'vitest';
import {makePlan, planMenus} from '../../source/plan/index.js';
import {discover, guardedApply, readMenus} from '../../source/router/index.js';
import type {Transport} from '../../source/transport/index.js';
import {fragmentOf, row} from '../plan/fixtures.js';
import {startBench} from './lab-link.js';

/** What a guarded apply of so many new rows asks of the router, in the order asked. */
const requestsFor = async (count: number): Promise<readonly string[]> => {
	const bench = await startBench();
	const requests: string[] = [];
	const counted = (transport: Transport): Transport => ({
		...transport,
		exec: async (command, options) => {
			requests.push(command.replaceAll(/[a-z\d]{10}(?=[-,":])/g, 'CHANGE').slice(0, 60));
			return transport.exec(command, options);
		},
		upload: async (path, content) => {
			requests.push('upload');
			return transport.upload(path, content);
		},
		download: async (path, size) => {
			requests.push('download');
			return transport.download(path, size);
		},
	});
	try {
		const fragment = fragmentOf(
			Array.from({length: count}, (_, index) => row('/ip/firewall/address-list', `list.a${index}`, {address: `203.0.${index >> 8}.${index & 255}`, list: 'detour-list'})),
		);
		const transport = await bench.connect();
		const plan = makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment});
		const facts = await discover(transport, {user: 'admin'});
		if (!plan.ok) {
			throw new Error('there is no plan');
		}

		const events = guardedApply({
			transport: counted(transport),
			reconnect: async () => counted(await bench.connect()),
			endpoint: bench.endpoint,
			plan: plan.value,
			fragment,
			secrets: new Map(),
			facts,
			journal: {write: async () => undefined},
			clock: bench.clock,
			random: {bytes: (size) => new Uint8Array(size)},
			confirmWithin: 120,
			decide: async () => 'keep',
			who: 'test@here',
		});
		const outcomes: string[] = [];
		for await (const event of events) {
			outcomes.push(...(event.type === 'outcome' ? [event.outcome] : []));
		}

		expect(outcomes).toEqual(['kept']);
		return requests;
	} finally {
		await bench.stop();
	}
};

it('a change of 200 commands asks as often as one of 20', async () => {
	const few = await requestsFor(20);
	expect(await requestsFor(200)).toEqual(few);
	expect(few.length).toBeLessThan(30);
});
