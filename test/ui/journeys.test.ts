import {describe, expect, it} from 'vitest';
import {error, ok} from '../../source/diagnostics/index.js';
import type {ApplyEvent, Edit} from '../../source/plan/types.js';
import {piece} from '../../source/presentation/line.js';
import type {Profile} from '../../source/scenario/types.js';
import {fakeServices} from '../helpers/fake-services.js';
import type {OpenOptions} from '../helpers/render.js';
import {keys, openWizard} from '../helpers/render.js';

const profile: Profile = {
	version: 1,
	id: 'home-x7k2',
	name: 'home',
	router: {host: '192.168.88.1', port: 22, user: 'admin'},
	parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'wg-vpn', services: ['netflix'], redirect: true}}],
};

const answered = {tunnel: 'wg-vpn', services: ['netflix'], destinations: [], redirect: true};

/** To the first question, by way of the lab. */
const atQuestions = async (options: Parameters<typeof fakeServices>[0] = {}, more: Partial<OpenOptions> = {}) => {
	const fake = fakeServices(options);
	const wizard = await openWizard({services: fake.services, ...more});
	await wizard.until('Set up a router');
	wizard.press(keys.enter);
	await wizard.until('Which router');
	wizard.press(keys.down, keys.enter);
	await wizard.until('LAB  an emulated router');
	wizard.press(keys.enter);
	await wizard.until('What do you want to do?');
	wizard.press(keys.enter);
	await wizard.until('Which tunnel?');
	return {fake, wizard};
};

/** On to the countdown. */
const atCountdown = async (options: Parameters<typeof fakeServices>[0] = {}) => {
	const fake = fakeServices(options);
	const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
	await wizard.until('Review: 4 to add');
	wizard.press(keys.enter);
	await wizard.until('Make the change?');
	wizard.press(keys.enter);
	await wizard.until('Undone by itself in 1:59');
	return {fake, wizard};
};

