import type {Schema} from '../../routeros/schema/index.js';

/** One place in the flags column and the flags that may stand there: `D dynamic`. */
export type FlagGroup = readonly string[];

/** What the console does not tell about a menu, by menu. Sources: /export and print captures of 7.10 to 7.22 routers, the manual's property tables. */
export type MenuSpec = {
	/** `add` refuses to work without them. */
	readonly required?: readonly string[];
	/** What a row has when nothing was said; compact exports leave it out. */
	readonly defaults?: Readonly<Record<string, string>>;
	/** Properties that are exported when they were typed, default or not: the routing menus of v7 do so with all of theirs. */
	readonly kept?: readonly string[] | 'all';
	/** Properties that are always exported. */
	readonly shown?: readonly string[];
	readonly unique?: {readonly properties: readonly string[]; readonly message: string};
	readonly ordered?: true;
	/** `print` shows a table of these, where it does not print in detail. */
	readonly columns?: readonly string[];
	readonly flags?: readonly FlagGroup[];
	/** Properties in the order of `print detail`; the rest follows by alphabet. */
	readonly order?: readonly string[];
	/** Built-in rows are exported as `set [ find NAME=… ]`. An empty name exports `set VALUE-OF-NAME`. */
	readonly builtinBy?: string;
	/** A menu of settings instead of rows. */
	readonly settings?: true;
	/** Never exported: state, not configuration. */
	readonly state?: true;
	/** A name to count up when none is given. */
	readonly autoName?: string;
	/** Policy that writing needs, beside `write`. */
	readonly policy?: string;
};

const plainFlags: readonly FlagGroup[] = [['X disabled', 'I invalid'], ['D dynamic']];
const addressFlags: readonly FlagGroup[] = [['D dynamic'], ['X disabled', 'I invalid']];
const routeFlags: readonly FlagGroup[] = [['D dynamic'], ['X disabled', 'I inactive', 'A active'], ['c connect', 's static', 'd dhcp', 'v vpn', 'm modem', 'g slaac'], ['+ ecmp']];
const interfaceFlags: readonly FlagGroup[] = [['D dynamic'], ['X disabled', 'R running'], ['S slave']];

