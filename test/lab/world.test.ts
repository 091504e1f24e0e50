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

const logged = (pattern: string): Promise<string> => run(lab, `:foreach i in=[/log/find where message~"${pattern}"] do={ :put [/log/get $i message] }`);

describe('netwatch', () => {
	const status = ':put [/tool/netwatch/get [find] status]';
	const watch = (more = ''): Promise<string> =>
		run(
			lab,
			`/tool/netwatch/add host=203.0.113.9 type=icmp interval=10s startup-delay=0s up-script=":log info \\"\\$host is \\$status\\"" down-script=":log info \\"\\$host is \\$status\\"" ${more}`,
		);

	it('tests in its interval, and runs its scripts when the host comes and goes', async () => {
		await watch('start-delay=0s');
		expect(await run(lab, status)).toBe('unknown\n');
		await lab.advance(10_000);
		expect(await run(lab, status)).toBe('up\n');
		await run(lab, '/lab/host dead=203.0.113.9');
		await lab.advance(30_000);
		await run(lab, '/lab/host alive=203.0.113.9');
		await lab.advance(10_000);
		expect(await logged('203.0.113.9 is')).toBe('203.0.113.9 is up\n203.0.113.9 is down\n203.0.113.9 is up\n');
		expect(await run(lab, ':put ([/tool/netwatch/get [find] done-tests] . " " . [/tool/netwatch/get [find] failed-tests])')).toBe('5 3\n');
	});

	it('stays unknown for the five minutes after a boot unless told otherwise', async () => {
		await run(lab, '/tool/netwatch/add host=203.0.113.9');
		await lab.advance(299_000);
		expect(await run(lab, status)).toBe('unknown\n');
		await lab.advance(1000);
		expect(await run(lab, status)).toBe('up\n');
		await run(lab, '/lab/reboot');
		await lab.advance(60_000);
		expect(await run(lab, status)).toBe('unknown\n');
	});

	it.each([
		['ignore-initial-up=yes', ''],
		['ignore-initial-up=no', '203.0.113.9 is up\n'],
	])('with %s runs at first: %j', async (words, said) => {
		await watch(`start-delay=0s ${words}`);
		await lab.advance(10_000);
		expect(await logged('203.0.113.9 is')).toBe(said);
	});

	it('may read, write, test and reboot, and run no script that may more', async () => {
		await runAll(
			lab,
			'/system/script/add name=much policy=read,write,test,policy source=":log info much"',
			'/system/script/add name=little policy=read,write,test source=":log info little"',
			'/tool/netwatch/add host=203.0.113.9 startup-delay=0s start-delay=0s up-script="/system script run little; /system script run much"',
		);
		await lab.advance(10_000);
		expect(await logged('^(much|little)\\$')).toBe('little\n');
	});

	it('starts anew when its host changes, and ends when it is switched off', async () => {
		await watch('start-delay=0s');
		await lab.advance(10_000);
		await run(lab, '/tool/netwatch/set [find] host=203.0.113.10');
		expect(await run(lab, status)).toBe('unknown\n');
		await runAll(lab, '/lab/host dead=203.0.113.10', '/tool/netwatch/disable [find]');
		await lab.advance(60_000);
		expect(await logged('is down')).toBe('');
	});
});

describe('links and leases', () => {
	const script = String.raw`":log info (\$bound . \" \" . \$interface . \" \" . \$\"lease-address\" . \" \" . \$\"gateway-address\")"`;

	it('tell the log, count, and run the script with what was leased', async () => {
		await run(lab, `/ip/dhcp-client/set [find] script=${script}`);
		await lab.advance(0);
		await run(lab, '/lab/interface down=ether1');
		await lab.advance(0);
		await run(lab, '/lab/interface up=ether1');
		await lab.advance(0);
		expect(await logged('^[01] ether1')).toBe('0 ether1  \n1 ether1 198.51.100.23 198.51.100.1\n');
		expect(await logged('^ether1 link')).toBe('ether1 link down\nether1 link up (speed 1G, full duplex)\n');
		expect(await run(lab, ':put [/interface/get ether1 link-downs]')).toBe('1\n');
		expect(await logged('lost IP')).toBe('dhcp-client on ether1 lost IP address 198.51.100.23 - lease stopped locally\n');
	});

	it('move to another address, their routes and addresses with them', async () => {
		await run(lab, `/ip/dhcp-client/set [find] script=${script}`);
		await lab.advance(0);
		await run(lab, '/lab/line interface=ether1 address=198.51.100.99/24 gateway=198.51.100.254');
		await lab.advance(0);
		expect(await logged('^[01] ether1')).toBe('0 ether1  \n1 ether1 198.51.100.99 198.51.100.254\n');
		expect(await run(lab, ':put [/ip/route/get [find where dst-address="0.0.0.0/0"] gateway]')).toBe('198.51.100.254\n');
		expect(await run(lab, '/lab/line interface=ether1 gateway=nonsense')).toContain('invalid value for argument gateway');
	});

	it('are given back and asked for again, while a renewed one is the same', async () => {
		await run(lab, `/ip/dhcp-client/set [find] script=${script}`);
		await lab.advance(0);
		await run(lab, '/ip/dhcp-client/renew [find]');
		await lab.advance(0);
		expect(await logged('^[01] ether1')).toBe('');
		await run(lab, '/ip/dhcp-client/release [find]');
		await lab.advance(0);
		expect(await logged('^[01] ether1')).toBe('0 ether1  \n1 ether1 198.51.100.23 198.51.100.1\n');
	});

	it('run their script at boot', async () => {
		await run(lab, '/ip/dhcp-client/set [find] script=":global bindings (\\$bindings + \\$bound); :log info \\"bound \\$bound\\""');
		await run(lab, '/lab/reboot');
		await lab.advance(0);
		expect(await logged('^bound')).toBe('bound 1\n');
	});
});

