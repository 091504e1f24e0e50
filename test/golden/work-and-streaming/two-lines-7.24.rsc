# Detour: profile two-lines-x7k2, for RouterOS 7.24 on house.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:two-lines-x7k2:all.lan.list.4 where traffic comes from" name=detour-two-lines-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:two-lines-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-two-lines-x7k2-lan
# Rules about the tunnel l2tp-office name this list, so that they hold even when the interface is
# gone.
/interface list add comment="detour:two-lines-x7k2:p1.company.list.4 the tunnel" name=detour-two-lines-x7k2-p1-c-dxak
# The interface of the tunnel l2tp-office.
/interface list member add comment="detour:two-lines-x7k2:p1.company.member.4 l2tp-office" interface=l2tp-office list=detour-two-lines-x7k2-p1-c-dxak
# Rules about the line pppoe-out1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:two-lines-x7k2:p1.leisure.list.4 the line" name=detour-two-lines-x7k2-p1-l-7rgl
# The interface of the line pppoe-out1.
/interface list member add comment="detour:two-lines-x7k2:p1.leisure.member.4 pppoe-out1" interface=pppoe-out1 list=detour-two-lines-x7k2-p1-l-7rgl
# What comes in by any other interface comes from inside.
/interface list add comment="detour:two-lines-x7k2:all.outside.list.4 where the Internet is" name=detour-two-lines-x7k2-outside
# l2tp-office leads outside.
/interface list member add comment="detour:two-lines-x7k2:all.l2tp--office.outside-member.4 l2tp-office" interface=l2tp-office list=detour-two-lines-x7k2-outside
/interface list member add comment="detour:two-lines-x7k2:all.pppoe--out1.outside-member.4 pppoe-out1" interface=pppoe-out1 list=detour-two-lines-x7k2-outside
/interface list member add comment="detour:two-lines-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-two-lines-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:two-lines-x7k2:all.wan.list.4 lines that lead outside" name=detour-two-lines-x7k2-wan
# Strangers may be behind ether1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:two-lines-x7k2:all.ether1.wan-member.4 ether1" interface=ether1 list=detour-two-lines-x7k2-wan
/interface list member add comment="detour:two-lines-x7k2:all.pppoe--out1.wan-member.4 pppoe-out1" interface=pppoe-out1 list=detour-two-lines-x7k2-wan
# A routing table of its own: marked packets find only the way through the tunnel l2tp-office there.
/routing table add comment="detour:two-lines-x7k2:p1.company.table.4 routes into the tunnel" fib name=detour-two-lines-x7k2-p1-c-dxak
/routing table add comment="detour:two-lines-x7k2:p1.leisure.table.4 routes by the line" fib name=detour-two-lines-x7k2-p1-l-7rgl
# 9.9.9.10 is reached through the tunnel only, so that an answer proves the tunnel.
/ip route add comment="detour:two-lines-x7k2:p1.company.probe.4 probe host, only through the tunnel" dst-address=9.9.9.10/32 gateway=l2tp-office scope=10
# Without the tunnel's interface, 9.9.9.10 is reached by nothing at all.
/ip route add blackhole comment="detour:two-lines-x7k2:p1.company.probe-pin.4 probe host, never by another line" distance=20 dst-address=9.9.9.10/32
# Marked traffic takes the tunnel as long as 9.9.9.10 answers pings through it; otherwise the table
# is empty and traffic goes as before.
/ip route add check-gateway=ping comment="detour:two-lines-x7k2:p1.company.default.4 into the tunnel while the probe answers" dst-address=0.0.0.0/0 gateway=9.9.9.10 routing-table=detour-two-lines-x7k2-p1-c-dxak target-scope=11
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:two-lines-x7k2:p1.leisure.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=pppoe-out1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:two-lines-x7k2:p1.leisure.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# table is empty and traffic goes as before.
/ip route add check-gateway=ping comment="detour:two-lines-x7k2:p1.leisure.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-two-lines-x7k2-p1-l-7rgl target-scope=11
# A destination of "work".
/ip firewall address-list add address=10.20.0.0/16 comment="detour:two-lines-x7k2:p1.10-20-0-0-16.work-dst.4 work" list=detour-two-lines-x7k2-p1-w-7dsv
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:two-lines-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-two-lines-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:two-lines-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-two-lines-x7k2-bypass
/ip firewall address-list add address=198.51.100.0/24 comment="detour:two-lines-x7k2:all.198-51-100-0-24.bypass.4 stays as it is" list=detour-two-lines-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:two-lines-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-two-lines-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:two-lines-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-two-lines-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:1:100::/64 comment="detour:two-lines-x7k2:all.2001:db8:1:100::-64.bypass.6 stays as it is" list=detour-two-lines-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:1:ffff::/64 comment="detour:two-lines-x7k2:all.2001:db8:1:ffff::-64.bypass.6 stays as it is" list=detour-two-lines-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:two-lines-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-two-lines-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:two-lines-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-two-lines-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:two-lines-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-two-lines-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:two-lines-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-two-lines-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:two-lines-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:two-lines-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:two-lines-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-two-lines-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:two-lines-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-two-lines-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:two-lines-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:two-lines-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=tcp place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:two-lines-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# IPv6 that cannot go through the tunnel or the line is looked for among the new connections of your
# hosts.
/ipv6 firewall filter add action=jump chain=forward comment="detour:two-lines-x7k2:all.no.jump.6 new connections of your hosts" connection-state=!established,related in-interface-list=detour-two-lines-x7k2-lan jump-target=detour-two-lines-x7k2-no place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall filter add action=return chain=detour-two-lines-x7k2-no comment="detour:two-lines-x7k2:all.no.return.6 local traffic stays local" dst-address-list=detour-two-lines-x7k2-bypass
# IPv6 to these destinations cannot go through the tunnel l2tp-office; it is refused, so that
# programs take IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-two-lines-x7k2-no comment="detour:two-lines-x7k2:p1.work.refuse-work-dst.6 no IPv6 past the tunnel" dst-address-list=detour-two-lines-x7k2-p1-w-7dsv reject-with=icmp-no-route
# IPv6 to these destinations cannot go through the line pppoe-out1; it is refused, so that programs
# take IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-two-lines-x7k2-no comment="detour:two-lines-x7k2:p1.play.refuse-play-dst.6 no IPv6 past the line" dst-address-list=detour-two-lines-x7k2-p1-p-a36p reject-with=icmp-no-route
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:two-lines-x7k2:p1.company.nat.4 our address in the tunnel" connection-mark=detour-two-lines-x7k2-p1-c-dxak ipsec-policy=out,none out-interface-list=detour-two-lines-x7k2-p1-c-dxak place-before=($at->0)
# 9.9.9.10 is reached through the tunnel only, by every host: hosts that talk to it take the
# tunnel's address, too.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:two-lines-x7k2:p1.company.probe-nat.4 our address towards the probe" dst-address=9.9.9.10 ipsec-policy=out,none out-interface-list=detour-two-lines-x7k2-p1-c-dxak place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
# What is sent by the line pppoe-out1 takes the address of that line, where no rule of yours has
# given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:two-lines-x7k2:p1.leisure.nat.4 our address on the line" connection-mark=detour-two-lines-x7k2-p1-l-7rgl ipsec-policy=out,none out-interface-list=detour-two-lines-x7k2-p1-l-7rgl
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:two-lines-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:two-lines-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:two-lines-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:two-lines-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-two-lines-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the tunnel l2tp-office are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:two-lines-x7k2:p1.company.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-two-lines-x7k2-p1-c-dxak new-connection-mark=detour-two-lines-x7k2-p1-c-dxak passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:two-lines-x7k2:p1.leisure.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-two-lines-x7k2-p1-l-7rgl new-connection-mark=detour-two-lines-x7k2-p1-l-7rgl passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:two-lines-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-two-lines-x7k2-lan jump-target=detour-two-lines-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:two-lines-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-two-lines-x7k2-outside jump-target=detour-two-lines-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-two-lines-x7k2-pre comment="detour:two-lines-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-two-lines-x7k2-bypass
/ip firewall mangle add action=return chain=detour-two-lines-x7k2-pre comment="detour:two-lines-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-port=53 protocol=udp
/ip firewall mangle add action=return chain=detour-two-lines-x7k2-pre comment="detour:two-lines-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-port=53 protocol=tcp
# The first packet of a connection decides: "work goes through the tunnel l2tp-office".
/ip firewall mangle add action=mark-connection chain=detour-two-lines-x7k2-pre comment="detour:two-lines-x7k2:p1.work.mark-work-dst.4 work goes through the tunnel l2tp-office" connection-mark=no-mark connection-state=new dst-address-list=detour-two-lines-x7k2-p1-w-7dsv new-connection-mark=detour-two-lines-x7k2-p1-c-dxak passthrough=yes
# The first packet of a connection decides: "leisure goes by the line pppoe-out1".
/ip firewall mangle add action=mark-connection chain=detour-two-lines-x7k2-pre comment="detour:two-lines-x7k2:p1.play.mark-play-dst.4 leisure goes by the line pppoe-out1" connection-mark=no-mark connection-state=new dst-address-list=detour-two-lines-x7k2-p1-p-a36p new-connection-mark=detour-two-lines-x7k2-p1-l-7rgl passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the tunnel
# l2tp-office.
/ip firewall mangle add action=mark-routing chain=detour-two-lines-x7k2-pre comment="detour:two-lines-x7k2:p1.company.route.4 into the tunnel" connection-mark=detour-two-lines-x7k2-p1-c-dxak new-routing-mark=detour-two-lines-x7k2-p1-c-dxak passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-two-lines-x7k2-pre comment="detour:two-lines-x7k2:p1.leisure.route.4 by the line" connection-mark=detour-two-lines-x7k2-p1-l-7rgl new-routing-mark=detour-two-lines-x7k2-p1-l-7rgl passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:two-lines-x7k2:p1.company.answer.4 answers of the router" connection-mark=detour-two-lines-x7k2-p1-c-dxak dst-address-list=!detour-two-lines-x7k2-bypass new-routing-mark=detour-two-lines-x7k2-p1-c-dxak out-interface-list=!detour-two-lines-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:two-lines-x7k2:p1.leisure.answer.4 answers of the router" connection-mark=detour-two-lines-x7k2-p1-l-7rgl dst-address-list=!detour-two-lines-x7k2-bypass new-routing-mark=detour-two-lines-x7k2-p1-l-7rgl out-interface-list=!detour-two-lines-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:two-lines-x7k2:p1.company.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-two-lines-x7k2-p1-c-dxak passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1360 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:two-lines-x7k2:p1.company.mss-in.4 segments that fit, inwards" in-interface-list=detour-two-lines-x7k2-p1-c-dxak new-mss=1360 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1361-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# When a host asks for slack.com or a name below it, every address in the answer joins the list,
# IPv4 and IPv6 (Slack).
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.slack-com.name.4 Slack" match-subdomain=yes name=slack.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.slack--edge-com.name.4 Slack" match-subdomain=yes name=slack-edge.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.slack--imgs-com.name.4 Slack" match-subdomain=yes name=slack-imgs.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.slackb-com.name.4 Slack" match-subdomain=yes name=slackb.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.github-com.name.4 GitHub" match-subdomain=yes name=github.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.github-io.name.4 GitHub" match-subdomain=yes name=github.io type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.githubusercontent-com.name.4 GitHub" match-subdomain=yes name=githubusercontent.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-w-7dsv comment="detour:two-lines-x7k2:p1.git-corp-example-com.name.4 work" name=git.corp.example.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.netflix-com.name.4 Netflix" match-subdomain=yes name=netflix.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.netflix-net.name.4 Netflix" match-subdomain=yes name=netflix.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.nflxext-com.name.4 Netflix" match-subdomain=yes name=nflxext.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.nflximg-com.name.4 Netflix" match-subdomain=yes name=nflximg.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.nflximg-net.name.4 Netflix" match-subdomain=yes name=nflximg.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.nflxsearch-net.name.4 Netflix" match-subdomain=yes name=nflxsearch.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.nflxso-net.name.4 Netflix" match-subdomain=yes name=nflxso.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.nflxvideo-net.name.4 Netflix" match-subdomain=yes name=nflxvideo.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.fast-com.name.4 Netflix" match-subdomain=yes name=fast.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.twitch-tv.name.4 Twitch" match-subdomain=yes name=twitch.tv type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.ttvnw-net.name.4 Twitch" match-subdomain=yes name=ttvnw.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.jtvnw-net.name.4 Twitch" match-subdomain=yes name=jtvnw.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.live--video-net.name.4 Twitch" match-subdomain=yes name=live-video.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.ext--twitch-tv.name.4 Twitch" match-subdomain=yes name=ext-twitch.tv type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.twitchcdn-net.name.4 Twitch" match-subdomain=yes name=twitchcdn.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.twitchsvc-net.name.4 Twitch" match-subdomain=yes name=twitchsvc.net type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.spotify-com.name.4 Spotify" match-subdomain=yes name=spotify.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.scdn-co.name.4 Spotify" match-subdomain=yes name=scdn.co type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.pscdn-co.name.4 Spotify" match-subdomain=yes name=pscdn.co type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.spotifycdn-com.name.4 Spotify" match-subdomain=yes name=spotifycdn.com type=FWD
/ip dns static add address-list=detour-two-lines-x7k2-p1-p-a36p comment="detour:two-lines-x7k2:p1.spotifycdn-net.name.4 Spotify" match-subdomain=yes name=spotifycdn.net type=FWD
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
