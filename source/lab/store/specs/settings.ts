import type {MenuSpec} from './spec.js';

/** What settings hold that nobody changed, by a verbose export of a 7.19.6 router; a release shows what it knows of them. */
const held = {
	'/certificate/settings': 'builtin-trust-anchors=not-trusted crl-download=no crl-store=ram crl-use=no',
	'/console/settings': 'log-script-errors=yes sanitize-names=no',
	'/interface/bridge/settings': 'allow-fast-path=yes use-ip-firewall=no use-ip-firewall-for-pppoe=no use-ip-firewall-for-vlan=no',
	'/interface/detect-internet': 'detect-interface-list=none internet-interface-list=none lan-interface-list=none wan-interface-list=none',
	'/interface/l2tp-server/server':
		'accept-proto-version=all accept-pseudowire-type=all allow-fast-path=no authentication=pap,chap,mschap1,mschap2 caller-id-type=ip-address default-profile=default-encryption enabled=no keepalive-timeout=30 max-mru=1450 max-mtu=1450 max-sessions=unlimited mrru=disabled one-session-per-host=no use-ipsec=no',
	'/interface/pptp-server/server': 'authentication=mschap1,mschap2 default-profile=default-encryption enabled=no keepalive-timeout=30 max-mru=1450 max-mtu=1450 mrru=disabled',
	'/interface/sstp-server/server':
		'authentication=pap,chap,mschap1,mschap2 certificate=none default-profile=default enabled=no keepalive-timeout=60 max-mru=1500 max-mtu=1500 mrru=disabled pfs=no port=443 tls-version=any verify-client-certificate=no',
	'/ip/cloud': 'back-to-home-vpn=revoked-and-disabled ddns-enabled=auto ddns-update-interval=none update-time=yes',
	'/ip/cloud/advanced': 'use-local-address=no',
	'/ip/dhcp-server/config': 'accounting=yes interim-update=0s radius-password=empty store-leases-disk=5m',
	'/ip/firewall/connection/tracking':
		'enabled=auto generic-timeout=10m icmp-timeout=10s loose-tcp-tracking=yes tcp-close-timeout=10s tcp-close-wait-timeout=10s tcp-established-timeout=1d tcp-fin-wait-timeout=10s tcp-last-ack-timeout=10s tcp-max-retrans-timeout=5m tcp-syn-received-timeout=5s tcp-syn-sent-timeout=5s tcp-time-wait-timeout=10s tcp-unacked-timeout=5m udp-stream-timeout=3m udp-timeout=30s',
	'/ip/ipsec/settings': 'accounting=yes interim-update=0s xauth-use-radius=no',
	'/ip/nat-pmp': 'enabled=no',
	'/ip/neighbor/discovery-settings':
		'discover-interface-list=static discover-interval=30s lldp-mac-phy-config=no lldp-max-frame-size=no lldp-med-net-policy-vlan=disabled lldp-poe-power=yes lldp-vlan-info=no mode=tx-and-rx protocol=cdp,lldp,mndp',
	'/ip/proxy':
		'always-from-cache=no anonymous=no cache-administrator=webmaster cache-hit-dscp=4 cache-on-disk=no cache-path=web-proxy enabled=no max-cache-object-size=2048KiB max-cache-size=unlimited max-client-connections=600 max-fresh-time=3d max-server-connections=600 parent-proxy=:: parent-proxy-port=0 port=8080 serialize-connections=no src-address=::',
	'/ip/smb': 'comment=MikrotikSMB domain=MSHOME enabled=auto interfaces=all',
	'/ip/socks': 'auth-method=none connection-idle-timeout=2m enabled=no max-connections=200 port=1080 version=4 vrf=main',
	'/ip/tftp/settings': 'max-block-size=4096',
	'/ip/traffic-flow': 'active-flow-timeout=30m cache-entries=128k enabled=no inactive-flow-timeout=15s interfaces=all packet-sampling=no sampling-interval=0 sampling-space=0',
	'/ip/upnp': 'allow-disable-external-interface=no enabled=no show-dummy-rule=yes',
	'/ipv6/nd/prefix/default': 'autonomous=yes preferred-lifetime=1w valid-lifetime=4w2d',
	'/mpls/settings': 'allow-fast-path=yes dynamic-label-range=16-1048575 propagate-ttl=yes',
	'/ppp/aaa': 'accounting=yes enable-ipv6-accounting=no interim-update=0s use-circuit-id-in-nas-port-id=no use-radius=no',
	'/radius/incoming': 'accept=no port=3799 vrf=main',
	'/routing/igmp-proxy': 'query-interval=2m5s query-response-interval=10s quick-leave=no',
	'/routing/settings': 'single-process=no',
	'/system/ntp/client': 'enabled=no mode=unicast servers= vrf=main',
	'/system/ntp/server': 'auth-key=none broadcast=no broadcast-addresses= enabled=no local-clock-stratum=5 manycast=no multicast=no use-local-clock=no vrf=main',
	'/system/watchdog': 'auto-send-supout=no automatic-supout=yes ping-start-after-boot=5m ping-timeout=1m watch-address=none watchdog-timer=yes',
	'/tool/bandwidth-server': 'allocate-udp-ports-from=2000 authenticate=yes enabled=yes max-sessions=100',
	'/tool/graphing': 'page-refresh=300 store-every=5min',
	'/tool/mac-server': 'allowed-interface-list=all',
	'/tool/mac-server/mac-winbox': 'allowed-interface-list=all',
	'/tool/mac-server/ping': 'enabled=yes',
	'/tool/romon': 'enabled=no id=00:00:00:00:00:00',
	'/user/aaa': 'accounting=yes default-group=read exclude-groups= interim-update=0s use-radius=no',
	'/user/settings': 'minimum-categories=0 minimum-password-length=0',
} as const;

const pairs = (text: string): Readonly<Record<string, string>> =>
	Object.fromEntries(text.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

export const settingsSpecs: Readonly<Record<string, MenuSpec>> = Object.fromEntries(
	Object.entries(held).map(([menu, text]) => [menu, {settings: true, defaults: pairs(text)} satisfies MenuSpec]),
);
