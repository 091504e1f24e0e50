import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {DestinationList, Group, Policy, PolicyDocument, Selector, Uplink} from '../../source/policy/index.js';
import {emptyDocument, ordinary} from '../../source/policy/index.js';
import type {Picture} from '../../source/presentation/index.js';
import {documentLines, lineWidth, pictureLines, pictureOfDocument, pictureOfFacts, pictureText, plainText} from '../../source/presentation/index.js';
import {homeFacts, sampleScenario} from '../helpers/fake-services.js';
import {prefixes} from '../policy/documents.js';

const drawn = (picture: Picture, width: number, unicode: boolean) => pictureLines(picture, width, unicode).map((line) => plainText(line).trimEnd());
const built = sampleScenario.build({services: ['netflix', 'zoom']}, {partId: 'p1', facts: homeFacts, attachments: {}});
const chosen = built.ok ? pictureOfDocument(built.value.document, homeFacts) : pictureOfFacts(homeFacts);

describe('picture', () => {
	it('draws who, through what, and which traffic by which way', () => {
		expect(drawn(chosen, 70, true)).toEqual([
			'┌────────┐  ┌───────┐  ┌▶ wg-vpn        Netflix, Zoom',
			'│ bridge ├─▶│ attic ├──┤                when down: blocked',
			'└────────┘  └───────┘  └▶ ordinary way  everything else',
		]);
	});

	it('draws with plain characters', () => {
		expect(drawn(chosen, 70, false)).toEqual([
			'+--------+  +-------+  +> wg-vpn        Netflix, Zoom',
			'| bridge |->| attic |--|                when down: blocked',
			'+--------+  +-------+  +> ordinary way  everything else',
		]);
	});

	it('draws one way as one line', () => {
		expect(drawn(pictureOfFacts(homeFacts), 70, true)[1]).toBe('│ your network ├─▶│ attic ├───▶ ordinary way  everything');
	});

	it('gives what goes which way its room before the names of the boxes, and breaks what has none', () => {
		const way = {
			name: 'the tunnel wg-vpn',
			isDown: false,
			isShut: false,
			traffic: ['listed destinations (12 names, 3 prefixes)'],
			brief: '12 names, 3 prefixes',
			notes: [{text: 'when down: the ordinary way', role: 'dim'}],
			role: 'accent',
		} as const;
		const crowded: Picture = {
			sources: ['bridge-of-the-attic', 'bridge-of-the-cellar'],
			router: 'router-of-the-house',
			ways: [way, {name: 'ordinary way', isDown: false, isShut: false, traffic: ['everything else'], brief: 'all else', notes: [], role: 'dim'}],
			sides: [],
		};
		const [first, second, third] = drawn(crowded, 78, true);
		expect(first).toMatch(/the tunnel wg-vpn {2}listed destinations \(12$/);
		expect(second).toMatch(/ {2}names, 3 prefixes\)$/);
		expect(third).toMatch(/ {2}when down: the ordinary way$/);
		expect(pictureLines(crowded, 78, true, 3).map(plainText)[1]).toMatch(/the tunnel wg-vpn {2}12 names, 3 prefixes$/);
		expect(drawn({...crowded, sources: ['lan'], router: 'attic'}, 110, true)[0]).toMatch(/listed destinations \(12 names, 3 prefixes\)$/);
	});

	it('gives names whole where that costs no row, and tells how many sources there are besides', () => {
		const way = {name: 'the tunnel wg-exit', isDown: false, isShut: false, traffic: ['Netflix'], brief: 'Netflix', notes: [], role: 'accent'} as const;
		const picture: Picture = {sources: ['bridge-lan', 'bridge-containers'], router: 'two lines', ways: [way], sides: []};
		expect(drawn(picture, 80, true)[1]).toBe('│ bridge-lan, bridge-containers ├─▶│ two lines ├───▶ the tunnel wg-exit  Netflix');
		expect(drawn(picture, 66, true)[1]).toBe('│ bridge-lan + 1 ├─▶│ two lines ├───▶ the tunnel wg-exit  Netflix');
	});

	it('is told with what the router does besides', () => {
		const bar = {name: 'calls', text: '40/8 for certain', isShut: false, isDown: true, role: 'bad'} as const;
		expect(pictureText({...chosen, sides: [{title: 'Bandwidth of ether1', rows: [bar]}]})).toMatch(/; Bandwidth of ether1: calls, which has no link, 40\/8 for certain$/);
	});

	it('puts the ways below the boxes where that takes fewer rows, unless there is no room for it', () => {
		const traffic = ['all that goes to the services of the company', 'all that goes to its branches'];
		const way = {name: 'the tunnel', isDown: false, isShut: false, traffic, brief: 'much', notes: [], role: 'accent'} as const;
		const picture: Picture = {sources: ['bridge-of-the-attic'], router: 'attic', ways: [way, {...way, name: 'the other one'}], sides: []};
		expect(drawn(picture, 56, true)).toEqual([
			'┌─────────────────────┐  ┌───────┐',
			'│ bridge-of-the-attic ├─▶│ attic ├──┐',
			'└─────────────────────┘  └───────┘  │',
			'┌───────────────────────────────────┘',
			'├▶ the tunnel     all that goes to the services of the',
			'│                 company',
			'│                 all that goes to its branches',
			'└▶ the other one  all that goes to the services of the',
			'                  company',
			'                  all that goes to its branches',
		]);
		expect(drawn(picture, 56, false)[3]).toBe('+-----------------------------------+');
		expect(pictureLines(picture, 56, true, 4)).toHaveLength(3);
		expect(drawn(picture, 110, true)[0]).toContain('┌▶ the tunnel');
	});

	it('keeps to its width and, short, to a row a way, whatever the names', () => {
		const name = fc.string({unit: 'grapheme', minLength: 1, maxLength: 40});
		const text = fc.constantFrom('plain' as const, 'bad' as const);
		const way = fc.record({
			name,
			isDown: fc.boolean(),
			isShut: fc.boolean(),
			traffic: fc.array(name, {maxLength: 3}),
			brief: name,
			notes: fc.array(fc.record({text: name, role: fc.constant('dim' as const)}), {maxLength: 2}),
			role: text,
		});
		const bar = fc.record({sure: fc.integer({min: 0, max: 10}), most: fc.integer({min: 0, max: 10})});
		const row = fc.record({name, text: name, isShut: fc.boolean(), isDown: fc.boolean(), bar, role: text});
		const side = fc.record({title: name, rows: fc.array(row, {minLength: 1, maxLength: 4})});
		fc.assert(
			fc.property(
				fc.record({
					sources: fc.array(name, {minLength: 1, maxLength: 4}),
					router: name,
					ways: fc.array(way, {minLength: 1, maxLength: 8}),
					sides: fc.array(side, {maxLength: 3}),
				}),
				fc.integer({min: 56, max: 120}),
				(picture, width) => {
					for (const line of pictureLines(picture, width, true)) {
						expect(lineWidth(line)).toBeLessThanOrEqual(width);
					}

					const least = Math.max(3, picture.ways.length);
					expect(pictureLines(picture, width, true, 1).length).toBeLessThanOrEqual(least);
					expect(pictureLines(picture, width, true, least + 3).length).toBeLessThanOrEqual(least + 3);
				},
			),
			{numRuns: 10},
		);
	});
});

