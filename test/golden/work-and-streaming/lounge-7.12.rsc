# Detour: profile lounge-x7k2, for RouterOS 7.12 on shared.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.
# Keys are left out: put them where it says <secret>.

# The WireGuard interface with your key from the .conf.
/interface wireguard add comment="detour:lounge-x7k2:p1.company.tunnel.4 the tunnel" listen-port=40104 mtu=1420 name=detour-lounge-x7k2-p1-company private-key=<secret>
# The far end: its key, where it is, and what it may carry. Its own packets are not marked, so they
# go outside of the tunnel.
/interface wireguard peers add allowed-address=10.0.0.0/8,192.0.2.0/24 comment="detour:lounge-x7k2:p1.peer-6d01cd.peer.4 far end of the tunnel" endpoint-address=198.51.100.20 endpoint-port=51820 interface=detour-lounge-x7k2-p1-company persistent-keepalive=25s public-key="ShASloD7HQTUSDzAj4ttAMqoO6l8CAoeDJO1lYax+kk="
# Packets into the tunnel take this address as their source.
/ip address add address=10.200.7.3/32 comment="detour:lounge-x7k2:p1.10-200-7-3.address.4 our address in the tunnel" interface=detour-lounge-x7k2-p1-company
# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:lounge-x7k2:all.lan.list.4 where traffic comes from" name=detour-lounge-x7k2-lan
# Hosts behind vlan10-desks are to follow the policies.
/interface list member add comment="detour:lounge-x7k2:all.vlan10--desks.lan-member.4 vlan10-desks" interface=vlan10-desks list=detour-lounge-x7k2-lan
/interface list member add comment="detour:lounge-x7k2:all.vlan20--lounge.lan-member.4 vlan20-lounge" interface=vlan20-lounge list=detour-lounge-x7k2-lan
# Rules about the VPN tunnel name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:lounge-x7k2:p1.company.list.4 the tunnel" name=detour-lounge-x7k2-p1-company
# The interface of the VPN tunnel.
/interface list member add comment="detour:lounge-x7k2:p1.company.member.4 detour-lounge-x7k2-p1-company" interface=detour-lounge-x7k2-p1-company list=detour-lounge-x7k2-p1-company
# Rules about the tunnel wg-exit name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:lounge-x7k2:p1.leisure.list.4 the tunnel" name=detour-lounge-x7k2-p1-leisure
# The interface of the tunnel wg-exit.
/interface list member add comment="detour:lounge-x7k2:p1.leisure.member.4 wg-exit" interface=wg-exit list=detour-lounge-x7k2-p1-leisure
# What comes in by any other interface comes from inside.
/interface list add comment="detour:lounge-x7k2:all.outside.list.4 where the Internet is" name=detour-lounge-x7k2-outside
# detour-lounge-x7k2-p1-company leads outside.
/interface list member add comment="detour:lounge-x7k2:all.detour-lounge-x7k2-p1-com-6t5o.outside-member.4 detour-lounge-x7k2-p1-company" interface=detour-lounge-x7k2-p1-company list=detour-lounge-x7k2-outside
/interface list member add comment="detour:lounge-x7k2:all.wg--exit.outside-member.4 wg-exit" interface=wg-exit list=detour-lounge-x7k2-outside
/interface list member add comment="detour:lounge-x7k2:all.sfp1.outside-member.4 sfp1" interface=sfp1 list=detour-lounge-x7k2-outside
# A routing table of its own: marked packets find only the way through the VPN tunnel there.
/routing table add comment="detour:lounge-x7k2:p1.company.table.4 routes into the tunnel" fib name=detour-lounge-x7k2-p1-company
/routing table add comment="detour:lounge-x7k2:p1.leisure.table.4 routes into the tunnel" fib name=detour-lounge-x7k2-p1-leisure
# Marked traffic takes the tunnel.
/ip route add comment="detour:lounge-x7k2:p1.company.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=detour-lounge-x7k2-p1-company routing-table=detour-lounge-x7k2-p1-company
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:lounge-x7k2:p1.company.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-lounge-x7k2-p1-company
# Marked traffic takes the tunnel.
/ip route add comment="detour:lounge-x7k2:p1.leisure.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=wg-exit routing-table=detour-lounge-x7k2-p1-leisure
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:lounge-x7k2:p1.leisure.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-lounge-x7k2-p1-leisure
# Marked traffic takes the tunnel.
/ipv6 route add comment="detour:lounge-x7k2:p1.leisure.default.6 into the tunnel" dst-address=::/0 gateway=wg-exit routing-table=detour-lounge-x7k2-p1-leisure
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ipv6 route add blackhole comment="detour:lounge-x7k2:p1.leisure.blackhole.6 nothing leaks when the tunnel is gone" distance=254 dst-address=::/0 routing-table=detour-lounge-x7k2-p1-leisure
{
:local at [/routing/rule/find]
:if ([:len $at] = 0) do={ /routing/rule/add action=lookup table=main disabled=yes comment=detour-anchor; :set at [/routing/rule/find where comment=detour-anchor] }
# Marked packets are looked up in the table of the tunnel and nowhere else, in both address
# families.
/routing rule add action=lookup-only-in-table comment="detour:lounge-x7k2:p1.company.lookup.4 marked traffic looks nowhere else" routing-mark=detour-lounge-x7k2-p1-company table=detour-lounge-x7k2-p1-company place-before=($at->0)
/routing rule add action=lookup-only-in-table comment="detour:lounge-x7k2:p1.leisure.lookup.4 marked traffic looks nowhere else" routing-mark=detour-lounge-x7k2-p1-leisure table=detour-lounge-x7k2-p1-leisure place-before=($at->0)
/routing/rule/remove [/routing/rule/find where comment=detour-anchor]
}
# A destination of "work".
/ip firewall address-list add address=10.0.0.0/9 comment="detour:lounge-x7k2:p1.10-0-0-0-9.work-dst.4 work" list=detour-lounge-x7k2-p1-work-dst
/ip firewall address-list add address=192.0.2.0/25 comment="detour:lounge-x7k2:p1.192-0-2-0-25.work-dst.4 work" list=detour-lounge-x7k2-p1-work-dst
# A destination of "leisure".
/ip firewall address-list add address=203.0.113.128/25 comment="detour:lounge-x7k2:p1.203-0-113-128-25.play-dst.4 leisure" list=detour-lounge-x7k2-p1-play-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=10.1.10.0/24 comment="detour:lounge-x7k2:all.10-1-10-0-24.bypass.4 stays as it is" list=detour-lounge-x7k2-bypass
/ip firewall address-list add address=10.1.20.0/24 comment="detour:lounge-x7k2:all.10-1-20-0-24.bypass.4 stays as it is" list=detour-lounge-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:lounge-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-lounge-x7k2-bypass
/ip firewall address-list add address=203.0.113.8/29 comment="detour:lounge-x7k2:all.203-0-113-8-29.bypass.4 stays as it is" list=detour-lounge-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:lounge-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-lounge-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:lounge-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-lounge-x7k2-bypass
# A destination of "leisure".
/ipv6 firewall address-list add address=2001:db8:beef::/48 comment="detour:lounge-x7k2:p1.2001:db8:beef::-48.play-dst.6 leisure" list=detour-lounge-x7k2-p1-play-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:3:10::/64 comment="detour:lounge-x7k2:all.2001:db8:3:10::-64.bypass.6 stays as it is" list=detour-lounge-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:3:20::/64 comment="detour:lounge-x7k2:all.2001:db8:3:20::-64.bypass.6 stays as it is" list=detour-lounge-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:f:1::/64 comment="detour:lounge-x7k2:all.2001:db8:f:1::-64.bypass.6 stays as it is" list=detour-lounge-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:lounge-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-lounge-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:lounge-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-lounge-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The far end of the tunnel is a stranger: it may answer, but not open connections to the router.
/ip firewall filter add action=drop chain=input comment="detour:lounge-x7k2:p1.company.no-input.4 nobody in the tunnel reaches the router" connection-state=!established,related in-interface-list=detour-lounge-x7k2-p1-company place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The far end may answer, but not open connections to your hosts. Port forwards of your own stay
# open.
/ip firewall filter add action=drop chain=forward comment="detour:lounge-x7k2:p1.company.no-forward.4 nobody in the tunnel reaches your hosts" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-lounge-x7k2-p1-company place-before=($at->0)
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ip firewall filter add action=reject chain=forward comment="detour:lounge-x7k2:p1.company.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-lounge-x7k2-p1-company in-interface-list=detour-lounge-x7k2-lan out-interface-list=!detour-lounge-x7k2-p1-company reject-with=icmp-network-unreachable place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:lounge-x7k2:p1.leisure.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-lounge-x7k2-p1-leisure in-interface-list=detour-lounge-x7k2-lan out-interface-list=!detour-lounge-x7k2-p1-leisure reject-with=icmp-network-unreachable place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:lounge-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The far end of the tunnel is a stranger: it may answer, but not open connections to the router.
/ipv6 firewall filter add action=drop chain=input comment="detour:lounge-x7k2:p1.company.no-input.6 nobody in the tunnel reaches the router" connection-state=!established,related in-interface-list=detour-lounge-x7k2-p1-company place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The far end may answer, but not open connections to your hosts. Port forwards of your own stay
# open.
/ipv6 firewall filter add action=drop chain=forward comment="detour:lounge-x7k2:p1.company.no-forward.6 nobody in the tunnel reaches your hosts" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-lounge-x7k2-p1-company place-before=($at->0)
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ipv6 firewall filter add action=reject chain=forward comment="detour:lounge-x7k2:p1.leisure.block.6 marked traffic leaves by the tunnel only" connection-mark=detour-lounge-x7k2-p1-leisure in-interface-list=detour-lounge-x7k2-lan out-interface-list=!detour-lounge-x7k2-p1-leisure reject-with=icmp-no-route place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:lounge-x7k2:p1.company.nat.4 our address in the tunnel" connection-mark=detour-lounge-x7k2-p1-company ipsec-policy=out,none out-interface-list=detour-lounge-x7k2-p1-company place-before=($at->0)
/ip firewall nat add action=masquerade chain=srcnat comment="detour:lounge-x7k2:p1.leisure.nat.4 our address in the tunnel" connection-mark=detour-lounge-x7k2-p1-leisure ipsec-policy=out,none out-interface-list=detour-lounge-x7k2-p1-leisure place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:lounge-x7k2:p1.leisure.nat.6 our address in the tunnel" connection-mark=detour-lounge-x7k2-p1-leisure ipsec-policy=out,none out-interface-list=detour-lounge-x7k2-p1-leisure place-before=($at->0)
/ipv6/firewall/nat/remove [/ipv6/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the VPN tunnel are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:lounge-x7k2:p1.company.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-lounge-x7k2-p1-company new-connection-mark=detour-lounge-x7k2-p1-company passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:lounge-x7k2:p1.leisure.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-lounge-x7k2-p1-leisure new-connection-mark=detour-lounge-x7k2-p1-leisure passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:lounge-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-lounge-x7k2-lan jump-target=detour-lounge-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:lounge-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-lounge-x7k2-outside jump-target=detour-lounge-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-lounge-x7k2-bypass
# The first packet of a connection decides: "work goes through the VPN tunnel".
/ip firewall mangle add action=mark-connection chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:p1.work.mark-work-dst.4 work goes through the VPN tunnel" connection-mark=no-mark connection-state=new dst-address-list=detour-lounge-x7k2-p1-work-dst new-connection-mark=detour-lounge-x7k2-p1-company passthrough=yes
# The first packet of a connection decides: "leisure goes by the tunnel wg-exit".
/ip firewall mangle add action=mark-connection chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:p1.play.mark-play-dst.4 leisure goes by the tunnel wg-exit" connection-mark=no-mark connection-state=new dst-address-list=detour-lounge-x7k2-p1-play-dst new-connection-mark=detour-lounge-x7k2-p1-leisure passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the VPN
# tunnel.
/ip firewall mangle add action=mark-routing chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:p1.company.route.4 into the tunnel" connection-mark=detour-lounge-x7k2-p1-company new-routing-mark=detour-lounge-x7k2-p1-company passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:p1.leisure.route.4 into the tunnel" connection-mark=detour-lounge-x7k2-p1-leisure new-routing-mark=detour-lounge-x7k2-p1-leisure passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:lounge-x7k2:p1.company.answer.4 answers of the router" connection-mark=detour-lounge-x7k2-p1-company dst-address-list=!detour-lounge-x7k2-bypass new-routing-mark=detour-lounge-x7k2-p1-company out-interface-list=!detour-lounge-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:lounge-x7k2:p1.leisure.answer.4 answers of the router" connection-mark=detour-lounge-x7k2-p1-leisure dst-address-list=!detour-lounge-x7k2-bypass new-routing-mark=detour-lounge-x7k2-p1-leisure out-interface-list=!detour-lounge-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:lounge-x7k2:p1.company.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-lounge-x7k2-p1-company passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1380 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:lounge-x7k2:p1.company.mss-in.4 segments that fit, inwards" in-interface-list=detour-lounge-x7k2-p1-company new-mss=1380 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1381-65535 place-before=($at->0)
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:lounge-x7k2:p1.leisure.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-lounge-x7k2-p1-leisure passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1380 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:lounge-x7k2:p1.leisure.mss-in.4 segments that fit, inwards" in-interface-list=detour-lounge-x7k2-p1-leisure new-mss=1380 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1381-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the tunnel wg-exit are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:lounge-x7k2:p1.leisure.came-in.6 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-lounge-x7k2-p1-leisure new-connection-mark=detour-lounge-x7k2-p1-leisure passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:lounge-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-lounge-x7k2-lan jump-target=detour-lounge-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:lounge-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-lounge-x7k2-outside jump-target=detour-lounge-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-lounge-x7k2-bypass
# The first packet of a connection decides: "leisure goes by the tunnel wg-exit".
/ipv6 firewall mangle add action=mark-connection chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:p1.play.mark-play-dst.6 leisure goes by the tunnel wg-exit" connection-mark=no-mark connection-state=new dst-address-list=detour-lounge-x7k2-p1-play-dst new-connection-mark=detour-lounge-x7k2-p1-leisure passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the tunnel
# wg-exit.
/ipv6 firewall mangle add action=mark-routing chain=detour-lounge-x7k2-pre comment="detour:lounge-x7k2:p1.leisure.route.6 into the tunnel" connection-mark=detour-lounge-x7k2-p1-leisure new-routing-mark=detour-lounge-x7k2-p1-leisure passthrough=no
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:lounge-x7k2:p1.leisure.answer.6 answers of the router" connection-mark=detour-lounge-x7k2-p1-leisure dst-address-list=!detour-lounge-x7k2-bypass new-routing-mark=detour-lounge-x7k2-p1-leisure out-interface-list=!detour-lounge-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:lounge-x7k2:p1.leisure.mss-out.6 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-lounge-x7k2-p1-leisure passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1360 bytes.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:lounge-x7k2:p1.leisure.mss-in.6 segments that fit, inwards" in-interface-list=detour-lounge-x7k2-p1-leisure new-mss=1360 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1361-65535 place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