const firewall = (more: Partial<MenuSpec> = {}): MenuSpec => ({
	required: ['chain'],
	defaults: {action: 'accept', disabled: 'no', log: 'no', 'log-prefix': ''},
	kept: ['passthrough'],
	shown: ['action'],
	ordered: true,
	flags: plainFlags,
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

const route = (destination: string): MenuSpec => ({
	defaults: {disabled: 'no', distance: '1', scope: '30', 'target-scope': '10', 'routing-table': 'main', 'dst-address': destination, blackhole: 'no'},
	kept: 'all',
	shown: ['dst-address'],
	columns: ['dst-address', 'gateway', 'routing-table', 'distance'],
	flags: routeFlags,
	order: ['dst-address', 'routing-table', 'pref-src', 'gateway', 'immediate-gw', 'check-gateway', 'distance', 'scope', 'target-scope'],
});

const named = (message = 'failure: already have interface with name $name'): MenuSpec['unique'] => ({properties: ['name'], message});
const itemNamed = named('failure: item with such name already exists');

export const menuSpecs: Readonly<Record<string, MenuSpec>> = {
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
		builtinBy: 'default-name',
		unique: named(),
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
		unique: named(),
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
		unique: named(),
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
		unique: named(),
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
	'/ip/pool': {required: ['name', 'ranges'], unique: itemNamed, columns: ['name', 'ranges'], defaults: {'next-pool': 'none'}},
	'/ip/dhcp-server': {
		required: ['interface'],
		defaults: {disabled: 'no', 'lease-time': '30m', 'address-pool': 'static-only', authoritative: 'yes', 'lease-script': ''},
		unique: itemNamed,
		columns: ['name', 'interface', 'address-pool', 'lease-time'],
		flags: plainFlags,
		autoName: 'dhcp',
	},
	'/ip/dhcp-server/network': {
		required: ['address'],
		columns: ['address', 'gateway', 'dns-server', 'domain'],
		unique: {properties: ['address'], message: 'failure: already have such network'},
	},
	'/ip/address': {
		required: ['address', 'interface'],
		defaults: {disabled: 'no'},
		shown: ['network'],
		unique: {properties: ['address', 'interface'], message: 'failure: already have such address'},
		columns: ['address', 'network', 'interface'],
		flags: addressFlags,
		order: ['address', 'network', 'interface', 'actual-interface'],
	},
	'/ipv6/address': {
		required: ['interface'],
		defaults: {disabled: 'no', address: '::/64', advertise: 'yes', 'eui-64': 'no', 'no-dad': 'no', 'from-pool': '', 'auto-link-local': 'yes'},
		unique: {properties: ['address', 'interface'], message: 'failure: already have such address'},
		columns: ['address', 'from-pool', 'interface', 'advertise'],
		flags: addressFlags,
		order: ['address', 'from-pool', 'interface', 'actual-interface', 'eui-64', 'advertise', 'no-dad'],
	},
	'/ip/dhcp-client': {
		required: ['interface'],
		defaults: {
			disabled: 'no',
			'add-default-route': 'yes',
			'default-route-distance': '1',
			'use-peer-dns': 'yes',
			'use-peer-ntp': 'yes',
			'dhcp-options': 'hostname,clientid',
			script: '',
		},
		unique: {properties: ['interface'], message: 'failure: dhcp-client on that interface already exists'},
		columns: ['interface', 'use-peer-dns', 'add-default-route', 'status', 'address'],
		flags: plainFlags,
	},
	'/ip/dns/static': {
		defaults: {disabled: 'no', type: 'A', ttl: '1d', 'match-subdomain': 'no', 'address-list': ''},
		shown: ['type'],
		ordered: true,
		columns: ['name', 'regexp', 'type', 'address', 'forward-to', 'ttl'],
		flags: [['D dynamic'], ['X disabled']],
		unique: {properties: ['name', 'regexp', 'type', 'address', 'forward-to', 'cname', 'match-subdomain'], message: 'failure: entry already exists'},
		order: ['name', 'regexp', 'type', 'address', 'forward-to', 'ttl', 'match-subdomain', 'address-list'],
	},
	'/ip/dns/forwarders': {
		required: ['name'],
		unique: itemNamed,
		columns: ['name', 'dns-servers', 'doh-servers'],
		defaults: {disabled: 'no', 'verify-doh-cert': 'yes'},
		flags: plainFlags,
	},
	'/ip/firewall/address-list': addressList,
	'/ip/firewall/filter': firewall(),
	'/ip/firewall/mangle': firewall(),
	'/ip/firewall/nat': firewall(),
	'/ip/firewall/raw': firewall(),
	'/ip/firewall/connection': {state: true, columns: ['protocol', 'src-address', 'dst-address', 'connection-mark', 'timeout']},
	'/ip/route': route('0.0.0.0/0'),
	'/ip/vrf': {
		required: ['name', 'interfaces'],
		unique: itemNamed,
		ordered: true,
		defaults: {disabled: 'no'},
		columns: ['name', 'interfaces'],
		flags: [['X disabled', '* builtin']],
	},
	'/ip/service': {
		builtinBy: '',
		defaults: {disabled: 'no', address: '', certificate: 'none', vrf: 'main', 'tls-version': 'any', 'max-sessions': '20', 'available-from': ''},
		columns: ['name', 'port', 'address', 'certificate', 'vrf', 'max-sessions'],
		flags: [['D dynamic'], ['X disabled', 'I invalid']],
		order: ['name', 'port'],
	},
	'/ipv6/route': route('::/0'),
	'/ipv6/firewall/address-list': addressList,
	'/ipv6/firewall/filter': firewall(),
	'/ipv6/firewall/mangle': firewall(),
	'/ipv6/firewall/nat': firewall(),
	'/ipv6/firewall/raw': firewall(),
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
	'/system/logging': {
		defaults: {disabled: 'no', topics: 'info', prefix: '', action: 'memory'},
		shown: ['topics'],
		columns: ['topics', 'action', 'prefix'],
		flags: [['* default'], ['X disabled', 'I invalid']],
	},
	'/system/logging/action': {
		required: ['name', 'target'],
		defaults: {'memory-lines': '1000', 'memory-stop-on-full': 'no', 'disk-file-name': 'log', 'disk-lines-per-file': '1000'},
		unique: itemNamed,
		columns: ['name', 'target'],
		flags: [['* default']],
	},
	'/tool/e-mail': {
		settings: true,
		defaults: {from: '<>', user: '', password: '', server: '0.0.0.0', port: '25', tls: 'no', vrf: 'main'},
		order: ['server', 'port', 'tls', 'from', 'user', 'password', 'last-status', 'last-address'],
	},
	'/ip/dns/cache': {state: true, columns: ['name', 'type', 'data', 'ttl'], flags: [['S static']]},
	'/tool/netwatch': {
		required: ['host'],
		defaults: {
			disabled: 'no',
			type: 'simple',
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
		columns: ['type', 'host', 'timeout', 'interval', 'status', 'since'],
		flags: [['X disabled']],
		order: ['name', 'host', 'type', 'timeout', 'interval', 'start-delay', 'startup-delay', 'status', 'since', 'done-tests', 'failed-tests'],
	},
	'/system/script': {
		unique: itemNamed,
		defaults: {'dont-require-permissions': 'no', source: ''},
		shown: ['dont-require-permissions', 'owner', 'policy'],
		flags: [['I invalid']],
		autoName: 'script',
		policy: 'policy',
		order: ['name', 'owner', 'policy', 'dont-require-permissions', 'last-started', 'run-count', 'source'],
	},
	'/system/script/job': {state: true, columns: ['owner', 'policy', 'started', 'script', 'type'], order: ['script', 'owner', 'policy', 'started', 'type', 'parent']},
	'/environment': {state: true, columns: ['name', 'value']},
	'/system/script/environment': {state: true, columns: ['name', 'value']},
	'/system/scheduler': {
		unique: itemNamed,
		defaults: {disabled: 'no', interval: '0s', 'on-event': ''},
		shown: ['policy', 'start-time', 'start-date'],
		columns: ['name', 'start-date', 'start-time', 'interval', 'on-event', 'run-count'],
		flags: [['X disabled']],
		autoName: 'schedule',
		policy: 'policy',
		order: ['name', 'start-date', 'start-time', 'interval', 'on-event', 'owner', 'policy', 'run-count', 'next-run'],
	},
	'/ip/neighbor': {
		state: true,
		columns: ['interface', 'address', 'mac-address', 'identity', 'version', 'board'],
		order: ['interface', 'address', 'address4', 'mac-address', 'identity', 'platform', 'version', 'unpack', 'age', 'board'],
	},
	'/system/history': {state: true, columns: ['action', 'by', 'policy', 'time'], flags: [['U undoable', 'R redoable', 'F floating-undo']]},
	'/system/package': {state: true, columns: ['name', 'version', 'build-time', 'size'], flags: [['X disabled', 'A available']]},
	'/user': {
		required: ['name', 'group'],
		unique: named('failure: user with the same name already exists'),
		builtinBy: '',
		defaults: {disabled: 'no', address: ''},
		columns: ['name', 'group', 'address', 'last-logged-in'],
		flags: [['X disabled']],
		state: true,
		policy: 'policy',
	},
	'/user/group': {
		required: ['name'],
		unique: named('failure: group with the same name already exists'),
		builtinBy: '',
		defaults: {skin: 'default'},
		columns: ['name', 'policy', 'skin'],
		state: true,
		policy: 'policy',
	},
	'/user/active': {state: true, columns: ['when', 'name', 'address', 'via', 'group']},
	'/user/ssh-keys': {state: true, columns: ['user', 'bits', 'key-owner', 'info'], policy: 'policy'},
	'/file': {state: true, columns: ['name', 'type', 'size', 'last-modified', 'creation-time'], order: ['name', 'type', 'size', 'last-modified', 'creation-time'], policy: 'ftp'},
	'/log': {state: true},
	'/ip/dns': {
		settings: true,
		defaults: {
			servers: '',
			'use-doh-server': '',
			'verify-doh-cert': 'no',
			'allow-remote-requests': 'no',
			'max-udp-packet-size': '4096',
			'query-server-timeout': '2s',
			'query-total-timeout': '10s',
			'max-concurrent-queries': '100',
			'max-concurrent-tcp-sessions': '20',
			'cache-size': '2048KiB',
			'cache-max-ttl': '1w',
			'address-list-extra-time': '0s',
			vrf: 'main',
		},
		order: ['servers', 'dynamic-servers', 'use-doh-server', 'verify-doh-cert'],
	},
	'/ip/settings': {
		settings: true,
		defaults: {
			'ip-forward': 'yes',
			'send-redirects': 'yes',
			'accept-source-route': 'no',
			'accept-redirects': 'no',
			'secure-redirects': 'yes',
			'rp-filter': 'no',
			'tcp-syncookies': 'no',
			'max-neighbor-entries': '16384',
			'arp-timeout': '30s',
			'allow-fast-path': 'yes',
			'ipv4-multipath-hash-policy': 'l3',
		},
	},
	'/ipv6/settings': {
		settings: true,
		defaults: {
			'disable-ipv6': 'no',
			forward: 'yes',
			'accept-redirects': 'yes-if-forwarding-disabled',
			'accept-router-advertisements': 'yes-if-forwarding-disabled',
			'max-neighbor-entries': '16384',
		},
	},
	'/ip/firewall/connection/tracking': {
		settings: true,
		defaults: {enabled: 'auto', 'loose-tcp-tracking': 'yes', 'tcp-established-timeout': '1d', 'udp-timeout': '30s', 'udp-stream-timeout': '3m'},
	},
	'/ip/ssh': {
		settings: true,
		defaults: {
			'strong-crypto': 'no',
			'forwarding-enabled': 'no',
			'host-key-size': '2048',
			'host-key-type': 'rsa',
			'always-allow-password-login': 'no',
			'password-authentication': 'yes-if-no-key',
		},
	},
	'/system/identity': {settings: true, defaults: {name: 'MikroTik'}},
	'/system/clock': {
		settings: true,
		defaults: {'time-zone-autodetect': 'yes', 'time-zone-name': 'UTC'},
		order: ['time', 'date', 'time-zone-autodetect', 'time-zone-name', 'gmt-offset', 'dst-active'],
	},
	'/system/note': {settings: true, defaults: {'show-at-login': 'yes', note: ''}},
	'/routing/settings': {settings: true},
	'/system/resource': {
		settings: true,
		state: true,
		order: [
			'uptime',
			'version',
			'build-time',
			'factory-software',
			'free-memory',
			'total-memory',
			'cpu',
			'cpu-count',
			'cpu-frequency',
			'cpu-load',
			'free-hdd-space',
			'total-hdd-space',
			'write-sect-since-reboot',
			'write-sect-total',
			'bad-blocks',
			'architecture-name',
			'board-name',
			'platform',
		],
	},
	'/system/routerboard': {
		settings: true,
		state: true,
		order: ['routerboard', 'board-name', 'model', 'serial-number', 'firmware-type', 'factory-firmware', 'current-firmware', 'upgrade-firmware'],
	},
	'/system/license': {settings: true, state: true, order: ['software-id', 'nlevel']},
	'/system/package/update': {settings: true, defaults: {channel: 'stable'}, order: ['channel', 'installed-version', 'latest-version', 'status']},
	'/system/device-mode': {settings: true, state: true, order: ['mode']},
	'/safe-mode': {settings: true, state: true},
};

/** The order in which `/export` writes menus: what others refer to comes first. */
export const exportOrder: readonly string[] = [
	'/interface/bridge',
	'/interface/ethernet',
	'/interface/veth',
	'/interface/wireguard',
	'/interface/vlan',
	'/interface/pppoe-client',
	'/interface/list',
	'/ip/hotspot/profile',
	'/ip/ipsec/profile',
	'/ip/ipsec/peer',
	'/ip/ipsec/proposal',
	'/ip/dns/forwarders',
	'/ip/pool',
	'/ip/dhcp-server',
	'/ip/hotspot',
	'/ppp/profile',
	'/queue/type',
	'/queue/simple',
	'/queue/tree',
	'/ip/vrf',
	'/routing/table',
	'/interface/bridge/port',
	'/ip/firewall/connection/tracking',
	'/ip/settings',
	'/ipv6/settings',
	'/interface/list/member',
	'/interface/wireguard/peers',
	'/ip/address',
	'/ip/dhcp-client',
	'/ip/dhcp-server/network',
	'/ip/dns',
	'/ip/dns/static',
	'/ip/firewall/address-list',
	'/ip/firewall/filter',
	'/ip/firewall/mangle',
	'/ip/firewall/nat',
	'/ip/firewall/raw',
	'/ip/hotspot/ip-binding',
	'/ip/ipsec/identity',
	'/ip/ipsec/policy',
	'/ip/route',
	'/ipv6/route',
	'/ip/service',
	'/ip/ssh',
	'/ipv6/address',
	'/ipv6/firewall/address-list',
	'/ipv6/firewall/filter',
	'/ipv6/firewall/mangle',
	'/ipv6/firewall/nat',
	'/ipv6/firewall/raw',
	'/routing/rule',
	'/routing/settings',
	'/system/clock',
	'/system/identity',
	'/system/logging/action',
	'/system/logging',
	'/system/note',
	'/system/scheduler',
	'/system/script',
	'/tool/e-mail',
	'/tool/netwatch',
];

const unknownMenu: MenuSpec = {defaults: {disabled: 'no'}, flags: plainFlags};

/** Properties that only policy `sensitive` shows, whatever the menu. */
const secrets: ReadonlySet<string> = new Set([
	'password',
	'private-key',
	'preshared-key',
	'ipsec-secret',
	'secret',
	'passphrase',
	'wpa-pre-shared-key',
	'wpa2-pre-shared-key',
	'authentication-password',
	'encryption-password',
]);

export const isSecret = (name: string): boolean => secrets.has(name);

export const specOf = (menu: string): MenuSpec => menuSpecs[menu] ?? unknownMenu;

/** Whether a menu holds settings instead of rows: its `set` names no rows. */
export const holdsSettings = (schema: Schema, menu: string): boolean =>
	specOf(menu).settings === true || (schema.hasCommand(menu, 'set') && !schema.hasCommand(menu, 'add') && schema.argument(menu, 'set', 'numbers') === undefined);
