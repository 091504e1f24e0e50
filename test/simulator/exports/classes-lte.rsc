# 2025-08-19 09:30:00 by RouterOS 7.19.4
# made by hand, after the shape of a public LTE home export (FastTrack for some lists only, all-vlan matchers, a hop limit set behind the line)
/interface bridge
add name=bridge1 vlan-filtering=yes
/interface lte
set [ find default-name=lte1 ] allow-roaming=no band="" name=lte1
/interface vlan
add interface=bridge1 name=vlan-kids vlan-id=30
add interface=bridge1 name=vlan-home vlan-id=20
/interface list
add name=WAN
add name=LAN
add name=FULL
/interface list member
add interface=lte1 list=WAN
add interface=vlan-home list=LAN
add interface=vlan-kids list=LAN
add interface=vlan-home list=FULL
/ip address
add address=192.168.210.1/24 interface=vlan-home network=192.168.210.0
add address=192.168.220.1/24 interface=vlan-kids network=192.168.220.0
/ip firewall filter
add action=accept chain=input connection-state=established,related,untracked
add action=accept chain=input comment="questions (UDP)" in-interface-list=LAN \
    port=53 protocol=udp
add action=drop chain=input in-interface-list=!FULL
add action=fasttrack-connection chain=forward comment="download" \
    connection-state=established,related hw-offload=yes in-interface-list=FULL
add action=fasttrack-connection chain=forward connection-state=\
    established,related hw-offload=yes out-interface-list=FULL
add action=accept chain=forward connection-state=\
    established,related,untracked
add action=accept chain=forward in-interface-list=LAN out-interface-list=WAN \
    time=7h-21h,sun,mon,tue,wed,thu,fri,sat
add action=drop chain=forward in-interface=all-vlan out-interface=all-vlan
add action=drop chain=forward
/ip firewall mangle
add action=change-ttl chain=postrouting new-ttl=set:64 out-interface-list=WAN \
    protocol=!icmp
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN
