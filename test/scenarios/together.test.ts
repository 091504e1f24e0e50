import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {compile} from '../../source/compiler/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {example} from '../compiler/build.js';
import {minors} from './arbitrary.js';
import {roundTrip} from './lab/round-trip.js';
import type {Parts} from './parts.js';
import {facts, house, keeping, plain, profileOf, streaming, watching, zones} from './parts.js';
import {trouble} from './trouble.js';

describe('parts of one profile', () => {
	it.each(minors)('hold together what each of them says, on 7.%i', async (minor) => {
		expect(await trouble(profileOf(house), {...facts, release: {major: 7, minor, patch: 1}})).toEqual([]);
	});

	it.each(minors)('are kept on the lab, leave nothing to change, and are taken away without a trace, on 7.%i', async (minor) => {
		expect(await roundTrip(profileOf(house), {...facts, release: {major: 7, minor, patch: 1}})).toBe(true);
	});

	it('in any order', async () => {
		expect(await trouble(profileOf(Object.fromEntries(Object.entries(house).reverse())), facts)).toEqual([]);
	});

	it('keep queued packets out of the FastTrack that one of them turns on', () => {
		const {answers, facts: router} = example('bandwidth-tiers/calls');
		const built = buildProfile(profileOf({'fast-path': {fasttrack: true, untracked: []}, 'bandwidth-tiers': answers}), scenarios, {...router, fasttrack: {4: false, 6: false}}, {});
		const compiled = built.ok ? compile(built.value.document, {profile: 'all-x7k2', facts: {...router, fasttrack: {4: false, 6: false}}}) : built;
		const entries = compiled.ok ? compiled.value.entries : [];
		for (const menu of ['/ip/firewall/filter', '/ipv6/firewall/filter']) {
			const rows = entries.filter((entry) => entry.menu === menu && entry.place?.kind === 'before-fasttrack');
			expect(rows.map(({properties}) => properties.action)).toEqual(['accept', 'fasttrack-connection']);
		}
	});

	it('say that tiers do not know what goes through a tunnel', () => {
		const {answers: tiers} = example('bandwidth-tiers/calls');
		const {answers, facts: router} = example('privacy-vpn/flat');
		const warned = (parts: Parts): readonly string[] => {
			const built = buildProfile(profileOf(parts), scenarios, router, {});
			const compiled = built.ok ? compile(built.value.document, {profile: 'all-x7k2', facts: router}) : built;
			return compiled.ok ? compiled.value.warnings.flatMap(({code, message}) => (code === 'tunnel-in-no-tier' ? [message] : [])) : [];
		};
		expect(warned({'privacy-vpn': answers, 'bandwidth-tiers': tiers})).toEqual([
			'What goes through the tunnel wg-exit is in no tier: the line carries it inside packets that the router makes.',
		]);
		expect(warned({'bandwidth-tiers': tiers})).toEqual([]);
	});

	const refusal = (parts: Parts): readonly string[] => {
		const built = buildProfile(profileOf(parts), scenarios, facts, {});
		return built.ok ? [] : built.diagnostics.map(({code, message}) => `${code}: ${message}`);
	};

	it.each<[string, Parts, readonly string[]]>([
		[
			'two mail servers',
			{
				watch: {...watching, 'mail-settings': 'set', 'mail-server': 'a.example:587', 'mail-encryption': 'starttls', 'mail-from': 'r@a.example'},
				'safe-keeping': {...keeping, 'mail-settings': 'set', 'mail-server': 'b.example:587', 'mail-encryption': 'starttls', 'mail-from': 'r@b.example'},
			},
			['mail-differs: Two parts name different mail servers.'],
		],
		[
			'a tenant and guests on one interface',
			{
				'security-zones': zones,
				'vrf-tenant': {name: 'Lodger', interfaces: ['vlan20-guest'], dhcp: false, internet: 'shared', line: 'pppoe-out1', shares: []},
			},
			['tenant-taken: vlan20-guest has another role in this profile.'],
		],
		[
			'what a policy marks is not tracked',
			{'vpn-split-tunnel': {...streaming, destinations: ['10.0.10.128/25']}, 'fast-path': plain},
			['notrack-marked: 10.0.10.128/26 has a policy, whose marks the router could not remember without tracking.'],
		],
	])('%s is refused, and said why', (_what, parts, wanted) => {
		expect(refusal(parts)).toEqual(wanted);
	});
});
