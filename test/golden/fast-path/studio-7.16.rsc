# Detour: profile studio-x7k2, for RouterOS 7.16 on studio.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

{
:local at [/ip/firewall/raw/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/raw/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/raw/find where comment=detour-anchor] }
# From 10.0.10.0/24 to 10.0.20.0/24 nothing is translated or marked, so the router need not remember
# connections.
/ip firewall raw add action=notrack chain=prerouting comment="detour:studio-x7k2:p1.10-0-10-0-24-10-0-20-0-24-4gwb.there.4 nothing here needs state" dst-address=10.0.20.0/24 dst-address-type=!local src-address=10.0.10.0/24 place-before=($at->0)
# From 10.0.20.0/24 to 10.0.10.0/24 nothing is translated or marked, so the router need not remember
# connections.
/ip firewall raw add action=notrack chain=prerouting comment="detour:studio-x7k2:p1.10-0-10-0-24-10-0-20-0-24-4gwb.back.4 nothing here needs state" dst-address=10.0.10.0/24 dst-address-type=!local src-address=10.0.20.0/24 place-before=($at->0)
/ip/firewall/raw/remove [/ip/firewall/raw/find where comment=detour-anchor]
}
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Packets of connections that are open already skip rules, marks and queues. Only unmarked ones do:
# FastTrack knows the main table alone.
/ip firewall filter add action=fasttrack-connection chain=forward comment="detour:studio-x7k2:p1.fast.fasttrack.4 unmarked connections are fast" connection-mark=no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# FastTrack needs the fast path of the router, which somebody may have turned off.
/ip settings set allow-fast-path=yes
