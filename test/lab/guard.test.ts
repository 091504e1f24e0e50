import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, runAll, testLab} from './helpers.js';

let lab: Lab;
beforeEach(async () => {
	lab = await testLab();
});
afterEach(async () => {
	await lab.stop();
});

const guard = '/system/script/add name=guard policy=read,write,test source=":log info fired"';
const runs = ':put [/system/script/get [find where name=guard] run-count]';
const event = 'on-event="/system script run guard" policy=read,write,test';

describe('schedulers', () => {
	it('run every interval of virtual time', async () => {
		await runAll(lab, guard, `/system/scheduler/add name=t interval=5s ${event}`);
		await lab.advance(4000);
		expect(await run(lab, runs)).toBe('0\n');
		await lab.advance(1000);
		expect(await run(lab, runs)).toBe('1\n');
		await lab.advance(60_000);
		expect(await run(lab, runs)).toBe('13\n');
		expect(await runAll(lab, '/system/scheduler/disable t')).toBe('');
		await lab.advance(60_000);
		expect(await run(lab, runs)).toBe('13\n');
	});

	it('with start-time=startup and no interval run at boot alone', async () => {
		await runAll(lab, guard, `/system/scheduler/add name=s start-time=startup interval=0s ${event}`);
		await lab.advance(600_000);
		expect(await run(lab, runs)).toBe('0\n');
		lab.machine.reboot();
		expect(await run(lab, runs)).toBe('1\n');
	});

	it('wait for their start where the clock went back to 1970', async () => {
		await runAll(lab, guard, `/system/scheduler/add name=t interval=5s ${event}`, `/system/scheduler/add name=s start-time=startup interval=5s ${event}`);
		lab.faults.clockStartsIn1970 = true;
		lab.machine.reboot();
		await lab.advance(10_000);
		expect(await run(lab, ':put [/system/clock/get date]')).toBe('1970-01-01\n');
		expect(await run(lab, runs)).toBe('2\n');
	});

	it('may not run what asks for more rights than they have', async () => {
		await runAll(lab, guard, '/system/scheduler/add name=t interval=5s on-event="/system script run guard" policy=read');
		await lab.advance(5000);
		expect(await run(lab, runs)).toBe('0\n');
		expect(await run(lab, ':put [:len [/log/find where message~"not enough permissions"]]')).not.toBe('0\n');
	});

	it('are refused by device-mode home, which lets jobs run', async () => {
		lab.faults.deviceMode = 'home';
		expect(await run(lab, '/system/scheduler/add name=t interval=5s on-event=x')).toContain('failure: not allowed by device-mode');
		expect(await run(lab, ':put [:execute script=":log info job"]')).toMatch(/^\*[\dA-F]+\n$/);
		expect(await run(lab, ':put [/system/device-mode/get mode]')).toBe('home\n');
	});

	it('can take themselves away while they run', async () => {
		await run(lab, '/system/scheduler/add name=once interval=5s on-event=":log info gone; /system/scheduler/remove once" policy=read,write,policy');
		await lab.advance(30_000);
		expect(await run(lab, ':put [:len [/log/find where message="gone"]]')).toBe('1\n');
		expect(await run(lab, ':put [:len [/system/scheduler/find]]')).toBe('0\n');
	});
});

