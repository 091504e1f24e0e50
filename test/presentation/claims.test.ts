import {describe, expect, it} from 'vitest';
import {claimLines, doubtLines, plainText, proofGroups, traceLines} from '../../source/presentation/index.js';
import type {PlanProofs, Proof, Verdict} from '../../source/proof/index.js';
import type {Disposition, Trace} from '../../source/simulator/index.js';
import {ip} from '../policy/documents.js';

const packet = {from: ip('192.168.88.10'), to: ip('203.0.113.5'), protocol: 'tcp', fromPort: 50_000, toPort: 443, inInterface: 'bridge'} as const;
const rule = {menu: '/ip/firewall/filter', position: 4, chain: 'forward', action: 'drop', comment: 'no\u001B[2J more', line: 12} as const;

const trace = (disposition: Disposition, reply?: Disposition): Trace => ({
	packet,
	ways: [
		{
			packet,
			inInterface: 'bridge',
			steps: [{stage: 'filter', chain: 'forward', action: 'accept', detail: 'goes on'}],
			disposition,
			end: packet,
			isFasttracked: false,
			choices: [],
			share: 1,
			notes: ['a note'],
			...(reply === undefined ? {} : {reply: {packet, steps: [], disposition: reply, end: packet, isFasttracked: true}}),
		},
	],
});

const proof = (id: string, status: Verdict['status'], more: Partial<Proof> = {}): Proof => ({
	claim: {id, sentence: `${id} holds.`, family: 4, packet, down: [], silent: [], removed: [], names: {}, expect: {kind: 'blocked'}},
	trace: trace({kind: 'delivered'}),
	status,
	why: status === 'held' ? '' : 'The first packet is dropped',
	...more,
});

const text = (lines: readonly (readonly {readonly text: string}[])[]): readonly string[] => lines.map((line) => line.map((piece) => piece.text).join(''));

describe('claims as lines', () => {
	const proofs: PlanProofs = {
		claims: [proof('p1.use.up.a.4', 'held'), proof('p1.use.up.b.4', 'held'), proof('local.x', 'unknown'), proof('p1.use.down.a.4', 'failed', {rule})],
		lockOut: {status: 'held', why: '', sentence: 'Your own session still reaches the router.'},
	};

	it('what fails comes first, with the rule; what holds for a whole list is told once', () => {
		expect(text(claimLines(proofs))).toEqual([
			'Where packets go: 3 hold, 1 fails, 1 unknown',
			'✘ FAILS   p1.use.down.a.4 holds.',
			'    The first packet is dropped.',
			'    /ip/firewall/filter rule 4 (line 12) forward drop  # no\\u{1b}[2J more',
			'? unknown local.x holds.',
			'    The first packet is dropped.',
			'✔ holds   Your own session still reaches the router.',
			'✔ holds   p1.use.up.a.4 holds. And 1 more like it.',
		]);
	});

	it('in short only what needs a look', () => {
		expect(doubtLines(proofs)).toHaveLength(7);
		expect(doubtLines({claims: []})).toEqual([]);
		expect(text(claimLines({claims: []}))).toEqual(['Where packets go: nothing to claim']);
	});

	it('a claim of a list that fails is not hidden among those that hold', () => {
		const groups = proofGroups({claims: [proof('p1.use.up.a.4', 'held'), proof('p1.use.up.b.4', 'failed'), proof('p1.use.up.c.4', 'held')]});
		expect(groups.map(({status, proofs: alike}) => `${status} ${alike.length}`)).toEqual(['failed 1', 'held 2']);
	});
});

describe('a trace as lines', () => {
	it.each<[Disposition, string]>([
		[{kind: 'leaves-by', interface: 'wg-vpn', gateway: ip('10.0.0.1')}, 'leaves by wg-vpn to 10.0.0.1'],
		[{kind: 'delivered'}, 'is delivered to the router itself'],
		[{kind: 'dropped', by: rule, reason: 'by a rule'}, 'is dropped: by a rule'],
		[{kind: 'rejected', by: rule, with: 'tcp-reset'}, 'is refused with tcp-reset'],
		[{kind: 'no-route'}, 'finds no route'],
		[{kind: 'blackholed', by: rule}, 'ends in a blackhole'],
		[{kind: 'unknown', matcher: 'layer7-protocol', reason: 'contents'}, 'cannot be followed further: contents (layer7-protocol)'],
	])('%o', (disposition, words) => {
		expect(text(traceLines(trace(disposition)))[2]).toBe(`The packet ${words}`);
	});

	it('tells packet, steps, answer and notes', () => {
		expect(text(traceLines(trace({kind: 'delivered'}, {kind: 'leaves-by', interface: 'bridge'})))).toEqual([
			'tcp from 192.168.88.10 to 203.0.113.5 port 443, in by bridge',
			'',
			'The packet is delivered to the router itself',
			'  filter forward  goes on',
			'',
			'Its answer leaves by bridge (FastTrack)',
			'',
			'Note: a note',
		]);
	});

	it('no control character of a rule gets through', () => {
		expect(
			traceLines(trace({kind: 'blackholed', by: rule}))
				.map(plainText)
				.join('\n'),
		).not.toContain('\u001B');
	});
});
