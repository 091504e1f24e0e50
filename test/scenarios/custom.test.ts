import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {custom} from '../../scenarios/custom.js';
import {scenarios} from '../../scenarios/index.js';
import {compile} from '../../source/compiler/index.js';
import {makePlan} from '../../source/plan/index.js';
import {provePlan} from '../../source/proof/index.js';
import {readPolicyJson} from '../../source/scenario/importers/policy-json/index.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {parseRule} from '../../source/scenario/rule.js';
import {example, exampleIds, ofExample, profileOf} from '../compiler/build.js';
import {routerOf} from '../kernel/routers.js';

describe('a rule', () => {
	it.each<[string, object]>([
		[
			'to 10.0.0.0/8, *.corp.example.com > wg-office',
			{to: {prefixes: ['10.0.0.0/8'], domains: [{name: 'corp.example.com', subdomains: true}]}, way: 'wg-office', otherwise: 'block'},
		],
		['from 192.168.88.50,192.168.88.60-192.168.88.61 > ether2 else ordinary', {from: ['192.168.88.50/32', '192.168.88.60/31'], way: 'ether2', otherwise: 'ordinary'}],
		['in vlan20 everything > wg-exit', {networks: ['vlan20'], traffic: {}, to: {prefixes: [], domains: []}}],
		['udp 5060-5061 to 192.0.2.0/24 > ether2', {traffic: {protocol: 'udp', ports: [{first: 5060, last: 5061}]}, to: {prefixes: ['192.0.2.0/24']}}],
		['udp from 123 > ordinary', {traffic: {protocol: 'udp', fromPorts: [{first: 123, last: 123}]}, from: []}],
		['to put.io > wg', {to: {domains: [{name: 'put.io', label: 'put.io'}]}}],
		['icmp > ether2', {traffic: {protocol: 'icmp'}}],
	])('%s', (line, wanted) => {
		const rule = parseRule(line);
		expect(rule.ok ? rule.value : rule.diagnostics).toMatchObject(wanted);
	});

	it.each([
		['to 10.0.0.0/8', 'bad-rule'],
		['> ether2', 'bad-rule'],
		['everything > ether2 otherwise ordinary', 'bad-rule'],
		['everything > a > b', 'bad-rule'],
		['to 10.0.0.300 > ether2', 'bad-address'],
		['from example.com > ether2', 'bad-source'],
		['quickly > ether2', 'bad-traffic'],
		['icmp 80 > ether2', 'bad-traffic'],
	])('%s is refused', (line, code) => {
		const rule = parseRule(line);
		expect(rule.ok ? rule.value : rule.diagnostics.map((one) => one.code)).toEqual([code]);
	});
});

const office = example('custom/by-network');

const trouble = (change: Answers) => validateAnswers(custom, {...office.answers, ...change}, office.facts).map(({field, message, hint}) => [field, message, hint].join(' | '));

it.each<[Answers, readonly string[]]>([
	[{rules: ['everything > wg-exti']}, ['rules[0] | wg-exti is no way out of this router. | Did you mean wg-exit?']],
	[{rules: ['tcp 22 > sfp1', 'in vlan30 everything > wg-exit']}, ['rules[1] | vlan30 is none of the networks that you chose. | Chosen are: vlan10, vlan20.']],
	[
		{rules: ['everything > wg-exit else wg-exit'], probes: ['wg-exit 9.9.9.10', 'wg-exit 2620:fe::10']},
		['rules[0] | A way cannot take its own place. | Name another way behind “else”, or leave it out.'],
	],
	[{rules: ['everything > wg-exit else ordinary'], probes: ['wg-exit 9.9.9.10']}, ['probes | Name an IPv6 host to ping by wg-exit. | A line such as: wg-exit 2620:fe::fe:10.']],
	[
		{rules: ['everything > wg-exit else ordinary'], probes: ['9.9.9.10', 'wg-exit 9.9.9.10', 'wg-exit 2620:fe::10']},
		['probes[0] | “9.9.9.10” names no way with a host to ping. | One a line: wg-exit 149.112.112.10.'],
	],
])('says what is wrong, by line: %j', (change, wanted) => {
	expect(trouble(change)).toEqual(wanted);
});

