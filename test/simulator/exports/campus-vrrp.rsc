# jan/02/2022 07:00:00 by RouterOS 6.48.6
# made by hand, after the shape of a public core-router export (bonds, VRRP over VLANs, leases without routes, a pinned probe host, netwatch that switches routes)
/interface bridge
add name=BR vlan-filtering=yes
/interface vlan
add interface=BR name=VLAN70-Print vlan-id=70
add interface=BR name=VLAN80-Guest vlan-id=80
/interface bonding
add mode=802.3ad name=bond1 slaves=sfp-sfpplus1,sfp-sfpplus2
/interface vrrp
add interface=VLAN70-Print name=VRRP70 priority=101 vrid=70
add interface=VLAN80-Guest name=VRRP80 priority=101 vrid=80
/interface list
add name=WAN
/interface bridge port
add bridge=BR frame-types=admit-only-vlan-tagged ingress-filtering=yes \
    interface=bond1 pvid=666
/interface list member
add interface=sfp28-1 list=WAN
add interface=sfp28-2 list=WAN
/ip address
add address=10.70.0.1 interface=VRRP70 network=10.70.0.1
add address=10.70.0.2/24 interface=VLAN70-Print network=10.70.0.0
add address=10.80.0.1 interface=VRRP80 network=10.80.0.1
add address=10.80.0.2/22 interface=VLAN80-Guest network=10.80.0.0
/ip dhcp-client
add add-default-route=no disabled=no interface=sfp28-1
add add-default-route=no disabled=no interface=sfp28-2
/ip firewall nat
add action=masquerade chain=srcnat out-interface=sfp28-1 src-address=\
    10.80.0.0/22
/ip route
add check-gateway=ping distance=1 gateway=1.0.0.2 target-scope=30
add distance=2 gateway=192.168.43.1
add distance=1 dst-address=1.0.0.2/32 gateway=192.168.44.2
/tool netwatch
add down-script="ip route disable [find dst-address=0.0.0.0/0 gateway=1.0.0.2]\r\
    \n:log error \"line is down!\"\r\
    \n/ip firewall connection remove [find]" host=1.0.0.2 interval=1s
