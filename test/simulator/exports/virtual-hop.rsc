# made by hand, after the shape of a public excerpt (routes and marks alone: no interfaces, no addresses)
/ip firewall filter
add action=drop chain=output comment=probe-a-not-by-b dst-address=1.1.1.1 out-interface=ether2-WAN2 protocol=icmp
/ip firewall mangle
add action=mark-connection chain=WAN1 new-connection-mark=WAN1 passthrough=yes
add action=mark-connection chain=prerouting in-interface=ether1-WAN1 new-connection-mark=WAN1 passthrough=no
add action=mark-connection chain=prerouting in-interface=ether2-WAN2 new-connection-mark=WAN2 passthrough=no
add action=mark-routing chain=prerouting connection-mark=WAN1 new-routing-mark=WAN1 passthrough=no
add action=mark-routing chain=prerouting connection-mark=no-mark new-routing-mark=WAN1 passthrough=no
/ip route
add distance=1 gateway=10.1.1.1 routing-mark=WAN1
add distance=2 gateway=10.2.2.2 routing-mark=WAN1
add distance=1 gateway=192.0.2.1
add distance=10 gateway=198.51.100.1
add distance=1 dst-address=8.8.8.8/32 gateway=192.0.2.1 scope=10
add check-gateway=ping distance=1 dst-address=10.1.1.1/32 gateway=8.8.8.8 scope=10
add check-gateway=ping distance=1 dst-address=10.2.2.2/32 gateway=8.8.4.4 scope=10
add distance=1 dst-address=8.8.4.4/32 gateway=198.51.100.1 scope=10
