import type {Menu, Properties} from './configuration.js';

/** What is known of a menu beyond its argument names. */
export type MenuInfo = {
	/** Rows have a place: `place-before` and `move` exist. */
	readonly ordered: boolean;
	/** What says whose row it is: its comment, or where rows have none, this property. */
	readonly ownedBy: 'comment' | 'name' | 'prefix';
	readonly disabling: boolean;
	/** New rows are off unless told otherwise (PPP clients). */
	readonly disabledByDefault: boolean;
	readonly singleton: boolean;
	/** Properties that tell rows apart for people. */
	readonly naturalKey: readonly string[];
	/** Sets of properties of which the router refuses a second row with the same values. */
	readonly unique: readonly (readonly string[])[];
	/** Values that a compact export leaves out. */
	readonly defaults: Properties;
	/** Properties that the router fills in where `add` says nothing of them. */
	readonly filledIn: readonly string[];
	/** What finds the one built-in row that an export leaves out while it is as it was made. */
	readonly builtin?: Properties;
	/** Built-in rows that no export shows stand before whatever is added. */
	readonly hiddenRows: boolean;
};

const unknown: MenuInfo = {
	ordered: false,
	ownedBy: 'comment',
	disabling: true,
	disabledByDefault: false,
	singleton: false,
	naturalKey: [],
	unique: [],
	defaults: {},
	filledIn: [],
	hiddenRows: false,
};

const settings = (defaults: Properties): Partial<MenuInfo> => ({singleton: true, disabling: false, defaults});
const named = {naturalKey: ['name'], unique: [['name']]} as const;

const logging = {log: 'no', 'log-prefix': ''} as const;
const firewall = (defaults: Properties = {}): Partial<MenuInfo> => ({ordered: true, naturalKey: ['chain', 'action'], defaults: {...logging, ...defaults}});
const addressList = {naturalKey: ['list', 'address'], unique: [['list', 'address']]} as const;
const route = (everything: string): Partial<MenuInfo> => ({
	naturalKey: ['dst-address', 'gateway', 'routing-table'],
	// Routes made in WinBox spell their defaults out.
	defaults: {
		'dst-address': everything,
		distance: '1',
		'pref-src': '',
		'routing-table': 'main',
		scope: '30',
		'target-scope': '10',
		'suppress-hw-offload': 'no',
		'check-gateway': 'none',
	},
});
const pppClient = {...named, disabledByDefault: true} as const;

const allPolicies = 'ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon';

