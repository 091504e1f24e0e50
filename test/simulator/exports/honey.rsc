# 2024-06-11 20:02:31 by RouterOS 7.15
# made by hand, after the shape of a public home export (port scan detection, traps and bans that fill lists, limits, ranges of forwarded ports, much that is off)
/interface bridge
add name=bridge
/interface list
add name=WAN
add name=LAN
add name=VPN
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
/ip address
add address=192.168.0.1/24 interface=bridge network=192.168.0.0
add address=203.0.113.7/30 interface=ether1 network=203.0.113.4
/ip firewall filter
add action=accept chain=input connection-state=established,related,untracked
add action=drop chain=input connection-state=invalid
add action=add-src-to-address-list address-list=scanners \
    address-list-timeout=2w chain=input in-interface-list=WAN protocol=tcp \
    psd=9,3s,3,1
add action=accept chain=input in-interface-list=VPN
add action=jump chain=input connection-state=new dst-port=22-23 \
    in-interface-list=WAN jump-target=TRAP protocol=tcp
add action=accept chain=input disabled=yes dst-port=8291 protocol=tcp
add action=drop chain=input in-interface-list=!LAN log-prefix="NOT LAN:"
add action=fasttrack-connection chain=forward connection-state=\
    established,related
add action=accept chain=forward connection-state=\
    established,related,untracked
add action=jump chain=forward connection-state=new dst-port=3389,3399 \
    in-interface-list=WAN jump-target=DESK protocol=tcp
add action=drop chain=forward connection-nat-state=!dstnat connection-state=\
    new in-interface-list=WAN
add action=add-src-to-address-list address-list=banned address-list-timeout=\
    1w3d chain=TRAP src-address-list=seen
add action=add-src-to-address-list address-list=seen address-list-timeout=1m \
    chain=TRAP
add action=tarpit chain=TRAP protocol=tcp
add action=return chain=DESK dst-limit=4/1m,4,src-address/1m
add action=add-src-to-address-list address-list=banned address-list-timeout=\
    none-dynamic chain=DESK
add action=drop chain=DESK
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN
add action=dst-nat chain=dstnat dst-port=3399 in-interface-list=WAN protocol=\
    tcp to-addresses=192.168.0.100 to-ports=3389
add action=dst-nat chain=dstnat dst-port=27000-27100 in-interface-list=WAN \
    protocol=udp to-addresses=192.168.0.100 to-ports=27000-27100
/ip firewall raw
add action=drop chain=prerouting src-address-list=banned
add action=jump chain=prerouting disabled=yes dst-limit=\
    5/1m,5,dst-address/1m40s jump-target=TMP src-address-list=slow
/ip route
add gateway=203.0.113.5
