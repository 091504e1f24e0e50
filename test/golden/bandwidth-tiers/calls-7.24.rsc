# Detour: profile calls-x7k2, for RouterOS 7.24 on flat.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:calls-x7k2:all.lan.list.4 where traffic comes from" name=detour-calls-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:calls-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-calls-x7k2-lan
# Only packets that cross this line are queued; traffic between your own networks is not.
/interface list add comment="detour:calls-x7k2:p1.line.list.4 the line that is dealt out" name=detour-calls-x7k2-p1-line
# The bandwidth of ether1 is dealt out.
/interface list member add comment="detour:calls-x7k2:p1.ether1.line-member.4 ether1" interface=ether1 list=detour-calls-x7k2-p1-line
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all queues: those of the tiers are kept out of it. Local traffic
# keeps it; traffic of the line costs more of the processor.
/ip firewall filter add action=accept chain=forward comment="detour:calls-x7k2:all.queued.not-fast.4 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:calls-x7k2:p1.line.see-down.4 packets to your hosts" in-interface-list=detour-calls-x7k2-p1-line jump-target=detour-calls-x7k2-p1-line-down out-interface-list=detour-calls-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:calls-x7k2:p1.line.see-up.4 packets from your hosts" in-interface-list=detour-calls-x7k2-lan jump-target=detour-calls-x7k2-p1-line-up out-interface-list=detour-calls-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-down comment="detour:calls-x7k2:p1.first.down-tcp.4 what comes first" new-packet-mark=detour-calls-x7k2-p1-first-down packet-mark=no-mark passthrough=yes protocol=tcp src-port=5060-5061
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-down comment="detour:calls-x7k2:p1.first.down-udp.4 what comes first" new-packet-mark=detour-calls-x7k2-p1-first-down packet-mark=no-mark passthrough=yes protocol=udp src-port=5060-5061,3478-3481,16384-32767
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-down comment="detour:calls-x7k2:p1.rest.down-rest.4 everything else" new-packet-mark=detour-calls-x7k2-p1-rest-down packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-up comment="detour:calls-x7k2:p1.first.up-tcp.4 what comes first" dst-port=5060-5061 new-packet-mark=detour-calls-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-up comment="detour:calls-x7k2:p1.first.up-udp.4 what comes first" dst-port=5060-5061,3478-3481,16384-32767 new-packet-mark=detour-calls-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=udp
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-up comment="detour:calls-x7k2:p1.rest.up-rest.4 everything else" new-packet-mark=detour-calls-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
{
:local fast "^(none"
:foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) } }
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all queues: those of the tiers are kept out of it. Local traffic
# keeps it; traffic of the line costs more of the processor.
/ipv6 firewall filter add action=accept chain=forward comment="detour:calls-x7k2:all.queued.not-fast.6 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:calls-x7k2:p1.line.see-down.6 packets to your hosts" in-interface-list=detour-calls-x7k2-p1-line jump-target=detour-calls-x7k2-p1-line-down out-interface-list=detour-calls-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:calls-x7k2:p1.line.see-up.6 packets from your hosts" in-interface-list=detour-calls-x7k2-lan jump-target=detour-calls-x7k2-p1-line-up out-interface-list=detour-calls-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-down comment="detour:calls-x7k2:p1.first.down-tcp.6 what comes first" new-packet-mark=detour-calls-x7k2-p1-first-down packet-mark=no-mark passthrough=yes protocol=tcp src-port=5060-5061
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-down comment="detour:calls-x7k2:p1.first.down-udp.6 what comes first" new-packet-mark=detour-calls-x7k2-p1-first-down packet-mark=no-mark passthrough=yes protocol=udp src-port=5060-5061,3478-3481,16384-32767
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-down comment="detour:calls-x7k2:p1.rest.down-rest.6 everything else" new-packet-mark=detour-calls-x7k2-p1-rest-down packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-up comment="detour:calls-x7k2:p1.first.up-tcp.6 what comes first" dst-port=5060-5061 new-packet-mark=detour-calls-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-up comment="detour:calls-x7k2:p1.first.up-udp.6 what comes first" dst-port=5060-5061,3478-3481,16384-32767 new-packet-mark=detour-calls-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=udp
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-calls-x7k2-p1-line-up comment="detour:calls-x7k2:p1.rest.up-rest.6 everything else" new-packet-mark=detour-calls-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
# Within a tier every connection has its turn, and packets that wait too long are dropped early: a
# download does not delay a call (FQ-CoDel).
/queue type add kind=fq-codel name=detour-calls-x7k2-fair
# 15200k to your hosts in all: a little less than the line has, so that packets wait here, where
# they can be put in order, and not in the modem. Priorities mean something only below a common
# limit.
/queue tree add comment="detour:calls-x7k2:p1.line.down.4 all that goes to your hosts" max-limit=15200k name=detour-calls-x7k2-p1-line-down parent=global queue=detour-calls-x7k2-fair
/queue tree add comment="detour:calls-x7k2:p1.first.down.4 what comes first" limit-at=4M max-limit=15200k name=detour-calls-x7k2-p1-first-down packet-mark=detour-calls-x7k2-p1-first-down parent=detour-calls-x7k2-p1-line-down priority=1 queue=detour-calls-x7k2-fair
/queue tree add comment="detour:calls-x7k2:p1.rest.down.4 everything else" limit-at=10400k max-limit=15200k name=detour-calls-x7k2-p1-rest-down packet-mark=detour-calls-x7k2-p1-rest-down parent=detour-calls-x7k2-p1-line-down priority=4 queue=detour-calls-x7k2-fair
# 1425k from your hosts in all: a little less than the line has, so that packets wait here, where
# they can be put in order, and not in the modem. Priorities mean something only below a common
# limit.
/queue tree add comment="detour:calls-x7k2:p1.line.up.4 all that goes from your hosts" max-limit=1425k name=detour-calls-x7k2-p1-line-up parent=ether1 queue=detour-calls-x7k2-fair
/queue tree add comment="detour:calls-x7k2:p1.first.up.4 what comes first" limit-at=500k max-limit=1425k name=detour-calls-x7k2-p1-first-up packet-mark=detour-calls-x7k2-p1-first-up parent=detour-calls-x7k2-p1-line-up priority=1 queue=detour-calls-x7k2-fair
/queue tree add comment="detour:calls-x7k2:p1.rest.up.4 everything else" limit-at=850k max-limit=1425k name=detour-calls-x7k2-p1-rest-up packet-mark=detour-calls-x7k2-p1-rest-up parent=detour-calls-x7k2-p1-line-up priority=4 queue=detour-calls-x7k2-fair
