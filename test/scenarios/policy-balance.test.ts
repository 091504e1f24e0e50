import {describe, expect, it} from 'vitest';
import {policyBalance} from '../../scenarios/policy-balance.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {example, profileOf} from '../compiler/build.js';

const {answers, facts} = example('policy-balance/three');

const build = (change: Answers) => buildProfile(profileOf('test', {...answers, ...change}, 'policy-balance'), [policyBalance], facts, {});

const titles = (change: Answers): readonly string[] => {
	const built = build(change);
	return built.ok
		? built.value.document.policies.map(({title, uplink}) => `${title} -> ${uplink}`)
		: built.diagnostics.map(({code, field, message}) => `${code} ${field}: ${message}`);
};

describe('each kind of traffic by its line', () => {
	it('own rules first, then the kinds that differ from the rest', () => {
		expect(titles({})).toEqual([
			'dscp 46 > sfp1 -> p1.sfp1',
			'tcp 873,8000-8010 > ether2 -> p1.ether2',
			'udp from 5060 > sfp1 -> p1.sfp1',
			'web by ether2 -> p1.ether2',
			'web by ether2 -> p1.ether2',
			'everything else by sfp1 -> p1.sfp1',
		]);
	});

	it('a rule that never gets anything is an error that names the one which takes it all', () => {
		expect(titles({rules: ['tcp 80-443 > lte1', 'tcp 100 > ether2']})).toEqual([
			'policy-shadowed rules[1]: “tcp 100 > ether2” never decides anything: “tcp 80-443 > lte1” comes first and takes all of it.',
			'policy-shadowed line-web: “web by ether2” never decides anything: “tcp 80-443 > lte1” comes first and takes all of it.',
		]);
	});

	it('the same twice is said so', () => {
		expect(titles({'line-web': 'rest', rules: ['tcp 25 > lte1', 'tcp 25 > ether2']})).toEqual([
			'policies-same rules[1]: “tcp 25 > lte1” and “tcp 25 > ether2” want the same traffic.',
		]);
	});

	it.each([
		[['tcp 25 > ether9'], 'no-such-line'],
		[['tcp 25'], 'bad-traffic'],
	])('%j is refused: %s', (rules, code) => {
		expect(titles({rules}).map((line) => line.split(':')[0])).toEqual([`${code} rules[0]`]);
	});
});
