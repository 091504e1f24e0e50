# oct/17/2022 00:06:32 by RouterOS 7.4
# made by hand, after the shape of a public export (two dialled lines, probes by the far ends' addresses, which scripts of their profiles write)
/ppp profile
add name=isp-a-profile on-up=":local new [/ip address get [find interface=\"\
    pppoe-a\"] network];\r\
    \n:local old [/ip route get [find comment=\"A\"] gateway ];\r\
    \n:if (\$new != \$old) do={ /ip route set [find comment=\"A\"] g\
    ateway=\$new;}"
/interface pppoe-client
add add-default-route=yes disabled=no interface=ether1 keepalive-timeout=20 \
    name=pppoe-a profile=isp-a-profile use-peer-dns=yes user=a@isp
add add-default-route=yes default-route-distance=2 disabled=no interface=\
    ether2 keepalive-timeout=20 name=pppoe-b use-peer-dns=yes user=b@isp
/interface pptp-server server
# PPTP connections are considered unsafe, it is suggested to use a more modern VPN protocol instead
set enabled=yes
/ip address
add address=192.168.3.1/24 interface=ether3 network=192.168.3.0
/ip firewall nat
add action=masquerade chain=srcnat out-interface=pppoe-a
add action=masquerade chain=srcnat out-interface=pppoe-b
/ip route
add check-gateway=ping comment=B disabled=no distance=1 dst-address=\
    1.1.1.1/32 gateway=172.31.255.1 pref-src="" routing-table=main scope=30 \
    suppress-hw-offload=no target-scope=10
add check-gateway=ping comment=A disabled=no distance=1 dst-address=\
    8.8.8.8/32 gateway=10.100.10.1 pref-src="" routing-table=main scope=30 \
    suppress-hw-offload=no target-scope=10
add check-gateway=ping disabled=no distance=1 dst-address=0.0.0.0/0 gateway=\
    1.1.1.1 pref-src="" routing-table=main scope=30 suppress-hw-offload=no \
    target-scope=30
add check-gateway=ping disabled=no distance=1 dst-address=0.0.0.0/0 gateway=\
    8.8.8.8 pref-src="" routing-table=main scope=30 suppress-hw-offload=no \
    target-scope=30
