import {describe, expect, it} from 'vitest';
import type {Expectation} from '../../source/policy/index.js';
import {judge} from '../../source/proof/judge.js';
import type {Disposition, Pass, Rule, Trace, Way} from '../../source/simulator/index.js';
import {ip} from '../policy/documents.js';

const rule: Rule = {menu: '/ip/firewall/filter', position: 4, chain: 'forward', action: 'drop', comment: 'no more'};
const packet = {from: ip('192.168.88.10'), to: ip('203.0.113.5'), protocol: 'tcp', fromPort: 50_000, toPort: 443, inInterface: 'bridge'} as const;

const pass = (disposition: Disposition, more: Partial<Pass> = {}): Pass => ({packet, inInterface: 'bridge', steps: [], disposition, end: packet, isFasttracked: false, ...more});

const by = (name: string): Disposition => ({kind: 'leaves-by', interface: name});
const delivered: Disposition = {kind: 'delivered'};
const dropped: Disposition = {kind: 'dropped', by: rule, reason: 'a rule'};
const lost: Disposition = {kind: 'no-route'};
const hazy: Disposition = {kind: 'unknown', matcher: 'layer7-protocol', reason: 'contents are not known', rule};

type Ends = {readonly to: Disposition; readonly reply?: Disposition; readonly later?: Disposition; readonly fast?: boolean};

const way = ({to, reply, later, fast = false}: Ends): Way => ({
	...pass(to),
	choices: [],
	share: 1,
	notes: [],
	...(reply === undefined ? {} : {reply: pass(reply)}),
	...(later === undefined ? {} : {later: pass(later, {isFasttracked: fast})}),
});

const trace = (first: Ends, ...more: readonly Ends[]): Trace => ({packet, ways: [way(first), ...more.map(way)]});

const vpn: Expectation = {kind: 'leaves-by', uplink: 'p1.vpn', natted: false};
const only: Expectation = {kind: 'only-by', uplink: 'p1.vpn'};
const before = trace({to: by('ether1'), reply: by('bridge'), later: by('ether1'), fast: true});
const status = (expectation: Expectation, after: Trace, was: Trace = before) =>
	judge(
		expectation,
		after,
		() => was,
		() => 'wg-vpn',
	).status;

