import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, runAll, testLab} from './helpers.js';

let lab: Lab;
beforeEach(async () => {
	lab = await testLab(22);
});
afterEach(async () => {
	await lab.stop();
});

const comments = ':foreach i in=[/ip/firewall/filter/find where comment~"^row"] do={ :put [/ip/firewall/filter/get $i comment] }';
const addRows = (...names: readonly string[]): Promise<string> =>
	runAll(lab, ...names.map((name) => `/ip/firewall/filter/add chain=forward action=passthrough comment="row ${name}"`));
const logged = async (pattern: string): Promise<number> => Number(await run(lab, `:put [:len [/log/find where message~"${pattern}"]]`));
const guard = '/system/script/add name=guard policy=read,write,test source=":log info fired"';

describe('a power cut', () => {
	it('takes the last rows away, one by one', async () => {
		await addRows('a', 'b', 'c');
		await run(lab, '/lab/power-cut writes=2');
		expect(await run(lab, comments)).toBe('row a\n');
		expect(await run(lab, ':put [/system/resource/get uptime]')).toBe('00:00:00\n');
	});

	it('brings back what was removed last, in its place, and what was set', async () => {
		await addRows('a', 'b', 'c', 'd');
		await run(lab, '/ip/firewall/filter/set [find where comment="row a"] comment="row x"');
		await run(lab, '/ip/firewall/filter/remove [find where comment="row b" or comment="row c"]');
		await run(lab, '/lab/power-cut writes=1');
		expect(await run(lab, comments)).toBe('row x\nrow c\nrow d\n');
		await run(lab, '/ip/firewall/filter/set [find where comment="row x"] comment="row y"');
		await run(lab, '/system/identity/set name=other');
		await run(lab, '/lab/power-cut writes=2');
		expect(await run(lab, comments)).toBe('row x\nrow c\nrow d\n');
		expect(await run(lab, ':put [/system/identity/get name]')).toBe('MikroTik\n');
	});

	it('can be looked at before it comes', async () => {
		await addRows('a', 'b', 'c', 'd');
		await run(lab, '/ip/firewall/filter/set [find where comment="row a"] comment="row x"');
		await run(lab, '/ip/firewall/filter/remove [find where comment="row b" or comment="row c"]');
		const {flash, cutPower} = lab.machine.context;
		const left = flash.without(5).menus;
		const before = lab.state().menus;
		expect(flash.without(0).menus).toEqual(before);
		cutPower({writes: 5, files: 'kept', within: 0});
		expect(lab.state().menus).toEqual(left);
		expect(left).not.toEqual(before);
		expect(flash.count()).toBe(0);
	});

	it('leaves what had time to be written: only writes since the boot can be lost', async () => {
		await addRows('a');
		lab.machine.context.cutPower({writes: 0, files: 'kept', within: 0});
		await run(lab, '/lab/power-cut writes=99');
		expect(await run(lab, comments)).toBe('row a\n');
	});

	it.each([
		['kept', ['flash/new.rsc 3', 'flash/old.rsc 3']],
		['empty', ['flash/new.rsc 0', 'flash/old.rsc 3']],
		['lost', ['flash/old.rsc 3']],
	])('leaves fresh files %s, rows or not', async (files, left) => {
		const {disk} = lab.machine.context;
		disk.write('flash/old.rsc', Buffer.from('old'));
		await lab.advance(60_000);
		disk.write('flash/new.rsc', Buffer.from('new'));
		await addRows('a');
		await run(lab, `/lab/power-cut files=${files} within=10s`);
		expect([...disk.list()].map(([name, file]) => `${name} ${file.content.length}`).toSorted()).toEqual(left);
		expect(await run(lab, comments)).toBe('row a\n');
	});

	it('ends jobs, and with a RAM disk all that is not in flash', async () => {
		await run(lab, '/lab/disk ram=yes');
		lab.machine.context.disk.write('gone.rsc', Buffer.from('x'));
		lab.machine.context.disk.write('flash/kept.rsc', Buffer.from('x'));
		await run(lab, ':execute script="/delay 1h; :log info late" file=flash/out');
		await run(lab, '/lab/power-cut');
		await lab.advance(7_200_000);
		expect(await logged('late')).toBe(0);
		expect(await run(lab, ':foreach f in=[/file/find where type!="disk"] do={ :put [/file/get $f name] }')).toBe('flash/kept.rsc\nflash/out.txt\n');
	});
});

