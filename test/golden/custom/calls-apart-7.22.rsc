# Detour: profile calls-apart-x7k2, for RouterOS 7.22 on house.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:calls-apart-x7k2:all.lan.list.4 where traffic comes from" name=detour-calls-apart-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:calls-apart-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-calls-apart-x7k2-lan
# Rules about the line pppoe-out1 name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.list.4 the line" name=detour-calls-apart-x7k2-p1-mjdl
# The interface of the line pppoe-out1.
/interface list member add comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.member.4 pppoe-out1" interface=pppoe-out1 list=detour-calls-apart-x7k2-p1-mjdl
# What comes in by any other interface comes from inside.
/interface list add comment="detour:calls-apart-x7k2:all.outside.list.4 where the Internet is" name=detour-calls-apart-x7k2-outside
# pppoe-out1 leads outside.
/interface list member add comment="detour:calls-apart-x7k2:all.pppoe--out1.outside-member.4 pppoe-out1" interface=pppoe-out1 list=detour-calls-apart-x7k2-outside
/interface list member add comment="detour:calls-apart-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-calls-apart-x7k2-outside
# DNS questions from the Internet are dropped here.
/interface list add comment="detour:calls-apart-x7k2:all.wan.list.4 lines that lead outside" name=detour-calls-apart-x7k2-wan
# Strangers may be behind ether1: it leads to the Internet, or is a tunnel or dialled line.
/interface list member add comment="detour:calls-apart-x7k2:all.ether1.wan-member.4 ether1" interface=ether1 list=detour-calls-apart-x7k2-wan
/interface list member add comment="detour:calls-apart-x7k2:all.pppoe--out1.wan-member.4 pppoe-out1" interface=pppoe-out1 list=detour-calls-apart-x7k2-wan
# A routing table of its own: marked packets find only the way through the line pppoe-out1 there.
/routing table add comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.table.4 routes by the line" fib name=detour-calls-apart-x7k2-p1-mjdl
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=pppoe-out1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# table is empty and traffic goes as before.
/ip route add check-gateway=ping comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-calls-apart-x7k2-p1-mjdl target-scope=11
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:calls-apart-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-calls-apart-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:calls-apart-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-calls-apart-x7k2-bypass
/ip firewall address-list add address=198.51.100.0/24 comment="detour:calls-apart-x7k2:all.198-51-100-0-24.bypass.4 stays as it is" list=detour-calls-apart-x7k2-bypass
/ip firewall address-list add address=224.0.0.0/4 comment="detour:calls-apart-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-calls-apart-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:calls-apart-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-calls-apart-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ipv6 firewall address-list add address=2001:db8:1:100::/64 comment="detour:calls-apart-x7k2:all.2001:db8:1:100::-64.bypass.6 stays as it is" list=detour-calls-apart-x7k2-bypass
/ipv6 firewall address-list add address=2001:db8:1:ffff::/64 comment="detour:calls-apart-x7k2:all.2001:db8:1:ffff::-64.bypass.6 stays as it is" list=detour-calls-apart-x7k2-bypass
/ipv6 firewall address-list add address=fe80::/10 comment="detour:calls-apart-x7k2:all.fe80::-10.bypass.6 stays as it is" list=detour-calls-apart-x7k2-bypass
/ipv6 firewall address-list add address=ff00::/8 comment="detour:calls-apart-x7k2:all.ff00::-8.bypass.6 stays as it is" list=detour-calls-apart-x7k2-bypass
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ip firewall filter add action=drop chain=input comment="detour:calls-apart-x7k2:all.dns-udp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-calls-apart-x7k2-wan protocol=udp place-before=($at->0)
/ip firewall filter add action=drop chain=input comment="detour:calls-apart-x7k2:all.dns-tcp.guard.4 no DNS for the Internet" dst-port=53 in-interface-list=detour-calls-apart-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ip firewall filter add action=accept chain=input comment="detour:calls-apart-x7k2:all.dns-udp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=udp place-before=($at->0)
/ip firewall filter add action=accept chain=input comment="detour:calls-apart-x7k2:all.dns-tcp.allow.4 DNS for your hosts" dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=tcp place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The DNS server of the router answers hosts, so questions from the Internet are dropped.
/ipv6 firewall filter add action=drop chain=input comment="detour:calls-apart-x7k2:all.dns-udp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-calls-apart-x7k2-wan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=drop chain=input comment="detour:calls-apart-x7k2:all.dns-tcp.guard.6 no DNS for the Internet" dst-port=53 in-interface-list=detour-calls-apart-x7k2-wan protocol=tcp place-before=($at->0)
# Your hosts may ask the router: it is what fills the lists.
/ipv6 firewall filter add action=accept chain=input comment="detour:calls-apart-x7k2:all.dns-udp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=udp place-before=($at->0)
/ipv6 firewall filter add action=accept chain=input comment="detour:calls-apart-x7k2:all.dns-tcp.allow.6 DNS for your hosts" dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=tcp place-before=($at->0)
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
/ip firewall filter add action=accept chain=forward comment="detour:calls-apart-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# IPv6 that cannot go through the line is looked for among the new connections of your hosts.
/ipv6 firewall filter add action=jump chain=forward comment="detour:calls-apart-x7k2:all.no.jump.6 new connections of your hosts" connection-state=!established,related in-interface-list=detour-calls-apart-x7k2-lan jump-target=detour-calls-apart-x7k2-no place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ipv6 firewall filter add action=return chain=detour-calls-apart-x7k2-no comment="detour:calls-apart-x7k2:all.no.return.6 local traffic stays local" dst-address-list=detour-calls-apart-x7k2-bypass
# IPv6 to these destinations cannot go through the line pppoe-out1; it is refused, so that programs
# take IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-calls-apart-x7k2-no comment="detour:calls-apart-x7k2:p1.udp-5060-5061.refuse-udp.6 no IPv6 past the line" dst-port=5060-5061,10000-20000 protocol=udp reject-with=icmp-no-route
# IPv6 to these destinations cannot go through the line pppoe-out1; it is refused, so that programs
# take IPv4 at once.
/ipv6 firewall filter add action=reject chain=detour-calls-apart-x7k2-no comment="detour:calls-apart-x7k2:p1.to-steam-xbox.refuse-to-steam-xbox-dst.6 no IPv6 past the line" dst-address-list=detour-calls-apart-x7k2-p1-mpth reject-with=icmp-no-route
# What is sent by the line pppoe-out1 takes the address of that line, where no rule of yours has
# given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.nat.4 our address on the line" connection-mark=detour-calls-apart-x7k2-p1-mjdl ipsec-policy=out,none out-interface-list=detour-calls-apart-x7k2-p1-mjdl
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ip firewall nat add action=redirect chain=dstnat comment="detour:calls-apart-x7k2:all.dns-udp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=udp
/ip firewall nat add action=redirect chain=dstnat comment="detour:calls-apart-x7k2:all.dns-tcp.redirect.4 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=tcp
# Hosts with a resolver of their own are answered by the router, so that listed names fill the
# lists.
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:calls-apart-x7k2:all.dns-udp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=udp
/ipv6 firewall nat add action=redirect chain=dstnat comment="detour:calls-apart-x7k2:all.dns-tcp.redirect.6 plain DNS is answered here" dst-address-type=!local dst-port=53 in-interface-list=detour-calls-apart-x7k2-lan protocol=tcp
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the line pppoe-out1 are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-calls-apart-x7k2-p1-mjdl new-connection-mark=detour-calls-apart-x7k2-p1-mjdl passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:calls-apart-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-calls-apart-x7k2-lan jump-target=detour-calls-apart-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:calls-apart-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-calls-apart-x7k2-outside jump-target=detour-calls-apart-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-calls-apart-x7k2-pre comment="detour:calls-apart-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-calls-apart-x7k2-bypass
/ip firewall mangle add action=return chain=detour-calls-apart-x7k2-pre comment="detour:calls-apart-x7k2:all.dns-udp.return.4 DNS is answered by the router" dst-port=53 protocol=udp
/ip firewall mangle add action=return chain=detour-calls-apart-x7k2-pre comment="detour:calls-apart-x7k2:all.dns-tcp.return.4 DNS is answered by the router" dst-port=53 protocol=tcp
# The first packet of a connection decides: "udp 5060-5061,10000-20000 by pppoe-out1".
/ip firewall mangle add action=mark-connection chain=detour-calls-apart-x7k2-pre comment="detour:calls-apart-x7k2:p1.udp-5060-5061.mark-udp.4 udp 5060-5061,10000-20000 by pppoe-out1" connection-mark=no-mark connection-state=new dst-port=5060-5061,10000-20000 new-connection-mark=detour-calls-apart-x7k2-p1-mjdl passthrough=yes protocol=udp
# The first packet of a connection decides: "to steam, xbox by pppoe-out1".
/ip firewall mangle add action=mark-connection chain=detour-calls-apart-x7k2-pre comment="detour:calls-apart-x7k2:p1.to-steam-xbox.mark-to-steam-xbox-dst.4 to steam, xbox by pppoe-out1" connection-mark=no-mark connection-state=new dst-address-list=detour-calls-apart-x7k2-p1-mpth new-connection-mark=detour-calls-apart-x7k2-p1-mjdl passthrough=yes
# Every packet that your hosts send on a marked connection is looked up in the table of the line
# pppoe-out1.
/ip firewall mangle add action=mark-routing chain=detour-calls-apart-x7k2-pre comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.route.4 by the line" connection-mark=detour-calls-apart-x7k2-p1-mjdl new-routing-mark=detour-calls-apart-x7k2-p1-mjdl passthrough=no
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:calls-apart-x7k2:p1.by-pppoe-out1.answer.4 answers of the router" connection-mark=detour-calls-apart-x7k2-p1-mjdl dst-address-list=!detour-calls-apart-x7k2-bypass new-routing-mark=detour-calls-apart-x7k2-p1-mjdl out-interface-list=!detour-calls-apart-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# When a host asks for steampowered.com or a name below it, every address in the answer joins the
# list, IPv4 and IPv6 (Steam).
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.steampowered-com.name.4 Steam" match-subdomain=yes name=steampowered.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.steamcommunity-com.name.4 Steam" match-subdomain=yes name=steamcommunity.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.steamcontent-com.name.4 Steam" match-subdomain=yes name=steamcontent.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.steamstatic-com.name.4 Steam" match-subdomain=yes name=steamstatic.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.steamusercontent-com.name.4 Steam" match-subdomain=yes name=steamusercontent.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.steam--chat-com.name.4 Steam" match-subdomain=yes name=steam-chat.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.xbox-com.name.4 Xbox" match-subdomain=yes name=xbox.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.xboxlive-com.name.4 Xbox" match-subdomain=yes name=xboxlive.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.xboxservices-com.name.4 Xbox" match-subdomain=yes name=xboxservices.com type=FWD
/ip dns static add address-list=detour-calls-apart-x7k2-p1-mpth comment="detour:calls-apart-x7k2:p1.gamepass-com.name.4 Xbox" match-subdomain=yes name=gamepass.com type=FWD
# The router must answer the DNS questions of your hosts: only the answers that it gives fill the
# lists.
/ip dns set allow-remote-requests=yes
# Hosts use an address longer than the answer is valid: without it addresses leave the list while
# they are still in use.
/ip dns set address-list-extra-time=1h
