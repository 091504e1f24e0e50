import type {FlagGroup, MenuSpec} from './spec.js';
import {itemNamed} from './spec.js';

const routeFlags: readonly FlagGroup[] = [['D dynamic'], ['X disabled', 'I inactive', 'A active'], ['c connect', 's static', 'd dhcp', 'v vpn', 'm modem', 'g slaac'], ['+ ecmp']];

const route = (destination: string): MenuSpec => ({
	defaults: {disabled: 'no', distance: '1', scope: '30', 'target-scope': '10', 'routing-table': 'main', 'dst-address': destination, blackhole: 'no'},
	kept: 'all',
	shown: ['dst-address'],
	columns: ['dst-address', 'gateway', 'routing-table', 'distance'],
	flags: routeFlags,
	order: ['dst-address', 'routing-table', 'pref-src', 'gateway', 'immediate-gw', 'check-gateway', 'distance', 'scope', 'target-scope'],
});

export const routingSpecs: Readonly<Record<string, MenuSpec>> = {
	'/ip/route': route('0.0.0.0/0'),
	'/ip/vrf': {
		required: ['name', 'interfaces'],
		unique: itemNamed,
		ordered: true,
		defaults: {disabled: 'no'},
		flags: [['X disabled'], ['* builtin']],
		builtinBy: 'name',
		order: ['name', 'interfaces'],
	},
	'/ipv6/route': route('::/0'),
	'/routing/table': {
		required: ['name'],
		unique: itemNamed,
		defaults: {disabled: 'no', fib: 'no'},
		kept: 'all',
		flags: [['D dynamic'], ['X disabled', 'I invalid'], ['U used']],
		order: ['name', 'fib'],
	},
	'/routing/rule': {
		required: ['action'],
		defaults: {disabled: 'no'},
		kept: 'all',
		ordered: true,
		flags: [['X disabled', 'I inactive'], ['* default']],
		order: ['src-address', 'dst-address', 'routing-mark', 'interface', 'action', 'table', 'min-prefix'],
	},
};
