import {describe, expect, it} from 'vitest';
import type {Fragment} from '../../source/compiler/fragment.js';
import type {ApplyAnswer, ApplyEvent} from '../../source/plan/index.js';
import {makePlan, planMenus} from '../../source/plan/index.js';
import {discover, guardedApply, readMenus} from '../../source/router/index.js';
import type {Transport} from '../../source/transport/index.js';
import {fragmentOf, row} from '../plan/fixtures.js';
import type {Bench} from './lab-link.js';
import {startBench} from './lab-link.js';

const menu = '/ip/firewall/address-list';

/** A list of so many addresses from `start` on. */
const listOf = (start: number, count: number): Fragment =>
	fragmentOf(
		Array.from({length: count}, (_, index) => row(menu, `list.a${start + index}`, {address: `10.0.${(start + index) >> 8}.${(start + index) & 255}`, list: 'detour-list'})),
	);

const change = async (bench: Bench, transport: Transport, fragment: Fragment, answer: ApplyAnswer): Promise<readonly ApplyEvent[]> => {
	const plan = makePlan({actual: await readMenus(transport, planMenus(fragment)), fragment});
	if (!plan.ok) {
		throw new Error(JSON.stringify(plan.diagnostics));
	}

	const events: ApplyEvent[] = [];
	for await (const event of guardedApply({
		transport,
		reconnect: bench.connect,
		endpoint: bench.endpoint,
		plan: plan.value,
		fragment,
		secrets: new Map(),
		facts: await discover(transport, {user: 'admin'}),
		journal: {write: async () => undefined},
		clock: bench.clock,
		random: {bytes: (size) => crypto.getRandomValues(new Uint8Array(size))},
		confirmWithin: 600,
		decide: async () => answer,
		who: 'test@here',
	})) {
		events.push(event);
	}

	return events;
};

describe('a list in use', () => {
	it('is never empty while it is replaced, nor while that is undone', async () => {
		const bench = await startBench();
		const transport = await bench.connect();
		try {
			await change(bench, transport, listOf(0, 40), 'keep');
			const {store} = bench.lab.machine.context;
			const given = {...store};
			const counts = new Set<number>();
			const looked =
				<T extends readonly unknown[]>(write: (...words: T) => void) =>
				(...words: T): void => {
					write(...words);
					counts.add(store.rows(menu).filter(({properties}) => properties.list === 'detour-list' && properties.disabled !== 'yes').length);
				};
			Object.assign(store, {append: looked(given.append), update: looked(given.update), replace: looked(given.replace)});
			for (const answer of ['undo', 'keep'] as const) {
				expect((await change(bench, transport, listOf(40, 40), answer)).at(-1)).toMatchObject({outcome: answer === 'keep' ? 'kept' : 'undone'});
				// Old ones, both, or new ones: never fewer than there were.
				expect(Math.min(...counts)).toBe(40);
				expect(Math.max(...counts)).toBe(80);
			}
		} finally {
			await bench.stop();
		}
	});

	it('of 1000 addresses is changed in one import that tells how far it is, and needs nothing the second time', async () => {
		const bench = await startBench();
		const transport = await bench.connect();
		try {
			const events = await change(bench, transport, listOf(0, 1000), 'keep');
			expect(events.filter(({type}) => type === 'progress').at(-1)).toEqual({type: 'progress', done: 1001, total: 1001});
			const plan = makePlan({actual: await readMenus(transport, planMenus(listOf(0, 1000))), fragment: listOf(0, 1000)});
			expect(plan.ok && plan.value.changes).toEqual([]);
		} finally {
			await bench.stop();
		}
	});
});
