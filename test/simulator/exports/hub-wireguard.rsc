# 2026-01-14 03:11:58 by RouterOS 7.21.4
# made by hand, after the shape of public small exports (a hub of WireGuard, peers with single addresses, an OpenVPN client, rules a line each as terse exports have them)
/interface wireguard add listen-port=51820 mtu=1420 name=wg0
/interface ovpn-client add add-default-route=no cipher=aes256-cbc connect-to=203.0.113.70 mac-address=02:AA:BB:CC:DD:EE name=ovpn-out1 user=spoke
/interface wireguard peers add allowed-address=10.100.0.1/32,172.16.9.0/24 endpoint-address=203.0.113.29 endpoint-port=51820 interface=wg0 name=peer1 persistent-keepalive=25s public-key="YbliGIqgfgnHFa1EfnV/vzUTM2iPFysj7KGj1ussKD0="
/interface wireguard peers add allowed-address=10.100.0.7/32 disabled=yes interface=wg0 name=peer7 public-key="aaliGIqgfgnHFa1EfnV/vzUTM2iPFysj7KGj1ussKD0="
/ip address add address=10.100.0.3/24 interface=wg0 network=10.100.0.0
/ip address add address=192.168.40.1/24 interface=ether2 network=192.168.40.0
/ip address add address=203.0.113.130/30 interface=ether1 network=203.0.113.128
/ip firewall filter add action=accept chain=input connection-state=established,related,untracked
/ip firewall filter add action=accept chain=input dst-port=13231 protocol=udp 
/ip firewall filter add action=accept chain=input in-interface=wg0 
/ip firewall filter add action=accept chain=forward in-interface=ether2 out-interface=ether1
/ip firewall filter add action=accept chain=forward in-interface=wg0 out-interface=ether2
/ip firewall filter add action=accept chain=forward in-interface=ether2 out-interface=wg0
/ip firewall filter add action=accept chain=forward connection-state=established,related
/ip firewall filter add action=drop chain=forward comment="Drop all else"
/ip firewall nat add action=masquerade chain=srcnat out-interface=ether1
/ip route add dst-address=0.0.0.0/0 gateway=203.0.113.129
/ip route add dst-address=172.16.0.0/16 gateway=10.100.0.1
