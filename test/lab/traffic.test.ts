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

const web = '/lab/packet src-address=192.168.88.10 dst-address=1.1.1.1 dst-port=443';
const intruder = '/lab/packet src-address=203.0.113.99 dst-address=198.51.100.23 dst-port=22';

describe('packets', () => {
	it.each([
		[web, 'tcp 192.168.88.10 -> 1.1.1.1 leaves by ether1 to 198.51.100.1, answered\n'],
		['/lab/packet dst-address=1.1.1.1', 'icmp 198.51.100.23 -> 1.1.1.1 leaves by ether1 to 198.51.100.1, answered\n'],
		['/lab/packet src-address=192.168.88.10 dst-address=192.168.88.1 dst-port=53 protocol=udp', 'udp 192.168.88.10 -> 192.168.88.1 is for the router, answered\n'],
		[intruder, 'tcp 203.0.113.99 -> 198.51.100.23 is dropped by /ip/firewall/filter 5, no answer\n'],
	])('%s', async (command, told) => {
		expect(await run(lab, command)).toBe(told);
	});

	it.each([
		['/lab/packet', 'missing value(s) of argument(s) dst-address'],
		['/lab/packet dst-address=nowhere', 'invalid value for argument dst-address'],
		['/lab/packet dst-address=1.1.1.1 src-address=2001:db8::1', 'invalid value for argument src-address'],
		['/lab/packet dst-address=1.1.1.1 dst-port=70000', 'invalid value for argument dst-port'],
	])('are refused: %s', async (command, error) => {
		expect(await run(lab, command)).toContain(error);
	});

	it('go by what changed just now: routes, marks, links, hosts', async () => {
		await runAll(
			lab,
			'/routing/table/add name=vpn fib',
			'/ip/route/add gateway=wg-vpn routing-table=vpn',
			'/ip/firewall/mangle/add chain=prerouting src-address=192.168.88.10 dst-address-type=!local action=mark-routing new-routing-mark=vpn',
		);
		expect(await run(lab, web)).toContain('leaves by wg-vpn (routing mark vpn)');
		await run(lab, '/ip/firewall/mangle/disable [find new-routing-mark=vpn]');
		expect(await run(lab, web)).toContain('leaves by ether1');
		await run(lab, '/lab/host dead=1.1.1.1');
		expect(await run(lab, web)).toContain('no answer');
		await run(lab, '/lab/interface down=ether1');
		expect(await run(lab, web)).toContain('has no route');
	});
});

describe('counters', () => {
	const packets = (where: string): Promise<string> => run(lab, `:put [/ip/firewall/${where} packets]`);

	it('count what each rule took, and the connection once in NAT', async () => {
		await run(lab, `${web} count=5`);
		await run(lab, intruder);
		expect(await packets('nat/get [find action=masquerade]')).toBe('1\n');
		expect(await packets('filter/get [find comment~"drop all not coming"]')).toBe('1\n');
		// Five there and five back, less the first there; FastTrack's packets are seen by its dummy rule alone.
		expect(await packets('filter/get [find dynamic]')).toBe('8\n');
		expect(await run(lab, ':put [/ip/settings/get ipv4-fasttrack-packets]')).toBe('8\n');
	});

	it('are put back to 0, some or all, and by a restart', async () => {
		await run(lab, intruder);
		const rule = 'filter/get [find comment~"drop all not coming"]';
		await run(lab, '/ip/firewall/filter/reset-counters [find chain=forward]');
		expect(await packets(rule)).toBe('1\n');
		await run(lab, '/ip/firewall/filter/reset-counters [find comment~"drop all not coming"]');
		expect(await packets(rule)).toBe('0\n');
		await runAll(lab, intruder, '/ip/firewall/filter/reset-counters-all');
		expect(await packets(rule)).toBe('0\n');
		await runAll(lab, intruder, '/lab/reboot');
		expect(await packets(rule)).toBe('0\n');
	});

	it('move on interfaces, with ping too', async () => {
		await run(lab, '/ping 1.1.1.1 count=1');
		expect(await run(lab, '/interface/print stats where name=ether1')).toBe(
			[
				'Flags: R - RUNNING',
				'Columns: NAME, RX-BYTE, TX-BYTE, RX-PACKET, TX-PACKET, TX-QUEUE-DROP',
				'#   NAME    RX-BYTE  TX-BYTE  RX-PACKET  TX-PACKET  TX-QUEUE-DROP',
				'0 R ether1       84       84          1          1              0',
				'',
				'',
			].join('\n'),
		);
	});

	it('move in simple queues by direction, and in the tree by packet mark up to the root', async () => {
		await runAll(
			lab,
			'/ip/firewall/filter/disable [find action=fasttrack-connection]',
			'/queue/simple/add name=tv target=192.168.88.10 max-limit=10M/50M',
			'/queue/tree/add name=root parent=global max-limit=50M',
			'/queue/tree/add name=leaf parent=root packet-mark=web',
			'/ip/firewall/mangle/add chain=forward action=mark-packet new-packet-mark=web dst-address=192.168.88.10',
			`${web} count=3 packet-size=100`,
		);
		expect(await run(lab, '/queue/simple/print stats')).toContain('bytes=300/300 total-bytes=0 packets=3/3');
		expect(await run(lab, '/queue/tree/print stats')).toBe(
			[
				'Flags: X - disabled, I - invalid ',
				' 0   name="root" parent=global packet-mark="" rate=0 packet-rate=0 queued-bytes=0 queued-packets=0 bytes=300 packets=3 dropped=0 ',
				'',
				' 1   name="leaf" parent=root packet-mark=web rate=0 packet-rate=0 queued-bytes=0 queued-packets=0 bytes=300 packets=3 dropped=0 ',
				'',
				'',
			].join('\n'),
		);
	});
});

