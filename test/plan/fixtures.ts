import type {Adjustment, Fragment} from '../../source/compiler/fragment.js';
import type {Configuration, Entry, Menu, Place} from '../../source/routeros/model/index.js';
import {fromExport, ownerOf} from '../../source/routeros/model/index.js';

/** A home router as it leaves the factory, cut down to what order and anchors need. Made by hand after defconf. */
export const homeExport = `/interface list add name=WAN
/interface list add name=LAN
/ip dns set servers=192.0.2.53
/ip firewall filter add action=accept chain=input comment="defconf: accept established,related,untracked" connection-state=established,related,untracked
/ip firewall filter add action=drop chain=input comment="defconf: drop all not coming from LAN" in-interface-list=!LAN
/ip firewall filter add action=fasttrack-connection chain=forward comment="defconf: fasttrack" connection-state=established,related hw-offload=yes
/ip firewall filter add action=accept chain=forward comment="defconf: accept established,related, untracked" connection-state=established,related,untracked
/ip firewall filter add action=drop chain=forward comment="defconf: drop invalid" connection-state=invalid
/ip firewall filter add action=drop chain=forward comment="defconf: drop all from WAN not DSTNATed" connection-nat-state=!dstnat connection-state=new in-interface-list=WAN
/ip firewall nat add action=masquerade chain=srcnat comment="defconf: masquerade" ipsec-policy=out,none out-interface-list=WAN
`;

export const readExport = (text: string): Configuration => {
	const parsed = fromExport(text);
	if (!parsed.ok) {
		throw new Error(JSON.stringify(parsed.diagnostics));
	}

	return parsed.value.configuration;
};

export const profile = 'home-x7k2';

export const row = (menu: Menu, name: string, properties: Entry['properties'], more: {readonly place?: Place; readonly disabled?: boolean} = {}): Entry => {
	const comment = `detour:${profile}:p1.${name}.4 what ${name} is for`;
	const owner = ownerOf(comment);
	return {
		menu,
		selector: {kind: 'row'},
		properties,
		disabled: more.disabled ?? false,
		comment,
		...(owner === undefined ? {} : {owner}),
		...(more.place === undefined ? {} : {place: more.place}),
	};
};

export const fragmentOf = (entries: readonly Entry[], adjustments: readonly Adjustment[] = []): Fragment => ({
	profile,
	entries,
	adjustments,
	secrets: [],
	volatile: [],
	explanations: [],
	assumptions: [],
	warnings: [],
});

export const vpnEntries: readonly Entry[] = [
	row('/interface/list', 'list.lan', {name: 'detour-lan'}),
	row('/routing/table', 'vpn.table', {name: 'detour-home-x7k2-vpn', fib: ''}),
	row('/ip/route', 'vpn.default', {'dst-address': '0.0.0.0/0', gateway: 'wg-vpn', 'routing-table': 'detour-home-x7k2-vpn'}),
	row('/ip/route', 'vpn.block', {blackhole: '', 'dst-address': '0.0.0.0/0', distance: '254', 'routing-table': 'detour-home-x7k2-vpn'}),
	row('/ip/firewall/address-list', 'media.a', {list: 'detour-media', address: '203.0.113.0/24'}),
	row(
		'/ip/firewall/filter',
		'vpn.block-forward',
		{chain: 'forward', action: 'drop', 'connection-mark': 'detour-home-x7k2-vpn', 'out-interface-list': 'WAN'},
		{place: {kind: 'first'}},
	),
	row(
		'/ip/firewall/filter',
		'vpn.slow',
		{chain: 'forward', action: 'accept', 'connection-state': 'established,related', 'connection-mark': '!no-mark'},
		{place: {kind: 'before-fasttrack'}},
	),
	row('/ip/firewall/mangle', 'vpn.jump', {chain: 'prerouting', action: 'jump', 'jump-target': 'detour-pre', 'in-interface-list': 'detour-lan'}, {place: {kind: 'first'}}),
	row('/ip/firewall/mangle', 'vpn.mark', {
		chain: 'detour-pre',
		action: 'mark-connection',
		'connection-state': 'new',
		'connection-mark': 'no-mark',
		'dst-address-list': 'detour-media',
		'new-connection-mark': 'detour-home-x7k2-vpn',
	}),
	row('/ip/firewall/mangle', 'vpn.route', {
		chain: 'detour-pre',
		action: 'mark-routing',
		'connection-mark': 'detour-home-x7k2-vpn',
		'new-routing-mark': 'detour-home-x7k2-vpn',
		passthrough: 'no',
	}),
];

export const dnsAdjustment: Adjustment = {
	menu: '/ip/dns',
	find: {},
	set: {'allow-remote-requests': 'yes', 'address-list-extra-time': '1h'},
	why: 'names must be asked of the router',
};