/** Defaults by verbose exports of 7.15 to 7.19 and by the manual; order and uniqueness by the console trees and captured error texts. */
const table: Readonly<Record<Menu, Partial<MenuInfo>>> = {
	'/interface/list': {...named, disabling: false, defaults: {include: '', exclude: ''}},
	'/interface/list/member': {naturalKey: ['list', 'interface']},
	'/interface/bridge': {...named, filledIn: ['admin-mac', 'auto-mac']},
	'/interface/vlan': {
		...named,
		defaults: {
			arp: 'enabled',
			'arp-timeout': 'auto',
			'loop-protect': 'default',
			'loop-protect-disable-time': '5m',
			'loop-protect-send-interval': '5s',
			mtu: '1500',
			mvrp: 'no',
			'use-service-tag': 'no',
		},
	},
	'/interface/wireguard': {...named, defaults: {mtu: '1420'}, filledIn: ['listen-port']},
	'/interface/wireguard/peers': {
		ordered: true,
		naturalKey: ['interface', 'public-key'],
		filledIn: ['name'],
		defaults: {
			'client-address': '',
			'client-dns': '',
			'client-endpoint': '',
			'client-keepalive': '0s',
			'client-listen-port': '0',
			'endpoint-address': '',
			'endpoint-port': '0',
			'is-responder': 'no',
			'persistent-keepalive': '0s',
			'preshared-key': '',
			'private-key': '',
			responder: 'no',
		},
	},
	'/interface/pppoe-client': {...pppClient, defaults: {'use-peer-dns': 'no'}},
	'/interface/l2tp-client': pppClient,
	'/interface/sstp-client': pppClient,
	'/interface/ovpn-client': pppClient,
	'/interface/pptp-client': pppClient,
	'/ip/address': {naturalKey: ['address', 'interface'], unique: [['address', 'interface']]},
	'/ipv6/address': {
		naturalKey: ['address', 'interface'],
		unique: [['address', 'interface']],
		defaults: {advertise: 'yes', 'auto-link-local': 'yes', 'eui-64': 'no', 'from-pool': '', 'no-dad': 'no'},
	},
	// What a disabled table does to the routes and marks that name it is unknown; one that nothing names yet does nothing.
	'/routing/table': {...named, disabling: false},
	'/routing/rule': {ordered: true, naturalKey: ['src-address', 'dst-address', 'interface', 'routing-mark', 'table'], defaults: {action: 'lookup'}},
	'/ip/vrf': {ordered: true, ...named, hiddenRows: true},
	'/ip/route': route('0.0.0.0/0'),
	'/ipv6/route': route('::/0'),
	'/ip/firewall/address-list': addressList,
	'/ipv6/firewall/address-list': addressList,
	'/ip/firewall/filter': firewall(),
	'/ipv6/firewall/filter': firewall(),
	'/ip/firewall/mangle': firewall({passthrough: 'yes'}),
	'/ipv6/firewall/mangle': firewall({passthrough: 'yes'}),
	'/ip/firewall/nat': firewall(),
	'/ipv6/firewall/nat': firewall(),
	'/ip/firewall/raw': firewall(),
	'/ipv6/firewall/raw': firewall(),
	'/ip/dns': settings({
		'address-list-extra-time': '0s',
		'allow-remote-requests': 'no',
		'cache-max-ttl': '1w',
		'cache-size': '2048KiB',
		'doh-max-concurrent-queries': '50',
		'doh-max-server-connections': '5',
		'doh-timeout': '5s',
		'max-concurrent-queries': '100',
		'max-concurrent-tcp-sessions': '20',
		'max-udp-packet-size': '4096',
		'mdns-repeat-ifaces': '',
		'query-server-timeout': '2s',
		'query-total-timeout': '10s',
		servers: '',
		'use-doh-server': '',
		'verify-doh-cert': 'no',
		vrf: 'main',
	}),
	'/ip/dns/forwarders': {...named, defaults: {'verify-doh-cert': 'yes'}},
	'/ip/dns/static': {ordered: true, naturalKey: ['name', 'regexp', 'type'], defaults: {'address-list': '', 'forward-to': '', 'match-subdomain': 'no', ttl: '1d', type: 'A'}},
	'/ip/dhcp-client': {
		naturalKey: ['interface'],
		unique: [['interface']],
		defaults: {
			'add-default-route': 'yes',
			'allow-reconfigure': 'no',
			'check-gateway': 'none',
			'default-route-distance': '1',
			'default-route-tables': 'default',
			'dhcp-options': 'hostname,clientid',
			script: '',
			'use-peer-dns': 'yes',
			'use-peer-ntp': 'yes',
		},
	},
	'/ip/dhcp-server': {
		...named,
		filledIn: ['name'],
		defaults: {
			'add-arp': 'no',
			'address-pool': 'static-only',
			'always-broadcast': 'no',
			authoritative: 'yes',
			'bootp-support': 'static',
			'conflict-detection': 'yes',
			'lease-script': '',
			'lease-time': '30m',
			'use-radius': 'no',
		},
	},
	'/ip/dhcp-server/network': {naturalKey: ['address'], unique: [['address']], disabling: false},
	'/ip/pool': {...named, disabling: false, defaults: {'next-pool': 'none'}},
	'/ipv6/pool': {...named, disabling: false},
	'/ipv6/dhcp-client': {
		naturalKey: ['interface'],
		defaults: {'add-default-route': 'no', 'default-route-distance': '1', 'rapid-commit': 'yes', script: '', 'use-peer-dns': 'yes'},
	},
	'/ipv6/nd': {naturalKey: ['interface'], unique: [['interface']], defaults: {'advertise-dns': 'yes', dns: ''}},
	'/ip/settings': settings({
		'accept-redirects': 'no',
		'accept-source-route': 'no',
		'allow-fast-path': 'yes',
		'arp-timeout': '30s',
		'icmp-errors-use-inbound-interface-address': 'no',
		'icmp-rate-limit': '10',
		'icmp-rate-mask': '0x1818',
		'ip-forward': 'yes',
		'ipv4-multipath-hash-policy': 'l3',
		'route-cache': 'yes',
		'rp-filter': 'no',
		'secure-redirects': 'yes',
		'send-redirects': 'yes',
		'tcp-syncookies': 'no',
	}),
	'/ipv6/settings': settings({
		'accept-redirects': 'yes-if-forwarding-disabled',
		'accept-router-advertisements': 'yes-if-forwarding-disabled',
		'allow-fast-path': 'yes',
		'disable-ipv6': 'no',
		'disable-link-local-address': 'no',
		forward: 'yes',
		'multipath-hash-policy': 'l3',
	}),
	'/queue/simple': {
		ordered: true,
		...named,
		defaults: {
			'bucket-size': '0.1/0.1',
			'burst-limit': '0/0',
			'burst-threshold': '0/0',
			'burst-time': '0s/0s',
			'limit-at': '0/0',
			'max-limit': '0/0',
			'packet-marks': '',
			parent: 'none',
			priority: '8/8',
			queue: 'default-small/default-small',
			'total-queue': 'default-small',
		},
	},
	'/queue/tree': {
		...named,
		defaults: {
			'bucket-size': '0.1',
			'burst-limit': '0',
			'burst-threshold': '0',
			'burst-time': '0s',
			'limit-at': '0',
			'max-limit': '0',
			'packet-mark': '',
			priority: '8',
			queue: 'default-small',
		},
	},
	'/queue/type': {...named, ownedBy: 'name', disabling: false},
	'/snmp': settings({
		contact: '',
		enabled: 'no',
		location: '',
		'src-address': '::',
		'trap-community': 'public',
		'trap-generators': 'temp-exception',
		'trap-interfaces': '',
		'trap-target': '',
		'trap-version': '1',
		vrf: 'main',
	}),
	'/snmp/community': {
		...named,
		builtin: {default: 'yes'},
		defaults: {
			addresses: '::/0',
			'authentication-password': '',
			'authentication-protocol': 'MD5',
			'encryption-password': '',
			'encryption-protocol': 'DES',
			'read-access': 'yes',
			security: 'none',
			'write-access': 'no',
		},
	},
	'/system/identity': settings({name: 'MikroTik'}),
	// Rows have comments from 7.22 on only.
	'/system/logging': {naturalKey: ['topics', 'action'], ownedBy: 'prefix', defaults: {action: 'memory', prefix: '', topics: 'info'}},
	'/system/logging/action': {
		...named,
		disabling: false,
		defaults: {
			'bsd-syslog': 'no',
			'disk-file-count': '2',
			'disk-file-name': 'log',
			'disk-lines-per-file': '1000',
			'disk-stop-on-full': 'no',
			'memory-lines': '1000',
			'memory-stop-on-full': 'no',
			remember: 'yes',
			'remote-port': '514',
			'src-address': '0.0.0.0',
			'syslog-facility': 'daemon',
			'syslog-severity': 'auto',
			'syslog-time-format': 'bsd-syslog',
			vrf: 'main',
		},
	},
	'/system/scheduler': {...named, filledIn: ['start-date', 'start-time'], defaults: {interval: '0s', 'on-event': '', policy: allPolicies}},
	'/system/script': {...named, disabling: false, defaults: {'dont-require-permissions': 'no', policy: allPolicies, source: ''}},
	'/tool/e-mail': settings({address: '0.0.0.0', from: '<>', password: '', port: '25', server: '0.0.0.0', tls: 'no', user: '', vrf: 'main'}),
	'/tool/netwatch': {
		naturalKey: ['name', 'host'],
		defaults: {
			'down-script': '',
			'http-codes': '',
			'ignore-initial-down': 'no',
			'ignore-initial-up': 'no',
			interval: '10s',
			'packet-count': '10',
			'packet-interval': '50ms',
			'packet-size': '54',
			'start-delay': '3s',
			'startup-delay': '5m',
			'test-script': '',
			timeout: '3s',
			type: 'simple',
			'up-script': '',
		},
	},
};

const known: ReadonlyMap<string, MenuInfo> = new Map(Object.entries(table).map(([menu, info]) => [menu, {...unknown, ...info}]));

/** What is known of a menu; of one that we do not reason about, only what holds for most. */
export const menuInfo = (menu: Menu): MenuInfo => known.get(menu) ?? unknown;
