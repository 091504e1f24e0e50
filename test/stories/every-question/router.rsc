# 2026-01-10 08:00:00 by RouterOS 7.20.8
# Made by hand: a router on which some preset asks each question that is answered by typing.
/interface bridge
add name=bridge
/interface ethernet
set [ find default-name=ether5 ] comment="for a tenant"
/interface wireguard
add listen-port=13231 name=wg-vpn
/interface bridge port
add bridge=bridge interface=ether3
/interface wireguard peers
add allowed-address=0.0.0.0/0,::/0 endpoint-address=vpn.example.com endpoint-port=51820 interface=wg-vpn name=vpn public-key="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
/ip ipsec policy
add dst-address=10.99.0.0/16 src-address=192.168.88.0/24 tunnel=yes
/ip address
add address=192.168.88.1/24 interface=bridge
add address=10.66.0.2/24 interface=wg-vpn
/ip dhcp-client
add interface=ether1
add interface=ether2
/ipv6 address
add address=2001:db8:88::1/64 interface=bridge
add address=2001:db8:5::2/64 advertise=no interface=ether1
add address=2001:db8:6::2/64 advertise=no interface=ether2
/ipv6 route
add dst-address=::/0 gateway=2001:db8:5::1
add distance=2 dst-address=::/0 gateway=2001:db8:6::1
