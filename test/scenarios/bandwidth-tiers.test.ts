import {describe, expect, it} from 'vitest';
import {bandwidthTiers} from '../../scenarios/bandwidth-tiers.js';
import type {Shaping, Speed} from '../../source/policy/index.js';
import {claimsOf, validateDocument} from '../../source/policy/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {completeAnswers, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {example, ofExample, profileOf, rowsOf} from '../compiler/build.js';
import {trouble as provenTrouble} from './trouble.js';

const calls = example('bandwidth-tiers/calls');

const trouble = (change: Answers) =>
	validateAnswers(bandwidthTiers, {...calls.answers, ...change}, calls.facts).map(({field, message, hint}) =>
		[field, message, hint].filter((part) => part !== undefined).join(' | '),
	);

describe('as one types', () => {
	it.each<[Answers, readonly string[]]>([
		[{speed: 'fast'}, ['speed | fast is no speed. | Down and up, in Mbit/s or with a unit: 100/20, 1.5M/500k.']],
		[
			{'first-ports': ['443', 'sip', '99-1']},
			[
				'first-ports[1] | “sip” is no port. | Write 443, 5060-5061, or with the protocol: 3478-3481/udp.',
				'first-ports[2] | “99-1” is no port. | Write 443, 5060-5061, or with the protocol: 3478-3481/udp.',
			],
		],
		[{'first-rate': '16/1'}, ['first-rate | 16/1 is more than the line gives out (15.2M/1.4M). | A little is kept back, so that packets wait here and not in the modem.']],
		[
			{'last-ports': ['873'], 'last-way': 'ether1'},
			['last-way | What can wait would be sent by the line that is to be kept free of it. | Choose another way, or the ordinary one: there it waits in its queue.'],
		],
		[{'last-ports': ['873'], 'last-way': 'lte9', 'last-down': 'block'}, ['last-way | The router has no interface lte9. | To choose from: The ordinary way.']],
		[{line: 'bridge'}, ['line | bridge is not among what can be chosen here. | To choose from: ether1.']],
		[{line: 'ether9'}, ['line | The router has no interface ether9. | Did you mean ether1?']],
	])('%j', (change, wanted) => {
		expect(trouble(change)).toEqual(wanted);
	});

	it.each<[Answers, Answers[string] | undefined]>([
		[{}, ['3478-3481/udp', '8801-8810/udp', '19302-19309/udp']],
		[{'first-services': [], 'first-hosts': []}, ['3478-3481/udp', '8801-8810/udp', '19302-19309/udp']],
		[{'first-services': ['zoom']}, undefined],
		[{'last-hosts': ['192.168.88.60']}, undefined],
		[{'first-ports': []}, []],
	])('suggests the ports of calls where nothing else is named: %j', (answers, wanted) => {
		const complete = completeAnswers(bandwidthTiers, {speed: '100/20', ...answers}, calls.facts);
		expect(complete['first-ports']).toEqual(wanted);
		expect(validateAnswers(bandwidthTiers, complete, calls.facts)).toEqual([]);
	});

	it('suggests the line and shares of its speed', () => {
		expect(completeAnswers(bandwidthTiers, {speed: '100/20', 'first-ports': ['443'], 'last-ports': ['873']}, calls.facts)).toMatchObject({
			line: 'ether1',
			networks: ['bridge'],
			'first-rate': '40M/8M',
			'last-rate': '80M/16M',
		});
	});

	it.each<[Answers, readonly string[]]>([
		[{'first-ports': ['443']}, ['first-rate']],
		[{'first-ports': [], 'last-ports': ['873']}, ['last-rate']],
		[{'first-ports': ['443'], 'last-ports': ['873']}, ['first-rate', 'last-rate']],
	])('asks for the rate of those tiers only that something belongs to: %j', (answers, wanted) => {
		const complete = completeAnswers(bandwidthTiers, {speed: '100/20', ...answers}, calls.facts);
		const asked = visibleFields(bandwidthTiers, complete, calls.facts).map(({id}) => id);
		expect(asked.filter((id) => id.endsWith('-rate'))).toEqual(wanted);
	});
});

