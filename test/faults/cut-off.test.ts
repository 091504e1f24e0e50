import {expect, it} from 'vitest';
import {AppError} from '../../source/diagnostics/index.js';
import {parseIp} from '../../source/net/index.js';
import {removalMenus} from '../../source/plan/index.js';
import {provePlan} from '../../source/proof/index.js';
import {readMenus} from '../../source/router/index.js';
import {fragmentOf, row} from '../plan/fixtures.js';
import {endsOf, judge} from './judge.js';
import {applyOn, changeFrom} from './programs.js';
import {outlive} from './run.js';
import type {Stage} from './stage.js';
import {setStage} from './stage.js';

const [from, to] = ['192.168.88.10', '192.168.88.1'];

/** Whether packets of a session from there get to the router, by the lab's own walk. */
const isReached = async (stage: Stage): Promise<boolean> =>
	(await stage.exec(`/lab/packet src-address=${from} dst-address=${to} protocol=tcp dst-port=22 in-interface=bridge`)).includes('is for the router');

const cutOff = fragmentOf([row('/ip/firewall/filter', 'mistake.input', {chain: 'input', action: 'drop', 'src-address': from}, {place: {kind: 'first'}})]);

it('sees a session cut off before it is, and has it back within 5 s of the deadline, without a restart', async () => {
	const change = await changeFrom('cut off', undefined, cutOff);
	/** Seconds of uptime when the session was first found cut off, and when it came through again. */
	let cutAt: number | undefined;
	let backAt: number | undefined;
	const stage = await setStage({
		state: change.start,
		trap: async ({phase, kind, patience}, own) => {
			if (phase !== 'before' || kind === 'journal' || (await isReached(own))) {
				return;
			}

			const {tasks} = own.lab.machine.context;
			cutAt ??= tasks.uptime() / 1000;
			for (let waited = 0; waited < patience; waited += 500) {
				own.pass(500);
				backAt ??= (await isReached(own)) ? tasks.uptime() / 1000 : undefined;
			}

			own.drop();
			throw new AppError(kind === 'connect' ? 'host-unreachable' : 'timeout', 'The router does not answer.');
		},
	});
	const [client, server] = [parseIp(from), parseIp(to)];
	if (client === undefined || server === undefined) {
		throw new Error('no addresses');
	}

	const actual = await readMenus(await stage.connect(), [...removalMenus, '/interface/bridge', '/interface/bridge/port']);
	const {lockOut} = provePlan({actual, plan: change.plan, facts: change.facts, session: {from: client, to: server, port: 22}});
	expect(lockOut).toMatchObject({status: 'failed', rule: {menu: '/ip/firewall/filter', comment: expect.stringContaining('mistake.input')}});

	// With consent it is made all the same, and then there is nobody who could undo it but the router.
	let deadline = 0;
	const {events} = await applyOn(stage, change, {
		answer: 'keep',
		onEvent: (event) => {
			deadline = event.type === 'armed' ? event.deadline : deadline;
		},
	});
	expect(cutAt).toBeLessThan(deadline);
	expect(backAt).toBeGreaterThan(deadline);
	expect(backAt).toBeLessThanOrEqual(deadline + 5);
	expect(events.at(-1)).toMatchObject({type: 'outcome', outcome: 'undone'});
	outlive(stage);
	expect(judge(stage, await endsOf(change), [])).toMatchObject({end: 'old'});
	expect(stage.lab.machine.context.tasks.uptime() / 1000).toBeGreaterThan(deadline);
	await stage.stop();
});
