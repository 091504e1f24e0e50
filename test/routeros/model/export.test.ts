import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Configuration, Entry, Export, Menu, Selector} from '../../../source/routeros/model/index.js';
import {entriesOf, fromExport, toExport} from '../../../source/routeros/model/index.js';

const home = readFileSync(new URL('../../fixtures/exports/home-7.18.rsc', import.meta.url), 'utf8');

const read = (text: string): Export => {
	const result = fromExport(text);
	expect(result.ok ? [] : result.diagnostics).toEqual([]);
	return result.ok ? result.value : {configuration: {menus: {}}, header: {}, problems: []};
};

const withoutLines = ({menus}: Configuration): unknown => Object.fromEntries(Object.entries(menus).map(([menu, entries]) => [menu, entries.map(({line: _, ...entry}) => entry)]));

const only = (text: string, menu: Menu): Omit<Entry, 'line'> | undefined => {
	const [entry] = entriesOf(read(text).configuration, menu);
	return entry === undefined ? undefined : (({line: _, ...rest}) => rest)(entry);
};

describe('fromExport', () => {
	it('reads the header', () => {
		expect(read(home).header).toEqual({date: '2025-03-10 15:04:20', version: '7.18.2', softwareId: 'AAAA-BBBB', model: 'RB5009UPr+S+', serial: '123456789AB'});
		expect(read('# jan/02/1970 00:00:10 by RouterOS 7.9\n# software id = \n').header).toEqual({date: 'jan/02/1970 00:00:10', version: '7.9'});
		expect(read('# RouterOS 6.48.2\n# software id = C2GA-BNAT\n').header).toEqual({version: '6.48.2', softwareId: 'C2GA-BNAT'});
	});

	it.each<[string, Menu, Omit<Entry, 'line'>]>([
		[
			'/ip firewall mangle\nadd action=drop chain=input comment="a b" disabled=yes src-address-list="!IP LOCAL"',
			'/ip/firewall/mangle',
			{menu: '/ip/firewall/mangle', selector: {kind: 'row'}, properties: {action: 'drop', chain: 'input', 'src-address-list': '!IP LOCAL'}, disabled: true, comment: 'a b'},
		],
		[
			'/ip firewall nat add action=masquerade chain=srcnat out-interface-list=!LAN',
			'/ip/firewall/nat',
			{menu: '/ip/firewall/nat', selector: {kind: 'row'}, properties: {action: 'masquerade', chain: 'srcnat', 'out-interface-list': '!LAN'}, disabled: false, comment: ''},
		],
		[
			'/ip/address/add address=1.2.3.4/24 comment="detour:h:p1.a.b.4 why"',
			'/ip/address',
			{menu: '/ip/address', selector: {kind: 'row'}, properties: {address: '1.2.3.4/24'}, disabled: false, comment: 'detour:h:p1.a.b.4 why', owner: 'detour:h:p1.a.b.4'},
		],
		['/ip dns set servers=1.1.1.1', '/ip/dns', {menu: '/ip/dns', selector: {kind: 'singleton'}, properties: {servers: '1.1.1.1'}, disabled: false, comment: ''}],
		[
			'/interface ethernet\nset [ find default-name=ether1 ] name=wan !comment',
			'/interface/ethernet',
			{menu: '/interface/ethernet', selector: {kind: 'builtin', find: {'default-name': 'ether1'}}, properties: {name: 'wan', '!comment': ''}, disabled: false, comment: ''},
		],
		[
			'/interface lte\nset [ find ] apn-profiles=home name=lte1',
			'/interface/lte',
			{menu: '/interface/lte', selector: {kind: 'builtin', find: {}}, properties: {'apn-profiles': 'home', name: 'lte1'}, disabled: false, comment: ''},
		],
		[
			'/ip route\nset [ find ] distance=5',
			'/ip/route',
			{menu: '/ip/route', selector: {kind: 'verbatim', text: 'set [ find  ] distance=5'}, properties: {}, disabled: false, comment: ''},
		],
		['/ip service\nset telnet disabled=yes', '/ip/service', {menu: '/ip/service', selector: {kind: 'numbered', number: 'telnet'}, properties: {}, disabled: true, comment: ''}],
		[
			'/ip service\nset www-ssl disabled=no',
			'/ip/service',
			{menu: '/ip/service', selector: {kind: 'numbered', number: 'www-ssl'}, properties: {disabled: 'no'}, disabled: false, comment: ''},
		],
		[
			'/routing table\nadd disabled=no fib name=x',
			'/routing/table',
			{menu: '/routing/table', selector: {kind: 'row'}, properties: {fib: '', name: 'x'}, disabled: false, comment: ''},
		],
		// PPP clients are off unless told otherwise.
		[
			'/interface pppoe-client\nadd name=x',
			'/interface/pppoe-client',
			{menu: '/interface/pppoe-client', selector: {kind: 'row'}, properties: {name: 'x'}, disabled: true, comment: ''},
		],
		[
			'/interface pppoe-client\nadd disabled=no name=x',
			'/interface/pppoe-client',
			{menu: '/interface/pppoe-client', selector: {kind: 'row'}, properties: {name: 'x'}, disabled: false, comment: ''},
		],
		// What no export holds stays in its place.
		[
			'/ip route\nremove [find comment~"x"]',
			'/ip/route',
			{menu: '/ip/route', selector: {kind: 'verbatim', text: 'remove [ find comment~"x" ]'}, properties: {}, disabled: false, comment: ''},
		],
		[
			'/ip route\nset [ find comment~"x" ] distance=2',
			'/ip/route',
			{menu: '/ip/route', selector: {kind: 'verbatim', text: 'set [ find comment~"x" ] distance=2'}, properties: {}, disabled: false, comment: ''},
		],
		['/ip route\nadd gateway=$gw', '/ip/route', {menu: '/ip/route', selector: {kind: 'verbatim', text: 'add gateway=$gw'}, properties: {}, disabled: false, comment: ''}],
	])('reads %j', (text, menu, entry) => {
		expect(only(text, menu)).toEqual(entry);
	});

	it.each([
		['#error exporting "/interface/wifi" (timeout)', 'the router could not export /interface/wifi (timeout)'],
		['#error exporting /interface bridge calea', 'the router could not export /interface bridge calea'],
		['#interrupted', 'the export was interrupted and is not complete'],
	])('does not take an export with %s for the whole', (line, message) => {
		const {problems} = read(`/ip route\nadd gateway=1.1.1.1\n${line}\n`);
		expect(problems.map((problem) => [problem.severity, problem.message, problem.span?.start.line])).toEqual([['error', message, 3]]);
	});

	it('remarks on what a router would not export', () => {
		const {problems} = read('/ip route\nno such item\nadd gateway=1.1.1.1\n');
		expect(problems.map(({code, severity, message}) => [code, severity, message])).toEqual([
			['foreign-statement', 'warning', '"no such item" is no part of an export and is kept as it is'],
		]);
	});

	it('tells what is no export, and where', () => {
		const result = fromExport('/ip route\nadd gateway="x\n');
		expect(result.ok ? [] : result.diagnostics.map(({code, span}) => [code, span?.start.line])).toEqual([['syntax', 3]]);
	});
});

