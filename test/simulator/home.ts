/** A home router with two lines and a tunnel: made by hand after the default configuration of 7.18 and public multi-line exports. */
export const home = `/interface bridge
add name=bridge
/interface wireguard
add name=wg listen-port=13231
/interface list
add name=WAN
add name=LAN
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
add interface=ether2 list=WAN
/interface bridge port
add bridge=bridge interface=ether3
/ip address
add address=192.168.88.1/24 interface=bridge
add address=192.0.2.2/24 interface=ether1
add address=198.51.100.2/24 interface=ether2
add address=10.66.66.2/32 interface=wg
/ipv6 address
add address=2001:db8:1::1/64 interface=bridge
add address=2001:db8:f::2/64 interface=ether1
add address=fd00:66::2/128 interface=wg
/ip route
add dst-address=0.0.0.0/0 gateway=192.0.2.1
/ipv6 route
add dst-address=::/0 gateway=fe80::1%ether1
`;
