# Detour: profile campus-x7k2, for RouterOS 7.20 on campus.
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
{
:local fast "^(none"
:foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) } }
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Packets of connections that are open already skip rules, marks and queues. Only unmarked ones do:
# FastTrack knows the main table alone.
/ipv6 firewall filter add action=fasttrack-connection chain=forward comment="detour:campus-x7k2:p1.fast.fasttrack.6 unmarked connections are fast" connection-mark=no-mark connection-state=established,related place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# FastTrack needs the fast path of the router, which somebody may have turned off.
/ip settings set allow-fast-path=yes
# FastTrack needs the fast path of the router, which somebody may have turned off.
/ipv6 settings set allow-fast-path=yes