describe('the clock', () => {
	it.each([
		['forward=1h', '2026-01-05 11:00:00'],
		['back=1h', '2026-01-05 09:00:00'],
		['forward=2922w', '2082-01-05 10:00:00'],
		['back=2922w', '1970-01-05 10:00:00'],
	])('steps by %s, and uptime does not', async (words, shown) => {
		await lab.advance(5000);
		await run(lab, `/lab/clock ${words}`);
		expect(await run(lab, ':put ([/system/clock/get date] . " " . [/system/clock/get time])')).toBe(`${shown.slice(0, -2)}05\n`);
		expect(await run(lab, ':put [/system/resource/get uptime]')).toBe('00:00:05\n');
	});

	it.each(['forward=1h', 'back=1h', 'forward=2922w', 'back=2922w'])('stepping by %s starves no job that goes by uptime', async (words) => {
		await run(lab, ':execute script=":while ([/system/resource/get uptime] < 20s) do={ :delay 2s }; :log info due"');
		await lab.advance(10_000);
		await run(lab, `/lab/clock ${words}`);
		await lab.advance(12_000);
		expect(await logged('due')).toBe(1);
	});

	it('keeps schedulers with an interval from before a step to 1970 waiting for their start', async () => {
		await runAll(lab, guard, '/system/scheduler/add name=t interval=5s on-event="/system script run guard" policy=read,write,test');
		await run(lab, '/lab/clock back=2922w');
		await lab.advance(60_000);
		expect(await logged('fired')).toBe(0);
		await run(lab, '/lab/clock forward=2922w');
		await lab.advance(10_000);
		expect(await logged('fired')).toBe(2);
	});

	it('starts in 1970 without a battery until network time comes', async () => {
		await run(lab, '/lab/clock boots-in-1970=yes ntp-after=30s');
		await lab.advance(3_600_000);
		await run(lab, '/lab/reboot');
		const date = ':put ([/system/clock/get date] . " " . [/system/clock/get time])';
		await lab.advance(29_000);
		expect(await run(lab, date)).toBe('1970-01-01 00:00:29\n');
		await run(lab, '/lab/reboot');
		await lab.advance(30_000);
		expect(await run(lab, date)).toBe('2026-01-05 11:00:59\n');
	});

	it('shows the time of its zone, and keeps the zone', async () => {
		const shown = ':put [/system/clock/get]';
		expect(await run(lab, '/system/clock/set time-zone-name=Nowhere/Else')).toContain('invalid value for argument time-zone-name');
		await run(lab, '/system/clock/set time-zone-name=America/St_Johns');
		expect(await run(lab, shown)).toBe('date=2026-01-05;dst-active=false;gmt-offset=-03:30;time=06:30:00;time-zone-autodetect=true;time-zone-name=America/St_Johns\n');
		await run(lab, '/system/clock/set time-zone-name=Europe/Riga date=2026-07-01 time=12:00:00');
		expect(await run(lab, shown)).toBe('date=2026-07-01;dst-active=true;gmt-offset=+03:00;time=12:00:00;time-zone-autodetect=true;time-zone-name=Europe/Riga\n');
		expect(await run(lab, '/system/clock/export')).toContain('set time-zone-name=Europe/Riga\n');
	});
});

