import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {applyPlan, makePlan} from '../../source/plan/index.js';
import {worldOf} from '../../source/proof/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {completeAnswers} from '../../source/scenario/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import {example, profileOf, whole} from '../compiler/build.js';
import {routerOf} from '../kernel/routers.js';
import {ip} from '../policy/documents.js';
import {trouble} from './trouble.js';

const {facts, answers: failover} = example('wan-failover/providers');
const {flush: _flush, back: _back, ...common} = failover;

const parts: Readonly<Record<string, Answers>> = {
	'wan-failover': failover,
	'multi-wan-pcc': {...common, by: 'pair', 'when-down': 'redistribute'},
	'multi-wan-ecmp': {...common, by: 'pair'},
	'policy-balance': {...common, rest: 'sfp1', 'line-calls': 'ether2', rules: []},
	'gaming-cafe': {...common, rest: 'sfp1', 'game-services': [], 'game-destinations': [], 'game-ports': ['udp 27000-27100']},
};

describe.each(Object.entries(parts))('%s, IPv6 by source', (scenario, answers) => {
	const {document, fragment} = whole(answers, facts, {}, 'test', scenario);

	it.each([9, 24])('holds what it says on 7.%i', async (minor) => {
		expect(await trouble(profileOf('test', answers, scenario), {...facts, release: {major: 7, minor, patch: 1}})).toEqual([]);
	});

	it('never sends an address out by the line of the other provider, whichever is down or silent', () => {
		const plan = makePlan({actual: routerOf(facts), fragment});
		if (!plan.ok) {
			throw new Error(JSON.stringify(plan.diagnostics));
		}

		const after = applyPlan(routerOf(facts), plan.value);
		const own = {'2001:db8:5:10::7': 'sfp1', '2001:db8:6:10::7': 'ether2'};
		for (const down of [[], ['sfp1'], ['ether2'], ['sfp1', 'ether2']]) {
			const world = worldOf(facts, after);
			const prepared = prepare(after, {...world, links: Object.fromEntries(down.map((name) => [name, 'down'] as const))}, {release: facts.release});
			for (const [from, line] of Object.entries(own)) {
				const packet = {from: ip(from), to: ip('2606:2800:21f::9'), protocol: 'tcp' as const, fromPort: 40_000, toPort: 443, inInterface: 'bridge'};
				const ends = walk(prepared, packet).ways.map(({disposition}) => (disposition.kind === 'leaves-by' ? disposition.interface : 'nowhere'));
				expect([down, from, ...new Set(ends)]).toEqual([down, from, down.includes(line) ? 'nowhere' : line]);
			}
		}
	});

	it('IPv4 goes on as it would without', () => {
		const {ipv6: _ipv6, prefixes: _prefixes, ...without} = answers;
		const four = whole({...without, ipv6: 'ordinary'}, facts, {}, 'test', scenario).document;
		expect(document.policies.filter(({waived}) => !waived.includes(4))).toEqual(four.policies);
		expect(document.failover).toEqual(four.failover);
	});
});

it('holds where one line alone has a prefix, and hosts have addresses of the other', async () => {
	const {facts: branch, answers} = example('wan-failover/branch');
	expect(await trouble(profileOf('test', {...answers, ipv6: 'by-source', prefixes: ['2001:db8:6:10::/64 > ether2']}, 'wan-failover'), branch)).toEqual([]);
});

const problems = (prefixes: readonly string[]): readonly string[] => {
	const scenario = scenarios.find(({id}) => id === 'wan-failover');
	const field = scenario?.fields.find(({id}) => id === 'prefixes');
	return field?.check?.(prefixes, {...failover, prefixes}, facts).map(({code, field: where}) => `${code} ${where}`) ?? [];
};

describe('prefixes of the providers', () => {
	it('are found by the address of the line that they are nearest to', () => {
		const scenario = scenarios.find(({id}) => id === 'wan-failover');
		const {prefixes, ...asked} = failover;
		expect(scenario === undefined ? undefined : completeAnswers(scenario, asked, facts, {}).prefixes).toEqual(prefixes);
	});

	it.each<[readonly string[], readonly string[]]>([
		[['2001:db8:5:10::/64 > sfp1', '2001:db8:6:10::/64 > ether2'], []],
		[['192.0.2.0/24 > sfp1'], ['bad-prefix-line prefixes[0]']],
		[['2001:db8:5:10::/64'], ['bad-prefix-line prefixes[0]']],
		[['2001:db8:5:10::/64 > ether9'], ['no-such-line prefixes[0]']],
		[['2001:db8:5::/48 > sfp1', '2001:db8:5:10::/64 > ether2'], ['source-twice prefixes[1]']],
	])('%j: %j', (prefixes, expected) => {
		expect(problems(prefixes)).toEqual(expected);
	});
});
