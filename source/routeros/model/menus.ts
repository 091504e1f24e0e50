import type {Menu, Properties} from './configuration.js';

/** What is known of a menu beyond its argument names. */
export type MenuInfo = {
	/** Rows have a place: `place-before` and `move` exist. */
	readonly ordered: boolean;
	readonly comments: boolean;
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
};

const unknown: MenuInfo = {ordered: false, comments: true, disabling: true, disabledByDefault: false, singleton: false, naturalKey: [], unique: [], defaults: {}};

const settings = (defaults: Properties): Partial<MenuInfo> => ({singleton: true, comments: false, disabling: false, defaults});
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
	'/interface/wireguard': {...named, defaults: {mtu: '1420'}},
	'/interface/wireguard/peers': {
		ordered: true,
		naturalKey: ['interface', 'public-key'],
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
	'/interface/pppoe-client': pppClient,
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
	'/ip/vrf': {ordered: true, ...named},
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
	'/queue/simple': {ordered: true, ...named},
	'/queue/tree': named,
	'/queue/type': {...named, comments: false, disabling: false},
	'/system/identity': settings({name: 'MikroTik'}),
	'/system/scheduler': {...named, defaults: {interval: '0s', policy: allPolicies}},
	'/system/script': {...named, disabling: false, defaults: {'dont-require-permissions': 'no', policy: allPolicies}},
	'/tool/netwatch': {
		naturalKey: ['name', 'host'],
		defaults: {
			'down-script': '',
			'http-codes': '',
			interval: '10s',
			'packet-count': '10',
			'packet-interval': '50ms',
			'packet-size': '54',
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
