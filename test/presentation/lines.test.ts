import {describe, expect, it} from 'vitest';
import {error, warning} from '../../source/diagnostics/index.js';
import type {ApplyEvent, Plan} from '../../source/plan/types.js';
import type {Line, Role} from '../../source/presentation/index.js';
import {
	changeLines,
	clipLines,
	clockText,
	diagnosticLines,
	documentLines,
	eventLine,
	explanationLines,
	factsLines,
	piece,
	plainText,
	planLines,
	planSummary,
	scriptLines,
} from '../../source/presentation/index.js';
import type {Entry} from '../../source/routeros/model/configuration.js';
import {homeFacts, sampleEntries, samplePlan, sampleScenario} from '../helpers/fake-services.js';

const texts = (lines: readonly Line[]) => lines.map(plainText);
const rolesOf = (lines: readonly Line[]): Record<string, Role> => Object.fromEntries(lines.flatMap((line) => line.map(({text, role}) => [text, role])));

const entry: Entry = {
	menu: '/ip/route',
	selector: {kind: 'row'},
	properties: {'dst-address': '0.0.0.0/0', gateway: 'wg-vpn', blackhole: ''},
	disabled: false,
	comment: 'detour:home-x7k2:p1.vpn.default.4 All of it',
	owner: 'detour:home-x7k2:p1.vpn.default.4',
};

describe('script', () => {
	it('tells menus, verbs, names, values and comments apart', () => {
		const roles = rolesOf(scriptLines('# why\n/ip firewall mangle add chain=prerouting comment="a b"\n/ip/dns/set servers=1.1.1.1 private-key=<secret>'));
		expect(roles).toMatchObject({'# why': 'comment', '/ip firewall mangle': 'menu', add: 'verb', chain: 'key', prerouting: 'value', '"a b"': 'value', '<secret>': 'warning'});
	});

	it('shows every character of every line', () => {
		const script = ':if ($x = 1) do={ :put [/ip/route/find where comment~"^x"] }\n  add \\\n    list=a;b';
		expect(texts(scriptLines(script)).join('\n')).toBe(script);
	});

	it('never lets a control character through', () => {
		expect(texts(scriptLines('add comment="\u001B[2J\u202E"')).join('')).toBe('add comment="\\u{1b}[2J\\u{202e}"');
	});
});

describe('changes', () => {
	it.each<[string, Parameters<typeof changeLines>[0], readonly string[]]>([
		['add', {kind: 'add', menu: '/ip/route', entry, reason: 'missing'}, ['  + add dst-address=0.0.0.0/0 gateway=wg-vpn blackhole  # All of it', '    missing']],
		[
			'remove',
			{kind: 'remove', menu: '/ip/route', entry: {...entry, disabled: true}, reason: ''},
			['  - remove dst-address=0.0.0.0/0 gateway=wg-vpn blackhole disabled=yes  # All of it'],
		],
		[
			'set',
			{kind: 'set', menu: '/ip/route', from: entry, to: {...entry, properties: {'dst-address': '0.0.0.0/0', gateway: 'wg 2'}}, reason: ''},
			['  ~ set gateway=wg-vpn -> "wg 2" blackhole="" -> (unset)  # All of it'],
		],
		['move', {kind: 'move', menu: '/ip/route', from: entry, entry, reason: 'order'}, ['  ^ move dst-address=0.0.0.0/0 gateway=wg-vpn blackhole  # All of it', '    order']],
		[
			'adjust',
			{kind: 'adjust', menu: '/ip/dns', find: {}, from: {'allow-remote-requests': 'no'}, to: {'allow-remote-requests': 'yes'}, reason: 'lists'},
			['  ! adjust allow-remote-requests=no -> yes', '    lists'],
		],
	])('tells %s by sign and word', (_kind, change, lines) => {
		expect(texts(changeLines(change))).toEqual(lines);
	});

	it('groups by menu and counts', () => {
		const plan: Plan = {...samplePlan('home-x7k2'), drift: ['A row was edited by hand.']};
		const lines = texts(planLines(plan));
		expect(planSummary(plan)).toBe('4 to add');
		expect(lines.slice(0, 5)).toEqual(['4 to add', '', '! A row was edited by hand.', '', '/routing/table']);
		expect(lines.filter((line) => line === '/ip/firewall/mangle')).toHaveLength(1);
	});

	it('says when there is nothing to do', () => {
		expect(texts(planLines({...samplePlan('x'), changes: []}))).toEqual(['Nothing to change: the router already is as wanted.']);
	});

	it('escapes what a router said', () => {
		const {owner: _owner, ...foreign} = entry;
		const [line] = texts(changeLines({kind: 'remove', menu: '/ip/route', entry: {...foreign, properties: {gateway: 'a\u001B[31m'}, comment: '\u0007bell'}, reason: ''}));
		expect(line).toBe('  - remove gateway=a\\u{1b}[31m  # \\u{7}bell');
	});
});

