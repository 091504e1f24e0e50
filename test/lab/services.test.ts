import {createServer} from 'node:http';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {admits, admitsUser} from '../../source/lab/machine/services.js';
import {run, runAll, testLab} from './helpers.js';

let lab: Lab;
beforeEach(async () => {
	lab = await testLab(22);
});
afterEach(async () => {
	await lab.stop();
});

const messages = (buffer: string): Promise<string> => run(lab, `:foreach i in=[/log/find where buffer=${buffer} and topics~"script"] do={ :put [/log/get $i message] }`);

describe('logging', () => {
	it('remembers what a rule wants, and nothing else', async () => {
		await run(lab, ':log info one; :log debug two; :log warning three; :log error four');
		expect(await messages('memory')).toBe('one\nthree\nfour\n');
		await runAll(lab, '/system/logging/add topics=script,debug', ':log debug five');
		expect(await messages('memory')).toBe('one\nthree\nfour\nfive\n');
	});

	it.each([
		['script,!warning', 'one\nfour\n'],
		['warning', 'three\n'],
		['script,error', 'four\n'],
		['dns', ''],
	])('with topics %s sends to an action of its own: %j', async (topics, seen) => {
		await runAll(lab, '/system/logging/action/add name=mine target=memory', `/system/logging/add topics=${topics} action=mine`);
		await run(lab, ':log info one; :log warning three; :log error four');
		expect(await messages('mine')).toBe(seen);
	});

	it('keeps as many lines as it is told, the last or the first', async () => {
		await runAll(
			lab,
			'/system/logging/action/add name=last target=memory memory-lines=2',
			'/system/logging/action/add name=first target=memory memory-lines=2 memory-stop-on-full=yes',
			'/system/logging/add topics=script action=last prefix=mine',
			'/system/logging/add topics=script action=first',
			':log info one; :log info two; :log info three',
		);
		expect(await messages('last')).toBe('mine: two\nmine: three\n');
		expect(await messages('first')).toBe('one\ntwo\n');
	});

	it('goes to a file, and to the post office', async () => {
		await runAll(
			lab,
			'/system/logging/action/add name=paper target=disk disk-file-name=flash/mine disk-lines-per-file=2',
			'/system/logging/action/add name=post target=email email-to=noc@example.com',
			'/system/logging/add topics=script action=paper',
			'/system/logging/add topics=script,error action=post',
			':log info one; :log info two; :log error three',
		);
		expect(await run(lab, ':put [/file/get flash/mine.0.txt contents]')).toBe('2026-01-05 10:00:00 script,info two\n2026-01-05 10:00:00 script,error three\n\n');
		expect(await run(lab, '/lab/mail')).toContain('to: noc@example.com\n  subject: log\n\nscript,error three');
	});
});

describe('e-mail', () => {
	const send = '/tool/e-mail/send to=noc@example.com subject=hello body="two\\r\\nlines"';

	it('goes into the spool with its attachments, and says how it went', async () => {
		await runAll(lab, '/file/add name=a.txt contents=abc', '/tool/e-mail/set server=192.0.2.25 from=router@example.com', `${send} file=a.txt`);
		expect(await run(lab, ':put [/tool/e-mail/get last-status]')).toBe('in-progress\n');
		await lab.advance(1000);
		expect(await run(lab, ':put [/tool/e-mail/get last-status]')).toBe('succeeded\n');
		expect(await run(lab, '/lab/mail')).toBe('0 from: router@example.com\n  to: noc@example.com\n  subject: hello\n  file: a.txt (3 bytes)\n\ntwo\nlines\n\n');
	});

	it.each([
		['', '', 'invalid server address'],
		['server=mail.invalid', '', 'invalid server address'],
		['server=192.0.2.25', 'file=none.txt', 'could not open attachment'],
		['server=192.0.2.26', '', 'connection timeout'],
	])('with %s %s fails: %s', async (server, file, reason) => {
		await runAll(lab, '/lab/host dead=192.0.2.26', `${send} ${server} ${file}`);
		await lab.advance(1000);
		expect(await run(lab, ':put [/tool/e-mail/get last-status]')).toBe('failed\n');
		expect(await run(lab, ':put [/log/get [find where topics="e-mail,error"] message]')).toBe(`Error sending e-mail <hello>: ${reason}\n`);
		expect(await run(lab, '/lab/mail')).toBe('');
	});
});

describe('traceroute', () => {
	const hops = ':foreach hop in=[/tool/traceroute 203.0.113.9 max-hops=6 as-value] do={ :put (($hop->"address") . " " . ($hop->"loss")) }';
	const told = async (): Promise<string> => {
		const output = run(lab, hops);
		await lab.advance(1000);
		return output;
	};

	it('names who is on the way', async () => {
		expect(await told()).toBe('198.51.100.1 0%\n198.19.255.1 0%\n198.19.255.9 0%\n203.0.113.9 0%\n');
	});

	it('shows where a way ends: at a dead host, at a dead line', async () => {
		await run(lab, '/lab/host dead=203.0.113.9');
		expect(await told()).toBe(`198.51.100.1 0%\n198.19.255.1 0%\n198.19.255.9 0%\n${' 100%\n'.repeat(3)}`);
		await run(lab, '/lab/tunnel dead=ether1');
		expect(await told()).toBe(' 100%\n'.repeat(6));
	});

	it('prints a table a second', async () => {
		const output = run(lab, '/tool/traceroute 192.168.88.77 count=2');
		await lab.advance(2000);
		expect((await output).match(/^1\s+192\.168\.88\.77\s+0%\s+[12]/gm)).toHaveLength(2);
	});
});