describe('connections', () => {
	it('are listed as they stand, and forgotten when nothing comes any more', async () => {
		await runAll(lab, `${web} count=5`, '/lab/packet src-address=192.168.88.11 dst-address=9.9.9.9 dst-port=53 protocol=udp');
		expect(await run(lab, '/ip/firewall/connection/print')).toBe(
			[
				'Flags: S - SEEN-REPLY; A - ASSURED; C - CONFIRMED; F - FASTTRACK; s - SRCNAT',
				'Columns: PROTOCOL, SRC-ADDRESS, SRC-PORT, DST-ADDRESS, DST-PORT, TCP-STATE, TIMEOUT, ORIG-RATE, REPL-RATE, ORIG-PACKETS, REPL-PACKETS, ORIG-BYTES, REPL-BYTES',
				'#       PROTOCOL  SRC-ADDRESS    SRC-PORT  DST-ADDRESS  DST-PORT  TCP-STATE    TIMEOUT  ORIG-RATE  REPL-RATE  ORIG-PACKETS  REPL-PACKETS  ORIG-BYTES  REPL-BYTES',
				'0 SACFs tcp       192.168.88.10     50000  1.1.1.1           443  established  1d       0bps       0bps                  5             5         260         260',
				'1 S C s udp       192.168.88.11     50000  9.9.9.9            53               3m       0bps       0bps                  1             1          60          60',
				'',
				'',
			].join('\n'),
		);
		await lab.advance(3 * 60_000);
		expect(await run(lab, ':put [/ip/firewall/connection/print count-only where protocol=udp]')).toBe('0\n0\n');
		expect(await run(lab, ':put [/ip/firewall/connection/print count-only where protocol=tcp]')).toBe('1\n1\n');
	});

	it('are forgotten when somebody removes them: the next packet is a new one', async () => {
		await runAll(lab, web, '/ip/firewall/connection/remove [find dst-port=443]');
		expect(await run(lab, ':put [:len [/ip/firewall/connection/find]]')).toBe('0\n');
		await run(lab, web);
		expect(await run(lab, ':put [/ip/firewall/nat/get [find action=masquerade] packets]')).toBe('2\n');
	});

	it('are not made by what was dropped', async () => {
		await run(lab, intruder);
		expect(await run(lab, ':put [:len [/ip/firewall/connection/find]]')).toBe('0\n');
	});
});

describe('rules that do something beside', () => {
	it('log', async () => {
		await runAll(lab, '/ip/firewall/filter/set [find comment~"drop all not coming"] log=yes log-prefix=IN', intruder);
		expect(await run(lab, ':put [/log/get [find topics~"firewall"] message]')).toBe(
			'IN input: in:ether1 out:(unknown 0), connection-state:new proto TCP (SYN), 203.0.113.99:50000->198.51.100.23:22, len 52\n',
		);
	});

	it('put addresses into lists, for a time, and what looks at the list finds them', async () => {
		await runAll(
			lab,
			'/ip/firewall/raw/add chain=prerouting src-address-list=bad action=drop',
			'/ip/firewall/filter/add chain=input in-interface=ether1 action=add-src-to-address-list address-list=bad address-list-timeout=1h place-before=[find comment~"drop all not coming"]',
			intruder,
		);
		expect(await run(lab, ':put [/ip/firewall/address-list/get [find list=bad] timeout]')).toBe('01:00:00\n');
		expect(await run(lab, intruder)).toContain('is dropped by /ip/firewall/raw 1');
		await lab.advance(60 * 60_000);
		expect(await run(lab, intruder)).toContain('is dropped by /ip/firewall/filter 6');
	});
});