describe('jobs', () => {
	const loop = ':put [:execute script=":while (true) do={ :delay 2s; :if ([/system/resource get uptime] > 00:00:10) do={ :log info due } }"]';

	it('outlive their session and die at reboot', async () => {
		const id = (await run(lab, loop)).trim();
		const found = `:put [:len [/system/script/job/find where .id=${id}]]`;
		expect(await run(lab, found)).toBe('1\n');
		await lab.advance(9000);
		expect(await run(lab, ':put [:len [/log/find where message="due"]]')).toBe('0\n');
		await lab.advance(9000);
		expect(await run(lab, ':put [:len [/log/find where message="due"]]')).toBe('4\n');
		lab.machine.reboot();
		await lab.advance(60_000);
		expect(await run(lab, ':put [:len [/log/find where message="due"]]')).toBe('0\n');
		expect(await run(lab, ':put [:len [/system/script/job/find where type=command]]')).toBe('0\n');
	});

	it('are stopped by removing them', async () => {
		const id = (await run(lab, loop)).trim();
		await run(lab, `/system/script/job/remove ${id}`);
		await lab.advance(60_000);
		expect(await run(lab, ':put [:len [/log/find where message="due"]]')).toBe('0\n');
	});

	it('show the script they run, so that one can see itself running', async () => {
		await run(lab, '/system/script/add name=slow source=":if ([:len [/system/script/job/find where script=slow]] > 1) do={ :log info busy } else={ :delay 30s }"');
		await runAll(lab, ':execute script="/system/script/run slow"', ':execute script="/system/script/run slow"');
		expect(await run(lab, ':put [:len [/log/find where message="busy"]]')).toBe('1\n');
		expect(await run(lab, ':put [:len [/system/script/job/find where script=slow]]')).toBe('1\n');
	});

	it('write what they print into their file', async () => {
		await run(lab, ':execute script=":put one; /ip/address/add address=nonsense interface=bridge; :put two" file=result');
		expect(await run(lab, ':put [/file/get [find where name=result.txt] contents]')).toContain('one\r\ninvalid value for argument address'.replace('\r\n', '\n'));
	});

	it('stop where a script removes itself and go on to its end', async () => {
		await run(lab, '/system/script/add name=self source="/system/script/remove self; :log info after"');
		await run(lab, '/system/script/run self');
		expect(await run(lab, ':put [:len [/log/find where message="after"]]')).toBe('1\n');
		expect(await run(lab, ':put [:len [/system/script/find]]')).toBe('0\n');
	});
});

describe('the words of the guard', () => {
	it('switch rows on by their tag and give them their comment', async () => {
		const tag = 'detour-new:x:';
		for (const name of ['one', 'two']) {
			await run(lab, `/ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment="${tag}${name}"`);
		}

		await run(
			lab,
			`:foreach i in=[/ip/firewall/mangle find where comment~"^${tag}"] do={ /ip/firewall/mangle set $i disabled=no comment=[:pick [/ip/firewall/mangle get $i comment] ${tag.length} 200] }`,
		);
		expect(await run(lab, '/ip/firewall/mangle/export')).toContain('add action=passthrough chain=prerouting comment=one\nadd action=passthrough chain=prerouting comment=two\n');
	});

	it('hold a source of 30 kB byte for byte', async () => {
		const source = `# ${'x"$[]{};\\\\ü'.repeat(2500)}`;
		await run(lab, '/system/script/add name=big source=stub');
		lab.machine.context.disk.write('big.txt', Buffer.from(source));
		await run(lab, '/system/script/set [find where name=big] source=[/file/get [find where name=big.txt] contents]');
		expect(lab.machine.context.views('/system/script')[0]?.properties.source).toBe(source);
	});

	it('go on after an error that is caught', async () => {
		expect(await run(lab, ':do { /ip/route/remove *99 } on-error={ :put caught }; :put on')).toBe('caught\non\n');
	});
});

