import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import type {PolicyDocument} from '../../source/policy/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {example} from '../compiler/build.js';
import type {Parts} from './parts.js';
import {profileOf} from './parts.js';
import {trouble} from './trouble.js';

/*
 * What spreads traffic over lines brings along an order of them for what has no share. An order that somebody asks for
 * takes its place, so that both parts stand in one profile.
 */

const {facts, answers: pcc} = example('multi-wan-pcc/mixed');
const lines = ['pppoe-out1', 'ether2', 'lte1'];
const probes = ['149.112.112.10', '94.140.14.140', '208.67.222.220'];
const common: Answers = {lines, networks: ['bridge'], probes, ipv6: 'ordinary'};
const order: Answers = {...common, lines: ['ether2', 'pppoe-out1', 'lte1'], probes: [probes[1] ?? '', probes[0] ?? '', probes[2] ?? ''], flush: true, back: 'at-once'};

const spreading: Parts = {
	'multi-wan-pcc': pcc,
	'multi-wan-ecmp': {...common, by: 'pair'},
	'policy-balance': {...common, rest: 'ether2', 'line-calls': 'pppoe-out1', rules: []},
	'gaming-cafe': {...common, rest: 'ether2', 'game-services': [], 'game-destinations': [], 'game-ports': ['udp 27000-27100']},
};

const built = (parts: Parts): PolicyDocument => {
	const made = buildProfile(profileOf(parts), scenarios, facts, {});
	if (!made.ok) {
		throw new Error(made.diagnostics.map(({message}) => message).join('\n'));
	}

	return made.value.document;
};

const ordersIn = ({failover, uplinks}: PolicyDocument): readonly unknown[] =>
	failover.map((one) => [one.uplinks.map((id) => uplinks.find((uplink) => uplink.id === id)?.title), one.back]);

describe.each(Object.entries(spreading))('%s beside an order of lines', (scenario, answers) => {
	it.each([true, false])('holds what both say, whichever comes first (%s)', async (isFirst) => {
		const parts: Parts = isFirst ? {[scenario]: answers, 'wan-failover': order} : {'wan-failover': order, [scenario]: answers};
		expect(ordersIn(built(parts))).toEqual([[order.lines, 'at-once']]);
		expect(await trouble(profileOf(parts), {...facts, release: {major: 7, minor: isFirst ? 9 : 24, patch: 1}})).toEqual([]);
	});

	it('has the order in which its lines were named without one', () => {
		expect(built({[scenario]: answers}).failover).toHaveLength(1);
	});
});

it('two parts that spread bring one order of all of their lines, and a line that one has on its side is what the other says', async () => {
	const parts: Parts = {
		'multi-wan-pcc': {...pcc, lines: ['pppoe-out1', 'ether2'], probes: probes.slice(0, 2), 'kept-services': [], 'kept-destinations': []},
		'policy-balance': {...common, lines: ['lte1', 'ether2'], probes: [probes[2] ?? '', probes[1] ?? ''], networks: ['vlan-guest'], rest: 'lte1', rules: []},
	};
	const made = buildProfile(
		profileOf(parts),
		scenarios,
		{
			...facts,
			interfaces: [...facts.interfaces, {name: 'vlan-guest', type: 'vlan', running: true, disabled: false, slave: false}],
		},
		{},
	);
	expect(made.ok ? ordersIn(made.value.document) : made.diagnostics).toEqual([[['pppoe-out1', 'ether2', 'lte1'], 'stay']]);
});

it('two orders that were asked for are an error that says what to do', () => {
	const profile = {...profileOf({'wan-failover': order}), parts: ['p1', 'p2'].map((id) => ({id, scenario: 'wan-failover', answers: order}))};
	const made = buildProfile(profile, scenarios, facts, {});
	expect(made.ok ? [] : made.diagnostics.filter(({severity}) => severity === 'error').map(({code, hint}) => `${code}: ${hint}`)).toEqual([
		'failover-twice: A router has one order of lines: keep one of the parts.',
	]);
});

it.each([true, false])('a kill switch lets nothing out by a line that stands in, and lines are still asked whether they live, whichever part comes first (%s)', async (isFirst) => {
	const {facts: practice, answers, attachments} = example('privacy-vpn/practice');
	const inReserve: Answers = {lines: ['sfp1', 'ether2 via 192.168.1.1'], networks: ['vlan10-staff'], probes: probes.slice(0, 2), ipv6: 'ordinary'};
	const parts: Parts = isFirst ? {'wan-failover': inReserve, 'privacy-vpn': answers} : {'privacy-vpn': answers, 'wan-failover': inReserve};
	const found = await trouble(profileOf(parts), practice, attachments);
	expect(found?.filter((one) => one.includes(' failed: '))).toEqual([]);
});
