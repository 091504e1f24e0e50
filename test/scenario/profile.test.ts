import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import type {Profile, ProfilePart} from '../../source/scenario/index.js';
import {attachmentPaths, buildProfile, parseProfile} from '../../source/scenario/index.js';
import {example} from '../compiler/build.js';

const part = {id: 'p1', scenario: 'vpn-split-tunnel', answers: {services: ['netflix'], redirect: true}};

describe('a profile', () => {
	it('is read as written', () => {
		const profile = {version: 1, id: 'home-x7k2', name: 'home', router: {host: '192.168.88.1', port: 2222, user: 'me'}, parts: [part]};
		expect(parseProfile(profile)).toEqual({ok: true, value: profile});
	});

	it('gets what was left out from its name and its positions', () => {
		expect(parseProfile({name: 'My Home!', router: {host: 'r'}, parts: [{scenario: 'a'}, {scenario: 'b'}]})).toEqual({
			ok: true,
			value: {
				version: 1,
				id: 'my-home',
				name: 'My Home!',
				router: {host: 'r', port: 22, user: 'admin'},
				parts: [
					{id: 'p1', scenario: 'a', answers: {}},
					{id: 'p2', scenario: 'b', answers: {}},
				],
			},
		});
	});

	it.each([
		[null, ['']],
		[[], ['']],
		[{}, ['name', 'parts']],
		[{name: 'x', parts: []}, ['parts']],
		[{name: 'x', version: 2, parts: [part]}, ['version']],
		[{name: 'x', id: 'Home', parts: [part]}, ['id']],
		[{name: 'x', id: 'a'.repeat(18), parts: [part]}, ['id']],
		[{name: 'x', router: {host: 'r', port: 70_000}, parts: [part]}, ['router.port']],
		[{name: 'x', router: {user: 'r'}, parts: [part]}, ['router']],
		[{name: 'x', parts: [{...part, id: 'all'}]}, ['parts[0].id']],
		[{name: 'x', parts: [part, part]}, ['parts[1].id']],
		[{name: 'x', parts: [{...part, answers: {a: 1}}]}, ['parts[0].answers']],
		[{name: 'x', parts: [{answers: {}}]}, ['parts[0].scenario']],
		[{name: 'x', part: [part], parts: [part]}, ['part']],
	])('%j is refused', (json, fields) => {
		const parsed = parseProfile(json);
		expect(parsed.ok ? [] : parsed.diagnostics.map(({field}) => field)).toEqual(fields);
	});
});

describe('building a profile', () => {
	const {facts, answers, attachments} = example('provider');
	const profile = (...parts: readonly Partial<ProfilePart>[]): Profile => ({
		version: 1,
		id: 'test-x7k2',
		name: 'test',
		parts: parts.map((one, index) => ({id: `p${index + 1}`, scenario: 'vpn-split-tunnel', answers, ...one})),
	});
	const troubles = (...parts: readonly Partial<ProfilePart>[]) => {
		const built = buildProfile(profile(...parts), scenarios, facts, attachments ?? {});
		return built.ok ? [] : built.diagnostics.map(({message, hint, field}) => ({message, hint, field}));
	};

	it('names an unknown scenario and suggests one', () => {
		expect(troubles({scenario: 'vpn-split-tunel'})).toEqual([{message: 'There is no scenario “vpn-split-tunel”.', hint: 'Did you mean vpn-split-tunnel?', field: 'scenario'}]);
	});

	it('refuses two parts with one DNS and two wishes', () => {
		expect(troubles({}, {answers: {...answers, names: 'resolve', services: ['zoom'], destinations: []}}).map(({field}) => field)).toContain('dns.mode');
	});

	it('refuses a name in two parts', () => {
		expect(troubles({}, {}).map(({message}) => message)).toContainEqual(expect.stringMatching(/^The name netflix\.com is listed twice: for “.+” and for “.+”\.$/));
	});

	it('says whose field it is when there are several parts', () => {
		expect(troubles({}, {answers: {...answers, destinations: ['10.0.0.300']}})).toContainEqual(expect.objectContaining({field: 'p2: destinations[0]'}));
	});

	it('knows which files the answers name', () => {
		expect(attachmentPaths(profile({}, {answers: {...answers, conf: ' other.conf '}}, {answers: {tunnel: 'existing', conf: 'hidden.conf'}}), scenarios, facts)).toEqual([
			'provider.conf',
			'other.conf',
		]);
	});

	it('tells of a file that could not be read', () => {
		const built = buildProfile(profile({}), scenarios, facts, {});
		expect(built.ok ? [] : built.diagnostics).toEqual([expect.objectContaining({code: 'unreadable-file', field: 'conf'})]);
	});
});