describe('diagnostics', () => {
	it('says severity, place and what would be right', () => {
		const span = {start: {offset: 3, line: 2, column: 4}, end: {offset: 3, line: 2, column: 4}};
		expect(texts(diagnosticLines(error('x', 'Bad.', {hint: 'Do good.', span})))).toEqual(['Error: Bad. (line 2 column 4)', '  Do good.']);
		expect(texts(diagnosticLines(error('x', 'Line 2: bad.', {span})))).toEqual(['Error: Line 2: bad.']);
		expect(texts(diagnosticLines(warning('x', 'Hm.')))).toEqual(['Warning: Hm.']);
	});
});

describe('events', () => {
	it.each<[ApplyEvent, string]>([
		[{type: 'step', step: 'arm', status: 'started'}, 'begin  Arm the undo on the router'],
		[{type: 'step', step: 'upload', status: 'done', detail: '3 files'}, 'done   Send the change and its undo  3 files'],
		[{type: 'armed', change: 'c', deadline: 9, left: 120}, 'armed  The router undoes this by itself in 2:00 unless you keep it'],
		[{type: 'progress', done: 1, total: 2}, '       1 of 2 commands'],
		[{type: 'check', name: 'ping', status: 'failed', detail: 'lost'}, 'check  FAILED  ping  lost'],
		[{type: 'countdown', left: 61}, 'left   1:01'],
		[{type: 'note', text: 'a\nb'}, 'note   a\\nb'],
		[{type: 'outcome', outcome: 'kept', message: 'All of it.'}, 'Kept. All of it.'],
	])('%j', (event, line) => {
		expect(plainText(eventLine(event))).toBe(line);
	});

	it.each([
		[0, '0:00'],
		[-5, '0:00'],
		[59.9, '0:59'],
		[3600, '60:00'],
	])('writes %i seconds', (seconds, text) => {
		expect(clockText(seconds)).toBe(text);
	});
});

describe('lines cut to the rows there are', () => {
	it.each([
		[1, ['one t …']],
		[2, ['one two', 'three …']],
		[3, ['one two', 'three', 'four']],
	])('%d rows', (rows, wanted) => {
		const lines = ['one two', 'three', 'four'].map((text) => [piece(text)]);
		expect(texts(clipLines(lines, rows, 7, '…'))).toEqual(wanted);
	});
});

describe('explanations', () => {
	const entries = sampleEntries('home-x7k2', 3);
	const fragment = {
		profile: 'home-x7k2',
		entries,
		adjustments: [],
		secrets: [],
		volatile: [],
		explanations: entries.map(({owner = ''}) => ({owner, why: 'Marks.', without: 'nothing works'})),
		assumptions: ['The LAN is bridge.'],
		warnings: [],
	};

	it('tells equal reasons of a menu once, with their number', () => {
		const lines = texts(explanationLines(fragment));
		expect(lines).toContain('/ip/firewall/mangle  3 entries');
		expect(lines.filter((line) => line.startsWith('    /ip firewall mangle add'))).toHaveLength(3);
		expect(texts(explanationLines(fragment, {most: 1}))).toContain('    and 2 more like it');
		expect(lines.filter((line) => line.startsWith('  Marks.'))).toHaveLength(3);
		expect(lines).toContain('  • The LAN is bridge.');
	});

	it('names only the settings that a plan changes, or all of them without one', () => {
		const dns = {menu: '/ip/dns', find: {}, set: {'allow-remote-requests': 'yes'}, why: 'The router must answer.'} as const;
		const settings = (plan: Plan | undefined) => texts(explanationLines({...fragment, adjustments: [dns]}, {plan})).filter((line) => line.startsWith('  !'));
		const plan = samplePlan('home-x7k2');
		expect(settings(undefined)).toEqual(['  ! /ip/dns allow-remote-requests=yes']);
		expect(settings(plan)).toEqual([]);
		expect(
			settings({...plan, changes: [{kind: 'adjust', menu: '/ip/dns', find: {}, from: {'allow-remote-requests': 'no'}, to: dns.set, reason: dns.why}, ...plan.changes]}),
		).toEqual(['  ! /ip/dns allow-remote-requests=yes']);
	});

	it('says what goes where, and what when it is down', () => {
		const built = sampleScenario.build({services: ['netflix']}, {partId: 'p1', facts: homeFacts, attachments: {}});
		expect(built.ok && texts(documentLines(built.value.document))).toEqual([
			'Listed traffic through the tunnel',
			'  • Through wg-vpn: Netflix.',
			'  • When wg-vpn is down, it is blocked: nothing of it leaves another way.',
			'  • Everything else goes as it went before.',
		]);
	});
});

describe('facts', () => {
	it('tells what a router is', () => {
		const lines = texts(factsLines({...homeFacts, identity: 'a\u001Bb'}));
		expect(lines).toContain('Router      a\\u{1b}b · hAP ax2');
		expect(lines).toContain('Tunnels     wg-vpn');
		expect(lines).toContain('Way out     203.0.113.1');
	});
});
