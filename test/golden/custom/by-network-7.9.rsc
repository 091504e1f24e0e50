# Detour: profile by-network-x7k2, for RouterOS 7.9 on office.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:by-network-x7k2:all.lan.list.4 where traffic comes from" name=detour-by-network-x7k2-lan
# Hosts behind vlan10 are to follow the policies.
/interface list member add comment="detour:by-network-x7k2:all.vlan10.lan-member.4 vlan10" interface=vlan10 list=detour-by-network-x7k2-lan
/interface list member add comment="detour:by-network-x7k2:all.vlan20.lan-member.4 vlan20" interface=vlan20 list=detour-by-network-x7k2-lan
# Some policies are for one network only.
/interface list add comment="detour:by-network-x7k2:p1.in-vlan10.list.4 one network" name=detour-by-network-x7k2-p1-6ywr
# vlan10 belongs to this network.
/interface list member add comment="detour:by-network-x7k2:p1.vlan10.in-vlan10-member.4 vlan10" interface=vlan10 list=detour-by-network-x7k2-p1-6ywr
# Some policies are for one network only.
/interface list add comment="detour:by-network-x7k2:p1.in-vlan20.list.4 one network" name=detour-by-network-x7k2-p1-vyen
# vlan20 belongs to this network.
/interface list member add comment="detour:by-network-x7k2:p1.vlan20.in-vlan20-member.4 vlan20" interface=vlan20 list=detour-by-network-x7k2-p1-vyen
# Rules about the line sfp1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:by-network-x7k2:p1.by-sfp1.list.4 the line" name=detour-by-network-x7k2-p1-wzo7
# The interface of the line sfp1.
/interface list member add comment="detour:by-network-x7k2:p1.by-sfp1.member.4 sfp1" interface=sfp1 list=detour-by-network-x7k2-p1-wzo7
# Rules about the tunnel wg-branch name this list, so that they hold even when the interface is
# gone.
/interface list add comment="detour:by-network-x7k2:p1.by-wg-branch.list.4 the tunnel" name=detour-by-network-x7k2-p1-52hg
# The interface of the tunnel wg-branch.
/interface list member add comment="detour:by-network-x7k2:p1.by-wg-branch.member.4 wg-branch" interface=wg-branch list=detour-by-network-x7k2-p1-52hg
# Rules about the tunnel wg-exit name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:by-network-x7k2:p1.by-wg-exit.list.4 the tunnel" name=detour-by-network-x7k2-p1-5iyo
# The interface of the tunnel wg-exit.
/interface list member add comment="detour:by-network-x7k2:p1.by-wg-exit.member.4 wg-exit" interface=wg-exit list=detour-by-network-x7k2-p1-5iyo
# What comes in by any other interface comes from inside.
/interface list add comment="detour:by-network-x7k2:all.outside.list.4 where the Internet is" name=detour-by-network-x7k2-outside
# sfp1 leads outside.
/interface list member add comment="detour:by-network-x7k2:all.sfp1.outside-member.4 sfp1" interface=sfp1 list=detour-by-network-x7k2-outside
/interface list member add comment="detour:by-network-x7k2:all.wg--branch.outside-member.4 wg-branch" interface=wg-branch list=detour-by-network-x7k2-outside
/interface list member add comment="detour:by-network-x7k2:all.wg--exit.outside-member.4 wg-exit" interface=wg-exit list=detour-by-network-x7k2-outside
# A routing table of its own: marked packets find only the way through the line sfp1 there.
/routing table add comment="detour:by-network-x7k2:p1.by-sfp1.table.4 routes by the line" fib name=detour-by-network-x7k2-p1-wzo7
/routing table add comment="detour:by-network-x7k2:p1.by-wg-branch.table.4 routes into the tunnel" fib name=detour-by-network-x7k2-p1-52hg
/routing table add comment="detour:by-network-x7k2:p1.by-wg-exit.table.4 routes into the tunnel" fib name=detour-by-network-x7k2-p1-5iyo
# Marked traffic takes the line.
/ip route add comment="detour:by-network-x7k2:p1.by-sfp1.default.4 by the line" dst-address=0.0.0.0/0 gateway=203.0.113.9%sfp1 routing-table=detour-by-network-x7k2-p1-wzo7
# The last route of the table: when the way through the line is gone, marked packets end here.
/ip route add blackhole comment="detour:by-network-x7k2:p1.by-sfp1.blackhole.4 nothing leaks when the line is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-by-network-x7k2-p1-wzo7
# Marked traffic takes the tunnel.
/ip route add comment="detour:by-network-x7k2:p1.by-wg-branch.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=wg-branch routing-table=detour-by-network-x7k2-p1-52hg
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:by-network-x7k2:p1.by-wg-branch.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-by-network-x7k2-p1-52hg
# Marked traffic takes the tunnel.
/ipv6 route add comment="detour:by-network-x7k2:p1.by-wg-branch.default.6 into the tunnel" dst-address=::/0 gateway=wg-branch routing-table=detour-by-network-x7k2-p1-52hg
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ipv6 route add blackhole comment="detour:by-network-x7k2:p1.by-wg-branch.blackhole.6 nothing leaks when the tunnel is gone" distance=254 dst-address=::/0 routing-table=detour-by-network-x7k2-p1-52hg
# Marked traffic takes the tunnel.
/ip route add comment="detour:by-network-x7k2:p1.by-wg-exit.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=wg-exit routing-table=detour-by-network-x7k2-p1-5iyo
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:by-network-x7k2:p1.by-wg-exit.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-by-network-x7k2-p1-5iyo
# Marked traffic takes the tunnel.
/ipv6 route add comment="detour:by-network-x7k2:p1.by-wg-exit.default.6 into the tunnel" dst-address=::/0 gateway=wg-exit routing-table=detour-by-network-x7k2-p1-5iyo
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ipv6 route add blackhole comment="detour:by-network-x7k2:p1.by-wg-exit.blackhole.6 nothing leaks when the tunnel is gone" distance=254 dst-address=::/0 routing-table=detour-by-network-x7k2-p1-5iyo
{
:local at [/routing/rule/find]
:if ([:len $at] = 0) do={ /routing/rule/add action=lookup table=main disabled=yes comment=detour-anchor; :set at [/routing/rule/find where comment=detour-anchor] }
# Marked packets are looked up in the table of the line and nowhere else, in both address families.
/routing rule add action=lookup-only-in-table comment="detour:by-network-x7k2:p1.by-sfp1.lookup.4 marked traffic looks nowhere else" routing-mark=detour-by-network-x7k2-p1-wzo7 table=detour-by-network-x7k2-p1-wzo7 place-before=($at->0)
/routing rule add action=lookup-only-in-table comment="detour:by-network-x7k2:p1.by-wg-branch.lookup.4 marked traffic looks nowhere else" routing-mark=detour-by-network-x7k2-p1-52hg table=detour-by-network-x7k2-p1-52hg place-before=($at->0)
/routing rule add action=lookup-only-in-table comment="detour:by-network-x7k2:p1.by-wg-exit.lookup.4 marked traffic looks nowhere else" routing-mark=detour-by-network-x7k2-p1-5iyo table=detour-by-network-x7k2-p1-5iyo place-before=($at->0)
/routing/rule/remove [/routing/rule/find where comment=detour-anchor]
}
# A destination of "to 10.20.0.0/16, 2001:db8:55::/48".
/ip firewall address-list add address=10.20.0.0/16 comment="detour:by-network-x7k2:p1.10-20-0-0-16.to-10-20-0-0-1-dst.4 to 10.20.0.0/16, 2001:db8:55::/48" list=detour-by-network-x7k2-p1-gkvl
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=10.1.10.0/24 comment="detour:by-network-x7k2:all.10-1-10-0-24.bypass.4 stays as it is" list=detour-by-network-x7k2-bypass
/ip firewall address-list add address=10.1.20.0/24 comment="detour:by-network-x7k2:all.10-1-20-0-24.bypass.4 stays as it is" list=detour-by-network-x7k2-bypass
/ip firewall address-list add address=10.255.0.0/30 comment="detour:by-network-x7k2:all.10-255-0-0-30.bypass.4 stays as it is" list=detour-by-network-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:by-network-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-by-network-x7k2-bypass
# What is beside the line sfp1, such as a modem's own page: no policy touches it. It moves with the
# lease.
/ip firewall address-list add address=203.0.113.8/29 comment="detour:by-network-x7k2:all.sfp1.beside.4 beside the line sfp1" list=detour-by-network-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=224.0.0.0/4 comment="detour:by-network-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-by-network-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:by-network-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-by-network-x7k2-bypass
# A destination of "to 10.20.0.0/16, 2001:db8:55::/48".
/ipv6 firewall address-list add address=2001:db8:55::/48 comment="detour:by-network-x7k2:p1.2001:db8:55::-48.to-10-20-0-0-1-dst.6 to 10.20.0.0/16, 2001:db8:55::/48" list=detour-by-network-x7k2-p1-gkvl
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:3:10::/64 comment="detour:by-network-x7k2:all.2001:db8:3:10::-64.bypass.6 stays as it is" list=detour-by-network-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:3:20::/64 comment="detour:by-network-x7k2:all.2001:db8:3:20::-64.bypass.6 stays as it is" list=detour-by-network-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:f:1::/64 comment="detour:by-network-x7k2:all.2001:db8:f:1::-64.bypass.6 stays as it is" list=detour-by-network-x7k2-bypass
/ipv6 firewall address-list add address=fd00:55::/64 comment="detour:by-network-x7k2:all.fd00:55::-64.bypass.6 stays as it is" list=detour-by-network-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:by-network-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-by-network-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:by-network-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-by-network-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ip firewall filter add action=reject chain=forward comment="detour:by-network-x7k2:p1.by-sfp1.block.4 marked traffic leaves by the line only" connection-mark=detour-by-network-x7k2-p1-wzo7 in-interface-list=detour-by-network-x7k2-lan out-interface-list=!detour-by-network-x7k2-p1-wzo7 reject-with=icmp-network-unreachable place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:by-network-x7k2:p1.by-wg-branch.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-by-network-x7k2-p1-52hg in-interface-list=detour-by-network-x7k2-lan out-interface-list=!detour-by-network-x7k2-p1-52hg reject-with=icmp-network-unreachable place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:by-network-x7k2:p1.by-wg-exit.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-by-network-x7k2-p1-5iyo in-interface-list=detour-by-network-x7k2-lan out-interface-list=!detour-by-network-x7k2-p1-5iyo reject-with=icmp-network-unreachable place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:by-network-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ipv6 firewall filter add action=reject chain=forward comment="detour:by-network-x7k2:p1.by-wg-branch.block.6 marked traffic leaves by the tunnel only" connection-mark=detour-by-network-x7k2-p1-52hg in-interface-list=detour-by-network-x7k2-lan out-interface-list=!detour-by-network-x7k2-p1-52hg reject-with=icmp-no-route place-before=($at->0)
/ipv6 firewall filter add action=reject chain=forward comment="detour:by-network-x7k2:p1.by-wg-exit.block.6 marked traffic leaves by the tunnel only" connection-mark=detour-by-network-x7k2-p1-5iyo in-interface-list=detour-by-network-x7k2-lan out-interface-list=!detour-by-network-x7k2-p1-5iyo reject-with=icmp-no-route place-before=($at->0)
# IPv6 that cannot go through the line is looked for among the new connections of your hosts.
/ipv6 firewall filter add action=jump chain=forward comment="detour:by-network-x7k2:all.no.jump.6 new connections of your hosts" connection-state=!established,related in-interface-list=detour-by-network-x7k2-lan jump-target=detour-by-network-x7k2-no place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall filter add action=return chain=detour-by-network-x7k2-no comment="detour:by-network-x7k2:all.no.return.6 local traffic stays local" dst-address-list=detour-by-network-x7k2-bypass
# IPv6 to these destinations cannot go through the line sfp1; it is refused, so that programs take
# IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-by-network-x7k2-no comment="detour:by-network-x7k2:p1.tcp-25-465-587.refuse-in-vlan10-tcp.6 no IPv6 past the line" dst-port=25,465,587 in-interface-list=detour-by-network-x7k2-p1-6ywr protocol=tcp reject-with=icmp-no-route
# IPv6 to these destinations cannot go through the line sfp1; it is refused, so that programs take
# IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-by-network-x7k2-no comment="detour:by-network-x7k2:p1.tcp-25-465-587.refuse-in-vlan20-tcp.6 no IPv6 past the line" dst-port=25,465,587 in-interface-list=detour-by-network-x7k2-p1-vyen protocol=tcp reject-with=icmp-no-route
# What is sent by the line sfp1 takes the address of that line, where no rule of yours has given it
# one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:by-network-x7k2:p1.by-sfp1.nat.4 our address on the line" connection-mark=detour-by-network-x7k2-p1-wzo7 ipsec-policy=out,none out-interface-list=detour-by-network-x7k2-p1-wzo7
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
/ip firewall nat add action=masquerade chain=srcnat comment="detour:by-network-x7k2:p1.by-wg-branch.nat.4 our address in the tunnel" connection-mark=detour-by-network-x7k2-p1-52hg ipsec-policy=out,none out-interface-list=detour-by-network-x7k2-p1-52hg place-before=($at->0)
/ip firewall nat add action=masquerade chain=srcnat comment="detour:by-network-x7k2:p1.by-wg-exit.nat.4 our address in the tunnel" connection-mark=detour-by-network-x7k2-p1-5iyo ipsec-policy=out,none out-interface-list=detour-by-network-x7k2-p1-5iyo place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:by-network-x7k2:p1.by-wg-branch.nat.6 our address in the tunnel" connection-mark=detour-by-network-x7k2-p1-52hg ipsec-policy=out,none out-interface-list=detour-by-network-x7k2-p1-52hg place-before=($at->0)
/ipv6 firewall nat add action=masquerade chain=srcnat comment="detour:by-network-x7k2:p1.by-wg-exit.nat.6 our address in the tunnel" connection-mark=detour-by-network-x7k2-p1-5iyo ipsec-policy=out,none out-interface-list=detour-by-network-x7k2-p1-5iyo place-before=($at->0)
/ipv6/firewall/nat/remove [/ipv6/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the line sfp1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:by-network-x7k2:p1.by-sfp1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-by-network-x7k2-p1-wzo7 new-connection-mark=detour-by-network-x7k2-p1-wzo7 passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:by-network-x7k2:p1.by-wg-branch.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-by-network-x7k2-p1-52hg new-connection-mark=detour-by-network-x7k2-p1-52hg passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:by-network-x7k2:p1.by-wg-exit.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-by-network-x7k2-p1-5iyo new-connection-mark=detour-by-network-x7k2-p1-5iyo passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:by-network-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-by-network-x7k2-lan jump-target=detour-by-network-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:by-network-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-by-network-x7k2-outside jump-target=detour-by-network-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-by-network-x7k2-bypass
# The first packet of a connection decides: "tcp 25,465,587 by sfp1".
/ip firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.tcp-25-465-587.mark-in-vlan10-tcp.4 tcp 25,465,587 by sfp1" connection-mark=no-mark connection-state=new dst-port=25,465,587 in-interface-list=detour-by-network-x7k2-p1-6ywr new-connection-mark=detour-by-network-x7k2-p1-wzo7 passthrough=yes protocol=tcp
# The first packet of a connection decides: "tcp 25,465,587 by sfp1".
/ip firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.tcp-25-465-587.mark-in-vlan20-tcp.4 tcp 25,465,587 by sfp1" connection-mark=no-mark connection-state=new dst-port=25,465,587 in-interface-list=detour-by-network-x7k2-p1-vyen new-connection-mark=detour-by-network-x7k2-p1-wzo7 passthrough=yes protocol=tcp
# The first packet of a connection decides: "to 10.20.0.0/16, 2001:db8:55::/48 by wg-branch".
/ip firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.to-10-20-0-0-1.mark-to-10-20-0-0-1-dst-in-vlan10.4 to 10.20.0.0/16, 2001:d" connection-mark=no-mark connection-state=new dst-address-list=detour-by-network-x7k2-p1-gkvl in-interface-list=detour-by-network-x7k2-p1-6ywr new-connection-mark=detour-by-network-x7k2-p1-52hg passthrough=yes
# The first packet of a connection decides: "to 10.20.0.0/16, 2001:db8:55::/48 by wg-branch".
/ip firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.to-10-20-0-0-1.mark-to-10-20-0-0-1-dst-in-vlan20.4 to 10.20.0.0/16, 2001:d" connection-mark=no-mark connection-state=new dst-address-list=detour-by-network-x7k2-p1-gkvl in-interface-list=detour-by-network-x7k2-p1-vyen new-connection-mark=detour-by-network-x7k2-p1-52hg passthrough=yes
# The first packet of a connection decides: "in vlan20 everything by wg-exit".
/ip firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.in-vlan20-ever.mark-in-vlan20.4 in vlan20 everything by wg-exit" connection-mark=no-mark connection-state=new in-interface-list=detour-by-network-x7k2-p1-vyen new-connection-mark=detour-by-network-x7k2-p1-5iyo passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the line
# sfp1.
/ip firewall mangle add action=mark-routing chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.by-sfp1.route.4 by the line" connection-mark=detour-by-network-x7k2-p1-wzo7 new-routing-mark=detour-by-network-x7k2-p1-wzo7 passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.by-wg-branch.route.4 into the tunnel" connection-mark=detour-by-network-x7k2-p1-52hg new-routing-mark=detour-by-network-x7k2-p1-52hg passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.by-wg-exit.route.4 into the tunnel" connection-mark=detour-by-network-x7k2-p1-5iyo new-routing-mark=detour-by-network-x7k2-p1-5iyo passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:by-network-x7k2:p1.by-sfp1.answer.4 answers of the router" connection-mark=detour-by-network-x7k2-p1-wzo7 dst-address-list=!detour-by-network-x7k2-bypass new-routing-mark=detour-by-network-x7k2-p1-wzo7 out-interface-list=!detour-by-network-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:by-network-x7k2:p1.by-wg-branch.answer.4 answers of the router" connection-mark=detour-by-network-x7k2-p1-52hg dst-address-list=!detour-by-network-x7k2-bypass new-routing-mark=detour-by-network-x7k2-p1-52hg out-interface-list=!detour-by-network-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:by-network-x7k2:p1.by-wg-exit.answer.4 answers of the router" connection-mark=detour-by-network-x7k2-p1-5iyo dst-address-list=!detour-by-network-x7k2-bypass new-routing-mark=detour-by-network-x7k2-p1-5iyo out-interface-list=!detour-by-network-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-branch.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-by-network-x7k2-p1-52hg passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1380 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-branch.mss-in.4 segments that fit, inwards" in-interface-list=detour-by-network-x7k2-p1-52hg new-mss=1380 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1381-65535 place-before=($at->0)
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-exit.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-by-network-x7k2-p1-5iyo passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1380 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-exit.mss-in.4 segments that fit, inwards" in-interface-list=detour-by-network-x7k2-p1-5iyo new-mss=1380 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1381-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the tunnel wg-branch are remembered, so that replies go back by it.
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:by-network-x7k2:p1.by-wg-branch.came-in.6 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-by-network-x7k2-p1-52hg new-connection-mark=detour-by-network-x7k2-p1-52hg passthrough=yes place-before=($at->0)
/ipv6 firewall mangle add action=mark-connection chain=prerouting comment="detour:by-network-x7k2:p1.by-wg-exit.came-in.6 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-by-network-x7k2-p1-5iyo new-connection-mark=detour-by-network-x7k2-p1-5iyo passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:by-network-x7k2:all.pre.jump.6 what your hosts send out" dst-address-type=!local in-interface-list=detour-by-network-x7k2-lan jump-target=detour-by-network-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ipv6 firewall mangle add action=jump chain=prerouting comment="detour:by-network-x7k2:all.pre.jump-back.6 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-by-network-x7k2-outside jump-target=detour-by-network-x7k2-pre place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall mangle add action=return chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:all.bypass.return.6 local traffic stays local" dst-address-list=detour-by-network-x7k2-bypass
# "tcp 25,465,587 by sfp1" cannot carry IPv6 and has it refused: no policy below takes it instead.
/ipv6 firewall mangle add action=return chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.tcp-25-465-587.withhold-in-vlan10-tcp.6 tcp 25,465,587 by sfp1" connection-mark=no-mark dst-port=25,465,587 in-interface-list=detour-by-network-x7k2-p1-6ywr protocol=tcp
# "tcp 25,465,587 by sfp1" cannot carry IPv6 and has it refused: no policy below takes it instead.
/ipv6 firewall mangle add action=return chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.tcp-25-465-587.withhold-in-vlan20-tcp.6 tcp 25,465,587 by sfp1" connection-mark=no-mark dst-port=25,465,587 in-interface-list=detour-by-network-x7k2-p1-vyen protocol=tcp
# The first packet of a connection decides: "to 10.20.0.0/16, 2001:db8:55::/48 by wg-branch".
/ipv6 firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.to-10-20-0-0-1.mark-to-10-20-0-0-1-dst-in-vlan10.6 to 10.20.0.0/16, 2001:d" connection-mark=no-mark connection-state=new dst-address-list=detour-by-network-x7k2-p1-gkvl in-interface-list=detour-by-network-x7k2-p1-6ywr new-connection-mark=detour-by-network-x7k2-p1-52hg passthrough=yes
# The first packet of a connection decides: "to 10.20.0.0/16, 2001:db8:55::/48 by wg-branch".
/ipv6 firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.to-10-20-0-0-1.mark-to-10-20-0-0-1-dst-in-vlan20.6 to 10.20.0.0/16, 2001:d" connection-mark=no-mark connection-state=new dst-address-list=detour-by-network-x7k2-p1-gkvl in-interface-list=detour-by-network-x7k2-p1-vyen new-connection-mark=detour-by-network-x7k2-p1-52hg passthrough=yes
# The first packet of a connection decides: "in vlan20 everything by wg-exit".
/ipv6 firewall mangle add action=mark-connection chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.in-vlan20-ever.mark-in-vlan20.6 in vlan20 everything by wg-exit" connection-mark=no-mark connection-state=new in-interface-list=detour-by-network-x7k2-p1-vyen new-connection-mark=detour-by-network-x7k2-p1-5iyo passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the tunnel
# wg-branch.
/ipv6 firewall mangle add action=mark-routing chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.by-wg-branch.route.6 into the tunnel" connection-mark=detour-by-network-x7k2-p1-52hg new-routing-mark=detour-by-network-x7k2-p1-52hg passthrough=no
/ipv6 firewall mangle add action=mark-routing chain=detour-by-network-x7k2-pre comment="detour:by-network-x7k2:p1.by-wg-exit.route.6 into the tunnel" connection-mark=detour-by-network-x7k2-p1-5iyo new-routing-mark=detour-by-network-x7k2-p1-5iyo passthrough=no
{
:local at [/ipv6/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:by-network-x7k2:p1.by-wg-branch.answer.6 answers of the router" connection-mark=detour-by-network-x7k2-p1-52hg dst-address-list=!detour-by-network-x7k2-bypass new-routing-mark=detour-by-network-x7k2-p1-52hg out-interface-list=!detour-by-network-x7k2-lan passthrough=no place-before=($at->0)
/ipv6 firewall mangle add action=mark-routing chain=output comment="detour:by-network-x7k2:p1.by-wg-exit.answer.6 answers of the router" connection-mark=detour-by-network-x7k2-p1-5iyo dst-address-list=!detour-by-network-x7k2-bypass new-routing-mark=detour-by-network-x7k2-p1-5iyo out-interface-list=!detour-by-network-x7k2-lan passthrough=no place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-branch.mss-out.6 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-by-network-x7k2-p1-52hg passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1360 bytes.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-branch.mss-in.6 segments that fit, inwards" in-interface-list=detour-by-network-x7k2-p1-52hg new-mss=1360 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1361-65535 place-before=($at->0)
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-exit.mss-out.6 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-by-network-x7k2-p1-5iyo passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1360 bytes.
/ipv6 firewall mangle add action=change-mss chain=forward comment="detour:by-network-x7k2:p1.by-wg-exit.mss-in.6 segments that fit, inwards" in-interface-list=detour-by-network-x7k2-p1-5iyo new-mss=1360 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1361-65535 place-before=($at->0)
/ipv6/firewall/mangle/remove [/ipv6/firewall/mangle/find where comment=detour-anchor]
}
# The provider of the line sfp1 may name another next hop with each lease: the script of the DHCP
# client passes it on to our routes. What yours does stays in it.
/ip dhcp-client set [find where interface="sfp1"] script=":if (\$bound=1) do={ /ip/route/set [find where comment~\"detour:by-network-x7k2:(p1.by-sfp1.default).4 \"] gateway=(\$\"gateway-address\" . \"%\" . \$interface); :foreach a in=[/ip/address/find where interface=\"sfp1\" and dynamic] do={ :local own [/ip/address/get \$a address]; :do { /ip/firewall/address-list/set [find where comment~\"detour:by-network-x7k2:(all.sfp1.beside).4 \"] address=([/ip/address/get \$a network] . [:pick \$own [:find \$own \"/\"] [:len \$own]]) } on-error={} } }"
