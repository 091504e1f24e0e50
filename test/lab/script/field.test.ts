import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../../source/lab/index.js';
import {run, runAll, testLab} from '../helpers.js';

let lab: Lab;
afterEach(async () => {
	await lab.stop();
});

/** Puts a script of `field/` on the router and runs it there; time passes until it has ended. */
const field = async (name: string, seconds = 30): Promise<readonly string[]> => {
	const source = readFileSync(new URL(`field/${name}.rsc`, import.meta.url), 'utf8');
	const held = lab.machine.context.store.rows('/system/script').some(({properties}) => properties.name === name);
	if (!held) {
		lab.machine.context.store.append('/system/script', {
			id: lab.machine.context.store.nextId('/system/script'),
			properties: {name, source, owner: 'admin', policy: 'ftp,read,write,policy,test,sensitive'},
		});
	}

	const output = run(lab, `/system/script/run ${name}`);
	await lab.advance(seconds * 1000);
	return (await output).split('\n').filter((line) => line !== '');
};

const put = (expression: string): Promise<string> => run(lab, `:put ${expression}`);
const logged = (pattern: string): Promise<string> => run(lab, `:foreach i in=[/log/find where message~"${pattern}"] do={ :put [/log/get $i message] }`);

describe('scripts of the field', () => {
	it('dynamic-name: tells a server of a new address, once', async () => {
		lab = await testLab(22);
		const asked: string[] = [];
		const server = createServer((request, response) => {
			asked.push(request.url ?? '');
			response.statusCode = asked.length === 3 ? 500 : 200;
			response.end('good');
		});
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
		const at = server.address();
		const port = typeof at === 'object' && at !== null ? at.port : 0;
		const told = async (): Promise<readonly string[]> => {
			lab.machine.context.store.replace('/system/script', []);
			const source = readFileSync(new URL('field/dynamic-name.rsc', import.meta.url), 'utf8');
			lab.machine.context.disk.write('name.rsc', Buffer.from(source));
			return (await run(lab, '/import name.rsc')).split('\n').filter((line) => /^(updated|update failed|nothing)/.test(line));
		};
		try {
			await run(lab, `:global nameServer "http://127.0.0.1:${port}"`);
			expect(await told()).toEqual(['updated:  -> 198.51.100.23']);
			expect(await told()).toEqual(['nothing to do']);
			await run(lab, '/lab/line interface=ether1 address=198.51.100.77/24');
			expect(await told()).toEqual(['updated: 198.51.100.23 -> 198.51.100.77']);
			await run(lab, '/lab/line interface=ether1 address=198.51.100.78/24');
			expect(await told()).toEqual(['update failed']);
		} finally {
			server.close();
		}

		expect(asked).toEqual(['198.51.100.23', '198.51.100.77', '198.51.100.78'].map((address) => `/update?hostname=home.example.net&myip=${address}`));
		expect(await logged('^name ')).toBe('name updated: 198.51.100.23\nname updated: 198.51.100.77\nname not updated\n');
	});

	it('lease-names: follows leases with names', async () => {
		lab = await testLab(20);
		await runAll(
			lab,
			'/ip/dns/static/add name=mine.lan.example address=192.168.88.9',
			'/ip/dns/static/add name=gone.lan.example address=192.168.88.10 ttl=5m',
			'/ip/dns/static/add name=moved.lan.example address=192.168.88.11 ttl=5m',
			'/ip/dhcp-server/lease/add address=192.168.88.12 mac-address=00:11:22:33:44:55 server=defconf comment=moved',
			'/ip/dhcp-server/lease/add address=192.168.88.13 mac-address=00:11:22:33:44:56 server=defconf comment=fresh',
			'/ip/dhcp-server/lease/add address=192.168.88.14 mac-address=00:11:22:33:44:57 server=defconf',
		);
		expect(await field('lease-names')).toEqual([
			'mine.lan.example is not ours',
			'gone.lan.example goes',
			'moved.lan.example stays',
			'moved.lan.example moves to 192.168.88.12',
			'fresh.lan.example is new: 192.168.88.13',
		]);
		expect(await field('lease-names')).toEqual(['mine.lan.example is not ours', 'moved.lan.example stays', 'fresh.lan.example stays']);
		expect(await put('[:resolve fresh.lan.example]')).toBe('192.168.88.13\n');
	});

	it('switch-line: goes to the spare line and back', async () => {
		lab = await testLab(16);
		await runAll(
			lab,
			'/ip/route/add dst-address=10.99.0.0/16 gateway=198.51.100.1 comment="main line"',
			'/ip/route/add dst-address=10.99.0.0/16 gateway=wg-vpn comment="spare line" disabled=yes',
		);
		const told = async (): Promise<readonly string[]> => (await field('switch-line')).filter((line) => /^(main|switched)/.test(line));
		const off = '([/ip/route/get [find comment="main line"] disabled] . " " . [/ip/route/get [find comment="spare line"] disabled])';
		expect(await told()).toEqual(['main 3 of 3, spare 3 of 3, main off: false']);
		await run(lab, '/lab/host dead=203.0.113.8');
		expect(await told()).toEqual(['main 0 of 3, spare 3 of 3, main off: false', 'switched to the spare line']);
		expect(await put(off)).toBe('true false\n');
		await run(lab, '/lab/host alive=203.0.113.8');
		expect(await told()).toEqual(['main 3 of 3, spare 3 of 3, main off: true', 'switched back']);
		expect(await put(off)).toBe('false true\n');
		expect(await logged('^switched')).toBe('switched to the spare line\nswitched back\n');
	});

	it('lease-route: keeps a route by the leased gateway', async () => {
		lab = await testLab(22);
		const source = readFileSync(new URL('field/lease-route.rsc', import.meta.url), 'utf8');
		const {store} = lab.machine.context;
		store.replace(
			'/ip/dhcp-client',
			store.rows('/ip/dhcp-client').map((row) => ({...row, properties: {...row.properties, script: source}})),
		);
		await run(lab, '/lab/reboot');
		await lab.advance(0);
		expect(await logged('^route [arm]')).toBe('route added by ether1\n');
		await run(lab, '/lab/line interface=ether1 gateway=198.51.100.254');
		await lab.advance(0);
		expect(await put('[/ip/route/get [find comment="leased gateway"] gateway]')).toBe('198.51.100.254\n');
		await run(lab, '/lab/interface down=ether1');
		await lab.advance(0);
		expect(await put('[:len [/ip/route/find where comment="leased gateway"]]')).toBe('0\n');
		expect(await logged('^route [arm]')).toBe('route added by ether1\nroute removed\nroute added by ether1\nroute removed\n');
	});

	it('helpers: global functions that use each other', async () => {
		lab = await testLab(22);
		await run(lab, '/interface/bridge/set bridge comment="role=lan,since=May 2024,managed"');
		expect(await field('helpers')).toEqual([
			'managed -> true',
			'role -> lan',
			'since -> May 2024',
			'line_is_down: since May 2024',
			'no_subject: 7',
			'caught: no such item (/interface/get; line 61)',
		]);
	});

	it('failover-score: scores lines by their targets', async () => {
		lab = await testLab(20);
		await run(lab, '/ip/route/add dst-address=10.99.0.0/16 gateway=198.51.100.1 comment="main line"');
		const told = async (): Promise<readonly string[]> => (await field('failover-score')).filter((line) => /^(ether1|wg-vpn|changed)/.test(line));
		expect(await told()).toEqual(['ether1: 3 of 3, good', 'wg-vpn: 3 of 3, good']);
		await runAll(lab, '/lab/host dead=203.0.113.1', '/lab/host dead=203.0.113.2', '/lab/tunnel dead=wg-vpn');
		expect(await told()).toEqual(['ether1: 1 of 3, bad', 'wg-vpn: 0 of 3, bad', 'changed since last time']);
		expect(await put('[/ip/route/get [find comment="main line"] distance]')).toBe('10\n');
		await run(lab, ':global scoreNeeded 1');
		expect(await told()).toEqual(['ether1: 1 of 3, good', 'wg-vpn: 0 of 3, bad']);
		expect(await put('[/ip/route/get [find comment="main line"] distance]')).toBe('1\n');
	});

	it('block-list: reads lists of several makers', async () => {
		lab = await testLab(22);
		lab.machine.context.disk.write('one.txt', Buffer.from('# Start\tEnd\n192.0.2.0\t192.0.2.255\t24\n203.0.113.0\t203.0.113.255\n192.0.2.0\tagain\n'));
		lab.machine.context.disk.write('two.txt', Buffer.from('; a list\n198.51.100.0/25 ; SBL1\n\nexample.com\n192.0.2.0/24 ; SBL2'));
		expect(await field('block-list')).toEqual(['One: 2 added, 1 known', 'no address: example.com', 'Two: 1 added, 1 known']);
		expect(await put('[/ip/firewall/address-list/get [find where comment=Two] address]')).toBe('198.51.100.0/25\n');
		await lab.advance(86_400_000);
		expect(await put('[:len [/ip/firewall/address-list/find where list=blocked]]')).toBe('0\n');
	});

	it.each([
		[9, 'jan/05/2026'],
		[22, '2026-01-05'],
	])('backup-mail: on 7.%i with dates such as %s', async (minor, date) => {
		lab = await testLab(minor);
		await runAll(lab, `/tool/e-mail/set ${minor < 12 ? 'address' : 'server'}=192.0.2.25 from=router@example.com`, '/file/print file=MikroTik-bak-old');
		lab.machine.context.disk.write('MikroTik-bak-20250101-0000.rsc', Buffer.from('old'));
		lab.machine.context.disk.write('other.rsc', Buffer.from('kept'));
		const told = await field('backup-mail');
		expect(told.filter((line) => !line.includes('bak-old'))).toEqual(['removed MikroTik-bak-20250101-0000.rsc', 'a@example.com: succeeded', 'b@example.com: succeeded']);
		expect(await put('[/file/get [find where name="MikroTik-bak-20260105-1000.rsc"] type]')).toBe('script\n');
		expect(await put('[:len [/file/find where name~"other"]]')).toBe('1\n');
		const mails = await run(lab, '/lab/mail');
		expect(mails.match(/^ {2}to: .*$/gm)).toEqual(['  to: a@example.com', '  to: b@example.com']);
		expect(mails).toContain(`subject: MikroTik backup (${date})`);
		expect(mails).toMatch(/file: MikroTik-bak-20260105-1000\.rsc \(\d{3,} bytes\)/);
	});

	it('objects: arrays of functions, loaded when they are asked for', async () => {
		lab = await testLab(22);
		expect(await field('objects')).toEqual(['loading strings', 'ROUTER', '<left>', 'loading times', '5400', '90', 'AGAIN']);
	});

	it('ban: lists addresses out of a log', async () => {
		lab = await testLab(18);
		await runAll(
			lab,
			'/system/logging/action/add name=bans target=memory',
			'/system/logging/add topics=script,error action=bans',
			':log error "login failure for user root from 203.0.113.66 via ssh"',
			':log error "login failure for user admin from 192.168.88.5 via winbox"',
			':log error "login failure for user root from 203.0.113.66 via ssh"',
			':log error "login failure for user root from no/where via ssh"',
			':log info "login failure for user x from 203.0.113.67 via ssh"',
		);
		expect(await field('ban')).toEqual(['banned 203.0.113.66', 'forgot your password?', 'knew 203.0.113.66', 'cannot read: login failure for user root from no/where via ssh']);
		expect(await put('[/ip/firewall/address-list/get [find where list=blacklist] timeout]')).toMatch(/^(4w1d23:59:\d\d|4w2d00:00:00)\n$/);
	});
});
