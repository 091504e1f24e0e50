# Detour: profile studio-x7k2, for RouterOS 7.9 on studio.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:studio-x7k2:all.lan.list.4 where traffic comes from" name=detour-studio-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:studio-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-studio-x7k2-lan
/interface list member add comment="detour:studio-x7k2:all.vlan--guest.lan-member.4 vlan-guest" interface=vlan-guest list=detour-studio-x7k2-lan
# Rules about pppoe-out1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:studio-x7k2:p1.pppoe-out1.list.4 the line" name=detour-studio-x7k2-p1-pppo-mpza
# The interface of pppoe-out1.
/interface list member add comment="detour:studio-x7k2:p1.pppoe-out1.member.4 pppoe-out1" interface=pppoe-out1 list=detour-studio-x7k2-p1-pppo-mpza
# Rules about pppoe-out2 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:studio-x7k2:p1.pppoe-out2.list.4 the line" name=detour-studio-x7k2-p1-pppo-fv2a
# The interface of pppoe-out2.
/interface list member add comment="detour:studio-x7k2:p1.pppoe-out2.member.4 pppoe-out2" interface=pppoe-out2 list=detour-studio-x7k2-p1-pppo-fv2a
# What comes in by any other interface comes from inside.
/interface list add comment="detour:studio-x7k2:all.outside.list.4 where the Internet is" name=detour-studio-x7k2-outside
# pppoe-out1 leads outside.
/interface list member add comment="detour:studio-x7k2:all.pppoe--out1.outside-member.4 pppoe-out1" interface=pppoe-out1 list=detour-studio-x7k2-outside
/interface list member add comment="detour:studio-x7k2:all.pppoe--out2.outside-member.4 pppoe-out2" interface=pppoe-out2 list=detour-studio-x7k2-outside
# A routing table of its own: marked packets find only the way through pppoe-out1 there.
/routing table add comment="detour:studio-x7k2:p1.pppoe-out1.table.4 routes by the line" fib name=detour-studio-x7k2-p1-pppo-mpza
/routing table add comment="detour:studio-x7k2:p1.pppoe-out2.table.4 routes by the line" fib name=detour-studio-x7k2-p1-pppo-fv2a
/routing table add comment="detour:studio-x7k2:p1.all.table.4 equal ways" fib name=detour-studio-x7k2-p1-all
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:studio-x7k2:p1.pppoe-out1.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=pppoe-out1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:studio-x7k2:p1.pppoe-out1.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out1.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-studio-x7k2-p1-pppo-mpza target-scope=11
# While pppoe-out1 is dead, its traffic takes pppoe-out2.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out1.then-p1-pppoe-out2.4 then by pppoe-out2" distance=2 dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-studio-x7k2-p1-pppo-mpza target-scope=11
# 94.140.14.140 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:studio-x7k2:p1.pppoe-out2.probe.4 probe host, only by this line" dst-address=94.140.14.140/32 gateway=pppoe-out2 scope=10
# Without the line's interface, 94.140.14.140 is reached by nothing at all.
/ip route add blackhole comment="detour:studio-x7k2:p1.pppoe-out2.probe-pin.4 probe host, never by another line" distance=20 dst-address=94.140.14.140/32
# Marked traffic takes the line as long as 94.140.14.140 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out2.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-studio-x7k2-p1-pppo-fv2a target-scope=11
# While pppoe-out2 is dead, its traffic takes pppoe-out1.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out2.then-p1-pppoe-out1.4 then by pppoe-out1" distance=2 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-studio-x7k2-p1-pppo-fv2a target-scope=11
# New connections of "the lines side by side" are spread over the routes of this table; pppoe-out1
# is one of them while it answers.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.all.by-p1-pppoe-out1.4 one of the equal ways: pppoe-out1" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-studio-x7k2-p1-all target-scope=11
# New connections of "the lines side by side" are spread over the routes of this table; pppoe-out2
# is one of them while it answers.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.all.by-p1-pppoe-out2.4 one of the equal ways: pppoe-out2" dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-studio-x7k2-p1-all target-scope=11
# Half of all addresses by pppoe-out1 while it answers, as choice 1. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out1.main-low.4 choice 1 of main: pppoe-out1" dst-address=0.0.0.0/1 gateway=149.112.112.10 target-scope=11
# Half of all addresses by pppoe-out1 while it answers, as choice 1. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out1.main-high.4 choice 1 of main: pppoe-out1" dst-address=128.0.0.0/1 gateway=149.112.112.10 target-scope=11
# Half of all addresses by pppoe-out2 while it answers, as choice 2. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out2.main-low.4 choice 2 of main: pppoe-out2" distance=2 dst-address=0.0.0.0/1 gateway=94.140.14.140 target-scope=11
# Half of all addresses by pppoe-out2 while it answers, as choice 2. Being longer, it wins over a
# default route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:studio-x7k2:p1.pppoe-out2.main-high.4 choice 2 of main: pppoe-out2" distance=2 dst-address=128.0.0.0/1 gateway=94.140.14.140 target-scope=11
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:studio-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-studio-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:studio-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-studio-x7k2-bypass
/ip firewall address-list add address=192.168.90.0/24 comment="detour:studio-x7k2:all.192-168-90-0-24.bypass.4 stays as it is" list=detour-studio-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:studio-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-studio-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:studio-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-studio-x7k2-bypass
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ip firewall filter add action=accept chain=forward comment="detour:studio-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# What is sent by pppoe-out1 takes the address of that line, where no rule of yours has given it
# one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:studio-x7k2:p1.pppoe-out1.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-studio-x7k2-p1-pppo-mpza
/ip firewall nat add action=masquerade chain=srcnat comment="detour:studio-x7k2:p1.pppoe-out2.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-studio-x7k2-p1-pppo-fv2a
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by pppoe-out1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:studio-x7k2:p1.pppoe-out1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-studio-x7k2-p1-pppo-mpza new-connection-mark=detour-studio-x7k2-p1-pppo-mpza passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:studio-x7k2:p1.pppoe-out2.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-studio-x7k2-p1-pppo-fv2a new-connection-mark=detour-studio-x7k2-p1-pppo-fv2a passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:studio-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-studio-x7k2-lan jump-target=detour-studio-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:studio-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-studio-x7k2-outside jump-target=detour-studio-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-studio-x7k2-pre comment="detour:studio-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-studio-x7k2-bypass
# The first packet of a connection decides: "spread over equal lines".
/ip firewall mangle add action=mark-connection chain=detour-studio-x7k2-pre comment="detour:studio-x7k2:p1.use.mark.4 spread over equal lines" connection-mark=no-mark connection-state=new new-connection-mark=detour-studio-x7k2-p1-all passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of pppoe-out1.
/ip firewall mangle add action=mark-routing chain=detour-studio-x7k2-pre comment="detour:studio-x7k2:p1.pppoe-out1.route.4 by the line" connection-mark=detour-studio-x7k2-p1-pppo-mpza new-routing-mark=detour-studio-x7k2-p1-pppo-mpza passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-studio-x7k2-pre comment="detour:studio-x7k2:p1.pppoe-out2.route.4 by the line" connection-mark=detour-studio-x7k2-p1-pppo-fv2a new-routing-mark=detour-studio-x7k2-p1-pppo-fv2a passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-studio-x7k2-pre comment="detour:studio-x7k2:p1.all.route.4 by the group" connection-mark=detour-studio-x7k2-p1-all new-routing-mark=detour-studio-x7k2-p1-all passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:studio-x7k2:p1.pppoe-out1.answer.4 answers of the router" connection-mark=detour-studio-x7k2-p1-pppo-mpza dst-address-list=!detour-studio-x7k2-bypass new-routing-mark=detour-studio-x7k2-p1-pppo-mpza out-interface-list=!detour-studio-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:studio-x7k2:p1.pppoe-out2.answer.4 answers of the router" connection-mark=detour-studio-x7k2-p1-pppo-fv2a dst-address-list=!detour-studio-x7k2-bypass new-routing-mark=detour-studio-x7k2-p1-pppo-fv2a out-interface-list=!detour-studio-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# New connections of pppoe-out1 may leave by another way while it is dead: they are to stay there.
/ip firewall mangle add action=jump chain=forward comment="detour:studio-x7k2:p1.pppoe-out1.pin.4 which way a new connection took" connection-mark=detour-studio-x7k2-p1-pppo-mpza connection-state=new in-interface-list=detour-studio-x7k2-lan jump-target=detour-studio-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:studio-x7k2:p1.pppoe-out2.pin.4 which way a new connection took" connection-mark=detour-studio-x7k2-p1-pppo-fv2a connection-state=new in-interface-list=detour-studio-x7k2-lan jump-target=detour-studio-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:studio-x7k2:p1.all.pin.4 which way a new connection took" connection-mark=detour-studio-x7k2-p1-all connection-state=new in-interface-list=detour-studio-x7k2-lan jump-target=detour-studio-x7k2-pin place-before=($at->0)
# Connections that are opened while the first line is dead leave by another one: they are to stay
# there.
/ip firewall mangle add action=jump chain=forward comment="detour:studio-x7k2:all.spare.jump.4 which line a new connection took" connection-mark=no-mark connection-state=new in-interface-list=!detour-studio-x7k2-outside jump-target=detour-studio-x7k2-spare place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# What left by pppoe-out1 goes on by pppoe-out1: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-studio-x7k2-pin comment="detour:studio-x7k2:p1.pppoe-out1.stay.4 stays with pppoe-out1" connection-state=new new-connection-mark=detour-studio-x7k2-p1-pppo-mpza out-interface-list=detour-studio-x7k2-p1-pppo-mpza passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-studio-x7k2-pin comment="detour:studio-x7k2:p1.pppoe-out2.stay.4 stays with pppoe-out2" connection-state=new new-connection-mark=detour-studio-x7k2-p1-pppo-fv2a out-interface-list=detour-studio-x7k2-p1-pppo-fv2a passthrough=yes
# What left by pppoe-out2 goes on by pppoe-out2: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-studio-x7k2-spare comment="detour:studio-x7k2:p1.pppoe-out2.spare.4 stays with pppoe-out2" connection-mark=no-mark connection-state=new new-connection-mark=detour-studio-x7k2-p1-pppo-fv2a out-interface-list=detour-studio-x7k2-p1-pppo-fv2a passthrough=yes
# When 149.112.112.10 has been silent for half a minute, connections by pppoe-out1 are forgotten:
# programs open new ones at once, by the right line.
/tool netwatch add comment="detour:studio-x7k2:p1.pppoe-out1.flush.4 forgets connections when pppoe-out1 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-studio-x7k2-p1-pppo-mpza\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"pppoe-out1\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=149.112.112.10 interval=35s name=detour-studio-x7k2-p1-orde-xuoy packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:studio-x7k2:p1.pppoe-out2.flush.4 forgets connections when pppoe-out2 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-studio-x7k2-p1-pppo-fv2a\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"pppoe-out2\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=94.140.14.140 interval=35s name=detour-studio-x7k2-p1-orde-kbpy packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
