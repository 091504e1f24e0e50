import {afterAll, describe, it} from 'vitest';
import type {Fault} from './faults.js';
import {tryEverywhere} from './faults.js';
import {changes, recoverOn} from './programs.js';
import {outlive, withEachAnswer} from './run.js';
import type {Stage} from './stage.js';
import {newTable, show} from './table.js';

const table = newTable();
const {install} = await changes();

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

const losePolicies = async ({exec}: Stage): Promise<void> => {
	await exec('/user group set [find name=full] policy=ssh,ftp,read,test');
};

const giveBack = ({lab}: Stage): void => {
	const {store} = lab.machine.context;
	for (const row of store.rows('/user/group').filter(({properties}) => properties.name === 'full')) {
		store.update('/user/group', install.start.menus['/user/group']?.find(({id}) => id === row.id) ?? row);
	}
};

const isIdle = ({lab}: Stage): boolean => !lab.machine.context.store.rows('/system/script').some(({properties}) => properties.name === 'detour-guard');

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
			await losePolicies(stage);
			stage.pass(40_000);
			giveBack(stage);
		},
	},
	{
		name: 'the user loses them until all is over',
		where: 'router',
		strike: losePolicies,
		afterwards: async (stage) => {
			outlive(stage);
			giveBack(stage);
			return isIdle(stage) ? {events: []} : recoverOn(stage, 'elsewhere', {answer: 'undo'});
		},
	},
];

/** A changed profile and a removed one: alive.test.ts, where the program goes on, and cuts.test.ts, where nobody is there. */
describe('a router that fails at each request', () => {
	afterAll(() => show('THE ROUTER', table));

	const installs = withEachAnswer(install);
	it.each(faults)('holds a new profile whole or not at all: $name', async (fault) => {
		await tryEverywhere(table, installs, [fault]);
	});
});