describe('import', () => {
	const write = (name: string, text: string): void => lab.machine.context.disk.write(name, Buffer.from(text));

	it('runs a file and says so', async () => {
		write('x.rsc', '# made by hand\n/ip pool\nadd name=a ranges=10.0.0.2-10.0.0.9\nset [ find name=a ] comment="two words"\n');
		expect(await lab.exec('/import file-name=x.rsc')).toBe('\r\nScript file loaded and executed successfully\r\n');
		expect(await run(lab, '/ip pool export')).toContain('add comment="two words" name=a ranges=10.0.0.2-10.0.0.9\n');
	});

	it('keeps what ran before an error, and names the line', async () => {
		write('x.rsc', '/ip pool\nadd name=a ranges=10.0.0.2\nadd name=a ranges=10.0.0.3\nadd name=b ranges=10.0.0.4\n');
		expect(await run(lab, '/import x.rsc')).toBe('Script Error: failure: item with such name already exists (/ip/pool/add; line 3) (:import; line 1)\n');
		expect(await run(lab, ':put [:len [/ip/pool/find where name=a]];:put [:len [/ip/pool/find where name=b]]')).toBe('1\n0\n');
	});

	it('runs nothing of a file that does not parse', async () => {
		write('x.rsc', '/ip pool\nadd name=a ranges=10.0.0.2\nadd nonsense=1\n');
		expect(await run(lab, '/import x.rsc')).toContain('(line 3 column');
		expect(await run(lab, ':put [:len [/ip/pool/find where name=a]]')).toBe('0\n');
		expect(await run(lab, '/import nowhere.rsc')).toBe('Cannot open import file, file does not exist (:import; line 1)\n');
	});

	it('changes nothing on a dry run', async () => {
		write('x.rsc', '/ip pool\nadd name=a ranges=10.0.0.2\n');
		await run(lab, '/import x.rsc verbose=yes dry-run');
		expect(await run(lab, ':put [:len [/ip/pool/find where name=a]]')).toBe('0\n');
	});

	it('fails where a fault says so', async () => {
		lab.faults.failures.set('/ip/pool/add', 1);
		write('x.rsc', '/ip pool\nadd name=a ranges=10.0.0.2\nadd name=b ranges=10.0.0.3\n');
		expect(await run(lab, '/import x.rsc')).toContain('Script Error: failure: could not write configuration');
		expect(await run(lab, ':put [:len [/ip/pool/find]]')).toBe('2\n');
	});

	it('takes the lab’s own export back', async () => {
		await run(lab, '/export file=all');
		const text = Buffer.from(lab.machine.context.disk.read('all.rsc')?.content ?? []).toString();
		await runAll(lab, '/ip/firewall/filter/remove [find where !dynamic]', '/ipv6/firewall/filter/remove [find where !dynamic]');
		const filters = text.slice(text.indexOf('/ip firewall filter'), text.indexOf('/ip firewall nat'));
		write('part.rsc', filters);
		expect(await run(lab, '/import part.rsc')).toContain('successfully');
		expect((await run(lab, '/ip firewall filter export')).split('\n').slice(5).join('\n')).toBe(filters);
	});
});

describe('files and disk', () => {
	it('refuses what does not fit', async () => {
		lab.faults.diskFree = 10;
		expect(await run(lab, '/file/add name=x.txt contents="more than ten bytes"')).toContain('failure: not enough space on disk');
		expect(await run(lab, ':put [/system/resource/get free-hdd-space]')).toBe('10\n');
	});

	it('loses a RAM disk at reboot, flash/ stays', async () => {
		await runAll(lab, '/file/add name=a.txt contents=a', '/file/add name=flash/b.txt contents=b');
		lab.faults.ramDisk = true;
		lab.machine.reboot();
		expect(await run(lab, ':put [:len [/file/find where name=a.txt]];:put [:len [/file/find where name=flash/b.txt]]')).toBe('0\n1\n');
		expect(await run(lab, ':put [/file/get flash type]')).toBe('disk\n');
	});

	it('keeps configuration and files for the next start', async () => {
		await runAll(lab, '/file/add name=a.txt contents=a', '/system/identity/set name=kept', '/ip/pool/add name=p ranges=10.0.0.2');
		const state = JSON.parse(JSON.stringify(lab.state()));
		await lab.stop();
		lab = await testLab(20, {state});
		expect(await run(lab, ':put [/system/identity/get name];:put [/file/get a.txt size];:put [/ip/pool/get p ranges]')).toBe('kept\n1\n10.0.0.2\n');
	});
});
