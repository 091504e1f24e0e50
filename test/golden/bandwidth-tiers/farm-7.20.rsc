# Detour: profile farm-x7k2, for RouterOS 7.20 on farm.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:farm-x7k2:all.lan.list.4 where traffic comes from" name=detour-farm-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:farm-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-farm-x7k2-lan
# Rules about the line lte1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:farm-x7k2:p1.apart.list.4 the line" name=detour-farm-x7k2-p1-apart
# The interface of the line lte1.
/interface list member add comment="detour:farm-x7k2:p1.apart.member.4 lte1" interface=lte1 list=detour-farm-x7k2-p1-apart
# What comes in by any other interface comes from inside.
/interface list add comment="detour:farm-x7k2:all.outside.list.4 where the Internet is" name=detour-farm-x7k2-outside
# lte1 leads outside.
/interface list member add comment="detour:farm-x7k2:all.lte1.outside-member.4 lte1" interface=lte1 list=detour-farm-x7k2-outside
/interface list member add comment="detour:farm-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-farm-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:farm-x7k2:all.wan.list.4 lines that lead outside" name=detour-farm-x7k2-wan
# Strangers may be behind ether1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:farm-x7k2:all.ether1.wan-member.4 ether1" interface=ether1 list=detour-farm-x7k2-wan
/interface list member add comment="detour:farm-x7k2:all.lte1.wan-member.4 lte1" interface=lte1 list=detour-farm-x7k2-wan
# Only packets that cross this line are queued; traffic between your own networks is not.
/interface list add comment="detour:farm-x7k2:p1.line.list.4 the line that is dealt out" name=detour-farm-x7k2-p1-line
# The bandwidth of ether1 is dealt out.
/interface list member add comment="detour:farm-x7k2:p1.ether1.line-member.4 ether1" interface=ether1 list=detour-farm-x7k2-p1-line
# A routing table of its own: marked packets find only the way through the line lte1 there.
/routing table add comment="detour:farm-x7k2:p1.apart.table.4 routes by the line" fib name=detour-farm-x7k2-p1-apart
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:farm-x7k2:p1.apart.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=lte1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:farm-x7k2:p1.apart.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# table is empty and traffic goes as before.
/ip route add check-gateway=ping comment="detour:farm-x7k2:p1.apart.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-farm-x7k2-p1-apart target-scope=11
# 2620:fe::fe:10 is reached by this line only, so that an answer proves the line.
/ipv6 route add comment="detour:farm-x7k2:p1.apart.probe.6 probe host, only by this line" dst-address=2620:fe::fe:10/128 gateway=lte1 scope=10
# Without the line's interface, 2620:fe::fe:10 is reached by nothing at all.
/ipv6 route add blackhole comment="detour:farm-x7k2:p1.apart.probe-pin.6 probe host, never by another line" distance=20 dst-address=2620:fe::fe:10/128
# Marked traffic takes the line as long as 2620:fe::fe:10 answers pings through it; otherwise the
# table is empty and traffic goes as before.
/ipv6 route add check-gateway=ping comment="detour:farm-x7k2:p1.apart.default.6 by the line while the probe answers" dst-address=::/0 gateway=2620:fe::fe:10 routing-table=detour-farm-x7k2-p1-apart target-scope=11
# A destination of "what can wait".
/ip firewall address-list add address=203.0.113.128/25 comment="detour:farm-x7k2:p1.203-0-113-128-25.last-dst.4 what can wait" list=detour-farm-x7k2-p1-last-dst
# "hosts that can wait go by the line lte1" is for these senders only.
/ip firewall address-list add address=192.168.88.60 comment="detour:farm-x7k2:p1.192-168-88-60.last-hosts.4 sender that the policy is for" list=detour-farm-x7k2-p1-last-hosts
# What this host sends and gets belongs to "what can wait".
/ip firewall address-list add address=192.168.88.60 comment="detour:farm-x7k2:p1.192-168-88-60.last.4 host of what can wait" list=detour-farm-x7k2-p1-last
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=100.64.10.0/30 comment="detour:farm-x7k2:all.100-64-10-0-30.bypass.4 stays as it is" list=detour-farm-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:farm-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-farm-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:farm-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-farm-x7k2-bypass
/ip firewall address-list add address=198.51.100.0/24 comment="detour:farm-x7k2:all.198-51-100-0-24.bypass.4 stays as it is" list=detour-farm-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:farm-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-farm-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:farm-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-farm-x7k2-bypass
# A destination of "what can wait".
/ipv6 firewall address-list add address=2001:db8:beef::/48 comment="detour:farm-x7k2:p1.2001:db8:beef::-48.last-dst.6 what can wait" list=detour-farm-x7k2-p1-last-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:1:100::/64 comment="detour:farm-x7k2:all.2001:db8:1:100::-64.bypass.6 stays as it is" list=detour-farm-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:1:ffff::/64 comment="detour:farm-x7k2:all.2001:db8:1:ffff::-64.bypass.6 stays as it is" list=detour-farm-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:7:1::/64 comment="detour:farm-x7k2:all.2001:db8:7:1::-64.bypass.6 stays as it is" list=detour-farm-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:farm-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-farm-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:farm-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-farm-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:farm-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-farm-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:farm-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-farm-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:farm-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:farm-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:farm-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-farm-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:farm-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-farm-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:farm-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:farm-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=tcp place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ip firewall filter add action=accept chain=forward comment="detour:farm-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip firewall filter add action=accept chain=forward comment="detour:farm-x7k2:all.queued.not-fast.4 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local fast "^(none"
:foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ipv6/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ipv6/firewall/filter/get $i chain]) } }
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ipv6/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ipv6 firewall filter add action=accept chain=forward comment="detour:farm-x7k2:all.marked.not-fast.6 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ipv6 firewall filter add action=accept chain=forward comment="detour:farm-x7k2:all.queued.not-fast.6 queued packets skip FastTrack" connection-state=established,related packet-mark=!no-mark place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# What is sent by the line lte1 takes the address of that line, where no rule of yours has given it
# one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:farm-x7k2:p1.apart.nat.4 our address on the line" connection-mark=detour-farm-x7k2-p1-apart ipsec-policy=out,none out-interface-list=detour-farm-x7k2-p1-apart
# What is sent by the line lte1 takes the address of that line, where no rule of yours has given it
# one.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:farm-x7k2:p1.apart.nat.6 our address on the line" connection-mark=detour-farm-x7k2-p1-apart ipsec-policy=out,none out-interface-list=detour-farm-x7k2-p1-apart
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:farm-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:farm-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:farm-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:farm-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-farm-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the line lte1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:farm-x7k2:p1.apart.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-farm-x7k2-p1-apart new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:farm-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-farm-x7k2-lan jump-target=detour-farm-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:farm-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-farm-x7k2-outside jump-target=detour-farm-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-farm-x7k2-bypass
/ip firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-port=53 protocol=udp
/ip firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-port=53 protocol=tcp
# An exception to the policies below: "destinations that come first go as before".
/ip firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.first-to.except-first-dst.4 destinations that come first go as before" connection-mark=no-mark dst-address-list=detour-farm-x7k2-p1-first-dst
# An exception to the policies below: "UDP ports that come first go as before".
/ip firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.first-udp.except-udp.4 UDP ports that come first go as before" connection-mark=no-mark dst-port=3478-3481 protocol=udp
# The first packet of a connection decides: "destinations that can wait go by the line lte1".
/ip firewall mangle add action=mark-connection chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.last-to.mark-last-dst.4 destinations that can wait go by the line lte1" connection-mark=no-mark connection-state=new dst-address-list=detour-farm-x7k2-p1-last-dst new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes
# The first packet of a connection decides: "hosts that can wait go by the line lte1".
/ip firewall mangle add action=mark-connection chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.last-hosts.mark.4 hosts that can wait go by the line lte1" connection-mark=no-mark connection-state=new new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes src-address-list=detour-farm-x7k2-p1-last-hosts
# The first packet of a connection decides: "TCP ports that can wait go by the line lte1".
/ip firewall mangle add action=mark-connection chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.last-tcp.mark-tcp.4 TCP ports that can wait go by the line lte1" connection-mark=no-mark connection-state=new dst-port=873,6881-6999 new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes protocol=tcp
# The first packet of a connection decides: "UDP ports that can wait go by the line lte1".
/ip firewall mangle add action=mark-connection chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.last-udp.mark-udp.4 UDP ports that can wait go by the line lte1" connection-mark=no-mark connection-state=new dst-port=6881-6999 new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes protocol=udp
# Every packet that your hosts send on a marked connection is looked up in the table of the line
# lte1.
/ip firewall mangle add action=mark-routing chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.apart.route.4 by the line" connection-mark=detour-farm-x7k2-p1-apart new-routing-mark=detour-farm-x7k2-p1-apart passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:farm-x7k2:p1.apart.answer.4 answers of the router" connection-mark=detour-farm-x7k2-p1-apart dst-address-list=!detour-farm-x7k2-bypass new-routing-mark=detour-farm-x7k2-p1-apart out-interface-list=!detour-farm-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the line lte1 are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:farm-x7k2:p1.apart.came-in.6 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-farm-x7k2-p1-apart new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:farm-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-farm-x7k2-lan jump-target=detour-farm-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:farm-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-farm-x7k2-outside jump-target=detour-farm-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-farm-x7k2-bypass
/ipv6 firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:all.dns-udp.return.6 DNS is answered by the router" dst-port=53 protocol=udp
/ipv6 firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:all.dns-tcp.return.6 DNS is answered by the router" dst-port=53 protocol=tcp
# An exception to the policies below: "destinations that come first go as before".
/ipv6 firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.first-to.except-first-dst.6 destinations that come first go as before" connection-mark=no-mark dst-address-list=detour-farm-x7k2-p1-first-dst
# An exception to the policies below: "UDP ports that come first go as before".
/ipv6 firewall mangle add action=return chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.first-udp.except-udp.6 UDP ports that come first go as before" connection-mark=no-mark dst-port=3478-3481 protocol=udp
# The first packet of a connection decides: "destinations that can wait go by the line lte1".
/ipv6 firewall mangle add action=mark-connection chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.last-to.mark-last-dst.6 destinations that can wait go by the line lte1" connection-mark=no-mark connection-state=new dst-address-list=detour-farm-x7k2-p1-last-dst new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes
# The first packet of a connection decides: "TCP ports that can wait go by the line lte1".
/ipv6 firewall mangle add action=mark-connection chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.last-tcp.mark-tcp.6 TCP ports that can wait go by the line lte1" connection-mark=no-mark connection-state=new dst-port=873,6881-6999 new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes protocol=tcp
# The first packet of a connection decides: "UDP ports that can wait go by the line lte1".
/ipv6 firewall mangle add action=mark-connection chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.last-udp.mark-udp.6 UDP ports that can wait go by the line lte1" connection-mark=no-mark connection-state=new dst-port=6881-6999 new-connection-mark=detour-farm-x7k2-p1-apart passthrough=yes protocol=udp
# Every packet that your hosts send on a marked connection is looked up in the table of the line
# lte1.
/ipv6 firewall mangle add action=mark-routing chain=detour-farm-x7k2-pre comment="detour:farm-x7k2:p1.apart.route.6 by the line" connection-mark=detour-farm-x7k2-p1-apart new-routing-mark=detour-farm-x7k2-p1-apart passthrough=no
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:farm-x7k2:p1.apart.answer.6 answers of the router" connection-mark=detour-farm-x7k2-p1-apart dst-address-list=!detour-farm-x7k2-bypass new-routing-mark=detour-farm-x7k2-p1-apart out-interface-list=!detour-farm-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:farm-x7k2:p1.line.see-down.4 packets to your hosts" in-interface-list=detour-farm-x7k2-p1-line jump-target=detour-farm-x7k2-p1-line-down out-interface-list=detour-farm-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ip firewall mangle add action=jump chain=forward comment="detour:farm-x7k2:p1.line.see-up.4 packets from your hosts" in-interface-list=detour-farm-x7k2-lan jump-target=detour-farm-x7k2-p1-line-up out-interface-list=detour-farm-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.first.down-first-dst.4 what comes first" new-packet-mark=detour-farm-x7k2-p1-first-down packet-mark=no-mark passthrough=yes src-address-list=detour-farm-x7k2-p1-first-dst
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.first.down-udp.4 what comes first" new-packet-mark=detour-farm-x7k2-p1-first-down packet-mark=no-mark passthrough=yes protocol=udp src-port=3478-3481
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.last.down-last-dst.4 what can wait" new-packet-mark=detour-farm-x7k2-p1-last-down packet-mark=no-mark passthrough=yes src-address-list=detour-farm-x7k2-p1-last-dst
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.last.down-hosts.4 what can wait" dst-address-list=detour-farm-x7k2-p1-last new-packet-mark=detour-farm-x7k2-p1-last-down packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.last.down-tcp.4 what can wait" new-packet-mark=detour-farm-x7k2-p1-last-down packet-mark=no-mark passthrough=yes protocol=tcp src-port=873,6881-6999
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.last.down-udp.4 what can wait" new-packet-mark=detour-farm-x7k2-p1-last-down packet-mark=no-mark passthrough=yes protocol=udp src-port=6881-6999
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.rest.down-rest.4 everything else" new-packet-mark=detour-farm-x7k2-p1-rest-down packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.first.up-first-dst.4 what comes first" dst-address-list=detour-farm-x7k2-p1-first-dst new-packet-mark=detour-farm-x7k2-p1-first-up packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.first.up-udp.4 what comes first" dst-port=3478-3481 new-packet-mark=detour-farm-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=udp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.last.up-last-dst.4 what can wait" dst-address-list=detour-farm-x7k2-p1-last-dst new-packet-mark=detour-farm-x7k2-p1-last-up packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.last.up-hosts.4 what can wait" new-packet-mark=detour-farm-x7k2-p1-last-up packet-mark=no-mark passthrough=yes src-address-list=detour-farm-x7k2-p1-last
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.last.up-tcp.4 what can wait" dst-port=873,6881-6999 new-packet-mark=detour-farm-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.last.up-udp.4 what can wait" dst-port=6881-6999 new-packet-mark=detour-farm-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=udp
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ip firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.rest.up-rest.4 everything else" new-packet-mark=detour-farm-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Packets to your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:farm-x7k2:p1.line.see-down.6 packets to your hosts" in-interface-list=detour-farm-x7k2-p1-line jump-target=detour-farm-x7k2-p1-line-down out-interface-list=detour-farm-x7k2-lan packet-mark=no-mark place-before=($at->0)
# Packets from your hosts over ether1 get the mark of their tier. Seen in forward, both directions
# pass by, with the addresses of your hosts.
/ipv6 firewall mangle add action=jump chain=forward comment="detour:farm-x7k2:p1.line.see-up.6 packets from your hosts" in-interface-list=detour-farm-x7k2-lan jump-target=detour-farm-x7k2-p1-line-up out-interface-list=detour-farm-x7k2-p1-line packet-mark=no-mark place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.first.down-first-dst.6 what comes first" new-packet-mark=detour-farm-x7k2-p1-first-down packet-mark=no-mark passthrough=yes src-address-list=detour-farm-x7k2-p1-first-dst
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.first.down-udp.6 what comes first" new-packet-mark=detour-farm-x7k2-p1-first-down packet-mark=no-mark passthrough=yes protocol=udp src-port=3478-3481
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.last.down-last-dst.6 what can wait" new-packet-mark=detour-farm-x7k2-p1-last-down packet-mark=no-mark passthrough=yes src-address-list=detour-farm-x7k2-p1-last-dst
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.last.down-tcp.6 what can wait" new-packet-mark=detour-farm-x7k2-p1-last-down packet-mark=no-mark passthrough=yes protocol=tcp src-port=873,6881-6999
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.last.down-udp.6 what can wait" new-packet-mark=detour-farm-x7k2-p1-last-down packet-mark=no-mark passthrough=yes protocol=udp src-port=6881-6999
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-down comment="detour:farm-x7k2:p1.rest.down-rest.6 everything else" new-packet-mark=detour-farm-x7k2-p1-rest-down packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.first.up-first-dst.6 what comes first" dst-address-list=detour-farm-x7k2-p1-first-dst new-packet-mark=detour-farm-x7k2-p1-first-up packet-mark=no-mark passthrough=yes
# This belongs to "what comes first". Each packet is looked at by itself, so this goes along with
# marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.first.up-udp.6 what comes first" dst-port=3478-3481 new-packet-mark=detour-farm-x7k2-p1-first-up packet-mark=no-mark passthrough=yes protocol=udp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.last.up-last-dst.6 what can wait" dst-address-list=detour-farm-x7k2-p1-last-dst new-packet-mark=detour-farm-x7k2-p1-last-up packet-mark=no-mark passthrough=yes
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.last.up-tcp.6 what can wait" dst-port=873,6881-6999 new-packet-mark=detour-farm-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=tcp
# This belongs to "what can wait". Each packet is looked at by itself, so this goes along with marks
# of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.last.up-udp.6 what can wait" dst-port=6881-6999 new-packet-mark=detour-farm-x7k2-p1-last-up packet-mark=no-mark passthrough=yes protocol=udp
# What is left belongs to "everything else". Each packet is looked at by itself, so this goes along
# with marks of connections.
/ipv6 firewall mangle add action=mark-packet chain=detour-farm-x7k2-p1-line-up comment="detour:farm-x7k2:p1.rest.up-rest.6 everything else" new-packet-mark=detour-farm-x7k2-p1-rest-up packet-mark=no-mark passthrough=yes
# Within a tier every connection has its turn, and packets that wait too long are dropped early: a
# download does not delay a call (FQ-CoDel).
/queue type add kind=fq-codel name=detour-farm-x7k2-fair
# 15200k to your hosts in all: a little less than the line has, so that packets wait here, where
# they can be put in order, and not in the modem. Priorities mean something only below a common
# limit.
/queue tree add comment="detour:farm-x7k2:p1.line.down.4 all that goes to your hosts" max-limit=15200k name=detour-farm-x7k2-p1-line-down parent=global queue=detour-farm-x7k2-fair
/queue tree add comment="detour:farm-x7k2:p1.first.down.4 what comes first" limit-at=6M max-limit=15200k name=detour-farm-x7k2-p1-first-down packet-mark=detour-farm-x7k2-p1-first-down parent=detour-farm-x7k2-p1-line-down priority=1 queue=detour-farm-x7k2-fair
/queue tree add comment="detour:farm-x7k2:p1.last.down.4 what can wait" limit-at=800k max-limit=12M name=detour-farm-x7k2-p1-last-down packet-mark=detour-farm-x7k2-p1-last-down parent=detour-farm-x7k2-p1-line-down priority=8 queue=detour-farm-x7k2-fair
/queue tree add comment="detour:farm-x7k2:p1.rest.down.4 everything else" limit-at=8400k max-limit=15200k name=detour-farm-x7k2-p1-rest-down packet-mark=detour-farm-x7k2-p1-rest-down parent=detour-farm-x7k2-p1-line-down priority=4 queue=detour-farm-x7k2-fair
# 1900k from your hosts in all: a little less than the line has, so that packets wait here, where
# they can be put in order, and not in the modem. Priorities mean something only below a common
# limit.
/queue tree add comment="detour:farm-x7k2:p1.line.up.4 all that goes from your hosts" max-limit=1900k name=detour-farm-x7k2-p1-line-up parent=ether1 queue=detour-farm-x7k2-fair
/queue tree add comment="detour:farm-x7k2:p1.first.up.4 what comes first" limit-at=1M max-limit=1900k name=detour-farm-x7k2-p1-first-up packet-mark=detour-farm-x7k2-p1-first-up parent=detour-farm-x7k2-p1-line-up priority=1 queue=detour-farm-x7k2-fair
/queue tree add comment="detour:farm-x7k2:p1.last.up.4 what can wait" limit-at=100k max-limit=1500k name=detour-farm-x7k2-p1-last-up packet-mark=detour-farm-x7k2-p1-last-up parent=detour-farm-x7k2-p1-line-up priority=8 queue=detour-farm-x7k2-fair
/queue tree add comment="detour:farm-x7k2:p1.rest.up.4 everything else" limit-at=800k max-limit=1900k name=detour-farm-x7k2-p1-rest-up packet-mark=detour-farm-x7k2-p1-rest-up parent=detour-farm-x7k2-p1-line-up priority=4 queue=detour-farm-x7k2-fair
# When a host asks for zoom.us or a name below it, every address in the answer joins the list, IPv4
# and IPv6 (Zoom).
/ip dns static add address-list=detour-farm-x7k2-p1-first-dst comment="detour:farm-x7k2:p1.zoom-us.name.4 Zoom" match-subdomain=yes name=zoom.us type=FWD
/ip dns static add address-list=detour-farm-x7k2-p1-first-dst comment="detour:farm-x7k2:p1.zoom-com.name.4 Zoom" match-subdomain=yes name=zoom.com type=FWD
/ip dns static add address-list=detour-farm-x7k2-p1-last-dst comment="detour:farm-x7k2:p1.steampowered-com.name.4 Steam" match-subdomain=yes name=steampowered.com type=FWD
/ip dns static add address-list=detour-farm-x7k2-p1-last-dst comment="detour:farm-x7k2:p1.steamcommunity-com.name.4 Steam" match-subdomain=yes name=steamcommunity.com type=FWD
/ip dns static add address-list=detour-farm-x7k2-p1-last-dst comment="detour:farm-x7k2:p1.steamcontent-com.name.4 Steam" match-subdomain=yes name=steamcontent.com type=FWD
/ip dns static add address-list=detour-farm-x7k2-p1-last-dst comment="detour:farm-x7k2:p1.steamstatic-com.name.4 Steam" match-subdomain=yes name=steamstatic.com type=FWD
/ip dns static add address-list=detour-farm-x7k2-p1-last-dst comment="detour:farm-x7k2:p1.steamusercontent-com.name.4 Steam" match-subdomain=yes name=steamusercontent.com type=FWD
/ip dns static add address-list=detour-farm-x7k2-p1-last-dst comment="detour:farm-x7k2:p1.steam--chat-com.name.4 Steam" match-subdomain=yes name=steam-chat.com type=FWD
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