describe('names', () => {
	const fwd = '/ip/dns/static/add name=example.net type=FWD forward-to=192.0.2.53 match-subdomain=yes address-list=tv';
	const listed = ':put [:len [/ip/firewall/address-list/find where list=tv]]';

	it('that are forwarded fill both lists until their time is over', async () => {
		await runAll(lab, fwd, '/lab/lookup name=www.example.net');
		expect(await run(lab, listed)).toBe('1\n');
		expect(await run(lab, ':put [:len [/ipv6/firewall/address-list/find where list=tv]]')).toBe('1\n');
		expect(await run(lab, ':put [/ip/firewall/address-list/get [find where list=tv] comment]')).toBe('www.example.net\n');
		expect(await run(lab, ':put [:len [/ip/firewall/address-list/find where list=tv and !dynamic]]')).toBe('0\n');
		await lab.advance(301_000);
		expect(await run(lab, listed)).toBe('0\n');
	});

	it('stay in their list longer when told to, and as long as they are asked for', async () => {
		await runAll(lab, fwd, '/ip/dns/set address-list-extra-time=1h', '/lab/lookup name=www.example.net');
		await lab.advance(3_600_000);
		expect(await run(lab, listed)).toBe('1\n');
		await run(lab, '/lab/lookup name=www.example.net');
		await lab.advance(3_600_000);
		expect(await run(lab, listed)).toBe('1\n');
		await lab.advance(400_000);
		expect(await run(lab, listed)).toBe('0\n');
	});

	it.each([
		['example.net', 1],
		['a.b.example.net', 1],
		['notexample.net', 0],
		['example.net.example.com', 0],
	])('match a domain and what is below: %s fills %i', async (name, count) => {
		await runAll(lab, fwd, `/lab/lookup name=${name}`);
		expect(await run(lab, listed)).toBe(`${count}\n`);
	});

	it('by regular expression come before others', async () => {
		await runAll(lab, '/ip/dns/static/add name=a.example.net address=10.0.0.1', '/ip/dns/static/add regexp="^a[.]" address=10.0.0.2');
		expect(await run(lab, ':put [:resolve a.example.net]')).toBe('10.0.0.2\n');
	});

	it('are answered by one server alone when it is named', async () => {
		await runAll(lab, '/ip/dns/static/add name=www.example.net address=10.0.0.1', '/lab/host dead=9.9.9.9');
		expect(await run(lab, ':put [:resolve www.example.net]')).toBe('10.0.0.1\n');
		expect(await run(lab, ':put ([:resolve www.example.net server=9.9.9.10] in 198.18.0.0/15)')).toBe('true\n');
		expect(await run(lab, ':put [:resolve www.example.net server=9.9.9.9]')).toContain('failure: dns name does not exist');
	});

	it('lead on by CNAME, and not in circles', async () => {
		await runAll(
			lab,
			'/ip/dns/static/add name=a.lan type=CNAME cname=router.lan',
			'/ip/dns/static/add name=b.lan type=CNAME cname=c.lan',
			'/ip/dns/static/add name=c.lan type=CNAME cname=b.lan',
		);
		expect(await run(lab, ':put [:resolve a.lan]')).toBe('192.168.88.1\n');
		expect(await run(lab, ':put [:resolve b.lan]')).toContain('failure: dns name does not exist');
	});

	it('are remembered while no server answers, until their time is over or the cache is flushed', async () => {
		const address = await run(lab, ':put [:resolve www.example.net]');
		await run(lab, '/lab/tunnel dead=ether1');
		expect(await run(lab, ':put [:resolve www.example.net]')).toBe(address);
		expect(await run(lab, ':put [/ip/dns/cache/get [find where name=www.example.net and type=A] data]')).toBe(address);
		await run(lab, '/ip/dns/cache/flush');
		expect(await run(lab, ':put [:resolve www.example.net]')).toContain('failure');
		await run(lab, '/lab/tunnel alive=ether1');
		expect(await run(lab, ':put [:resolve www.example.net]')).toBe(address);
	});

	it('need a server that answers', async () => {
		await runAll(lab, '/ip/dhcp-client/set [find] use-peer-dns=no');
		expect(await run(lab, ':put [:resolve www.example.net]')).toContain('failure');
		await run(lab, '/ip/dns/set servers=203.0.113.53');
		expect(await run(lab, ':put [:typeof [:resolve www.example.net]]')).toBe('ip\n');
		await runAll(lab, '/lab/host dead=203.0.113.53', '/ip/dns/cache/flush');
		expect(await run(lab, ':put [:resolve www.example.net]')).toContain('failure');
	});
});
