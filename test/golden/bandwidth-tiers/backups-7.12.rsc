# Detour: profile backups-x7k2, for RouterOS 7.12 on office.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:backups-x7k2:all.lan.list.4 where traffic comes from" name=detour-backups-x7k2-lan
# Hosts behind vlan10-staff are to follow the policies.
/interface list member add comment="detour:backups-x7k2:all.vlan10--staff.lan-member.4 vlan10-staff" interface=vlan10-staff list=detour-backups-x7k2-lan
/interface list member add comment="detour:backups-x7k2:all.vlan20--backup.lan-member.4 vlan20-backup" interface=vlan20-backup list=detour-backups-x7k2-lan
# Only packets that cross this line are queued; traffic between your own networks is not.
/interface list add comment="detour:backups-x7k2:p1.line.list.4 the line that is dealt out" name=detour-backups-x7k2-p1-line
# The bandwidth of sfp1 is dealt out.
/interface list member add comment="detour:backups-x7k2:p1.sfp1.line-member.4 sfp1" interface=sfp1 list=detour-backups-x7k2-p1-line
# A destination of "what comes first".
/ip firewall address-list add address=192.0.2.0/26 comment="detour:backups-x7k2:p1.192-0-2-0-26.first-dst.4 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
/ip firewall address-list add address=voice.example.com comment="detour:backups-x7k2:p1.voice-example-com.first-dst.4 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
# A destination of "what can wait".
/ip firewall address-list add address=203.0.113.128/25 comment="detour:backups-x7k2:p1.203-0-113-128-25.last-dst.4 what can wait" list=detour-backups-x7k2-p1-last-dst
# What this host sends and gets belongs to "what can wait".
/ip firewall address-list add address=10.1.20.0/24 comment="detour:backups-x7k2:p1.10-1-20-0-24.last.4 host of what can wait" list=detour-backups-x7k2-p1-last
# A destination of "what comes first".
/ipv6 firewall address-list add address=2001:db8:beef::/48 comment="detour:backups-x7k2:p1.2001:db8:beef::-48.first-dst.6 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
/ipv6 firewall address-list add address=voice.example.com comment="detour:backups-x7k2:p1.voice-example-com.first-dst.6 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
# What this host sends and gets belongs to "what can wait".
/ipv6 firewall address-list add address=2001:db8:3:20::/64 comment="detour:backups-x7k2:p1.2001:db8:3:20::-64.last.6 host of what can wait" list=detour-backups-x7k2-p1-last
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all queues: those of the tiers are kept out of it. Local traffic
# keeps it; traffic of the line costs more of the processor.
/ip firewall filter add action=accept chain=forward comment="detour:backups-x7k2:all.queued.not-fast.4 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over sfp1 get the mark of their tier. Seen in forward, both directions pass
# by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:backups-x7k2:p1.line.see-down.4 packets to your hosts" in-interface-list=detour-backups-x7k2-p1-line jump-target=detour-backups-x7k2-p1-lin-z3o3 out-interface-list=detour-backups-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over sfp1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:backups-x7k2:p1.line.see-up.4 packets from your hosts" in-interface-list=detour-backups-x7k2-lan jump-target=detour-backups-x7k2-p1-line-up out-interface-list=detour-backups-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.first.down-first-dst.4 what comes first" new-packet-mark=detour-backups-x7k2-p1-fir-5ipp packet-mark=no-mark passthrough=yes src-address-list=detour-backups-x7k2-p1-fir-uhtr
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.first.down-tcp.4 what comes first" new-packet-mark=detour-backups-x7k2-p1-fir-5ipp packet-mark=no-mark passthrough=yes protocol=tcp src-port=5061
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.last.down-last-dst.4 what can wait" new-packet-mark=detour-backups-x7k2-p1-las-pqgr packet-mark=no-mark passthrough=yes src-address-list=detour-backups-x7k2-p1-last-dst
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.last.down-hosts.4 what can wait" dst-address-list=detour-backups-x7k2-p1-last new-packet-mark=detour-backups-x7k2-p1-las-pqgr packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.last.down-tcp.4 what can wait" new-packet-mark=detour-backups-x7k2-p1-las-pqgr packet-mark=no-mark passthrough=yes protocol=tcp src-port=873,22
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.last.down-udp.4 what can wait" new-packet-mark=detour-backups-x7k2-p1-las-pqgr packet-mark=no-mark passthrough=yes protocol=udp src-port=22
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.rest.down-rest.4 everything else" new-packet-mark=detour-backups-x7k2-p1-res-foqu packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.first.up-first-dst.4 what comes first" dst-address-list=detour-backups-x7k2-p1-fir-uhtr new-packet-mark=detour-backups-x7k2-p1-first-up packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.first.up-tcp.4 what comes first" dst-port=5061 new-packet-mark=detour-backups-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.last.up-last-dst.4 what can wait" dst-address-list=detour-backups-x7k2-p1-last-dst new-packet-mark=detour-backups-x7k2-p1-last-up packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.last.up-hosts.4 what can wait" new-packet-mark=detour-backups-x7k2-p1-last-up packet-mark=no-mark passthrough=yes src-address-list=detour-backups-x7k2-p1-last
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.last.up-tcp.4 what can wait" dst-port=873,22 new-packet-mark=detour-backups-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.last.up-udp.4 what can wait" dst-port=22 new-packet-mark=detour-backups-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=udp
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.rest.up-rest.4 everything else" new-packet-mark=detour-backups-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over sfp1 get the mark of their tier. Seen in forward, both directions pass
# by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:backups-x7k2:p1.line.see-down.6 packets to your hosts" in-interface-list=detour-backups-x7k2-p1-line jump-target=detour-backups-x7k2-p1-lin-z3o3 out-interface-list=detour-backups-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over sfp1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:backups-x7k2:p1.line.see-up.6 packets from your hosts" in-interface-list=detour-backups-x7k2-lan jump-target=detour-backups-x7k2-p1-line-up out-interface-list=detour-backups-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.first.down-first-dst.6 what comes first" new-packet-mark=detour-backups-x7k2-p1-fir-5ipp packet-mark=no-mark passthrough=yes src-address-list=detour-backups-x7k2-p1-fir-uhtr
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.first.down-tcp.6 what comes first" new-packet-mark=detour-backups-x7k2-p1-fir-5ipp packet-mark=no-mark passthrough=yes protocol=tcp src-port=5061
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.last.down-hosts.6 what can wait" dst-address-list=detour-backups-x7k2-p1-last new-packet-mark=detour-backups-x7k2-p1-las-pqgr packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.last.down-tcp.6 what can wait" new-packet-mark=detour-backups-x7k2-p1-las-pqgr packet-mark=no-mark passthrough=yes protocol=tcp src-port=873,22
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.last.down-udp.6 what can wait" new-packet-mark=detour-backups-x7k2-p1-las-pqgr packet-mark=no-mark passthrough=yes protocol=udp src-port=22
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-lin-z3o3 comment="detour:backups-x7k2:p1.rest.down-rest.6 everything else" new-packet-mark=detour-backups-x7k2-p1-res-foqu packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.first.up-first-dst.6 what comes first" dst-address-list=detour-backups-x7k2-p1-fir-uhtr new-packet-mark=detour-backups-x7k2-p1-first-up packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.first.up-tcp.6 what comes first" dst-port=5061 new-packet-mark=detour-backups-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.last.up-hosts.6 what can wait" new-packet-mark=detour-backups-x7k2-p1-last-up packet-mark=no-mark passthrough=yes src-address-list=detour-backups-x7k2-p1-last
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.last.up-tcp.6 what can wait" dst-port=873,22 new-packet-mark=detour-backups-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.last.up-udp.6 what can wait" dst-port=22 new-packet-mark=detour-backups-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=udp
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-backups-x7k2-p1-line-up comment="detour:backups-x7k2:p1.rest.up-rest.6 everything else" new-packet-mark=detour-backups-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
# Within a tier every connection has its turn, and packets that wait too long are dropped early: a
# download does not delay a call (FQ-CoDel).
/queue type add kind=fq-codel name=detour-backups-x7k2-fair
# 950M to your hosts in all: a little less than the line has, so that packets wait here, where they
# can be put in order, and not in the modem. Priorities mean something only below a common limit.
/queue tree add comment="detour:backups-x7k2:p1.line.down.4 all that goes to your hosts" max-limit=950M name=detour-backups-x7k2-p1-lin-z3o3 parent=global queue=detour-backups-x7k2-fair
/queue tree add comment="detour:backups-x7k2:p1.first.down.4 what comes first" limit-at=300M max-limit=950M name=detour-backups-x7k2-p1-fir-5ipp packet-mark=detour-backups-x7k2-p1-fir-5ipp parent=detour-backups-x7k2-p1-lin-z3o3 priority=1 queue=detour-backups-x7k2-fair
/queue tree add comment="detour:backups-x7k2:p1.last.down.4 what can wait" limit-at=50M max-limit=500M name=detour-backups-x7k2-p1-las-pqgr packet-mark=detour-backups-x7k2-p1-las-pqgr parent=detour-backups-x7k2-p1-lin-z3o3 priority=8 queue=detour-backups-x7k2-fair
/queue tree add comment="detour:backups-x7k2:p1.rest.down.4 everything else" limit-at=600M max-limit=950M name=detour-backups-x7k2-p1-res-foqu packet-mark=detour-backups-x7k2-p1-res-foqu parent=detour-backups-x7k2-p1-lin-z3o3 priority=4 queue=detour-backups-x7k2-fair
# 950M from your hosts in all: a little less than the line has, so that packets wait here, where
# they can be put in order, and not in the modem. Priorities mean something only below a common
# limit.
/queue tree add comment="detour:backups-x7k2:p1.line.up.4 all that goes from your hosts" max-limit=950M name=detour-backups-x7k2-p1-line-up parent=sfp1 queue=detour-backups-x7k2-fair
/queue tree add comment="detour:backups-x7k2:p1.first.up.4 what comes first" limit-at=300M max-limit=950M name=detour-backups-x7k2-p1-first-up packet-mark=detour-backups-x7k2-p1-first-up parent=detour-backups-x7k2-p1-line-up priority=1 queue=detour-backups-x7k2-fair
/queue tree add comment="detour:backups-x7k2:p1.last.up.4 what can wait" limit-at=50M max-limit=500M name=detour-backups-x7k2-p1-last-up packet-mark=detour-backups-x7k2-p1-last-up parent=detour-backups-x7k2-p1-line-up priority=8 queue=detour-backups-x7k2-fair
/queue tree add comment="detour:backups-x7k2:p1.rest.up.4 everything else" limit-at=600M max-limit=950M name=detour-backups-x7k2-p1-rest-up packet-mark=detour-backups-x7k2-p1-rest-up parent=detour-backups-x7k2-p1-line-up priority=4 queue=detour-backups-x7k2-fair
