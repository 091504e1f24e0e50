const list = (count: number, make: (index: number) => string): string => Array.from({length: count}, (_, index) => `${make(index)}\n`).join('');

/** A router with `rules` firewall rules, of which a packet from the LAN to the Internet is tried against nearly all: none of the early ones matches. */
export const busyRouter = (rules: number): string => {
	const share = Math.floor(rules / 5);
	return `/interface bridge
add name=bridge
/interface list member
add interface=bridge list=LAN
add interface=ether1 list=WAN
/routing table
add fib name=far
/ip address
add address=192.168.88.1/24 interface=bridge
add address=192.0.2.2/24 interface=ether1
/ip route
add gateway=192.0.2.1
add gateway=192.0.2.9 routing-table=far
/ip firewall address-list
${list(1000, (index) => `add address=10.${index % 256}.${Math.floor(index / 256)}.0/24 list=far`)}/ip firewall raw
${list(share, (index) => `add action=drop chain=prerouting in-interface-list=LAN dst-address=172.16.${index % 256}.0/24`)}/ip firewall mangle
${list(share, (index) => `add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new dst-address=198.18.${index % 256}.0/24 in-interface-list=LAN new-connection-mark=m${index}`)}add action=mark-connection chain=prerouting connection-mark=no-mark connection-state=new dst-address-list=far in-interface-list=LAN new-connection-mark=far
add action=mark-routing chain=prerouting connection-mark=far in-interface-list=LAN new-routing-mark=far passthrough=no
${list(share, (index) => `add action=mark-packet chain=forward dst-port=${2000 + index} new-packet-mark=p${index} protocol=udp`)}/ip firewall filter
${list(share, (index) => `add action=drop chain=forward protocol=tcp dst-port=${1000 + index} src-address=192.168.88.0/24`)}add action=drop chain=forward connection-state=invalid
/ip firewall nat
${list(share, (index) => `add action=dst-nat chain=dstnat in-interface=ether1 protocol=tcp dst-port=${3000 + index} to-addresses=192.168.88.${(index % 200) + 20}`)}add action=masquerade chain=srcnat out-interface-list=WAN
`;
};
