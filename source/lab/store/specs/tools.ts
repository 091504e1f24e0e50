import type {MenuSpec} from './spec.js';

export const toolSpecs: Readonly<Record<string, MenuSpec>> = {
	'/tool/e-mail': {
		settings: true,
		// Until 7.11 the server was called `address`.
		defaults: {from: '<>', user: '', password: '', address: '0.0.0.0', server: '0.0.0.0', port: '25', tls: 'no', vrf: 'main'},
		order: ['server', 'address', 'port', 'tls', 'from', 'user', 'password', 'last-status', 'last-address'],
	},
	'/tool/netwatch': {
		required: ['host'],
		defaults: {
			disabled: 'no',
			type: 'simple',
			'http-codes': '',
			interval: '10s',
			timeout: '3s',
			'startup-delay': '5m',
			'start-delay': '3s',
			'up-script': '',
			'down-script': '',
			'test-script': '',
			'ignore-initial-up': 'no',
			'ignore-initial-down': 'no',
		},
		variants: {by: 'type', defaults: {icmp: {'packet-count': '10', 'packet-interval': '50ms', 'packet-size': '54', 'thr-loss-percent': '85'}}},
		// Public exports of 7.x write what WinBox sends, default or not.
		kept: 'all',
		columns: ['type', 'host', 'timeout', 'interval', 'status', 'since'],
		flags: [['X disabled']],
		order: ['name', 'host', 'type', 'timeout', 'interval', 'start-delay', 'startup-delay', 'status', 'since', 'done-tests', 'failed-tests'],
	},
};
