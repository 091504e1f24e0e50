# sep/30/2019 17:05:11 by RouterOS 6.45.6
# made by hand, after the shape of a public shop export (two modems, the second route and nearly every rule switched off, a proxy)
/interface bridge
add name=bridge-lan
/interface bridge port
add bridge=bridge-lan interface=ether3
add bridge=bridge-lan interface=ether4
/ip address
add address=192.168.0.1/24 interface=bridge-lan network=192.168.0.0
add address=192.168.1.2/24 interface=ether1 network=192.168.1.0
add address=192.168.2.2/24 interface=ether2 network=192.168.2.0
/ip firewall filter
add action=drop chain=input comment="Bloquear DNS externo" disabled=yes \
    dst-port=53 log=yes protocol=udp
add action=drop chain=input disabled=yes in-interface=ether1
add action=accept chain=input disabled=yes src-address=192.168.0.0/24
add action=fasttrack-connection chain=forward connection-state=\
    established,related
/ip firewall nat
add action=masquerade chain=srcnat comment="Modem 1" out-interface=ether1
add action=masquerade chain=srcnat comment="Modem 2" out-interface=ether2
add action=redirect chain=dstnat disabled=yes dst-port=80 protocol=tcp \
    to-ports=8675
/ip proxy
set port=8675 src-address=192.168.0.239
/ip route
add comment="Modem 1" distance=1 gateway=192.168.1.1
add comment="Modem 2" disabled=yes distance=2 gateway=192.168.2.1