it('knows which rule something of the document was made from', () => {
	const rules = ['in vlan20 everything > wg-exit', 'to 198.18.0.0/15 > wg-branch', 'tcp 22 > ordinary', 'tcp 22 to 203.0.113.0/24 > sfp1 else wg-branch'];
	const answers = {...office.answers, rules, probes: ['sfp1 149.112.112.10', 'sfp1 2620:fe::fe:10']};
	const built = custom.build(answers, {partId: 'p1', facts: office.facts, attachments: {}});
	const document = built.ok ? built.value.document : undefined;
	const asked = (things: readonly {readonly id: string}[] = []) => things.map(({id}) => custom.askedIn?.(id.slice('p1.'.length), answers));
	expect(asked(document?.policies)).toEqual(['rules[0]', 'rules[1]', 'rules[2]', 'rules[3]']);
	expect(asked(document?.lists)).toEqual(['rules[1]', 'rules[3]']);
	expect(asked(document?.uplinks)).toEqual(['rules[0]', 'rules[1]', 'rules[3]']);
	expect(asked(document?.networks)).toEqual(['networks', 'networks']);
	expect(asked([{id: 'p1.other'}])).toEqual([undefined]);
	expect(custom.askedIn?.('calls', {document: 'policy.json'})).toBe('document');
});

const what = fc.oneof(
	fc.constantFrom('everything', 'tcp 22', 'udp 5060-5061', 'tcp 80,443', 'icmp', 'in vlan20 everything', 'in vlan10 udp 53'),
	fc.tuple(fc.integer({min: 11, max: 99}), fc.nat(255)).map(([a, b]) => `to ${a}.${b}.0.0/16`),
	fc.integer({min: 2, max: 200}).map((host) => `from 10.1.10.${host}`),
	fc.tuple(fc.nat(0xff_ff), fc.integer({min: 2, max: 200})).map(([a, host]) => `from 10.1.20.${host} to 2001:db8:${a.toString(16)}::/48,198.18.0.0/15`),
);

it('keeps its word for any rules: what is asked for is what happens', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(what, fc.constantFrom('ordinary', 'sfp1', 'wg-branch', 'wg-exit')), {minLength: 1, maxLength: 5}), (rules) => {
			const answers = {...office.answers, rules: rules.map(([head, way]) => `${head} > ${way}`)};
			const profile = profileOf('test', answers, 'custom');
			const built = buildProfile(profile, scenarios, office.facts, {});
			const compiled = built.ok ? compile(built.value.document, {profile: profile.id, facts: office.facts}) : built;
			if (!built.ok || !compiled.ok) {
				// A rule that an earlier one leaves nothing for is refused by name.
				return;
			}

			const actual = routerOf(office.facts);
			const plan = makePlan({actual, fragment: compiled.value});
			expect(plan.ok).toBe(true);
			const {claims} = plan.ok ? provePlan({actual, plan: plan.value, facts: office.facts, document: built.value.document}) : {claims: []};
			expect(claims.filter(({status}) => status !== 'held').map(({claim, why}) => `${claim.id}: ${claim.sentence} ${why}`)).toEqual([]);
		}),
		{numRuns: Number(process.env.DETOUR_RUNS ?? 12)},
	);
});

