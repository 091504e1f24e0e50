# feb/02/2022 11:07:43 by RouterOS 6.49.2
# made by hand, after the shape of a public verbose export (every property, and what is not set by name)
/interface list
set [ find name=all ] comment="contains all interfaces" exclude="" include="" name=all
set [ find name=none ] comment="contains no interfaces" exclude="" include="" name=none
set [ find name=dynamic ] comment="contains dynamic interfaces" exclude="" include="" name=dynamic
set [ find name=static ] comment="contains static interfaces" exclude="" include="" name=static
add comment=defconf exclude="" include="" name=WAN
add comment=defconf exclude="" include="" name=LAN
/interface lte apn
set [ find default=yes ] add-default-route=yes apn=internet default-route-distance=2 name=default use-peer-dns=yes
/interface lte
set [ find ] allow-roaming=yes apn-profiles=default !band disabled=no mtu=1500 name=lte1 network-mode=gsm,3g,lte
/ip dhcp-client option
set clientid_duid code=61 name=clientid_duid value="0xff\$(CLIENT_DUID)"
/ppp profile
set *0 address-list="" !bridge !bridge-horizon bridge-learning=default change-tcp-mss=yes !dns-server !idle-timeout name=default on-down="" \
    on-up="" only-one=default !outgoing-filter use-encryption=default
/routing ospf instance
set [ find default=yes ] disabled=no distribute-default=never !domain-id !domain-tag in-filter=ospf-in name=default out-filter=ospf-out \
    redistribute-bgp=no redistribute-connected=no router-id=0.0.0.0 !routing-table
/interface bridge port-controller
# disabled
set bridge=none cascade-ports="" switch=none
/ip firewall connection tracking
set enabled=yes generic-timeout=10m icmp-timeout=10s loose-tcp-tracking=yes
/ip settings
set accept-redirects=no allow-fast-path=yes icmp-rate-mask=0x1818 ip-forward=yes rp-filter=no tcp-syncookies=\
    no
/interface list member
add comment=defconf disabled=no interface=ether1 list=LAN
add comment=defconf disabled=no interface=lte1 list=WAN
add disabled=yes interface=lte1 list=LAN
/ip address
add address=192.168.88.1/24 comment=defconf disabled=no interface=ether1 network=192.168.88.0
/ip firewall filter
add action=accept chain=input comment="defconf: accept established,related,untracked" connection-state=established,related,untracked
add action=drop chain=input comment="no SYN, but new" connection-state=new protocol=tcp tcp-flags=!syn
add action=reject chain=input comment="all that is TCP" !connection-bytes !connection-limit !connection-mark !connection-nat-state !connection-rate \
    !connection-state !connection-type !content disabled=no !dscp !dst-address !dst-address-list !dst-address-type !dst-limit !dst-port !fragment \
    !hotspot !icmp-options !in-bridge-port !in-bridge-port-list !in-interface in-interface-list=!LAN !ingress-priority !ipsec-policy !ipv4-options \
    !layer7-protocol !limit log=no log-prefix="" !nth !out-interface !packet-mark !packet-size !per-connection-classifier !port !priority \
    protocol=tcp !psd !random reject-with=tcp-reset !routing-mark !routing-table !src-address !src-port !tcp-flags !tcp-mss !time !tls-host !ttl
add action=drop chain=forward comment="defconf: drop all from WAN not DSTNATed" connection-nat-state=!dstnat connection-state=new in-interface-list=WAN
/ip firewall nat
add action=masquerade chain=srcnat comment="defconf: masquerade" !connection-bytes !connection-limit !connection-mark disabled=no ipsec-policy=out,none \
    log=no log-prefix="" out-interface-list=WAN !to-addresses !to-ports
