import {describe, expect, it} from 'vitest';
import type {Session} from '../../source/proof/index.js';
import {proveLockOut} from '../../source/proof/index.js';
import {factsFromConfiguration} from '../../source/routeros/model/index.js';
import {readExport} from '../plan/fixtures.js';
import {ip} from '../policy/documents.js';

const home = `/interface list add name=LAN
/interface list member add interface=bridge list=LAN
/ip address add address=192.168.88.1/24 interface=bridge
/ip address add address=198.51.100.2/24 interface=ether1
/ip firewall filter add action=accept chain=input connection-state=established,related,untracked
/ip firewall filter add action=drop chain=input comment="not from the LAN" in-interface-list=!LAN
/ip route add dst-address=0.0.0.0/0 gateway=198.51.100.1
/ip route add dst-address=10.20.0.0/16 gateway=192.168.88.2
`;

const mark = `/routing table add fib name=vpn
/ip route add dst-address=0.0.0.0/0 gateway=wg-vpn routing-table=vpn
`;

const status = (more: string, session: Session) => {
	const before = readExport(home);
	return proveLockOut(before, readExport(home + more), factsFromConfiguration({configuration: before, header: {}, problems: []}), session);
};

const near: Session = {from: ip('192.168.88.10'), to: ip('192.168.88.1'), port: 22};

describe('whether the own session survives', () => {
	it.each<[string, string, Session, string]>([
		['nothing changes', '', near, 'held'],
		['a host behind another router', '', {from: ip('10.20.0.5'), port: 22}, 'held'],
		['another port is closed', '/ip firewall filter add action=drop chain=input dst-port=23 protocol=tcp\n', near, 'held'],
		['the port is closed', '/ip firewall filter add action=drop chain=input comment="no ssh" dst-port=22 protocol=tcp\n', near, 'failed'],
		['answers are routed elsewhere', `${mark}/ip firewall mangle add action=mark-routing chain=output new-routing-mark=vpn\n`, near, 'failed'],
		['questions are routed elsewhere', `${mark}/ip firewall mangle add action=mark-routing chain=prerouting new-routing-mark=vpn\n`, near, 'failed'],
		['a session that could not be even before', '', {from: ip('198.51.100.9'), port: 22}, 'unknown'],
		['the address of the router itself', '', {from: ip('192.168.88.1'), port: 22}, 'unknown'],
	])('%s', (_title, more, session, wanted) => {
		expect(status(more, session).status).toBe(wanted);
	});

	it('names the rule that cuts it off', () => {
		expect(status('/ip firewall filter add action=drop chain=input comment="no ssh" dst-port=22 protocol=tcp\n', near)).toMatchObject({
			why: 'The first packet is dropped',
			rule: {menu: '/ip/firewall/filter', position: 3, comment: 'no ssh'},
			trace: {packet: {from: '192.168.88.10', inInterface: 'bridge', toPort: 22}},
		});
	});
});
