# Detour: profile arena-x7k2, for RouterOS 7.9 on arena.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:arena-x7k2:all.lan.list.4 where traffic comes from" name=detour-arena-x7k2-lan
# Hosts behind vlan100-stage are to follow the policies.
/interface list member add comment="detour:arena-x7k2:all.vlan100--stage.lan-member.4 vlan100-stage" interface=vlan100-stage list=detour-arena-x7k2-lan
/interface list member add comment="detour:arena-x7k2:all.vlan200--hall.lan-member.4 vlan200-hall" interface=vlan200-hall list=detour-arena-x7k2-lan
# Rules about sfp1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:arena-x7k2:p1.sfp1.list.4 the line" name=detour-arena-x7k2-p1-sfp1
# The interface of sfp1.
/interface list member add comment="detour:arena-x7k2:p1.sfp1.member.4 sfp1" interface=sfp1 list=detour-arena-x7k2-p1-sfp1
# Rules about sfp2 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:arena-x7k2:p1.sfp2.list.4 the line" name=detour-arena-x7k2-p1-sfp2
# The interface of sfp2.
/interface list member add comment="detour:arena-x7k2:p1.sfp2.member.4 sfp2" interface=sfp2 list=detour-arena-x7k2-p1-sfp2
# Rules about sfp3 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:arena-x7k2:p1.sfp3.list.4 the line" name=detour-arena-x7k2-p1-sfp3
# The interface of sfp3.
/interface list member add comment="detour:arena-x7k2:p1.sfp3.member.4 sfp3" interface=sfp3 list=detour-arena-x7k2-p1-sfp3
# Rules about sfp4 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:arena-x7k2:p1.sfp4.list.4 the line" name=detour-arena-x7k2-p1-sfp4
# The interface of sfp4.
/interface list member add comment="detour:arena-x7k2:p1.sfp4.member.4 sfp4" interface=sfp4 list=detour-arena-x7k2-p1-sfp4
# What comes in by any other interface comes from inside.
/interface list add comment="detour:arena-x7k2:all.outside.list.4 where the Internet is" name=detour-arena-x7k2-outside
# sfp1 leads outside.
/interface list member add comment="detour:arena-x7k2:all.sfp1.outside-member.4 sfp1" interface=sfp1 list=detour-arena-x7k2-outside
/interface list member add comment="detour:arena-x7k2:all.sfp2.outside-member.4 sfp2" interface=sfp2 list=detour-arena-x7k2-outside
/interface list member add comment="detour:arena-x7k2:all.sfp3.outside-member.4 sfp3" interface=sfp3 list=detour-arena-x7k2-outside
/interface list member add comment="detour:arena-x7k2:all.sfp4.outside-member.4 sfp4" interface=sfp4 list=detour-arena-x7k2-outside
# A routing table of its own: marked packets find only the way through sfp1 there.
/routing table add comment="detour:arena-x7k2:p1.sfp1.table.4 routes by the line" fib name=detour-arena-x7k2-p1-sfp1
/routing table add comment="detour:arena-x7k2:p1.sfp2.table.4 routes by the line" fib name=detour-arena-x7k2-p1-sfp2
/routing table add comment="detour:arena-x7k2:p1.sfp3.table.4 routes by the line" fib name=detour-arena-x7k2-p1-sfp3
/routing table add comment="detour:arena-x7k2:p1.sfp4.table.4 routes by the line" fib name=detour-arena-x7k2-p1-sfp4
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:arena-x7k2:p1.sfp1.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=203.0.113.129%sfp1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:arena-x7k2:p1.sfp1.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-arena-x7k2-p1-sfp1 target-scope=11
# While sfp1 is dead, its traffic takes sfp2.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.then-p1-sfp2.4 then by sfp2" distance=2 dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-arena-x7k2-p1-sfp1 target-scope=11
# While sfp1 is dead, its traffic takes sfp3.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.then-p1-sfp3.4 then by sfp3" distance=3 dst-address=0.0.0.0/0 gateway=208.67.222.220 routing-table=detour-arena-x7k2-p1-sfp1 target-scope=11
# While sfp1 is dead, its traffic takes sfp4.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.then-p1-sfp4.4 then by sfp4" distance=4 dst-address=0.0.0.0/0 gateway=185.222.222.222 routing-table=detour-arena-x7k2-p1-sfp1 target-scope=11
# 2620:fe::fe:10 is reached by this line only, so that an answer proves the line.
/ipv6 route add comment="detour:arena-x7k2:p1.sfp1.probe.6 probe host, only by this line" dst-address=2620:fe::fe:10/128 gateway=2001:db8:5:1::1%sfp1 scope=10
# Without the line's interface, 2620:fe::fe:10 is reached by nothing at all.
/ipv6 route add blackhole comment="detour:arena-x7k2:p1.sfp1.probe-pin.6 probe host, never by another line" distance=20 dst-address=2620:fe::fe:10/128
# Marked traffic takes the line as long as 2620:fe::fe:10 answers pings through it; otherwise the
# next route of the table counts.
/ipv6 route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.default.6 by the line while the probe answers" dst-address=::/0 gateway=2620:fe::fe:10 routing-table=detour-arena-x7k2-p1-sfp1 target-scope=11
# While sfp1 is dead, its traffic takes sfp2.
/ipv6 route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.then-p1-sfp2.6 then by sfp2" distance=2 dst-address=::/0 gateway=2a10:50c0::1:ff routing-table=detour-arena-x7k2-p1-sfp1 target-scope=11
# 94.140.14.140 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:arena-x7k2:p1.sfp2.probe.4 probe host, only by this line" dst-address=94.140.14.140/32 gateway=198.51.100.129%sfp2 scope=10
# Without the line's interface, 94.140.14.140 is reached by nothing at all.
/ip route add blackhole comment="detour:arena-x7k2:p1.sfp2.probe-pin.4 probe host, never by another line" distance=20 dst-address=94.140.14.140/32
# Marked traffic takes the line as long as 94.140.14.140 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-arena-x7k2-p1-sfp2 target-scope=11
# While sfp2 is dead, its traffic takes sfp3.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.then-p1-sfp3.4 then by sfp3" distance=2 dst-address=0.0.0.0/0 gateway=208.67.222.220 routing-table=detour-arena-x7k2-p1-sfp2 target-scope=11
# While sfp2 is dead, its traffic takes sfp1.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.then-p1-sfp1.4 then by sfp1" distance=3 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-arena-x7k2-p1-sfp2 target-scope=11
# While sfp2 is dead, its traffic takes sfp4.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.then-p1-sfp4.4 then by sfp4" distance=4 dst-address=0.0.0.0/0 gateway=185.222.222.222 routing-table=detour-arena-x7k2-p1-sfp2 target-scope=11
# 2a10:50c0::1:ff is reached by this line only, so that an answer proves the line.
/ipv6 route add comment="detour:arena-x7k2:p1.sfp2.probe.6 probe host, only by this line" dst-address=2a10:50c0::1:ff/128 gateway=2001:db8:6:1::1%sfp2 scope=10
# Without the line's interface, 2a10:50c0::1:ff is reached by nothing at all.
/ipv6 route add blackhole comment="detour:arena-x7k2:p1.sfp2.probe-pin.6 probe host, never by another line" distance=20 dst-address=2a10:50c0::1:ff/128
# Marked traffic takes the line as long as 2a10:50c0::1:ff answers pings through it; otherwise the
# next route of the table counts.
/ipv6 route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.default.6 by the line while the probe answers" dst-address=::/0 gateway=2a10:50c0::1:ff routing-table=detour-arena-x7k2-p1-sfp2 target-scope=11
# While sfp2 is dead, its traffic takes sfp1.
/ipv6 route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.then-p1-sfp1.6 then by sfp1" distance=2 dst-address=::/0 gateway=2620:fe::fe:10 routing-table=detour-arena-x7k2-p1-sfp2 target-scope=11
# 208.67.222.220 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:arena-x7k2:p1.sfp3.probe.4 probe host, only by this line" dst-address=208.67.222.220/32 gateway=192.0.2.65%sfp3 scope=10
# Without the line's interface, 208.67.222.220 is reached by nothing at all.
/ip route add blackhole comment="detour:arena-x7k2:p1.sfp3.probe-pin.4 probe host, never by another line" distance=20 dst-address=208.67.222.220/32
# Marked traffic takes the line as long as 208.67.222.220 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp3.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=208.67.222.220 routing-table=detour-arena-x7k2-p1-sfp3 target-scope=11
# While sfp3 is dead, its traffic takes sfp1.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp3.then-p1-sfp1.4 then by sfp1" distance=2 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-arena-x7k2-p1-sfp3 target-scope=11
# While sfp3 is dead, its traffic takes sfp2.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp3.then-p1-sfp2.4 then by sfp2" distance=3 dst-address=0.0.0.0/0 gateway=94.140.14.140 routing-table=detour-arena-x7k2-p1-sfp3 target-scope=11
# While sfp3 is dead, its traffic takes sfp4.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp3.then-p1-sfp4.4 then by sfp4" distance=4 dst-address=0.0.0.0/0 gateway=185.222.222.222 routing-table=detour-arena-x7k2-p1-sfp3 target-scope=11
# 185.222.222.222 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:arena-x7k2:p1.sfp4.probe.4 probe host, only by this line" dst-address=185.222.222.222/32 gateway=192.0.2.129%sfp4 scope=10
# Without the line's interface, 185.222.222.222 is reached by nothing at all.
/ip route add blackhole comment="detour:arena-x7k2:p1.sfp4.probe-pin.4 probe host, never by another line" distance=20 dst-address=185.222.222.222/32
# Marked traffic takes the line as long as 185.222.222.222 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp4.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=185.222.222.222 routing-table=detour-arena-x7k2-p1-sfp4 target-scope=11
# While sfp4 is dead, its traffic takes sfp1.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp4.then-p1-sfp1.4 then by sfp1" distance=2 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-arena-x7k2-p1-sfp4 target-scope=11
# Half of all addresses by sfp4 while it answers, as choice 1. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp4.main-low.4 choice 1 of main: sfp4" dst-address=0.0.0.0/1 gateway=185.222.222.222 target-scope=11
# Half of all addresses by sfp4 while it answers, as choice 1. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp4.main-high.4 choice 1 of main: sfp4" dst-address=128.0.0.0/1 gateway=185.222.222.222 target-scope=11
# Half of all addresses by sfp1 while it answers, as choice 2. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.main-low.4 choice 2 of main: sfp1" distance=2 dst-address=0.0.0.0/1 gateway=149.112.112.10 target-scope=11
# Half of all addresses by sfp1 while it answers, as choice 2. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.main-high.4 choice 2 of main: sfp1" distance=2 dst-address=128.0.0.0/1 gateway=149.112.112.10 target-scope=11
# Half of all addresses by sfp2 while it answers, as choice 3. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.main-low.4 choice 3 of main: sfp2" distance=3 dst-address=0.0.0.0/1 gateway=94.140.14.140 target-scope=11
# Half of all addresses by sfp2 while it answers, as choice 3. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.main-high.4 choice 3 of main: sfp2" distance=3 dst-address=128.0.0.0/1 gateway=94.140.14.140 target-scope=11
# Half of all addresses by sfp3 while it answers, as choice 4. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp3.main-low.4 choice 4 of main: sfp3" distance=4 dst-address=0.0.0.0/1 gateway=208.67.222.220 target-scope=11
# Half of all addresses by sfp3 while it answers, as choice 4. Being longer, it wins over a default
# route, so yours stays as it is.
/ip route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp3.main-high.4 choice 4 of main: sfp3" distance=4 dst-address=128.0.0.0/1 gateway=208.67.222.220 target-scope=11
# All global addresses by sfp1 while it answers, as choice 1. Being longer, it wins over a default
# route, so yours stays as it is.
/ipv6 route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp1.main.6 choice 1 of main: sfp1" dst-address=2000::/3 gateway=2620:fe::fe:10 target-scope=11
/ipv6 route add check-gateway=ping comment="detour:arena-x7k2:p1.sfp2.main.6 choice 2 of main: sfp2" distance=2 dst-address=2000::/3 gateway=2a10:50c0::1:ff target-scope=11
# A destination of "game servers".
/ip firewall address-list add address=192.0.2.0/28 comment="detour:arena-x7k2:p1.192-0-2-0-28.games.4 game servers" list=detour-arena-x7k2-p1-games
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=10.100.0.0/22 comment="detour:arena-x7k2:all.10-100-0-0-22.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=10.200.0.0/22 comment="detour:arena-x7k2:all.10-200-0-0-22.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:arena-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=192.0.2.64/27 comment="detour:arena-x7k2:all.192-0-2-64-27.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=192.0.2.128/27 comment="detour:arena-x7k2:all.192-0-2-128-27.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=198.51.100.128/30 comment="detour:arena-x7k2:all.198-51-100-128-30.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=203.0.113.128/30 comment="detour:arena-x7k2:all.203-0-113-128-30.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:arena-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:arena-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-arena-x7k2-bypass
# A destination of "game servers".
/ipv6 firewall address-list add address=2001:db8:9999::/48 comment="detour:arena-x7k2:p1.2001:db8:9999::-48.games.6 game servers" list=detour-arena-x7k2-p1-games
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:5:1::/64 comment="detour:arena-x7k2:all.2001:db8:5:1::-64.bypass.6 stays as it is" list=detour-arena-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:5:100::/64 comment="detour:arena-x7k2:all.2001:db8:5:100::-64.bypass.6 stays as it is" list=detour-arena-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:5:200::/64 comment="detour:arena-x7k2:all.2001:db8:5:200::-64.bypass.6 stays as it is" list=detour-arena-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:6:1::/64 comment="detour:arena-x7k2:all.2001:db8:6:1::-64.bypass.6 stays as it is" list=detour-arena-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:arena-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-arena-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:arena-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-arena-x7k2-bypass
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ip firewall filter add action=accept chain=forward comment="detour:arena-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# IPv6 that cannot go through the line is looked for among the new connections of your hosts.
/ipv6 firewall filter add action=jump chain=forward comment="detour:arena-x7k2:all.no.jump.6 new connections of your hosts" connection-state=!established,related in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-no place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall filter add action=return chain=detour-arena-x7k2-no comment="detour:arena-x7k2:all.no.return.6 local traffic stays local" dst-address-list=detour-arena-x7k2-bypass
# "games, each player by one line" comes before what is refused below.
/ipv6 firewall filter add action=return chain=detour-arena-x7k2-no comment="detour:arena-x7k2:p1.play.pass-games.6 games, each player by one line" dst-address-list=detour-arena-x7k2-p1-games
# "games on udp 27000-27100" comes before what is refused below.
/ipv6 firewall filter add action=return chain=detour-arena-x7k2-no comment="detour:arena-x7k2:p1.ports-1.pass-udp.6 games on udp 27000-27100" dst-port=27000-27100 protocol=udp
/ipv6 firewall filter add action=return chain=detour-arena-x7k2-no comment="detour:arena-x7k2:p1.ports-2.pass-udp.6 games on udp 7000-8000" dst-port=7000-8000 protocol=udp
# "games on tcp 27014-27050" comes before what is refused below.
/ipv6 firewall filter add action=return chain=detour-arena-x7k2-no comment="detour:arena-x7k2:p1.ports-3.pass-tcp.6 games on tcp 27014-27050" dst-port=27014-27050 protocol=tcp
# IPv6 to these destinations cannot go through sfp4; it is refused, so that programs take IPv4 at
# once.
/ipv6 firewall filter add action=reject chain=detour-arena-x7k2-no comment="detour:arena-x7k2:p1.rest.refuse.6 no IPv6 past the line" reject-with=icmp-no-route
# What is sent by sfp1 takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:arena-x7k2:p1.sfp1.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-arena-x7k2-p1-sfp1
# What is sent by sfp1 takes the address of that line, where no rule of yours has given it one.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:arena-x7k2:p1.sfp1.nat.6 our address on the line" ipsec-policy=out,none out-interface-list=detour-arena-x7k2-p1-sfp1
# What is sent by sfp2 takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:arena-x7k2:p1.sfp2.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-arena-x7k2-p1-sfp2
# What is sent by sfp2 takes the address of that line, where no rule of yours has given it one.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:arena-x7k2:p1.sfp2.nat.6 our address on the line" ipsec-policy=out,none out-interface-list=detour-arena-x7k2-p1-sfp2
# What is sent by sfp3 takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:arena-x7k2:p1.sfp3.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-arena-x7k2-p1-sfp3
/ip firewall nat add action=masquerade chain=srcnat comment="detour:arena-x7k2:p1.sfp4.nat.4 our address on the line" ipsec-policy=out,none out-interface-list=detour-arena-x7k2-p1-sfp4
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by sfp1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:arena-x7k2:p1.sfp1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-arena-x7k2-p1-sfp1 new-connection-mark=detour-arena-x7k2-p1-sfp1 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:arena-x7k2:p1.sfp2.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-arena-x7k2-p1-sfp2 new-connection-mark=detour-arena-x7k2-p1-sfp2 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:arena-x7k2:p1.sfp3.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-arena-x7k2-p1-sfp3 new-connection-mark=detour-arena-x7k2-p1-sfp3 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:arena-x7k2:p1.sfp4.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-arena-x7k2-p1-sfp4 new-connection-mark=detour-arena-x7k2-p1-sfp4 passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:arena-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:arena-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-arena-x7k2-outside jump-target=detour-arena-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-arena-x7k2-bypass
# The first packet of a connection decides: "games, each player by one line".
/ip firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.play.mark-games.4 games, each player by one line" connection-mark=no-mark connection-state=new dst-address-list=detour-arena-x7k2-p1-games jump-target=detour-arena-x7k2-p1-all
# The first packet of a connection decides: "games on udp 27000-27100".
/ip firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.ports-1.mark-udp.4 games on udp 27000-27100" connection-mark=no-mark connection-state=new dst-port=27000-27100 jump-target=detour-arena-x7k2-p1-all protocol=udp
/ip firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.ports-2.mark-udp.4 games on udp 7000-8000" connection-mark=no-mark connection-state=new dst-port=7000-8000 jump-target=detour-arena-x7k2-p1-all protocol=udp
# The first packet of a connection decides: "games on tcp 27014-27050".
/ip firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.ports-3.mark-tcp.4 games on tcp 27014-27050" connection-mark=no-mark connection-state=new dst-port=27014-27050 jump-target=detour-arena-x7k2-p1-all protocol=tcp
# The first packet of a connection decides: "everything else by sfp4".
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.rest.mark.4 everything else by sfp4" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp4 passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of sfp1.
/ip firewall mangle add action=mark-routing chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.sfp1.route.4 by the line" connection-mark=detour-arena-x7k2-p1-sfp1 new-routing-mark=detour-arena-x7k2-p1-sfp1 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.sfp2.route.4 by the line" connection-mark=detour-arena-x7k2-p1-sfp2 new-routing-mark=detour-arena-x7k2-p1-sfp2 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.sfp3.route.4 by the line" connection-mark=detour-arena-x7k2-p1-sfp3 new-routing-mark=detour-arena-x7k2-p1-sfp3 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.sfp4.route.4 by the line" connection-mark=detour-arena-x7k2-p1-sfp4 new-routing-mark=detour-arena-x7k2-p1-sfp4 passthrough=no
# sfp1 gets 1 of 3 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-p1-all comment="detour:arena-x7k2:p1.all.share-1.4 share 1 of 3: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:3/0
# sfp2 gets 1 of 3 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-p1-all comment="detour:arena-x7k2:p1.all.share-2.4 share 2 of 3: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:3/1
# sfp3 gets 1 of 3 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-p1-all comment="detour:arena-x7k2:p1.all.share-3.4 share 3 of 3: sfp3" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp3 passthrough=yes per-connection-classifier=src-address:3/2
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:arena-x7k2:p1.sfp1.answer.4 answers of the router" connection-mark=detour-arena-x7k2-p1-sfp1 dst-address-list=!detour-arena-x7k2-bypass new-routing-mark=detour-arena-x7k2-p1-sfp1 out-interface-list=!detour-arena-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:arena-x7k2:p1.sfp2.answer.4 answers of the router" connection-mark=detour-arena-x7k2-p1-sfp2 dst-address-list=!detour-arena-x7k2-bypass new-routing-mark=detour-arena-x7k2-p1-sfp2 out-interface-list=!detour-arena-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:arena-x7k2:p1.sfp3.answer.4 answers of the router" connection-mark=detour-arena-x7k2-p1-sfp3 dst-address-list=!detour-arena-x7k2-bypass new-routing-mark=detour-arena-x7k2-p1-sfp3 out-interface-list=!detour-arena-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:arena-x7k2:p1.sfp4.answer.4 answers of the router" connection-mark=detour-arena-x7k2-p1-sfp4 dst-address-list=!detour-arena-x7k2-bypass new-routing-mark=detour-arena-x7k2-p1-sfp4 out-interface-list=!detour-arena-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# New connections of sfp1 may leave by another way while it is dead: they are to stay there.
/ip firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:p1.sfp1.pin.4 which way a new connection took" connection-mark=detour-arena-x7k2-p1-sfp1 connection-state=new in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:p1.sfp2.pin.4 which way a new connection took" connection-mark=detour-arena-x7k2-p1-sfp2 connection-state=new in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:p1.sfp3.pin.4 which way a new connection took" connection-mark=detour-arena-x7k2-p1-sfp3 connection-state=new in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:p1.sfp4.pin.4 which way a new connection took" connection-mark=detour-arena-x7k2-p1-sfp4 connection-state=new in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pin place-before=($at->0)
# Connections that are opened while the first line is dead leave by another one: they are to stay
# there.
/ip firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:all.spare.jump.4 which line a new connection took" connection-mark=no-mark connection-state=new in-interface-list=!detour-arena-x7k2-outside jump-target=detour-arena-x7k2-spare place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# What left by sfp1 goes on by sfp1: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-pin comment="detour:arena-x7k2:p1.sfp1.stay.4 stays with sfp1" connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp1 out-interface-list=detour-arena-x7k2-p1-sfp1 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-pin comment="detour:arena-x7k2:p1.sfp2.stay.4 stays with sfp2" connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp2 out-interface-list=detour-arena-x7k2-p1-sfp2 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-pin comment="detour:arena-x7k2:p1.sfp3.stay.4 stays with sfp3" connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp3 out-interface-list=detour-arena-x7k2-p1-sfp3 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-pin comment="detour:arena-x7k2:p1.sfp4.stay.4 stays with sfp4" connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp4 out-interface-list=detour-arena-x7k2-p1-sfp4 passthrough=yes
# What left by sfp1 goes on by sfp1: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-spare comment="detour:arena-x7k2:p1.sfp1.spare.4 stays with sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp1 out-interface-list=detour-arena-x7k2-p1-sfp1 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-spare comment="detour:arena-x7k2:p1.sfp2.spare.4 stays with sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp2 out-interface-list=detour-arena-x7k2-p1-sfp2 passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-arena-x7k2-spare comment="detour:arena-x7k2:p1.sfp3.spare.4 stays with sfp3" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp3 out-interface-list=detour-arena-x7k2-p1-sfp3 passthrough=yes
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by sfp1 are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:arena-x7k2:p1.sfp1.came-in.6 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-arena-x7k2-p1-sfp1 new-connection-mark=detour-arena-x7k2-p1-sfp1 passthrough=yes place-before=($at->0)
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:arena-x7k2:p1.sfp2.came-in.6 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-arena-x7k2-p1-sfp2 new-connection-mark=detour-arena-x7k2-p1-sfp2 passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:arena-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:arena-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-arena-x7k2-outside jump-target=detour-arena-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-arena-x7k2-bypass
# The first packet of a connection decides: "games, each player by one line".
/ipv6 firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.play.mark-games.6 games, each player by one line" connection-mark=no-mark connection-state=new dst-address-list=detour-arena-x7k2-p1-games jump-target=detour-arena-x7k2-p1-all
# The first packet of a connection decides: "games on udp 27000-27100".
/ipv6 firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.ports-1.mark-udp.6 games on udp 27000-27100" connection-mark=no-mark connection-state=new dst-port=27000-27100 jump-target=detour-arena-x7k2-p1-all protocol=udp
/ipv6 firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.ports-2.mark-udp.6 games on udp 7000-8000" connection-mark=no-mark connection-state=new dst-port=7000-8000 jump-target=detour-arena-x7k2-p1-all protocol=udp
# The first packet of a connection decides: "games on tcp 27014-27050".
/ipv6 firewall mangle add action=jump chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.ports-3.mark-tcp.6 games on tcp 27014-27050" connection-mark=no-mark connection-state=new dst-port=27014-27050 jump-target=detour-arena-x7k2-p1-all protocol=tcp
# Every packet that your hosts send on a marked connection is looked up in the table of sfp1.
/ipv6 firewall mangle add action=mark-routing chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.sfp1.route.6 by the line" connection-mark=detour-arena-x7k2-p1-sfp1 new-routing-mark=detour-arena-x7k2-p1-sfp1 passthrough=no
/ipv6 firewall mangle add action=mark-routing chain=detour-arena-x7k2-pre comment="detour:arena-x7k2:p1.sfp2.route.6 by the line" connection-mark=detour-arena-x7k2-p1-sfp2 new-routing-mark=detour-arena-x7k2-p1-sfp2 passthrough=no
# sfp1 gets 1 of 2 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-arena-x7k2-p1-all comment="detour:arena-x7k2:p1.all.share-1.6 share 1 of 2: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:2/0
# sfp2 gets 1 of 2 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-arena-x7k2-p1-all comment="detour:arena-x7k2:p1.all.share-2.6 share 2 of 2: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:2/1
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:arena-x7k2:p1.sfp1.answer.6 answers of the router" connection-mark=detour-arena-x7k2-p1-sfp1 dst-address-list=!detour-arena-x7k2-bypass new-routing-mark=detour-arena-x7k2-p1-sfp1 out-interface-list=!detour-arena-x7k2-lan passthrough=no place-before=($at->0)
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:arena-x7k2:p1.sfp2.answer.6 answers of the router" connection-mark=detour-arena-x7k2-p1-sfp2 dst-address-list=!detour-arena-x7k2-bypass new-routing-mark=detour-arena-x7k2-p1-sfp2 out-interface-list=!detour-arena-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# New connections of sfp1 may leave by another way while it is dead: they are to stay there.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:p1.sfp1.pin.6 which way a new connection took" connection-mark=detour-arena-x7k2-p1-sfp1 connection-state=new in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pin place-before=($at->0)
/ipv6 firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:p1.sfp2.pin.6 which way a new connection took" connection-mark=detour-arena-x7k2-p1-sfp2 connection-state=new in-interface-list=detour-arena-x7k2-lan jump-target=detour-arena-x7k2-pin place-before=($at->0)
# Connections that are opened while the first line is dead leave by another one: they are to stay
# there.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:arena-x7k2:all.spare.jump.6 which line a new connection took" connection-mark=no-mark connection-state=new in-interface-list=!detour-arena-x7k2-outside jump-target=detour-arena-x7k2-spare place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# What left by sfp1 goes on by sfp1: its address is the one that the far end knows.
/ipv6 firewall mangle add action=mark-connection chain=detour-arena-x7k2-pin comment="detour:arena-x7k2:p1.sfp1.stay.6 stays with sfp1" connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp1 out-interface-list=detour-arena-x7k2-p1-sfp1 passthrough=yes
/ipv6 firewall mangle add action=mark-connection chain=detour-arena-x7k2-pin comment="detour:arena-x7k2:p1.sfp2.stay.6 stays with sfp2" connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp2 out-interface-list=detour-arena-x7k2-p1-sfp2 passthrough=yes
# What left by sfp2 goes on by sfp2: its address is the one that the far end knows.
/ipv6 firewall mangle add action=mark-connection chain=detour-arena-x7k2-spare comment="detour:arena-x7k2:p1.sfp2.spare.6 stays with sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-arena-x7k2-p1-sfp2 out-interface-list=detour-arena-x7k2-p1-sfp2 passthrough=yes
# When 185.222.222.222 has been silent for half a minute, connections by sfp4 are forgotten:
# programs open new ones at once, by the right line.
/tool netwatch add comment="detour:arena-x7k2:p1.sfp4.flush.4 forgets connections when sfp4 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-arena-x7k2-p1-sfp4\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"sfp4\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=185.222.222.222 interval=35s name=detour-arena-x7k2-p1-order-sfp4 packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:arena-x7k2:p1.sfp1.flush.4 forgets connections when sfp1 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-arena-x7k2-p1-sfp1\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"sfp1\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=149.112.112.10 interval=35s name=detour-arena-x7k2-p1-order-sfp1 packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:arena-x7k2:p1.sfp2.flush.4 forgets connections when sfp2 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-arena-x7k2-p1-sfp2\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"sfp2\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=94.140.14.140 interval=35s name=detour-arena-x7k2-p1-order-sfp2 packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:arena-x7k2:p1.sfp3.flush.4 forgets connections when sfp3 dies" down-script=":foreach c in=[/ip/firewall/connection/find where connection-mark=\"detour-arena-x7k2-p1-sfp3\"] do={ :do { /ip/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ip/address/find where interface=\"sfp3\"] do={ :local own [/ip/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ip/firewall/connection/find where reply-dst-address~(\"^\" . \$own . \"(:|\\\$)\")] do={ :do { /ip/firewall/connection/remove \$c } on-error={} } }" host=208.67.222.220 interval=35s name=detour-arena-x7k2-p1-order-sfp3 packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
# When 2620:fe::fe:10 has been silent for half a minute, connections by sfp1 are forgotten: programs
# open new ones at once, by the right line.
/tool netwatch add comment="detour:arena-x7k2:p1.sfp1.flush.6 forgets connections when sfp1 dies" down-script=":foreach c in=[/ipv6/firewall/connection/find where connection-mark=\"detour-arena-x7k2-p1-sfp1\"] do={ :do { /ipv6/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ipv6/address/find where interface=\"sfp1\"] do={ :local own [/ipv6/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ipv6/firewall/connection/find where reply-dst-address~(\"^[[]?\" . \$own . \"([]:/]|\\\$)\")] do={ :do { /ipv6/firewall/connection/remove \$c } on-error={} } }" host=2620:fe::fe:10 interval=35s name=detour-arena-x7k2-p1-order-sjj3 packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
/tool netwatch add comment="detour:arena-x7k2:p1.sfp2.flush.6 forgets connections when sfp2 dies" down-script=":foreach c in=[/ipv6/firewall/connection/find where connection-mark=\"detour-arena-x7k2-p1-sfp2\"] do={ :do { /ipv6/firewall/connection/remove \$c } on-error={} }; :foreach a in=[/ipv6/address/find where interface=\"sfp2\"] do={ :local own [/ipv6/address/get \$a address]; :set own [:pick \$own 0 [:find \$own \"/\"]]; :foreach c in=[/ipv6/firewall/connection/find where reply-dst-address~(\"^[[]?\" . \$own . \"([]:/]|\\\$)\")] do={ :do { /ipv6/firewall/connection/remove \$c } on-error={} } }" host=2a10:50c0::1:ff interval=35s name=detour-arena-x7k2-p1-order-houk packet-count=10 packet-interval=3s startup-delay=1m thr-avg=5s thr-jitter=5s thr-loss-percent=99 thr-max=5s thr-stdev=5s type=icmp
