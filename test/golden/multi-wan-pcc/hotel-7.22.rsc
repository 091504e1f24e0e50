# Detour: profile hotel-x7k2, for RouterOS 7.22 on hotel.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:hotel-x7k2:all.lan.list.4 where traffic comes from" name=detour-hotel-x7k2-lan
# Hosts behind vlan100-rooms are to follow the policies.
/interface list member add comment="detour:hotel-x7k2:all.vlan100--rooms.lan-member.4 vlan100-rooms" interface=vlan100-rooms list=detour-hotel-x7k2-lan
/interface list member add comment="detour:hotel-x7k2:all.vlan200--staff.lan-member.4 vlan200-staff" interface=vlan200-staff list=detour-hotel-x7k2-lan
# Rules about sfp1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:hotel-x7k2:p1.sfp1.list.4 the line" name=detour-hotel-x7k2-p1-sfp1
# The interface of sfp1.
/interface list member add comment="detour:hotel-x7k2:p1.sfp1.member.4 sfp1" interface=sfp1 list=detour-hotel-x7k2-p1-sfp1
# Rules about sfp2 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:hotel-x7k2:p1.sfp2.list.4 the line" name=detour-hotel-x7k2-p1-sfp2
# The interface of sfp2.
/interface list member add comment="detour:hotel-x7k2:p1.sfp2.member.4 sfp2" interface=sfp2 list=detour-hotel-x7k2-p1-sfp2
# Rules about ether3 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:hotel-x7k2:p1.ether3.list.4 the line" name=detour-hotel-x7k2-p1-ether3
# The interface of ether3.
/interface list member add comment="detour:hotel-x7k2:p1.ether3.member.4 ether3" interface=ether3 list=detour-hotel-x7k2-p1-ether3
# Rules about ether4 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:hotel-x7k2:p1.ether4.list.4 the line" name=detour-hotel-x7k2-p1-ether4
# The interface of ether4.
/interface list member add comment="detour:hotel-x7k2:p1.ether4.member.4 ether4" interface=ether4 list=detour-hotel-x7k2-p1-ether4
# Rules about ether5 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:hotel-x7k2:p1.ether5.list.4 the line" name=detour-hotel-x7k2-p1-ether5
# The interface of ether5.
/interface list member add comment="detour:hotel-x7k2:p1.ether5.member.4 ether5" interface=ether5 list=detour-hotel-x7k2-p1-ether5
# What comes in by any other interface comes from inside.
/interface list add comment="detour:hotel-x7k2:all.outside.list.4 where the Internet is" name=detour-hotel-x7k2-outside
# sfp1 leads outside.
/interface list member add comment="detour:hotel-x7k2:all.sfp1.outside-member.4 sfp1" interface=sfp1 list=detour-hotel-x7k2-outside
/interface list member add comment="detour:hotel-x7k2:all.sfp2.outside-member.4 sfp2" interface=sfp2 list=detour-hotel-x7k2-outside
/interface list member add comment="detour:hotel-x7k2:all.ether3.outside-member.4 ether3" interface=ether3 list=detour-hotel-x7k2-outside
/interface list member add comment="detour:hotel-x7k2:all.ether4.outside-member.4 ether4" interface=ether4 list=detour-hotel-x7k2-outside
/interface list member add comment="detour:hotel-x7k2:all.ether5.outside-member.4 ether5" interface=ether5 list=detour-hotel-x7k2-outside
# A routing table of its own: marked packets find only the way through sfp1 there.
/routing table add comment="detour:hotel-x7k2:p1.sfp1.table.4 routes by the line" fib name=detour-hotel-x7k2-p1-sfp1
/routing table add comment="detour:hotel-x7k2:p1.sfp2.table.4 routes by the line" fib name=detour-hotel-x7k2-p1-sfp2
/routing table add comment="detour:hotel-x7k2:p1.ether3.table.4 routes by the line" fib name=detour-hotel-x7k2-p1-ether3
/routing table add comment="detour:hotel-x7k2:p1.ether4.table.4 routes by the line" fib name=detour-hotel-x7k2-p1-ether4
/routing table add comment="detour:hotel-x7k2:p1.ether5.table.4 routes by the line" fib name=detour-hotel-x7k2-p1-ether5
# Marked traffic takes the line.
/ip route add comment="detour:hotel-x7k2:p1.sfp1.default.4 by the line" dst-address=0.0.0.0/0 gateway=203.0.113.129%sfp1 routing-table=detour-hotel-x7k2-p1-sfp1
# The last route of the table: when the way through the line is gone, marked packets end here.
/ip route add blackhole comment="detour:hotel-x7k2:p1.sfp1.blackhole.4 nothing leaks when the line is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-hotel-x7k2-p1-sfp1
# Marked traffic takes the line.
/ipv6 route add comment="detour:hotel-x7k2:p1.sfp1.default.6 by the line" dst-address=::/0 gateway=2001:db8:5:1::1%sfp1 routing-table=detour-hotel-x7k2-p1-sfp1
# The last route of the table: when the way through the line is gone, marked packets end here.
/ipv6 route add blackhole comment="detour:hotel-x7k2:p1.sfp1.blackhole.6 nothing leaks when the line is gone" distance=254 dst-address=::/0 routing-table=detour-hotel-x7k2-p1-sfp1
# Marked traffic takes the line.
/ip route add comment="detour:hotel-x7k2:p1.sfp2.default.4 by the line" dst-address=0.0.0.0/0 gateway=198.51.100.129%sfp2 routing-table=detour-hotel-x7k2-p1-sfp2
# The last route of the table: when the way through the line is gone, marked packets end here.
/ip route add blackhole comment="detour:hotel-x7k2:p1.sfp2.blackhole.4 nothing leaks when the line is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-hotel-x7k2-p1-sfp2
# Marked traffic takes the line.
/ipv6 route add comment="detour:hotel-x7k2:p1.sfp2.default.6 by the line" dst-address=::/0 gateway=2001:db8:6:1::1%sfp2 routing-table=detour-hotel-x7k2-p1-sfp2
# The last route of the table: when the way through the line is gone, marked packets end here.
/ipv6 route add blackhole comment="detour:hotel-x7k2:p1.sfp2.blackhole.6 nothing leaks when the line is gone" distance=254 dst-address=::/0 routing-table=detour-hotel-x7k2-p1-sfp2
# Marked traffic takes the line.
/ip route add comment="detour:hotel-x7k2:p1.ether3.default.4 by the line" dst-address=0.0.0.0/0 gateway=192.0.2.65%ether3 routing-table=detour-hotel-x7k2-p1-ether3
# The last route of the table: when the way through the line is gone, marked packets end here.
/ip route add blackhole comment="detour:hotel-x7k2:p1.ether3.blackhole.4 nothing leaks when the line is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-hotel-x7k2-p1-ether3
# Marked traffic takes the line.
/ip route add comment="detour:hotel-x7k2:p1.ether4.default.4 by the line" dst-address=0.0.0.0/0 gateway=192.0.2.129%ether4 routing-table=detour-hotel-x7k2-p1-ether4
# The last route of the table: when the way through the line is gone, marked packets end here.
/ip route add blackhole comment="detour:hotel-x7k2:p1.ether4.blackhole.4 nothing leaks when the line is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-hotel-x7k2-p1-ether4
# Marked traffic takes the line.
/ip route add comment="detour:hotel-x7k2:p1.ether5.default.4 by the line" dst-address=0.0.0.0/0 gateway=192.0.2.161%ether5 routing-table=detour-hotel-x7k2-p1-ether5
# The last route of the table: when the way through the line is gone, marked packets end here.
/ip route add blackhole comment="detour:hotel-x7k2:p1.ether5.blackhole.4 nothing leaks when the line is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-hotel-x7k2-p1-ether5
{
:local at [/routing/rule/find where !default]
:if ([:len $at] = 0) do={ /routing/rule/add action=lookup table=main disabled=yes comment=detour-anchor; :set at [/routing/rule/find where comment=detour-anchor] }
# Marked packets are looked up in the table of the line and nowhere else, in both address families.
/routing rule add action=lookup-only-in-table comment="detour:hotel-x7k2:p1.sfp1.lookup.4 marked traffic looks nowhere else" routing-mark=detour-hotel-x7k2-p1-sfp1 table=detour-hotel-x7k2-p1-sfp1 place-before=($at->0)
/routing rule add action=lookup-only-in-table comment="detour:hotel-x7k2:p1.sfp2.lookup.4 marked traffic looks nowhere else" routing-mark=detour-hotel-x7k2-p1-sfp2 table=detour-hotel-x7k2-p1-sfp2 place-before=($at->0)
/routing rule add action=lookup-only-in-table comment="detour:hotel-x7k2:p1.ether3.lookup.4 marked traffic looks nowhere else" routing-mark=detour-hotel-x7k2-p1-ether3 table=detour-hotel-x7k2-p1-ether3 place-before=($at->0)
/routing rule add action=lookup-only-in-table comment="detour:hotel-x7k2:p1.ether4.lookup.4 marked traffic looks nowhere else" routing-mark=detour-hotel-x7k2-p1-ether4 table=detour-hotel-x7k2-p1-ether4 place-before=($at->0)
/routing rule add action=lookup-only-in-table comment="detour:hotel-x7k2:p1.ether5.lookup.4 marked traffic looks nowhere else" routing-mark=detour-hotel-x7k2-p1-ether5 table=detour-hotel-x7k2-p1-ether5 place-before=($at->0)
/routing/rule/remove [/routing/rule/find where comment=detour-anchor]
}
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=10.100.0.0/16 comment="detour:hotel-x7k2:all.10-100-0-0-16.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=10.200.0.0/24 comment="detour:hotel-x7k2:all.10-200-0-0-24.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=10.250.0.0/16 comment="detour:hotel-x7k2:all.10-250-0-0-16.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:hotel-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=192.0.2.64/27 comment="detour:hotel-x7k2:all.192-0-2-64-27.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=192.0.2.128/26 comment="detour:hotel-x7k2:all.192-0-2-128-26.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=198.51.100.128/30 comment="detour:hotel-x7k2:all.198-51-100-128-30.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=203.0.113.128/30 comment="detour:hotel-x7k2:all.203-0-113-128-30.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:hotel-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:hotel-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-hotel-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:5:1::/64 comment="detour:hotel-x7k2:all.2001:db8:5:1::-64.bypass.6 stays as it is" list=detour-hotel-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:5:100::/64 comment="detour:hotel-x7k2:all.2001:db8:5:100::-64.bypass.6 stays as it is" list=detour-hotel-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:5:200::/64 comment="detour:hotel-x7k2:all.2001:db8:5:200::-64.bypass.6 stays as it is" list=detour-hotel-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:6:1::/64 comment="detour:hotel-x7k2:all.2001:db8:6:1::-64.bypass.6 stays as it is" list=detour-hotel-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:hotel-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-hotel-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:hotel-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-hotel-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ip firewall filter add action=reject chain=forward comment="detour:hotel-x7k2:p1.sfp1.block.4 marked traffic leaves by the line only" connection-mark=detour-hotel-x7k2-p1-sfp1 in-interface-list=detour-hotel-x7k2-lan out-interface-list=!detour-hotel-x7k2-p1-sfp1 reject-with=icmp-network-unreachable place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:hotel-x7k2:p1.sfp2.block.4 marked traffic leaves by the line only" connection-mark=detour-hotel-x7k2-p1-sfp2 in-interface-list=detour-hotel-x7k2-lan out-interface-list=!detour-hotel-x7k2-p1-sfp2 reject-with=icmp-network-unreachable place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:hotel-x7k2:p1.ether3.block.4 marked traffic leaves by the line only" connection-mark=detour-hotel-x7k2-p1-ether3 in-interface-list=detour-hotel-x7k2-lan out-interface-list=!detour-hotel-x7k2-p1-ether3 reject-with=icmp-network-unreachable place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:hotel-x7k2:p1.ether4.block.4 marked traffic leaves by the line only" connection-mark=detour-hotel-x7k2-p1-ether4 in-interface-list=detour-hotel-x7k2-lan out-interface-list=!detour-hotel-x7k2-p1-ether4 reject-with=icmp-network-unreachable place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:hotel-x7k2:p1.ether5.block.4 marked traffic leaves by the line only" connection-mark=detour-hotel-x7k2-p1-ether5 in-interface-list=detour-hotel-x7k2-lan out-interface-list=!detour-hotel-x7k2-p1-ether5 reject-with=icmp-network-unreachable place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:hotel-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ipv6 firewall filter add action=reject chain=forward comment="detour:hotel-x7k2:p1.sfp1.block.6 marked traffic leaves by the line only" connection-mark=detour-hotel-x7k2-p1-sfp1 in-interface-list=detour-hotel-x7k2-lan out-interface-list=!detour-hotel-x7k2-p1-sfp1 reject-with=icmp-no-route place-before=($at->0)
/ipv6 firewall filter add action=reject chain=forward comment="detour:hotel-x7k2:p1.sfp2.block.6 marked traffic leaves by the line only" connection-mark=detour-hotel-x7k2-p1-sfp2 in-interface-list=detour-hotel-x7k2-lan out-interface-list=!detour-hotel-x7k2-p1-sfp2 reject-with=icmp-no-route place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local fast "^(none"
:foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) } }
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ipv6 firewall filter add action=accept chain=forward comment="detour:hotel-x7k2:all.marked.not-fast.6 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# What is sent by sfp1 takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:hotel-x7k2:p1.sfp1.nat.4 our address on the line" connection-mark=detour-hotel-x7k2-p1-sfp1 ipsec-policy=out,none out-interface-list=detour-hotel-x7k2-p1-sfp1
# What is sent by sfp1 takes the address of that line, where no rule of yours has given it one.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:hotel-x7k2:p1.sfp1.nat.6 our address on the line" connection-mark=detour-hotel-x7k2-p1-sfp1 ipsec-policy=out,none out-interface-list=detour-hotel-x7k2-p1-sfp1
# What is sent by sfp2 takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:hotel-x7k2:p1.sfp2.nat.4 our address on the line" connection-mark=detour-hotel-x7k2-p1-sfp2 ipsec-policy=out,none out-interface-list=detour-hotel-x7k2-p1-sfp2
# What is sent by sfp2 takes the address of that line, where no rule of yours has given it one.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:hotel-x7k2:p1.sfp2.nat.6 our address on the line" connection-mark=detour-hotel-x7k2-p1-sfp2 ipsec-policy=out,none out-interface-list=detour-hotel-x7k2-p1-sfp2
# What is sent by ether3 takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:hotel-x7k2:p1.ether3.nat.4 our address on the line" connection-mark=detour-hotel-x7k2-p1-ether3 ipsec-policy=out,none out-interface-list=detour-hotel-x7k2-p1-ether3
/ip firewall nat add action=masquerade chain=srcnat comment="detour:hotel-x7k2:p1.ether4.nat.4 our address on the line" connection-mark=detour-hotel-x7k2-p1-ether4 ipsec-policy=out,none out-interface-list=detour-hotel-x7k2-p1-ether4
/ip firewall nat add action=masquerade chain=srcnat comment="detour:hotel-x7k2:p1.ether5.nat.4 our address on the line" connection-mark=detour-hotel-x7k2-p1-ether5 ipsec-policy=out,none out-interface-list=detour-hotel-x7k2-p1-ether5
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by sfp1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:hotel-x7k2:p1.sfp1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-hotel-x7k2-p1-sfp1 new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:hotel-x7k2:p1.sfp2.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-hotel-x7k2-p1-sfp2 new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:hotel-x7k2:p1.ether3.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-hotel-x7k2-p1-ether3 new-connection-mark=detour-hotel-x7k2-p1-ether3 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:hotel-x7k2:p1.ether4.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-hotel-x7k2-p1-ether4 new-connection-mark=detour-hotel-x7k2-p1-ether4 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:hotel-x7k2:p1.ether5.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-hotel-x7k2-p1-ether5 new-connection-mark=detour-hotel-x7k2-p1-ether5 passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:hotel-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-hotel-x7k2-lan jump-target=detour-hotel-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:hotel-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-hotel-x7k2-outside jump-target=detour-hotel-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-hotel-x7k2-bypass
# The first packet of a connection decides: "shared between the lines".
/ip firewall mangle add action=jump chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.use.mark.4 shared between the lines" connection-mark=no-mark connection-state=new jump-target=detour-hotel-x7k2-p1-all
# Every packet that your hosts send on a marked connection is looked up in the table of sfp1.
/ip firewall mangle add action=mark-routing chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.sfp1.route.4 by the line" connection-mark=detour-hotel-x7k2-p1-sfp1 new-routing-mark=detour-hotel-x7k2-p1-sfp1 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.sfp2.route.4 by the line" connection-mark=detour-hotel-x7k2-p1-sfp2 new-routing-mark=detour-hotel-x7k2-p1-sfp2 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.ether3.route.4 by the line" connection-mark=detour-hotel-x7k2-p1-ether3 new-routing-mark=detour-hotel-x7k2-p1-ether3 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.ether4.route.4 by the line" connection-mark=detour-hotel-x7k2-p1-ether4 new-routing-mark=detour-hotel-x7k2-p1-ether4 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.ether5.route.4 by the line" connection-mark=detour-hotel-x7k2-p1-ether5 new-routing-mark=detour-hotel-x7k2-p1-ether5 passthrough=no
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-1.4 share 1 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/0
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-2.4 share 2 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/1
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-3.4 share 3 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/2
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-4.4 share 4 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/3
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-5.4 share 5 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/4
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-6.4 share 6 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/5
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-7.4 share 7 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/6
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-8.4 share 8 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/7
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-9.4 share 9 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/8
# sfp1 gets 10 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-10.4 share 10 of 20: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:20/9
# sfp2 gets 5 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-11.4 share 11 of 20: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:20/10
# sfp2 gets 5 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-12.4 share 12 of 20: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:20/11
# sfp2 gets 5 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-13.4 share 13 of 20: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:20/12
# sfp2 gets 5 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-14.4 share 14 of 20: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:20/13
# sfp2 gets 5 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-15.4 share 15 of 20: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:20/14
# ether3 gets 2 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-16.4 share 16 of 20: ether3" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-ether3 passthrough=yes per-connection-classifier=src-address:20/15
# ether3 gets 2 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-17.4 share 17 of 20: ether3" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-ether3 passthrough=yes per-connection-classifier=src-address:20/16
# ether4 gets 2 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-18.4 share 18 of 20: ether4" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-ether4 passthrough=yes per-connection-classifier=src-address:20/17
# ether4 gets 2 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-19.4 share 19 of 20: ether4" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-ether4 passthrough=yes per-connection-classifier=src-address:20/18
# ether5 gets 1 of 20 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-20.4 share 20 of 20: ether5" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-ether5 passthrough=yes per-connection-classifier=src-address:20/19
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:hotel-x7k2:p1.sfp1.answer.4 answers of the router" connection-mark=detour-hotel-x7k2-p1-sfp1 dst-address-list=!detour-hotel-x7k2-bypass new-routing-mark=detour-hotel-x7k2-p1-sfp1 out-interface-list=!detour-hotel-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:hotel-x7k2:p1.sfp2.answer.4 answers of the router" connection-mark=detour-hotel-x7k2-p1-sfp2 dst-address-list=!detour-hotel-x7k2-bypass new-routing-mark=detour-hotel-x7k2-p1-sfp2 out-interface-list=!detour-hotel-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:hotel-x7k2:p1.ether3.answer.4 answers of the router" connection-mark=detour-hotel-x7k2-p1-ether3 dst-address-list=!detour-hotel-x7k2-bypass new-routing-mark=detour-hotel-x7k2-p1-ether3 out-interface-list=!detour-hotel-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:hotel-x7k2:p1.ether4.answer.4 answers of the router" connection-mark=detour-hotel-x7k2-p1-ether4 dst-address-list=!detour-hotel-x7k2-bypass new-routing-mark=detour-hotel-x7k2-p1-ether4 out-interface-list=!detour-hotel-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:hotel-x7k2:p1.ether5.answer.4 answers of the router" connection-mark=detour-hotel-x7k2-p1-ether5 dst-address-list=!detour-hotel-x7k2-bypass new-routing-mark=detour-hotel-x7k2-p1-ether5 out-interface-list=!detour-hotel-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by sfp1 are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:hotel-x7k2:p1.sfp1.came-in.6 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-hotel-x7k2-p1-sfp1 new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes place-before=($at->0)
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:hotel-x7k2:p1.sfp2.came-in.6 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-hotel-x7k2-p1-sfp2 new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:hotel-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-hotel-x7k2-lan jump-target=detour-hotel-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:hotel-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-hotel-x7k2-outside jump-target=detour-hotel-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-hotel-x7k2-bypass
# The first packet of a connection decides: "shared between the lines".
/ipv6 firewall mangle add action=jump chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.use.mark.6 shared between the lines" connection-mark=no-mark connection-state=new jump-target=detour-hotel-x7k2-p1-all
# Every packet that your hosts send on a marked connection is looked up in the table of sfp1.
/ipv6 firewall mangle add action=mark-routing chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.sfp1.route.6 by the line" connection-mark=detour-hotel-x7k2-p1-sfp1 new-routing-mark=detour-hotel-x7k2-p1-sfp1 passthrough=no
/ipv6 firewall mangle add action=mark-routing chain=detour-hotel-x7k2-pre comment="detour:hotel-x7k2:p1.sfp2.route.6 by the line" connection-mark=detour-hotel-x7k2-p1-sfp2 new-routing-mark=detour-hotel-x7k2-p1-sfp2 passthrough=no
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-1.6 share 1 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/0
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-2.6 share 2 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/1
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-3.6 share 3 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/2
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-4.6 share 4 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/3
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-5.6 share 5 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/4
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-6.6 share 6 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/5
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-7.6 share 7 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/6
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-8.6 share 8 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/7
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-9.6 share 9 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/8
# sfp1 gets 10 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-10.6 share 10 of 15: sfp1" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp1 passthrough=yes per-connection-classifier=src-address:15/9
# sfp2 gets 5 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-11.6 share 11 of 15: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:15/10
# sfp2 gets 5 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-12.6 share 12 of 15: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:15/11
# sfp2 gets 5 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-13.6 share 13 of 15: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:15/12
# sfp2 gets 5 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-14.6 share 14 of 15: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:15/13
# sfp2 gets 5 of 15 shares of the new connections.
/ipv6 firewall mangle add action=mark-connection chain=detour-hotel-x7k2-p1-all comment="detour:hotel-x7k2:p1.all.share-15.6 share 15 of 15: sfp2" connection-mark=no-mark connection-state=new new-connection-mark=detour-hotel-x7k2-p1-sfp2 passthrough=yes per-connection-classifier=src-address:15/14
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:hotel-x7k2:p1.sfp1.answer.6 answers of the router" connection-mark=detour-hotel-x7k2-p1-sfp1 dst-address-list=!detour-hotel-x7k2-bypass new-routing-mark=detour-hotel-x7k2-p1-sfp1 out-interface-list=!detour-hotel-x7k2-lan passthrough=no place-before=($at->0)
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:hotel-x7k2:p1.sfp2.answer.6 answers of the router" connection-mark=detour-hotel-x7k2-p1-sfp2 dst-address-list=!detour-hotel-x7k2-bypass new-routing-mark=detour-hotel-x7k2-p1-sfp2 out-interface-list=!detour-hotel-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
