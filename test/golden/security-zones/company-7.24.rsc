# Detour: profile company-x7k2, for RouterOS 7.24 on company.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# What leads outside, by whichever line or tunnel.
/interface list add comment="detour:company-x7k2:all.ways.list.4 ways to the Internet" name=detour-company-x7k2-ways
# sfp1 leads outside.
/interface list member add comment="detour:company-x7k2:all.sfp1.ways-member.4 sfp1" interface=sfp1 list=detour-company-x7k2-ways
/interface list member add comment="detour:company-x7k2:all.ether8.ways-member.4 ether8" interface=ether8 list=detour-company-x7k2-ways
# Hosts of these networks open connections only where they may.
/interface list add comment="detour:company-x7k2:all.zones.list.4 networks that are not trusted" name=detour-company-x7k2-zones
# vlan30-guest belongs to guests.
/interface list member add comment="detour:company-x7k2:all.vlan30--guest.zones-member.4 vlan30-guest" interface=vlan30-guest list=detour-company-x7k2-zones
/interface list member add comment="detour:company-x7k2:all.vlan31--guest.zones-member.4 vlan31-guest" interface=vlan31-guest list=detour-company-x7k2-zones
/interface list member add comment="detour:company-x7k2:all.vlan20--printers.zones-member.4 vlan20-printers" interface=vlan20-printers list=detour-company-x7k2-zones
/interface list member add comment="detour:company-x7k2:all.vlan50--dmz.zones-member.4 vlan50-dmz" interface=vlan50-dmz list=detour-company-x7k2-zones
# The networks of guests.
/interface list add comment="detour:company-x7k2:p1.guests.list.4 guests" name=detour-company-x7k2-p1-guests
# vlan30-guest belongs to guests.
/interface list member add comment="detour:company-x7k2:p1.vlan30--guest.guests-member.4 vlan30-guest" interface=vlan30-guest list=detour-company-x7k2-p1-guests
/interface list member add comment="detour:company-x7k2:p1.vlan31--guest.guests-member.4 vlan31-guest" interface=vlan31-guest list=detour-company-x7k2-p1-guests
# The networks of things.
/interface list add comment="detour:company-x7k2:p1.things.list.4 things" name=detour-company-x7k2-p1-things
# vlan20-printers belongs to things.
/interface list member add comment="detour:company-x7k2:p1.vlan20--printers.things-member.4 vlan20-printers" interface=vlan20-printers list=detour-company-x7k2-p1-things
# The networks of servers.
/interface list add comment="detour:company-x7k2:p1.servers.list.4 servers" name=detour-company-x7k2-p1-servers
# vlan50-dmz belongs to servers.
/interface list member add comment="detour:company-x7k2:p1.vlan50--dmz.servers-member.4 vlan50-dmz" interface=vlan50-dmz list=detour-company-x7k2-p1-servers
# 100.64.0.0/10 is banned.
/ip firewall address-list add address=100.64.0.0/10 comment="detour:company-x7k2:p1.100-64-0-0-10.banned.4 the ban list" list=detour-company-x7k2-p1-banned
# 10.0.0.0/8 is on no public network, whichever line it is behind.
/ip firewall address-list add address=10.0.0.0/8 comment="detour:company-x7k2:all.10-0-0-0-8.near.4 not the Internet" list=detour-company-x7k2-near
/ip firewall address-list add address=169.254.0.0/16 comment="detour:company-x7k2:all.169-254-0-0-16.near.4 not the Internet" list=detour-company-x7k2-near
/ip firewall address-list add address=172.16.0.0/12 comment="detour:company-x7k2:all.172-16-0-0-12.near.4 not the Internet" list=detour-company-x7k2-near
/ip firewall address-list add address=192.168.0.0/16 comment="detour:company-x7k2:all.192-168-0-0-16.near.4 not the Internet" list=detour-company-x7k2-near
# fc00::/7 is on no public network, whichever line it is behind.
/ipv6 firewall address-list add address=fc00::/7 comment="detour:company-x7k2:all.fc00::-7.near.6 not the Internet" list=detour-company-x7k2-near
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What comes from the ban list for your hosts ends here, by whichever way it came.
/ip firewall filter add action=drop chain=forward comment="detour:company-x7k2:p1.banned.from.4 nothing from the ban list" src-address-list=detour-company-x7k2-p1-banned place-before=($at->0)
# What your hosts send to the ban list is refused, by whichever way it would leave.
/ip firewall filter add action=reject chain=forward comment="detour:company-x7k2:p1.banned.to.4 nothing to the ban list" dst-address-list=detour-company-x7k2-p1-banned reject-with=icmp-admin-prohibited place-before=($at->0)
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ip firewall filter add action=drop chain=forward comment="detour:company-x7k2:all.caught.drop-forward.4 who fell into a trap" connection-state=new in-interface-list=detour-company-x7k2-ways src-address-list=detour-company-x7k2-caught place-before=($at->0)
# Hosts of guests open connections to the Internet only. Others reach them, and get answers.
/ip firewall filter add action=reject chain=forward comment="detour:company-x7k2:p1.guests.kept-in.4 guests: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-company-x7k2-p1-guests out-interface-list=!detour-company-x7k2-ways reject-with=icmp-admin-prohibited place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:company-x7k2:p1.things.kept-in.4 things: nobody" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-company-x7k2-p1-things reject-with=icmp-admin-prohibited place-before=($at->0)
/ip firewall filter add action=reject chain=forward comment="detour:company-x7k2:p1.servers.kept-in.4 servers: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-company-x7k2-p1-servers out-interface-list=!detour-company-x7k2-ways reject-with=icmp-admin-prohibited place-before=($at->0)
# Private addresses beyond a line are not the Internet: there are the pages of modems, and whatever
# is between them and this router.
/ip firewall filter add action=jump chain=forward comment="detour:company-x7k2:all.near.jump.4 private addresses beyond a line" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-company-x7k2-near in-interface-list=detour-company-x7k2-zones jump-target=detour-company-x7k2-near out-interface-list=detour-company-x7k2-ways place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What comes from the ban list for the router ends here.
/ip firewall filter add action=drop chain=input comment="detour:company-x7k2:p1.banned.at.4 nothing from the ban list" src-address-list=detour-company-x7k2-p1-banned place-before=($at->0)
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ip firewall filter add action=drop chain=input comment="detour:company-x7k2:all.caught.drop-input.4 who fell into a trap" connection-state=new in-interface-list=detour-company-x7k2-ways src-address-list=detour-company-x7k2-caught place-before=($at->0)
# Nobody outside has any business with these ports of the router: who tries one is listed for a
# while, and logged once, since the rules above drop what follows.
/ip firewall filter add action=add-src-to-address-list address-list=detour-company-x7k2-caught address-list-timeout=1w chain=input comment="detour:company-x7k2:p1.trap.trap.4 ports that only scanners try" connection-state=new dst-port=23,3389,5900 in-interface-list=detour-company-x7k2-ways log=yes log-prefix=detour-trap protocol=tcp place-before=($at->0)
# What hosts that are not trusted want of the router is looked at before any rule of your own.
/ip firewall filter add action=jump chain=input comment="detour:company-x7k2:all.basics.jump.4 what zones want of the router" connection-state=!established,related in-interface-list=detour-company-x7k2-zones jump-target=detour-company-x7k2-basics place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The router itself sends nothing to the ban list.
/ip firewall filter add action=drop chain=output comment="detour:company-x7k2:p1.banned.own.4 nothing to the ban list" dst-address-list=detour-company-x7k2-p1-banned place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ip firewall filter add action=return chain=detour-company-x7k2-near comment="detour:company-x7k2:all.near.return-udp.4 names, of whichever resolver" dst-port=53 protocol=udp
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ip firewall filter add action=return chain=detour-company-x7k2-near comment="detour:company-x7k2:all.near.return-tcp.4 names, of whichever resolver" dst-port=53 protocol=tcp
# Nothing else of what is there is for hosts that are not trusted.
/ip firewall filter add action=reject chain=detour-company-x7k2-near comment="detour:company-x7k2:all.near.kept-out.4 no modem, no router in front" reject-with=icmp-admin-prohibited
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.return-icmp.4 what no host can do without" protocol=icmp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.return-udp.4 what no host can do without" dst-port=53,67,123,547 protocol=udp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.return-tcp.4 what no host can do without" dst-port=53 protocol=tcp
# Whoever is not trusted does not manage the router.
/ip firewall filter add action=reject chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.refuse.4 nothing else of the router" reject-with=icmp-admin-prohibited
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ipv6 firewall filter add action=drop chain=input comment="detour:company-x7k2:all.caught.drop-input.6 who fell into a trap" connection-state=new in-interface-list=detour-company-x7k2-ways src-address-list=detour-company-x7k2-caught place-before=($at->0)
# Nobody outside has any business with these ports of the router: who tries one is listed for a
# while, and logged once, since the rules above drop what follows.
/ipv6 firewall filter add action=add-src-to-address-list address-list=detour-company-x7k2-caught address-list-timeout=1w chain=input comment="detour:company-x7k2:p1.trap.trap.6 ports that only scanners try" connection-state=new dst-port=23,3389,5900 in-interface-list=detour-company-x7k2-ways log=yes log-prefix=detour-trap protocol=tcp place-before=($at->0)
# What hosts that are not trusted want of the router is looked at before any rule of your own.
/ipv6 firewall filter add action=jump chain=input comment="detour:company-x7k2:all.basics.jump.6 what zones want of the router" connection-state=!established,related in-interface-list=detour-company-x7k2-zones jump-target=detour-company-x7k2-basics place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ipv6 firewall filter add action=drop chain=forward comment="detour:company-x7k2:all.caught.drop-forward.6 who fell into a trap" connection-state=new in-interface-list=detour-company-x7k2-ways src-address-list=detour-company-x7k2-caught place-before=($at->0)
# Hosts of guests open connections to the Internet only. Others reach them, and get answers.
/ipv6 firewall filter add action=reject chain=forward comment="detour:company-x7k2:p1.guests.kept-in.6 guests: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-company-x7k2-p1-guests out-interface-list=!detour-company-x7k2-ways reject-with=icmp-admin-prohibited place-before=($at->0)
/ipv6 firewall filter add action=reject chain=forward comment="detour:company-x7k2:p1.things.kept-in.6 things: nobody" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-company-x7k2-p1-things reject-with=icmp-admin-prohibited place-before=($at->0)
/ipv6 firewall filter add action=reject chain=forward comment="detour:company-x7k2:p1.servers.kept-in.6 servers: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-company-x7k2-p1-servers out-interface-list=!detour-company-x7k2-ways reject-with=icmp-admin-prohibited place-before=($at->0)
# Private addresses beyond a line are not the Internet: there are the pages of modems, and whatever
# is between them and this router.
/ipv6 firewall filter add action=jump chain=forward comment="detour:company-x7k2:all.near.jump.6 private addresses beyond a line" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-company-x7k2-near in-interface-list=detour-company-x7k2-zones jump-target=detour-company-x7k2-near out-interface-list=detour-company-x7k2-ways place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ipv6 firewall filter add action=return chain=detour-company-x7k2-near comment="detour:company-x7k2:all.near.return-udp.6 names, of whichever resolver" dst-port=53 protocol=udp
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ipv6 firewall filter add action=return chain=detour-company-x7k2-near comment="detour:company-x7k2:all.near.return-tcp.6 names, of whichever resolver" dst-port=53 protocol=tcp
# Nothing else of what is there is for hosts that are not trusted.
/ipv6 firewall filter add action=reject chain=detour-company-x7k2-near comment="detour:company-x7k2:all.near.kept-out.6 no modem, no router in front" reject-with=icmp-admin-prohibited
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.return-icmp.6 what no host can do without" protocol=icmpv6
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.return-udp.6 what no host can do without" dst-port=53,67,123,547 protocol=udp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.return-tcp.6 what no host can do without" dst-port=53 protocol=tcp
# Whoever is not trusted does not manage the router.
/ipv6 firewall filter add action=reject chain=detour-company-x7k2-basics comment="detour:company-x7k2:all.basics.refuse.6 nothing else of the router" reject-with=icmp-admin-prohibited
