# Detour: profile desk-x7k2, for RouterOS 7.12 on flat.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:desk-x7k2:all.lan.list.4 where traffic comes from" name=detour-desk-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:desk-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-desk-x7k2-lan
# Rules about the tunnel wg-office name this list, so that they hold even when the interface is
# gone.
/interface list add comment="detour:desk-x7k2:p1.company.list.4 the tunnel" name=detour-desk-x7k2-p1-company
# The interface of the tunnel wg-office.
/interface list member add comment="detour:desk-x7k2:p1.company.member.4 wg-office" interface=wg-office list=detour-desk-x7k2-p1-company
# What comes in by any other interface comes from inside.
/interface list add comment="detour:desk-x7k2:all.outside.list.4 where the Internet is" name=detour-desk-x7k2-outside
# wg-office leads outside.
/interface list member add comment="detour:desk-x7k2:all.wg--office.outside-member.4 wg-office" interface=wg-office list=detour-desk-x7k2-outside
/interface list member add comment="detour:desk-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-desk-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:desk-x7k2:all.wan.list.4 lines that lead outside" name=detour-desk-x7k2-wan
# Strangers may be behind ether1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:desk-x7k2:all.ether1.wan-member.4 ether1" interface=ether1 list=detour-desk-x7k2-wan
# A routing table of its own: marked packets find only the way through the tunnel wg-office there.
/routing table add comment="detour:desk-x7k2:p1.company.table.4 routes into the tunnel" fib name=detour-desk-x7k2-p1-company
# Marked traffic takes the tunnel.
/ip route add comment="detour:desk-x7k2:p1.company.default.4 into the tunnel" dst-address=0.0.0.0/0 gateway=wg-office routing-table=detour-desk-x7k2-p1-company
# The last route of the table: when the way through the tunnel is gone, marked packets end here.
/ip route add blackhole comment="detour:desk-x7k2:p1.company.blackhole.4 nothing leaks when the tunnel is gone" distance=254 dst-address=0.0.0.0/0 routing-table=detour-desk-x7k2-p1-company
{
:local at [/routing/rule/find]
:if ([:len $at] = 0) do={ /routing/rule/add action=lookup table=main disabled=yes comment=detour-anchor; :set at [/routing/rule/find where comment=detour-anchor] }
# Marked packets are looked up in the table of the tunnel and nowhere else, in both address
# families.
/routing rule add action=lookup-only-in-table comment="detour:desk-x7k2:p1.company.lookup.4 marked traffic looks nowhere else" routing-mark=detour-desk-x7k2-p1-company table=detour-desk-x7k2-p1-company place-before=($at->0)
/routing/rule/remove [/routing/rule/find where comment=detour-anchor]
}
# A destination of "work".
/ip firewall address-list add address=10.0.0.0/8 comment="detour:desk-x7k2:p1.10-0-0-0-8.work-dst.4 work" list=detour-desk-x7k2-p1-work-dst
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:desk-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-desk-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:desk-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-desk-x7k2-bypass
/ip firewall address-list add address=198.51.100.0/24 comment="detour:desk-x7k2:all.198-51-100-0-24.bypass.4 stays as it is" list=detour-desk-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:desk-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-desk-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:desk-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-desk-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=fe80::/10 comment="detour:desk-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-desk-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:desk-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-desk-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:desk-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-desk-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:desk-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-desk-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:desk-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:desk-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:desk-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-desk-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:desk-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-desk-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:desk-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:desk-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=tcp place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Should routing ever send a marked packet elsewhere, it is refused here, before any rule that
# accepts it.
/ip firewall filter add action=reject chain=forward comment="detour:desk-x7k2:p1.company.block.4 marked traffic leaves by the tunnel only" connection-mark=detour-desk-x7k2-p1-company in-interface-list=detour-desk-x7k2-lan out-interface-list=!detour-desk-x7k2-p1-company reject-with=icmp-network-unreachable place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:desk-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# IPv6 that cannot go through the tunnel is looked for among the new connections of your hosts.
/ipv6 firewall filter add action=jump chain=forward comment="detour:desk-x7k2:all.no.jump.6 new connections of your hosts" connection-state=!established,related in-interface-list=detour-desk-x7k2-lan jump-target=detour-desk-x7k2-no place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall filter add action=return chain=detour-desk-x7k2-no comment="detour:desk-x7k2:all.no.return.6 local traffic stays local" dst-address-list=detour-desk-x7k2-bypass
# "leisure goes the ordinary way" comes before what is refused below.
/ipv6 firewall filter add action=return chain=detour-desk-x7k2-no comment="detour:desk-x7k2:p1.play.pass-play-dst.6 leisure goes the ordinary way" dst-address-list=detour-desk-x7k2-p1-play-dst
# IPv6 to these destinations cannot go through the tunnel wg-office; it is refused, so that programs
# take IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-desk-x7k2-no comment="detour:desk-x7k2:p1.work.refuse-work-dst.6 no IPv6 past the tunnel" dst-address-list=detour-desk-x7k2-p1-work-dst reject-with=icmp-no-route
{
:local at [/ip/firewall/nat/find where chain=srcnat and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/nat/add chain=srcnat action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/nat/find where comment=detour-anchor] }
# Hosts take the address that the tunnel has, the only one that its far end knows.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:desk-x7k2:p1.company.nat.4 our address in the tunnel" connection-mark=detour-desk-x7k2-p1-company ipsec-policy=out,none out-interface-list=detour-desk-x7k2-p1-company place-before=($at->0)
/ip/firewall/nat/remove [/ip/firewall/nat/find where comment=detour-anchor]
}
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:desk-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:desk-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:desk-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:desk-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-desk-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the tunnel wg-office are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:desk-x7k2:p1.company.came-in.4 came in by the tunnel" connection-mark=no-mark connection-state=new in-interface-list=detour-desk-x7k2-p1-company new-connection-mark=detour-desk-x7k2-p1-company passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:desk-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-desk-x7k2-lan jump-target=detour-desk-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:desk-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-desk-x7k2-outside jump-target=detour-desk-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-desk-x7k2-pre comment="detour:desk-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-desk-x7k2-bypass
/ip firewall mangle add action=return chain=detour-desk-x7k2-pre comment="detour:desk-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-port=53 protocol=udp
/ip firewall mangle add action=return chain=detour-desk-x7k2-pre comment="detour:desk-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-port=53 protocol=tcp
# An exception to the policies below: "leisure goes the ordinary way".
/ip firewall mangle add action=return chain=detour-desk-x7k2-pre comment="detour:desk-x7k2:p1.play.except-play-dst.4 leisure goes the ordinary way" connection-mark=no-mark dst-address-list=detour-desk-x7k2-p1-play-dst
# The first packet of a connection decides: "work goes through the tunnel wg-office".
/ip firewall mangle add action=mark-connection chain=detour-desk-x7k2-pre comment="detour:desk-x7k2:p1.work.mark-work-dst.4 work goes through the tunnel wg-office" connection-mark=no-mark connection-state=new dst-address-list=detour-desk-x7k2-p1-work-dst new-connection-mark=detour-desk-x7k2-p1-company passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the tunnel
# wg-office.
/ip firewall mangle add action=mark-routing chain=detour-desk-x7k2-pre comment="detour:desk-x7k2:p1.company.route.4 into the tunnel" connection-mark=detour-desk-x7k2-p1-company new-routing-mark=detour-desk-x7k2-p1-company passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The router asks 10.0.0.53 for listed names, and asks through the tunnel: answers fit the place
# where the tunnel ends.
/ip firewall mangle add action=mark-connection chain=output comment="detour:desk-x7k2:p1.resolver-udp.mark.4 questions for listed names" connection-mark=no-mark connection-state=new dst-address=10.0.0.53 dst-port=53 new-connection-mark=detour-desk-x7k2-p1-company passthrough=yes protocol=udp place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=output comment="detour:desk-x7k2:p1.resolver-tcp.mark.4 questions for listed names" connection-mark=no-mark connection-state=new dst-address=10.0.0.53 dst-port=53 new-connection-mark=detour-desk-x7k2-p1-company passthrough=yes protocol=tcp place-before=($at->0)
# What the router itself says on a marked connection goes by the tunnel; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:desk-x7k2:p1.company.answer.4 answers of the router" connection-mark=detour-desk-x7k2-p1-company dst-address-list=!detour-desk-x7k2-bypass new-routing-mark=detour-desk-x7k2-p1-company out-interface-list=!detour-desk-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# The tunnel carries smaller packets than your network: the far side is told so when a connection
# opens.
/ip firewall mangle add action=change-mss chain=forward comment="detour:desk-x7k2:p1.company.mss-out.4 segments that fit, outwards" new-mss=clamp-to-pmtu out-interface-list=detour-desk-x7k2-p1-company passthrough=yes protocol=tcp tcp-flags=syn place-before=($at->0)
# The same for your side: your hosts send segments of at most 1380 bytes.
/ip firewall mangle add action=change-mss chain=forward comment="detour:desk-x7k2:p1.company.mss-in.4 segments that fit, inwards" in-interface-list=detour-desk-x7k2-p1-company new-mss=1380 passthrough=yes protocol=tcp tcp-flags=syn tcp-mss=1381-65535 place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# When a host asks for corp.example.com or a name below it, every address in the answer joins the
# list, IPv4 and IPv6.
/ip dns static add address-list=detour-desk-x7k2-p1-work-dst comment="detour:desk-x7k2:p1.corp-example-com.name.4 work" forward-to=10.0.0.53 match-subdomain=yes name=corp.example.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.netflix-com.name.4 Netflix" match-subdomain=yes name=netflix.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.netflix-net.name.4 Netflix" match-subdomain=yes name=netflix.net type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.nflxext-com.name.4 Netflix" match-subdomain=yes name=nflxext.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.nflximg-com.name.4 Netflix" match-subdomain=yes name=nflximg.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.nflximg-net.name.4 Netflix" match-subdomain=yes name=nflximg.net type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.nflxsearch-net.name.4 Netflix" match-subdomain=yes name=nflxsearch.net type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.nflxso-net.name.4 Netflix" match-subdomain=yes name=nflxso.net type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.nflxvideo-net.name.4 Netflix" match-subdomain=yes name=nflxvideo.net type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.fast-com.name.4 Netflix" match-subdomain=yes name=fast.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.youtube-com.name.4 YouTube" match-subdomain=yes name=youtube.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.youtu-be.name.4 YouTube" match-subdomain=yes name=youtu.be type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.ytimg-com.name.4 YouTube" match-subdomain=yes name=ytimg.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.googlevideo-com.name.4 YouTube" match-subdomain=yes name=googlevideo.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.youtube--nocookie-com.name.4 YouTube" match-subdomain=yes name=youtube-nocookie.com type=FWD
/ip dns static add address-list=detour-desk-x7k2-p1-play-dst comment="detour:desk-x7k2:p1.youtubei-googleapis-com.name.4 YouTube" name=youtubei.googleapis.com type=FWD
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
