# 2025-11-21 21:13:02 by RouterOS 7.20
# An office with a VRF, IPsec, OSPF, containers and WireGuard, terse as some tools keep exports; made by hand after their shape.
/interface bridge add name=docker-br port-cost-mode=short
/interface bridge add arp=proxy-arp fast-forward=no name=ospf-loopback-br
/interface ethernet set [ find default-name=ether2 ] arp=disabled comment="to switch" name="lan A"
/interface wireguard add listen-port=15820 mtu=1420 name=wg-site
/interface wireguard peers add allowed-address=10.50.0.0/16 endpoint-address=vpn.example endpoint-port=15820 interface=wg-site name=site public-key="AAAA="
/interface list add name=WAN
/interface list add exclude=WAN include=all name=inside
/interface list member add interface=ether1 list=WAN
/interface list member add interface=*19 list=WAN
/ip vrf add interfaces="lan A" name=staff
/routing table add disabled=no fib name=rmark-vpn
/ip ipsec policy set 0 proposal=default template=yes
/ip ipsec policy add dst-address=10.80.0.0/16 peer=far src-address=10.10.0.0/16 tunnel=yes
/ip address add address=10.10.0.1/24 interface="lan A" network=10.10.0.0
/ip address add address=10.255.255.1 interface=ospf-loopback-br network=10.255.255.1
/ip address add address=192.168.254.1/24 interface=docker-br network=192.168.254.0
/ip dhcp-client add add-default-route=yes default-route-distance=5 interface=ether1
/ip firewall filter add action=accept chain=forward ipsec-policy=in,ipsec
/ip firewall filter add action=fasttrack-connection chain=forward connection-mark=no-mark connection-state=established,related hw-offload=yes
/ip firewall mangle add action=mark-connection chain=prerouting connection-mark=no-mark dst-address-list=vpn-sites in-interface-list=inside new-connection-mark=cmark-vpn
/ip firewall mangle add action=mark-routing chain=prerouting connection-mark=cmark-vpn in-interface-list=inside new-routing-mark=rmark-vpn passthrough=no routing-mark=!rmark-vpn
/ip firewall nat add action=masquerade chain=srcnat ipsec-policy=out,none out-interface-list=WAN
/ip firewall nat add action=endpoint-independent-nat chain=srcnat out-interface-list=WAN protocol=udp
/ip firewall raw add action=notrack chain=prerouting dst-address=10.50.0.0/16
/ip route add disabled=no distance=1 dst-address=0.0.0.0/0 gateway=192.168.254.2%docker-br routing-table=rmark-vpn
/ip route add dst-address=0.0.0.0/0 gateway=10.10.0.254@staff routing-table=staff
/ip route add disabled=no dst-address=10.10.0.0/24 gateway="lan A@staff"
/ip route add distance=1 dst-address=10.50.0.0/16 gateway=wg-site scope=30 suppress-hw-offload=no target-scope=10
/ip route add gateway=*F00001 dst-address=10.60.0.0/16
/routing ospf instance add disabled=no name=default-v2 router-id=10.255.255.1
/routing rule add action=lookup-only-in-table disabled=no src-address=192.168.254.0/24 table=main
/ipv6 address add address=::1 from-pool=isp interface=docker-br
/ipv6 dhcp-client add add-default-route=yes interface=ether1 pool-name=isp request=prefix
/ipv6 firewall filter add action=drop chain=forward dst-prefix=fd00::/8 headers=frag:exact
