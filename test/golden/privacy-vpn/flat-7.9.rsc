# Detour: profile flat-x7k2, for RouterOS 7.9 on flat.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:flat-x7k2:all.lan.list.4 where traffic comes from" name=detour-flat-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:flat-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-flat-x7k2-lan
# Rules about the tunnel wg-exit name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:flat-x7k2:p1.vpn.list.4 the tunnel" name=detour-flat-x7k2-p1-vpn
# The interface of the tunnel wg-exit.
/interface list member add comment="detour:flat-x7k2:p1.vpn.member.4 wg-exit" interface=wg-exit list=detour-flat-x7k2-p1-vpn
# What comes in by any other interface comes from inside.
/interface list add comment="detour:flat-x7k2:all.outside.list.4 where the Internet is" name=detour-flat-x7k2-outside
# wg-exit leads outside.
/interface list member add comment="detour:flat-x7k2:all.wg--exit.outside-member.4 wg-exit" interface=wg-exit list=detour-flat-x7k2-outside
/interface list member add comment="detour:flat-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-flat-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:flat-x7k2:all.wan.list.4 lines that lead outside" name=detour-flat-x7k2-wan
# Strangers may be behind ether1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:flat-x7k2:all.ether1.wan-member.4 ether1" interface=ether1 list=detour-flat-x7k2-wan
# Every line to the Internet beside the tunnel wg-exit. What is let out by them is let out by a rule
# of its own.
/interface list add comment="detour:flat-x7k2:all.lines.list.4 lines that nothing may leave by" name=detour-flat-x7k2-lines
# ether1 leads to the Internet past the tunnel wg-exit.
/interface list member add comment="detour:flat-x7k2:all.ether1.lines-member.4 ether1" interface=ether1 list=detour-flat-x7k2-lines
# Packets to 203.0.113.77 carry a tunnel: they are the one thing that has to go by a line.
/ip firewall address-list add address=203.0.113.77 comment="detour:flat-x7k2:p1.203-0-113-77.far-end.4 far end of a tunnel" list=detour-flat-x7k2-ends
# A routing table of its own: marked packets find only the way through the tunnel wg-exit there.
/routing table add comment="detour:flat-x7k2:p1.vpn.table.4 routes into the tunnel" fib name=detour-flat-x7k2-p1-vpn
# Marked traffic takes the tunnel.
/ip route add comment="detour:flat-x7k2:p1.vpn.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=wg-exit routing-table=detour-flat-x7k2-p1-vpn
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:flat-x7k2:p1.vpn.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-flat-x7k2-p1-vpn
{
:local at [/routing/rule/find]
:if ([:len $at] = 0) do={ /routing/rule/add action=lookup table=main disabled=yes comment=detour-anchor; :set at [/routing/rule/find where comment=detour-anchor] }
# Marked packets are looked up in the table of the tunnel and nowhere else, in both address
# families.
/routing rule add action=lookup-only-in-table comment="detour:flat-x7k2:p1.vpn.lookup.4 marked traffic looks nowhere else" routing-mark=detour-flat-x7k2-p1-vpn table=detour-flat-x7k2-p1-vpn place-before=($at->0)
/routing/rule/remove [/routing/rule/find where comment=detour-anchor]
}
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:flat-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-flat-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:flat-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-flat-x7k2-bypass
/ip firewall address-list add address=198.51.100.0/24 comment="detour:flat-x7k2:all.198-51-100-0-24.bypass.4 stays as it is" list=detour-flat-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:flat-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-flat-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:flat-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-flat-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=fe80::/10 comment="detour:flat-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-flat-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:flat-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-flat-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:flat-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-flat-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:flat-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-flat-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts ask the router, which asks through the tunnel.
/ip firewall filter add action=accept chain=input comment="detour:flat-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:flat-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:flat-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-flat-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:flat-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-flat-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts ask the router, which asks through the tunnel.
/ipv6 firewall filter add action=accept chain=input comment="detour:flat-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:flat-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=tcp place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The kill switch: whatever comes from anywhere but a line and is about to leave by one is looked at
# here, before any rule that accepts it.
/ip firewall filter add action=jump chain=forward comment="detour:flat-x7k2:all.kill.jump.4 whatever is about to leave by a line" in-interface-list=!detour-flat-x7k2-lines jump-target=detour-flat-x7k2-kill out-interface-list=detour-flat-x7k2-lines place-before=($at->0)
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ip firewall filter add action=reject chain=forward comment="detour:flat-x7k2:p1.vpn.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-flat-x7k2-p1-vpn in-interface-list=detour-flat-x7k2-lan out-interface-list=!detour-flat-x7k2-p1-vpn reject-with=icmp-network-unreachable place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# Whoever came in by a line, to a port that you forward or to the router, is answered by it.
/ip firewall filter add action=return chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.came-in.4 answers to what came in" connection-mark=detour-flat-x7k2-in
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ip firewall filter add action=reject chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.no-dns-udp.4 no questions for names by a line" dst-port=53 protocol=udp reject-with=icmp-network-unreachable
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ip firewall filter add action=reject chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.no-dns-tcp.4 no questions for names by a line" dst-port=53 protocol=tcp reject-with=icmp-network-unreachable
# Networks that the router reaches by itself, the one of a modem among them, are not the Internet.
/ip firewall filter add action=return chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.local.4 local traffic stays local" dst-address-list=detour-flat-x7k2-bypass
# Everything else ends here: with the tunnel wg-exit down, switched off or removed, with a rule or a
# route missing, from a network that was added later.
/ip firewall filter add action=reject chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.refuse.4 nothing leaves past the tunnel" reject-with=icmp-network-unreachable
{
:local at [/ip/firewall/filter/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What the router itself sends goes through the tunnel wg-exit or is looked at here.
/ip firewall filter add action=jump chain=output comment="detour:flat-x7k2:all.own.jump.4 what the router sends by a line" connection-mark=!detour-flat-x7k2-p1-vpn jump-target=detour-flat-x7k2-own out-interface-list=detour-flat-x7k2-lines place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# Whoever came in by a line, to a port that you forward or to the router, is answered by it.
/ip firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.came-in.4 answers to what came in" connection-mark=detour-flat-x7k2-in
# Who was connected to the router when the switch was turned on stays connected.
/ip firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.answer-udp.4 answers on older connections" connection-mark=no-mark connection-state=established,related protocol=udp src-port=1-32767
# Who was connected to the router when the switch was turned on stays connected.
/ip firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.answer-tcp.4 answers on older connections" connection-mark=no-mark connection-state=established,related protocol=tcp src-port=1-32767
# Let out by a line: packets that carry a tunnel.
/ip firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.let-ends.4 what the router must send by a line" dst-address-list=detour-flat-x7k2-ends dst-port=51820 protocol=udp
# Let out by a line: asking for the time (NTP), without which the tunnel may refuse to come up.
/ip firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.let-clock.4 what the router must send by a line" dst-port=123 protocol=udp
# Let out by a line: renewing a lease (DHCP).
/ip firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.let-lease.4 what the router must send by a line" dst-port=67 protocol=udp src-port=68
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ip firewall filter add action=drop chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.no-dns-udp.4 no questions for names by a line" dst-port=53 protocol=udp
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ip firewall filter add action=drop chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.no-dns-tcp.4 no questions for names by a line" dst-port=53 protocol=tcp
# Networks that the router reaches by itself, the one of a modem among them, are not the Internet.
/ip firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.local.4 local traffic stays local" dst-address-list=detour-flat-x7k2-bypass
# Nothing else of the router's own leaves by a line.
/ip firewall filter add action=drop chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.drop.4 the router does not leak either"
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The kill switch: whatever comes from anywhere but a line and is about to leave by one is looked at
# here, before any rule that accepts it.
/ipv6 firewall filter add action=jump chain=forward comment="detour:flat-x7k2:all.kill.jump.6 whatever is about to leave by a line" in-interface-list=!detour-flat-x7k2-lines jump-target=detour-flat-x7k2-kill out-interface-list=detour-flat-x7k2-lines place-before=($at->0)
/ipv6 firewall filter add action=jump chain=forward comment="detour:flat-x7k2:all.no.jump.6 new connections of your hosts" connection-state=!established,related in-interface-list=detour-flat-x7k2-lan jump-target=detour-flat-x7k2-no place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Whoever came in by a line, to a port that you forward or to the router, is answered by it.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.came-in.6 answers to what came in" connection-mark=detour-flat-x7k2-in
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ipv6 firewall filter add action=reject chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.no-dns-udp.6 no questions for names by a line" dst-port=53 protocol=udp reject-with=icmp-no-route
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ipv6 firewall filter add action=reject chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.no-dns-tcp.6 no questions for names by a line" dst-port=53 protocol=tcp reject-with=icmp-no-route
# Networks that the router reaches by itself, the one of a modem among them, are not the Internet.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.local.6 local traffic stays local" dst-address-list=detour-flat-x7k2-bypass
# Everything else ends here: with the tunnel wg-exit down, switched off or removed, with a rule or a
# route missing, from a network that was added later.
/ipv6 firewall filter add action=reject chain=detour-flat-x7k2-kill comment="detour:flat-x7k2:all.kill.refuse.6 nothing leaves past the tunnel" reject-with=icmp-no-route
{
:local at [/ipv6/firewall/filter/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# What the router itself sends goes through the tunnel wg-exit or is looked at here.
/ipv6 firewall filter add action=jump chain=output comment="detour:flat-x7k2:all.own.jump.6 what the router sends by a line" jump-target=detour-flat-x7k2-own out-interface-list=detour-flat-x7k2-lines place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Whoever came in by a line, to a port that you forward or to the router, is answered by it.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.came-in.6 answers to what came in" connection-mark=detour-flat-x7k2-in
# Who was connected to the router when the switch was turned on stays connected.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.answer-udp.6 answers on older connections" connection-mark=no-mark connection-state=established,related protocol=udp src-port=1-32767
# Who was connected to the router when the switch was turned on stays connected.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.answer-tcp.6 answers on older connections" connection-mark=no-mark connection-state=established,related protocol=tcp src-port=1-32767
# Let out by a line: asking for the time (NTP), without which the tunnel may refuse to come up.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.let-clock.6 what the router must send by a line" dst-port=123 protocol=udp
# Let out by a line: renewing a lease (DHCP).
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.let-lease.6 what the router must send by a line" dst-port=547 protocol=udp src-port=546
# Let out by a line: finding neighbours on the line, and being found (ICMPv6).
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.let-solicit.6 what the router must send by a line" icmp-options=135:0-255 protocol=icmpv6
# Let out by a line: finding neighbours on the line, and being found (ICMPv6).
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.let-advertise.6 what the router must send by a line" icmp-options=136:0-255 protocol=icmpv6
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ipv6 firewall filter add action=drop chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.no-dns-udp.6 no questions for names by a line" dst-port=53 protocol=udp
# A modem or the provider's resolver is near, but it tells the provider every name that is asked
# for.
/ipv6 firewall filter add action=drop chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.no-dns-tcp.6 no questions for names by a line" dst-port=53 protocol=tcp
# Networks that the router reaches by itself, the one of a modem among them, are not the Internet.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.local.6 local traffic stays local" dst-address-list=detour-flat-x7k2-bypass
# Nothing else of the router's own leaves by a line.
/ipv6 firewall filter add action=drop chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.drop.6 the router does not leak either"
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ip firewall filter add action=accept chain=forward comment="detour:flat-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall filter add action=return chain=detour-flat-x7k2-no comment="detour:flat-x7k2:all.no.return.6 local traffic stays local" dst-address-list=detour-flat-x7k2-bypass
# IPv6 to these destinations cannot go through the tunnel wg-exit; it is refused, so that programs
# take IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-flat-x7k2-no comment="detour:flat-x7k2:p1.all.refuse.6 no IPv6 past the tunnel" reject-with=icmp-no-route
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:flat-x7k2:p1.vpn.nat.4 our address in the tunnel" connection-mark=detour-flat-x7k2-p1-vpn ipsec-policy=out,none out-interface-list=detour-flat-x7k2-p1-vpn place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
# Hosts with a resolver of their own are answered by the router, which asks through the tunnel.
/ip firewall nat add action=redirect chain=dstnat comment="detour:flat-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:flat-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, which asks through the tunnel.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:flat-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:flat-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-flat-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# New connections of the router itself are to go through the tunnel wg-exit, too.
/ip firewall mangle add action=jump chain=output comment="detour:flat-x7k2:all.own.enter.4 what the router would send by a line" connection-mark=no-mark connection-state=new jump-target=detour-flat-x7k2-own out-interface-list=detour-flat-x7k2-lines place-before=($at->0)
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:flat-x7k2:p1.vpn.answer.4 answers of the router" connection-mark=detour-flat-x7k2-p1-vpn dst-address-list=!detour-flat-x7k2-bypass new-routing-mark=detour-flat-x7k2-p1-vpn out-interface-list=!detour-flat-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Not through the tunnel: packets that carry a tunnel.
/ip firewall mangle add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.but-ends.4 not through the tunnel" dst-address-list=detour-flat-x7k2-ends dst-port=51820 protocol=udp
# Not through the tunnel: asking for the time (NTP), without which the tunnel may refuse to come up.
/ip firewall mangle add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.but-clock.4 not through the tunnel" dst-port=123 protocol=udp
# Not through the tunnel: renewing a lease (DHCP).
/ip firewall mangle add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.but-lease.4 not through the tunnel" dst-port=67 protocol=udp src-port=68
# Networks that the router reaches by itself, the one of a modem among them, are not the Internet.
/ip firewall mangle add action=return chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.but-local.4 local traffic stays local" dst-address-list=detour-flat-x7k2-bypass
# What is left of the router's own connections goes through the tunnel wg-exit.
/ip firewall mangle add action=mark-connection chain=detour-flat-x7k2-own comment="detour:flat-x7k2:all.own.mark.4 the router itself, into the tunnel" connection-mark=no-mark connection-state=new new-connection-mark=detour-flat-x7k2-p1-vpn passthrough=yes
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the tunnel wg-exit are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:flat-x7k2:p1.vpn.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-flat-x7k2-p1-vpn new-connection-mark=detour-flat-x7k2-p1-vpn passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:flat-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-flat-x7k2-lan jump-target=detour-flat-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:flat-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-flat-x7k2-outside jump-target=detour-flat-x7k2-pre place-before=($at->0)
# Connections that come in by a line are remembered: their answers are the only thing of your hosts
# that the kill switch lets out.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:flat-x7k2:all.in.mark.4 came in by a line" connection-mark=no-mark connection-state=new in-interface-list=detour-flat-x7k2-lines new-connection-mark=detour-flat-x7k2-in passthrough=yes place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-flat-x7k2-pre comment="detour:flat-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-flat-x7k2-bypass
/ip firewall mangle add action=return chain=detour-flat-x7k2-pre comment="detour:flat-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-port=53 protocol=udp
/ip firewall mangle add action=return chain=detour-flat-x7k2-pre comment="detour:flat-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-port=53 protocol=tcp
# The first packet of a connection decides: "everything goes through the tunnel wg-exit".
/ip firewall mangle add action=mark-connection chain=detour-flat-x7k2-pre comment="detour:flat-x7k2:p1.all.mark.4 everything goes through the tunnel wg-exit" connection-mark=no-mark connection-state=new new-connection-mark=detour-flat-x7k2-p1-vpn passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the tunnel
# wg-exit.
/ip firewall mangle add action=mark-routing chain=detour-flat-x7k2-pre comment="detour:flat-x7k2:p1.vpn.route.4 into the tunnel" connection-mark=detour-flat-x7k2-p1-vpn new-routing-mark=detour-flat-x7k2-p1-vpn passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:flat-x7k2:p1.vpn.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-flat-x7k2-p1-vpn passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1380 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:flat-x7k2:p1.vpn.mss-in.4 segments that fit, inwards" in-interface-list=detour-flat-x7k2-p1-vpn new-mss=1380 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1381-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by a line are remembered: their answers are the only thing of your hosts
# that the kill switch lets out.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:flat-x7k2:all.in.mark.6 came in by a line" connection-mark=no-mark connection-state=new in-interface-list=detour-flat-x7k2-lines new-connection-mark=detour-flat-x7k2-in passthrough=yes place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# The router must answer the DNS questions of your hosts: it asks through the tunnel, whomever they
# would have asked.
/ip dns set allow-remote-requests=yes
# The router asks 9.9.9.9 through the tunnel wg-exit; your provider's resolver would be told every
# name, or not answer from there.
/ip dns set servers=9.9.9.9
# The resolvers that the line on ether1 brings along are not asked any more: they are your
# provider's.
/ip dhcp-client set [find where interface="ether1"] use-peer-dns=no
