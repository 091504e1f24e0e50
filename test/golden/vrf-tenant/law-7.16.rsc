# Detour: profile law-x7k2, for RouterOS 7.16 on offices.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Rules about this line name the list, so that they hold when the interface is gone.
/interface list add comment="detour:law-x7k2:p1.vrf-way.list.4 the line of the tenant" name=detour-law-x7k2-p1-vrf-way
# The tenant leaves by sfp1.
/interface list member add comment="detour:law-x7k2:p1.sfp1.vrf-way-member.4 sfp1" interface=sfp1 list=detour-law-x7k2-p1-vrf-way
# Hosts on vlan61-law know the router by this address.
/ip address add address=10.61.0.1/24 comment="detour:law-x7k2:p1.vlan61--law.address.4 the router, for this network" interface=vlan61-law
/ip address add address=10.62.0.1/26 comment="detour:law-x7k2:p1.vlan62--law.address.4 the router, for this network" interface=vlan62-law
# Hosts of Law firm (2nd floor) get addresses from here.
/ip pool add comment="detour:law-x7k2:p1.vlan61--law.pool.4 addresses to hand out" name=detour-law-x7k2-p1-vlan61--law ranges=10.61.0.20-10.61.0.254
# Hosts of Law firm (2nd floor) are told this router, and resolvers that they reach by their own
# table: the one of the house is not there for them.
/ip dhcp-server network add address=10.61.0.0/24 comment="detour:law-x7k2:p1.vlan61--law.dhcp-options.4 router and resolvers" dns-server=9.9.9.9 gateway=10.61.0.1
# Hands out addresses on vlan61-law. It works on the interface, whichever table that is in.
/ip dhcp-server add address-pool=detour-law-x7k2-p1-vlan61--law comment="detour:law-x7k2:p1.vlan61--law.dhcp.4 hands out addresses" interface=vlan61-law name=detour-law-x7k2-p1-vlan61--law
# Hosts of Law firm (2nd floor) get addresses from here.
/ip pool add comment="detour:law-x7k2:p1.vlan62--law.pool.4 addresses to hand out" name=detour-law-x7k2-p1-vlan62--law ranges=10.62.0.2-10.62.0.62
# Hosts of Law firm (2nd floor) are told this router, and resolvers that they reach by their own
# table: the one of the house is not there for them.
/ip dhcp-server network add address=10.62.0.0/26 comment="detour:law-x7k2:p1.vlan62--law.dhcp-options.4 router and resolvers" dns-server=9.9.9.9 gateway=10.62.0.1
# Hands out addresses on vlan62-law. It works on the interface, whichever table that is in.
/ip dhcp-server add address-pool=detour-law-x7k2-p1-vlan62--law comment="detour:law-x7k2:p1.vlan62--law.dhcp.4 hands out addresses" interface=vlan62-law name=detour-law-x7k2-p1-vlan62--law
# Hosts on vlan61-law know the router by this address.
/ipv6 address add address=2001:db8:3:61::1/64 comment="detour:law-x7k2:p1.vlan61--law.address.6 the router, for this network" interface=vlan61-law
/ipv6 address add address=2001:db8:3:62::1/64 comment="detour:law-x7k2:p1.vlan62--law.address.6 the router, for this network" interface=vlan62-law
# Hosts of Law firm (2nd floor) are told this router and their prefix, and resolvers that they reach
# by their own table.
/ipv6 nd add comment="detour:law-x7k2:p1.vlan61--law.announced.6 resolvers of the tenant" dns=2620:fe::fe interface=vlan61-law
/ipv6 nd add comment="detour:law-x7k2:p1.vlan62--law.announced.6 resolvers of the tenant" dns=2620:fe::fe interface=vlan62-law
{
:local at [/ip/vrf/find]
# What comes in by these interfaces is looked up in a table of its own, in both address families.
# Before the built-in row, which takes all interfaces.
/ip vrf add comment="detour:law-x7k2:p1.vrf.vrf.4 Law firm (2nd floor)" interfaces=vlan61-law,vlan62-law name=detour-law-x7k2-p1-vrf place-before=($at->0)
}
# In the table of the tenant. A next hop is looked up in the main table, so it may be on a line of
# the house.
/ip route add comment="detour:law-x7k2:p1.vrf.default.4 to the Internet, by the line of the house" dst-address=0.0.0.0/0 gateway=203.0.113.9%sfp1 routing-table=detour-law-x7k2-p1-vrf
# In the main table: answers come in by a line of the house, and find back to the tenant. A way
# between tables needs both directions.
/ip route add comment="detour:law-x7k2:p1.vlan61--law.back.4 the way back to the tenant" dst-address=10.61.0.0/24 gateway=vlan61-law@detour-law-x7k2-p1-vrf
/ip route add comment="detour:law-x7k2:p1.vlan62--law.back.4 the way back to the tenant" dst-address=10.62.0.0/26 gateway=vlan62-law@detour-law-x7k2-p1-vrf
# The tenant reaches 10.1.20.0/28 of the house.
/ip route add comment="detour:law-x7k2:p1.10-1-20-0-28.share.4 shared with the tenant" dst-address=10.1.20.0/28 gateway=vlan20-print@main routing-table=detour-law-x7k2-p1-vrf
/ip route add comment="detour:law-x7k2:p1.10-1-20-40-32.share.4 shared with the tenant" dst-address=10.1.20.40/32 gateway=vlan20-print@main routing-table=detour-law-x7k2-p1-vrf
# In the table of the tenant. A next hop is looked up in the main table, so it may be on a line of
# the house.
/ipv6 route add comment="detour:law-x7k2:p1.vrf.default.6 to the Internet, by the line of the house" dst-address=::/0 gateway=fe80::1%sfp1 routing-table=detour-law-x7k2-p1-vrf
# In the main table: answers come in by a line of the house, and find back to the tenant. A way
# between tables needs both directions.
/ipv6 route add comment="detour:law-x7k2:p1.vlan61--law.back.6 the way back to the tenant" dst-address=2001:db8:3:61::/64 gateway=vlan61-law@detour-law-x7k2-p1-vrf
/ipv6 route add comment="detour:law-x7k2:p1.vlan62--law.back.6 the way back to the tenant" dst-address=2001:db8:3:62::/64 gateway=vlan62-law@detour-law-x7k2-p1-vrf
# The tenant reaches 2001:db8:3:20::40/128 of the house.
/ipv6 route add comment="detour:law-x7k2:p1.2001:db8:3:20::40-128.share.6 shared with the tenant" dst-address=2001:db8:3:20::40/128 gateway=vlan20-print@main routing-table=detour-law-x7k2-p1-vrf
# This is a network of the tenant.
/ip firewall address-list add address=10.61.0.0/24 comment="detour:law-x7k2:p1.10-61-0-0-24.vrf-own.4 a network of the tenant" list=detour-law-x7k2-p1-vrf-own
/ip firewall address-list add address=10.62.0.0/26 comment="detour:law-x7k2:p1.10-62-0-0-26.vrf-own.4 a network of the tenant" list=detour-law-x7k2-p1-vrf-own
# This is a network of the house.
/ip firewall address-list add address=10.1.10.0/24 comment="detour:law-x7k2:p1.10-1-10-0-24.vrf-house.4 a network of the house" list=detour-law-x7k2-p1-vrf-house
/ip firewall address-list add address=10.1.20.0/24 comment="detour:law-x7k2:p1.10-1-20-0-24.vrf-house.4 a network of the house" list=detour-law-x7k2-p1-vrf-house
/ip firewall address-list add address=10.2.0.0/16 comment="detour:law-x7k2:p1.10-2-0-0-16.vrf-house.4 a network of the house" list=detour-law-x7k2-p1-vrf-house
# This is of the house, and shared.
/ip firewall address-list add address=10.1.20.0/28 comment="detour:law-x7k2:p1.10-1-20-0-28.vrf-shares.4 of the house, and shared" list=detour-law-x7k2-p1-vrf-shares
/ip firewall address-list add address=10.1.20.40 comment="detour:law-x7k2:p1.10-1-20-40.vrf-shares.4 of the house, and shared" list=detour-law-x7k2-p1-vrf-shares
# This is a network of the tenant.
/ipv6 firewall address-list add address=2001:db8:3:61::/64 comment="detour:law-x7k2:p1.2001:db8:3:61::-64.vrf-own.6 a network of the tenant" list=detour-law-x7k2-p1-vrf-own
/ipv6 firewall address-list add address=2001:db8:3:62::/64 comment="detour:law-x7k2:p1.2001:db8:3:62::-64.vrf-own.6 a network of the tenant" list=detour-law-x7k2-p1-vrf-own
# This is a network of the house.
/ipv6 firewall address-list add address=2001:db8:3:10::/64 comment="detour:law-x7k2:p1.2001:db8:3:10::-64.vrf-house.6 a network of the house" list=detour-law-x7k2-p1-vrf-house
/ipv6 firewall address-list add address=2001:db8:3:20::/64 comment="detour:law-x7k2:p1.2001:db8:3:20::-64.vrf-house.6 a network of the house" list=detour-law-x7k2-p1-vrf-house
# This is of the house, and shared.
/ipv6 firewall address-list add address=2001:db8:3:20::40/128 comment="detour:law-x7k2:p1.2001:db8:3:20::40-128.vrf-shares.6 of the house, and shared" list=detour-law-x7k2-p1-vrf-shares
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What the tenant wants of the house is looked at first: some of it is shared.
/ip firewall filter add action=jump chain=forward comment="detour:law-x7k2:p1.vrf.shared.4 towards the house" dst-address-list=detour-law-x7k2-p1-vrf-house jump-target=detour-law-x7k2-p1-vrf src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
# The way back for answers is in the main table, for everybody: neither hosts of the house nor
# strangers on the Internet open connections by it. Port forwards of yours stay open.
/ip firewall filter add action=reject chain=forward comment="detour:law-x7k2:p1.vrf.left-alone.4 nobody else opens connections to the tenant" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-law-x7k2-p1-vrf-own reject-with=icmp-admin-prohibited src-address-list=!detour-law-x7k2-p1-vrf-own place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# What the tenant wants of the house is looked at first: some of it is shared.
/ipv6 firewall filter add action=jump chain=forward comment="detour:law-x7k2:p1.vrf.shared.6 towards the house" dst-address-list=detour-law-x7k2-p1-vrf-house jump-target=detour-law-x7k2-p1-vrf src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
# The way back for answers is in the main table, for everybody: neither hosts of the house nor
# strangers on the Internet open connections by it. Port forwards of yours stay open.
/ipv6 firewall filter add action=reject chain=forward comment="detour:law-x7k2:p1.vrf.left-alone.6 nobody else opens connections to the tenant" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-law-x7k2-p1-vrf-own reject-with=icmp-admin-prohibited src-address-list=!detour-law-x7k2-p1-vrf-own place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Your own rules decide on what is shared, as on everything else.
/ip firewall filter add action=return chain=detour-law-x7k2-p1-vrf comment="detour:law-x7k2:p1.vrf.return.4 shared with the tenant" dst-address-list=detour-law-x7k2-p1-vrf-shares
# In the table of the tenant there is no way to the house; without this, such packets would leave by
# the line.
/ip firewall filter add action=reject chain=detour-law-x7k2-p1-vrf comment="detour:law-x7k2:p1.vrf.refuse.4 nothing else of the house" reject-with=icmp-admin-prohibited
# Your own rules decide on what is shared, as on everything else.
/ipv6 firewall filter add action=return chain=detour-law-x7k2-p1-vrf comment="detour:law-x7k2:p1.vrf.return.6 shared with the tenant" dst-address-list=detour-law-x7k2-p1-vrf-shares
# In the table of the tenant there is no way to the house; without this, such packets would leave by
# the line.
/ipv6 firewall filter add action=reject chain=detour-law-x7k2-p1-vrf comment="detour:law-x7k2:p1.vrf.refuse.6 nothing else of the house" reject-with=icmp-admin-prohibited
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and action=drop and !connection-state]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=reject and !connection-state] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ip firewall filter add action=accept chain=forward comment="detour:law-x7k2:p1.vrf.among.4 the tenant among themselves" dst-address-list=detour-law-x7k2-p1-vrf-own src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ip firewall filter add action=accept chain=forward comment="detour:law-x7k2:p1.vrf.to-shares.4 what is shared with the tenant" dst-address-list=detour-law-x7k2-p1-vrf-shares src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ip firewall filter add action=accept chain=forward comment="detour:law-x7k2:p1.vrf.let-out.4 the tenant to the Internet" out-interface-list=detour-law-x7k2-p1-vrf-way src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=drop and !connection-state]
:if ([:len $at] = 0) do={ :set at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=reject and !connection-state] }
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ipv6 firewall filter add action=accept chain=forward comment="detour:law-x7k2:p1.vrf.among.6 the tenant among themselves" dst-address-list=detour-law-x7k2-p1-vrf-own src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ipv6 firewall filter add action=accept chain=forward comment="detour:law-x7k2:p1.vrf.to-shares.6 what is shared with the tenant" dst-address-list=detour-law-x7k2-p1-vrf-shares src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ipv6 firewall filter add action=accept chain=forward comment="detour:law-x7k2:p1.vrf.let-out.6 the tenant to the Internet" out-interface-list=detour-law-x7k2-p1-vrf-way src-address-list=detour-law-x7k2-p1-vrf-own place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# On the line the tenant goes under the address of the router.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:law-x7k2:p1.vlan61--law.nat.4 the tenant on the line" ipsec-policy=out,none out-interface-list=detour-law-x7k2-p1-vrf-way src-address=10.61.0.0/24 place-before=($at->0)
/ip firewall nat add action=masquerade chain=srcnat comment="detour:law-x7k2:p1.vlan62--law.nat.4 the tenant on the line" ipsec-policy=out,none out-interface-list=detour-law-x7k2-p1-vrf-way src-address=10.62.0.0/26 place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
# The provider of the line sfp1 may name another next hop with each lease: the script of the DHCP
# client passes it on to our routes. What yours does stays in it.
/ip dhcp-client set [find where interface="sfp1"] script=":if (\$bound=1) do={ /ip/route/set [find where comment~\"detour:law-x7k2:(p1.vrf.default).4 \"] gateway=(\$\"gateway-address\" . \"%\" . \$interface) }"
