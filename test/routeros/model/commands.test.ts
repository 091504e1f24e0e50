import {describe, expect, it} from 'vitest';
import type {Entry} from '../../../source/routeros/model/index.js';
import {addCommand, menuInfo, setCommand} from '../../../source/routeros/model/index.js';

const entry = (menu: Entry['menu'], properties: Entry['properties'], more: Partial<Entry> = {}): Entry => ({
	menu,
	selector: {kind: 'row'},
	properties,
	disabled: false,
	comment: '',
	...more,
});

describe('addCommand', () => {
	it.each([
		[
			entry('/ip/firewall/mangle', {chain: 'prerouting', action: 'jump', 'dst-address-type': '!local'}, {comment: 'a "b"', disabled: true}),
			'/ip firewall mangle add action=jump chain=prerouting comment="a \\"b\\"" disabled=yes dst-address-type=!local',
		],
		[entry('/routing/table', {name: 'x', fib: ''}), '/routing table add fib name=x'],
		[entry('/ip/route', {gateway: '', blackhole: '', 'dst-address': '::/0'}), '/ip route add blackhole dst-address=::/0 gateway=""'],
		[entry('/interface/pppoe-client', {name: 'x'}), '/interface pppoe-client add disabled=no name=x'],
		[entry('/interface/pppoe-client', {name: 'x'}, {disabled: true}), '/interface pppoe-client add name=x'],
	])('writes one line: %#', (row, line) => {
		expect(addCommand(row)).toBe(line);
	});

	it('lets extra properties win', () => {
		expect(addCommand(entry('/ip/route', {gateway: 'x'}, {comment: 'c'}), {disabled: 'yes', comment: 'd e'})).toBe('/ip route add comment="d e" disabled=yes gateway=x');
	});
});

describe('setCommand', () => {
	it.each<[Entry['menu'], Entry['properties'], Entry['properties'], string]>([
		['/ip/dns', {}, {'allow-remote-requests': 'yes'}, '/ip dns set allow-remote-requests=yes'],
		// In a condition everything but yes and no is quoted: a slash or a colon would be an operator.
		['/ip/dhcp-client', {interface: 'ether1', disabled: 'no'}, {'use-peer-dns': 'no'}, '/ip dhcp-client set [find where disabled=no and interface="ether1"] use-peer-dns=no'],
		[
			'/ip/route',
			{'dst-address': '0.0.0.0/0', blackhole: '', comment: '"; x'},
			{distance: '2'},
			'/ip route set [find where blackhole and comment="\\"; x" and dst-address="0.0.0.0/0"] distance=2',
		],
	])('%s', (menu, find, properties, line) => {
		expect(setCommand(menu, find, properties)).toBe(line);
	});
});

describe('menuInfo', () => {
	it('knows order, uniqueness and settings, and says the usual of the rest', () => {
		expect(menuInfo('/ip/firewall/mangle').ordered).toBe(true);
		expect(menuInfo('/ip/firewall/address-list')).toMatchObject({ordered: false, unique: [['list', 'address']]});
		expect(menuInfo('/ip/dns')).toMatchObject({singleton: true, disabling: false});
		expect(menuInfo('/queue/type').ownedBy).toBe('name');
		expect(menuInfo('/some/menu')).toMatchObject({ordered: false, ownedBy: 'comment', disabling: true, singleton: false, unique: []});
	});
});
