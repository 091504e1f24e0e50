import type {MenuSpec} from './spec.js';
import {itemNamed} from './spec.js';

const pcq = {
	'pcq-rate': '0',
	'pcq-limit': '50KiB',
	'pcq-classifier': '',
	'pcq-total-limit': '2000KiB',
	'pcq-burst-rate': '0',
	'pcq-burst-threshold': '0',
	'pcq-burst-time': '10s',
	'pcq-src-address-mask': '32',
	'pcq-dst-address-mask': '32',
	'pcq-src-address6-mask': '128',
	'pcq-dst-address6-mask': '128',
} as const;

const cake = {
	'cake-ack-filter': 'none',
	'cake-bandwidth': '0bps',
	'cake-diffserv': 'diffserv3',
	'cake-flowmode': 'triple-isolate',
	'cake-memlimit': '0',
	'cake-nat': 'no',
	'cake-overhead': '0',
	'cake-overhead-scheme': '',
	'cake-rtt': '100ms',
	'cake-rtt-scheme': 'none',
	'cake-wash': 'no',
} as const;

const codel = {'codel-ecn': 'no', 'codel-interval': '100ms', 'codel-limit': '1000', 'codel-target': '5ms'} as const;

const fqCodel = {
	'fq-codel-ecn': 'yes',
	'fq-codel-flows': '1024',
	'fq-codel-interval': '100ms',
	'fq-codel-limit': '10240',
	'fq-codel-memlimit': '32.0MiB',
	'fq-codel-quantum': '1514',
	'fq-codel-target': '5ms',
} as const;

const red = {'red-limit': '60', 'red-min-threshold': '10', 'red-max-threshold': '50', 'red-burst': '20', 'red-avg-packet': '1000'} as const;

const counted = ['rate', 'packet-rate', 'queued-bytes', 'queued-packets', 'bytes', 'packets', 'dropped'] as const;

/** Shapes and defaults by the manual's *Queues* and by verbose exports of 7.x; what a new `codel` holds is unconfirmed. */
export const queueSpecs: Readonly<Record<string, MenuSpec>> = {
	'/queue/type': {
		required: ['name', 'kind'],
		unique: itemNamed,
		variants: {
			by: 'kind',
			defaults: {
				bfifo: {'bfifo-limit': '15000'},
				cake,
				codel,
				'fq-codel': fqCodel,
				'mq-pfifo': {'mq-pfifo-limit': '50'},
				pcq,
				pfifo: {'pfifo-limit': '50'},
				red,
				sfq: {'sfq-perturb': '5', 'sfq-allot': '1514'},
			},
		},
		flags: [['* default']],
		builtinBy: 'number',
		order: ['name', 'kind', ...Object.keys(pcq), ...Object.keys(red), 'sfq-perturb', 'sfq-allot'],
	},
	'/queue/tree': {
		required: ['parent'],
		unique: itemNamed,
		autoName: 'queue',
		defaults: {
			disabled: 'no',
			'packet-mark': '',
			'limit-at': '0',
			queue: 'default-small',
			priority: '8',
			'max-limit': '0',
			'burst-limit': '0',
			'burst-threshold': '0',
			'burst-time': '0s',
			'bucket-size': '0.1',
		},
		flags: [['X disabled', 'I invalid']],
		stats: {form: 'detail', keys: ['name', 'parent', 'packet-mark'], counters: counted},
		order: ['name', 'parent', 'packet-mark', 'limit-at', 'queue', 'priority', 'max-limit', 'burst-limit', 'burst-threshold', 'burst-time', 'bucket-size'],
	},
	'/queue/simple': {
		unique: itemNamed,
		autoName: 'queue',
		ordered: true,
		defaults: {
			disabled: 'no',
			target: '',
			parent: 'none',
			'packet-marks': '',
			priority: '8/8',
			queue: 'default-small/default-small',
			'limit-at': '0/0',
			'max-limit': '0/0',
			'burst-limit': '0/0',
			'burst-threshold': '0/0',
			'burst-time': '0s/0s',
			'bucket-size': '0.1/0.1',
		},
		flags: [['X disabled', 'I invalid'], ['D dynamic']],
		stats: {form: 'detail', keys: ['name', 'target'], counters: counted.flatMap((name) => [name, `total-${name}`])},
		order: ['name', 'target', 'dst', 'parent', 'packet-marks', 'priority', 'queue', 'limit-at', 'max-limit', 'burst-limit', 'burst-threshold', 'burst-time', 'bucket-size'],
	},
};
