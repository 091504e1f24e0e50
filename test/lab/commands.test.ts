import {createSocket} from 'node:dgram';
import ssh2 from 'ssh2';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import type {Shell} from './client.js';
import {connect, shell} from './client.js';
import {run, runAll, testLab} from './helpers.js';

let lab: Lab;
const shells: Shell[] = [];
beforeEach(async () => {
	lab = await testLab();
});
afterEach(async () => {
	for (const opened of shells.splice(0)) {
		opened.client.end();
	}

	await lab.stop();
});

const terminal = async (): Promise<Shell> => {
	const opened = await shell(lab, 'admin+ct');
	shells.push(opened);
	await opened.until(' \r[admin@MikroTik] > ');
	return opened;
};

const file = (name: string, lines: readonly string[]): Promise<string> => run(lab, `/file/add name=${name} contents="${lines.join('\\n').replaceAll('"', '\\"')}"`);

describe('import verbose=yes', () => {
	it('shows each input before it runs, and keeps what stands above a mistake', async () => {
		await file('a.rsc', ['/ip pool', 'add name=x \\\\', '    ranges=10.0.0.1-10.0.0.9', '# a comment', ':put hi', 'add bogus=1', ':put never']);
		expect(await run(lab, '/import a.rsc verbose=yes')).toBe(
			'#line 1\n/ip pool\n#line 2\nadd name=x \\\n    ranges=10.0.0.1-10.0.0.9\n#line 5\n:put hi\nhi\n#line 6\nadd bogus=1\nbad parameter bogus (line 6 column 10) (:import; line 1)\n',
		);
		expect(await run(lab, ':put [:len [/ip/pool/find name=x]]')).toBe('1\n');
	});

	it('begins where it is told, and is a look without a touch as a dry run', async () => {
		await file('a.rsc', [':put one', ':put two']);
		expect(await run(lab, '/import a.rsc verbose=yes from-line=2')).toContain('#line 2\n:put two\ntwo\n\nScript file loaded');
		expect(await run(lab, '/import a.rsc verbose=yes dry-run')).toBe('\nScript file loaded and executed successfully\n');
	});
});

describe('files that run when they arrive', () => {
	it('run with the rights of who brought them, and say how it went', async () => {
		const client = await connect(lab, 'admin');
		await new Promise<void>((resolve, reject) => {
			client.sftp((error, sftp) => {
				if (error !== undefined) {
					reject(error);
					return;
				}

				sftp.writeFile('flash/setup.auto.rsc', '/system identity set name=Arrived\n:put done\n', (trouble) => {
					trouble === undefined || trouble === null ? resolve() : reject(trouble);
				});
			});
		});
		client.end();
		await lab.advance(0);
		expect(await run(lab, ':put [/system/identity/get name]')).toBe('Arrived\n');
		expect(await run(lab, ':put [/file/get flash/setup.auto.log contents]')).toContain('done');
	});
});

describe('backups', () => {
	it('bring back what there was, after a restart', async () => {
		await runAll(lab, '/ip/pool/add name=x ranges=10.0.0.1-10.0.0.9', '/system/identity/set name=Before');
		expect(await run(lab, '/system/backup/save name=x password=p')).toBe('Saving system configuration\nConfiguration backup saved\n');
		await runAll(lab, '/ip/pool/remove [find name=x]', '/system/identity/set name=After');
		const before = await run(lab, '/export terse');
		expect(await run(lab, '/system/backup/load name=x')).toBe('Script Error: missing value(s) of argument(s) password (/system/backup/load; line 1)\n');
		expect(await run(lab, '/system/backup/load name=x password=wrong')).toContain('failure: wrong password');
		expect(await run(lab, '/export terse')).toBe(before);
		expect(await run(lab, '/system/backup/load name=x password=p')).toContain('rebooting now');
		expect(lab.machine.uptime()).toBe(0n);
		expect(await run(lab, ':put "$[/system/identity/get name] $[:len [/ip/pool/find name=x]]"')).toBe('Before 1\n');
	});

	it.each([
		['nothing.backup', 'failure: backup file does not exist'],
		['other.backup', 'failure: backup file is corrupt'],
	])('are not anything: %s', async (name, error) => {
		await file('other.backup', ['lab backup 1', '{"menus":']);
		expect(await run(lab, `/system/backup/load name=${name} password=""`)).toContain(error);
	});
});

describe('a reset', () => {
	it('leaves the machine and its files, and runs what it was told to', async () => {
		await file('new.rsc', ['/system identity set name=Fresh']);
		await run(lab, '/system/reset-configuration no-defaults=yes skip-backup=yes run-after-reset=new.rsc');
		expect(lab.machine.uptime()).toBe(0n);
		const exported = (await run(lab, '/export')).split('\n').filter((line) => !line.startsWith('#'));
		expect(exported).toEqual(['/system identity', 'set name=Fresh', '']);
		expect(await run(lab, ':put [:len [/interface/ethernet/find]]')).toBe('5\n');
	});

	it('refuses a file that is not there', async () => {
		expect(await run(lab, '/system/reset-configuration run-after-reset=none.rsc')).toContain('failure: run-after-reset file does not exist');
	});
});

