/** A home router with a line by DHCP, a network of guests and a tunnel for streaming: made by hand. */
export const office = `# 2026-01-02 10:00:00 by RouterOS 7.20.8
/interface bridge
add name=bridge
/interface wireguard
add listen-port=13231 name=wg-vpn
/interface vlan
add interface=bridge name=guests vlan-id=20
/interface list
add name=WAN
add name=LAN
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
/interface wireguard peers
add allowed-address=0.0.0.0/0 endpoint-address=203.0.113.7 endpoint-port=51820 interface=wg-vpn name=peer1
/ip dhcp-client
add interface=ether1
/ip address
add address=192.168.88.1/24 interface=bridge
add address=192.168.20.1/24 interface=guests
add address=10.66.66.2/32 interface=wg-vpn
/routing table
add fib name=vpn
/ip firewall address-list
add address=films.example list=streaming
add address=203.0.113.0/24 list=streaming
/ip firewall mangle
add action=mark-routing chain=prerouting comment="streaming by the tunnel" dst-address-list=streaming in-interface-list=LAN new-routing-mark=vpn passthrough=no
add action=mark-packet chain=forward comment=calls dst-port=5060 new-packet-mark=calls passthrough=no protocol=udp
/ip firewall filter
add action=accept chain=input connection-state=established,related,untracked
add action=drop chain=input comment="not from the LAN" in-interface-list=!LAN
add action=fasttrack-connection chain=forward connection-mark=no-mark connection-state=established,related dst-address=!203.0.113.0/24 src-address=!203.0.113.0/24
add action=accept chain=forward connection-state=established,related,untracked
add action=drop chain=forward comment="guests stay out" in-interface=guests out-interface=bridge
add action=drop chain=forward comment="no telnet" dst-port=23 protocol=tcp
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN
add action=masquerade chain=srcnat out-interface=wg-vpn
add action=dst-nat chain=dstnat comment=web dst-port=443 in-interface-list=WAN protocol=tcp to-addresses=192.168.88.5
/ip route
add gateway=wg-vpn routing-table=vpn
add blackhole distance=20 routing-table=vpn
/queue tree
add name=talk packet-mark=calls parent=global
`;
