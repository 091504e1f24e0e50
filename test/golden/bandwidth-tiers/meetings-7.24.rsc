# Detour: profile meetings-x7k2, for RouterOS 7.24 on house.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:meetings-x7k2:all.lan.list.4 where traffic comes from" name=detour-meetings-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:meetings-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-meetings-x7k2-lan
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:meetings-x7k2:all.wan.list.4 lines that lead outside" name=detour-meetings-x7k2-wan
# Strangers may be behind pppoe-out1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:meetings-x7k2:all.pppoe--out1.wan-member.4 pppoe-out1" interface=pppoe-out1 list=detour-meetings-x7k2-wan
# Only packets that cross this line are queued; traffic between your own networks is not.
/interface list add comment="detour:meetings-x7k2:p1.line.list.4 the line that is dealt out" name=detour-meetings-x7k2-p1-line
# The bandwidth of pppoe-out1 is dealt out.
/interface list member add comment="detour:meetings-x7k2:p1.pppoe--out1.line-member.4 pppoe-out1" interface=pppoe-out1 list=detour-meetings-x7k2-p1-line
# A destination of "what comes first".
/ip firewall address-list add address=52.112.0.0/14 comment="detour:meetings-x7k2:p1.52-112-0-0-14.first-dst.4 what comes first" list=detour-meetings-x7k2-p1-fi-uhtr
/ip firewall address-list add address=52.122.0.0/15 comment="detour:meetings-x7k2:p1.52-122-0-0-15.first-dst.4 what comes first" list=detour-meetings-x7k2-p1-fi-uhtr
/ip firewall address-list add address=74.125.250.0/24 comment="detour:meetings-x7k2:p1.74-125-250-0-24.first-dst.4 what comes first" list=detour-meetings-x7k2-p1-fi-uhtr
/ip firewall address-list add address=142.250.82.0/24 comment="detour:meetings-x7k2:p1.142-250-82-0-24.first-dst.4 what comes first" list=detour-meetings-x7k2-p1-fi-uhtr
# What this host sends and gets belongs to "what can wait".
/ip firewall address-list add address=192.168.88.60 comment="detour:meetings-x7k2:p1.192-168-88-60.last.4 host of what can wait" list=detour-meetings-x7k2-p1-last
# A destination of "what comes first".
/ipv6 firewall address-list add address=2001:4860:4864:5::/64 comment="detour:meetings-x7k2:p1.2001:4860:4864:5::-64.first-dst.6 what comes first" list=detour-meetings-x7k2-p1-fi-uhtr
/ipv6 firewall address-list add address=2001:4860:4864:6::/64 comment="detour:meetings-x7k2:p1.2001:4860:4864:6::-64.first-dst.6 what comes first" list=detour-meetings-x7k2-p1-fi-uhtr
/ipv6 firewall address-list add address=2603:1063::/38 comment="detour:meetings-x7k2:p1.2603:1063::-38.first-dst.6 what comes first" list=detour-meetings-x7k2-p1-fi-uhtr
# What this host sends and gets belongs to "what can wait".
/ipv6 firewall address-list add address=2001:db8:2:100::60/128 comment="detour:meetings-x7k2:p1.2001:db8:2:100::60-128.last.6 host of what can wait" list=detour-meetings-x7k2-p1-last
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:meetings-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-meetings-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:meetings-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-meetings-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:meetings-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:meetings-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:meetings-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-meetings-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:meetings-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-meetings-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:meetings-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:meetings-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=tcp place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:meetings-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:meetings-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:meetings-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:meetings-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-meetings-x7k2-lan protocol=tcp
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all queues: those of the tiers are kept out of it. Local traffic
# keeps it; traffic of the line costs more of the processor.
/ip firewall filter add action=accept chain=forward comment="detour:meetings-x7k2:all.queued.not-fast.4 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over pppoe-out1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:meetings-x7k2:p1.line.see-down.4 packets to your hosts" in-interface-list=detour-meetings-x7k2-p1-line jump-target=detour-meetings-x7k2-p1-li-z3o3 out-interface-list=detour-meetings-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over pppoe-out1 get the mark of their tier. Seen in forward, both
# directions pass by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:meetings-x7k2:p1.line.see-up.4 packets from your hosts" in-interface-list=detour-meetings-x7k2-lan jump-target=detour-meetings-x7k2-p1-line-up out-interface-list=detour-meetings-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.first.down-first-dst.4 what comes first" new-packet-mark=detour-meetings-x7k2-p1-fi-5ipp packet-mark=no-mark passthrough=yes src-address-list=detour-meetings-x7k2-p1-fi-uhtr
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.last.down-last-dst.4 what can wait" new-packet-mark=detour-meetings-x7k2-p1-la-pqgr packet-mark=no-mark passthrough=yes src-address-list=detour-meetings-x7k2-p1-la-sydh
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.last.down-hosts.4 what can wait" dst-address-list=detour-meetings-x7k2-p1-last new-packet-mark=detour-meetings-x7k2-p1-la-pqgr packet-mark=no-mark passthrough=yes
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.rest.down-rest.4 everything else" new-packet-mark=detour-meetings-x7k2-p1-re-foqu packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.first.up-first-dst.4 what comes first" dst-address-list=detour-meetings-x7k2-p1-fi-uhtr new-packet-mark=detour-meetings-x7k2-p1-fi-ixrw packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.last.up-last-dst.4 what can wait" dst-address-list=detour-meetings-x7k2-p1-la-sydh new-packet-mark=detour-meetings-x7k2-p1-last-up packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.last.up-hosts.4 what can wait" new-packet-mark=detour-meetings-x7k2-p1-last-up packet-mark=no-mark passthrough=yes src-address-list=detour-meetings-x7k2-p1-last
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.rest.up-rest.4 everything else" new-packet-mark=detour-meetings-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
{
:local fast "^(none"
:foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) } }
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all queues: those of the tiers are kept out of it. Local traffic
# keeps it; traffic of the line costs more of the processor.
/ipv6 firewall filter add action=accept chain=forward comment="detour:meetings-x7k2:all.queued.not-fast.6 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over pppoe-out1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:meetings-x7k2:p1.line.see-down.6 packets to your hosts" in-interface-list=detour-meetings-x7k2-p1-line jump-target=detour-meetings-x7k2-p1-li-z3o3 out-interface-list=detour-meetings-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over pppoe-out1 get the mark of their tier. Seen in forward, both
# directions pass by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:meetings-x7k2:p1.line.see-up.6 packets from your hosts" in-interface-list=detour-meetings-x7k2-lan jump-target=detour-meetings-x7k2-p1-line-up out-interface-list=detour-meetings-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.first.down-first-dst.6 what comes first" new-packet-mark=detour-meetings-x7k2-p1-fi-5ipp packet-mark=no-mark passthrough=yes src-address-list=detour-meetings-x7k2-p1-fi-uhtr
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.last.down-last-dst.6 what can wait" new-packet-mark=detour-meetings-x7k2-p1-la-pqgr packet-mark=no-mark passthrough=yes src-address-list=detour-meetings-x7k2-p1-la-sydh
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.last.down-hosts.6 what can wait" dst-address-list=detour-meetings-x7k2-p1-last new-packet-mark=detour-meetings-x7k2-p1-la-pqgr packet-mark=no-mark passthrough=yes
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-li-z3o3 comment="detour:meetings-x7k2:p1.rest.down-rest.6 everything else" new-packet-mark=detour-meetings-x7k2-p1-re-foqu packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.first.up-first-dst.6 what comes first" dst-address-list=detour-meetings-x7k2-p1-fi-uhtr new-packet-mark=detour-meetings-x7k2-p1-fi-ixrw packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.last.up-last-dst.6 what can wait" dst-address-list=detour-meetings-x7k2-p1-la-sydh new-packet-mark=detour-meetings-x7k2-p1-last-up packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.last.up-hosts.6 what can wait" new-packet-mark=detour-meetings-x7k2-p1-last-up packet-mark=no-mark passthrough=yes src-address-list=detour-meetings-x7k2-p1-last
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-meetings-x7k2-p1-line-up comment="detour:meetings-x7k2:p1.rest.up-rest.6 everything else" new-packet-mark=detour-meetings-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
# Within a tier every connection has its turn, and packets that wait too long are dropped early: a
# download does not delay a call (FQ-CoDel).
/queue type add kind=fq-codel name=detour-meetings-x7k2-fair
# 95M to your hosts in all: a little less than the line has, so that packets wait here, where they
# can be put in order, and not in the modem. Priorities mean something only below a common limit.
/queue tree add comment="detour:meetings-x7k2:p1.line.down.4 all that goes to your hosts" max-limit=95M name=detour-meetings-x7k2-p1-li-z3o3 parent=global queue=detour-meetings-x7k2-fair
/queue tree add comment="detour:meetings-x7k2:p1.first.down.4 what comes first" limit-at=40M max-limit=95M name=detour-meetings-x7k2-p1-fi-5ipp packet-mark=detour-meetings-x7k2-p1-fi-5ipp parent=detour-meetings-x7k2-p1-li-z3o3 priority=1 queue=detour-meetings-x7k2-fair
/queue tree add comment="detour:meetings-x7k2:p1.last.down.4 what can wait" limit-at=5M max-limit=60M name=detour-meetings-x7k2-p1-la-pqgr packet-mark=detour-meetings-x7k2-p1-la-pqgr parent=detour-meetings-x7k2-p1-li-z3o3 priority=8 queue=detour-meetings-x7k2-fair
/queue tree add comment="detour:meetings-x7k2:p1.rest.down.4 everything else" limit-at=50M max-limit=95M name=detour-meetings-x7k2-p1-re-foqu packet-mark=detour-meetings-x7k2-p1-re-foqu parent=detour-meetings-x7k2-p1-li-z3o3 priority=4 queue=detour-meetings-x7k2-fair
# 19M from your hosts in all: a little less than the line has, so that packets wait here, where they
# can be put in order, and not in the modem. Priorities mean something only below a common limit.
/queue tree add comment="detour:meetings-x7k2:p1.line.up.4 all that goes from your hosts" max-limit=19M name=detour-meetings-x7k2-p1-line-up parent=pppoe-out1 queue=detour-meetings-x7k2-fair
/queue tree add comment="detour:meetings-x7k2:p1.first.up.4 what comes first" limit-at=8M max-limit=19M name=detour-meetings-x7k2-p1-fi-ixrw packet-mark=detour-meetings-x7k2-p1-fi-ixrw parent=detour-meetings-x7k2-p1-line-up priority=1 queue=detour-meetings-x7k2-fair
/queue tree add comment="detour:meetings-x7k2:p1.last.up.4 what can wait" limit-at=1M max-limit=10M name=detour-meetings-x7k2-p1-last-up packet-mark=detour-meetings-x7k2-p1-last-up parent=detour-meetings-x7k2-p1-line-up priority=8 queue=detour-meetings-x7k2-fair
/queue tree add comment="detour:meetings-x7k2:p1.rest.up.4 everything else" limit-at=10M max-limit=19M name=detour-meetings-x7k2-p1-rest-up packet-mark=detour-meetings-x7k2-p1-rest-up parent=detour-meetings-x7k2-p1-line-up priority=4 queue=detour-meetings-x7k2-fair
# When a host asks for zoom.us or a name below it, every address in the answer joins the list, IPv4
# and IPv6 (Zoom).
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.zoom-us.name.4 Zoom" match-subdomain=yes name=zoom.us type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.zoom-com.name.4 Zoom" match-subdomain=yes name=zoom.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.teams-microsoft-com.name.4 Microsoft Teams" match-subdomain=yes name=teams.microsoft.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.teams-cloud-microsoft.name.4 Microsoft Teams" match-subdomain=yes name=teams.cloud.microsoft type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.lync-com.name.4 Microsoft Teams" match-subdomain=yes name=lync.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.meet-google-com.name.4 Google Meet" match-subdomain=yes name=meet.google.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.meetings-googleapis-com.name.4 Google Meet" name=meetings.googleapis.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-fi-uhtr comment="detour:meetings-x7k2:p1.meetings-clients6-google-com.name.4 Google Meet" name=meetings.clients6.google.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-la-sydh comment="detour:meetings-x7k2:p1.steampowered-com.name.4 Steam" match-subdomain=yes name=steampowered.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-la-sydh comment="detour:meetings-x7k2:p1.steamcommunity-com.name.4 Steam" match-subdomain=yes name=steamcommunity.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-la-sydh comment="detour:meetings-x7k2:p1.steamcontent-com.name.4 Steam" match-subdomain=yes name=steamcontent.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-la-sydh comment="detour:meetings-x7k2:p1.steamstatic-com.name.4 Steam" match-subdomain=yes name=steamstatic.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-la-sydh comment="detour:meetings-x7k2:p1.steamusercontent-com.name.4 Steam" match-subdomain=yes name=steamusercontent.com type=FWD
/ip dns static add address-list=detour-meetings-x7k2-p1-la-sydh comment="detour:meetings-x7k2:p1.steam--chat-com.name.4 Steam" match-subdomain=yes name=steam-chat.com type=FWD
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