describe('a whole document', () => {
	const {answers, facts, attachments = {}} = example('custom/document');
	const text = attachments['policy.json'] ?? '';
	const told = (content: string): readonly string[] =>
		validateAnswers(custom, answers, facts, {'policy.json': content}).map(({field, message, hint}) => [field, message, hint].filter((part) => part !== undefined).join(' | '));

	it.each<[string, readonly string[]]>([
		[text, []],
		['{', [expect.stringContaining('document | The document: this is not JSON: ') as unknown as string]],
		['[]', ['document | The document: this must be an object.']],
		['{"version": 2}', ['document | version: this must be one of 1.']],
		[text.replace('"groups"', '"group"'), [expect.stringContaining('document | group: nothing is called so here. | Did you mean groups?') as unknown as string]],
		[text.replace('"bridge"', '"brigde"'), ['document | networks[0].interfaces[0]: The router has no interface brigde. | Did you mean bridge?']],
		[text.replace('"9.9.9.10"', '"9.9.9.300"'), ['document | uplinks[0].probe.4: “9.9.9.300” is not an address.']],
		[text.replace('"share"', '"fair"'), ['document | groups[0].method: this must be one of share, equal.']],
		[text.replace('"leased"', '"guessed"'), ['document | uplinks[0].kind.next.4: its “kind” must be one of address, interface, leased.']],
		[text.replace('"title": "calls by the cable",', ''), ['document | policies[0].title: it is missing: a text.']],
		[text.replace('"first": 5060', '"first": "5060"'), ['document | policies[0].selector.ports[0].first: this must be a whole number from 0 to 65535.']],
		[text.replace('"first": 5060', '"first": 5062'), ['document | policies[0].selector.ports[0]: its “first” is above its “last”.']],
		[text.replace('"udp"', '"icmp"'), ['document | policies[0].selector: ICMP has no ports.']],
		[
			text.replace('"carries": {\n\t\t\t\t"4": true,\n\t\t\t\t"6": false', '"carries": {"4": true, "6": true'),
			['document | uplinks[0]: it carries IPv6, and its “next” does not say who is next for that.'],
		],
		[text.replace('"title": "the cable"', '"title": "the cable", "sources": ["192.168.88.0/24"]'), ['document | uplinks[0].sources[0]: “192.168.88.0/24” is not an IPv6 prefix.']],
		[text.replace('"id": "calls"', '"id": "p1.calls"'), ['document | policies[0].id: “p1.calls” is not an id: a short lower-case slug.']],
	])('%#: says where it is wrong', (content, wanted) => {
		expect(told(content)).toEqual(wanted);
	});

	it('hides every other question', () => {
		expect(visibleFields(custom, answers, facts, attachments).map(({id}) => id)).toEqual(['document']);
		expect(visibleFields(custom, {}, facts).map(({id}) => id)).toContain('rules');
	});

	it('names what does not fit together', () => {
		const built = buildProfile(profileOf('test', answers, 'custom'), scenarios, facts, {'policy.json': text.replace('"uplink": "dsl"', '"uplink": "fibre"')});
		expect(built.ok ? [] : built.diagnostics.map(({code, field}) => `${code} ${field}`)).toContain('unknown-id p1.both');
	});

	const whole = exampleIds.filter((id) => !JSON.stringify(ofExample(id).document).includes('"kind":"wireguard"'));

	it.each(whole)('says what %s says', (id) => {
		const {document} = ofExample(id);
		const {facts: router} = example(id);
		const written = JSON.stringify(document, (key, value: unknown) => (key === 'isAside' || key === 'isImplied' ? undefined : value)).replaceAll('"p1.', '"');
		const read = readPolicyJson(written, 'p1', router);
		expect(read.ok ? read.value : read.diagnostics).toEqual(
			JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === 'isAside' || key === 'isImplied' ? undefined : value))),
		);
	});
});

it('reads the document that the page about it shows', () => {
	const page = readFileSync(new URL('../../docs/policy-document.md', import.meta.url), 'utf8');
	const shown = page.slice(page.indexOf('    {\n      "version"'), page.indexOf('A longer one is'));
	const read = readPolicyJson(shown, 'p1', example('custom/document').facts);
	expect(read.ok ? read.value.policies.length : read.diagnostics).toBe(1);
});