describe('the picture of a document', () => {
	const line = (id: string, name: string): Uplink => ({
		id,
		title: name,
		kind: {kind: 'line', name, next: {4: {kind: 'interface'}}},
		nat: {4: true, 6: true},
		carries: {4: true, 6: false},
	});
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: 'p1.lan', interfaces: ['bridge']}],
		uplinks: [line('p1.a', 'fibre'), line('p1.b', 'cable'), line('p1.c', 'lte')],
	};
	const selector: Selector = {to: [], from: [], networks: ['p1.lan']};
	const policy = (more: Partial<Policy>): Policy => ({id: 'p1.use', title: 'a policy', selector, uplink: 'p1.all', whenDown: {kind: 'fall-back'}, waived: [], ...more});
	const group: Group = {
		id: 'p1.all',
		title: 'all lines',
		members: [
			{uplink: 'p1.a', weight: 3},
			{uplink: 'p1.b', weight: 1},
		],
		method: 'share',
		by: 'pair',
		whenDown: 'redistribute',
	};
	const shown = (more: Partial<PolicyDocument>, down: readonly string[] = [], width = 78) =>
		drawn(pictureOfDocument({...document, ...more}, homeFacts, new Set(down)), width, true);
	const banking: DestinationList = {id: 'p1.bank', title: 'banking', prefixes: [], domains: []};

	it('tells what each line has of what lines share, and exceptions before it', () => {
		const policies = [policy({id: 'p1.bank', selector: {...selector, to: ['p1.bank']}, uplink: 'p1.a', whenDown: {kind: 'fall-back', to: 'p1.b'}}), policy({})];
		expect(shown({groups: [group], lists: [banking], policies})).toEqual([
			'                       ┌▶ fibre  banking',
			'                       │         75 % of everything else',
			'┌────────┐  ┌───────┐  │         when down: cable, then the ordinary way',
			'│ bridge ├─▶│ attic ├──┤         when down: the others take its share',
			'└────────┘  └───────┘  ├▶ cable  25 % of everything else',
			'                       │         when down: the others take its share',
			'                       └▶ lte',
		]);
	});

	it('shows whom traffic goes to while a line is down', () => {
		expect(shown({groups: [group], policies: [policy({})]}, ['p1.b']).slice(0, 3)).toEqual([
			'┌────────┐  ┌───────┐  ┌▶ fibre         everything',
			'│ bridge ├─▶│ attic ├──┤                when down: the others take its share',
			'└────────┘  └───────┘  ├▶ cable (down)  the others have its share',
		]);
		const wanted = policy({
			uplink: 'p1.a',
			whenDown: {kind: 'block'},
			selector: {
				...selector,
				protocol: 'udp',
				ports: [
					{first: 53, last: 53},
					{first: 5000, last: 5010},
				],
			},
		});
		expect(shown({policies: [wanted]}).join('\n')).toContain('fibre         udp 53, 5000-5010');
		expect(shown({policies: [wanted]}, ['p1.a']).join('\n')).toContain('fibre (down)  blocked: udp 53, 5000-5010');
		expect(shown({policies: [{...wanted, whenDown: {kind: 'fall-back', to: 'p1.c'}}]}, ['p1.a']).join('\n')).toMatch(/lte +udp 53, 5000-5010 \(instead of fibre\)/);
	});

	it('puts lines in their order, and has no ordinary way beside them', () => {
		const failover = [{id: 'p1.order', uplinks: ['p1.a', 'p1.b', 'p1.c'], flush: false, back: 'stay' as const}];
		expect(shown({failover}, ['p1.a'])).toEqual([
			'┌────────┐  ┌───────┐  ┌▶ fibre (down)  first in line',
			'│ bridge ├─▶│ attic ├──┼▶ cable         everything',
			'└────────┘  └───────┘  │                second in line',
			'                       └▶ lte           stands by, third in line',
		]);
	});

	it('tells of addresses that a provider gave that they wait, and of no family what is not so', () => {
		const fibre = {...line('p1.a', 'fibre'), sources: prefixes('2001:db8:5::/48')};
		const six = policy({id: 'p1.six', uplink: 'p1.a', selector: {...selector, from: fibre.sources}, waived: [4]});
		const told = {uplinks: [fibre, line('p1.b', 'cable')], groups: [group], policies: [six, policy({waived: [6]})]};
		expect(shown(told)).toEqual([
			'                       ┌▶ fibre  everything from 2001:db8:5::/48',
			'┌────────┐  ┌───────┐  │         75 % of everything else',
			'│ bridge ├─▶│ attic ├──┤         when down: IPv6 waits',
			'└────────┘  └───────┘  │         when down: the others take its share',
			'                       └▶ cable  25 % of everything else',
			'                                 when down: the others take its share',
			'                                 IPv6 goes as before',
		]);
		expect(
			documentLines({...document, ...told})
				.map(plainText)
				.slice(0, 3),
		).toEqual(['A policy', '  • Through fibre: everything from 2001:db8:5::/48.', '  • When fibre is down, these addresses wait until it is back: no other line takes them.']);
	});

	it('says once of a way what holds for all of it, and leaves no rest where none is', () => {
		const text = shown({groups: [group], policies: [policy({waived: [6]})], failover: [{id: 'p1.order', uplinks: ['p1.a'], flush: false, back: 'stay' as const}]}).join('\n');
		expect(text).toMatch(/fibre +75 % of everything\n.* +what the router itself sends/);
		expect(text).toContain('first for the router itself');
		expect(text.match(/IPv6 goes as before/g)).toHaveLength(2);
		expect(text).not.toContain('ordinary way');
	});

	it('sees which interfaces have no link', () => {
		const facts = {...homeFacts, interfaces: [{name: 'cable', type: 'ether', running: false, disabled: false, slave: false}]};
		expect(pictureOfDocument(document, facts).ways.map(({name, isDown, role}) => [name, isDown, role])).toEqual([
			['fibre', false, 'accent'],
			['cable', true, 'bad'],
			['lte', false, 'accent'],
			['ordinary way', false, 'dim'],
		]);
	});

	it('names senders, hosts and kinds of traffic where they are not all', () => {
		const networks = [...document.networks, {id: 'p1.guest', interfaces: ['guest']}];
		const policies = [
			policy({uplink: 'p1.c', selector: {...selector, networks: ['p1.guest'], dscp: 46, size: {first: 0, last: 200}}}),
			policy({uplink: ordinary, selector: {...selector, networks: ['p1.lan', 'p1.guest'], to: ['p1.bank']}}),
		];
		const text = shown({networks, lists: [banking], policies}, [], 110).join('\n');
		expect(text).toContain('DSCP 46, packets up to 200 bytes from guest');
		expect(text).toMatch(/ordinary way +banking\n.* +everything else/);
	});
});
