import {afterAll, describe, expect, it} from 'vitest';
import type {Fault} from './faults.js';
import {tryEverywhere} from './faults.js';
import {applyOn, changes, recoverOn} from './programs.js';
import {withEachAnswer} from './run.js';
import type {Stage} from './stage.js';
import {setStage} from './stage.js';
import {newTable, show} from './table.js';

const table = newTable();
const {install, update} = await changes();

const edit = (name: string, foreign: string): Fault => ({
	name: `an administrator ${name}`,
	where: 'router',
	foreign,
	strike: async (stage) => {
		await stage.exec(foreign);
	},
});

const dies = (fault: Fault): Fault => ({
	...fault,
	name: `${fault.name}, and the program is killed`,
	strike: async (stage, moment, stop) => {
		await fault.strike(stage, moment, stop);
		return stage.die();
	},
});

const fasttrack = '[/ip firewall filter find where comment="defconf: fasttrack"]';

const edits: readonly Fault[] = [
	edit('adds a rule', '/ip firewall filter add chain=forward action=accept comment="of somebody else"'),
	edit('adds a rule in front of another', `/ip firewall filter add chain=forward action=accept comment="of somebody else" place-before=${fasttrack}`),
	edit('changes a rule that new ones are placed by', `/ip firewall filter set ${fasttrack} in-interface-list=LAN`),
	edit('changes what state of connections a rule that new ones are placed by is for', `/ip firewall filter set ${fasttrack} connection-state=established`),
	edit('switches a rule off', `/ip firewall filter disable ${fasttrack}`),
	edit('takes a rule away', '/ip firewall filter remove [find where comment="defconf: drop invalid" and chain=forward]'),
	edit('changes the setting that the profile changes', '/ip dns set address-list-extra-time=5m'),
	edit('changes another setting beside it', '/ip dns set servers=9.9.9.9'),
	edit('takes a row of a list away', '/interface list member remove [find where list=WAN]'),
];

const guardStands = ({lab}: Stage): boolean => lab.machine.context.store.rows('/system/script').some(({properties}) => properties.name === 'detour-guard');

const byHand = (source: 'keep' | 'undo'): Fault => ({
	name: `an administrator says ${source} by hand`,
	where: 'router',
	strike: async (stage) => {
		if (guardStands(stage)) {
			await stage.exec(`/system script add name=detour-d-ahqx6dkt29 source=${source}`);
			await stage.exec('/system script run detour-guard');
		}
	},
});

const colleagues: readonly Fault[] = [
	{
		name: 'another Detour makes the same change',
		where: 'router',
		isContested: true,
		strike: async (stage) => {
			await applyOn(stage, install, {answer: 'keep', seed: 11});
		},
	},
	{name: 'another Detour recovers', where: 'router', strike: async (stage) => recoverOn(stage, 'elsewhere', {answer: 'undo'})},
	{name: 'another Detour recovers, to keep', where: 'router', strike: async (stage) => recoverOn(stage, 'elsewhere', {answer: 'keep'})},
];

/** Somebody at a terminal holds safe mode from here on. */
const takeSafeMode = (stage: Stage): void => {
	held.set(stage, stage.lab.machine.login({user: 'admin', from: '192.168.88.20', via: 'ssh', interactive: true, print: () => undefined, ended: () => undefined}));
	held.get(stage)?.run('/safe-mode take', () => undefined);
};

const held = new WeakMap<Stage, ReturnType<Stage['lab']['machine']['login']>>();

const safeMode: readonly Fault[] = (['left properly', 'lost'] as const).map((end) => ({
	name: `somebody takes safe mode; it is ${end} when all is over`,
	where: 'router',
	strike: takeSafeMode,
	afterwards: async (stage) => {
		stage.pass(10_000);
		if (end !== 'lost') {
			held.get(stage)?.quit();
		}

		held.get(stage)?.close();
		return {events: []};
	},
}));

describe('others who are at it at the same time', () => {
	afterAll(() => show('OTHERS', table));

	const installs = withEachAnswer(install);
	it.each(edits)('find their edits as they left them: $name', async (one) => {
		await tryEverywhere(table, installs, [one]);
	});

	it('find them so in a changed profile, and by nobody but the router', async () => {
		await tryEverywhere(table, withEachAnswer(update).slice(1), edits.slice(0, 7));
		await tryEverywhere(table, [{change: install, answer: 'keep'}], edits.slice(5, 7).map(dies));
	}, 600_000);

	it.each([
		'nth=2,1',
		'per-connection-classifier=both-addresses:2/0',
		'limit=10,5:packet',
		'dst-limit=10,5,dst-address',
		'content=x',
		'tls-host=x.net',
		'packet-size=1-100',
		'psd=21,3s,3,1',
		'priority=1',
	])('may change of a rule that new ones are placed by even %s', async (setting) => {
		let message = '';
		const stage = await setStage({
			state: install.start,
			trap: async ({kind, phase}, {records, exec}) => {
				if (kind === 'journal' && phase === 'after' && records.at(-1)?.state === 'armed') {
					await exec(`/ip firewall filter set ${fasttrack} ${setting}`);
				}
			},
		});
		await applyOn(stage, install, {
			answer: 'keep',
			onEvent: (event) => {
				message = event.type === 'outcome' ? `${event.outcome}: ${event.message}` : message;
			},
		});
		expect(message).toMatch(/^undone: .*a row of \/ip\/firewall\/filter is not as it was/);
		await stage.stop();
	});

	it('may decide by hand', async () => {
		await tryEverywhere(table, [...withEachAnswer(install), ...withEachAnswer(update)], [byHand('keep'), byHand('undo')]);
	}, 600_000);

	it('may use Detour, too', async () => {
		await tryEverywhere(table, withEachAnswer(install), colleagues);
	}, 600_000);

	it('may hold safe mode for a while', async () => {
		await tryEverywhere(table, withEachAnswer(install), safeMode);
	}, 600_000);
});
