# 2026-02-11 19:02:44 by RouterOS 7.20.8
# made by hand, after the shape of a public provider lab's export of RouterOS 7.20 (IS-IS and BGP with EVPN, VXLAN into a VLAN bridge, loopbacks of both families, a remark of the router's own between rows, an interface that is gone)
/interface bridge
add name=br-tower vlan-filtering=yes
add name=lo.4
add name=lo.6
/interface vxlan
add bridge=br-tower bridge-pvid=204 learning=no local-address=10.8.50.7 name=\
    vxlan-204 vni=204
/interface vlan
add interface=br-tower name=v204 vlan-id=204
/routing bgp instance
add as=64777 name=core router-id=10.8.50.7
/routing isis instance
add afi=ip,ipv6 areas=49.0050 l2.originate-default=never name=isis-1 \
    system-id=0100.0805.0007
/ip address
add address=10.8.1.7/24 interface=ether1 network=10.8.1.0
add address=10.8.40.2/29 interface=ether2 network=10.8.40.0
add address=10.8.50.7 interface=lo.4 network=10.8.50.7
add address=198.18.4.1/24 interface=v204 network=198.18.4.0
/ip dhcp-client
# Interface not active
add interface=*2
/ip route
add dst-address=0.0.0.0/0 gateway=10.8.1.1
/ipv6 address
add address=2001:db8:8:50::7/128 advertise=no interface=lo.6
add address=2001:db8:8:40::2 advertise=no interface=ether2
/routing bgp connection
add afi=ip,evpn disabled=no instance=core local.address=10.8.50.7 .role=ibgp \
    name=rr remote.address=10.8.50.1 .as=64777
/routing isis interface-template
add instance=isis-1 interfaces=lo.4,lo.6 levels=l2
add instance=isis-1 interfaces=ether2 levels=l2
