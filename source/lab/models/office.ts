import type {Model} from './blueprint.js';
import {ethernetPorts, ethers, everyRouter} from './factory.js';
import {dstnat, forward, input, srcnat} from './firewall.js';

const here = '192.168.40.0/22';
const branch = '192.168.60.0/24';
const gateway = '203.0.113.1';

/** A small office: VLANs, and an IPsec tunnel to its branch that no policy may steal traffic from. */
export const office: Model = {
	summary: 'a small office: VLANs, an IPsec tunnel to the branch, a server behind port forwards, a RAM disk beside its flash',
	build: () => ({
		site: {
			board: {name: 'hAP ac^2', architecture: 'arm', softwareId: 'LAB0-0004', model: 'RBD52G-5HacD2HnD', serial: 'HD40LAB0004'},
			lines: {},
			deviceMode: 'advanced',
			ramDisk: true,
		},
		settings: {'/ip/dns': {'allow-remote-requests': 'yes', servers: '198.51.100.53'}, '/system/identity': {name: 'office'}, '/ip/settings': {'rp-filter': 'loose'}},
		menus: [
			ethernetPorts(ethers(5)),
			['/interface/bridge', [{name: 'bridge'}]],
			[
				'/interface/vlan',
				[
					{comment: 'desks', interface: 'bridge', name: 'vlan10', 'vlan-id': '10'},
					{comment: 'telephones', interface: 'bridge', name: 'vlan20', 'vlan-id': '20'},
					{comment: 'visitors', interface: 'bridge', name: 'vlan30', 'vlan-id': '30'},
				],
			],
			['/interface/list', [{name: 'WAN'}, {name: 'LAN'}, {name: 'visitors'}]],
			['/ip/ipsec/profile', [{'dh-group': 'modp2048', 'enc-algorithm': 'aes-256', 'hash-algorithm': 'sha256', name: 'branch'}]],
			['/ip/ipsec/peer', [{address: '192.0.2.99/32', 'exchange-mode': 'ike2', name: 'branch', profile: 'branch'}]],
			['/ip/ipsec/proposal', [{'auth-algorithms': 'sha256', 'enc-algorithms': 'aes-256-cbc', name: 'branch', 'pfs-group': 'modp2048'}]],
			['/ip/pool', ['41', '42', '43'].map((net, index) => ({name: `vlan${index + 1}0`, ranges: `192.168.${net}.50-192.168.${net}.199`}))],
			['/ip/dhcp-server', [1, 2, 3].map((index) => ({'address-pool': `vlan${index}0`, interface: `vlan${index}0`, name: `vlan${index}0`}))],
			['/interface/bridge/port', [2, 3, 4, 5].map((index) => ({bridge: 'bridge', interface: `ether${index}`}))],
			[
				'/interface/list/member',
				[
					{interface: 'ether1', list: 'WAN'},
					{interface: 'vlan10', list: 'LAN'},
					{interface: 'vlan20', list: 'LAN'},
					{interface: 'vlan30', list: 'visitors'},
				],
			],
			[
				'/ip/address',
				[
					{address: '203.0.113.40/24', interface: 'ether1', network: '203.0.113.0'},
					...[1, 2, 3].map((index) => ({address: `192.168.4${index}.1/24`, interface: `vlan${index}0`, network: `192.168.4${index}.0`})),
				],
			],
			['/ip/dhcp-server/network', [1, 2, 3].map((index) => ({address: `192.168.4${index}.0/24`, 'dns-server': `192.168.4${index}.1`, gateway: `192.168.4${index}.1`}))],
			[
				'/ip/firewall/filter',
				[
					input('accept', '', {'connection-state': 'established,related,untracked'}),
					input('drop', '', {'connection-state': 'invalid'}),
					input('accept', '', {protocol: 'icmp'}),
					input('accept', 'IKE of the branch', {'dst-port': '500,4500', protocol: 'udp', 'src-address': '192.0.2.99'}),
					input('accept', 'ESP of the branch', {protocol: 'ipsec-esp', 'src-address': '192.0.2.99'}),
					input('accept', '', {'in-interface-list': 'LAN'}),
					input('drop', ''),
					forward('accept', 'from the branch', {'ipsec-policy': 'in,ipsec'}),
					forward('accept', 'to the branch', {'ipsec-policy': 'out,ipsec'}),
					forward('fasttrack-connection', '', {'connection-state': 'established,related'}),
					forward('accept', '', {'connection-state': 'established,related,untracked'}),
					forward('drop', '', {'connection-state': 'invalid'}),
					forward('drop', 'visitors see the internet and nothing else', {'in-interface-list': 'visitors', 'out-interface-list': '!WAN'}),
					forward('drop', '', {'connection-nat-state': '!dstnat', 'connection-state': 'new', 'in-interface-list': 'WAN'}),
				],
			],
			[
				'/ip/firewall/nat',
				[
					srcnat('accept', 'the branch is not translated', {'dst-address': branch, 'src-address': here}),
					srcnat('masquerade', '', {'out-interface-list': 'WAN'}),
					dstnat('dst-nat', 'the web server', {'dst-port': '443', 'in-interface-list': 'WAN', protocol: 'tcp', 'to-addresses': '192.168.41.10', 'to-ports': '443'}),
				],
			],
			['/ip/ipsec/identity', [{peer: 'branch', secret: 'only for the lab'}]],
			['/ip/ipsec/policy', [{'dst-address': branch, peer: 'branch', proposal: 'branch', 'src-address': here, tunnel: 'yes'}]],
			['/ip/route', [{comment: 'provider', 'dst-address': '0.0.0.0/0', gateway}]],
			...everyRouter,
		],
	}),
};
