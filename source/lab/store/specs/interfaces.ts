import type {FlagGroup, MenuSpec} from './spec.js';
import {interfaceNamed, itemNamed, plainFlags} from './spec.js';

const interfaceFlags: readonly FlagGroup[] = [['D dynamic'], ['X disabled', 'R running'], ['S slave']];

export const interfaceSpecs: Readonly<Record<string, MenuSpec>> = {
	'/interface': {
		columns: ['name', 'type', 'actual-mtu', 'l2mtu', 'mac-address'],
		flags: interfaceFlags,
		state: true,
		order: ['name', 'default-name', 'type', 'mtu', 'actual-mtu', 'l2mtu', 'mac-address'],
	},
	'/interface/ethernet': {
		columns: ['name', 'mtu', 'mac-address', 'arp'],
		flags: [['X disabled', 'R running'], ['S slave']],
		defaults: {disabled: 'no', mtu: '1500', l2mtu: '1568', arp: 'enabled', 'auto-negotiation': 'yes'},
		builtinBy: {property: 'default-name'},
		unique: interfaceNamed,
		order: ['default-name', 'name', 'mtu', 'l2mtu', 'mac-address', 'arp'],
	},
	'/interface/bridge': {
		defaults: {
			disabled: 'no',
			mtu: 'auto',
			arp: 'enabled',
			'auto-mac': 'yes',
			'ageing-time': '5m',
			'protocol-mode': 'rstp',
			'fast-forward': 'yes',
			'vlan-filtering': 'no',
			'igmp-snooping': 'no',
			'dhcp-snooping': 'no',
			'admin-mac': '',
			priority: '0x8000',
		},
		unique: interfaceNamed,
		flags: [['D dynamic'], ['X disabled', 'R running']],
		autoName: 'bridge',
		order: ['name', 'mtu', 'actual-mtu', 'l2mtu', 'arp', 'mac-address', 'protocol-mode'],
	},
	'/interface/bridge/port': {
		required: ['bridge', 'interface'],
		defaults: {disabled: 'no', hw: 'yes', pvid: '1', 'path-cost': '10', 'internal-path-cost': '10', edge: 'auto', learn: 'auto', horizon: 'none'},
		unique: {properties: ['interface'], message: 'failure: device already added as bridge port'},
		columns: ['interface', 'bridge', 'hw', 'pvid'],
		flags: [['X disabled', 'I inactive'], ['D dynamic']],
	},
	'/interface/wireguard': {
		defaults: {disabled: 'no', mtu: '1420'},
		shown: ['listen-port', 'mtu'],
		unique: interfaceNamed,
		flags: [['X disabled', 'R running']],
		autoName: 'wireguard',
		order: ['name', 'mtu', 'listen-port', 'private-key', 'public-key'],
	},
	'/interface/wireguard/peers': {
		required: ['interface', 'allowed-address'],
		defaults: {
			disabled: 'no',
			'endpoint-address': '',
			'endpoint-port': '0',
			'preshared-key': '',
			'persistent-keepalive': '0s',
			'private-key': '',
			responder: 'no',
			'is-responder': 'no',
		},
		ordered: true,
		columns: ['interface', 'public-key', 'endpoint-address', 'endpoint-port', 'allowed-address'],
		flags: [['X disabled', 'D dynamic']],
		order: ['interface', 'name', 'public-key', 'private-key', 'endpoint-address', 'endpoint-port', 'allowed-address'],
	},
	'/interface/vlan': {
		required: ['interface', 'vlan-id'],
		defaults: {disabled: 'no', mtu: '1500', arp: 'enabled'},
		unique: interfaceNamed,
		flags: [['X disabled', 'R running']],
		columns: ['name', 'mtu', 'arp', 'vlan-id', 'interface'],
		autoName: 'vlan',
	},
	'/interface/list': {defaults: {include: '', exclude: ''}, unique: itemNamed, columns: ['name', 'include', 'exclude'], flags: [['* builtin'], ['D dynamic']], autoName: 'list'},
	'/interface/list/member': {
		required: ['interface', 'list'],
		defaults: {disabled: 'no'},
		unique: {properties: ['list', 'interface'], message: 'failure: already have such entry'},
		columns: ['list', 'interface'],
		flags: plainFlags,
	},
};
