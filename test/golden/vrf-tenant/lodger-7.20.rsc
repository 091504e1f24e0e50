# Detour: profile lodger-x7k2, for RouterOS 7.20 on flat.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Rules about this line name the list, so that they hold when the interface is gone.
/interface list add comment="detour:lodger-x7k2:p1.vrf-way.list.4 the line of the tenant" name=detour-lodger-x7k2-p1-vrf-way
# The tenant leaves by pppoe-out1.
/interface list member add comment="detour:lodger-x7k2:p1.pppoe--out1.vrf-way-member.4 pppoe-out1" interface=pppoe-out1 list=detour-lodger-x7k2-p1-vrf-way
# Hosts on ether5 know the router by this address.
/ip address add address=10.50.0.1/24 comment="detour:lodger-x7k2:p1.ether5.address.4 the router, for this network" interface=ether5
# Hosts of Lodger get addresses from here.
/ip pool add comment="detour:lodger-x7k2:p1.ether5.pool.4 addresses to hand out" name=detour-lodger-x7k2-p1-ether5 ranges=10.50.0.20-10.50.0.254
# Hosts of Lodger are told this router, and resolvers that they reach by their own table: the one of
# the house is not there for them.
/ip dhcp-server network add address=10.50.0.0/24 comment="detour:lodger-x7k2:p1.ether5.dhcp-options.4 router and resolvers" dns-server=9.9.9.9,149.112.112.112 gateway=10.50.0.1
# Hands out addresses on ether5. It works on the interface, whichever table that is in.
/ip dhcp-server add address-pool=detour-lodger-x7k2-p1-ether5 comment="detour:lodger-x7k2:p1.ether5.dhcp.4 hands out addresses" interface=ether5 name=detour-lodger-x7k2-p1-ether5
# Hosts on ether5 know the router by this address.
/ipv6 address add address=fd4d:27a1:50e6:1::1/64 comment="detour:lodger-x7k2:p1.ether5.address.6 the router, for this network" interface=ether5
# Hosts of Lodger are told this router and their prefix, and resolvers that they reach by their own
# table.
/ipv6 nd add comment="detour:lodger-x7k2:p1.ether5.announced.6 resolvers of the tenant" dns=2620:fe::fe,2620:fe::9 interface=ether5
{
:local at [/ip/vrf/find]
# What comes in by these interfaces is looked up in a table of its own, in both address families.
# Before the built-in row, which takes all interfaces.
/ip vrf add comment="detour:lodger-x7k2:p1.vrf.vrf.4 Lodger" interfaces=ether5 name=detour-lodger-x7k2-p1-vrf place-before=($at->0)
}
# In the table of the tenant. A next hop is looked up in the main table, so it may be on a line of
# the house.
/ip route add comment="detour:lodger-x7k2:p1.vrf.default.4 to the Internet, by the line of the house" dst-address=0.0.0.0/0 gateway=pppoe-out1 routing-table=detour-lodger-x7k2-p1-vrf
# In the main table: answers come in by a line of the house, and find back to the tenant. A way
# between tables needs both directions.
/ip route add comment="detour:lodger-x7k2:p1.ether5.back.4 the way back to the tenant" dst-address=10.50.0.0/24 gateway=ether5@detour-lodger-x7k2-p1-vrf
# In the table of the tenant. A next hop is looked up in the main table, so it may be on a line of
# the house.
/ipv6 route add comment="detour:lodger-x7k2:p1.vrf.default.6 to the Internet, by the line of the house" dst-address=::/0 gateway=pppoe-out1 routing-table=detour-lodger-x7k2-p1-vrf
# In the main table: answers come in by a line of the house, and find back to the tenant. A way
# between tables needs both directions.
/ipv6 route add comment="detour:lodger-x7k2:p1.ether5.back.6 the way back to the tenant" dst-address=fd4d:27a1:50e6:1::/64 gateway=ether5@detour-lodger-x7k2-p1-vrf
# This is a network of the tenant.
/ip firewall address-list add address=10.50.0.0/24 comment="detour:lodger-x7k2:p1.10-50-0-0-24.vrf-own.4 a network of the tenant" list=detour-lodger-x7k2-p1-vrf-own
# This is a network of the house.
/ip firewall address-list add address=192.168.88.0/24 comment="detour:lodger-x7k2:p1.192-168-88-0-24.vrf-house.4 a network of the house" list=detour-lodger-x7k2-p1-vrf-house
# This is a network of the tenant.
/ipv6 firewall address-list add address=fd4d:27a1:50e6:1::/64 comment="detour:lodger-x7k2:p1.fd4d:27a1:50e6:1::-64.vrf-own.6 a network of the tenant" list=detour-lodger-x7k2-p1-vrf-own
# This is a network of the house.
/ipv6 firewall address-list add address=2001:db8:2:100::/64 comment="detour:lodger-x7k2:p1.2001:db8:2:100::-64.vrf-house.6 a network of the house" list=detour-lodger-x7k2-p1-vrf-house
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# In the table of the tenant there is no way to the house; without this, such packets would leave by
# the line.
/ip firewall filter add action=reject chain=forward comment="detour:lodger-x7k2:p1.vrf.kept-out.4 nothing of the house" connection-state=!established,related dst-address-list=detour-lodger-x7k2-p1-vrf-house reject-with=icmp-admin-prohibited src-address-list=detour-lodger-x7k2-p1-vrf-own place-before=($at->0)
# The way back for answers is in the main table, for everybody: neither hosts of the house nor
# strangers on the Internet open connections by it. Port forwards of yours stay open.
/ip firewall filter add action=reject chain=forward comment="detour:lodger-x7k2:p1.vrf.left-alone.4 nobody else opens connections to the tenant" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-lodger-x7k2-p1-vrf-own reject-with=icmp-admin-prohibited src-address-list=!detour-lodger-x7k2-p1-vrf-own place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# In the table of the tenant there is no way to the house; without this, such packets would leave by
# the line.
/ipv6 firewall filter add action=reject chain=forward comment="detour:lodger-x7k2:p1.vrf.kept-out.6 nothing of the house" connection-state=!established,related dst-address-list=detour-lodger-x7k2-p1-vrf-house reject-with=icmp-admin-prohibited src-address-list=detour-lodger-x7k2-p1-vrf-own place-before=($at->0)
# The way back for answers is in the main table, for everybody: neither hosts of the house nor
# strangers on the Internet open connections by it. Port forwards of yours stay open.
/ipv6 firewall filter add action=reject chain=forward comment="detour:lodger-x7k2:p1.vrf.left-alone.6 nobody else opens connections to the tenant" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-lodger-x7k2-p1-vrf-own reject-with=icmp-admin-prohibited src-address-list=!detour-lodger-x7k2-p1-vrf-own place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and action=drop and !connection-state]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=reject and !connection-state] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ip firewall filter add action=accept chain=forward comment="detour:lodger-x7k2:p1.vrf.let-out.4 the tenant to the Internet" out-interface-list=detour-lodger-x7k2-p1-vrf-way src-address-list=detour-lodger-x7k2-p1-vrf-own place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=drop and !connection-state]
:if ([:len $at] = 0) do={ :set at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=reject and !connection-state] }
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ipv6 firewall filter add action=accept chain=forward comment="detour:lodger-x7k2:p1.vrf.let-out.6 the tenant to the Internet" out-interface-list=detour-lodger-x7k2-p1-vrf-way src-address-list=detour-lodger-x7k2-p1-vrf-own place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# On the line the tenant goes under the address of the router.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:lodger-x7k2:p1.ether5.nat.4 the tenant on the line" ipsec-policy=out,none out-interface-list=detour-lodger-x7k2-p1-vrf-way src-address=10.50.0.0/24 place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/nat/find where comment=detour-anchor] }
# On the line the tenant goes under the address of the router.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:lodger-x7k2:p1.ether5.nat.6 the tenant on the line" ipsec-policy=out,none out-interface-list=detour-lodger-x7k2-p1-vrf-way src-address=fd4d:27a1:50e6:1::/64 place-before=($at->0)
/ipv6/firewall/nat/remove [/ipv6/firewall/nat/find where comment=detour-anchor]
}
