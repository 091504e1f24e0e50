import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Menu} from '../../../source/routeros/model/index.js';
import {fromExport, normaliseEntry} from '../../../source/routeros/model/index.js';

const normalised = (menu: Menu, properties: Readonly<Record<string, string>>): unknown =>
	normaliseEntry({menu, selector: {kind: 'row'}, properties, disabled: false, comment: ''}).properties;

const menus: readonly Menu[] = [
	'/ip/route',
	'/ipv6/route',
	'/routing/rule',
	'/ip/firewall/address-list',
	'/ipv6/firewall/address-list',
	'/ip/firewall/mangle',
	'/ip/address',
	'/interface/wireguard/peers',
	'/ip/dns',
	'/system/script',
];

describe('normaliseEntry', () => {
	it.each<[Menu, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
		[
			'/ip/route',
			{'dst-address': '8.8.8.8', gateway: 'wg', distance: '1', scope: '30', 'target-scope': '10', 'pref-src': '', 'routing-table': 'main'},
			{'dst-address': '8.8.8.8/32', gateway: 'wg'},
		],
		['/ip/route', {'dst-address': '10.0.0.1/24', distance: '2'}, {'dst-address': '10.0.0.0/24', distance: '2'}],
		['/tool/netwatch', {host: '192.0.2.1', 'thr-loss-percent': '75%'}, {host: '192.0.2.1', 'thr-loss-percent': '75'}],
		['/ip/route', {'dst-address': '0.0.0.0/0', blackhole: ''}, {blackhole: ''}],
		['/ipv6/route', {'dst-address': '2001:DB8:0::1', gateway: 'FE80::1%ether1,wg'}, {'dst-address': '2001:db8::1/128', gateway: 'fe80::1%ether1,wg'}],
		['/routing/rule', {'src-address': '192.168.88.50', table: 'x', action: 'lookup'}, {'src-address': '192.168.88.50/32', table: 'x'}],
		['/ip/firewall/address-list', {address: '192.168.0.0-192.168.1.255', list: 'x', timeout: '3600'}, {address: '192.168.0.0/23', list: 'x', timeout: '1h'}],
		['/ip/firewall/address-list', {address: '192.168.88.10-192.168.88.254', list: 'x'}, {address: '192.168.88.10-192.168.88.254', list: 'x'}],
		['/ip/firewall/address-list', {address: '1.2.3.4/32', list: 'x'}, {address: '1.2.3.4', list: 'x'}],
		['/ip/firewall/address-list', {address: 'cdn.example.net', list: 'x'}, {address: 'cdn.example.net', list: 'x'}],
		['/ipv6/firewall/address-list', {address: '::1', list: 'x'}, {address: '::1/128', list: 'x'}],
		[
			'/ip/firewall/mangle',
			{'dst-address': '!10.1.2.3/8', 'connection-state': '!related,established', passthrough: 'yes', log: 'no', 'log-prefix': ''},
			{'dst-address': '!10.0.0.0/8', 'connection-state': '!established,related'},
		],
		['/ip/address', {address: '192.168.88.1/24', network: '192.168.88.0', interface: 'bridge'}, {address: '192.168.88.1/24', interface: 'bridge'}],
		['/ip/address', {address: '10.0.0.1/32', network: '10.0.0.9', interface: 'x'}, {address: '10.0.0.1/32', network: '10.0.0.9', interface: 'x'}],
		[
			'/interface/wireguard/peers',
			{'allowed-address': '10.0.0.2,FD00::2', 'persistent-keepalive': '00:00:25', 'preshared-key': ''},
			{'allowed-address': '10.0.0.2/32,fd00::2/128', 'persistent-keepalive': '25s'},
		],
		['/ip/dns', {'address-list-extra-time': '01:00:00', 'allow-remote-requests': 'true', servers: ''}, {'address-list-extra-time': '1h', 'allow-remote-requests': 'yes'}],
		['/system/script', {policy: 'write,read,test', source: ':put 1'}, {policy: 'read,write,test', source: ':put 1'}],
		['/some/menu', {'dst-address': '8.8.8.8', distance: '1'}, {'dst-address': '8.8.8.8', distance: '1'}],
	])('%s %j', (menu, properties, wanted) => {
		expect(normalised(menu, properties)).toEqual(wanted);
	});

	it('changes nothing the second time', () => {
		const value = fc.oneof(
			fc.ipV4(),
			fc.ipV6(),
			fc.tuple(fc.ipV4(), fc.nat(32)).map((parts) => parts.join('/')),
			fc.tuple(fc.ipV4(), fc.ipV4()).map((parts) => parts.join('-')),
			fc.stringMatching(/^!?\d{1,5}(?:ms|[wdhms])?(?:\d{1,3}s)?$/),
			fc.constantFrom('true', 'new,established', '!x', ''),
			fc.string(),
		);
		const name = fc.constantFrom(
			'dst-address',
			'src-address',
			'address',
			'network',
			'gateway',
			'allowed-address',
			'timeout',
			'persistent-keepalive',
			'policy',
			'connection-state',
			'cache-max-ttl',
			'log',
		);
		fc.assert(
			fc.property(fc.constantFrom(...menus), fc.dictionary(name, value), (menu, properties) => {
				const once = normaliseEntry({menu, selector: {kind: 'row'}, properties, disabled: false, comment: ''});
				expect(normaliseEntry(once)).toEqual(once);
			}),
			{numRuns: 500},
		);
	});

	it('leaves a router’s own export nearly as it is', () => {
		const text = readFileSync(new URL('../../fixtures/exports/home-7.18.rsc', import.meta.url), 'utf8');
		const read = fromExport(text);
		const entries = read.ok ? Object.values(read.value.configuration.menus).flat() : [];
		const changed = entries.flatMap((entry) => {
			const {properties} = normaliseEntry(entry);
			const names = Object.keys(entry.properties).filter((name) => properties[name] !== entry.properties[name]);
			return names.map((name) => `${entry.menu} ${name}=${entry.properties[name]} -> ${properties[name] ?? 'left out'}`);
		});
		expect(changed).toMatchInlineSnapshot(`
			[
			  "/interface/wireguard mtu=1420 -> left out",
			  "/ip/address network=192.168.88.0 -> left out",
			  "/ip/address address=10.66.66.2 -> 10.66.66.2/32",
			  "/ip/address network=10.66.66.2 -> left out",
			  "/ip/dns/static type=A -> left out",
			  "/ip/route dst-address=0.0.0.0/0 -> left out",
			]
		`);
	});
});