describe('readings', () => {
	it.each([
		['/interface/monitor-traffic ether1 once', /name: ether1\n {2}rx-packets-per-second: 0/],
		['/interface/ethernet/monitor ether1 once', /status: link-ok/],
		['/ip/route/check 1.1.1.1 once', /status: ok .*\n.*interface: ether1 .*\n.*nexthop: 198\.51\.100\.1/],
		[':put ([/interface/ethernet/monitor ether1 once as-value]->"status")', /^link-ok\n$/],
		[':put ([/file/read file=a.rsc chunk-size=4 as-value]->"data")', /^:put\n$/],
		['/interface/monitor-traffic ether9 once', /input does not match any value of interface/],
	])('%s', async (command, expected) => {
		await file('a.rsc', [':put one']);
		expect(await run(lab, command)).toMatch(expected);
	});
});

describe('what goes on until somebody stops it', () => {
	const footer = '-- [Q quit|D dump|C-z pause]\r';

	it.each(['/ping 1.1.1.1', '/tool/traceroute 1.1.1.1', '/interface/monitor-traffic ether1', '/system/resource/print interval=1s', '/log/print follow'])('%s', async (command) => {
		for (const stop of ['q', '\u0003']) {
			const screen = await terminal();
			screen.write(`${command}\r`);
			await screen.until(`${command}\r\n`);
			await expect
				.poll(async () => {
					await lab.advance(1000);
					return screen.seen();
				})
				.toContain(footer);
			screen.write(stop);
			await screen.until(' \r[admin@MikroTik] > ');
			screen.write(':put ("sti" . "ll")\r');
			await screen.until('still\r\n');
		}
	});

	it('shows rows that are new, each once', async () => {
		const screen = await terminal();
		screen.write('/log print follow-only where topics~"script"\r');
		await screen.until('"script"\r\n');
		await run(lab, '/log info "first"');
		await lab.advance(1000);
		await run(lab, '/log info "second"');
		await lab.advance(1000);
		await screen.until('second\r\n');
		screen.write('q');
		expect((await screen.until(' \r[admin@MikroTik] > ')).match(/second|first/g)).toBeNull();
	});
});

describe('terminals', () => {
	it('find what was typed before', async () => {
		const screen = await terminal();
		for (const line of [':put one', ':put two', ':local x 3']) {
			screen.write(`${line}\r`);
			await screen.until(' \r[admin@MikroTik] > ');
		}

		screen.write('put\u0012\u0012');
		await screen.until(':put one');
		screen.write('\r');
		await screen.until('\rone\r\n');
	});

	it('are spoken to from each other behind `# `', async () => {
		const [listening, speaking] = [await terminal(), await terminal()];
		speaking.write('# coffee?\r');
		await listening.until('admin: coffee?');
		await speaking.until(' \r[admin@MikroTik] > ');
		expect(speaking.seen()).not.toContain('admin: coffee?');
	});
});

describe('services', () => {
	it('let in as many as they are told to', async () => {
		await run(lab, '/ip/service/set ssh max-sessions=1');
		const first = await connect(lab, 'admin');
		const second = new ssh2.Client();
		const told = await new Promise<string>((resolve) => {
			second.once('ready', () => {
				resolve('ready');
			});
			second.once('close', () => {
				resolve('close');
			});
			second.on('error', () => undefined);
			second.connect({host: '127.0.0.1', port: lab.port, username: 'admin', password: 'lab password', hostVerifier: () => true});
		});
		expect(told).toBe('close');
		first.end();
	});

	it('say that the lab stays where it listens', async () => {
		await run(lab, '/ip/service/set ssh port=2222');
		expect(await run(lab, ':put [/log/get [find topics~"warning"] message]')).toBe('ssh is on port 2222 now: this lab goes on listening where it did\n');
	});
});

describe('keys', () => {
	it('are imported from files, which are used up', async () => {
		await file('id.pub', ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFx5jM0cTgkZ4q6pJJ4K1g0jB6sO8xBzq0rY1xkq2Qe9 me@home']);
		expect(await run(lab, '/user/ssh-keys/import public-key-file=id.pub user=admin')).toBe('');
		expect(await run(lab, ':put "$[:len [/user/ssh-keys/find]] $[:len [/file/find name=id.pub]]"')).toBe('1 0\n');
	});
});

describe('logs', () => {
	it.each([
		['', /^script,info a leak$/],
		[' remote-log-format=syslog syslog-facility=local3', /^<158>Jan {2}5 10:00:00 MikroTik script,info: a leak$/],
	])('go to a collector beside the lab:%s', async (more, expected) => {
		const collector = createSocket('udp4');
		const line = new Promise<string>((resolve) => {
			collector.once('message', (message) => {
				resolve(String(message));
			});
		});
		await new Promise<void>((resolve) => {
			collector.bind(0, '127.0.0.1', resolve);
		});
		const {port} = collector.address();
		// Formats have names since 7.18.
		await runAll(
			lab,
			`/system/logging/action/set remote remote=127.0.0.1 remote-port=${port}${more}`,
			'/system/logging/add topics=script action=remote regex="^a l"',
			'/log info "nothing of interest"',
			'/log info "a leak"',
		);
		expect(await line).toMatch(expected);
		collector.close();
	});

	it('in memory are cleared', async () => {
		expect(await run(lab, '/system/logging/action/clear memory')).toBe('');
		expect(await run(lab, ':put [:len [/log/find message~"rebooted"]]')).toBe('0\n');
	});
});
