# Detour: profile document-x7k2, for RouterOS 7.24 on house.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# Policies look only at traffic that comes in by these interfaces.
/interface list add comment="detour:document-x7k2:all.lan.list.4 where traffic comes from" name=detour-document-x7k2-lan
# Hosts behind bridge are to follow the policies.
/interface list member add comment="detour:document-x7k2:all.bridge.lan-member.4 bridge" interface=bridge list=detour-document-x7k2-lan
# Rules about the cable name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:document-x7k2:p1.cable.list.4 the line" name=detour-document-x7k2-p1-cable
# The interface of the cable.
/interface list member add comment="detour:document-x7k2:p1.cable.member.4 ether1" interface=ether1 list=detour-document-x7k2-p1-cable
# Rules about the DSL line name this list, so that they hold even when the interface is gone.
/interface list add comment="detour:document-x7k2:p1.dsl.list.4 the line" name=detour-document-x7k2-p1-dsl
# The interface of the DSL line.
/interface list member add comment="detour:document-x7k2:p1.dsl.member.4 pppoe-out1" interface=pppoe-out1 list=detour-document-x7k2-p1-dsl
# What comes in by any other interface comes from inside.
/interface list add comment="detour:document-x7k2:all.outside.list.4 where the Internet is" name=detour-document-x7k2-outside
# ether1 leads outside.
/interface list member add comment="detour:document-x7k2:all.ether1.outside-member.4 ether1" interface=ether1 list=detour-document-x7k2-outside
/interface list member add comment="detour:document-x7k2:all.pppoe--out1.outside-member.4 pppoe-out1" interface=pppoe-out1 list=detour-document-x7k2-outside
# A routing table of its own: marked packets find only the way through the cable there.
/routing table add comment="detour:document-x7k2:p1.cable.table.4 routes by the line" fib name=detour-document-x7k2-p1-cable
/routing table add comment="detour:document-x7k2:p1.dsl.table.4 routes by the line" fib name=detour-document-x7k2-p1-dsl
# 9.9.9.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:document-x7k2:p1.cable.probe.4 probe host, only by this line" dst-address=9.9.9.10/32 gateway=198.51.100.1%ether1 scope=10
# Without the line's interface, 9.9.9.10 is reached by nothing at all.
/ip route add blackhole comment="detour:document-x7k2:p1.cable.probe-pin.4 probe host, never by another line" distance=20 dst-address=9.9.9.10/32
# Marked traffic takes the line as long as 9.9.9.10 answers pings through it; otherwise the next
# route of the table counts.
/ip route add check-gateway=ping comment="detour:document-x7k2:p1.cable.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=9.9.9.10 routing-table=detour-document-x7k2-p1-cable target-scope=11
# While the cable is dead, its traffic takes the DSL line.
/ip route add check-gateway=ping comment="detour:document-x7k2:p1.cable.then-p1-dsl.4 then by the DSL line" distance=2 dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-document-x7k2-p1-cable target-scope=11
# 149.112.112.10 is reached by this line only, so that an answer proves the line.
/ip route add comment="detour:document-x7k2:p1.dsl.probe.4 probe host, only by this line" dst-address=149.112.112.10/32 gateway=pppoe-out1 scope=10
# Without the line's interface, 149.112.112.10 is reached by nothing at all.
/ip route add blackhole comment="detour:document-x7k2:p1.dsl.probe-pin.4 probe host, never by another line" distance=20 dst-address=149.112.112.10/32
# Marked traffic takes the line as long as 149.112.112.10 answers pings through it; otherwise the
# next route of the table counts.
/ip route add check-gateway=ping comment="detour:document-x7k2:p1.dsl.default.4 by the line while the probe answers" dst-address=0.0.0.0/0 gateway=149.112.112.10 routing-table=detour-document-x7k2-p1-dsl target-scope=11
# While the DSL line is dead, its traffic takes the cable.
/ip route add check-gateway=ping comment="detour:document-x7k2:p1.dsl.then-p1-cable.4 then by the cable" distance=2 dst-address=0.0.0.0/0 gateway=9.9.9.10 routing-table=detour-document-x7k2-p1-dsl target-scope=11
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=169.254.0.0/16 comment="detour:document-x7k2:all.169-254-0-0-16.bypass.4 stays as it is" list=detour-document-x7k2-bypass
/ip firewall address-list add address=192.168.88.0/24 comment="detour:document-x7k2:all.192-168-88-0-24.bypass.4 stays as it is" list=detour-document-x7k2-bypass
# What is beside the cable, such as a modem's own page: no policy touches it. It moves with the
# lease.
/ip firewall address-list add address=198.51.100.0/24 comment="detour:document-x7k2:all.ether1.beside.4 beside the cable" list=detour-document-x7k2-bypass
# A network that this router reaches by itself, or an address that no tunnel carries: no policy
# touches it.
/ip firewall address-list add address=224.0.0.0/4 comment="detour:document-x7k2:all.224-0-0-0-4.bypass.4 stays as it is" list=detour-document-x7k2-bypass
/ip firewall address-list add address=255.255.255.255 comment="detour:document-x7k2:all.255-255-255-255.bypass.4 stays as it is" list=detour-document-x7k2-bypass
{
:local fast "^(none"
:foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=fasttrack-connection] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) }
:for n from=1 to=3 do={ :foreach i in=[/ip/firewall/filter/find where !dynamic and !disabled and action=jump and jump-target~($fast . ")\$")] do={ :set fast ($fast . "|" . [/ip/firewall/filter/get $i chain]) } }
:local at [/ip/firewall/filter/find where chain=forward and !dynamic and (action=fasttrack-connection or (action=jump and jump-target~($fast . ")\$")))]
:if ([:len $at] = 0) do={ :set at [/ip/firewall/filter/find where chain=forward and !dynamic and action=accept and connection-state~"established"] }
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# FastTrack takes packets past all marks to the default route: connections with a mark are kept out
# of it. Others keep it.
/ip firewall filter add action=accept chain=forward comment="detour:document-x7k2:all.marked.not-fast.4 marked connections skip FastTrack" connection-mark=!no-mark connection-state=established,related place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# What is sent by the cable takes the address of that line, where no rule of yours has given it one.
/ip firewall nat add action=masquerade chain=srcnat comment="detour:document-x7k2:p1.cable.nat.4 our address on the line" connection-mark=detour-document-x7k2-p1-cable ipsec-policy=out,none out-interface-list=detour-document-x7k2-p1-cable
/ip firewall nat add action=masquerade chain=srcnat comment="detour:document-x7k2:p1.dsl.nat.4 our address on the line" connection-mark=detour-document-x7k2-p1-dsl ipsec-policy=out,none out-interface-list=detour-document-x7k2-p1-dsl
{
:local at [/ip/firewall/mangle/find where chain=prerouting and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=prerouting action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# Connections that come in by the cable are remembered, so that replies go back by it.
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:document-x7k2:p1.cable.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-document-x7k2-p1-cable new-connection-mark=detour-document-x7k2-p1-cable passthrough=yes place-before=($at->0)
/ip firewall mangle add action=mark-connection chain=prerouting comment="detour:document-x7k2:p1.dsl.came-in.4 came in by the line" connection-mark=no-mark connection-state=new in-interface-list=detour-document-x7k2-p1-dsl new-connection-mark=detour-document-x7k2-p1-dsl passthrough=yes place-before=($at->0)
# Only packets of your hosts that are not for the router itself are looked at.
/ip firewall mangle add action=jump chain=prerouting comment="detour:document-x7k2:all.pre.jump.4 what your hosts send out" dst-address-type=!local in-interface-list=detour-document-x7k2-lan jump-target=detour-document-x7k2-pre place-before=($at->0)
# A connection that came in by an uplink goes back by it, whoever is inside; one that has none is
# left alone here.
/ip firewall mangle add action=jump chain=prerouting comment="detour:document-x7k2:all.pre.jump-back.4 what has a way of its own already" connection-mark=!no-mark dst-address-type=!local in-interface-list=!detour-document-x7k2-outside jump-target=detour-document-x7k2-pre place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# Networks that the router reaches by itself are left alone.
/ip firewall mangle add action=return chain=detour-document-x7k2-pre comment="detour:document-x7k2:all.bypass.return.4 local traffic stays local" dst-address-list=detour-document-x7k2-bypass
# The first packet of a connection decides: "calls by the cable".
/ip firewall mangle add action=mark-connection chain=detour-document-x7k2-pre comment="detour:document-x7k2:p1.calls.mark-udp.4 calls by the cable" connection-mark=no-mark connection-state=new dst-port=5060-5061 new-connection-mark=detour-document-x7k2-p1-cable passthrough=yes protocol=udp
# The first packet of a connection decides: "all else by both lines".
/ip firewall mangle add action=jump chain=detour-document-x7k2-pre comment="detour:document-x7k2:p1.rest.mark.4 all else by both lines" connection-mark=no-mark connection-state=new jump-target=detour-document-x7k2-p1-both
# Every packet that your hosts send on a marked connection is looked up in the table of the cable.
/ip firewall mangle add action=mark-routing chain=detour-document-x7k2-pre comment="detour:document-x7k2:p1.cable.route.4 by the line" connection-mark=detour-document-x7k2-p1-cable new-routing-mark=detour-document-x7k2-p1-cable passthrough=no
/ip firewall mangle add action=mark-routing chain=detour-document-x7k2-pre comment="detour:document-x7k2:p1.dsl.route.4 by the line" connection-mark=detour-document-x7k2-p1-dsl new-routing-mark=detour-document-x7k2-p1-dsl passthrough=no
# the cable gets 2 of 3 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-document-x7k2-p1-both comment="detour:document-x7k2:p1.both.share-1.4 share 1 of 3: the cable" connection-mark=no-mark connection-state=new new-connection-mark=detour-document-x7k2-p1-cable passthrough=yes per-connection-classifier=both-addresses:3/0
# the cable gets 2 of 3 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-document-x7k2-p1-both comment="detour:document-x7k2:p1.both.share-2.4 share 2 of 3: the cable" connection-mark=no-mark connection-state=new new-connection-mark=detour-document-x7k2-p1-cable passthrough=yes per-connection-classifier=both-addresses:3/1
# the DSL line gets 1 of 3 shares of the new connections.
/ip firewall mangle add action=mark-connection chain=detour-document-x7k2-p1-both comment="detour:document-x7k2:p1.both.share-3.4 share 3 of 3: the DSL line" connection-mark=no-mark connection-state=new new-connection-mark=detour-document-x7k2-p1-dsl passthrough=yes per-connection-classifier=both-addresses:3/2
{
:local at [/ip/firewall/mangle/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# What the router itself says on a marked connection goes by the line; what it says to local hosts
# does not.
/ip firewall mangle add action=mark-routing chain=output comment="detour:document-x7k2:p1.cable.answer.4 answers of the router" connection-mark=detour-document-x7k2-p1-cable dst-address-list=!detour-document-x7k2-bypass new-routing-mark=detour-document-x7k2-p1-cable out-interface-list=!detour-document-x7k2-lan passthrough=no place-before=($at->0)
/ip firewall mangle add action=mark-routing chain=output comment="detour:document-x7k2:p1.dsl.answer.4 answers of the router" connection-mark=detour-document-x7k2-p1-dsl dst-address-list=!detour-document-x7k2-bypass new-routing-mark=detour-document-x7k2-p1-dsl out-interface-list=!detour-document-x7k2-lan passthrough=no place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/mangle/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/mangle/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/mangle/find where comment=detour-anchor] }
# New connections of the cable may leave by another way while it is dead: they are to stay there.
/ip firewall mangle add action=jump chain=forward comment="detour:document-x7k2:p1.cable.pin.4 which way a new connection took" connection-mark=detour-document-x7k2-p1-cable connection-state=new in-interface-list=detour-document-x7k2-lan jump-target=detour-document-x7k2-pin place-before=($at->0)
/ip firewall mangle add action=jump chain=forward comment="detour:document-x7k2:p1.dsl.pin.4 which way a new connection took" connection-mark=detour-document-x7k2-p1-dsl connection-state=new in-interface-list=detour-document-x7k2-lan jump-target=detour-document-x7k2-pin place-before=($at->0)
/ip/firewall/mangle/remove [/ip/firewall/mangle/find where comment=detour-anchor]
}
# What left by the cable goes on by the cable: its address is the one that the far end knows.
/ip firewall mangle add action=mark-connection chain=detour-document-x7k2-pin comment="detour:document-x7k2:p1.cable.stay.4 stays with the cable" connection-state=new new-connection-mark=detour-document-x7k2-p1-cable out-interface-list=detour-document-x7k2-p1-cable passthrough=yes
/ip firewall mangle add action=mark-connection chain=detour-document-x7k2-pin comment="detour:document-x7k2:p1.dsl.stay.4 stays with the DSL line" connection-state=new new-connection-mark=detour-document-x7k2-p1-dsl out-interface-list=detour-document-x7k2-p1-dsl passthrough=yes
# The provider of the cable may name another next hop with each lease: the script of the DHCP client
# passes it on to our routes. What yours does stays in it.
/ip dhcp-client set [find where interface="ether1"] script=":if (\$bound=1) do={ /ip/route/set [find where comment~\"detour:document-x7k2:(p1.cable.probe).4 \"] gateway=(\$\"gateway-address\" . \"%\" . \$interface); :foreach a in=[/ip/address/find where interface=\"ether1\" and dynamic] do={ :local own [/ip/address/get \$a address]; :do { /ip/firewall/address-list/set [find where comment~\"detour:document-x7k2:(all.ether1.beside).4 \"] address=([/ip/address/get \$a network] . [:pick \$own [:find \$own \"/\"] [:len \$own]]) } on-error={} } }"
