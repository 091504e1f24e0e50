# 2025-03-02 11:14:09 by RouterOS 7.18.2
# made by hand, after the shape of a public RB3011 export of RouterOS 7.7 (three PPPoE lines by classifier, each table with its spares, an emergency route into a loopback bridge)
/interface bridge
add comment="nowhere, for the emergency route" name=bridge-nowhere
add name=bridge1
/interface pppoe-client
add disabled=no interface=ether1 name=pppoe-a user=line
add disabled=no interface=ether2 name=pppoe-b user=line
add disabled=no interface=ether3 name=pppoe-c user=line
/interface list
add name=WAN
add name=LAN
/routing table
add disabled=no fib name=to_a
add disabled=no fib name=to_b
add disabled=no fib name=to_c
/interface list member
add interface=pppoe-a list=WAN
add interface=pppoe-b list=WAN
add interface=pppoe-c list=WAN
add interface=bridge1 list=LAN
/ip address
add address=192.168.70.1/24 interface=bridge1 network=192.168.70.0
/ip firewall address-list
add address=10.0.0.0/8 list=private
add address=192.168.0.0/16 list=private
/ip firewall mangle
add action=accept chain=prerouting dst-address-list=private \
    src-address-list=private
add action=mark-connection chain=prerouting connection-mark=no-mark \
    in-interface=pppoe-a new-connection-mark=a_conn passthrough=yes
# pppoe-b not ready
add action=mark-connection chain=prerouting connection-mark=no-mark \
    in-interface=pppoe-b new-connection-mark=b_conn passthrough=yes
add action=mark-connection chain=prerouting connection-mark=no-mark \
    dst-address-type=!local in-interface-list=LAN new-connection-mark=a_conn \
    passthrough=yes per-connection-classifier=both-addresses:3/0
add action=mark-routing chain=prerouting connection-mark=a_conn \
    in-interface-list=LAN new-routing-mark=to_a passthrough=no
add action=mark-connection chain=prerouting connection-mark=no-mark \
    dst-address-type=!local in-interface-list=LAN new-connection-mark=b_conn \
    passthrough=yes per-connection-classifier=both-addresses:3/1
add action=mark-routing chain=prerouting connection-mark=b_conn \
    in-interface-list=LAN new-routing-mark=to_b passthrough=no
add action=mark-connection chain=prerouting connection-mark=no-mark \
    dst-address-type=!local in-interface-list=LAN new-connection-mark=c_conn \
    passthrough=yes per-connection-classifier=both-addresses:3/2
add action=mark-routing chain=prerouting connection-mark=c_conn \
    in-interface-list=LAN new-routing-mark=to_c passthrough=no
add action=mark-routing chain=output connection-mark=a_conn new-routing-mark=\
    to_a passthrough=no
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN src-address-list=\
    private
/ip route
add comment="Emergency" distance=254 gateway=bridge-nowhere
add distance=1 gateway=pppoe-a
add distance=2 gateway=pppoe-b
add distance=1 gateway=pppoe-a routing-table=to_a
add distance=2 gateway=pppoe-b routing-table=to_a
add distance=1 gateway=pppoe-b routing-table=to_b
add distance=2 gateway=pppoe-a routing-table=to_b
add distance=1 gateway=pppoe-c routing-table=to_c
add distance=2 gateway=pppoe-a routing-table=to_c