describe('schedulers', () => {
	const timed = '/system/scheduler/add name=t interval=1h on-event="/system script run guard" policy=read,write,test';
	it.each([
		[9, 1],
		[10, 0],
		[22, 0],
	])('on 7.%i fire %i times at shutdown', async (minor, times) => {
		await lab.stop();
		lab = await testLab(minor);
		await runAll(lab, guard, timed, '/system/scheduler/add name=s start-time=startup interval=0s on-event=":global never" policy=read,write,test');
		await run(lab, '/system/script/set guard source="/ip/firewall/filter/add chain=forward action=passthrough comment=\\"row x\\""');
		const down = run(lab, '/system/reboot');
		await lab.advance(1000);
		await down;
		expect(await run(lab, comments)).toBe('row x\n'.repeat(times));
	});

	it('can be told to, on any release', async () => {
		await runAll(lab, guard, timed, '/system/script/set guard source="/system/identity/set name=fired"', '/lab/scheduler at-shutdown=yes');
		const down = run(lab, '/system/reboot');
		await lab.advance(1000);
		await down;
		expect(await run(lab, ':put [/system/identity/get name]')).toBe('fired\n');
	});

	it.each([
		['run', 1],
		['refused', 0],
	])('with bare names %s: a script is run %i times', async (mode, times) => {
		await runAll(lab, guard, `/lab/scheduler bare-names=${mode}`, '/system/scheduler/add name=t interval=5s on-event=guard policy=read,write,test');
		await lab.advance(5000);
		expect(await logged('fired')).toBe(times);
		expect(await logged('please check it manually')).toBe(1 - times);
	});

	it('are inert in device-mode home, and wake when it changes', async () => {
		await runAll(lab, guard, '/system/scheduler/add name=t interval=5s on-event="/system script run guard" policy=read,write,test', '/lab/device-mode mode=home');
		await lab.advance(30_000);
		expect(await logged('fired')).toBe(0);
		await run(lab, '/lab/device-mode mode=advanced');
		await lab.advance(5000);
		expect(await logged('fired')).toBe(1);
	});

	it('do no more than their owner may, and nothing when the owner is gone', async () => {
		await run(lab, '/user/add name=bob group=full password=x');
		await runAll(lab, guard, '/system/scheduler/add name=t interval=5s on-event="/system script run guard" policy=read,write,test');
		const rows = lab.machine.context.store.rows('/system/scheduler');
		lab.machine.context.store.replace(
			'/system/scheduler',
			rows.map((row) => ({...row, properties: {...row.properties, owner: 'bob'}})),
		);
		await lab.advance(5000);
		expect(await logged('fired')).toBe(1);
		await run(lab, '/user/set bob group=read');
		await lab.advance(5000);
		expect(await logged('fired')).toBe(1);
		expect(await logged('not enough permissions')).toBeGreaterThan(0);
		await runAll(lab, '/user/set bob group=full', '/user/remove bob');
		await lab.advance(5000);
		expect(await logged('fired')).toBe(1);
	});
});

describe('others', () => {
	it('edit the same menus between two commands of a job', async () => {
		await addRows('a');
		await run(lab, '/lab/other after=1 do="/ip firewall filter set [find where comment=\\"row a\\"] comment=\\"row theirs\\""');
		await run(lab, '{ /ip/firewall/filter/add chain=forward action=passthrough comment="row b"; /ip/firewall/filter/add chain=forward action=passthrough comment="row c" }');
		expect(await run(lab, comments)).toBe('row theirs\nrow b\nrow c\n');
		expect(await run(lab, ':put [:len [/system/history/find where by=other]]')).toBe('1\n');
	});

	it('cannot both have a script of one name', async () => {
		await run(lab, '/lab/other do="/system script add name=lock source=theirs"');
		expect(await run(lab, '/system/script/add name=lock source=mine')).toContain('failure: item with such name already exists');
		expect(await run(lab, ':put [/system/script/get lock source]')).toBe('theirs\n');
	});
});

describe('a full disk', () => {
	it('refuses files of every kind and leaves the old ones', async () => {
		lab.machine.context.disk.write('old.txt', Buffer.from('old'));
		await run(lab, '/lab/disk free=10');
		expect(await run(lab, '/file/add name=new.txt contents="more than ten bytes"')).toContain('failure: not enough space on disk');
		expect(await run(lab, '/export file=all')).toContain('failure: not enough space on disk');
		expect(await run(lab, '/file/set old.txt contents="longer than it was before"')).toContain('failure: not enough space on disk');
		await run(lab, ':execute script=":put \\"a long line of output\\"" file=out');
		expect(await run(lab, ':foreach f in=[/file/find] do={ :put ([/file/get $f name] . [/file/get $f contents]) }')).toBe('old.txtold\nout.txt\n');
	});

	it('fails the command that it is told to fail', async () => {
		await run(lab, '/lab/failure command=/ip/firewall/filter/add after=1');
		expect(await addRows('a', 'b')).toContain('failure: could not write configuration');
		expect(await run(lab, comments)).toBe('row a\n');
	});
});
