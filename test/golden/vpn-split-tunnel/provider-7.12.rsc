# Detour: profile provider-x7k2, for RouterOS 7.12 on flat.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.
# Keys are left out: put them where it says <secret>.

# The WireGuard interface with your key from the .conf.
/interface wireguard add comment="detour:provider-x7k2:p1.vpn.tunnel.4 the tunnel" listen-port=39884 mtu=1412 name=detour-provider-x7k2-p1-vpn private-key=<secret>
# The far end: its key, where it is, and what it may carry. Its own packets are not marked, so they
# go outside of the tunnel.
/interface wireguard peers add allowed-address=0.0.0.0/0,::/0 comment="detour:provider-x7k2:p1.peer-e330bf.peer.4 far end of the tunnel" endpoint-address=exit.example.net endpoint-port=51820 interface=detour-provider-x7k2-p1-vpn persistent-keepalive=25s public-key="hszd0i8yLNchsr0Pyuk5gPhzob/t4U86+dm9z4/SPAc="
# Packets into the tunnel take this address as their source.
/ip address add address=10.14.0.2/32 comment="detour:provider-x7k2:p1.10-14-0-2.address.4 our address in the tunnel" interface=detour-provider-x7k2-p1-vpn
# Packets into the tunnel take this address as their source.
/ipv6 address add address=fd7d:76ee:e68f:a993::2/128 advertise=no comment="detour:provider-x7k2:p1.fd7d:76ee:e68f:a993::2.address.6 our address in the tunnel" interface=detour-provider-x7k2-p1-vpn
# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:provider-x7k2:all.lan.list.4 where traffic comes from" name=detour-provider-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:provider-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-provider-x7k2-lan
# Rules about the VPN tunnel name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:provider-x7k2:p1.vpn.list.4 the tunnel" name=detour-provider-x7k2-p1-vpn
# The interface of the VPN tunnel.
/interface list member add comment="detour:provider-x7k2:p1.vpn.member.4 detour-provider-x7k2-p1-vpn" interface=detour-provider-x7k2-p1-vpn list=detour-provider-x7k2-p1-vpn
# What comes in by any other interface comes from inside.
/interface list add comment="detour:provider-x7k2:all.outside.list.4 where the Internet is" name=detour-provider-x7k2-outside
# detour-provider-x7k2-p1-vpn leads outside.
/interface list member add comment="detour:provider-x7k2:all.detour-provider-x7k2-p1-v-ck3v.outside-member.4 detour-provider-x7k2-p1-vpn" interface=detour-provider-x7k2-p1-vpn list=detour-provider-x7k2-outside
/interface list member add comment="detour:provider-x7k2:all.pppoe--out1.outside-member.4 pppoe-out1" interface=pppoe-out1 list=detour-provider-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:provider-x7k2:all.wan.list.4 lines that lead outside" name=detour-provider-x7k2-wan
# Strangers may be behind pppoe-out1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:provider-x7k2:all.pppoe--out1.wan-member.4 pppoe-out1" interface=pppoe-out1 list=detour-provider-x7k2-wan
# A routing table of its own: marked packets find only the way through the VPN tunnel there.
/routing table add comment="detour:provider-x7k2:p1.vpn.table.4 routes into the tunnel" fib name=detour-provider-x7k2-p1-vpn
# 9.9.9.10 is reached through the tunnel only, so that an answer proves the tunnel.
/ip route add comment="detour:provider-x7k2:p1.vpn.probe.4 probe host, only through the tunnel" dst-address=9.9.9.10/32 gateway=detour-provider-x7k2-p1-vpn scope=10
# Without the tunnel's interface, 9.9.9.10 is reached by nothing at all.
/ip route add blackhole comment="detour:provider-x7k2:p1.vpn.probe-pin.4 probe host, never by another line" distance=20 dst-address=9.9.9.10/32
# Marked traffic takes the tunnel as long as 9.9.9.10 answers pings through it; otherwise the table
# is empty and traffic goes as before.
/ip route add check-gateway=ping comment="detour:provider-x7k2:p1.vpn.default.4 into the tunnel while the probe answers" dst-address=0.0.0.0/0 gateway=9.9.9.10 routing-table=detour-provider-x7k2-p1-vpn target-scope=11
# 2620:fe::10 is reached through the tunnel only, so that an answer proves the tunnel.
/ipv6 route add comment="detour:provider-x7k2:p1.vpn.probe.6 probe host, only through the tunnel" dst-address=2620:fe::10/128 gateway=detour-provider-x7k2-p1-vpn scope=10
# Without the tunnel's interface, 2620:fe::10 is reached by nothing at all.
/ipv6 route add blackhole comment="detour:provider-x7k2:p1.vpn.probe-pin.6 probe host, never by another line" distance=20 dst-address=2620:fe::10/128
# Marked traffic takes the tunnel as long as 2620:fe::10 answers pings through it; otherwise the
# table is empty and traffic goes as before.
/ipv6 route add check-gateway=ping comment="detour:provider-x7k2:p1.vpn.default.6 into the tunnel while the probe answers" dst-address=::/0 gateway=2620:fe::10 routing-table=detour-provider-x7k2-p1-vpn target-scope=11
# A destination of "listed destinations".
/ip firewall address-list add address=91.105.192.0/23 comment="detour:provider-x7k2:p1.91-105-192-0-23.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
/ip firewall address-list add address=91.108.4.0/22 comment="detour:provider-x7k2:p1.91-108-4-0-22.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
/ip firewall address-list add address=91.108.8.0/21 comment="detour:provider-x7k2:p1.91-108-8-0-21.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
/ip firewall address-list add address=91.108.16.0/21 comment="detour:provider-x7k2:p1.91-108-16-0-21.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
/ip firewall address-list add address=91.108.56.0/22 comment="detour:provider-x7k2:p1.91-108-56-0-22.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
/ip firewall address-list add address=149.154.160.0/20 comment="detour:provider-x7k2:p1.149-154-160-0-20.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
/ip firewall address-list add address=185.76.151.0/24 comment="detour:provider-x7k2:p1.185-76-151-0-24.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
/ip firewall address-list add address=203.0.113.64/27 comment="detour:provider-x7k2:p1.203-0-113-64-27.dst.4 listed destinations" list=detour-provider-x7k2-p1-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:provider-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-provider-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:provider-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-provider-x7k2-bypass
/ip firewall address-list add address=192.168.90.0/24 comment="detour:provider-x7k2:all.192-168-90-0-24.bypass.4 stays as it is" list=detour-provider-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:provider-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-provider-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:provider-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-provider-x7k2-bypass
# Questions to and from this resolver are left alone.
/ip firewall address-list add address=192.168.88.3 comment="detour:provider-x7k2:all.192-168-88-3.dns.4 resolver of your own" list=detour-provider-x7k2-dns
# A destination of "listed destinations".
/ipv6 firewall address-list add address=2001:67c:4e8::/48 comment="detour:provider-x7k2:p1.2001:67c:4e8::-48.dst.6 listed destinations" list=detour-provider-x7k2-p1-dst
/ipv6 firewall address-list add address=2001:b28:f23c::/47 comment="detour:provider-x7k2:p1.2001:b28:f23c::-47.dst.6 listed destinations" list=detour-provider-x7k2-p1-dst
/ipv6 firewall address-list add address=2001:b28:f23f::/48 comment="detour:provider-x7k2:p1.2001:b28:f23f::-48.dst.6 listed destinations" list=detour-provider-x7k2-p1-dst
/ipv6 firewall address-list add address=2001:db8:beef::/48 comment="detour:provider-x7k2:p1.2001:db8:beef::-48.dst.6 listed destinations" list=detour-provider-x7k2-p1-dst
/ipv6 firewall address-list add address=2a0a:f280::/32 comment="detour:provider-x7k2:p1.2a0a:f280::-32.dst.6 listed destinations" list=detour-provider-x7k2-p1-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:2:100::/64 comment="detour:provider-x7k2:all.2001:db8:2:100::-64.bypass.6 stays as it is" list=detour-provider-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:provider-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-provider-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:provider-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-provider-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:provider-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-provider-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:provider-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-provider-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:provider-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:provider-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=tcp place-before=($at->0)
# The far end of the tunnel is a stranger: it may answer, but not open connections to the router.
/ip firewall filter add action=drop chain=input comment="detour:provider-x7k2:p1.vpn.no-input.4 nobody in the tunnel reaches the router" connection-state=!established,related in-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:provider-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-provider-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:provider-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-provider-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:provider-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:provider-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=tcp place-before=($at->0)
# The far end of the tunnel is a stranger: it may answer, but not open connections to the router.
/ipv6 firewall filter add action=drop chain=input comment="detour:provider-x7k2:p1.vpn.no-input.6 nobody in the tunnel reaches the router" connection-state=!established,related in-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The far end may answer, but not open connections to your hosts. Port forwards of your own stay
# open.
/ip firewall filter add action=drop chain=forward comment="detour:provider-x7k2:p1.vpn.no-forward.4 nobody in the tunnel reaches your hosts" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ip firewall filter add action=accept chain=forward comment="detour:provider-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The far end may answer, but not open connections to your hosts. Port forwards of your own stay
# open.
/ipv6 firewall filter add action=drop chain=forward comment="detour:provider-x7k2:p1.vpn.no-forward.6 nobody in the tunnel reaches your hosts" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:provider-x7k2:p1.vpn.nat.4 our address in the tunnel" connection-mark=detour-provider-x7k2-p1-vpn ipsec-policy=out,none out-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
# 9.9.9.10 is reached through the tunnel only, by every host: hosts that talk to it take the
# tunnel's address, too.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:provider-x7k2:p1.vpn.probe-nat.4 our address towards the probe" dst-address=9.9.9.10 ipsec-policy=out,none out-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:provider-x7k2:p1.vpn.nat.6 our address in the tunnel" connection-mark=detour-provider-x7k2-p1-vpn ipsec-policy=out,none out-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
# 2620:fe::10 is reached through the tunnel only, by every host: hosts that talk to it take the
# tunnel's address, too.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:provider-x7k2:p1.vpn.probe-nat.6 our address towards the probe" dst-address=2620:fe::10/128 ipsec-policy=out,none out-interface-list=detour-provider-x7k2-p1-vpn place-before=($at->0)
/ipv6/firewall/nat/remove [/ipv6/firewall/nat/find where comment=detour-anchor]
}
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:provider-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-list=!detour-provider-x7k2-dns dst-address-type=!local dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=udp src-address-list=!detour-provider-x7k2-dns
/ip firewall nat add action=redirect chain=dstnat comment="detour:provider-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-list=!detour-provider-x7k2-dns dst-address-type=!local dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=tcp src-address-list=!detour-provider-x7k2-dns
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:provider-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:provider-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-provider-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the VPN tunnel are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:provider-x7k2:p1.vpn.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-provider-x7k2-p1-vpn new-connection-mark=detour-provider-x7k2-p1-vpn passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:provider-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-provider-x7k2-lan jump-target=detour-provider-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:provider-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-provider-x7k2-outside jump-target=detour-provider-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-provider-x7k2-bypass
/ip firewall mangle add action=return chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-address-list=!detour-provider-x7k2-dns dst-port=53 protocol=udp src-address-list=!detour-provider-x7k2-dns
/ip firewall mangle add action=return chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-address-list=!detour-provider-x7k2-dns dst-port=53 protocol=tcp src-address-list=!detour-provider-x7k2-dns
# The first packet of a connection decides: "listed traffic goes through the VPN tunnel".
/ip firewall mangle add action=mark-connection chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:p1.use.mark-dst.4 listed traffic goes through the VPN tunnel" connection-mark=no-mark connection-state=new dst-address-list=detour-provider-x7k2-p1-dst new-connection-mark=detour-provider-x7k2-p1-vpn passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the VPN
# tunnel.
/ip firewall mangle add action=mark-routing chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:p1.vpn.route.4 into the tunnel" connection-mark=detour-provider-x7k2-p1-vpn new-routing-mark=detour-provider-x7k2-p1-vpn passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:provider-x7k2:p1.vpn.answer.4 answers of the router" connection-mark=detour-provider-x7k2-p1-vpn dst-address-list=!detour-provider-x7k2-bypass new-routing-mark=detour-provider-x7k2-p1-vpn out-interface-list=!detour-provider-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:provider-x7k2:p1.vpn.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-provider-x7k2-p1-vpn passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1372 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:provider-x7k2:p1.vpn.mss-in.4 segments that fit, inwards" in-interface-list=detour-provider-x7k2-p1-vpn new-mss=1372 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1373-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the VPN tunnel are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:provider-x7k2:p1.vpn.came-in.6 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-provider-x7k2-p1-vpn new-connection-mark=detour-provider-x7k2-p1-vpn passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:provider-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-provider-x7k2-lan jump-target=detour-provider-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:provider-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-provider-x7k2-outside jump-target=detour-provider-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-provider-x7k2-bypass
/ipv6 firewall mangle add action=return chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:all.dns-udp.return.6 DNS is answered by the router" dst-port=53 protocol=udp
/ipv6 firewall mangle add action=return chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:all.dns-tcp.return.6 DNS is answered by the router" dst-port=53 protocol=tcp
# The first packet of a connection decides: "listed traffic goes through the VPN tunnel".
/ipv6 firewall mangle add action=mark-connection chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:p1.use.mark-dst.6 listed traffic goes through the VPN tunnel" connection-mark=no-mark connection-state=new dst-address-list=detour-provider-x7k2-p1-dst new-connection-mark=detour-provider-x7k2-p1-vpn passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the VPN
# tunnel.
/ipv6 firewall mangle add action=mark-routing chain=detour-provider-x7k2-pre comment="detour:provider-x7k2:p1.vpn.route.6 into the tunnel" connection-mark=detour-provider-x7k2-p1-vpn new-routing-mark=detour-provider-x7k2-p1-vpn passthrough=no
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:provider-x7k2:p1.vpn.answer.6 answers of the router" connection-mark=detour-provider-x7k2-p1-vpn dst-address-list=!detour-provider-x7k2-bypass new-routing-mark=detour-provider-x7k2-p1-vpn out-interface-list=!detour-provider-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:provider-x7k2:p1.vpn.mss-out.6 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-provider-x7k2-p1-vpn passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1352 bytes.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:provider-x7k2:p1.vpn.mss-in.6 segments that fit, inwards" in-interface-list=detour-provider-x7k2-p1-vpn new-mss=1352 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1353-65535 place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# When a host asks for netflix.com or a name below it, every address in the answer joins the list,
# IPv4 and IPv6 (Netflix).
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.netflix-com.name.4 Netflix" match-subdomain=yes name=netflix.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.netflix-net.name.4 Netflix" match-subdomain=yes name=netflix.net type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.nflxext-com.name.4 Netflix" match-subdomain=yes name=nflxext.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.nflximg-com.name.4 Netflix" match-subdomain=yes name=nflximg.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.nflximg-net.name.4 Netflix" match-subdomain=yes name=nflximg.net type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.nflxsearch-net.name.4 Netflix" match-subdomain=yes name=nflxsearch.net type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.nflxso-net.name.4 Netflix" match-subdomain=yes name=nflxso.net type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.nflxvideo-net.name.4 Netflix" match-subdomain=yes name=nflxvideo.net type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.fast-com.name.4 Netflix" match-subdomain=yes name=fast.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.spotify-com.name.4 Spotify" match-subdomain=yes name=spotify.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.scdn-co.name.4 Spotify" match-subdomain=yes name=scdn.co type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.pscdn-co.name.4 Spotify" match-subdomain=yes name=pscdn.co type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.spotifycdn-com.name.4 Spotify" match-subdomain=yes name=spotifycdn.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.spotifycdn-net.name.4 Spotify" match-subdomain=yes name=spotifycdn.net type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.telegram-org.name.4 Telegram" match-subdomain=yes name=telegram.org type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.telegram-me.name.4 Telegram" match-subdomain=yes name=telegram.me type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.t-me.name.4 Telegram" match-subdomain=yes name=t.me type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.telesco-pe.name.4 Telegram" match-subdomain=yes name=telesco.pe type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.telegra-ph.name.4 Telegram" match-subdomain=yes name=telegra.ph type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.github-com.name.4 GitHub" match-subdomain=yes name=github.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.github-io.name.4 GitHub" match-subdomain=yes name=github.io type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.githubusercontent-com.name.4 GitHub" match-subdomain=yes name=githubusercontent.com type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.example-org.name.4 listed destinations" match-subdomain=yes name=example.org type=FWD
/ip dns static add address-list=detour-provider-x7k2-p1-dst comment="detour:provider-x7k2:p1.www-example-com.name.4 listed destinations" name=www.example.com type=FWD
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
