# Detour: profile house-x7k2, for RouterOS 7.24 on house.
# Import it once, on a router that has none of it yet. "detour apply" does the same, with an undo.

# What leads outside, by whichever line or tunnel.
/interface list add comment="detour:house-x7k2:all.ways.list.4 ways to the Internet" name=detour-house-x7k2-ways
# pppoe-out1 leads outside.
/interface list member add comment="detour:house-x7k2:all.pppoe--out1.ways-member.4 pppoe-out1" interface=pppoe-out1 list=detour-house-x7k2-ways
# Hosts of these networks open connections only where they may.
/interface list add comment="detour:house-x7k2:all.zones.list.4 networks that are not trusted" name=detour-house-x7k2-zones
# vlan20-guest belongs to guests.
/interface list member add comment="detour:house-x7k2:all.vlan20--guest.zones-member.4 vlan20-guest" interface=vlan20-guest list=detour-house-x7k2-zones
/interface list member add comment="detour:house-x7k2:all.vlan30--tv.zones-member.4 vlan30-tv" interface=vlan30-tv list=detour-house-x7k2-zones
/interface list member add comment="detour:house-x7k2:all.vlan40--cams.zones-member.4 vlan40-cams" interface=vlan40-cams list=detour-house-x7k2-zones
# The networks of guests.
/interface list add comment="detour:house-x7k2:p1.guests.list.4 guests" name=detour-house-x7k2-p1-guests
# vlan20-guest belongs to guests.
/interface list member add comment="detour:house-x7k2:p1.vlan20--guest.guests-member.4 vlan20-guest" interface=vlan20-guest list=detour-house-x7k2-p1-guests
# The networks of things.
/interface list add comment="detour:house-x7k2:p1.things.list.4 things" name=detour-house-x7k2-p1-things
# vlan30-tv belongs to things.
/interface list member add comment="detour:house-x7k2:p1.vlan30--tv.things-member.4 vlan30-tv" interface=vlan30-tv list=detour-house-x7k2-p1-things
/interface list member add comment="detour:house-x7k2:p1.vlan40--cams.things-member.4 vlan40-cams" interface=vlan40-cams list=detour-house-x7k2-p1-things
# 192.88.99.0/24 is banned.
/ip firewall address-list add address=192.88.99.0/24 comment="detour:house-x7k2:p1.192-88-99-0-24.banned.4 the ban list" list=detour-house-x7k2-p1-banned
/ip firewall address-list add address=198.18.0.0/15 comment="detour:house-x7k2:p1.198-18-0-0-15.banned.4 the ban list" list=detour-house-x7k2-p1-banned
# 2001:db8:bad::/48 is banned.
/ipv6 firewall address-list add address=2001:db8:bad::/48 comment="detour:house-x7k2:p1.2001:db8:bad::-48.banned.6 the ban list" list=detour-house-x7k2-p1-banned
# 10.0.0.0/8 is on no public network, whichever line it is behind.
/ip firewall address-list add address=10.0.0.0/8 comment="detour:house-x7k2:all.10-0-0-0-8.near.4 not the Internet" list=detour-house-x7k2-near
/ip firewall address-list add address=169.254.0.0/16 comment="detour:house-x7k2:all.169-254-0-0-16.near.4 not the Internet" list=detour-house-x7k2-near
/ip firewall address-list add address=172.16.0.0/12 comment="detour:house-x7k2:all.172-16-0-0-12.near.4 not the Internet" list=detour-house-x7k2-near
/ip firewall address-list add address=192.168.0.0/16 comment="detour:house-x7k2:all.192-168-0-0-16.near.4 not the Internet" list=detour-house-x7k2-near
# fc00::/7 is on no public network, whichever line it is behind.
/ipv6 firewall address-list add address=fc00::/7 comment="detour:house-x7k2:all.fc00::-7.near.6 not the Internet" list=detour-house-x7k2-near
# Hosts that are not trusted may ask it for names.
/ip firewall address-list add address=10.0.10.53 comment="detour:house-x7k2:all.10-0-10-53.names.4 a resolver for zones" list=detour-house-x7k2-names
# Hosts that are not trusted may ask it for names.
/ipv6 firewall address-list add address=2001:db8:2:10::53/128 comment="detour:house-x7k2:all.2001:db8:2:10::53-128.names.6 a resolver for zones" list=detour-house-x7k2-names
{
:local at [/ip/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What comes from the ban list for your hosts ends here, by whichever way it came.
/ip firewall filter add action=drop chain=forward comment="detour:house-x7k2:p1.banned.from.4 nothing from the ban list" src-address-list=detour-house-x7k2-p1-banned place-before=($at->0)
# What your hosts send to the ban list is refused, by whichever way it would leave.
/ip firewall filter add action=reject chain=forward comment="detour:house-x7k2:p1.banned.to.4 nothing to the ban list" dst-address-list=detour-house-x7k2-p1-banned reject-with=icmp-admin-prohibited place-before=($at->0)
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ip firewall filter add action=drop chain=forward comment="detour:house-x7k2:all.caught.drop-forward.4 who fell into a trap" connection-state=new in-interface-list=detour-house-x7k2-ways src-address-list=detour-house-x7k2-caught place-before=($at->0)
# Hosts of guests open connections to the Internet only. Others reach them, and get answers.
/ip firewall filter add action=jump chain=forward comment="detour:house-x7k2:p1.guests.kept-in.4 guests: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-house-x7k2-p1-guests jump-target=detour-house-x7k2-names out-interface-list=!detour-house-x7k2-ways place-before=($at->0)
/ip firewall filter add action=jump chain=forward comment="detour:house-x7k2:p1.things.kept-in.4 things: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-house-x7k2-p1-things jump-target=detour-house-x7k2-names out-interface-list=!detour-house-x7k2-ways place-before=($at->0)
# Private addresses beyond a line are not the Internet: there are the pages of modems, and whatever
# is between them and this router.
/ip firewall filter add action=jump chain=forward comment="detour:house-x7k2:all.near.jump.4 private addresses beyond a line" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-house-x7k2-near in-interface-list=detour-house-x7k2-zones jump-target=detour-house-x7k2-near out-interface-list=detour-house-x7k2-ways place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# What comes from the ban list for the router ends here.
/ip firewall filter add action=drop chain=input comment="detour:house-x7k2:p1.banned.at.4 nothing from the ban list" src-address-list=detour-house-x7k2-p1-banned place-before=($at->0)
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ip firewall filter add action=drop chain=input comment="detour:house-x7k2:all.caught.drop-input.4 who fell into a trap" connection-state=new in-interface-list=detour-house-x7k2-ways src-address-list=detour-house-x7k2-caught place-before=($at->0)
# Nobody outside has any business with these ports of the router: who tries one is listed for a
# while, and logged once, since the rules above drop what follows.
/ip firewall filter add action=add-src-to-address-list address-list=detour-house-x7k2-caught address-list-timeout=1d chain=input comment="detour:house-x7k2:p1.trap.trap.4 ports that only scanners try" connection-state=new dst-port=23,445,1433,3306,3389,5900 in-interface-list=detour-house-x7k2-ways log=yes log-prefix=detour-trap protocol=tcp place-before=($at->0)
# What hosts that are not trusted want of the router is looked at before any rule of your own.
/ip firewall filter add action=jump chain=input comment="detour:house-x7k2:all.basics.jump.4 what zones want of the router" connection-state=!established,related in-interface-list=detour-house-x7k2-zones jump-target=detour-house-x7k2-basics place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ip/firewall/filter/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ip/firewall/filter/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ip/firewall/filter/find where comment=detour-anchor] }
# The router itself sends nothing to the ban list.
/ip firewall filter add action=drop chain=output comment="detour:house-x7k2:p1.banned.own.4 nothing to the ban list" dst-address-list=detour-house-x7k2-p1-banned place-before=($at->0)
/ip/firewall/filter/remove [/ip/firewall/filter/find where comment=detour-anchor]
}
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ip firewall filter add action=return chain=detour-house-x7k2-near comment="detour:house-x7k2:all.near.return-udp.4 names, of whichever resolver" dst-port=53 protocol=udp
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ip firewall filter add action=return chain=detour-house-x7k2-near comment="detour:house-x7k2:all.near.return-tcp.4 names, of whichever resolver" dst-port=53 protocol=tcp
# Nothing else of what is there is for hosts that are not trusted.
/ip firewall filter add action=reject chain=detour-house-x7k2-near comment="detour:house-x7k2:all.near.kept-out.4 no modem, no router in front" reject-with=icmp-admin-prohibited
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.return-icmp.4 what no host can do without" protocol=icmp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.return-udp.4 what no host can do without" dst-port=53,67,123,547 protocol=udp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ip firewall filter add action=return chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.return-tcp.4 what no host can do without" dst-port=53 protocol=tcp
# Whoever is not trusted does not manage the router.
/ip firewall filter add action=reject chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.refuse.4 nothing else of the router" reject-with=icmp-admin-prohibited
# Hosts that are not trusted ask this resolver for names: your own rules decide on that as before.
/ip firewall filter add action=return chain=detour-house-x7k2-names comment="detour:house-x7k2:all.names.return-udp.4 names, of resolvers of yours" dst-address-list=detour-house-x7k2-names dst-port=53 protocol=udp
# Hosts that are not trusted ask this resolver for names: your own rules decide on that as before.
/ip firewall filter add action=return chain=detour-house-x7k2-names comment="detour:house-x7k2:all.names.return-tcp.4 names, of resolvers of yours" dst-address-list=detour-house-x7k2-names dst-port=53 protocol=tcp
# Nothing else of other networks is for hosts that are not trusted.
/ip firewall filter add action=reject chain=detour-house-x7k2-names comment="detour:house-x7k2:all.names.refuse.4 nobody else of the house" reject-with=icmp-admin-prohibited
{
:local at [/ipv6/firewall/filter/find where chain=forward and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=forward action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# What comes from the ban list for your hosts ends here, by whichever way it came.
/ipv6 firewall filter add action=drop chain=forward comment="detour:house-x7k2:p1.banned.from.6 nothing from the ban list" src-address-list=detour-house-x7k2-p1-banned place-before=($at->0)
# What your hosts send to the ban list is refused, by whichever way it would leave.
/ipv6 firewall filter add action=reject chain=forward comment="detour:house-x7k2:p1.banned.to.6 nothing to the ban list" dst-address-list=detour-house-x7k2-p1-banned reject-with=icmp-admin-prohibited place-before=($at->0)
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ipv6 firewall filter add action=drop chain=forward comment="detour:house-x7k2:all.caught.drop-forward.6 who fell into a trap" connection-state=new in-interface-list=detour-house-x7k2-ways src-address-list=detour-house-x7k2-caught place-before=($at->0)
# Hosts of guests open connections to the Internet only. Others reach them, and get answers.
/ipv6 firewall filter add action=jump chain=forward comment="detour:house-x7k2:p1.guests.kept-in.6 guests: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-house-x7k2-p1-guests jump-target=detour-house-x7k2-names out-interface-list=!detour-house-x7k2-ways place-before=($at->0)
/ipv6 firewall filter add action=jump chain=forward comment="detour:house-x7k2:p1.things.kept-in.6 things: the Internet and no more" connection-nat-state=!dstnat connection-state=!established,related in-interface-list=detour-house-x7k2-p1-things jump-target=detour-house-x7k2-names out-interface-list=!detour-house-x7k2-ways place-before=($at->0)
# Private addresses beyond a line are not the Internet: there are the pages of modems, and whatever
# is between them and this router.
/ipv6 firewall filter add action=jump chain=forward comment="detour:house-x7k2:all.near.jump.6 private addresses beyond a line" connection-nat-state=!dstnat connection-state=!established,related dst-address-list=detour-house-x7k2-near in-interface-list=detour-house-x7k2-zones jump-target=detour-house-x7k2-near out-interface-list=detour-house-x7k2-ways place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=input and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=input action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# What comes from the ban list for the router ends here.
/ipv6 firewall filter add action=drop chain=input comment="detour:house-x7k2:p1.banned.at.6 nothing from the ban list" src-address-list=detour-house-x7k2-p1-banned place-before=($at->0)
# Who tried a trap opens no more connections for a while. Answers to your own connections are not
# touched, so a forged sender cuts nobody off.
/ipv6 firewall filter add action=drop chain=input comment="detour:house-x7k2:all.caught.drop-input.6 who fell into a trap" connection-state=new in-interface-list=detour-house-x7k2-ways src-address-list=detour-house-x7k2-caught place-before=($at->0)
# Nobody outside has any business with these ports of the router: who tries one is listed for a
# while, and logged once, since the rules above drop what follows.
/ipv6 firewall filter add action=add-src-to-address-list address-list=detour-house-x7k2-caught address-list-timeout=1d chain=input comment="detour:house-x7k2:p1.trap.trap.6 ports that only scanners try" connection-state=new dst-port=23,445,1433,3306,3389,5900 in-interface-list=detour-house-x7k2-ways log=yes log-prefix=detour-trap protocol=tcp place-before=($at->0)
# What hosts that are not trusted want of the router is looked at before any rule of your own.
/ipv6 firewall filter add action=jump chain=input comment="detour:house-x7k2:all.basics.jump.6 what zones want of the router" connection-state=!established,related in-interface-list=detour-house-x7k2-zones jump-target=detour-house-x7k2-basics place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
{
:local at [/ipv6/firewall/filter/find where chain=output and !dynamic]
:if ([:len $at] = 0) do={ /ipv6/firewall/filter/add chain=output action=passthrough disabled=yes comment=detour-anchor; :set at [/ipv6/firewall/filter/find where comment=detour-anchor] }
# The router itself sends nothing to the ban list.
/ipv6 firewall filter add action=drop chain=output comment="detour:house-x7k2:p1.banned.own.6 nothing to the ban list" dst-address-list=detour-house-x7k2-p1-banned place-before=($at->0)
/ipv6/firewall/filter/remove [/ipv6/firewall/filter/find where comment=detour-anchor]
}
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ipv6 firewall filter add action=return chain=detour-house-x7k2-near comment="detour:house-x7k2:all.near.return-udp.6 names, of whichever resolver" dst-port=53 protocol=udp
# A modem may be the resolver that hosts are told of: your own rules decide on questions for names
# as before.
/ipv6 firewall filter add action=return chain=detour-house-x7k2-near comment="detour:house-x7k2:all.near.return-tcp.6 names, of whichever resolver" dst-port=53 protocol=tcp
# Nothing else of what is there is for hosts that are not trusted.
/ipv6 firewall filter add action=reject chain=detour-house-x7k2-near comment="detour:house-x7k2:all.near.kept-out.6 no modem, no router in front" reject-with=icmp-admin-prohibited
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.return-icmp.6 what no host can do without" protocol=icmpv6
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.return-udp.6 what no host can do without" dst-port=53,67,123,547 protocol=udp
# Names, time, addresses and ICMP: your own rules decide on these as before.
/ipv6 firewall filter add action=return chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.return-tcp.6 what no host can do without" dst-port=53 protocol=tcp
# Whoever is not trusted does not manage the router.
/ipv6 firewall filter add action=reject chain=detour-house-x7k2-basics comment="detour:house-x7k2:all.basics.refuse.6 nothing else of the router" reject-with=icmp-admin-prohibited
# Hosts that are not trusted ask this resolver for names: your own rules decide on that as before.
/ipv6 firewall filter add action=return chain=detour-house-x7k2-names comment="detour:house-x7k2:all.names.return-udp.6 names, of resolvers of yours" dst-address-list=detour-house-x7k2-names dst-port=53 protocol=udp
# Hosts that are not trusted ask this resolver for names: your own rules decide on that as before.
/ipv6 firewall filter add action=return chain=detour-house-x7k2-names comment="detour:house-x7k2:all.names.return-tcp.6 names, of resolvers of yours" dst-address-list=detour-house-x7k2-names dst-port=53 protocol=tcp
# Nothing else of other networks is for hosts that are not trusted.
/ipv6 firewall filter add action=reject chain=detour-house-x7k2-names comment="detour:house-x7k2:all.names.refuse.6 nobody else of the house" reject-with=icmp-admin-prohibited
