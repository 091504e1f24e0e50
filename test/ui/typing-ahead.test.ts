import {performance} from 'node:perf_hooks';
import {describe, expect, it} from 'vitest';
import type {Profile} from '../../source/scenario/types.js';
import type {Services} from '../../source/ui/services.js';
import {fakeServices} from '../helpers/fake-services.js';
import {keys, openWizard} from '../helpers/render.js';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A disk that takes its time, on a computer that has none. */
const slow = async (): Promise<void> => {
	for (let turns = 0; turns < 30; turns++) {
		await turn();
	}

	const started = performance.now();
	while (performance.now() - started < 30) {
		// Nobody else gets a turn.
	}
};

const late =
	<A extends readonly unknown[], R>(work: (...values: A) => Promise<R>) =>
	async (...values: A): Promise<R> => {
		await slow();
		return work(...values);
	};

type SaveDraft = Services['profiles']['saveDraft'];

const slowly = (services: Services, saveDraft: SaveDraft = services.profiles.saveDraft): Services => {
	const {profiles} = services;
	return {
		...services,
		profiles: {
			...profiles,
			save: late(profiles.save),
			remove: late(profiles.remove),
			rename: late(profiles.rename),
			copy: late(profiles.copy),
			saveDraft: late(saveDraft),
		},
		attach: late(services.attach),
		scriptPath: late(services.scriptPath),
		saveScript: late(services.saveScript),
	};
};

const home: Profile = {version: 1, id: 'home-x7k2', name: 'home', parts: [{id: 'p1', scenario: 'sample', answers: {tunnel: 'wg-vpn', services: ['netflix'], redirect: true}}]};

const open = async (options: Parameters<typeof fakeServices>[0] = {}, saveDraft?: SaveDraft) => {
	const fake = fakeServices(options);
	const wizard = await openWizard({services: slowly(fake.services, saveDraft)});
	await wizard.until('Set up a router');
	return {fake, wizard};
};

type Opened = Awaited<ReturnType<typeof open>>;

const leave = async ({wizard}: Opened, ...pieces: readonly string[]) => {
	wizard.press(keys.ctrlC, ...pieces);
	await wizard.result;
};

/** To the first question, without a router. */
const atQuestions = async (options: Parameters<typeof fakeServices>[0] = {}, saveDraft?: SaveDraft) => {
	const opened = await open(options, saveDraft);
	opened.wizard.press(keys.enter);
	await opened.wizard.until('Which router');
	opened.wizard.press(keys.up, keys.enter, keys.enter, keys.enter);
	await opened.wizard.until('Which tunnel?');
	return opened;
};

describe('keys typed ahead in one piece, on a computer that is busy', () => {
	it('answer one question each', async () => {
		const opened = await atQuestions({files: {'vpn.conf': 'x'}});
		const {fake, wizard} = opened;
		// A file that is read, marks in a list, a line, the way back and help there, letters that are text, and a name.
		wizard.press(`j\rvpn.conf\r jj \r203.0.113.0/24${keys.shiftTab}??\r?q\b\b\tj\r${keys.ctrlU}office\r`);
		await wizard.until('Review: a script');
		expect(fake.draft()?.answers).toEqual({tunnel: 'conf', conf: 'vpn.conf', services: ['netflix', 'zoom'], destinations: ['203.0.113.0/24'], redirect: false});
		expect(fake.draft()?.profile.name).toBe('office');
		await leave(opened, 'y');
	});

	it('wait for what is done with a profile', async () => {
		const opened = await open({profiles: [{profile: home}]});
		const {fake, wizard} = opened;
		await wizard.until('home');
		wizard.press(`jr${keys.ctrlU}office\rc${keys.ctrlU}shop\rjdy`);
		await wizard.until(/❯ Set up a router[\s\S]*office/);
		const {profiles} = await fake.services.profiles.list();
		expect(profiles.map(({profile}) => profile.name)).toEqual(['office']);
		await leave(opened);
	});

	it('are held while a script is written, and go on from there', async () => {
		const opened = await atQuestions();
		const {fake, wizard} = opened;
		wizard.press('\r \r\t\r\r');
		await wizard.until('Review: a script');
		await wizard.until('[What and why]');
		wizard.press('sy\r');
		await wizard.until('The commands are in a file.');
		expect(fake.scripts).toHaveLength(1);
		expect(fake.log).not.toContain('copied');
		wizard.press('q');
		await wizard.result;
	});

	it('go on though a draft cannot be saved, which is told', async () => {
		const opened = await atQuestions({}, () => Promise.reject(new Error('No space is left.')));
		const {wizard} = opened;
		wizard.press('\r');
		expect(await wizard.until('No space is left.')).toContain('Which services?');
		wizard.press('\r\t\r\r');
		await wizard.until('Nothing is listed.');
		await leave(opened, 'y');
	});

	it('give way to Ctrl-C where something does not end', async () => {
		const opened = await atQuestions({}, () => new Promise(() => undefined));
		const {wizard} = opened;
		wizard.press(`\rnobody takes these`);
		await leave(opened, keys.ctrlC);
	});
});
