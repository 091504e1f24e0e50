import type {MenuSpec} from './spec.js';
import {plainFlags} from './spec.js';

const firewall = (more: Partial<MenuSpec> = {}): MenuSpec => ({
	required: ['chain'],
	defaults: {action: 'accept', disabled: 'no', log: 'no', 'log-prefix': ''},
	kept: ['passthrough'],
	shown: ['action'],
	ordered: true,
	flags: plainFlags,
	stats: {form: 'table', keys: ['chain', 'action'], counters: ['bytes', 'packets']},
	order: [
		'chain',
		'action',
		'new-routing-mark',
		'new-connection-mark',
		'new-packet-mark',
		'passthrough',
		'jump-target',
		'to-addresses',
		'to-address',
		'to-ports',
		'protocol',
		'src-address',
		'dst-address',
	],
	...more,
});

const addressList: MenuSpec = {
	required: ['address', 'list'],
	defaults: {disabled: 'no', dynamic: 'no'},
	unique: {properties: ['list', 'address'], message: 'failure: already have such entry'},
	columns: ['list', 'address', 'creation-time', 'timeout'],
	flags: [['X disabled'], ['D dynamic']],
	order: ['list', 'address', 'creation-time', 'timeout'],
};

/** Flags and columns as captured on 7.1 (public forum), ports for themselves since; where a table has them is unconfirmed. */
const connections: MenuSpec = {
	state: true,
	columns: [
		...['protocol', 'src-address', 'src-port', 'dst-address', 'dst-port', 'connection-mark', 'tcp-state', 'timeout'],
		...['orig-rate', 'repl-rate', 'orig-packets', 'repl-packets', 'orig-bytes', 'repl-bytes'],
	],
	flags: [['S seen-reply'], ['A assured'], ['C confirmed'], ['D dying'], ['F fasttrack'], ['s srcnat'], ['d dstnat']],
	order: [
		'protocol',
		'src-address',
		'src-port',
		'dst-address',
		'dst-port',
		'reply-src-address',
		'reply-src-port',
		'reply-dst-address',
		'reply-dst-port',
		'connection-mark',
		'tcp-state',
		'icmp-type',
		'icmp-code',
		'timeout',
	],
};

export const firewallSpecs: Readonly<Record<string, MenuSpec>> = {
	'/ip/firewall/address-list': addressList,
	'/ip/firewall/filter': firewall(),
	'/ip/firewall/mangle': firewall(),
	'/ip/firewall/nat': firewall(),
	'/ip/firewall/raw': firewall(),
	'/ip/firewall/connection': connections,
	'/ipv6/firewall/connection': connections,
	'/ipv6/firewall/address-list': addressList,
	'/ipv6/firewall/filter': firewall(),
	'/ipv6/firewall/mangle': firewall(),
	'/ipv6/firewall/nat': firewall(),
	'/ipv6/firewall/raw': firewall(),
};