describe('toExport', () => {
	it('gives a router’s export back as it was', () => {
		const {configuration, header} = read(home);
		const stays = home
			.replace(/^# (?:Default|Interface).*\n/gm, '')
			// These two were typed in another order, or spelt out what is so anyway.
			.replace('add include=LAN,WAN exclude=WAN name=inside', 'add exclude=WAN include=LAN,WAN name=inside')
			.replace(
				'add blackhole disabled=no distance=254 dst-address=0.0.0.0/0 gateway="" \\\n    routing-table=vpn',
				'add blackhole distance=254 dst-address=0.0.0.0/0 gateway="" routing-table=vpn',
			)
			.replace('" disabled=no fib', '" fib');
		expect(toExport(configuration, {header})).toBe(stays);
	});

	it('repeats the menu on each line when terse, and wraps nothing', () => {
		const {configuration} = read(
			'/ip dns\nset servers=1.1.1.1\n/ip route\nadd blackhole comment="a very long comment that does not fit in a line of seventy-nine columns at all"\n',
		);
		expect(toExport(configuration, {terse: true})).toBe(
			'/ip dns set servers=1.1.1.1\n/ip route add blackhole comment="a very long comment that does not fit in a line of seventy-nine columns at all"\n',
		);
	});

	it('is undone by reading, whatever the entries hold', () => {
		const value = fc.oneof(fc.string({unit: 'binary', maxLength: 120}), fc.constantFrom('', 'yes', '!LAN', '10.0.0.0/8', '"; /system reboot; "', 'a\r\nb', '$x', '[find]'));
		const name = fc.constantFrom('name', 'address', 'dst-address', 'list', 'gateway', 'x.y', 'fib', 'blackhole', '!zeta');
		const properties = fc
			.dictionary(name, value, {maxKeys: 5})
			.map((given) => Object.fromEntries(Object.entries(given).map(([key, text]) => [key, key.startsWith('!') || key === 'fib' || key === 'blackhole' ? '' : text])));
		const selector: fc.Arbitrary<Selector> = fc.oneof(
			fc.constant({kind: 'row'} as const),
			fc.dictionary(fc.constantFrom('name', 'default-name'), value, {minKeys: 1}).map((find) => ({kind: 'builtin', find}) as const),
			fc
				.oneof(
					fc.constantFrom('0', '*1F', 'telnet'),
					value.filter((text) => text !== ''),
				)
				.map((number) => ({kind: 'numbered', number}) as const),
		);
		const entry = (menu: Menu): fc.Arbitrary<Entry> => fc.record({menu: fc.constant(menu), selector, properties, disabled: fc.boolean(), comment: value});
		const configuration = fc.record({
			'/ip/route': fc.array(entry('/ip/route'), {minLength: 1, maxLength: 3}),
			'/interface/pppoe-client': fc.array(entry('/interface/pppoe-client'), {minLength: 1, maxLength: 3}),
		});
		fc.assert(
			fc.property(configuration, fc.boolean(), (menus, terse) => {
				expect(withoutLines(read(toExport({menus}, {terse})).configuration)).toEqual(withoutLines({menus}));
			}),
			{numRuns: 200},
		);
	});
});
