import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {compile, render} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {DomainName} from '../../source/net/index.js';
import type {PolicyDocument} from '../../source/policy/index.js';
import {assumedFacts} from '../../source/routeros/model/index.js';
import type {Statement} from '../../source/routeros/syntax/index.js';
import {namedText, parse} from '../../source/routeros/syntax/index.js';
import {notAccepted} from './accepted.js';
import {example, ofExample} from './build.js';

const release = {major: 7, minor: 20, patch: 8};

const adds = (statements: readonly Statement[]): readonly {readonly [name: string]: string}[] =>
	statements.flatMap((statement) => {
		if (statement.kind === 'block') {
			return adds(statement.body.statements);
		}

		return statement.kind === 'command' && statement.sigil === '/' && statement.items.some((item) => item.kind === 'word' && item.text === 'add')
			? [Object.fromEntries(statement.items.flatMap((item) => (item.kind === 'named' ? [[item.name, namedText(item) ?? '']] : [])))]
			: [];
	});

describe('secrets', () => {
	const {fragment, secrets} = ofExample('office');
	const {facts} = example('office');

	it('are left out unless given', () => {
		const script = render(fragment, {facts});
		expect(script).toContain('private-key=<secret>');
		expect(script).toContain('preshared-key=<secret>');
		for (const secret of secrets.values()) {
			expect(script).not.toContain(secret.reveal());
		}
	});

	it('stand in their places when given', () => {
		const script = render(fragment, {facts, secrets});
		expect(script).not.toContain('<secret>');
		for (const secret of secrets.values()) {
			expect(script).toContain(`"${secret.reveal()}"`);
		}
	});
});

it('says what was assumed', () => {
	const assumed = {...example('home').facts, source: 'assumed' as const};
	const script = render(ofExample('home', {}, {source: 'assumed'}).fragment, {facts: assumed});
	expect(script.split('\n').filter((line) => line.startsWith('# Assumed: '))).toEqual([
		'# Assumed: RouterOS 7.20.8.',
		'# Assumed: Interfaces by these names: bridge, wg-exit.',
		expect.stringMatching(/^# Assumed: Local networks: 192\.0\.2\.14\/24 on ether1/),
		'# Assumed: IPv6 is on.',
	]);
});

it('says what was assumed of who is next on lines', () => {
	const {fragment} = ofExample(
		'multi-wan-pcc/twins',
		{lines: ['ether1', 'ether2', 'ether3 via 192.0.2.1'], probes: ['149.112.112.10', '94.140.14.140', '208.67.222.220']},
		assumedFacts({major: 7, minor: 24, patch: 0}),
	);
	expect(fragment.assumptions.slice(4)).toEqual([
		'ether1 gets its address by DHCP, and its next hop with the next lease: after the import, run /ip/dhcp-client/release for it.',
		'ether2 is point-to-point, such as PPPoE or LTE. If it is not, name its next hop: ether2 via 192.0.2.1.',
	]);
});

it('is plain ASCII in lines that a terminal can show', () => {
	expect(render(ofExample('provider').fragment, {facts: example('provider').facts})).toMatch(/^[\x20-\x7e\n]*$/);
});

const hostile = fc.oneof(
	fc.string({unit: 'binary', maxLength: 30}),
	fc
		.array(fc.constantFrom('"', '$', ']', '[', ';', '{', '}', '\\', '\r', '\n', '\r\n', '#', '/', ' ', '=', '\u001b[31m', '\u202e', 'é', '($a)', ':put'), {maxLength: 12})
		.map((parts) => parts.join('')),
);

const withText = (document: PolicyDocument, text: string): PolicyDocument => ({
	...document,
	uplinks: document.uplinks.map((uplink) => ({...uplink, title: text})),
	lists: document.lists.map((list) => ({...list, title: text, domains: [...list.domains, {name: `${text}.example` as DomainName, subdomains: true, label: text}]})),
	policies: document.policies.map((policy) => ({...policy, title: text})),
});

describe('hostile text', () => {
	const {document, fragment: plain} = ofExample('home');
	const {facts} = example('home');
	const inInterface = (text: string): {readonly facts: Facts; readonly document: PolicyDocument} => ({
		facts: {...facts, identity: text, interfaces: [...facts.interfaces, {name: text, type: 'bridge', running: true, disabled: false, slave: false}]},
		document: {...withText(document, text), networks: [{id: 'p1.lan', interfaces: ['bridge', text]}]},
	});

	it('in titles, names, interfaces and the router’s own name never becomes another command', () => {
		fc.assert(
			fc.property(hostile, (text) => {
				fc.pre(text !== 'bridge' && text !== 'wg-exit');
				const bad = inInterface(text);
				const compiled = compile(bad.document, {profile: 'home-x7k2', facts: bad.facts});
				expect(compiled.ok).toBe(true);
				if (!compiled.ok) {
					return;
				}

				const script = render(compiled.value, {facts: bad.facts});
				const parsed = parse(script);
				expect(parsed.ok).toBe(true);
				const rows = parsed.ok ? adds(parsed.value.statements) : [];
				expect(rows.filter((row) => row.comment !== 'detour-anchor')).toHaveLength(compiled.value.entries.length);
				expect(compiled.value.entries).toHaveLength(plain.entries.length + 2);
				expect(script).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\uffff]/);
			}),
			{numRuns: 60},
		);
	});
});

describe('the check of scripts against a release', () => {
	it.each([
		['/ip firewall mangle add chain=forward action=bogus', '/ip/firewall/mangle add action: no value bogus'],
		['/ip firewall mangle add chain=forward bogus=1', '/ip/firewall/mangle add: no argument bogus'],
		['/ip firewall bogus add chain=forward', '/ip/firewall: no command bogus'],
		['/ip/firewall/filter/add chain=forward connection-state=!new,old', '/ip/firewall/filter add connection-state: no value old'],
		['/ip route add suppress', '/ip/route add: no argument suppress'],
		['{\n:if (1 = 1) do={ /ip/route/add routing-mark=x }\n}', '/ip/route add: no argument routing-mark'],
		['/routing rule add chain=user action=lookup table=main', undefined],
	])('%s', async (text, problem) => {
		expect(await notAccepted(text, {major: 7, minor: 22, patch: 3})).toEqual(problem === undefined ? [] : [problem]);
	});

	it('knows what an older release lacks', async () => {
		expect(await notAccepted('/interface wireguard peers add name=x', {major: 7, minor: 14, patch: 3})).toEqual(['/interface/wireguard/peers add: no argument name']);
		expect(await notAccepted('/interface wireguard peers add name=x', release)).toEqual([]);
	});
});