describe('fetch', () => {
	const serve = async (): Promise<{readonly port: number; readonly close: () => void}> => {
		const server = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => {
				body += chunk.toString();
			});
			request.on('end', () => {
				response.statusCode = request.url === '/none' ? 404 : 200;
				response.end(`${request.method} ${request.headers['x-who'] ?? ''} ${body}`);
			});
		});
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
		const at = server.address();
		return {port: typeof at === 'object' && at !== null ? at.port : 0, close: () => server.close()};
	};

	it('brings answers into variables and files, from the host of the lab alone', async () => {
		const {port, close} = await serve();
		const url = `http://127.0.0.1:${port}`;
		try {
			expect(await run(lab, `:put ([/tool/fetch url="${url}/x" http-method=post http-data=hello http-header-field="X-Who: me" output=user as-value]->"data")`)).toBe(
				'POST me hello\n',
			);
			expect(await run(lab, `/tool/fetch url="${url}/x" dst-path=got.txt`)).toContain('status: finished');
			expect(await run(lab, ':put [/file/get got.txt contents]')).toBe('GET  \n');
			expect(await run(lab, `:onerror e in={ /tool/fetch url="${url}/none" } do={ :put $e }`)).toContain(`closing connection: <404 Not Found> 127.0.0.1:${port} (4)`);
		} finally {
			close();
		}

		expect(await run(lab, '/tool/fetch url="https://example.com/"')).toContain('failure: the lab fetches from 127.0.0.1 alone');
	});
});

describe('device-mode', () => {
	it.each([
		['/tool/e-mail/send to=a@example.com', 22],
		['/tool/fetch url="http://127.0.0.1:9/"', 22],
		['/system/scheduler/add name=x', 22],
	])('home refuses %s', async (command) => {
		await run(lab, '/lab/device-mode mode=home');
		expect(await run(lab, command)).toContain('failure: not allowed by device-mode');
	});

	it('changes when somebody presses the button in time', async () => {
		await run(lab, '/lab/device-mode mode=home');
		const asked = run(lab, '/system/device-mode/update mode=advanced');
		await lab.advance(10_000);
		await run(lab, '/lab/button');
		expect(await asked).toContain('please activate by turning power off or pressing reset or mode button');
		expect(await run(lab, ':put [/system/device-mode/get mode]')).toBe('advanced\n');
		expect(await run(lab, ':put [/system/resource/get uptime]')).toBe('00:00:00\n');
	});

	it('allows one feature beside the mode, in the same way', async () => {
		await run(lab, '/lab/device-mode mode=home');
		const asked = run(lab, '/system/device-mode/update scheduler=yes');
		await lab.advance(10_000);
		await run(lab, '/lab/button');
		await asked;
		expect(await run(lab, ':put ([/system/device-mode/get mode] . " " . [:tostr [/system/device-mode/get scheduler]] . " " . [:tostr [/system/device-mode/get fetch]])')).toBe(
			'home true false\n',
		);
		expect(await run(lab, '/system/scheduler/add name=x')).toBe('');
		expect(await run(lab, '/tool/fetch url="http://127.0.0.1:9/"')).toContain('failure: not allowed by device-mode');
	});

	it('stays when nobody comes', async () => {
		await run(lab, '/lab/device-mode mode=home');
		const asked = run(lab, '/system/device-mode/update mode=advanced');
		await lab.advance(301_000);
		expect(await asked).toContain('failure: device-mode update timed out');
		await run(lab, '/lab/button');
		expect(await run(lab, ':put [/system/device-mode/get mode]')).toBe('home\n');
	});
});

describe('services', () => {
	const isIn = (): readonly [boolean, boolean] => [admits(lab.machine.context, 'ssh'), admitsUser(lab.machine.context, 'admin')];

	it.each([
		['/ip/service/disable ssh', [false, true]],
		['/ip/service/set ssh address=192.168.88.0/24', [true, true]],
		['/ip/service/set ssh address=10.0.0.0/8,2001:db8::/32', [false, true]],
		['/ip/service/set telnet address=10.0.0.0/8', [true, true]],
		['/user/set admin address=10.0.0.0/8', [true, false]],
	])('after %s let guests and their user in: %s', async (command, expected) => {
		expect(await run(lab, command)).toBe('');
		expect(isIn()).toEqual([true, true]);
		await run(lab, '/lab/guest address=192.168.88.254');
		expect(isIn()).toEqual(expected);
	});

	it('go by where guests come from', async () => {
		await runAll(lab, '/ip/service/set ssh address=10.0.0.0/8', '/lab/guest address=10.1.2.3');
		expect(isIn()).toEqual([true, true]);
	});
});

describe('users', () => {
	it.each([
		['read', '/ip/firewall/filter/add chain=forward action=passthrough', true],
		['read', '/system/reboot', false],
		['read', '/tool/e-mail/send to=a@example.com', false],
		['write', '/user/add name=eve group=full password=x', true],
		['write', '/system/script/add name=x policy=policy', true],
		['write', '/ip/firewall/filter/add chain=forward action=passthrough', false],
		['full', '/system/script/add name=x policy=read', false],
	])('of group %s: %s refused: %s', async (group, command, isRefused) => {
		await run(lab, `/user/add name=eve1 group=${group} password=x`);
		let output = '';
		const login = lab.machine.login({
			user: 'eve1',
			from: '127.0.0.1',
			via: 'ssh',
			interactive: false,
			print: (text) => {
				output += text;
			},
			ended: () => undefined,
		});
		login.run(command, () => undefined);
		await lab.advance(0);
		expect(output.includes('not enough permissions')).toBe(isRefused);
		login.close();
	});
});
