import type {Line} from '../store/site.js';
import type {Model} from './blueprint.js';
import {ethernetPorts, ethers, everyRouter} from './factory.js';
import {dstnat, plainFilter4, srcnat} from './firewall.js';
import {spareTunnel} from './home.js';

const lan = 'bridge-lan';
const resolver = '172.17.0.2';

/** Both modems call themselves 192.168.1.1, as nearly all of them do: a bare gateway address says nothing here. */
const modem = (host: number): Line => ({address: `192.168.1.${host}/24`, gateway: '192.168.1.1', dns: ['192.168.1.1']});

const toResolver = (protocol: string): Readonly<Record<string, string>> =>
	dstnat('dst-nat', `every name through the Pi-hole (${protocol})`, {
		'dst-address': `!${resolver}`,
		'dst-port': '53',
		'in-interface': lan,
		protocol,
		'src-address': `!${resolver}`,
		'to-addresses': resolver,
	});

/** Two lines behind twin modems, set up by hand without interface lists, names through a Pi-hole on the router itself. */
export const dualWan: Model = {
	summary: 'two lines behind modems that are both 192.168.1.1, no LAN and WAN lists, a Pi-hole in a container, device-mode home from 7.17',
	build: (release) => ({
		site: {
			board: {name: 'hEX S', architecture: 'arm', softwareId: 'LAB0-0002', model: 'E60iUGS', serial: 'HJ20LAB0002'},
			lines: {ether1: modem(20), ether2: modem(33)},
			deviceMode: release.minor >= 17 ? 'home' : 'advanced',
			ramDisk: false,
		},
		settings: {'/ip/dns': {'allow-remote-requests': 'yes', servers: resolver}, '/system/identity': {name: 'two lines'}},
		menus: [
			ethernetPorts(ethers(5)),
			['/interface/bridge', [{name: lan}, {comment: 'containers', name: 'bridge-containers'}]],
			['/interface/veth', [{address: `${resolver}/24`, gateway: '172.17.0.1', name: 'veth-pihole'}]],
			['/interface/wireguard', [spareTunnel.interface]],
			['/ip/pool', [{name: 'lan', ranges: '192.168.10.100-192.168.10.199'}]],
			['/ip/dhcp-server', [{'address-pool': 'lan', interface: lan, name: 'lan'}]],
			['/interface/bridge/port', [...['ether3', 'ether4', 'ether5'].map((name) => ({bridge: lan, interface: name})), {bridge: 'bridge-containers', interface: 'veth-pihole'}]],
			['/interface/wireguard/peers', [spareTunnel.peer]],
			[
				'/ip/address',
				[
					{address: '192.168.10.1/24', interface: lan, network: '192.168.10.0'},
					{address: '172.17.0.1/24', interface: 'bridge-containers', network: '172.17.0.0'},
					spareTunnel.address,
				],
			],
			[
				'/ip/dhcp-client',
				[
					{comment: 'cable', interface: 'ether1', 'use-peer-dns': 'no'},
					{comment: 'DSL, in reserve', 'default-route-distance': '2', interface: 'ether2', 'use-peer-dns': 'no'},
				],
			],
			['/ip/dhcp-server/network', [{address: '192.168.10.0/24', 'dns-server': resolver, gateway: '192.168.10.1'}]],
			['/ip/firewall/filter', plainFilter4(lan, ['ether1', 'ether2'])],
			['/ip/firewall/nat', [srcnat('masquerade', '', {'out-interface': 'ether1'}), srcnat('masquerade', '', {'out-interface': 'ether2'}), toResolver('udp'), toResolver('tcp')]],
			...everyRouter,
		],
	}),
};
