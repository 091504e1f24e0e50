import {beforeAll, describe, expect, it} from 'vitest';
import {kindOf} from '../../source/lab/store/kinds.js';
import {normalise} from '../../source/lab/store/normalise.js';
import type {Schema} from '../../source/routeros/schema/index.js';
import {loadSchema} from '../../source/routeros/schema/index.js';

let schema: Schema;
beforeAll(async () => {
	schema = await loadSchema({major: 7, minor: 20, patch: 0});
});

const keep = (menu: string, argument: string, text: string): string => {
	const names = (): readonly string[] => ['ether1', 'wg-vpn', 'main', 'LAN'];
	return normalise({menu, argument, names, isoDates: true}, kindOf(menu, argument, schema.argument(menu, 'add', argument) ?? schema.argument(menu, 'set', argument)), text);
};

const v4 = '/ip/firewall/mangle';
const v6 = '/ipv6/firewall/mangle';

describe('values as RouterOS keeps them', () => {
	it.each([
		['/ip/firewall/address-list', 'address', '1.2.3.4/32', '1.2.3.4'],
		['/ip/firewall/address-list', 'address', '192.168.1.5/24', '192.168.1.0/24'],
		['/ip/firewall/address-list', 'address', '192.168.0.0-192.168.1.255', '192.168.0.0/23'],
		['/ip/firewall/address-list', 'address', '10.0.0.1-10.0.0.9', '10.0.0.1-10.0.0.9'],
		['/ip/firewall/address-list', 'address', 'Example.COM', 'example.com'],
		['/ipv6/firewall/address-list', 'address', '2001:DB8::1', '2001:db8::1/128'],
		['/ip/route', 'dst-address', '8.8.8.8', '8.8.8.8/32'],
		['/ip/route', 'gateway', '192.0.2.1%ether1', '192.0.2.1%ether1'],
		['/ip/route', 'gateway', 'wg-vpn', 'wg-vpn'],
		['/ip/route', 'blackhole', '', 'yes'],
		['/ip/address', 'address', '192.168.88.1/24', '192.168.88.1/24'],
		[v4, 'connection-state', 'new,established', 'established,new'],
		[v4, 'dst-port', '80,443,1000-2000', '80,443,1000-2000'],
		[v4, 'protocol', '6', 'tcp'],
		[v4, 'src-address', '10.1.2.3/8', '10.0.0.0/8'],
		[v6, 'dst-address', 'fd00::1', 'fd00::1/128'],
		['/ip/dns', 'address-list-extra-time', '90', '1m30s'],
		['/ip/dns', 'servers', '1.1.1.1,2606:4700::1111', '1.1.1.1,2606:4700::1111'],
		['/system/script', 'policy', 'test,write,read', 'read,write,test'],
		['/system/scheduler', 'start-time', 'startup', 'startup'],
		['/interface/wireguard/peers', 'allowed-address', '0.0.0.0/0,::/0', '0.0.0.0/0,::/0'],
	])('%s %s=%s', (menu, argument, given, kept) => {
		expect(keep(menu, argument, given)).toBe(kept);
	});
});

describe('values it refuses, in its words', () => {
	it.each([
		['/ip/firewall/address-list', 'address', '10.0.0.300', 'invalid value for argument address'],
		['/ip/firewall/address-list', 'address', '2001:db8::1', 'invalid value for argument address'],
		['/ip/route', 'gateway', 'ether9', 'input does not match any value of gateway'],
		['/ip/route', 'dst-address', '2001:db8::/32', 'invalid value for argument dst-address'],
		['/ip/route', 'distance', '300', 'value of distance out of range (1..255)'],
		['/ip/route', 'distance', '1x', 'value of distance contains invalid trailing characters'],
		[v4, 'in-interface', 'ether9', 'input does not match any value of in-interface'],
		[v4, 'new-routing-mark', 'nope', 'input does not match any value of new-routing-mark'],
		[v4, 'dst-port', '70000', 'invalid value for argument dst-port'],
		['/ip/address', 'address', 'fd00::1/64', 'invalid value for argument address'],
		['/interface/wireguard', 'private-key', 'short', 'invalid value for argument private-key'],
		['/system/script', 'policy', 'everything', 'invalid value for argument policy'],
	])('%s %s=%s', (menu, argument, given, message) => {
		expect(() => keep(menu, argument, given)).toThrow(message);
	});
});
