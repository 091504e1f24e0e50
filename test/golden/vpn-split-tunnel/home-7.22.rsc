# Detour: profile home-x7k2, for RouterOS 7.22 on home.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:home-x7k2:all.lan.list.4 where traffic comes from" name=detour-home-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:home-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-home-x7k2-lan
# Rules about the tunnel wg-exit name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:home-x7k2:p1.vpn.list.4 the tunnel" name=detour-home-x7k2-p1-vpn
# The interface of the tunnel wg-exit.
/interface list member add comment="detour:home-x7k2:p1.vpn.member.4 wg-exit" interface=wg-exit list=detour-home-x7k2-p1-vpn
# What comes in by any other interface comes from inside.
/interface list add comment="detour:home-x7k2:all.outside.list.4 where the Internet is" name=detour-home-x7k2-outside
# wg-exit leads outside.
/interface list member add comment="detour:home-x7k2:all.wg--exit.outside-member.4 wg-exit" interface=wg-exit list=detour-home-x7k2-outside
/interface list member add comment="detour:home-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-home-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:home-x7k2:all.wan.list.4 lines that lead outside" name=detour-home-x7k2-wan
# Strangers may be behind ether1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:home-x7k2:all.ether1.wan-member.4 ether1" interface=ether1 list=detour-home-x7k2-wan
# A routing table of its own: marked packets find only the way through the tunnel wg-exit there.
/routing table add comment="detour:home-x7k2:p1.vpn.table.4 routes into the tunnel" fib name=detour-home-x7k2-p1-vpn
# Marked traffic takes the tunnel.
/ip route add comment="detour:home-x7k2:p1.vpn.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=wg-exit routing-table=detour-home-x7k2-p1-vpn
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:home-x7k2:p1.vpn.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-home-x7k2-p1-vpn
# Marked traffic takes the tunnel.
/ipv6 route add comment="detour:home-x7k2:p1.vpn.default.6 into the tunnel" dst-address=::/0 gateway=wg-exit routing-table=detour-home-x7k2-p1-vpn
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ipv6 route add blackhole comment="detour:home-x7k2:p1.vpn.blackhole.6 nothing leaks when the tunnel is gone" distance=254 dst-address=::/0 routing-table=detour-home-x7k2-p1-vpn
{
:local at [/routing/rule/find where !default]
:if ([:len $at] = 0) do={ /routing/rule/add action=lookup table=main disabled=yes comment=detour-anchor; :set at [/routing/rule/find where comment=detour-anchor] }
# Marked packets are looked up in the table of the tunnel and nowhere else, in both address
# families.
/routing rule add action=lookup-only-in-table comment="detour:home-x7k2:p1.vpn.lookup.4 marked traffic looks nowhere else" routing-mark=detour-home-x7k2-p1-vpn table=detour-home-x7k2-p1-vpn place-before=($at->0)
/routing/rule/remove [/routing/rule/find where comment=detour-anchor]
}
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:home-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-home-x7k2-bypass
/ip firewall address-list add address=192.0.2.0/24 comment="detour:home-x7k2:all.192-0-2-0-24.bypass.4 stays as it is" list=detour-home-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:home-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-home-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:home-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-home-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:home-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-home-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:1:100::/64 comment="detour:home-x7k2:all.2001:db8:1:100::-64.bypass.6 stays as it is" list=detour-home-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:1:ffff::/64 comment="detour:home-x7k2:all.2001:db8:1:ffff::-64.bypass.6 stays as it is" list=detour-home-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:home-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-home-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:home-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-home-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:home-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-home-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:home-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-home-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:home-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:home-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:home-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-home-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:home-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-home-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:home-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:home-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=tcp place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ip firewall filter add action=reject chain=forward comment="detour:home-x7k2:p1.vpn.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-home-x7k2-p1-vpn in-interface-list=detour-home-x7k2-lan out-interface-list=!detour-home-x7k2-p1-vpn reject-with=icmp-network-unreachable place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
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
/ip firewall filter add action=accept chain=forward comment="detour:home-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ipv6 firewall filter add action=reject chain=forward comment="detour:home-x7k2:p1.vpn.block.6 marked traffic leaves by the tunnel only" connection-mark=detour-home-x7k2-p1-vpn in-interface-list=detour-home-x7k2-lan out-interface-list=!detour-home-x7k2-p1-vpn reject-with=icmp-no-route place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
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
/ipv6 firewall filter add action=accept chain=forward comment="detour:home-x7k2:all.marked.not-fast.6 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:home-x7k2:p1.vpn.nat.4 our address in the tunnel" connection-mark=detour-home-x7k2-p1-vpn ipsec-policy=out,none out-interface-list=detour-home-x7k2-p1-vpn place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:home-x7k2:p1.vpn.nat.6 our address in the tunnel" connection-mark=detour-home-x7k2-p1-vpn ipsec-policy=out,none out-interface-list=detour-home-x7k2-p1-vpn place-before=($at->0)
/ipv6/firewall/nat/remove [/ipv6/firewall/nat/find where comment=detour-anchor]
}
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:home-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:home-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:home-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:home-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-home-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the tunnel wg-exit are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:home-x7k2:p1.vpn.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-home-x7k2-p1-vpn new-connection-mark=detour-home-x7k2-p1-vpn passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:home-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-home-x7k2-lan jump-target=detour-home-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:home-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-home-x7k2-outside jump-target=detour-home-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-home-x7k2-pre comment="detour:home-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-home-x7k2-bypass
/ip firewall mangle add action=return chain=detour-home-x7k2-pre comment="detour:home-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-port=53 protocol=udp
/ip firewall mangle add action=return chain=detour-home-x7k2-pre comment="detour:home-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-port=53 protocol=tcp
# The first packet of a connection decides: "listed traffic goes through the tunnel wg-exit".
/ip firewall mangle add action=mark-connection chain=detour-home-x7k2-pre comment="detour:home-x7k2:p1.use.mark-dst.4 listed traffic goes through the tunnel wg-exit" connection-mark=no-mark connection-state=new dst-address-list=detour-home-x7k2-p1-dst new-connection-mark=detour-home-x7k2-p1-vpn passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the tunnel
# wg-exit.
/ip firewall mangle add action=mark-routing chain=detour-home-x7k2-pre comment="detour:home-x7k2:p1.vpn.route.4 into the tunnel" connection-mark=detour-home-x7k2-p1-vpn new-routing-mark=detour-home-x7k2-p1-vpn passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:home-x7k2:p1.vpn.answer.4 answers of the router" connection-mark=detour-home-x7k2-p1-vpn dst-address-list=!detour-home-x7k2-bypass new-routing-mark=detour-home-x7k2-p1-vpn out-interface-list=!detour-home-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:home-x7k2:p1.vpn.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-home-x7k2-p1-vpn passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1380 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:home-x7k2:p1.vpn.mss-in.4 segments that fit, inwards" in-interface-list=detour-home-x7k2-p1-vpn new-mss=1380 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1381-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the tunnel wg-exit are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:home-x7k2:p1.vpn.came-in.6 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-home-x7k2-p1-vpn new-connection-mark=detour-home-x7k2-p1-vpn passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:home-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-home-x7k2-lan jump-target=detour-home-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:home-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-home-x7k2-outside jump-target=detour-home-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-home-x7k2-pre comment="detour:home-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-home-x7k2-bypass
/ipv6 firewall mangle add action=return chain=detour-home-x7k2-pre comment="detour:home-x7k2:all.dns-udp.return.6 DNS is answered by the router" dst-port=53 protocol=udp
/ipv6 firewall mangle add action=return chain=detour-home-x7k2-pre comment="detour:home-x7k2:all.dns-tcp.return.6 DNS is answered by the router" dst-port=53 protocol=tcp
# The first packet of a connection decides: "listed traffic goes through the tunnel wg-exit".
/ipv6 firewall mangle add action=mark-connection chain=detour-home-x7k2-pre comment="detour:home-x7k2:p1.use.mark-dst.6 listed traffic goes through the tunnel wg-exit" connection-mark=no-mark connection-state=new dst-address-list=detour-home-x7k2-p1-dst new-connection-mark=detour-home-x7k2-p1-vpn passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the tunnel
# wg-exit.
/ipv6 firewall mangle add action=mark-routing chain=detour-home-x7k2-pre comment="detour:home-x7k2:p1.vpn.route.6 into the tunnel" connection-mark=detour-home-x7k2-p1-vpn new-routing-mark=detour-home-x7k2-p1-vpn passthrough=no
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:home-x7k2:p1.vpn.answer.6 answers of the router" connection-mark=detour-home-x7k2-p1-vpn dst-address-list=!detour-home-x7k2-bypass new-routing-mark=detour-home-x7k2-p1-vpn out-interface-list=!detour-home-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:home-x7k2:p1.vpn.mss-out.6 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-home-x7k2-p1-vpn passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1360 bytes.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:home-x7k2:p1.vpn.mss-in.6 segments that fit, inwards" in-interface-list=detour-home-x7k2-p1-vpn new-mss=1360 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1361-65535 place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# When a host asks for bbc.co.uk or a name below it, every address in the answer joins the list,
# IPv4 and IPv6 (BBC iPlayer).
/ip dns static add address-list=detour-home-x7k2-p1-dst comment="detour:home-x7k2:p1.bbc-co-uk.name.4 BBC iPlayer" match-subdomain=yes name=bbc.co.uk type=FWD
/ip dns static add address-list=detour-home-x7k2-p1-dst comment="detour:home-x7k2:p1.bbc-com.name.4 BBC iPlayer" match-subdomain=yes name=bbc.com type=FWD
/ip dns static add address-list=detour-home-x7k2-p1-dst comment="detour:home-x7k2:p1.bbci-co-uk.name.4 BBC iPlayer" match-subdomain=yes name=bbci.co.uk type=FWD
/ip dns static add address-list=detour-home-x7k2-p1-dst comment="detour:home-x7k2:p1.bbc-net-uk.name.4 BBC iPlayer" match-subdomain=yes name=bbc.net.uk type=FWD
/ip dns static add address-list=detour-home-x7k2-p1-dst comment="detour:home-x7k2:p1.bidi-net-uk.name.4 BBC iPlayer" match-subdomain=yes name=bidi.net.uk type=FWD
/ip dns static add address-list=detour-home-x7k2-p1-dst comment="detour:home-x7k2:p1.bbcmedia-co-uk.name.4 BBC iPlayer" match-subdomain=yes name=bbcmedia.co.uk type=FWD
/ip dns static add address-list=detour-home-x7k2-p1-dst comment="detour:home-x7k2:p1.put-io.name.4 put.io" match-subdomain=yes name=put.io type=FWD
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
