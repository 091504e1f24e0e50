# Detour: profile guests-x7k2, for RouterOS 7.24 on flat.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# What leads outside, by whichever line or tunnel.
/interface list add comment="detour:guests-x7k2:all.ways.list.4 ways to the Internet" name=detour-guests-x7k2-ways
# ether1 leads outside.
/interface list member add comment="detour:guests-x7k2:all.ether1.ways-member.4 ether1" interface=ether1 list=detour-guests-x7k2-ways
# Hosts of these networks open connections only where they may.
/interface list add comment="detour:guests-x7k2:all.zones.list.4 networks that are not trusted" name=detour-guests-x7k2-zones
# vlan-guest belongs to guests.
/interface list member add comment="detour:guests-x7k2:all.vlan--guest.zones-member.4 vlan-guest" interface=vlan-guest list=detour-guests-x7k2-zones
# The networks of guests.
/interface list add comment="detour:guests-x7k2:p1.guests.list.4 guests" name=detour-guests-x7k2-p1-guests
# vlan-guest belongs to guests.
/interface list member add comment="detour:guests-x7k2:p1.vlan--guest.guests-member.4 vlan-guest" interface=vlan-guest list=detour-guests-x7k2-p1-guests
# 10.0.0.0/8 is on no public network, whichever line it is behind.
/ip firewall address-list add address=10.0.0.0/8 comment="detour:guests-x7k2:all.10-0-0-0-8.near.4 not the Internet" list=detour-guests-x7k2-near
/ip firewall address-list add address=169.254.0.0/16 comment="detour:guests-x7k2:all.169-254-0-0-16.near.4 not the Internet" list=detour-guests-x7k2-near
/ip firewall address-list add address=172.16.0.0/12 comment="detour:guests-x7k2:all.172-16-0-0-12.near.4 not the Internet" list=detour-guests-x7k2-near
/ip firewall address-list add address=192.168.0.0/16 comment="detour:guests-x7k2:all.192-168-0-0-16.near.4 not the Internet" list=detour-guests-x7k2-near
# fc00::/7 is on no public network, whichever line it is behind.
/ipv6 firewall address-list add address=fc00::/7 comment="detour:guests-x7k2:all.fc00::-7.near.6 not the Internet" list=detour-guests-x7k2-near
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# Hosts of guests open connections to the Internet only. Others reach them, and get answers.
/ip firewall filter add action=reject chain=forward comment="detour:guests-x7k2:p1.guests.kept-in.4 guests: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-guests-x7k2-p1-guests out-interface-list=!detour-guests-x7k2-ways reject-with=icmp-admin-prohibited place-before=($at->0)
# Private addresses beyond a line are not the Internet: there are the pages of modems, and whatever
# is between them and this router.
/ip firewall filter add action=jump chain=forward comment="detour:guests-x7k2:all.near.jump.4 private addresses beyond a line" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-guests-x7k2-near in-interface-list=detour-guests-x7k2-zones jump-target=detour-guests-x7k2-near out-interface-list=detour-guests-x7k2-ways place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ip firewall filter add action=return chain=detour-guests-x7k2-near comment="detour:guests-x7k2:all.near.return-udp.4 names, of whichever resolver" dst-port=53 protocol=udp
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ip firewall filter add action=return chain=detour-guests-x7k2-near comment="detour:guests-x7k2:all.near.return-tcp.4 names, of whichever resolver" dst-port=53 protocol=tcp
# Nothing else of what is there is for hosts that are not trusted.
/ip firewall filter add action=reject chain=detour-guests-x7k2-near comment="detour:guests-x7k2:all.near.kept-out.4 no modem, no router in front" reject-with=icmp-admin-prohibited
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What hosts that are not trusted want of the router is looked at before any rule of your own.
/ip firewall filter add action=jump chain=input comment="detour:guests-x7k2:all.basics.jump.4 what zones want of the router" connection-state=!established,related in-interface-list=detour-guests-x7k2-zones jump-target=detour-guests-x7k2-basics place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.return-icmp.4 what no host can do without" protocol=icmp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.return-udp.4 what no host can do without" dst-port=53,67,123,547 protocol=udp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.return-tcp.4 what no host can do without" dst-port=53 protocol=tcp
# Whoever is not trusted does not manage the router.
/ip firewall filter add action=reject chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.refuse.4 nothing else of the router" reject-with=icmp-admin-prohibited
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Hosts of guests open connections to the Internet only. Others reach them, and get answers.
/ipv6 firewall filter add action=reject chain=forward comment="detour:guests-x7k2:p1.guests.kept-in.6 guests: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-guests-x7k2-p1-guests out-interface-list=!detour-guests-x7k2-ways reject-with=icmp-admin-prohibited place-before=($at->0)
# Private addresses beyond a line are not the Internet: there are the pages of modems, and whatever
# is between them and this router.
/ipv6 firewall filter add action=jump chain=forward comment="detour:guests-x7k2:all.near.jump.6 private addresses beyond a line" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-guests-x7k2-near in-interface-list=detour-guests-x7k2-zones jump-target=detour-guests-x7k2-near out-interface-list=detour-guests-x7k2-ways place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ipv6 firewall filter add action=return chain=detour-guests-x7k2-near comment="detour:guests-x7k2:all.near.return-udp.6 names, of whichever resolver" dst-port=53 protocol=udp
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ipv6 firewall filter add action=return chain=detour-guests-x7k2-near comment="detour:guests-x7k2:all.near.return-tcp.6 names, of whichever resolver" dst-port=53 protocol=tcp
# Nothing else of what is there is for hosts that are not trusted.
/ipv6 firewall filter add action=reject chain=detour-guests-x7k2-near comment="detour:guests-x7k2:all.near.kept-out.6 no modem, no router in front" reject-with=icmp-admin-prohibited
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# What hosts that are not trusted want of the router is looked at before any rule of your own.
/ipv6 firewall filter add action=jump chain=input comment="detour:guests-x7k2:all.basics.jump.6 what zones want of the router" connection-state=!established,related in-interface-list=detour-guests-x7k2-zones jump-target=detour-guests-x7k2-basics place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.return-icmp.6 what no host can do without" protocol=icmpv6
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.return-udp.6 what no host can do without" dst-port=53,67,123,547 protocol=udp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.return-tcp.6 what no host can do without" dst-port=53 protocol=tcp
# Whoever is not trusted does not manage the router.
/ipv6 firewall filter add action=reject chain=detour-guests-x7k2-basics comment="detour:guests-x7k2:all.basics.refuse.6 nothing else of the router" reject-with=icmp-admin-prohibited
