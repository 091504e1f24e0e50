# feb/02/2022 11:07:43 by RouterOS 6.49.2
# Two lines with PCC on RouterOS 6, made by hand after the shape of public exports (routing marks in routes, log-prefix="",
# rows that name removed things by their id).
/interface bridge
add name=bridge1
/interface list
set [ find name=all ] comment="contains all interfaces" exclude="" include="" name=all
/ip address
add address=10.5.50.1/24 interface=bridge1 network=10.5.50.0
add address=172.18.10.2/24 interface=ether1 network=172.18.10.0
add address=172.18.20.2/24 interface=ether2 network=172.18.20.0
/ip firewall filter
add action=drop chain=forward in-interface=*B src-address-list=gone
add action=accept chain=input protocol=icmp
/ip firewall mangle
add action=accept chain=prerouting dst-address=172.18.10.0/24
add action=accept chain=prerouting dst-address=172.18.20.0/24
add action=mark-connection chain=prerouting in-interface=ether1 new-connection-mark=ISP1 passthrough=yes
add action=mark-connection chain=prerouting in-interface=ether2 new-connection-mark=ISP2 passthrough=yes
add action=mark-connection chain=prerouting comment="to isp 1" dst-address-type=!local in-interface=bridge1 log-prefix="" \
    new-connection-mark=ISP1 passthrough=yes per-connection-classifier=both-addresses:2/0
add action=mark-connection chain=prerouting comment="to isp 2" dst-address-type=!local in-interface=bridge1 log-prefix="" \
    new-connection-mark=ISP2 passthrough=yes per-connection-classifier=both-addresses:2/1
add action=mark-routing chain=prerouting connection-mark=ISP1 in-interface=bridge1 new-routing-mark=to1 passthrough=yes
add action=mark-routing chain=prerouting connection-mark=ISP2 in-interface=bridge1 new-routing-mark=to2 passthrough=yes
add action=mark-routing chain=output connection-mark=ISP1 new-routing-mark=to1 passthrough=yes
add action=mark-routing chain=output connection-mark=ISP2 new-routing-mark=to2 passthrough=yes
add action=mark-routing chain=prerouting new-routing-mark=*400 src-address-list=old
/ip firewall nat
add action=masquerade chain=srcnat out-interface=ether1
add action=masquerade chain=srcnat out-interface=ether2
/ip route
add check-gateway=ping distance=1 gateway=172.18.10.1 routing-mark=to1
add check-gateway=ping distance=2 gateway=172.18.20.1 routing-mark=to1
add check-gateway=ping distance=1 gateway=172.18.20.1 routing-mark=to2
add check-gateway=ping distance=1 gateway=172.18.10.1
add check-gateway=ping distance=2 gateway=172.18.20.1
/ip route rule
add action=lookup-only-in-table dst-address=172.18.10.0/24 table=main
