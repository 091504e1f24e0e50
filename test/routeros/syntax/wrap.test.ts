import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {namedText, parse, quote, wrapLine} from '../../../source/routeros/syntax/index.js';

// From public exports: default firewall of 7.x, a verbose export of an RB5009 (7.19rc1), scripts of 7.11 and later.
const samples: readonly string[] = [
	String.raw`add action=accept chain=input comment=\
    "defconf: accept established,related,untracked" connection-state=\
    established,related,untracked`,
	String.raw`add action=drop chain=input comment="defconf: drop invalid" connection-state=\
    invalid`,
	'add action=accept chain=input comment="defconf: accept ICMP" protocol=icmp',
	String.raw`add action=drop chain=input comment="defconf: drop all not coming from LAN" \
    in-interface-list=!LAN`,
	String.raw`add action=drop chain=forward comment=\
    "defconf: drop all from WAN not DSTNATed" connection-nat-state=!dstnat \
    connection-state=new in-interface-list=WAN`,
	String.raw`add add-dhcp-option82=yes admin-mac=48:A9:8A:34:3C:D6 ageing-time=5m arp=\
    enabled arp-timeout=auto auto-mac=no dhcp-snooping=yes disabled=no \
    fast-forward=yes forward-delay=15s igmp-snooping=yes igmp-version=2 \
    last-member-interval=1s last-member-query-count=2 max-learned-entries=\
    auto max-message-age=20s membership-interval=4m20s mld-version=1 mtu=auto \
    multicast-querier=no multicast-router=temporary-query mvrp=no name=\
    br-private port-cost-mode=short priority=0x8000 protocol-mode=rstp \
    querier-interval=4m15s query-interval=2m5s query-response-interval=10s \
    startup-query-count=2 startup-query-interval=31s250ms \
    transmit-hold-count=6 vlan-filtering=no`,
	String.raw`set [ find default-name=ether1 ] advertise="10M-baseT-half,10M-baseT-full,100M\
    -baseT-half,100M-baseT-full,1G-baseT-half,1G-baseT-full,2.5G-baseT" arp=\
    enabled arp-timeout=auto auto-negotiation=yes bandwidth=\
    unlimited/unlimited disabled=no l2mtu=1514 loop-protect=default \
    loop-protect-disable-time=5m loop-protect-send-interval=5s mac-address=\
    48:A9:8A:34:3C:D5 mtu=1500 name=ether1-virgin orig-mac-address=\
    48:A9:8A:34:3C:D5 poe-out=auto-on poe-priority=10 power-cycle-interval=\
    none !power-cycle-ping-address power-cycle-ping-enabled=no \
    !power-cycle-ping-timeout rx-flow-control=off tx-flow-control=off`,
	String.raw`set *FFFFFFFE address-list="" !bridge !bridge-horizon bridge-learning=default \
    !bridge-path-cost !bridge-port-priority !bridge-port-trusted \
    !bridge-port-vid change-tcp-mss=yes !dns-server !idle-timeout \
    !incoming-filter !insert-queue-before !interface-list !local-address \
    name=default-encryption on-down="" on-up="" only-one=default \
    !outgoing-filter !parent-queue !queue-type !rate-limit !remote-address \
    !session-timeout use-compression=default use-encryption=yes use-ipv6=yes \
    use-mpls=default use-upnp=default !wins-server`,
	String.raw`set 5 kind=pcq name=pcq-upload-default pcq-burst-rate=0 pcq-burst-threshold=0 \
    pcq-burst-time=10s pcq-classifier=src-address pcq-dst-address-mask=32 \
    pcq-dst-address6-mask=128 pcq-limit=50KiB pcq-rate=0 \
    pcq-src-address-mask=32 pcq-src-address6-mask=128 pcq-total-limit=2000KiB`,
	String.raw`add dont-require-permissions=no name=cacerts owner=dave policy=\
    ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon source="{\
    \r\
    \n  :do {\r\
    \n      /tool fetch url=https://mkcert.org/generate/ check-certificate=yes\
    \_dst-path=cacert.pem;\r\
    \n      /certificate remove [find];\r\
    \n  } on-error={\r\
    \n      :log error (\"Failed to update certificate trust store\");\r\
    \n  };\r\
    \n}"`,
	String.raw`add dont-require-permissions=no name=address_list_flush_bad owner=admin \
    policy=ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon \
    source=":foreach listname in={\"malicious\"; \"port_scanners\"; \"honey_po\
    t\"} do={\r\
    \n    :log warn \"Flushing address list: '\$listname'\"  \r\
    \n    :foreach list in=[/ip firewall address-list find list=\"\$listname\"\
    ] do {\r\
    \n    }\r\
    \n}\r\
    \n"`,
	String.raw`add dont-require-permissions=no name=address_list_defconf owner=admin policy=\
    ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon source="/\
    ip firewall address-list\r\
    \n  add address=0.0.0.0/8 comment=\"defconf: RFC6890\" list=no_forward_ipv\
    4\r\
    \n"`,
	String.raw`add allowed-address="192.168.100.3/32,192.168.2.0/24,192.168.1.0/24,192.168.25\
    3.0/24,192.168.88.0/24" interface=WG-Mikrotik-A name=Admin`,
];

/** As written before it was wrapped: a value that got quotes only for being long loses them. */
const unwrapped = (text: string): string =>
	text
		.replace(/\\\n {4}/g, '')
		.replace(/\\_/g, ' ')
		.replace(/="([\w.,/-]{70,})"/g, '=$1');

describe('wrapLine', () => {
	it.each(samples.map((sample) => [sample.slice(0, 60), sample]))('lays out %s… as the router does', (_, sample) => {
		expect(wrapLine(unwrapped(sample))).toBe(sample);
	});

	it('keeps to 79 columns and loses nothing, whatever the values hold', () => {
		const value = fc.oneof(fc.string({unit: 'binary', maxLength: 300}), fc.string({unit: fc.constantFrom(' ', '\n', '\r', 'a', '"', '\\', 'Ж', ','), maxLength: 300}));
		fc.assert(
			fc.property(fc.array(value, {minLength: 1, maxLength: 6}), (values) => {
				const wrapped = wrapLine(`/ip firewall filter add ${values.map((each, index) => `name${index}=${quote(each)}`).join(' ')}`);
				expect(Math.max(...wrapped.split('\n').map((line) => line.length))).toBeLessThanOrEqual(79);
				const parsed = parse(wrapped);
				const command = parsed.ok ? parsed.value.statements[0] : undefined;
				const read = command?.kind === 'command' ? command.items.flatMap((item) => (item.kind === 'named' ? [namedText(item)] : [])) : [];
				expect(read).toEqual(values);
			}),
			{numRuns: 150},
		);
	});
});
