# 2026-02-03 22:41:07 by RouterOS 7.20.6
# made by hand, after the shape of a public lab export (networks apart by lists, resets among what is invalid, ICMP by a chain with limits, an IPv6 prefix by lease)
/interface bridge
add name=bridge vlan-filtering=yes
/interface vlan
add interface=bridge name=lab vlan-id=42
add interface=bridge name=things vlan-id=30
/interface list
add name=WAN
add name=LAN
add name=LAB
/interface list member
add interface=ether1 list=WAN
add interface=things list=LAN
add interface=lab list=LAB
/ip address
add address=172.16.42.1/24 interface=lab network=172.16.42.0
add address=192.168.20.1/24 interface=things network=192.168.20.0
/ip dhcp-client
add interface=ether1
/ip firewall address-list
add address=10.0.0.0/8 list=private
add address=172.16.0.0/12 list=private
add address=192.168.0.0/16 list=private
/ip firewall filter
add action=accept chain=input connection-state=established,related,untracked
add action=accept chain=input dst-address=127.0.0.1
add action=accept chain=input limit=5,10:packet protocol=icmp
add action=drop chain=input in-interface-list=!LAN
add action=accept chain=forward ipsec-policy=in,ipsec
add action=fasttrack-connection chain=forward connection-mark=no-mark \
    connection-state=established,related hw-offload=yes
add action=accept chain=forward connection-state=\
    established,related,untracked
add action=drop chain=forward connection-state=invalid protocol=tcp \
    tcp-flags=rst
add action=drop chain=forward connection-state=invalid log=yes log-prefix=\
    "[invalid]"
add action=accept chain=forward dst-address-list=!private in-interface-list=\
    LAB out-interface-list=WAN
add action=accept chain=forward dst-address=172.16.42.0/24 dst-port=80,443 \
    in-interface-list=LAN protocol=tcp
add action=drop chain=forward connection-state=new in-interface-list=LAB
/ip firewall nat
add action=masquerade chain=srcnat ipsec-policy=out,none out-interface-list=\
    WAN
/ipv6 address
add address=::1 from-pool=isp interface=lab
/ipv6 dhcp-client
add add-default-route=yes interface=ether1 pool-name=isp request=prefix
/ipv6 firewall filter
add action=drop chain=forward in-interface-list=WAN connection-state=new
