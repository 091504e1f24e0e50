# Detour: profile apart-x7k2, for RouterOS 7.22 on studio.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:apart-x7k2:all.lan.list.4 where traffic comes from" name=detour-apart-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:apart-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-apart-x7k2-lan
# Rules about ether1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:apart-x7k2:p1.ether1.list.4 the line" name=detour-apart-x7k2-p1-ether1
# The interface of ether1.
/interface list member add comment="detour:apart-x7k2:p1.ether1.member.4 ether1" interface=ether1 list=detour-apart-x7k2-p1-ether1
# Rules about ether2 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:apart-x7k2:p1.ether2.list.4 the line" name=detour-apart-x7k2-p1-ether2
# The interface of ether2.
/interface list member add comment="detour:apart-x7k2:p1.ether2.member.4 ether2" interface=ether2 list=detour-apart-x7k2-p1-ether2
# What comes in by ether2 comes in under the name of its VRF.
/interface list member add comment="detour:apart-x7k2:p1.landlord.ether2-member.4 landlord" interface=landlord list=detour-apart-x7k2-p1-ether2
# What comes in by any other interface comes from inside.
/interface list add comment="detour:apart-x7k2:all.outside.list.4 where the Internet is" name=detour-apart-x7k2-outside
# ether1 leads outside.
/interface list member add comment="detour:apart-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-apart-x7k2-outside
/interface list member add comment="detour:apart-x7k2:all.ether2.outside-member.4 ether2" interface=ether2 list=detour-apart-x7k2-outside
/interface list member add comment="detour:apart-x7k2:all.landlord.outside-member.4 landlord" interface=landlord list=detour-apart-x7k2-outside
# A routing table of its own: marked packets find only the way through ether1 there.
/routing table add comment="detour:apart-x7k2:p1.ether1.table.4 routes by the line" fib name=detour-apart-x7k2-p1-ether1
/routing table add comment="detour:apart-x7k2:p1.ether2.table.4 routes by the line" fib name=detour-apart-x7k2-p1-ether2
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:apart-x7k2:p1.ether1.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=203.0.113.129%ether1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:apart-x7k2:p1.ether1.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:apart-x7k2:p1.ether1.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-apart-x7k2-p1-ether1 target-scope=11
# While ether1 is dead, its traffic takes ether2.
/ip route add check-gateway=ping comment="detour:apart-x7k2:p1.ether1.then-p1-ether2.4 then by ether2" distance=2 dst-address=0.0.0.0/0 gateway=94.140.14.140@landlord routing-table=detour-apart-x7k2-p1-ether1 target-scope=11
# 94.140.14.140 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:apart-x7k2:p1.ether2.probe.4 probe host, only by this line" dst-address=94.140.14.140/32 gateway=198.51.100.1@landlord routing-table=landlord scope=10
# Without the line's interface, 94.140.14.140 is reached by nothing at all.
/ip route add blackhole comment="detour:apart-x7k2:p1.ether2.probe-pin.4 probe host, never by another line" distance=20 dst-address=94.140.14.140/32 routing-table=landlord
# Marked traffic takes the line as long as 94.140.14.140 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:apart-x7k2:p1.ether2.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=94.140.14.140@landlord routing-table=detour-apart-x7k2-p1-ether2 target-scope=11
# While ether2 is dead, its traffic takes ether1.
/ip route add check-gateway=ping comment="detour:apart-x7k2:p1.ether2.then-p1-ether1.4 then by ether1" distance=2 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-apart-x7k2-p1-ether2 target-scope=11
# Half of all addresses by ether1 while it answers, as choice 1. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:apart-x7k2:p1.ether1.main-low.4 choice 1 of main: ether1" dst-address=0.0.0.0/1 gateway=149.112.112.10 target-scope=11
# Half of all addresses by ether1 while it answers, as choice 1. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:apart-x7k2:p1.ether1.main-high.4 choice 1 of main: ether1" dst-address=128.0.0.0/1 gateway=149.112.112.10 target-scope=11
# ether2 is in the VRF landlord: answers that come in by it are looked up there, and find back to
# 192.168.88.0/24. A way between tables needs both directions.
/ip route add comment="detour:apart-x7k2:p1.192-168-88-0-24.back-landlord.4 the way back from landlord" dst-address=192.168.88.0/24 gateway=bridge@main routing-table=landlord
/ip route add comment="detour:apart-x7k2:p1.10-20-0-0-16.back-landlord.4 the way back from landlord" dst-address=10.20.0.0/16 gateway=192.168.88.7@main routing-table=landlord
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=10.20.0.0/16 comment="detour:apart-x7k2:all.10-20-0-0-16.bypass.4 stays as it is" list=detour-apart-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:apart-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-apart-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:apart-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-apart-x7k2-bypass
/ip firewall address-list add address=203.0.113.128/30 comment="detour:apart-x7k2:all.203-0-113-128-30.bypass.4 stays as it is" list=detour-apart-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:apart-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-apart-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:apart-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-apart-x7k2-bypass
# The VRF of ether2 has a way to your hosts now, for answers. What your own rules do not let in ends
# here.
/ip firewall filter add action=drop chain=forward comment="detour:apart-x7k2:p1.ether2.no-way-in.4 nobody beyond the line reaches your hosts" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-apart-x7k2-p1-ether2 out-interface-list=detour-apart-x7k2-lan
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What comes in by ether2 for somebody else would be sent back out by it, under your address.
/ip firewall filter add action=drop chain=forward comment="detour:apart-x7k2:p1.ether2.no-way-through.4 nobody comes in to go out again" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-apart-x7k2-p1-ether2 out-interface-list=detour-apart-x7k2-p1-ether2 place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:apart-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# What is sent by ether1 takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:apart-x7k2:p1.ether1.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-apart-x7k2-p1-ether1
/ip firewall nat add action=masquerade chain=srcnat comment="detour:apart-x7k2:p1.ether2.nat.4 our address on the line" connection-mark=detour-apart-x7k2-p1-ether2 ipsec-policy=out,none out-interface-list=detour-apart-x7k2-p1-ether2
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by ether1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:apart-x7k2:p1.ether1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-apart-x7k2-p1-ether1 new-connection-mark=detour-apart-x7k2-p1-ether1 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:apart-x7k2:p1.ether2.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-apart-x7k2-p1-ether2 new-connection-mark=detour-apart-x7k2-p1-ether2 passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:apart-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-apart-x7k2-lan jump-target=detour-apart-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:apart-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-apart-x7k2-outside jump-target=detour-apart-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-apart-x7k2-pre comment="detour:apart-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-apart-x7k2-bypass
# The first packet of a connection decides: "tcp 873 > ether2".
/ip firewall mangle add action=mark-connection chain=detour-apart-x7k2-pre comment="detour:apart-x7k2:p1.rule-1.mark-tcp.4 tcp 873 > ether2" connection-mark=no-mark connection-state=new dst-port=873 new-connection-mark=detour-apart-x7k2-p1-ether2 passthrough=yes protocol=tcp
/ip firewall mangle add action=mark-connection chain=detour-apart-x7k2-pre comment="detour:apart-x7k2:p1.mail-tcp.mark-tcp.4 mail by ether2" connection-mark=no-mark connection-state=new dst-port=25,110,143,465,587,993,995 new-connection-mark=detour-apart-x7k2-p1-ether2 passthrough=yes protocol=tcp
# The first packet of a connection decides: "everything else by ether1".
/ip firewall mangle add action=mark-connection chain=detour-apart-x7k2-pre comment="detour:apart-x7k2:p1.rest.mark.4 everything else by ether1" connection-mark=no-mark connection-state=new new-connection-mark=detour-apart-x7k2-p1-ether1 passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of ether1.
/ip firewall mangle add action=mark-routing chain=detour-apart-x7k2-pre comment="detour:apart-x7k2:p1.ether1.route.4 by the line" connection-mark=detour-apart-x7k2-p1-ether1 new-routing-mark=detour-apart-x7k2-p1-ether1 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-apart-x7k2-pre comment="detour:apart-x7k2:p1.ether2.route.4 by the line" connection-mark=detour-apart-x7k2-p1-ether2 new-routing-mark=detour-apart-x7k2-p1-ether2 passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:apart-x7k2:p1.ether1.answer.4 answers of the router" connection-mark=detour-apart-x7k2-p1-ether1 dst-address-list=!detour-apart-x7k2-bypass new-routing-mark=detour-apart-x7k2-p1-ether1 out-interface-list=!detour-apart-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:apart-x7k2:p1.ether2.answer.4 answers of the router" connection-mark=detour-apart-x7k2-p1-ether2 dst-address-list=!detour-apart-x7k2-bypass new-routing-mark=detour-apart-x7k2-p1-ether2 out-interface-list=!detour-apart-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# New connections of ether1 may leave by another way while it is dead: they are to stay there.
/ip firewall mangle add action=jump chain=forward comment="detour:apart-x7k2:p1.ether1.pin.4 which way a new connection took" connection-mark=detour-apart-x7k2-p1-ether1 connection-state=new in-interface-list=detour-apart-x7k2-lan jump-target=detour-apart-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:apart-x7k2:p1.ether2.pin.4 which way a new connection took" connection-mark=detour-apart-x7k2-p1-ether2 connection-state=new in-interface-list=detour-apart-x7k2-lan jump-target=detour-apart-x7k2-pin place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# What left by ether1 goes on by ether1: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-apart-x7k2-pin comment="detour:apart-x7k2:p1.ether1.stay.4 stays with ether1" connection-state=new new-connection-mark=detour-apart-x7k2-p1-ether1 out-interface-list=detour-apart-x7k2-p1-ether1 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-apart-x7k2-pin comment="detour:apart-x7k2:p1.ether2.stay.4 stays with ether2" connection-state=new new-connection-mark=detour-apart-x7k2-p1-ether2 out-interface-list=detour-apart-x7k2-p1-ether2 passthrough=yes
# When 149.112.112.10 has been silent for half a minute, connections by ether1 are forgotten:
# programs open new ones at once, by the right line.
/tool netwatch add comment="detour:apart-x7k2:p1.ether1.flush.4 forgets connections when ether1 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-apart-x7k2-p1-ether1\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"ether1\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=149.112.112.10 ignore-initial-up=yes interval=35s name=detour-apart-x7k2-p1-order-amjr packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:apart-x7k2:p1.ether2.flush.4 forgets connections when ether2 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-apart-x7k2-p1-ether2\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"ether2\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=94.140.14.140@landlord ignore-initial-up=yes interval=35s name=detour-apart-x7k2-p1-order-zrkr packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
# The provider of ether2 may name another next hop with each lease: the script of the DHCP client
# passes it on to our routes. What yours does stays in it.
/ip dhcp-client set [find where interface="ether2"] script=":if (\$bound=1) do={ /ip/route/set [find where comment~\"detour:apart-x7k2:(p1.ether2.probe).4 \"] gateway=(\$\"gateway-address\" . \"@landlord\") }"
