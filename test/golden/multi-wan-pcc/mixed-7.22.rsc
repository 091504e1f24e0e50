# Detour: profile mixed-x7k2, for RouterOS 7.22 on office.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:mixed-x7k2:all.lan.list.4 where traffic comes from" name=detour-mixed-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:mixed-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-mixed-x7k2-lan
# Rules about pppoe-out1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:mixed-x7k2:p1.pppoe-out1.list.4 the line" name=detour-mixed-x7k2-p1-pppoe-out1
# The interface of pppoe-out1.
/interface list member add comment="detour:mixed-x7k2:p1.pppoe-out1.member.4 pppoe-out1" interface=pppoe-out1 list=detour-mixed-x7k2-p1-pppoe-out1
# Rules about ether2 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:mixed-x7k2:p1.ether2.list.4 the line" name=detour-mixed-x7k2-p1-ether2
# The interface of ether2.
/interface list member add comment="detour:mixed-x7k2:p1.ether2.member.4 ether2" interface=ether2 list=detour-mixed-x7k2-p1-ether2
# Rules about lte1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:mixed-x7k2:p1.lte1.list.4 the line" name=detour-mixed-x7k2-p1-lte1
# The interface of lte1.
/interface list member add comment="detour:mixed-x7k2:p1.lte1.member.4 lte1" interface=lte1 list=detour-mixed-x7k2-p1-lte1
# What comes in by any other interface comes from inside.
/interface list add comment="detour:mixed-x7k2:all.outside.list.4 where the Internet is" name=detour-mixed-x7k2-outside
# pppoe-out1 leads outside.
/interface list member add comment="detour:mixed-x7k2:all.pppoe--out1.outside-member.4 pppoe-out1" interface=pppoe-out1 list=detour-mixed-x7k2-outside
/interface list member add comment="detour:mixed-x7k2:all.ether2.outside-member.4 ether2" interface=ether2 list=detour-mixed-x7k2-outside
/interface list member add comment="detour:mixed-x7k2:all.lte1.outside-member.4 lte1" interface=lte1 list=detour-mixed-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:mixed-x7k2:all.wan.list.4 lines that lead outside" name=detour-mixed-x7k2-wan
# Strangers may be behind pppoe-out1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:mixed-x7k2:all.pppoe--out1.wan-member.4 pppoe-out1" interface=pppoe-out1 list=detour-mixed-x7k2-wan
/interface list member add comment="detour:mixed-x7k2:all.lte1.wan-member.4 lte1" interface=lte1 list=detour-mixed-x7k2-wan
/interface list member add comment="detour:mixed-x7k2:all.ether2.wan-member.4 ether2" interface=ether2 list=detour-mixed-x7k2-wan
# A routing table of its own: marked packets find only the way through pppoe-out1 there.
/routing table add comment="detour:mixed-x7k2:p1.pppoe-out1.table.4 routes by the line" fib name=detour-mixed-x7k2-p1-pppoe-out1
/routing table add comment="detour:mixed-x7k2:p1.ether2.table.4 routes by the line" fib name=detour-mixed-x7k2-p1-ether2
/routing table add comment="detour:mixed-x7k2:p1.lte1.table.4 routes by the line" fib name=detour-mixed-x7k2-p1-lte1
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:mixed-x7k2:p1.pppoe-out1.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=pppoe-out1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:mixed-x7k2:p1.pppoe-out1.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.pppoe-out1.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-mixed-x7k2-p1-pppoe-out1 target-scope=11
# While pppoe-out1 is dead, its traffic takes ether2.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.pppoe-out1.then-p1-ether2.4 then by ether2" distance=2 dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-mixed-x7k2-p1-pppoe-out1 target-scope=11
# While pppoe-out1 is dead, its traffic takes lte1.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.pppoe-out1.then-p1-lte1.4 then by lte1" distance=3 dst-address=0.0.0.0/0 gateway=208.67.222.220 routing-table=detour-mixed-x7k2-p1-pppoe-out1 target-scope=11
# 94.140.14.140 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:mixed-x7k2:p1.ether2.probe.4 probe host, only by this line" dst-address=94.140.14.140/32 gateway=203.0.113.9%ether2 scope=10
# Without the line's interface, 94.140.14.140 is reached by nothing at all.
/ip route add blackhole comment="detour:mixed-x7k2:p1.ether2.probe-pin.4 probe host, never by another line" distance=20 dst-address=94.140.14.140/32
# Marked traffic takes the line as long as 94.140.14.140 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.ether2.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-mixed-x7k2-p1-ether2 target-scope=11
# While ether2 is dead, its traffic takes lte1.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.ether2.then-p1-lte1.4 then by lte1" distance=2 dst-address=0.0.0.0/0 gateway=208.67.222.220 routing-table=detour-mixed-x7k2-p1-ether2 target-scope=11
# While ether2 is dead, its traffic takes pppoe-out1.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.ether2.then-p1-pppoe-out1.4 then by pppoe-out1" distance=3 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-mixed-x7k2-p1-ether2 target-scope=11
# 208.67.222.220 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:mixed-x7k2:p1.lte1.probe.4 probe host, only by this line" dst-address=208.67.222.220/32 gateway=lte1 scope=10
# Without the line's interface, 208.67.222.220 is reached by nothing at all.
/ip route add blackhole comment="detour:mixed-x7k2:p1.lte1.probe-pin.4 probe host, never by another line" distance=20 dst-address=208.67.222.220/32
# Marked traffic takes the line as long as 208.67.222.220 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.lte1.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=208.67.222.220 routing-table=detour-mixed-x7k2-p1-lte1 target-scope=11
# While lte1 is dead, its traffic takes pppoe-out1.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.lte1.then-p1-pppoe-out1.4 then by pppoe-out1" distance=2 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-mixed-x7k2-p1-lte1 target-scope=11
# While lte1 is dead, its traffic takes ether2.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.lte1.then-p1-ether2.4 then by ether2" distance=3 dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-mixed-x7k2-p1-lte1 target-scope=11
# Half of all addresses by pppoe-out1 while it answers, as choice 1. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.pppoe-out1.main-low.4 choice 1 of main: pppoe-out1" dst-address=0.0.0.0/1 gateway=149.112.112.10 target-scope=11
# Half of all addresses by pppoe-out1 while it answers, as choice 1. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.pppoe-out1.main-high.4 choice 1 of main: pppoe-out1" dst-address=128.0.0.0/1 gateway=149.112.112.10 target-scope=11
# Half of all addresses by ether2 while it answers, as choice 2. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.ether2.main-low.4 choice 2 of main: ether2" distance=2 dst-address=0.0.0.0/1 gateway=94.140.14.140 target-scope=11
# Half of all addresses by ether2 while it answers, as choice 2. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.ether2.main-high.4 choice 2 of main: ether2" distance=2 dst-address=128.0.0.0/1 gateway=94.140.14.140 target-scope=11
# Half of all addresses by lte1 while it answers, as choice 3. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.lte1.main-low.4 choice 3 of main: lte1" distance=3 dst-address=0.0.0.0/1 gateway=208.67.222.220 target-scope=11
# Half of all addresses by lte1 while it answers, as choice 3. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:mixed-x7k2:p1.lte1.main-high.4 choice 3 of main: lte1" distance=3 dst-address=128.0.0.0/1 gateway=208.67.222.220 target-scope=11
# A destination of "keeps to one line".
/ip firewall address-list add address=192.0.2.0/28 comment="detour:mixed-x7k2:p1.192-0-2-0-28.dst.4 keeps to one line" list=detour-mixed-x7k2-p1-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:mixed-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-mixed-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:mixed-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-mixed-x7k2-bypass
/ip firewall address-list add address=192.168.90.0/24 comment="detour:mixed-x7k2:all.192-168-90-0-24.bypass.4 stays as it is" list=detour-mixed-x7k2-bypass
/ip firewall address-list add address=203.0.113.8/29 comment="detour:mixed-x7k2:all.203-0-113-8-29.bypass.4 stays as it is" list=detour-mixed-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:mixed-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-mixed-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:mixed-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-mixed-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:mixed-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-mixed-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:mixed-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-mixed-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:mixed-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:mixed-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:mixed-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-mixed-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:mixed-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-mixed-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:mixed-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:mixed-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=tcp place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
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
/ip firewall filter add action=accept chain=forward comment="detour:mixed-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# What is sent by pppoe-out1 takes the address of that line, where no rule of yours has given it
# one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:mixed-x7k2:p1.pppoe-out1.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-mixed-x7k2-p1-pppoe-out1
/ip firewall nat add action=masquerade chain=srcnat comment="detour:mixed-x7k2:p1.ether2.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-mixed-x7k2-p1-ether2
/ip firewall nat add action=masquerade chain=srcnat comment="detour:mixed-x7k2:p1.lte1.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-mixed-x7k2-p1-lte1
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:mixed-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:mixed-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:mixed-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:mixed-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-mixed-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by pppoe-out1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:mixed-x7k2:p1.pppoe-out1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-mixed-x7k2-p1-pppoe-out1 new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:mixed-x7k2:p1.ether2.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-mixed-x7k2-p1-ether2 new-connection-mark=detour-mixed-x7k2-p1-ether2 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:mixed-x7k2:p1.lte1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-mixed-x7k2-p1-lte1 new-connection-mark=detour-mixed-x7k2-p1-lte1 passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:mixed-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-mixed-x7k2-lan jump-target=detour-mixed-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:mixed-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-mixed-x7k2-outside jump-target=detour-mixed-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-mixed-x7k2-bypass
/ip firewall mangle add action=return chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-port=53 protocol=udp
/ip firewall mangle add action=return chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-port=53 protocol=tcp
# The first packet of a connection decides: "always by ether2".
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:p1.keep.mark-dst.4 always by ether2" connection-mark=no-mark connection-state=new dst-address-list=detour-mixed-x7k2-p1-dst new-connection-mark=detour-mixed-x7k2-p1-ether2 passthrough=yes
# The first packet of a connection decides: "shared between the lines".
/ip firewall mangle add action=jump chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:p1.use.mark.4 shared between the lines" connection-mark=no-mark connection-state=new jump-target=detour-mixed-x7k2-p1-all
# Every packet that your hosts send on a marked connection is looked up in the table of pppoe-out1.
/ip firewall mangle add action=mark-routing chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:p1.pppoe-out1.route.4 by the line" connection-mark=detour-mixed-x7k2-p1-pppoe-out1 new-routing-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:p1.ether2.route.4 by the line" connection-mark=detour-mixed-x7k2-p1-ether2 new-routing-mark=detour-mixed-x7k2-p1-ether2 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-mixed-x7k2-pre comment="detour:mixed-x7k2:p1.lte1.route.4 by the line" connection-mark=detour-mixed-x7k2-p1-lte1 new-routing-mark=detour-mixed-x7k2-p1-lte1 passthrough=no
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-1.4 share 1 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/0
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-2.4 share 2 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/1
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-3.4 share 3 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/2
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-4.4 share 4 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/3
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-5.4 share 5 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/4
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-6.4 share 6 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/5
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-7.4 share 7 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/6
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-8.4 share 8 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/7
# pppoe-out1 gets 9 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-9.4 share 9 of 13: pppoe-out1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes per-connection-classifier=src-address:13/8
# ether2 gets 3 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-10.4 share 10 of 13: ether2" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-ether2 passthrough=yes per-connection-classifier=src-address:13/9
# ether2 gets 3 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-11.4 share 11 of 13: ether2" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-ether2 passthrough=yes per-connection-classifier=src-address:13/10
# ether2 gets 3 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-12.4 share 12 of 13: ether2" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-ether2 passthrough=yes per-connection-classifier=src-address:13/11
# lte1 gets 1 of 13 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-p1-all comment="detour:mixed-x7k2:p1.all.share-13.4 share 13 of 13: lte1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-lte1 passthrough=yes per-connection-classifier=src-address:13/12
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:mixed-x7k2:p1.pppoe-out1.answer.4 answers of the router" connection-mark=detour-mixed-x7k2-p1-pppoe-out1 dst-address-list=!detour-mixed-x7k2-bypass new-routing-mark=detour-mixed-x7k2-p1-pppoe-out1 out-interface-list=!detour-mixed-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:mixed-x7k2:p1.ether2.answer.4 answers of the router" connection-mark=detour-mixed-x7k2-p1-ether2 dst-address-list=!detour-mixed-x7k2-bypass new-routing-mark=detour-mixed-x7k2-p1-ether2 out-interface-list=!detour-mixed-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:mixed-x7k2:p1.lte1.answer.4 answers of the router" connection-mark=detour-mixed-x7k2-p1-lte1 dst-address-list=!detour-mixed-x7k2-bypass new-routing-mark=detour-mixed-x7k2-p1-lte1 out-interface-list=!detour-mixed-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# New connections of pppoe-out1 may leave by another way while it is dead: they are to stay there.
/ip firewall mangle add action=jump chain=forward comment="detour:mixed-x7k2:p1.pppoe-out1.pin.4 which way a new connection took" connection-mark=detour-mixed-x7k2-p1-pppoe-out1 connection-state=new in-interface-list=detour-mixed-x7k2-lan jump-target=detour-mixed-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:mixed-x7k2:p1.ether2.pin.4 which way a new connection took" connection-mark=detour-mixed-x7k2-p1-ether2 connection-state=new in-interface-list=detour-mixed-x7k2-lan jump-target=detour-mixed-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:mixed-x7k2:p1.lte1.pin.4 which way a new connection took" connection-mark=detour-mixed-x7k2-p1-lte1 connection-state=new in-interface-list=detour-mixed-x7k2-lan jump-target=detour-mixed-x7k2-pin place-before=($at->0)
# Connections that are opened while the first line is dead leave by another one: they are to stay
# there.
/ip firewall mangle add action=jump chain=forward comment="detour:mixed-x7k2:all.spare.jump.4 which line a new connection took" connection-mark=no-mark connection-state=new in-interface-list=!detour-mixed-x7k2-outside jump-target=detour-mixed-x7k2-spare place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# What left by pppoe-out1 goes on by pppoe-out1: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-pin comment="detour:mixed-x7k2:p1.pppoe-out1.stay.4 stays with pppoe-out1" connection-state=new new-connection-mark=detour-mixed-x7k2-p1-pppoe-out1 out-interface-list=detour-mixed-x7k2-p1-pppoe-out1 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-pin comment="detour:mixed-x7k2:p1.ether2.stay.4 stays with ether2" connection-state=new new-connection-mark=detour-mixed-x7k2-p1-ether2 out-interface-list=detour-mixed-x7k2-p1-ether2 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-pin comment="detour:mixed-x7k2:p1.lte1.stay.4 stays with lte1" connection-state=new new-connection-mark=detour-mixed-x7k2-p1-lte1 out-interface-list=detour-mixed-x7k2-p1-lte1 passthrough=yes
# What left by ether2 goes on by ether2: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-spare comment="detour:mixed-x7k2:p1.ether2.spare.4 stays with ether2" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-ether2 out-interface-list=detour-mixed-x7k2-p1-ether2 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-mixed-x7k2-spare comment="detour:mixed-x7k2:p1.lte1.spare.4 stays with lte1" connection-mark=no-mark connection-state=new new-connection-mark=detour-mixed-x7k2-p1-lte1 out-interface-list=detour-mixed-x7k2-p1-lte1 passthrough=yes
# When a host asks for bank.example or a name below it, every address in the answer joins the list,
# IPv4 and IPv6.
/ip dns static add address-list=detour-mixed-x7k2-p1-dst comment="detour:mixed-x7k2:p1.bank-example.name.4 keeps to one line" match-subdomain=yes name=bank.example type=FWD
# When 149.112.112.10 has been silent for half a minute, connections by pppoe-out1 are forgotten:
# programs open new ones at once, by the right line.
/tool netwatch add comment="detour:mixed-x7k2:p1.pppoe-out1.flush.4 forgets connections when pppoe-out1 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-mixed-x7k2-p1-pppoe-out1\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"pppoe-out1\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=149.112.112.10 ignore-initial-up=yes interval=35s name=detour-mixed-x7k2-p1-order-xuoy packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:mixed-x7k2:p1.ether2.flush.4 forgets connections when ether2 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-mixed-x7k2-p1-ether2\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"ether2\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=94.140.14.140 ignore-initial-up=yes interval=35s name=detour-mixed-x7k2-p1-order-zrkr packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:mixed-x7k2:p1.lte1.flush.4 forgets connections when lte1 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-mixed-x7k2-p1-lte1\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"lte1\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=208.67.222.220 ignore-initial-up=yes interval=35s name=detour-mixed-x7k2-p1-order-lte1 packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
