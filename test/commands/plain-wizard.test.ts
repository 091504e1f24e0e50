import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {multiWanPcc} from '../../scenarios/multi-wan-pcc.js';
import {readAnswer} from '../../source/commands/plain/fields.js';
import type {Workplace} from './fake-context.js';
import {makeWorkplace} from './fake-context.js';

let workplace: Workplace;
beforeEach(async () => {
	workplace = await makeWorkplace();
});
afterEach(async () => workplace.remove());

const toTheFields = ['1', '4', '7.20'];

describe('the wizard in plain text', () => {
	it('goes from questions to a script and a saved profile, without a router', async () => {
		// new; no router; 7.20; existing tunnel; its name; no services; a network; LAN as suggested; all hosts; block; a name.
		const answers = [...toTheFields, '1', 'wg-vpn', '-', '203.0.113.0/24 198.51.100.7', '', '', '', '', 'My flat'];
		const {code, err} = await workplace.run(['new', 'vpn-split-tunnel', '--plain'], {answers: answers.slice(1)});
		expect(code, err).toBe(0);
		expect(err).toContain('What it does:');
		const {out} = await workplace.run(['profiles', '--json']);
		const {profiles} = JSON.parse(out);
		expect(profiles).toMatchObject([
			{profile: {name: 'My flat', parts: [{scenario: 'vpn-split-tunnel', answers: {tunnel: 'existing', destinations: ['203.0.113.0/24', '198.51.100.7']}}]}},
		]);
		expect(await readFile(join(workplace.directory, `${profiles[0].profile.id}.rsc`), 'utf8')).toContain('/ip firewall mangle');
	});

	it('tells what is wrong with an answer and asks again; goes back; keeps a draft', async () => {
		const answers = [...toTheFields, '9', '1', '<', '', 'wg-vpn', '-', '10.0.0.300'];
		const {code, err} = await workplace.run(['new', 'vpn-split-tunnel', '--plain'], {answers: answers.slice(1)});
		expect(code).toBe(130);
		expect(err).toContain('Type a number from 1 to');
		expect(err).toContain('10.0.0.300');
		expect(err.match(/Question 1 of/g)).toHaveLength(2);
		expect(err).not.toContain('\u001B');
		const again = await workplace.run(['--plain'], {answers: []});
		expect(again.err).toContain('1. Go on with "home"');
	});

	it('leads to the answer that could be another, and takes the others as they are', async () => {
		// One that lists nothing, and then a destination.
		const {code, err} = await workplace.run(['new', 'vpn-split-tunnel', '--plain'], {
			answers: ['4', '7.20', '1', 'wg-vpn', '', '', '', '', '', '', '203.0.113.0/24', '', '', '', '', ''],
		});
		expect(err).toMatch(/error: Nothing is listed[^\n]*\n[^\n]*\nPlease answer again; Enter keeps an answer\.\s+Question 4 of 8: Other destinations/);
		expect(err.match(/Question 1 of/g)).toHaveLength(1);
		expect(code, err).toBe(0);
	});

	it('has a long list heard by who asks for it, and takes names with blanks', async () => {
		const {err} = await workplace.run(['new', 'vpn-split-tunnel', '--plain'], {answers: ['4', '7.20', '1', 'wg-vpn', '?', 'bbc iplayer, 1 zoom']});
		expect(err.match(/ {2}1\. Netflix/g)).toHaveLength(1);
		expect(err).toContain('to choose from');
		expect(err).toContain('Question 4 of');
		expect(err).not.toContain('Type a number from');
	});

	it('can be left at once', async () => {
		expect((await workplace.run([], {answers: ['2']})).code).toBe(0);
	});

	it('takes lines that hold blanks, parted by commas', () => {
		const {facts} = multiWanPcc.examples[0] ?? {};
		const lines = multiWanPcc.fields.find(({id}) => id === 'lines');
		if (facts === undefined || lines === undefined) {
			throw new Error('the preset has no question about lines');
		}

		const [first = '', second = ''] = facts.interfaceLists.WAN ?? [];
		expect(readAnswer(lines, `${first} 100/20, ${second}`, {}, facts)).toEqual({value: [`${first} 100/20`, second]});
		expect(readAnswer(lines, `${first} ${second}`, {}, facts)).toEqual({value: [first, second]});
	});
});
