# may/22/2023 21:45:43 by RouterOS 7.8
# made by hand, after the shape of a public file (an export that somebody put into braces)
#Naming interfaces
{
{
/interface ethernet
set [ find default-name=ether1 ] disable-running-check=no name=ether_ISP1
set [ find default-name=ether4 ] disable-running-check=no name=ether_LAN
}
#Routing
{
/routing table
add disabled=no fib name=ISP1_table
}
#Lan address
{
/ip address
add address=192.168.31.1/24 interface=ether_LAN network=192.168.31.0
}
{
/ip dhcp-client
add interface=ether_ISP1
}
{
/ip firewall mangle
add action=mark-routing chain=prerouting connection-mark=ISP1 in-interface=ether_LAN new-routing-mark=ISP1_table
}
}