describe('what is dealt out', () => {
	const shapingOf = (id: string, change: Answers = {}): Shaping => {
		const [shaping] = ofExample(`bandwidth-tiers/${id}`, change).document.shapings;
		if (shaping === undefined) {
			throw new Error('nothing is dealt out');
		}

		return shaping;
	};

	const sum = ({tiers}: Shaping, way: keyof Speed): number => tiers.reduce((all, {guaranteed}) => all + guaranteed[way], 0);

	it.each(['calls', 'meetings', 'backups'])('%s: less than the line, and no more guaranteed than that', (id) => {
		const shaping = shapingOf(id);
		expect(shaping.tiers.at(-1)?.members).toEqual({to: [], hosts: [], ports: []});
		for (const way of ['down', 'up'] as const) {
			expect(sum(shaping, way)).toBeLessThanOrEqual(shaping.limit[way]);
		}
	});

	it('reads units as people type them', () => {
		expect(shapingOf('calls', {speed: '50M/1.5M', 'first-rate': '5/500k', 'last-rate': '40/1'})).toMatchObject({
			limit: {down: 47_500_000, up: 1_425_000},
			tiers: [{guaranteed: {down: 5_000_000, up: 500_000}}, {}],
		});
	});

	it('leaves something to all others, whatever is guaranteed', () => {
		const {limit, tiers} = shapingOf('meetings', {'first-rate': '95/19'});
		expect(tiers[0]?.guaranteed).toEqual({down: limit.down - 5_000_000, up: limit.up - 1_000_000});
		expect(tiers[1]?.guaranteed).toEqual({down: 5_000_000, up: 1_000_000});
	});

	it('keeps nothing back for what nobody named', () => {
		const {limit, tiers} = shapingOf('calls', {'first-ports': [], 'last-ports': ['873']});
		expect(tiers.map(({id, guaranteed}) => [id, guaranteed.up])).toEqual([
			['p1.last', 75_000],
			['p1.rest', limit.up - 75_000],
		]);
	});

	it.each(['first', 'last'])('is nothing as long as the rate of what is named (%s) makes no sense', (tier) => {
		const built = bandwidthTiers.build({...calls.answers, [`${tier}-ports`]: ['873'], [`${tier}-rate`]: 'much'}, {partId: 'p1', facts: calls.facts, attachments: {}});
		expect(built.ok ? [] : built.diagnostics.map(({code}) => code)).toEqual(['bad-speed']);
	});

	it('is one tree a direction, upwards on the line, downwards where all lines meet', () => {
		const roots = rowsOf(ofExample('bandwidth-tiers/meetings'), '/queue/tree').filter(({properties}) => properties['packet-mark'] === undefined);
		expect(roots.map(({properties}) => [properties.parent, properties['max-limit']])).toEqual([
			['global', '95M'],
			['pppoe-out1', '19M'],
		]);
	});

	it('is refused where it promises more than there is', () => {
		const {document} = ofExample('bandwidth-tiers/calls');
		const [shaping] = document.shapings;
		const codes = (change: (one: Shaping) => Shaping): readonly string[] =>
			shaping === undefined ? [] : validateDocument({...document, shapings: [change(shaping)]}).map(({code}) => code);
		expect(codes((one) => one)).toEqual([]);
		expect(codes((one) => ({...one, tiers: one.tiers.map((tier) => ({...tier, guaranteed: one.limit}))}))).toEqual(['guarantees-too-large', 'guarantees-too-large']);
		expect(codes((one) => ({...one, tiers: one.tiers.map((tier) => ({...tier, priority: 9}))}))).toEqual(['tier-bounds', 'tier-bounds']);
		expect(codes((one) => ({...one, tiers: one.tiers.toReversed()}))).toEqual(['no-rest']);
		expect(validateDocument({...document, shapings: shaping === undefined ? [] : [shaping, shaping]}).map(({code}) => code)).toContain('line-shaped-twice');
	});
});

