# made by hand, after the shape of a public script that sets a router up (variables, conditions and remarks between the commands; no export)
:local wanList "WAN"
:local lan 192.168.50.0/24
/interface list add name=$wanList
:if ([:len [/interface list member find where list=$wanList]] = 0) do={
  /interface list member add interface=ether1 list=$wanList
}
# the limit throttles pings from elsewhere
/ip firewall filter add action=accept chain=input limit=5,10:packet protocol=icmp
/ip firewall filter add action=drop chain=forward connection-nat-state=!dstnat connection-state=new in-interface-list=$wanList
/ip address add address=192.168.50.1/24 interface=ether2
/ip route add gateway=ether1
