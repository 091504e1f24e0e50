# Detour: profile office-x7k2, for RouterOS 7.24 on office.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.
# Keys are left out: put them where it says <secret>.

# The WireGuard interface with your key from the .conf.
/interface wireguard add comment="detour:office-x7k2:p1.vpn.tunnel.4 the tunnel" listen-port=51999 mtu=1400 name=detour-office-x7k2-p1-vpn private-key=<secret>
# The far end: its key, where it is, and what it may carry. Its own packets are not marked, so they
# go outside of the tunnel.
/interface wireguard peers add allowed-address=10.0.0.0/9 comment="detour:office-x7k2:p1.peer-6d01cd.peer.4 far end of the tunnel" endpoint-address=198.51.100.20 endpoint-port=51820 interface=detour-office-x7k2-p1-vpn name=detour-office-x7k2-p1-peer-njfy persistent-keepalive=25s preshared-key=<secret> public-key="ShASloD7HQTUSDzAj4ttAMqoO6l8CAoeDJO1lYax+kk="
/interface wireguard peers add allowed-address=10.128.0.0/9,192.0.2.0/24 comment="detour:office-x7k2:p1.peer-f56d49.peer.4 far end of the tunnel" endpoint-address=2001:db8:ffff::20 endpoint-port=51820 interface=detour-office-x7k2-p1-vpn name=detour-office-x7k2-p1-peer-hrrt persistent-keepalive=25s public-key="ZlLKKvBgx1Uib9811FyXQ1Q6bxb8sAv2F/k8isqgxyY="
# Packets into the tunnel take this address as their source.
/ip address add address=10.200.7.3/32 comment="detour:office-x7k2:p1.10-200-7-3.address.4 our address in the tunnel" interface=detour-office-x7k2-p1-vpn
# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:office-x7k2:all.lan.list.4 where traffic comes from" name=detour-office-x7k2-lan
# Hosts behind vlan10-staff are to follow the policies.
/interface list member add comment="detour:office-x7k2:all.vlan10--staff.lan-member.4 vlan10-staff" interface=vlan10-staff list=detour-office-x7k2-lan
/interface list member add comment="detour:office-x7k2:all.vlan20--lab.lan-member.4 vlan20-lab" interface=vlan20-lab list=detour-office-x7k2-lan
# Rules about the VPN tunnel name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:office-x7k2:p1.vpn.list.4 the tunnel" name=detour-office-x7k2-p1-vpn
# The interface of the VPN tunnel.
/interface list member add comment="detour:office-x7k2:p1.vpn.member.4 detour-office-x7k2-p1-vpn" interface=detour-office-x7k2-p1-vpn list=detour-office-x7k2-p1-vpn
# What comes in by any other interface comes from inside.
/interface list add comment="detour:office-x7k2:all.outside.list.4 where the Internet is" name=detour-office-x7k2-outside
# detour-office-x7k2-p1-vpn leads outside.
/interface list member add comment="detour:office-x7k2:all.detour--office--x7k2--p1--vpn.outside-member.4 detour-office-x7k2-p1-vpn" interface=detour-office-x7k2-p1-vpn list=detour-office-x7k2-outside
/interface list member add comment="detour:office-x7k2:all.sfp1.outside-member.4 sfp1" interface=sfp1 list=detour-office-x7k2-outside
# A routing table of its own: marked packets find only the way through the VPN tunnel there.
/routing table add comment="detour:office-x7k2:p1.vpn.table.4 routes into the tunnel" fib name=detour-office-x7k2-p1-vpn
# Marked traffic takes the tunnel.
/ip route add comment="detour:office-x7k2:p1.vpn.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=detour-office-x7k2-p1-vpn routing-table=detour-office-x7k2-p1-vpn
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:office-x7k2:p1.vpn.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-office-x7k2-p1-vpn
{
:local at [/routing/rule/find where !default]
:if ([:len $at] = 0) do={ /routing/rule/add action=lookup table=main disabled=yes comment=detour-anchor; :set at [/routing/rule/find where comment=detour-anchor] }
# Marked packets are looked up in the table of the tunnel and nowhere else, in both address
# families.
/routing rule add action=lookup-only-in-table comment="detour:office-x7k2:p1.vpn.lookup.4 marked traffic looks nowhere else" routing-mark=detour-office-x7k2-p1-vpn table=detour-office-x7k2-p1-vpn place-before=($at->0)
/routing/rule/remove [/routing/rule/find where comment=detour-anchor]
}
# A destination of "listed destinations".
/ip firewall address-list add address=10.0.0.0/8 comment="detour:office-x7k2:p1.10-0-0-0-8.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
/ip firewall address-list add address=192.0.2.10/31 comment="detour:office-x7k2:p1.192-0-2-10-31.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
/ip firewall address-list add address=192.0.2.12/30 comment="detour:office-x7k2:p1.192-0-2-12-30.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
/ip firewall address-list add address=192.0.2.16/30 comment="detour:office-x7k2:p1.192-0-2-16-30.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
/ip firewall address-list add address=192.0.2.20 comment="detour:office-x7k2:p1.192-0-2-20.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
/ip firewall address-list add address=192.0.2.128/25 comment="detour:office-x7k2:p1.192-0-2-128-25.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
/ip firewall address-list add address=corp.example.com comment="detour:office-x7k2:p1.corp-example-com.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
/ip firewall address-list add address=git.example.com comment="detour:office-x7k2:p1.git-example-com.dst.4 listed destinations" list=detour-office-x7k2-p1-dst
# "listed traffic goes through the VPN tunnel" is for these senders only.
/ip firewall address-list add address=10.1.10.0/25 comment="detour:office-x7k2:p1.10-1-10-0-25.use.4 sender that the policy is for" list=detour-office-x7k2-p1-use
/ip firewall address-list add address=10.1.20.50 comment="detour:office-x7k2:p1.10-1-20-50.use.4 sender that the policy is for" list=detour-office-x7k2-p1-use
/ip firewall address-list add address=10.1.20.60/30 comment="detour:office-x7k2:p1.10-1-20-60-30.use.4 sender that the policy is for" list=detour-office-x7k2-p1-use
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=10.1.10.0/24 comment="detour:office-x7k2:all.10-1-10-0-24.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=10.1.20.0/24 comment="detour:office-x7k2:all.10-1-20-0-24.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=10.2.0.0/16 comment="detour:office-x7k2:all.10-2-0-0-16.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=10.255.0.0/30 comment="detour:office-x7k2:all.10-255-0-0-30.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=169.254.0.0/16 comment="detour:office-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=172.20.30.0/24 comment="detour:office-x7k2:all.172-20-30-0-24.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=203.0.113.8/29 comment="detour:office-x7k2:all.203-0-113-8-29.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:office-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-office-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:office-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-office-x7k2-bypass
# The router looks corp.example.com up by itself and lists the addresses that it gets.
/ipv6 firewall address-list add address=corp.example.com comment="detour:office-x7k2:p1.corp-example-com.dst.6 listed destinations" list=detour-office-x7k2-p1-dst
/ipv6 firewall address-list add address=git.example.com comment="detour:office-x7k2:p1.git-example-com.dst.6 listed destinations" list=detour-office-x7k2-p1-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:3:10::/64 comment="detour:office-x7k2:all.2001:db8:3:10::-64.bypass.6 stays as it is" list=detour-office-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:3:20::/64 comment="detour:office-x7k2:all.2001:db8:3:20::-64.bypass.6 stays as it is" list=detour-office-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:3:f000::/52 comment="detour:office-x7k2:all.2001:db8:3:f000::-52.bypass.6 stays as it is" list=detour-office-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:office-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-office-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:office-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-office-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The far end of the tunnel is a stranger: it may answer, but not open connections to the router.
/ip firewall filter add action=drop chain=input comment="detour:office-x7k2:p1.vpn.no-input.4 nobody in the tunnel reaches the router" connection-state=!established,related in-interface-list=detour-office-x7k2-p1-vpn place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The far end may answer, but not open connections to your hosts. Port forwards of your own stay
# open.
/ip firewall filter add action=drop chain=forward comment="detour:office-x7k2:p1.vpn.no-forward.4 nobody in the tunnel reaches your hosts" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-office-x7k2-p1-vpn place-before=($at->0)
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ip firewall filter add action=reject chain=forward comment="detour:office-x7k2:p1.vpn.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-office-x7k2-p1-vpn in-interface-list=detour-office-x7k2-lan out-interface-list=!detour-office-x7k2-p1-vpn reject-with=icmp-network-unreachable place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:office-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The far end of the tunnel is a stranger: it may answer, but not open connections to the router.
/ipv6 firewall filter add action=drop chain=input comment="detour:office-x7k2:p1.vpn.no-input.6 nobody in the tunnel reaches the router" connection-state=!established,related in-interface-list=detour-office-x7k2-p1-vpn place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The far end may answer, but not open connections to your hosts. Port forwards of your own stay
# open.
/ipv6 firewall filter add action=drop chain=forward comment="detour:office-x7k2:p1.vpn.no-forward.6 nobody in the tunnel reaches your hosts" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-office-x7k2-p1-vpn place-before=($at->0)
# IPv6 that cannot go through the tunnel is looked for among the new connections of your hosts.
/ipv6 firewall filter add action=jump chain=forward comment="detour:office-x7k2:all.no.jump.6 new connections of your hosts" connection-state=!established,related in-interface-list=detour-office-x7k2-lan jump-target=detour-office-x7k2-no place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall filter add action=return chain=detour-office-x7k2-no comment="detour:office-x7k2:all.no.return.6 local traffic stays local" dst-address-list=detour-office-x7k2-bypass
# IPv6 to these destinations cannot go through the VPN tunnel; it is refused, so that programs take
# IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-office-x7k2-no comment="detour:office-x7k2:p1.use.refuse-dst.6 no IPv6 past the tunnel" dst-address-list=detour-office-x7k2-p1-dst reject-with=icmp-no-route
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:office-x7k2:p1.vpn.nat.4 our address in the tunnel" connection-mark=detour-office-x7k2-p1-vpn ipsec-policy=out,none out-interface-list=detour-office-x7k2-p1-vpn place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the VPN tunnel are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:office-x7k2:p1.vpn.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-office-x7k2-p1-vpn new-connection-mark=detour-office-x7k2-p1-vpn passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:office-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-office-x7k2-lan jump-target=detour-office-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:office-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-office-x7k2-outside jump-target=detour-office-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-office-x7k2-pre comment="detour:office-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-office-x7k2-bypass
# The first packet of a connection decides: "listed traffic goes through the VPN tunnel".
/ip firewall mangle add action=mark-connection chain=detour-office-x7k2-pre comment="detour:office-x7k2:p1.use.mark-dst.4 listed traffic goes through the VPN tunnel" connection-mark=no-mark connection-state=new dst-address-list=detour-office-x7k2-p1-dst new-connection-mark=detour-office-x7k2-p1-vpn passthrough=yes src-address-list=detour-office-x7k2-p1-use
# Every packet that your hosts send on a marked connection is looked up in the table of the VPN
# tunnel.
/ip firewall mangle add action=mark-routing chain=detour-office-x7k2-pre comment="detour:office-x7k2:p1.vpn.route.4 into the tunnel" connection-mark=detour-office-x7k2-p1-vpn new-routing-mark=detour-office-x7k2-p1-vpn passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:office-x7k2:p1.vpn.answer.4 answers of the router" connection-mark=detour-office-x7k2-p1-vpn dst-address-list=!detour-office-x7k2-bypass new-routing-mark=detour-office-x7k2-p1-vpn out-interface-list=!detour-office-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:office-x7k2:p1.vpn.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-office-x7k2-p1-vpn passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1360 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:office-x7k2:p1.vpn.mss-in.4 segments that fit, inwards" in-interface-list=detour-office-x7k2-p1-vpn new-mss=1360 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1361-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
