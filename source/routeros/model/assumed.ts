import {invariant} from '../../diagnostics/index.js';
import type {Facts, Release} from '../../facts/index.js';
import {factsFromConfiguration} from './facts.js';
import {fromExport} from './from-export.js';

/** A home router as it comes: one line by DHCP, one bridge, the default firewall with FastTrack. */
const homeRouter = `/interface bridge
add comment=defconf name=bridge
/interface list
add comment=defconf name=WAN
add comment=defconf name=LAN
/interface bridge port
add bridge=bridge comment=defconf interface=ether2
add bridge=bridge comment=defconf interface=ether3
add bridge=bridge comment=defconf interface=ether4
add bridge=bridge comment=defconf interface=ether5
/interface list member
add comment=defconf interface=bridge list=LAN
add comment=defconf interface=ether1 list=WAN
/ip address
add address=192.168.88.1/24 comment=defconf interface=bridge network=192.168.88.0
/ip dhcp-client
add comment=defconf interface=ether1
/ip dns
set allow-remote-requests=yes
/ip firewall filter
add action=fasttrack-connection chain=forward comment="defconf: fasttrack" connection-state=established,related
/ipv6 firewall filter
add action=fasttrack-connection chain=forward comment="defconf: fasttrack6" connection-state=established,related
`;

/** Facts to go by where there is no router to ask: a home router with its default configuration. */
export const assumedFacts = (release: Release): Facts => {
	const read = fromExport(homeRouter);
	invariant(read.ok, 'the assumed home router does not parse');
	return {...factsFromConfiguration(read.value, release), source: 'assumed'};
};
