import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Lab, LabOptions} from '../../../source/lab/index.js';
import type {Shell} from '../client.js';
import {connect, exec, shell} from '../client.js';
import {run, runAll, stillClock, testLab} from '../helpers.js';

let lab: Lab;
const shells: Shell[] = [];
const start = async (minor = 20, more: Partial<LabOptions> = {}): Promise<void> => {
	lab = await testLab(minor, more);
};

/** A terminal that has shown its first prompt. */
const terminal = async (user = 'admin+ct'): Promise<Shell> => {
	const opened = await shell(lab, user);
	shells.push(opened);
	await opened.until(prompt(user.split('+')[0]));
	return opened;
};

/** The second of the two prompts after an answer: the first one is padded. */
const prompt = (user = 'admin', rest = '> '): string => ` \r[${user}@MikroTik] ${rest}`;
const safe = '[admin@MikroTik] <SAFE> ';

beforeEach(() => start());
afterEach(async () => {
	for (const opened of shells.splice(0)) {
		opened.client.end();
	}

	await lab.stop();
});

describe('pages', () => {
	const footer = '-- [Q quit|D dump|down]\r';

	it('show what fits the screen, and stop with Q', async () => {
		const screen = await terminal('admin+ct80w8h');
		screen.write('/ip firewall filter print\r');
		const first = await screen.until(footer);
		expect(first.split('\r\n')).toHaveLength(9);
		screen.write('q');
		expect(await screen.until(prompt())).toMatch(/^\r\u001B\[K\r\r\r\r\[/);
	});

	it('go on with Space, and show everything with D', async () => {
		const screen = await terminal('admin+ct80w8h');
		screen.write('/ip firewall filter print; :put behind\r');
		let all = await screen.until(footer);
		screen.write(' d');
		all += await screen.until(prompt());
		expect(all.match(/chain=/g)).toHaveLength(12);
		expect(all.split(footer)).toHaveLength(3);
		expect(all).toMatch(/\r\nbehind\r\n\r\r\r\r/);
	});

	it.each(['without-paging', 'count-only'])('do not stop %s', async (word) => {
		const screen = await terminal('admin+ct80w8h');
		screen.write(`/ip firewall filter print ${word}\r`);
		expect(await screen.until(prompt())).not.toContain('Q quit');
	});

	it('are for print alone', async () => {
		const screen = await terminal('admin+ct80w8h');
		screen.write('/export\r');
		expect(await screen.until(prompt())).not.toContain('Q quit');
	});
});

describe('completion', () => {
	it('completes a word, and lists choices at the second Tab', async () => {
		const screen = await terminal();
		screen.write('/ip addr\tpri\t\r');
		expect(await screen.until('Columns: ')).toContain('/ip address print ');
		await screen.until(prompt());
		screen.write('/ip dhcp-\t\t');
		const listed = await screen.until('dhcp-server\r\n');
		expect(listed).toContain('\r\ndhcp-client  dhcp-relay   dhcp-server\r\n');
	});

	it('explains with F1, and completes at blanks under HotLock', async () => {
		const screen = await terminal();
		screen.write('/ip address add dis\u001BOP');
		expect(await screen.until('disabled\r\n')).toContain('dis\r\ndisabled');
		screen.write('\u0015\u001B[18~');
		await screen.until('\r[admin@MikroTik] >> ');
		screen.write('/ip addr pri \r');
		expect(await screen.until('Columns: ')).toContain('/ip address print ');
	});
});

describe('input over several lines', () => {
	it('goes on while a bracket is open, and is given up with Ctrl-C', async () => {
		const screen = await terminal();
		screen.write(':if (1 = 1) do={\r');
		await screen.until('\r\n{... ');
		screen.write(':put inside\r}\r');
		await screen.until('\r\n\rinside\r\n');
		await screen.until(prompt());
		screen.write('{(\r');
		await screen.until('{(... ');
		screen.write('\u0003');
		await screen.until(prompt());
		screen.write(':put still\r');
		await screen.until('\rstill\r\n');
	});
});

describe('questions', () => {
	it('ask for each value that is missing', async () => {
		const screen = await terminal();
		screen.write('/ip address add\r');
		await screen.until('\raddress: ');
		screen.write('192.0.2.1/24\r');
		await screen.until('\rinterface: ');
		screen.write('ether5\r');
		await screen.until(prompt());
		expect(await run(lab, ':put [/ip/address/get [find interface=ether5] address]')).toBe('192.0.2.1/24\n');
	});

	it('are not for exec channels, and are given up with Ctrl-C', async () => {
		expect(await run(lab, '/ip/address/add')).toContain('missing value(s) of argument(s)');
		const screen = await terminal();
		screen.write('/ip pool add\r');
		await screen.until('\rname: ');
		screen.write('\u0003');
		await screen.until('interrupted\r\n');
		screen.write(':put still\r');
		await screen.until('\rstill\r\n');
	});

	it('want a yes before a reboot', async () => {
		const screen = await terminal();
		await lab.advance(5000);
		screen.write('/system reboot\r');
		await screen.until('Reboot, yes? [y/N]: ');
		screen.write('n');
		await screen.until('action cancelled');
		await screen.until(prompt());
		expect(lab.machine.uptime()).toBeGreaterThan(0n);
		screen.write('/system reboot\r');
		await screen.until('Reboot, yes? [y/N]: ');
		screen.write('y');
		await expect.poll(screen.closed).toBe(true);
		expect(lab.machine.uptime()).toBe(0n);
	});
});

describe('screens at login', () => {
	it('ask about the licence and for Enter, when told to', async () => {
		await run(lab, '/lab console licence-question=yes enter-question=yes');
		const screen = await shell(lab, 'admin+ct');
		shells.push(screen);
		expect(await screen.until('Do you want to see the software license? [Y/n]: ')).toContain('MikroTik RouterOS 7.20.1 (c)');
		screen.write('n');
		await screen.until('Please press "Enter" to continue!');
		screen.write('\r\n');
		await screen.until(prompt());
	});

	it('want a new password of someone who came without one', async () => {
		await lab.stop();
		await start(21, {password: ''});
		const first = await shell(lab, 'admin+ct', {password: ''});
		shells.push(first);
		await first.until('Change your password (Ctrl-C to skip)');
		await first.until('new password> ');
		first.write('\u0003');
		await first.until(prompt());
		const second = await shell(lab, 'admin+ct', {password: ''});
		shells.push(second);
		await second.until('new password> ');
		second.write('secret\r');
		expect(await second.until('repeat new password> ')).not.toContain('secret');
		second.write('secret\r');
		await second.until(prompt());
		await expect(connect(lab, 'admin', {password: ''})).rejects.toThrow('authentication');
		(await connect(lab, 'admin', {password: 'secret'})).end();
	});

	it('show the note and the last critical lines, or no banner', async () => {
		await runAll(lab, '/system/note/set note="authorised only" show-at-login=yes', '/lab console banner=no');
		await expect(connect(lab, 'admin', {password: 'wrong'})).rejects.toThrow('authentication');
		const screen = await shell(lab, 'admin+ct');
		shells.push(screen);
		expect(await screen.until('\r\r\r\r')).toBe('authorised only\r\n2026-01-05 10:00:00 system,error,critical login failure for user admin from 127.0.0.1 via ssh\r\n\r\n\r\r\r\r');
	});
});

describe('a terminal that does not answer', () => {
	it('gets its prompt after ten seconds', async () => {
		await lab.stop();
		let awake = (): void => undefined;
		await start(20, {
			clockPort: {
				...stillClock,
				sleep: (milliseconds) =>
					milliseconds === 10_000
						? new Promise((resolve) => {
								awake = resolve;
							})
						: stillClock.sleep(milliseconds),
			},
		});
		await run(lab, '/lab console patient-probe=yes');
		const screen = await shell(lab, 'admin');
		shells.push(screen);
		await screen.until('\u001BZ  \u001B[6n');
		screen.write('\u001B[1;1R');
		await screen.until('\u001B[6n');
		expect(screen.seen()).not.toContain('[admin@MikroTik]');
		awake();
		await screen.until('[admin@MikroTik] > ');
	});
});

describe('log lines', () => {
	it('come in between when they are critical', async () => {
		const screen = await terminal();
		screen.write(':put ha');
		await screen.until(':put ha');
		await expect(connect(lab, 'admin', {password: 'wrong'})).rejects.toThrow('authentication');
		expect(await screen.until(':put ha')).toBe(
			'\r10:00:00 echo: system,error,critical login failure for user admin from 127.0.0.1 via ssh\u001B[K\r\n\r[admin@MikroTik] > :put ha',
		);
		screen.write('lf\r');
		await screen.until('\rhalf\r\n');
	});

	it('are all or none when told so', async () => {
		const screen = await terminal();
		await runAll(lab, '/lab console log-lines=all', ':log info spam');
		await screen.until('echo: script,info spam');
		await run(lab, '/lab console log-lines=no');
		await screen.until('logged out');
		await expect(connect(lab, 'admin', {password: 'wrong'})).rejects.toThrow('authentication');
		expect(screen.seen()).not.toContain('login failure');
	});
});

describe('safe mode', () => {
	const change = '/ip/firewall/address-list/add list=s address=192.0.2.';
	const count = (): Promise<string> => run(lab, '/ip/firewall/address-list/print count-only where list=s');

	const take = async (): Promise<Shell> => {
		const screen = await terminal();
		screen.write('\u0018');
		await screen.until(` \r${safe}`);
		screen.write(`${change}1\r`);
		await screen.until(` \r${safe}`);
		return screen;
	};

	it('is taken and released with Ctrl-X, in the words of each release', async () => {
		const old = await terminal();
		old.write('\u0018');
		await old.until(`\r\n[Safe Mode taken]\r\n\r\r\r\r${safe}`);
		old.write('/ip address\r');
		await old.until('[admin@MikroTik] /ip/address<SAFE> ');
		old.write('\u0018');
		await old.until('[Safe mode released]\r\n');
		await lab.stop();
		await start(22);
		const recent = await terminal();
		recent.write('\u0018');
		await recent.until(`\r[admin@MikroTik] > \r\nTaking Safe Mode session... Success!\r\n\r\u001B[9999B\r\r\r\r\u001B[9999B${safe}\u001B[c`);
	});

	it('keeps what was done when it is released or quit', async () => {
		const screen = await take();
		await runAll(lab, `${change}2`);
		expect(await run(lab, '/system/history/print')).toContain('Flags: F - FLOATING-UNDO');
		screen.write('/quit\r');
		await expect.poll(screen.closed).toBe(true);
		await lab.advance(10_000);
		expect(await count()).toBe('2\n');
	});

	it.each([
		['Ctrl-D', (screen: Shell) => screen.write('\u0004')],
		['a lost connection', (screen: Shell) => screen.client.destroy()],
	])('undoes everything, of others too, at %s', async (_, leave) => {
		const screen = await take();
		await run(lab, `${change}2`);
		leave(screen);
		await expect.poll(() => run(lab, ':put [:len [/user/active/find]]')).toBe('1\n');
		await lab.advance(4000);
		expect(await count()).toBe('0\n');
		expect(await run(lab, '/system/history/print')).toBe('\n');
	});

	it('is left without a word, and nothing undone, after more than a hundred actions', async () => {
		const screen = await take();
		await run(lab, ':for i from=1 to=100 do={/ip/firewall/address-list/add list=s address=(198.51.100.0 + $i)}');
		screen.write(':put x\r');
		expect(await screen.until(prompt())).toContain(':put x\r\n\rx\r\n\r\r\r\r[admin@MikroTik] > ');
		screen.write('\u0004');
		await expect.poll(screen.closed).toBe(true);
		await lab.advance(4000);
		expect(await count()).toBe('101\n');
	});

	it.each([
		['u', '0\n', true],
		['r', '1\n', true],
		['d', '1\n', false],
	])('may be taken over: %s', async (key, left, moves) => {
		const first = await take();
		const second = await terminal();
		second.write('\u0018');
		await second.until("Hijacking Safe Mode from someone - unroll/release/don't take it [u/r/d]: ");
		second.write(key);
		await second.until(moves ? safe : prompt());
		if (moves) {
			await first.until('[Safe mode released by another user]');
		}

		expect(await count()).toBe(left);
	});

	it('has a menu since 7.18', async () => {
		const screen = await terminal();
		screen.write('/safe-mode take\r');
		await screen.until(` \r${safe}`);
		screen.write(`${change}1\r`);
		await screen.until(` \r${safe}`);
		expect(await runAll(lab, ':put [/safe-mode/get user]')).toBe('admin\n');
		expect(await run(lab, '/safe-mode release')).toContain('not taken');
		expect(await run(lab, '/safe-mode take on-error=abort')).toContain('taken in another session');
		screen.write('/safe-mode unroll\r');
		await screen.until(prompt());
		expect(await count()).toBe('0\n');
		await lab.stop();
		await start(17);
		expect(await run(lab, '/safe-mode take')).toContain('bad command name safe-mode');
	});

	it('is undone too when an exec channel took it', async () => {
		const client = await connect(lab, 'admin');
		await exec(client, `/safe-mode take; ${change}1`);
		await lab.advance(4000);
		expect(await count()).toBe('0\n');
		client.end();
	});

	it('survives a reboot, as changes do', async () => {
		await take();
		await run(lab, '/system/reboot');
		await lab.advance(4000);
		expect(await count()).toBe('1\n');
	});
});

describe('any keys', () => {
	const pieces = [
		...['\t', '\r', '\n', '\r\n', '\u0001', '\u0005', '\u0008', '\u000B', '\u000C', '\u0015', '\u0018', '\u0003', '\u001B[A', '\u001B[B', '\u001B[C', '\u001B[D', '\u001BOP'],
		...['\u001B[18~', '\u001B[3~', '\u001B[1;1R', '\u001B/Z', '\u001B', ' ', '{', '}', '[', ']', '(', '"', '\\', '#', ';', ':', '/', '..', '=', ',', '!', '?', 'q', 'd', 'u'],
		...['/ip address ', 'add ', 'print ', 'interface=', ':put ', 'set 0 ', '/ip firewall filter ', 'find ', '/safe-mode ', 'take', 'undo', 'é', '😀'],
	];

	it('leave a console that answers', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(...pieces), {maxLength: 60, size: 'max'}), async (typed) => {
				const screen = await terminal('admin+ct80w10h');
				screen.write(typed.join(''));
				// Whatever is open is given up: a half sequence, a question, a page, a line.
				screen.write('~\u0003\u0003\u0003\r');
				screen.write(':put ("al" . "ive")\r');
				expect(await screen.until('alive\r\n')).toContain('alive\r\n');
				screen.client.end();
			}),
			{numRuns: 25},
		);
	});
});

