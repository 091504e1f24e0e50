# 2024-03-11 08:00:00 by RouterOS 7.14.1
# A guest network with HotSpot, port-scan lists, queues and layer 7, made by hand after the shape of public exports.
/interface bridge
add name=bridge-hotspot
/interface vlan
add interface=ether2 name=vlan-staff vlan-id=20
/interface pppoe-client
add add-default-route=yes disabled=no interface=ether1 name=pppoe-out1 use-peer-dns=yes user=someone
/ip hotspot
add address-pool=hs disabled=no interface=bridge-hotspot name=hotspot1
/queue tree
add name=down parent=global
add limit-at=1M max-limit=5M name=web packet-mark=web,dns parent=down priority=2
/ip firewall layer7-protocol
add name=video regexp="^.+(youtube|netflix).*\$"
/ip address
add address=10.5.50.1/24 interface=bridge-hotspot network=10.5.50.0
add address=10.20.0.1/24 interface=vlan-staff network=10.20.0.0
/ip dhcp-server network
add address=10.5.50.0/24 gateway=10.5.50.1
/ip firewall address-list
add address=social.example list=social
add address=10.20.0.0-10.20.0.99 list=staff
/ip firewall filter
add action=passthrough chain=unused-hs-chain comment="place hotspot rules here" disabled=yes
add action=add-src-to-address-list address-list="port scanners" address-list-timeout=2w chain=input protocol=tcp psd=21,3s,3,1
add action=drop chain=input src-address-list="port scanners"
add action=accept chain=input connection-state=established,related
add action=accept chain=input limit=5,10:packet protocol=icmp
add action=drop chain=input in-interface=pppoe-out1
add action=drop chain=forward layer7-protocol=video src-address=10.5.50.0/24 time=8h-17h,mon,tue,wed,thu,fri
add action=drop chain=forward dst-address-list=social src-address-list=!staff
/ip firewall mangle
add action=mark-packet chain=forward dst-port=80,443 new-packet-mark=web passthrough=no protocol=tcp
add action=mark-packet chain=forward connection-rate=1M-10M new-packet-mark=bulk passthrough=yes
/ip firewall nat
add action=passthrough chain=unused-hs-chain comment="place hotspot rules here" disabled=yes
add action=masquerade chain=srcnat comment="masquerade hotspot network" src-address=10.5.50.0/24
add action=masquerade chain=srcnat out-interface=pppoe-out1
