import {afterEach, describe, expect, it} from 'vitest';
import type {Lab} from '../../source/lab/index.js';
import {run, testLab} from './helpers.js';

let lab: Lab;
afterEach(async () => {
	await lab.stop();
});

const body = (exported: string): string =>
	exported
		.split('\n')
		.filter((line) => !line.startsWith('#'))
		.join('\n');

type Case = readonly [what: string, commands: readonly string[], menu: string, exported: string];

const cases: readonly Case[] = [
	[
		'queue types: one made, one of the factory changed',
		['/queue/type/add name=q1 kind=fq-codel', '/queue/type/set default-small pfifo-limit=20'],
		'/queue/type',
		'/queue type\nset 9 pfifo-limit=20\nadd kind=fq-codel name=q1\n',
	],
	[
		'a queue tree, rates in the largest unit that fits',
		['/queue/tree/add name=down parent=global max-limit=90M queue=default', '/queue/tree/add name=vpn parent=down packet-mark=a,b max-limit=1500000 limit-at=1000k priority=4'],
		'/queue/tree',
		'/queue tree\nadd max-limit=90M name=down parent=global queue=default\nadd limit-at=1M max-limit=1500k name=vpn packet-mark=a,b parent=down \\\n    priority=4\n',
	],
	[
		'simple queues, both directions',
		['/queue/simple/add name=tv target=192.168.88.50 max-limit=10M/50M', '/queue/simple/add target=ether5 max-limit=5M place-before=0'],
		'/queue/simple',
		'/queue simple\nadd max-limit=5M/5M name=queue1 target=ether5\nadd max-limit=10M/50M name=tv target=192.168.88.50/32\n',
	],
	[
		'SNMP and its communities',
		['/snmp/set enabled=yes contact=noc', '/snmp/community/set [find default=yes] disabled=yes', '/snmp/community/add name=mon addresses=192.168.88.0/24'],
		'/snmp',
		'/snmp community\nset [ find default=yes ] disabled=yes\nadd addresses=192.168.88.0/24 name=mon\n/snmp\nset contact=noc enabled=yes\n',
	],
	[
		'VRFs, before the one that takes all other interfaces',
		['/ip/vrf/add name=guest interfaces=ether5 place-before=[find builtin]'],
		'/ip/vrf',
		'/ip vrf\nadd interfaces=ether5 name=guest\n',
	],
	[
		'logging: rows of the factory by their number',
		[
			'/system/logging/set [find topics=info] topics=info,!dhcp',
			'/system/logging/action/set remote remote=192.168.88.9',
			'/system/logging/add topics=firewall action=remote prefix=fw',
		],
		'/system/logging',
		'/system logging action\nset 3 remote=192.168.88.9\n/system logging\nset 0 topics=info,!dhcp\nadd action=remote prefix=fw topics=firewall\n',
	],
	[
		'default routes of a DHCP client in several tables',
		['/routing/table/add name=work fib', '/ip/dhcp-client/set 0 default-route-tables=main:2,work:1'],
		'/ip/dhcp-client',
		'/ip dhcp-client\nadd comment=defconf default-route-tables=main:2,work:1 interface=ether1\n',
	],
	[
		'netwatch',
		['/tool/netwatch/add host=9.9.9.9 type=icmp interval=30s packet-count=10'],
		'/tool/netwatch',
		'/tool netwatch\nadd host=9.9.9.9 interval=30s packet-count=10 type=icmp\n',
	],
	[
		'mail',
		['/tool/e-mail/set server=192.0.2.25 port=587 tls=starttls from=router@example.com'],
		'/tool/e-mail',
		'/tool e-mail\nset from=router@example.com port=587 server=192.0.2.25 tls=starttls\n',
	],
	[
		'a DHCP server with its pool and network',
		[
			'/ip/pool/add name=p ranges=10.1.0.10-10.1.0.99',
			'/ip/dhcp-server/add name=d interface=ether5 address-pool=p lease-time=1h',
			'/ip/dhcp-server/network/add address=10.1.0.0/24 gateway=10.1.0.1 dns-server=10.1.0.1',
		],
		'/ip/dhcp-server',
		'/ip dhcp-server\nadd address-pool=default-dhcp interface=bridge name=defconf\nadd address-pool=p interface=ether5 lease-time=1h name=d\n/ip dhcp-server network\nadd address=192.168.88.0/24 comment=defconf dns-server=192.168.88.1 gateway=\\\n    192.168.88.1\nadd address=10.1.0.0/24 dns-server=10.1.0.1 gateway=10.1.0.1\n',
	],
	['forwarders', ['/ip/dns/forwarders/add name=quad dns-servers=9.9.9.9'], '/ip/dns/forwarders', '/ip dns forwarders\nadd dns-servers=9.9.9.9 name=quad\n'],
	[
		'routing rules',
		[
			'/routing/table/add name=t fib',
			'/routing/rule/add src-address=192.168.88.9 action=lookup-only-in-table table=t',
			'/routing/rule/add action=lookup table=main min-prefix=0 place-before=[find table=t]',
		],
		'/routing',
		'/routing table\nadd fib name=t\n/routing rule\nadd action=lookup min-prefix=0 table=main\nadd action=lookup-only-in-table src-address=192.168.88.9/32 table=t\n',
	],
	[
		'settings of the IP layer',
		['/ip/settings/set rp-filter=loose ipv4-multipath-hash-policy=l4'],
		'/ip/settings',
		'/ip settings\nset ipv4-multipath-hash-policy=l4 rp-filter=loose\n',
	],
];

/** Rows that the router came with, and could not take twice. */
const withoutDefconf = (exported: string): string => exported.replaceAll(/add [^\n]*defconf(?:[^\n]*\\\n)?[^\n]*\n/g, '');

describe('what is added and set comes out of an export', () => {
	it.each(cases)('%s', async (_what, commands, menu, exported) => {
		lab = await testLab();
		for (const command of commands) {
			expect(await run(lab, command)).toBe('');
		}

		expect(body(await run(lab, `${menu}/export`))).toBe(exported);
	});
});

describe('what came out of an export goes into another router', () => {
	it.each(cases)('%s', async (_what, commands, menu, exported) => {
		lab = await testLab();
		const needed = commands.filter((command) => command.startsWith('/routing/table') && !menu.startsWith('/routing'));
		for (const command of [
			...needed,
			...(menu === '/ip/dhcp-client' ? ['/ip/dhcp-client/remove 0'] : menu === '/ip/dhcp-server' ? ['/ip/pool/add name=p ranges=10.1.0.10-10.1.0.99'] : []),
		]) {
			await run(lab, command);
		}

		const change = menu === '/ip/dhcp-client' ? exported : withoutDefconf(exported);
		await run(lab, `/file/add name=change.rsc contents="${change.replaceAll(/[\\"$]/g, '\\$&')}"`);
		expect(await run(lab, '/import change.rsc')).toContain('successfully');
		expect(body(await run(lab, `${menu}/export`))).toBe(exported);
	});
});
