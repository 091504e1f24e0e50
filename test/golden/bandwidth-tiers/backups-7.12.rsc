# Detour: profile backups-x7k2, for RouterOS 7.12 on office.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:backups-x7k2:all.lan.list.4 where traffic comes from" name=detour-backups-x7k2-lan
# Hosts behind vlan10-staff are to follow the policies.
/interface list member add comment="detour:backups-x7k2:all.vlan10--staff.lan-member.4 vlan10-staff" interface=vlan10-staff list=detour-backups-x7k2-lan
/interface list member add comment="detour:backups-x7k2:all.vlan20--backup.lan-member.4 vlan20-backup" interface=vlan20-backup list=detour-backups-x7k2-lan
# Rules about the line pppoe-voice name this list, so that they hold even when the interface is
# gone.
/interface list add comment="detour:backups-x7k2:p1.ahead.list.4 the line" name=detour-backups-x7k2-p1-ahead
# The interface of the line pppoe-voice.
/interface list member add comment="detour:backups-x7k2:p1.ahead.member.4 pppoe-voice" interface=pppoe-voice list=detour-backups-x7k2-p1-ahead
# What comes in by any other interface comes from inside.
/interface list add comment="detour:backups-x7k2:all.outside.list.4 where the Internet is" name=detour-backups-x7k2-outside
# pppoe-voice leads outside.
/interface list member add comment="detour:backups-x7k2:all.pppoe--voice.outside-member.4 pppoe-voice" interface=pppoe-voice list=detour-backups-x7k2-outside
/interface list member add comment="detour:backups-x7k2:all.sfp1.outside-member.4 sfp1" interface=sfp1 list=detour-backups-x7k2-outside
# Only packets that cross this line are queued; traffic between your own networks is not.
/interface list add comment="detour:backups-x7k2:p1.line.list.4 the line that is dealt out" name=detour-backups-x7k2-p1-line
# The bandwidth of sfp1 is dealt out.
/interface list member add comment="detour:backups-x7k2:p1.sfp1.line-member.4 sfp1" interface=sfp1 list=detour-backups-x7k2-p1-line
# A routing table of its own: marked packets find only the way through the line pppoe-voice there.
/routing table add comment="detour:backups-x7k2:p1.ahead.table.4 routes by the line" fib name=detour-backups-x7k2-p1-ahead
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:backups-x7k2:p1.ahead.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=pppoe-voice scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:backups-x7k2:p1.ahead.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# table is empty and traffic goes as before.
/ip route add check-gateway=ping comment="detour:backups-x7k2:p1.ahead.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-backups-x7k2-p1-ahead target-scope=11
# 2620:fe::fe:10 is reached by this line only, so that an answer proves the line.
/ipv6 route add comment="detour:backups-x7k2:p1.ahead.probe.6 probe host, only by this line" dst-address=2620:fe::fe:10/128 gateway=pppoe-voice scope=10
# Without the line's interface, 2620:fe::fe:10 is reached by nothing at all.
/ipv6 route add blackhole comment="detour:backups-x7k2:p1.ahead.probe-pin.6 probe host, never by another line" distance=20 dst-address=2620:fe::fe:10/128
# Marked traffic takes the line as long as 2620:fe::fe:10 answers pings through it; otherwise the
# table is empty and traffic goes as before.
/ipv6 route add check-gateway=ping comment="detour:backups-x7k2:p1.ahead.default.6 by the line while the probe answers" dst-address=::/0 gateway=2620:fe::fe:10 routing-table=detour-backups-x7k2-p1-ahead target-scope=11
# A destination of "what comes first".
/ip firewall address-list add address=192.0.2.0/26 comment="detour:backups-x7k2:p1.192-0-2-0-26.first-dst.4 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
/ip firewall address-list add address=voice.example.com comment="detour:backups-x7k2:p1.voice-example-com.first-dst.4 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
# A destination of "what can wait".
/ip firewall address-list add address=203.0.113.128/25 comment="detour:backups-x7k2:p1.203-0-113-128-25.last-dst.4 what can wait" list=detour-backups-x7k2-p1-last-dst
# What this host sends and gets belongs to "what can wait".
/ip firewall address-list add address=10.1.20.0/24 comment="detour:backups-x7k2:p1.10-1-20-0-24.last.4 host of what can wait" list=detour-backups-x7k2-p1-last
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=10.1.10.0/24 comment="detour:backups-x7k2:all.10-1-10-0-24.bypass.4 stays as it is" list=detour-backups-x7k2-bypass
/ip firewall address-list add address=10.1.20.0/24 comment="detour:backups-x7k2:all.10-1-20-0-24.bypass.4 stays as it is" list=detour-backups-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:backups-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-backups-x7k2-bypass
/ip firewall address-list add address=203.0.113.8/29 comment="detour:backups-x7k2:all.203-0-113-8-29.bypass.4 stays as it is" list=detour-backups-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:backups-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-backups-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:backups-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-backups-x7k2-bypass
# A destination of "what comes first".
/ipv6 firewall address-list add address=2001:db8:beef::/48 comment="detour:backups-x7k2:p1.2001:db8:beef::-48.first-dst.6 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
/ipv6 firewall address-list add address=voice.example.com comment="detour:backups-x7k2:p1.voice-example-com.first-dst.6 what comes first" list=detour-backups-x7k2-p1-fir-uhtr
# What this host sends and gets belongs to "what can wait".
/ipv6 firewall address-list add address=2001:db8:3:20::/64 comment="detour:backups-x7k2:p1.2001:db8:3:20::-64.last.6 host of what can wait" list=detour-backups-x7k2-p1-last
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:3:10::/64 comment="detour:backups-x7k2:all.2001:db8:3:10::-64.bypass.6 stays as it is" list=detour-backups-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:3:20::/64 comment="detour:backups-x7k2:all.2001:db8:3:20::-64.bypass.6 stays as it is" list=detour-backups-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:7:1::/64 comment="detour:backups-x7k2:all.2001:db8:7:1::-64.bypass.6 stays as it is" list=detour-backups-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:f:1::/64 comment="detour:backups-x7k2:all.2001:db8:f:1::-64.bypass.6 stays as it is" list=detour-backups-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:backups-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-backups-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:backups-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-backups-x7k2-bypass
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ip firewall filter add action=accept chain=forward comment="detour:backups-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip firewall filter add action=accept chain=forward comment="detour:backups-x7k2:all.queued.not-fast.4 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# What is sent by the line pppoe-voice takes the address of that line, where no rule of yours has
# given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:backups-x7k2:p1.ahead.nat.4 our address on the line" connection-mark=detour-backups-x7k2-p1-ahead ipsec-policy=out,none out-interface-list=detour-backups-x7k2-p1-ahead
# What is sent by the line pppoe-voice takes the address of that line, where no rule of yours has
# given it one.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:backups-x7k2:p1.ahead.nat.6 our address on the line" connection-mark=detour-backups-x7k2-p1-ahead ipsec-policy=out,none out-interface-list=detour-backups-x7k2-p1-ahead
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the line pppoe-voice are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:backups-x7k2:p1.ahead.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-backups-x7k2-p1-ahead new-connection-mark=detour-backups-x7k2-p1-ahead passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:backups-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-backups-x7k2-lan jump-target=detour-backups-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:backups-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-backups-x7k2-outside jump-target=detour-backups-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-backups-x7k2-bypass
# The first packet of a connection decides: "destinations that come first go by the line
# pppoe-voice".
/ip firewall mangle add action=mark-connection chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:p1.first-to.mark-first-dst.4 destinations that come first go by the line pppoe-v" connection-mark=no-mark connection-state=new dst-address-list=detour-backups-x7k2-p1-fir-uhtr new-connection-mark=detour-backups-x7k2-p1-ahead passthrough=yes
# The first packet of a connection decides: "TCP ports that come first go by the line pppoe-voice".
/ip firewall mangle add action=mark-connection chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:p1.first-tcp.mark-tcp.4 TCP ports that come first go by the line pppoe-voice" connection-mark=no-mark connection-state=new dst-port=5061 new-connection-mark=detour-backups-x7k2-p1-ahead passthrough=yes protocol=tcp
# Every packet that your hosts send on a marked connection is looked up in the table of the line
# pppoe-voice.
/ip firewall mangle add action=mark-routing chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:p1.ahead.route.4 by the line" connection-mark=detour-backups-x7k2-p1-ahead new-routing-mark=detour-backups-x7k2-p1-ahead passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:backups-x7k2:p1.ahead.answer.4 answers of the router" connection-mark=detour-backups-x7k2-p1-ahead dst-address-list=!detour-backups-x7k2-bypass new-routing-mark=detour-backups-x7k2-p1-ahead out-interface-list=!detour-backups-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the line pppoe-voice are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:backups-x7k2:p1.ahead.came-in.6 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-backups-x7k2-p1-ahead new-connection-mark=detour-backups-x7k2-p1-ahead passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:backups-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-backups-x7k2-lan jump-target=detour-backups-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:backups-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-backups-x7k2-outside jump-target=detour-backups-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-backups-x7k2-bypass
# The first packet of a connection decides: "destinations that come first go by the line
# pppoe-voice".
/ipv6 firewall mangle add action=mark-connection chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:p1.first-to.mark-first-dst.6 destinations that come first go by the line pppoe-v" connection-mark=no-mark connection-state=new dst-address-list=detour-backups-x7k2-p1-fir-uhtr new-connection-mark=detour-backups-x7k2-p1-ahead passthrough=yes
# The first packet of a connection decides: "TCP ports that come first go by the line pppoe-voice".
/ipv6 firewall mangle add action=mark-connection chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:p1.first-tcp.mark-tcp.6 TCP ports that come first go by the line pppoe-voice" connection-mark=no-mark connection-state=new dst-port=5061 new-connection-mark=detour-backups-x7k2-p1-ahead passthrough=yes protocol=tcp
# Every packet that your hosts send on a marked connection is looked up in the table of the line
# pppoe-voice.
/ipv6 firewall mangle add action=mark-routing chain=detour-backups-x7k2-pre comment="detour:backups-x7k2:p1.ahead.route.6 by the line" connection-mark=detour-backups-x7k2-p1-ahead new-routing-mark=detour-backups-x7k2-p1-ahead passthrough=no
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:backups-x7k2:p1.ahead.answer.6 answers of the router" connection-mark=detour-backups-x7k2-p1-ahead dst-address-list=!detour-backups-x7k2-bypass new-routing-mark=detour-backups-x7k2-p1-ahead out-interface-list=!detour-backups-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
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
