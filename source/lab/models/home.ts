import {homeSite} from '../store/site.js';
import type {Model} from './blueprint.js';
import {ethernetPorts, ethers, everyRouter} from './factory.js';
import {badIpv6, homeFilter4, homeFilter6, srcnat} from './firewall.js';

/** The WireGuard keys are made up for the lab: the private one of the tunnel, and the public one of its far end. */
const tunnel = {private: 'oK1pYh3cQj0m9Vb4uX2sTqWfE7rLzN5aGdHiJkMvB0A=', peer: 'Zm9yLXRoZS1sYWItb25seS1ub3QtYS1zZWNyZXQtMTE='} as const;

/** A WireGuard tunnel to a provider, which nothing uses yet. */
export const spareTunnel = {
	interface: {'listen-port': '13231', mtu: '1420', name: 'wg-vpn', 'private-key': tunnel.private},
	peer: {
		'allowed-address': '0.0.0.0/0,::/0',
		'endpoint-address': '203.0.113.7',
		'endpoint-port': '51820',
		interface: 'wg-vpn',
		name: 'peer1',
		'persistent-keepalive': '25s',
		'public-key': tunnel.peer,
	},
	address: {address: '10.66.66.2/32', interface: 'wg-vpn', network: '10.66.66.2'},
	address6: {address: 'fd00:66::2/128', advertise: 'no', interface: 'wg-vpn'},
} as const;

/** A home router as it comes from its box, with one provider and one WireGuard tunnel. */
export const home: Model = {
	summary: 'a home router as it comes from its box, one line, a WireGuard tunnel that nothing uses yet',
	build: (release) => ({
		site: homeSite,
		settings: {'/ip/dns': {'allow-remote-requests': 'yes'}},
		menus: [
			ethernetPorts(ethers(5)),
			['/interface/bridge', [{'admin-mac': '48:A9:8A:0D:4E:12', 'auto-mac': 'no', comment: 'defconf', name: 'bridge'}]],
			['/interface/wireguard', [spareTunnel.interface]],
			[
				'/interface/list',
				[
					{comment: 'defconf', name: 'WAN'},
					{comment: 'defconf', name: 'LAN'},
				],
			],
			['/ip/pool', [{name: 'default-dhcp', ranges: '192.168.88.10-192.168.88.254'}]],
			['/ip/dhcp-server', [{'address-pool': 'default-dhcp', interface: 'bridge', name: 'defconf'}]],
			['/interface/bridge/port', [2, 3, 4, 5].map((index) => ({bridge: 'bridge', comment: 'defconf', interface: `ether${index}`}))],
			[
				'/interface/list/member',
				[
					{comment: 'defconf', interface: 'bridge', list: 'LAN'},
					{comment: 'defconf', interface: 'ether1', list: 'WAN'},
				],
			],
			['/interface/wireguard/peers', [spareTunnel.peer]],
			['/ip/address', [{address: '192.168.88.1/24', comment: 'defconf', interface: 'bridge', network: '192.168.88.0'}, spareTunnel.address]],
			['/ip/dhcp-client', [{comment: 'defconf', interface: 'ether1'}]],
			['/ip/dhcp-server/network', [{address: '192.168.88.0/24', comment: 'defconf', 'dns-server': '192.168.88.1', gateway: '192.168.88.1'}]],
			['/ip/dns/static', [{address: '192.168.88.1', comment: 'defconf', name: 'router.lan', type: 'A'}]],
			['/ip/firewall/filter', homeFilter4],
			['/ip/firewall/nat', [srcnat('masquerade', 'defconf: masquerade', {'ipsec-policy': 'out,none', 'out-interface-list': 'WAN'})]],
			['/ipv6/address', [{address: '2001:db8:88::1/64', interface: 'bridge'}, spareTunnel.address6]],
			['/ipv6/firewall/address-list', badIpv6],
			['/ipv6/firewall/filter', homeFilter6(release.minor >= 18)],
			...everyRouter,
		],
	}),
};