describe('a way of its own for what can wait', () => {
	const waysOf = (change: Answers = {}) => {
		const {uplinks, policies, shapings} = ofExample('bandwidth-tiers/farm', change).document;
		return {uplinks: uplinks.map(({id, kind}) => [id, kind.kind]), policies: policies.map(({id, uplink, whenDown, waived}) => [id, uplink, whenDown.kind, ...waived]), shapings};
	};

	it('is taken by each of its members, and by nothing that comes first', () => {
		expect(waysOf()).toMatchObject({
			uplinks: [['p1.apart', 'line']],
			policies: [
				['p1.first-to', 'ordinary', 'block'],
				['p1.first-udp', 'ordinary', 'block'],
				['p1.last-to', 'p1.apart', 'fall-back'],
				['p1.last-hosts', 'p1.apart', 'fall-back', 6],
				['p1.last-tcp', 'p1.apart', 'fall-back'],
				['p1.last-udp', 'p1.apart', 'fall-back'],
			],
		});
	});

	it('may be there for what comes first as well, or alone', () => {
		const first = {'first-way': 'lte1', 'first-down': 'block'};
		expect(waysOf({...first, 'last-way': 'l2tp-depot', 'last-down': 'block'})).toMatchObject({
			uplinks: [
				['p1.ahead', 'line'],
				['p1.apart', 'interface'],
			],
			policies: [
				['p1.first-to', 'p1.ahead', 'block'],
				['p1.first-udp', 'p1.ahead', 'block'],
				['p1.last-to', 'p1.apart', 'block'],
				['p1.last-hosts', 'p1.apart', 'block', 6],
				['p1.last-tcp', 'p1.apart', 'block'],
				['p1.last-udp', 'p1.apart', 'block'],
			],
		});
		expect(waysOf({...first, 'last-way': 'ordinary'})).toMatchObject({
			uplinks: [['p1.ahead', 'line']],
			policies: [
				['p1.first-to', 'p1.ahead', 'block'],
				['p1.first-udp', 'p1.ahead', 'block'],
			],
		});
	});

	it('is not the same for both', () => {
		const {answers, facts} = example('bandwidth-tiers/farm');
		expect(validateAnswers(bandwidthTiers, {...answers, 'first-way': 'lte1', 'first-down': 'block'}, facts).map(({message}) => message)).toEqual([
			'What can wait would go by the way that what comes first has for itself.',
		]);
	});

	it('leaves the queues of the line to what stays on it, and that is claimed', () => {
		const {document} = ofExample('bandwidth-tiers/farm');
		const queued = claimsOf(document, example('bandwidth-tiers/farm').facts).flatMap(({expect: wanted}) => (wanted.kind === 'queued' ? [wanted.tier] : []));
		expect([...new Set(queued)]).toEqual(['p1.first', 'p1.rest']);
	});

	it('leaves bandwidth as it is dealt out', () => {
		expect(waysOf().shapings).toEqual(waysOf({'last-way': 'ordinary'}).shapings);
	});

	it.each<[string, Answers]>([
		['it goes as before', {'last-way': 'ordinary'}],
		['nothing can wait', {'last-services': [], 'last-destinations': [], 'last-hosts': [], 'last-ports': []}],
	])('is none where %s', (_why, change) => {
		expect(waysOf(change)).toMatchObject({uplinks: [], policies: []});
	});

	it.each<[string, Answers]>([
		['by a line, or not at all', {'last-down': 'block'}],
		['by a tunnel without IPv6', {'last-way': 'l2tp-depot', 'last-probe': ['149.112.112.10']}],
		['by a tunnel without IPv6, or not at all', {'last-way': 'l2tp-depot', 'last-down': 'block'}],
		['what comes first alone, by a line', {'first-way': 'lte1', 'first-probe': ['149.112.112.10', '2620:fe::fe:10'], 'last-way': 'ordinary'}],
		['each by a way of its own', {'first-way': 'lte1', 'first-down': 'block', 'last-way': 'l2tp-depot', 'last-down': 'block'}],
		['by a line, by IPv6 hosts', {'last-hosts': ['2001:db8:1:100::60']}],
	])(
		'is proven: %s',
		async (_what, change) => {
			const {answers, facts} = example('bandwidth-tiers/farm');
			expect(await provenTrouble(profileOf('test', {...answers, ...change}, 'bandwidth-tiers'), facts)).toEqual([]);
		},
		30_000,
	);
});
