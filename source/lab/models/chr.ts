import type {Model, Properties} from './blueprint.js';
import {ethernetPorts, ethers, everyRouter} from './factory.js';
import {input} from './firewall.js';

/** Made up for the lab, like every key here. */
const keys = {
	server: 'gGxhYiBvbmx5OiBhIHNlcnZlcidzIG93biBrZXkgMDE=',
	phone: 'bGFiIG9ubHk6IHRoZSBwdWJsaWMga2V5IG9mIGEgcGg=',
	branch: 'bGFiIG9ubHk6IHRoZSBwdWJsaWMga2V5IG9mIGEgYnI=',
} as const;

/** Virtual routers call themselves CHR from 7.23 on, as MikroTik before. */
const identity = (minor: number): Readonly<Record<string, Properties>> => (minor >= 23 ? {'/system/identity': {name: 'CHR'}} : {});

/** A router in a data centre: no bridge, no lists, no serial number, peers dial in. */
export const chr: Model = {
	summary: 'a virtual router in a data centre: two ports, no bridge, no lists, a WireGuard server that peers dial in to',
	build: (release) => ({
		site: {
			board: {name: release.minor <= 12 ? 'CHR' : 'CHR QEMU Standard PC (i440FX + PIIX, 1996)', architecture: 'x86_64', softwareId: ''},
			lines: {},
			deviceMode: 'advanced',
			ramDisk: false,
		},
		settings: identity(release.minor),
		menus: [
			ethernetPorts(ethers(2)),
			['/interface/wireguard', [{'listen-port': '51820', mtu: '1420', name: 'wg-server', 'private-key': keys.server}]],
			[
				'/interface/wireguard/peers',
				[
					{'allowed-address': '10.99.0.2/32', comment: 'phone', interface: 'wg-server', name: 'peer1', 'public-key': keys.phone},
					{'allowed-address': '10.99.0.3/32,192.168.70.0/24', comment: 'branch', interface: 'wg-server', name: 'peer2', 'public-key': keys.branch},
				],
			],
			[
				'/ip/address',
				[
					{address: '10.99.0.1/24', interface: 'wg-server', network: '10.99.0.0'},
					{address: '10.0.8.2/24', comment: 'private network', interface: 'ether2', network: '10.0.8.0'},
				],
			],
			['/ip/dhcp-client', [{interface: 'ether1'}]],
			[
				'/ip/firewall/filter',
				[
					input('accept', '', {'connection-state': 'established,related,untracked'}),
					input('accept', '', {'dst-port': '51820', protocol: 'udp'}),
					input('accept', '', {'dst-port': '22', protocol: 'tcp'}),
					input('drop', '', {'in-interface': 'ether1'}),
				],
			],
			['/ip/firewall/nat', [{chain: 'srcnat', action: 'masquerade', 'out-interface': 'ether1'}]],
			['/ip/route', [{'dst-address': '192.168.70.0/24', gateway: 'wg-server'}]],
			...everyRouter,
		],
	}),
};
