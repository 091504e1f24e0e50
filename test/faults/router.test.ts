import {afterAll, describe, expect, it} from 'vitest';
import type {Fault} from './faults.js';
import {tryEverywhere} from './faults.js';
import {changes, recoverOn} from './programs.js';
import {momentsOf} from './run.js';
import type {Stage} from './stage.js';
import {newTable, show} from './table.js';

const table = newTable();
const {install, update, removal} = await changes();

const restart = (stage: Stage): void => {
	stage.lab.machine.reboot();
	stage.drop();
};

const year = 365.25 * 24 * 3_600_000;

const clockStep = (name: string, milliseconds: number): Fault => ({
	name: `its clock steps ${name}`,
	where: 'router',
	strike: ({lab}) => lab.machine.context.setNow(lab.machine.context.now() + milliseconds),
});

const dies = (fault: Fault): Fault => ({
	...fault,
	name: `${fault.name}, and the program is killed`,
	strike: async (stage, moment, stop) => {
		await fault.strike(stage, moment, stop);
		return stage.die();
	},
});

const reboot: Fault = {name: 'it restarts', where: 'router', strike: restart};

const rebootIn1970: Fault = {
	name: 'it restarts in 1970',
	where: 'router',
	strike: (stage) => {
		stage.lab.faults.clockStartsIn1970 = true;
		restart(stage);
	},
};

const faults: readonly Fault[] = [
	reboot,
	dies(reboot),
	{
		name: 'it restarts, and takes 40 s for it',
		where: 'router',
		strike: (stage) => {
			stage.lab.machine.reboot();
			stage.isolate(40_000);
		},
	},
	{
		name: 'it restarts twice, and the program is killed',
		where: 'router',
		strike: (stage) => {
			restart(stage);
			stage.pass(1000);
			restart(stage);
			return stage.die();
		},
	},
	dies(rebootIn1970),
	clockStep('56 years on', 56 * year),
	clockStep('56 years back', -56 * year),
	clockStep('an hour on', 3_600_000),
	clockStep('an hour back', -3_600_000),
	dies(clockStep('an hour back', -3_600_000)),
	dies(clockStep('56 years on', 56 * year)),
	{
		name: 'its schedulers stop',
		where: 'router',
		strike: (stage) => {
			stage.lab.faults.deviceMode = 'home';
		},
	},
	dies({
		name: 'its schedulers stop',
		where: 'router',
		strike: (stage) => {
			stage.lab.faults.deviceMode = 'home';
		},
	}),
	{
		name: 'its disk is full',
		where: 'router',
		strike: (stage) => {
			stage.lab.faults.diskFree = 0;
		},
	},
	{
		name: 'files vanish',
		where: 'router',
		strike: ({lab}) => {
			for (const name of lab.machine.context.disk.list().keys()) {
				lab.machine.context.disk.remove(name);
			}
		},
	},
	{
		name: 'the user loses the policies write and policy for 40 s',
		where: 'router',
		strike: async (stage) => {
			await stage.exec('/user group set [find name=full] policy=ssh,ftp,read,test');
			stage.pass(40_000);
			for (const row of stage.lab.machine.context.store.rows('/user/group').filter(({properties}) => properties.name === 'full')) {
				stage.lab.machine.context.store.update('/user/group', install.start.menus['/user/group']?.find(({id}) => id === row.id) ?? row);
			}
		},
	},
];

const isWatched = ({lab}: Stage): boolean => lab.machine.context.store.rows('/system/scheduler').some(({properties}) => /^detour-s-/.test(properties.name ?? ''));

/** More than a change writes. */
const most = 80;

/** The power is cut, and nobody but the router itself does anything about it. Rows and settings are lost one by one, as they came. */
const cut = (writes: number, files: 'kept' | 'empty' | 'lost'): Fault => ({
	name: `its power is cut: files ${files}, and of the last writes none, one, two … all`,
	where: 'router',
	isPossible: (situation) => writes <= situation.writes && (files === 'lost' || situation.files > 0),
	strike: (stage) => {
		stage.lab.machine.context.cutPower({writes, files, within: 40_000});
		stage.drop();
		return stage.die();
	},
	// Files that outlived the rows that they came after have nobody on the router to take them away.
	afterwards: async (stage) => (isWatched(stage) ? {events: []} : recoverOn(stage, 'elsewhere', {answer: 'undo'})),
});

describe('a router that fails at each request', () => {
	afterAll(() => show('THE ROUTER', table));

	it('holds a new profile whole or not at all', async () => {
		await tryEverywhere(table, [{change: install, answer: 'keep'}], faults);
	}, 600_000);

	it('holds a changed one, a removed one, and one that is undone', async () => {
		await tryEverywhere(
			table,
			[
				{change: update, answer: 'keep'},
				{change: removal, answer: 'keep'},
				{change: update, answer: 'undo'},
			],
			[reboot, dies(reboot)],
		);
	}, 600_000);

	it('loses what it wrote last when its power is cut', async () => {
		const files = ['lost', 'kept', 'empty'] as const;
		const cuts = files.flatMap((what) => Array.from({length: most}, (_, writes) => cut(writes, what)));
		expect((await momentsOf({change: install, answer: 'keep'})).at(-1)?.writes).toBeLessThan(most);
		await tryEverywhere(table, [{change: install, answer: 'keep'}], cuts);
		await tryEverywhere(table, [{change: update, answer: 'keep'}], [cut(4, 'lost')]);
	}, 600_000);
});
