import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, testLab} from './helpers.js';

let lab: Lab;
beforeAll(async () => {
	lab = await testLab(16);
	await run(
		lab,
		'/ip/firewall/mangle/add chain=prerouting action=mark-connection connection-state=new new-connection-mark=vpn passthrough=yes comment="say \\"hi\\"" disabled=yes',
	);
});
afterAll(async () => {
	await lab.stop();
});

describe('print', () => {
	it('shows a table with the flags and columns in use', async () => {
		expect(await run(lab, '/ip address print')).toBe(
			[
				'Flags: D - DYNAMIC',
				'Columns: ADDRESS, NETWORK, INTERFACE',
				'#   ADDRESS           NETWORK       INTERFACE',
				';;; defconf',
				'0   192.168.88.1/24   192.168.88.0  bridge   ',
				'1   10.66.66.2/32     10.66.66.2    wg-vpn   ',
				'2 D 198.51.100.23/24  198.51.100.0  ether1   ',
				'',
				'',
			].join('\n'),
		);
	});

	it('gives dynamic routes no number', async () => {
		expect(await run(lab, '/ip route print where dst-address="0.0.0.0/0"')).toBe(
			[
				'Flags: D - DYNAMIC; A - ACTIVE; d - DHCP',
				'Columns: DST-ADDRESS, GATEWAY, ROUTING-TABLE, DISTANCE',
				'#     DST-ADDRESS  GATEWAY       ROUTING-TABLE  DISTANCE',
				'  DAd 0.0.0.0/0    198.51.100.1  main                  1',
				'',
				'',
			].join('\n'),
		);
	});

	it('prints firewalls in detail, with the whole legend even without rows', async () => {
		expect(await run(lab, '/ip firewall mangle print')).toBe(
			[
				'Flags: X - disabled, I - invalid; D - dynamic ',
				' 0  D ;;; special dummy rule to show fasttrack counters',
				'      chain=prerouting action=passthrough ',
				'',
				' 1 X  ;;; say "hi"',
				'      chain=prerouting action=mark-connection new-connection-mark=vpn passthrough=yes connection-state=new log=no log-prefix="" ',
				'',
				'',
			].join('\n'),
		);
		expect(await run(lab, '/ip firewall raw print where chain=nobody')).toBe('Flags: X - disabled, I - invalid; D - dynamic \n\n');
	});

	it('is terse on a line a row', async () => {
		expect(await run(lab, '/ip firewall mangle print terse where !dynamic')).toBe(
			' 1 X  comment=say "hi" chain=prerouting action=mark-connection new-connection-mark=vpn passthrough=yes connection-state=new log=no log-prefix= \n',
		);
	});

	it('counts', async () => {
		expect(await run(lab, '/interface print count-only')).toBe('8\n');
		expect(await run(lab, ':put [/interface print count-only]')).toBe('8\n8\n');
	});

	it('gives values only to those who ask for them', async () => {
		expect(await run(lab, '/ip address print as-value')).toBe('');
		expect(await run(lab, ':put [/ip address print as-value where interface=wg-vpn]')).toBe('.id=*2;address=10.66.66.2/32;interface=wg-vpn;network=10.66.66.2\n');
		expect(JSON.parse(await run(lab, ':put [:serialize to=json [/ip route print detail as-value where dst-address="0.0.0.0/0"]]'))).toMatchObject([
			{'dst-address': '0.0.0.0/0', gateway: '198.51.100.1', 'routing-table': 'main', distance: 1, dynamic: true, active: true, dhcp: true},
		]);
	});

	it('pads settings to the longest', async () => {
		expect(await run(lab, '/system identity print')).toBe('  name: MikroTik\n\n');
		expect((await run(lab, '/system resource print')).split('\n').slice(0, 2)).toEqual([
			'                   uptime: 0s                 ',
			'                  version: 7.16.1 (stable)    ',
		]);
	});

	it('hides keys from those without policy sensitive', async () => {
		expect(await run(lab, '/export')).not.toContain('private-key');
		expect(await run(lab, '/export show-sensitive')).toContain('private-key=');
		await run(lab, '/interface/pppoe-client/add name=p interface=ether1 user=u password=hush');
		expect(await run(lab, '/export')).not.toContain('hush');
		expect(await run(lab, '/export show-sensitive')).toContain('password=hush');
	});
});