describe('what is claimed against what happens', () => {
	it.each<[string, Expectation, Trace, string]>([
		['goes and comes back', vpn, trace({to: by('wg-vpn'), reply: by('bridge'), later: by('wg-vpn')}), 'held'],
		['leaves by another line', vpn, trace({to: by('ether1')}), 'failed'],
		['a later packet leaves by another line', vpn, trace({to: by('wg-vpn'), later: by('ether1')}), 'failed'],
		['the answer is lost', vpn, trace({to: by('wg-vpn'), reply: dropped}), 'failed'],
		['one of two ways is wrong', vpn, trace({to: by('wg-vpn')}, {to: by('ether1')}), 'failed'],
		['a wrong way weighs more than a hazy one', vpn, trace({to: hazy}, {to: by('ether1')}), 'failed'],
		['not known', vpn, trace({to: hazy}), 'unknown'],
		['nowhere is no leak', only, trace({to: lost}), 'held'],
		['a later packet leaks', only, trace({to: by('wg-vpn'), later: by('ether1')}), 'failed'],
		['blocked by a rule', {kind: 'blocked'}, trace({to: dropped}), 'held'],
		['not blocked', {kind: 'blocked'}, trace({to: by('ether1')}), 'failed'],
		['as before', {kind: 'leaves-as-before'}, before, 'held'],
		['another answer than before', {kind: 'leaves-as-before'}, trace({to: by('ether1'), reply: by('wg-vpn'), later: by('ether1')}), 'failed'],
		['hazy as before', {kind: 'leaves-as-before'}, trace({to: hazy}), 'unknown'],
		['delivered, and answered', {kind: 'reaches-router', instead: []}, trace({to: delivered, reply: by('bridge')}), 'held'],
		['delivered, but answered elsewhere', {kind: 'reaches-router', instead: []}, trace({to: delivered, reply: by('wg-vpn')}), 'failed'],
		['let in and answered elsewhere', {kind: 'answered'}, trace({to: by('ether1'), reply: by('ether1')}), 'failed'],
		['fast as before', {kind: 'as-fast'}, before, 'held'],
		['slow now', {kind: 'as-fast'}, trace({to: by('ether1'), reply: by('bridge'), later: by('ether1')}), 'failed'],
		['no answer leaves', {kind: 'unanswered'}, trace({to: by('guest'), reply: dropped}), 'held'],
		['an answer leaves', {kind: 'unanswered'}, trace({to: by('guest'), reply: by('ether1')}), 'failed'],
		['stays local', {kind: 'stays-local', interface: 'guest'}, trace({to: by('guest')}), 'held'],
		['pulled away', {kind: 'stays-local', interface: 'guest'}, trace({to: by('wg-vpn')}), 'failed'],
	])('%s', (_title, expectation, after, wanted) => {
		expect(status(expectation, after)).toBe(wanted);
	});

	it('beyond NAT the sender is not to be seen', () => {
		const natted: Expectation = {...vpn, natted: true};
		const [first] = trace({to: by('wg-vpn')}).ways;
		const hidden: Trace = {packet, ways: [{...first, end: {...packet, from: ip('10.66.66.2')}}]};
		expect(status(natted, hidden)).toBe('held');
		expect(
			judge(
				natted,
				{packet, ways: [first]},
				() => before,
				() => 'wg-vpn',
			),
		).toMatchObject({status: 'failed', why: expect.stringContaining('address of its sender')});
	});

	it.each<[string, Trace, Trace, string]>([
		['let in as before, and answered', trace({to: by('bridge'), reply: by('bridge')}), trace({to: by('bridge'), reply: by('ether1')}), 'held'],
		['kept out as before', trace({to: dropped}), trace({to: lost}), 'held'],
		['let in now', trace({to: delivered, reply: by('bridge')}), trace({to: dropped}), 'failed'],
		['kept out now', trace({to: dropped}), trace({to: delivered, reply: by('bridge')}), 'failed'],
		['answered elsewhere', trace({to: delivered, reply: by('ether1')}), trace({to: delivered, reply: by('bridge')}), 'failed'],
	])('what comes in: %s', (_title, after, was, wanted) => {
		expect(status({kind: 'answered'}, after, was)).toBe(wanted);
	});

	it('a question to an address of the router stays there', () => {
		const moved = trace({to: delivered, reply: by('bridge')});
		const [first] = moved.ways;
		const elsewhere: Trace = {packet, ways: [{...first, end: {...packet, to: ip('192.168.88.1')}}]};
		expect(status({kind: 'keeps-reaching-router'}, elsewhere, moved)).toBe('failed');
		expect(status({kind: 'keeps-reaching-router'}, elsewhere, elsewhere)).toBe('held');
	});

	it('what went nowhere before need not arrive now', () => {
		const nowhere = trace({to: dropped});
		expect(status({kind: 'keeps-reaching-router'}, nowhere, nowhere)).toBe('held');
		expect(status({kind: 'stays-local', interface: 'guest'}, nowhere, nowhere)).toBe('held');
		expect(status({kind: 'keeps-reaching-router'}, nowhere, trace({to: delivered, reply: by('bridge')}))).toBe('failed');
	});

	it('a failed claim says what happens and by which rule; an unknown one, what is not known', () => {
		expect(
			judge(
				vpn,
				trace({to: dropped}),
				() => before,
				() => 'wg-vpn',
			),
		).toEqual({status: 'failed', why: 'The first packet is dropped', rule});
		expect(
			judge(
				vpn,
				trace({to: hazy}),
				() => before,
				() => 'wg-vpn',
			),
		).toMatchObject({status: 'unknown', matcher: 'layer7-protocol', rule});
	});
});
