import {describe, expect, it} from 'vitest';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import type {Configuration} from '../../source/routeros/model/index.js';
import {emptyConfiguration, fromExport, toExport} from '../../source/routeros/model/index.js';
import {ofExample} from './build.js';

/** A router with the firewall that it is sold with, made by hand after the manual's default configuration. */
const router = `/ip firewall filter
add action=accept chain=input comment="defconf: accept established,related,untracked" connection-state=established,related,untracked
add action=drop chain=input comment="defconf: drop all not coming from LAN" in-interface-list=!LAN
add action=fasttrack-connection chain=forward comment="defconf: fasttrack" connection-state=established,related hw-offload=yes
add action=accept chain=forward comment="defconf: accept established,related, untracked" connection-state=established,related,untracked
add action=drop chain=forward comment="defconf: drop all from WAN not DSTNATed" connection-nat-state=!dstnat connection-state=new in-interface-list=WAN
/ip firewall nat
add action=masquerade chain=srcnat comment="defconf: masquerade" ipsec-policy=out,none out-interface-list=WAN
`;

const read = (text: string): Configuration => {
	const parsed = fromExport(text);
	expect(parsed.ok && parsed.value.problems).toEqual([]);
	return parsed.ok ? parsed.value.configuration : emptyConfiguration;
};

describe.each(['home', 'provider', 'office'])('%s on a router', (id) => {
	const {fragment} = ofExample(id);
	const publicKeys = new Map(
		fragment.secrets.flatMap(({owner, publicKey}) => {
			const name = fragment.entries.find((entry) => entry.owner === owner)?.properties.name;
			return publicKey === undefined || name === undefined ? [] : [[name, publicKey] as const];
		}),
	);
	const before = read(router);
	const plan = makePlan({actual: before, fragment, publicKeys: new Map()});
	const after = plan.ok ? applyPlan(before, plan.value) : emptyConfiguration;

	it('is stored as it was wanted: exported, read and planned again, nothing is left to do', () => {
		const again = makePlan({actual: read(toExport(after)), fragment, publicKeys});
		expect(again.ok && again.value.changes).toEqual([]);
	});

	it('stands before FastTrack and before what accepts, and leaves the user’s rows as they were', () => {
		const rows = (after.menus['/ip/firewall/filter'] ?? [])
			.filter(({properties}) => properties.chain === 'forward')
			.map(({properties, owner}) => (owner === undefined ? properties.action : owner.split('.').at(-2)));
		expect(rows.slice(-4)).toEqual(['not-fast', 'fasttrack-connection', 'accept', 'drop']);
		expect((after.menus['/ip/firewall/filter'] ?? []).filter(({owner}) => owner === undefined)).toEqual(before.menus['/ip/firewall/filter']);
	});
});
