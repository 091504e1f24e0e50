# Detour: profile studio-x7k2, for RouterOS 7.16 on house.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Rules about this line name the list, so that they hold when the interface is gone.
/interface list add comment="detour:studio-x7k2:p1.vrf-way.list.4 the line of the tenant" name=detour-studio-x7k2-p1-vrf-way
# The tenant leaves by ether1.
/interface list member add comment="detour:studio-x7k2:p1.ether1.vrf-way-member.4 ether1" interface=ether1 list=detour-studio-x7k2-p1-vrf-way
{
:local at [/ip/vrf/find]
# What comes in by these interfaces is looked up in a table of its own, in both address families.
# Before the built-in row, which takes all interfaces.
/ip vrf add comment="detour:studio-x7k2:p1.vrf.vrf.4 Studio, ground floor" interfaces=vlan50 name=detour-studio-x7k2-p1-vrf place-before=($at->0)
}
# In the table of the tenant. A next hop is looked up in the main table, so it may be on a line of
# the house.
/ip route add comment="detour:studio-x7k2:p1.vrf.default.4 to the Internet, by the line of the house" dst-address=0.0.0.0/0 gateway=192.0.2.1%ether1 routing-table=detour-studio-x7k2-p1-vrf
# In the main table: answers come in by a line of the house, and find back to the tenant. A way
# between tables needs both directions.
/ip route add comment="detour:studio-x7k2:p1.vlan50.back.4 the way back to the tenant" dst-address=10.99.0.0/24 gateway=vlan50@detour-studio-x7k2-p1-vrf
# The tenant reaches 192.168.88.30/32 of the house.
/ip route add comment="detour:studio-x7k2:p1.192-168-88-30-32.share.4 shared with the tenant" dst-address=192.168.88.30/32 gateway=bridge@main routing-table=detour-studio-x7k2-p1-vrf
# In the main table: answers come in by a line of the house, and find back to the tenant. A way
# between tables needs both directions.
/ipv6 route add comment="detour:studio-x7k2:p1.vlan50.back.6 the way back to the tenant" dst-address=2001:db8:1:50::/64 gateway=vlan50@detour-studio-x7k2-p1-vrf
# This is a network of the tenant.
/ip firewall address-list add address=10.99.0.0/24 comment="detour:studio-x7k2:p1.10-99-0-0-24.vrf-own.4 a network of the tenant" list=detour-studio-x7k2-p1-vrf-own
# This is a network of the house.
/ip firewall address-list add address=192.168.88.0/24 comment="detour:studio-x7k2:p1.192-168-88-0-24.vrf-house.4 a network of the house" list=detour-studio-x7k2-p1-vrf-house
# This is of the house, and shared.
/ip firewall address-list add address=192.168.88.30 comment="detour:studio-x7k2:p1.192-168-88-30.vrf-shares.4 of the house, and shared" list=detour-studio-x7k2-p1-vrf-fukw
# This is a network of the tenant.
/ipv6 firewall address-list add address=2001:db8:1:50::/64 comment="detour:studio-x7k2:p1.2001:db8:1:50::-64.vrf-own.6 a network of the tenant" list=detour-studio-x7k2-p1-vrf-own
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What the tenant wants of the house is looked at first: some of it is shared.
/ip firewall filter add action=jump chain=forward comment="detour:studio-x7k2:p1.vrf.shared.4 towards the house" dst-address-list=detour-studio-x7k2-p1-vrf-house jump-target=detour-studio-x7k2-p1-vrf src-address-list=detour-studio-x7k2-p1-vrf-own place-before=($at->0)
# The way back for answers is in the main table, for everybody: neither hosts of the house nor
# strangers on the Internet open connections by it. Port forwards of yours stay open.
/ip firewall filter add action=reject chain=forward comment="detour:studio-x7k2:p1.vrf.left-alone.4 nobody else opens connections to the tenant" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-studio-x7k2-p1-vrf-own reject-with=icmp-admin-prohibited src-address-list=!detour-studio-x7k2-p1-vrf-own place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# In the table of the tenant there is no way to the house; without this, such packets would leave by
# the line.
/ipv6 firewall filter add action=reject chain=forward comment="detour:studio-x7k2:p1.vrf.kept-out.6 nothing of the house" connection-state=!established,related dst-address-list=detour-studio-x7k2-p1-vrf-house reject-with=icmp-admin-prohibited src-address-list=detour-studio-x7k2-p1-vrf-own place-before=($at->0)
# The way back for answers is in the main table, for everybody: neither hosts of the house nor
# strangers on the Internet open connections by it. Port forwards of yours stay open.
/ipv6 firewall filter add action=reject chain=forward comment="detour:studio-x7k2:p1.vrf.left-alone.6 nobody else opens connections to the tenant" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-studio-x7k2-p1-vrf-own reject-with=icmp-admin-prohibited src-address-list=!detour-studio-x7k2-p1-vrf-own place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Your own rules decide on what is shared, as on everything else.
/ip firewall filter add action=return chain=detour-studio-x7k2-p1-vrf comment="detour:studio-x7k2:p1.vrf.return.4 shared with the tenant" dst-address-list=detour-studio-x7k2-p1-vrf-fukw
# In the table of the tenant there is no way to the house; without this, such packets would leave by
# the line.
/ip firewall filter add action=reject chain=detour-studio-x7k2-p1-vrf comment="detour:studio-x7k2:p1.vrf.refuse.4 nothing else of the house" reject-with=icmp-admin-prohibited
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and action=drop and !connection-state]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=reject and !connection-state] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ip firewall filter add action=accept chain=forward comment="detour:studio-x7k2:p1.vrf.to-shares.4 what is shared with the tenant" dst-address-list=detour-studio-x7k2-p1-vrf-fukw src-address-list=detour-studio-x7k2-p1-vrf-own place-before=($at->0)
# Passed on, unless bans, or rules of yours that stand before the last ones, say otherwise.
/ip firewall filter add action=accept chain=forward comment="detour:studio-x7k2:p1.vrf.let-out.4 the tenant to the Internet" out-interface-list=detour-studio-x7k2-p1-vrf-way src-address-list=detour-studio-x7k2-p1-vrf-own place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# On the line the tenant goes under the address of the router.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:studio-x7k2:p1.vlan50.nat.4 the tenant on the line" ipsec-policy=out,none out-interface-list=detour-studio-x7k2-p1-vrf-way src-address=10.99.0.0/24 place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
# The provider of the line ether1 may name another next hop with each lease: the script of the DHCP
# client passes it on to our routes. What yours does stays in it.
/ip dhcp-client set [find where interface="ether1"] script=":if (\$bound=1) do={ /ip/route/set [find where comment~\"detour:studio-x7k2:(p1.vrf.default).4 \"] gateway=(\$\"gateway-address\" . \"%\" . \$interface) }"