describe('a first time, by keyboard alone', () => {
	it('goes from Home to a kept change and a saved profile', async () => {
		const {fake, wizard} = await atQuestions();
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(' ', keys.down, keys.down, ' ');
		await wizard.until('Netflix, Zoom');
		wizard.press(keys.enter);
		await wizard.until('Which addresses?');
		wizard.paste('198.51.100.0/24\n203.0.113.0/24\n');
		await wizard.until('2 own addresses');
		wizard.press(keys.tab);
		await wizard.until('Redirect DNS?');
		wizard.press(keys.enter);
		await wizard.until('A name for this profile');
		wizard.press(keys.ctrlU, 'home', keys.enter);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.enter);
		await wizard.until('4 to add on attic, the lab.');
		wizard.press(keys.enter);
		await wizard.until('every check passed');
		wizard.press('k');
		await wizard.until('Saved as home');
		wizard.press(keys.enter);
		const result = await wizard.result;
		expect(result).toEqual({exitCode: 0, summary: ['Kept 4 changes on attic (127.0.0.1).', 'Profile home is saved. Again: detour run home']});
		expect(fake.saved).toEqual([
			{
				version: 1,
				id: 'home-x7k2',
				name: 'home',
				router: {host: '127.0.0.1', port: 2222, user: 'admin'},
				parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'wg-vpn', services: ['netflix', 'zoom'], destinations: ['198.51.100.0/24', '203.0.113.0/24'], redirect: true}}],
			},
		]);
		expect(fake.log.slice(-5)).toEqual(['apply 120', 'decided keep', 'save home applied', 'clear draft', 'close']);
		expect(wizard.screen.text().trim()).toBe('');
	});

	it('loses no key of what is typed ahead of the screens', async () => {
		const fake = fakeServices();
		const wizard = await openWizard({services: fake.services});
		wizard.press('\r', keys.down, '\r');
		await wizard.until('LAB  an emulated router');
		wizard.press(`\r\r\r${keys.space}jj${keys.space}\r`);
		await wizard.until('Which addresses?');
		expect(fake.draft()?.answers).toMatchObject({tunnel: 'wg-vpn', services: ['netflix', 'zoom']});
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('going back', () => {
	it('keeps answers and cursor, from an invalid answer too', async () => {
		const {wizard} = await atQuestions();
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(keys.down, ' ', keys.enter);
		await wizard.until('Which addresses?');
		wizard.press('10.0.0.300', keys.left, keys.tab);
		await wizard.until('10.0.0.300 is no prefix.');
		wizard.press(keys.escape);
		expect(await wizard.until('Which services?')).toContain('❯ [✔] Youtube');
		wizard.press(keys.shiftTab);
		await wizard.until('Which tunnel?');
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(keys.enter);
		expect(await wizard.until('Which addresses?')).toContain('10.0.0.30▏0');
		for (const title of ['Which services?', 'Which tunnel?', 'What do you want to do?', 'Connected', 'Which router']) {
			wizard.press(keys.escape);
			await wizard.until(title);
		}

		wizard.press(keys.ctrlC);
		await wizard.until('Leave Detour?');
		wizard.press(keys.escape);
		await wizard.until('Which router');
		wizard.press(keys.escape);
		await wizard.until('Set up a router');
		wizard.press('q');
		expect((await wizard.result).exitCode).toBe(0);
	});
});

describe('connecting', () => {
	it('asks for trust and password, and says nothing of the password anywhere', async () => {
		const fake = fakeServices({hostKey: {}, password: 'marker-secret'});
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		expect(await wizard.until('Trust this key?')).toContain('SHA256:abcdef');
		wizard.press('y');
		await wizard.until('Password of admin');
		wizard.press('wrong', keys.enter);
		await wizard.until('Try 2.');
		wizard.press('marker-secret', keys.enter);
		await wizard.until('Review: 4 to add');
		expect(wizard.screen.raw).not.toContain('marker');
		expect(JSON.stringify(fake.draft() ?? {})).not.toContain('marker');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('stops when the key is not trusted, and offers another router', async () => {
		const fake = fakeServices({hostKey: {told: piece('Your ssh has ANOTHER key.', 'bad')}});
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		expect(await wizard.until('Trust this key?')).toContain('Your ssh has ANOTHER key.');
		wizard.press('n');
		await wizard.until('You did not trust the key.');
		wizard.press(keys.escape);
		await wizard.until('Which router');
		wizard.press(keys.ctrlC);
		expect((await wizard.result).exitCode).toBe(130);
		expect(fake.log).toEqual([]);
	});

	it('leads from a lab to the other one', async () => {
		const {wizard} = await atQuestions();
		for (const title of ['What do you want to do?', 'Connected', 'Which router']) {
			wizard.press(keys.escape);
			await wizard.until(title);
		}

		const screen = await wizard.until('The built-in lab, with two lines  behind');
		expect(screen).toMatch(/\S+, the lab {2}connected/);
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('offers the hosts of the SSH configuration, and tells why one cannot be reached', async () => {
		const router = {host: '10.0.0.9', port: 2222, user: 'me'};
		const sshHosts = [
			{name: 'shed', router, jump: 'bastion'},
			{name: 'barn', router: {...router, host: '10.0.0.8'}, key: '~/.ssh/id_barn'},
		];
		const fake = fakeServices({sshHosts});
		const wizard = await openWizard({services: fake.services, start: {kind: 'new', scenario: 'sample'}, columns: 110});
		await wizard.until('(not available: it is reached over bastion');
		wizard.press(keys.home, keys.down);
		await wizard.until('with the key ~/.ssh/id_barn first');
		wizard.press(keys.enter);
		await wizard.until('Connected');
		expect(fake.log).toContain('connected 10.0.0.8');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});

	it('leads from no connection back to the address that was typed', async () => {
		const wizard = await openWizard({services: fakeServices({refuses: error('unreachable', 'It does not answer.')}).services, start: {kind: 'new', scenario: 'sample'}});
		await wizard.until('Which router');
		wizard.press(keys.enter);
		await wizard.until('for example admin@192.168.88.1');
		wizard.press('10.0.0.1', keys.enter);
		expect(await wizard.until('It does not answer.')).toContain('Esc the address');
		wizard.press(keys.escape);
		expect(await wizard.until('The address of your router')).toContain('10.0.0.1');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});

	it('shows why there is no connection, escaped', async () => {
		const wizard = await openWizard({
			services: fakeServices({refuses: error('host-key-changed', 'The key of \u001B[2Jthe router has changed.')}).services,
			start: {kind: 'run', profile},
		});
		await wizard.until('The key of \\u{1b}[2Jthe router has changed.');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});
});

describe('a saved profile', () => {
	it('is saved again when there is nothing to change', async () => {
		const fake = fakeServices({isEmptyPlan: true, profiles: [{profile, lastApplied: 0}]});
		const wizard = await openWizard({services: fake.services, now: () => 86_400_000});
		await wizard.until('applied 1 day ago');
		wizard.press(keys.down, keys.enter);
		await wizard.until('Nothing to change');
		wizard.press(keys.enter);
		await wizard.until('Saved as home');
		wizard.press('q');
		expect(await wizard.result).toEqual({exitCode: 0, summary: ['Nothing to change on attic (192.168.88.1).', 'Profile home is saved. Again: detour run home']});
	});

	it('of the lab says so, and leads there again', async () => {
		const {router: _router, ...ofLab} = profile;
		const wizard = await openWizard({services: fakeServices({profiles: [{profile: ofLab, lastApplied: 0}]}).services, now: () => 0});
		await wizard.until('home  the lab, applied just now');
		wizard.press(keys.down, keys.enter);
		await wizard.until('❯ The built-in lab');
		wizard.press(keys.ctrlC);
		await wizard.result;
	});

	it('is renamed and copied, under names that no other has', async () => {
		const fake = fakeServices({profiles: [{profile}, {profile: {...profile, id: 'flat-a2b3', name: 'flat'}}]});
		const wizard = await openWizard({services: fake.services});
		await wizard.until('flat');
		wizard.press(keys.down, 'r');
		await wizard.until('A new name for home');
		wizard.press(keys.ctrlU, 'flat', keys.enter);
		await wizard.until('There is a profile flat already.');
		wizard.press(keys.ctrlU, 'house', keys.enter);
		await wizard.until('house  192.168.88.1');
		wizard.press('c');
		await wizard.until('A name for the copy of house');
		wizard.press(keys.enter);
		await wizard.until('house-2  192.168.88.1, not applied yet');
		wizard.press('q');
		await wizard.result;
	});

	it('tells what is known of its router: what differs, what was interrupted', async () => {
		const minute = 60_000;
		const saved = [
			{profile, lastApplied: 0, compared: {at: 2 * minute, changes: 3}},
			{profile: {...profile, id: 'flat-a2b3', name: 'flat'}, lastApplied: 0, compared: {at: 0, changes: 3}, isInterrupted: true},
		];
		const wizard = await openWizard({services: fakeServices({profiles: saved}).services, columns: 110, now: () => 5 * minute});
		await wizard.until('home  192.168.88.1, applied 5 minutes ago, 3 changes away from it 3 minutes ago');
		await wizard.until('flat  INTERRUPTED: run detour recover, 192.168.88.1, applied 5 minutes ago');
		wizard.press('q');
		await wizard.result;
	});

	it('is deleted only when that is said twice', async () => {
		const fake = fakeServices({profiles: [{profile}]});
		const wizard = await openWizard({services: fake.services});
		await wizard.until('not applied yet');
		wizard.press('d');
		expect(await wizard.until('! only a saved profile can be deleted')).toContain('Enter choose');
		wizard.press(keys.down, 'd');
		await wizard.until('Delete the profile home?');
		wizard.press('n', 'd', 'y');
		await wizard.until(/^(?![\s\S]*not applied yet)[\s\S]*Set up a router/);
		expect(fake.log).toEqual(['remove home-x7k2']);
		wizard.press('q');
		await wizard.result;
	});
});

describe('several parts', () => {
	it('are added, put in another order and removed, and what is applied is what the list shows', async () => {
		const fake = fakeServices();
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		await wizard.until('Review: 4 to add');
		wizard.press('p');
		await wizard.until('❯ 1. Some traffic through a tunnel  wg-vpn, netflix');
		wizard.press('a');
		await wizard.until('What do you want to do?');
		wizard.press(keys.enter);
		await wizard.until('Which tunnel?');
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(keys.down, keys.down, ' ', keys.enter);
		await wizard.until('Which addresses?');
		wizard.press(keys.tab);
		await wizard.until('4 of 4  Redirect DNS?');
		wizard.press(keys.enter);
		await wizard.until('2. Some traffic through a tunnel  wg-vpn, zoom');
		wizard.press(keys.end, 'K');
		expect(await wizard.until('❯ 1. Some traffic through a tunnel  wg-vpn, zoom')).toContain('2. Some traffic through a tunnel  wg-vpn, netflix');
		wizard.press('K');
		await wizard.until('! it is the first part already');
		wizard.press(keys.escape);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.enter);
		await wizard.until('Undone by itself in 1:59');
		wizard.press('k');
		await wizard.until('Saved as home');
		expect(fake.applied[0]?.parts.map(({id, answers}) => [id, answers.services])).toEqual([
			['p2', ['zoom']],
			['p1', ['netflix']],
		]);
		wizard.press('q');
		await wizard.result;
	});

	it('are removed only when that is said twice', async () => {
		const two: Profile = {...profile, parts: [...profile.parts, {id: 'p2', scenario: 'sample', answers: {...answered, services: ['steam']}}]};
		const wizard = await openWizard({services: fakeServices().services, start: {kind: 'run', profile: two}});
		await wizard.until('Review: 4 to add');
		wizard.press(keys.escape);
		await wizard.until('2. Some traffic through a tunnel');
		wizard.press('d');
		await wizard.until('Remove 1. Some traffic through a tunnel?');
		wizard.press('n', 'd', 'y');
		await wizard.until('❯ 1. Some traffic through a tunnel  wg-vpn, steam');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('that cannot stand side by side say why, and lead to each answer that could be another', async () => {
		const wrong: Profile = {...profile, parts: [...profile.parts, {id: 'p2', scenario: 'sample', answers: {...answered, services: [], destinations: ['10.0.0.300']}}]};
		const wizard = await openWizard({services: fakeServices().services, start: {kind: 'run', profile: wrong}});
		await wizard.until('10.0.0.300 is no prefix.');
		expect(await wizard.until('❯ Change the answer to “Which addresses?”  part 2, Some')).toContain('Look at the parts');
		wizard.press(keys.enter);
		expect(await wizard.until('3 of 4  Which addresses? (optional)')).toContain('[Questions]');
		wizard.press(keys.ctrlU, '10.0.0.0/8', keys.tab);
		await wizard.until('The parts of this profile');
		wizard.press(keys.escape);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('a draft', () => {
	it('is offered again at its question, with its answers', async () => {
		const answers = {tunnel: 'wg-vpn', services: ['steam']};
		const draft = {profile: {...profile, name: '', parts: [{id: 'p1', scenario: 'sample', answers}]}, scenario: 'sample', answers, field: 'services', savedAt: 0};
		const wizard = await openWizard({services: fakeServices({draft}).services, now: () => 120_000});
		await wizard.until('Go on with sample  left 2 minutes ago');
		wizard.press(keys.enter);
		await wizard.until('Connected');
		wizard.press(keys.enter);
		expect(await wizard.until('Which services?')).toContain('[✔] Steam');
		wizard.press(keys.ctrlC);
		await wizard.until('Your answers are kept as a draft');
		wizard.press(keys.ctrlC);
		expect(await wizard.result).toEqual({exitCode: 130, summary: ['Your answers are kept: detour offers them again when it is started.']});
	});
});

describe('without a router', () => {
	it('ends with a script and a saved profile', async () => {
		const fake = fakeServices();
		const wizard = await openWizard({services: fake.services, start: {kind: 'new', scenario: 'sample'}});
		await wizard.until('Which router');
		wizard.press(keys.end, keys.enter);
		await wizard.until('RouterOS 7.24');
		wizard.press('/', '7.16', keys.enter, keys.enter);
		await wizard.until('no router, 7.16');
		await wizard.until('Which tunnel?');
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(' ', keys.enter);
		await wizard.until('Which addresses?');
		wizard.press(keys.enter);
		await wizard.until('Redirect DNS?');
		wizard.press(keys.enter);
		await wizard.until('A name');
		wizard.press(keys.enter);
		await wizard.until('a script, because no router is connected');
		wizard.press(keys.enter);
		await wizard.until('! no router is connected');
		wizard.press('s');
		await wizard.until('The commands go into a new file:');
		wizard.press('n');
		await wizard.until('[What and why]');
		expect(fake.scripts).toEqual([]);
		wizard.press('s');
		expect(await wizard.until('Write it?')).toContain('/tmp/home.rsc');
		wizard.press('y');
		expect(await wizard.until('Written to /tmp/home.rsc')).toContain('Review:');
		wizard.press(keys.enter);
		await wizard.until('The commands are in a file.');
		expect(fake.scripts[0]).toContain('# made by Detour');
		expect(fake.saved[0]?.router).toBeUndefined();
		wizard.press(keys.enter);
		expect((await wizard.result).exitCode).toBe(0);
	});
});

describe('a file', () => {
	it('is read when its question is left, and said so when it cannot be', async () => {
		const {fake, wizard} = await atQuestions({files: {'/a.conf': '[Interface]'}});
		wizard.press(keys.down, keys.enter);
		await wizard.until('The file');
		wizard.press('/b.conf', keys.enter);
		await wizard.until('The file /b.conf could not be read.');
		wizard.press(keys.ctrlU, '/a.conf', keys.enter);
		await wizard.until('Which services?');
		expect(fake.draft()?.answers).toEqual({tunnel: 'conf', conf: '/a.conf'});
		expect(JSON.stringify(fake.draft())).not.toContain('[Interface]');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('of destinations is read the same way, when a line names it', async () => {
		const {fake, wizard} = await atQuestions({files: {'/home/me/list.txt': '198.51.100.0/24'}});
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(keys.enter);
		await wizard.until('Which addresses?');
		wizard.press('@/home/me/other.txt', keys.tab);
		await wizard.until('The file /home/me/other.txt could not be read.');
		wizard.press(keys.ctrlU, '@/home/me/list.txt', keys.tab);
		await wizard.until('Redirect DNS?');
		expect(fake.draft()?.answers.destinations).toEqual(['@/home/me/list.txt']);
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('the countdown', () => {
	it('undoes at Ctrl-C', async () => {
		const {fake, wizard} = await atCountdown();
		wizard.press(keys.ctrlC);
		await wizard.until('You asked for it.');
		expect(fake.log).toContain('decided undo');
		expect(fake.saved).toEqual([]);
		wizard.press(keys.escape);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.ctrlC, 'y');
		expect(await wizard.result).toMatchObject({exitCode: 4, summary: ['Undone on attic (192.168.88.1). You asked for it.']});
	});

	it('stops at Ctrl-C while the change is being made, and waits for the outcome', async () => {
		const {services} = fakeServices();
		const connect: typeof services.connect = async (router, options) => {
			const made = await services.connect(router, options);
			return made.ok
				? ok({
						...made.value,
						async *apply({signal}): AsyncIterable<ApplyEvent> {
							yield {type: 'armed', change: 'c1', deadline: 500, left: 120};
							yield {type: 'step', step: 'apply', status: 'started'};
							await new Promise((resolve) => signal.addEventListener('abort', resolve));
							yield {type: 'outcome', outcome: 'undone', message: 'You stopped it.'};
						},
					})
				: made;
		};
		const wizard = await openWizard({services: {...services, connect}, start: {kind: 'run', profile}});
		await wizard.until('Review: 4 to add');
		wizard.press(keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.enter);
		await wizard.until('Undone by itself in 2:00');
		wizard.press(keys.ctrlC);
		await wizard.until('You stopped it.');
		wizard.press('q');
		expect((await wizard.result).exitCode).toBe(4);
	});

	it('knows no way back but undo, and says so', async () => {
		const {wizard} = await atCountdown({checksPass: false});
		expect(wizard.screen.text()).toContain('not every check passed');
		wizard.press(keys.escape);
		await wizard.until('keep it or undo it');
		wizard.press('u');
		await wizard.until('Undone.');
		wizard.press('q');
		expect((await wizard.result).exitCode).toBe(4);
	});
});

describe('where packets go', () => {
	const toClaims = async (claims: 'held' | 'failed' | 'unknown') => {
		const fake = fakeServices({claims});
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		await wizard.until('Review: 4 to add');
		wizard.press(keys.tab, keys.tab, keys.tab);
		return {fake, wizard, frame: await wizard.until('[Where packets go')};
	};

	it('opens the trace of a claim with Enter, and comes back with Esc', async () => {
		const {wizard, frame} = await toClaims('held');
		expect(frame).toContain('4 hold');
		wizard.press(keys.down);
		await wizard.until(/❯ ✔ holds {3}netflix/);
		wizard.press(keys.enter);
		expect(await wizard.until('The packet leaves by wg-vpn')).toContain('/ip/firewall/mangle rule 3');
		wizard.press(keys.escape);
		await wizard.until(/❯ ✔ holds {3}netflix/);
		wizard.press(keys.tab, keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('what fails comes first and keeps the change from being made', async () => {
		const {fake, wizard, frame} = await toClaims('failed');
		expect(frame).toContain('❯ ✘ FAILS   While wg-vpn is down, netflix.com goes nowhere');
		expect(frame).toContain('The first packet leaves by ether1.');
		expect(frame).toContain('# into the tunnel');
		wizard.press(keys.tab);
		await wizard.until('Enter apply all the same');
		wizard.press(keys.enter);
		expect(await wizard.until('type the address of the router: 192.168.88.1')).toContain('The first packet leaves by ether1.');
		wizard.press(keys.enter);
		await wizard.until('That is another address.');
		wizard.press('yes', keys.enter);
		await wizard.until('That is another address.');
		wizard.press(keys.escape);
		await wizard.until('[Warnings');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		expect(fake.log.filter((line) => line.startsWith('apply'))).toEqual([]);
	});

	it('what fails is made all the same for somebody who types the address of the router', async () => {
		const {fake, wizard} = await toClaims('failed');
		wizard.press(keys.tab);
		await wizard.until('Enter apply all the same');
		wizard.press(keys.enter);
		await wizard.until('type the address of the router');
		wizard.press('192.168.88.1', keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.enter);
		await wizard.until('every check passed');
		wizard.press('u');
		await wizard.until('Undone.');
		wizard.press('q');
		await wizard.result;
		expect(fake.log).toContain('apply 120 despite 192.168.88.1');
	});

	it('a risk is told, and taken by whoever types the address of the router', async () => {
		const risk = 'The list detour-media would shrink from 40 to 5 entries.';
		const fake = fakeServices({risks: [risk]});
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		await wizard.until('Review: 4 to add');
		wizard.press(keys.enter);
		expect(await wizard.until('type the address of the router')).toContain(risk);
		wizard.press('192.168.88.1', keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.enter);
		await wizard.until('every check passed');
		expect(fake.log).toContain('apply 120 despite 192.168.88.1');
	});

	it('what is not known is shown, and is for the person to decide', async () => {
		const {wizard, frame} = await toClaims('unknown');
		expect(frame).toContain('? unknown');
		wizard.press(keys.tab, keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});

describe('the review', () => {
	it('asks which edits of the router stay, compares anew, and applies that', async () => {
		const edit = (row: string, title: string): Edit => ({row, menu: '/ip/route', title, reason: 'differs in distance (9, wanted: 1)', isKept: false});
		const fake = fakeServices({edits: [edit('a', 'Into the tunnel'), edit('b', 'Nothing beside it')]});
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		await wizard.until('Review: 4 to add');
		wizard.press('d');
		await wizard.until('What stays as it is on the router?');
		wizard.press(keys.escape);
		await wizard.until('Review: 4 to add');
		wizard.press('d', ' ');
		await wizard.until('[✔] Into the tunnel');
		wizard.press(keys.enter);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.tab, keys.tab);
		expect(await wizard.until(/kept as edited: \/ip\/route Into the tunnel/)).not.toContain('Nothing beside it');
		wizard.press('d');
		expect(await wizard.until('[✔] Into the tunnel')).toContain('differs in distance');
		wizard.press(keys.escape, keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
		expect(fake.log.filter((line) => line.startsWith('keep'))).toEqual(['keep a']);
	});

	it('asks which edits stay where there is no plan without them, and where there is none with them', async () => {
		const edit = (row: string, title: string): Edit => ({row, menu: '/ip/route', title, reason: 'differs in distance (9, wanted: 1)', isKept: false});
		const fake = fakeServices({edits: [edit('a', 'Into the tunnel'), edit('b', 'Nothing beside it')], plansWith: ['b']});
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		await wizard.until('❯ Choose which edited rows stay');
		wizard.press('d', ' ');
		await wizard.until('[✔] Into the tunnel');
		wizard.press(keys.enter);
		expect(await wizard.until('❯ Choose which edited rows stay')).toContain('Another row has that name.');
		wizard.press(keys.enter);
		await wizard.until('[✔] Into the tunnel');
		wizard.press(' ', keys.down, ' ');
		await wizard.until('[✔] Nothing beside it');
		wizard.press(keys.enter);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('leads to the line that is wrong, and back when that is mended', async () => {
		const answers = {...answered, destinations: ['10.0.0.0/8', '10.0.0.300', '172.16.0.0/12']};
		const wizard = await openWizard({services: fakeServices().services, start: {kind: 'run', profile: {...profile, parts: [{id: 'p1', scenario: 'sample', answers}]}}});
		await wizard.until('❯ Change the answer to “Which addresses?”');
		wizard.press(keys.enter);
		expect(await wizard.until('❯ 10.0.0.300▏')).toContain('10.0.0.300 is no prefix.');
		wizard.press(keys.backspace, keys.backspace, keys.backspace, '0', keys.tab);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	/** Back from the review to the services, their first row marked. */
	const backToServices = async (wizard: Awaited<ReturnType<typeof openWizard>>) => {
		for (const title of ['A name for this profile', 'Redirect DNS?', 'Which addresses?', 'Which services?']) {
			wizard.press(keys.escape);
			await wizard.until(title);
		}
	};

	const onToReview = async (wizard: Awaited<ReturnType<typeof openWizard>>) => {
		for (const title of ['Which addresses?', 'Redirect DNS?', 'A name for this profile', 'Review: 4 to add']) {
			wizard.press(title === 'Redirect DNS?' ? keys.tab : keys.enter);
			await wizard.until(title);
		}
	};

	it('is made anew from changed answers, and what it shows is what is applied and saved', async () => {
		const fake = fakeServices();
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		expect(await wizard.until(/Review: 4 to add[\s\S]*Netflix/)).not.toContain('Youtube');
		await backToServices(wizard);
		wizard.press(keys.home, ' ', keys.down, ' ');
		await onToReview(wizard);
		expect(await wizard.until(/Review: 4 to add[\s\S]*Youtube/)).not.toContain('Netflix');
		wizard.press(keys.enter);
		await wizard.until('Make the change?');
		wizard.press(keys.enter);
		await wizard.until('every check passed');
		wizard.press('k');
		await wizard.until('Saved as home');
		expect(fake.applied.map(({parts}) => parts[0]?.answers.services)).toEqual([['youtube']]);
		expect(fake.saved.map(({parts}) => parts[0]?.answers.services)).toEqual([['youtube']]);
		wizard.press('q');
		await wizard.result;
	});

	it('recovers from answers that made no plan', async () => {
		const fake = fakeServices();
		const wizard = await openWizard({
			services: fake.services,
			start: {kind: 'run', profile: {...profile, parts: [{id: 'p1', scenario: 'sample', answers: {...answered, services: []}}]}},
		});
		await wizard.until('Nothing is listed.');
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(' ', keys.enter);
		await wizard.until('Review: 4 to add');
		wizard.press(keys.escape, ' ');
		await wizard.until(/\[ \] Netflix/);
		for (const title of ['Which addresses?', 'Redirect DNS?', 'A name for this profile', 'Nothing is listed.']) {
			wizard.press(title === 'Redirect DNS?' ? keys.tab : keys.enter);
			await wizard.until(title);
		}

		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('copies the commands', async () => {
		const fake = fakeServices();
		const wizard = await openWizard({services: fake.services, start: {kind: 'run', profile}});
		await wizard.until('Review: 4 to add');
		wizard.press('y');
		await wizard.until('Copied, if your terminal takes it.');
		wizard.press(keys.tab);
		await wizard.until('[Commands]');
		expect(fake.log).toContain('copied 5 lines');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('sends back to the question that is wrong', async () => {
		const fake = fakeServices();
		const wizard = await openWizard({
			services: fake.services,
			start: {kind: 'run', profile: {...profile, parts: [{id: 'p1', scenario: 'sample', answers: {...answered, services: []}}]}},
		});
		await wizard.until('Nothing is listed.');
		wizard.press(keys.enter);
		await wizard.until('Which services?');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});

	it('says when this version does not have the preset', async () => {
		const wizard = await openWizard({services: fakeServices().services, start: {kind: 'run', profile: {...profile, parts: [{id: 'p1', scenario: 'gone', answers: {}}]}}});
		await wizard.until('has no preset gone');
		wizard.press(keys.ctrlC, 'y');
		await wizard.result;
	});
});