describe('many sessions', () => {
	it('are served side by side, each with its own menu, and listed', async () => {
		const all = await Promise.all(Array.from({length: 50}, () => terminal()));
		expect(await run(lab, ':put [:len [/user/active/find]]')).toBe('51\n');
		await Promise.all(
			all.map(async (screen, index) => {
				screen.write(`/ip address\r:put "n${index}"\r`);
				await screen.until(`\rn${index}\r\n`);
				await screen.until(prompt('admin', '/ip/address> '));
			}),
		);
	});
});

describe('what goes wrong on the way', () => {
	it('breaks the connection at the n-th request, which has come through', async () => {
		const client = await connect(lab, 'admin');
		client.on('error', () => undefined);
		await run(lab, '/lab ssh drop-at=2');
		expect((await exec(client, ':put first')).output).toBe('first\r\n');
		const gone = new Promise<void>((resolve) => {
			client.once('close', () => {
				resolve();
			});
		});
		client.exec('/ip firewall address-list add list=cut address=192.0.2.1', () => undefined);
		await gone;
		expect(await run(lab, '/ip/firewall/address-list/print count-only where list=cut')).toBe('1\n');
	});

	it('leaves a half-open connection that the router notices after 9 minutes', async () => {
		const screen = await terminal();
		screen.write('\u0018');
		await screen.until(` \r${safe}`);
		await run(lab, '/lab ssh silent-at=1');
		screen.client.exec('/ip firewall address-list add list=mute address=192.0.2.1', () => undefined);
		await expect.poll(() => run(lab, '/ip/firewall/address-list/print count-only where list=mute')).toBe('1\n');
		screen.client.destroy();
		await lab.advance(8 * 60_000);
		expect(await run(lab, '/ip/firewall/address-list/print count-only where list=mute')).toBe('1\n');
		await lab.advance(60_000);
		await expect.poll(() => run(lab, ':put [:len [/user/active/find]]')).toBe('1\n');
		await lab.advance(4000);
		expect(await run(lab, '/ip/firewall/address-list/print count-only where list=mute')).toBe('0\n');
	});

	it('takes its time', async () => {
		await lab.stop();
		const slept: number[] = [];
		await start(20, {
			clockPort: {
				...stillClock,
				sleep: (milliseconds) => {
					slept.push(milliseconds);
					return Promise.resolve();
				},
			},
		});
		const client = await connect(lab, 'admin');
		await run(lab, '/lab ssh latency=80ms');
		expect((await exec(client, ':put late')).output).toBe('late\r\n');
		expect(slept.filter((milliseconds) => milliseconds === 80).length).toBeGreaterThan(1);
		client.end();
	});

	it('says 1 for what does not parse, when told to', async () => {
		const client = await connect(lab, 'admin');
		expect((await exec(client, '/bogus')).status).toBe(0);
		await run(lab, '/lab ssh error-status=yes');
		expect(await exec(client, '/bogus')).toEqual({output: 'bad command name bogus (line 1 column 2)\r\n', status: 1});
		expect((await exec(client, '/ip/route/remove 99')).status).toBe(0);
		client.end();
	});
});
