import {describe, expect, it} from 'vitest';
import type {Facts, RouteFacts} from '../../source/facts/index.js';
import {uplinkInterfaces, worldOf} from '../../source/proof/index.js';
import {assumedFacts} from '../../source/routeros/model/index.js';
import {readExport} from '../plan/fixtures.js';
import {address, network, uplink, wireguard} from '../policy/documents.js';

const route = (destination: string, gateway: string, more: Partial<RouteFacts> = {}): RouteFacts => ({
	destination: network(destination),
	gateway,
	table: 'main',
	distance: 1,
	dynamic: true,
	active: true,
	origin: 'dhcp',
	...more,
});

const facts: Facts = {
	...assumedFacts({major: 7, minor: 20, patch: 0}),
	addresses: [
		{address: address('192.168.88.1/24'), interface: 'bridge', dynamic: false},
		{address: address('198.51.100.2/24'), interface: 'ether1', dynamic: true},
	],
	routes: [
		route('0.0.0.0/0', '198.51.100.1'),
		route('0.0.0.0/0', 'pppoe-out1', {origin: 'vpn', distance: 2}),
		route('10.0.0.0/8', '192.168.88.2', {dynamic: false, origin: 'static'}),
		route('10.7.0.0/16', '192.168.88.3', {origin: 'other', distance: 110}),
		route('10.8.0.0/16', '192.168.88.3', {active: false}),
		route('192.168.88.0/24', 'bridge', {origin: 'connect', distance: 0}),
	],
};

const actual = readExport(`/ip address add address=192.168.88.1/24 interface=bridge
/ip dhcp-client add interface=ether1
/ip route add dst-address=10.0.0.0/8 gateway=192.168.88.2
`);

describe('what a router has learnt', () => {
	it('is what its configuration does not say', () => {
		expect(worldOf(facts, actual)).toEqual({
			links: {},
			names: {},
			addresses: [{address: '198.51.100.2/24', interface: 'ether1'}],
			gateways: {ether1: ['198.51.100.1']},
			routes: [
				{destination: '0.0.0.0/0', gateway: 'pppoe-out1', table: 'main', distance: 2},
				{destination: '10.7.0.0/16', gateway: '192.168.88.3', table: 'main', distance: 110},
			],
		});
	});

	it('is everything where nothing of the configuration is known', () => {
		const world = worldOf(facts, {menus: {}});
		expect(world.addresses).toHaveLength(2);
		expect(world.routes).toHaveLength(4);
	});
});

describe('the interface of an uplink', () => {
	it('is the one named, or the tunnel that carries its key', () => {
		const configuration = readExport('/interface wireguard add comment="detour:home-x7k2:p1.vpn.tunnel.4 the tunnel" name=detour-vpn\n');
		const uplinks = [uplink('p2.vpn'), wireguard('p1.vpn')];
		expect([...uplinkInterfaces({uplinks}, configuration)]).toEqual([
			['p2.vpn', 'p2-vpn'],
			['p1.vpn', 'detour-vpn'],
		]);
	});
});
