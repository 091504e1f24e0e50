# Detour: profile campus-x7k2, for RouterOS 7.9 on campus.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

{
:local at [/ip/firewall/raw/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/raw/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/raw/find where comment=detour-anchor] }
# From 10.1.10.0/24 to 10.1.20.0/24 nothing is translated or marked, so the router need not remember
# connections.
/ip firewall raw add action=notrack chain=prerouting comment="detour:campus-x7k2:p1.10-1-10-0-24-10-1-20-0-24-cdxi.there.4 nothing here needs state" dst-address=10.1.20.0/24 dst-address-type=!local src-address=10.1.10.0/24 place-before=($at->0)
# From 10.1.20.0/24 to 10.1.10.0/24 nothing is translated or marked, so the router need not remember
# connections.
/ip firewall raw add action=notrack chain=prerouting comment="detour:campus-x7k2:p1.10-1-10-0-24-10-1-20-0-24-cdxi.back.4 nothing here needs state" dst-address=10.1.10.0/24 dst-address-type=!local src-address=10.1.20.0/24 place-before=($at->0)
# From 10.7.4.0/24 to 10.1.20.0/24 nothing is translated or marked, so the router need not remember
# connections.
/ip firewall raw add action=notrack chain=prerouting comment="detour:campus-x7k2:p1.10-7-4-0-24-10-1-20-0-24-th5v.there.4 nothing here needs state" dst-address=10.1.20.0/24 dst-address-type=!local src-address=10.7.4.0/24 place-before=($at->0)
# From 10.1.20.0/24 to 10.7.4.0/24 nothing is translated or marked, so the router need not remember
# connections.
/ip firewall raw add action=notrack chain=prerouting comment="detour:campus-x7k2:p1.10-7-4-0-24-10-1-20-0-24-th5v.back.4 nothing here needs state" dst-address=10.7.4.0/24 dst-address-type=!local src-address=10.1.20.0/24 place-before=($at->0)
/ip/firewall/raw/remove [/ip/firewall/raw/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/raw/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/raw/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/raw/find where comment=detour-anchor] }
# From 2001:db8:3:10::/64 to 2001:db8:3:20::/64 nothing is translated or marked, so the router need
# not remember connections.
/ipv6 firewall raw add action=notrack chain=prerouting comment="detour:campus-x7k2:p1.2001:db8:3:10::-64-2001:d-sq3z.there.6 nothing here needs state" dst-address=2001:db8:3:20::/64 dst-address-type=!local src-address=2001:db8:3:10::/64 place-before=($at->0)
# From 2001:db8:3:20::/64 to 2001:db8:3:10::/64 nothing is translated or marked, so the router need
# not remember connections.
/ipv6 firewall raw add action=notrack chain=prerouting comment="detour:campus-x7k2:p1.2001:db8:3:10::-64-2001:d-sq3z.back.6 nothing here needs state" dst-address=2001:db8:3:10::/64 dst-address-type=!local src-address=2001:db8:3:20::/64 place-before=($at->0)
/ipv6/firewall/raw/remove [/ipv6/firewall/raw/find where comment=detour-anchor]
}
