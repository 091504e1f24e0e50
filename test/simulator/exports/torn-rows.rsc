# RouterOS 7.19
# made by hand, after the shapes of public files (a date that was taken out, rows that lost an equals sign or a name)
/interface wireguard
add listen-port=13231 mtu=1420 name=wireguard1
/interface wireguard peers
add allowed-address=10.9.0.0/24 interface=wireguard1 public-key="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
add allowed-address=0.0.0.0/0 endpoint-address=10.20.30.50 endpoint-port=\
    13231 wireguard1 public-key=\
    "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB="
/ip address
add address=192.168.13.1/24 interface=ether2
add address=10.10.0.1/24 interface=ether4
add address=172.17.0.2/30 interface=wireguard1 network=172.17.0.0
/ip firewall address-list
add address=10.10.0.7 list=known
add address=10.10.0.8 list=
add address=10.10.0.9 $which
/ip firewall filter
add action=accept chain=forward src-address-list=known
add action=drop chain=forward src-address-list=guests
/ip route
add dst-address 10.20.0.0/24 gateway=192.168.13.2
