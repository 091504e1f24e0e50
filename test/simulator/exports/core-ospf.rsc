# 2025-11-05 04:55:40 by RouterOS 7.20.1
# made by hand, after the shape of public provider exports (loopbacks without a length, OSPF and BGP, MPLS, no firewall to speak of, raw instead of filter)
/interface bridge
add name=loop0
/routing ospf instance
add disabled=no name=default-v2 router-id=10.9.13.232
/routing ospf area
add disabled=no instance=default-v2 name=area0
/ip address
add address=10.9.13.232 interface=loop0 network=10.9.13.232
add address=10.9.93.73/29 interface=sfp-sfpplus4 network=10.9.93.72
add address=10.9.72.1/24 interface=ether5 network=10.9.72.0
/ip firewall raw
add action=drop chain=prerouting dst-port=19,1900,11211 protocol=udp
add action=notrack chain=prerouting
add action=notrack chain=output
/ip route
add blackhole disabled=no distance=250 dst-address=10.9.64.0/22
/mpls ldp interface
add disabled=no interface=sfp-sfpplus4
/routing bgp connection
add as=65530 local.role=ibgp name=rr1 remote.address=10.9.0.1/32
/routing ospf interface-template
add area=area0 cost=10 disabled=no interfaces=loop0 networks=\
    10.9.13.232/32 passive priority=1
add area=area0 auth=md5 auth-id=1 cost=10 disabled=no interfaces=\
    sfp-sfpplus4 networks=10.9.93.72/29 priority=1 type=ptp
