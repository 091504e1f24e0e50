import type {Model, Properties} from './blueprint.js';
import {ethernetPorts, ethers, everyRouter} from './factory.js';
import {forward, input, prerouting, srcnat} from './firewall.js';

const games = ['192.0.2.0/25', '198.51.100.128/25', '203.0.113.192/26'] as const;

/** QoS as cafés have it: each connection gets a mark, and whoever wants one of his own finds it taken. */
const marks = (kind: string, more: Properties): readonly Properties[] => [
	prerouting('mark-connection', `QoS: ${kind}`, {'connection-mark': 'no-mark', 'new-connection-mark': `qos-${kind}`, passthrough: 'yes', ...more}),
	prerouting('mark-packet', `QoS: ${kind}`, {'connection-mark': `qos-${kind}`, 'new-packet-mark': `qos-${kind}`, passthrough: 'no'}),
];

const leaf = (direction: string, parent: string, kind: string, limit: string, priority: string): Properties => ({
	'limit-at': limit,
	'max-limit': '100M',
	name: `${direction}-${kind}`,
	'packet-mark': `qos-${kind}`,
	parent,
	priority,
});

const tree = (direction: string, parent: string): readonly Properties[] => [
	{'max-limit': '100M', name: direction, parent},
	leaf(direction, direction, 'games', '30M', '1'),
	leaf(direction, direction, 'bulk', '10M', '8'),
	leaf(direction, direction, 'rest', '40M', '4'),
];

/** An internet café: QoS over connection marks, queue trees, a HotSpot for guests, a fixed address outside. */
export const cafe: Model = {
	summary: 'an internet café: QoS that marks every connection, queue trees, a HotSpot for guests, a fixed address outside',
	build: () => ({
		site: {
			board: {name: 'RB5009UG+S+', architecture: 'arm64', softwareId: 'LAB0-0003', model: 'RB5009UG+S+', serial: 'HE30LAB0003'},
			lines: {},
			deviceMode: 'advanced',
			ramDisk: false,
		},
		settings: {'/ip/dns': {'allow-remote-requests': 'yes', servers: '198.51.100.53,192.0.2.53'}, '/system/identity': {name: 'cafe'}},
		menus: [
			ethernetPorts([...ethers(8), 'sfp-sfpplus1']),
			[
				'/interface/bridge',
				[
					{comment: 'the PCs', name: 'bridge-cafe'},
					{comment: 'guests by radio', name: 'bridge-guests'},
				],
			],
			['/interface/list', [{name: 'WAN'}, {name: 'LAN'}]],
			['/ip/hotspot/profile', [{'dns-name': 'guests.cafe.lan', 'hotspot-address': '10.30.0.1', 'login-by': 'http-chap', name: 'guests'}]],
			[
				'/ip/pool',
				[
					{name: 'cafe', ranges: '10.20.0.50-10.20.3.250'},
					{name: 'guests', ranges: '10.30.0.10-10.30.0.250'},
				],
			],
			[
				'/ip/dhcp-server',
				[
					{'address-pool': 'cafe', interface: 'bridge-cafe', 'lease-time': '8h', name: 'cafe'},
					{'address-pool': 'guests', interface: 'bridge-guests', 'lease-time': '1h', name: 'guests'},
				],
			],
			['/ip/hotspot', [{'address-pool': 'guests', disabled: 'no', interface: 'bridge-guests', name: 'guests', profile: 'guests'}]],
			['/queue/tree', [...tree('down', 'bridge-cafe'), ...tree('up', 'ether1')]],
			[
				'/interface/bridge/port',
				[...['ether2', 'ether3', 'ether4', 'ether5', 'ether6', 'ether7'].map((name) => ({bridge: 'bridge-cafe', interface: name})), {bridge: 'bridge-guests', interface: 'ether8'}],
			],
			[
				'/interface/list/member',
				[
					{interface: 'ether1', list: 'WAN'},
					{interface: 'bridge-cafe', list: 'LAN'},
					{interface: 'bridge-guests', list: 'LAN'},
				],
			],
			[
				'/ip/address',
				[
					{address: '203.0.113.10/24', interface: 'ether1', network: '203.0.113.0'},
					{address: '10.20.0.1/22', interface: 'bridge-cafe', network: '10.20.0.0'},
					{address: '10.30.0.1/24', interface: 'bridge-guests', network: '10.30.0.0'},
				],
			],
			[
				'/ip/dhcp-server/network',
				[
					{address: '10.20.0.0/22', 'dns-server': '10.20.0.1', gateway: '10.20.0.1'},
					{address: '10.30.0.0/24', 'dns-server': '10.30.0.1', gateway: '10.30.0.1'},
				],
			],
			['/ip/firewall/address-list', games.map((address) => ({address, list: 'game-servers'}))],
			[
				'/ip/firewall/filter',
				[
					input('accept', '', {'connection-state': 'established,related,untracked'}),
					input('drop', '', {'connection-state': 'invalid'}),
					input('accept', '', {protocol: 'icmp'}),
					input('drop', 'not from inside', {'in-interface-list': '!LAN'}),
					forward('accept', '', {'connection-state': 'established,related,untracked'}),
					forward('drop', '', {'connection-state': 'invalid'}),
					forward('drop', 'guests stay guests', {'in-interface': 'bridge-guests', 'out-interface': 'bridge-cafe'}),
					forward('drop', '', {'connection-nat-state': '!dstnat', 'connection-state': 'new', 'in-interface-list': 'WAN'}),
				],
			],
			[
				'/ip/firewall/mangle',
				[...marks('games', {'dst-address-list': 'game-servers', protocol: 'udp'}), ...marks('bulk', {'connection-bytes': '20000000-0', protocol: 'tcp'}), ...marks('rest', {})],
			],
			['/ip/firewall/nat', [srcnat('masquerade', '', {'out-interface-list': 'WAN'})]],
			['/ip/hotspot/ip-binding', [{comment: 'the printer', 'mac-address': '02:00:5E:10:00:07', type: 'bypassed'}]],
			['/ip/route', [{'dst-address': '0.0.0.0/0', gateway: '203.0.113.1'}]],
			...everyRouter,
		],
	}),
};
