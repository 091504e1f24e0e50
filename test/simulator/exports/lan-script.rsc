# made by hand, after the shape of a public script (two leases, the LAN in variables, loops over ports)
:global lanBridge "bridge-lan"
:global lanAddress "192.168.20.1/24"
/interface bridge add name=$lanBridge
:foreach i in={3;4;5} do={
  :local ethName ("ether" . $i)
  :if ([:len [/interface find where name=$ethName]] > 0) do={
    /interface bridge port add bridge=$lanBridge interface=$ethName
  }
}
/ip route
add dst-address=0.0.0.0/0 gateway=ether1 distance=1 check-gateway=ping comment="Primary"
add dst-address=0.0.0.0/0 gateway=ether2 distance=2 check-gateway=ping comment="Backup"
/ip address add address=$lanAddress interface=$lanBridge comment="LAN Gateway"
/ip firewall filter
add chain=input connection-state=established,related action=accept
add chain=input in-interface=$lanBridge action=accept comment="Allow LAN Access"
add chain=input in-interface=ether1 action=drop comment="Block WAN1 Access"
/ip service set ssh address=$allowedAccess
# ✅ DONE
/interface vlan add name=vlan60 interface=$lanBridge vlan-id=60 comment="Guest VLAN"
/ip address add address=192.168.60.1/24 interface=vlan60 comment="Guest VLAN Gateway"
/ip firewall filter add chain=forward src-address=192.168.60.0/24 dst-address=192.168.20.0/24 action=drop comment="Isolate Guest from LAN"
