import {expect, it} from 'vitest';
import {factsFile, toldFacts} from '../../source/commands/facts-file.js';
import type {Facts} from '../../source/facts/index.js';
import {assumedFacts} from '../../source/routeros/model/index.js';

it('reads back all that is told of a router', async () => {
	const facts: Facts = {
		...assumedFacts({major: 7, minor: 20, patch: 0}),
		clients: [{kind: 'dhcp', name: 'ether1', script: ':if ($bound = 1) do={ :log info "up" }\n'}],
		timeServers: ['time.example.net'],
		connectionMarks: [{family: 4, chain: 'prerouting', mark: 'voice', marked: 'no-mark', comment: 'calls'}],
		rpFilter: 'no',
		deviceMode: {mode: 'home', scheduler: false, email: true},
		freeSpace: 12_000_000,
	};
	expect(await factsFile(JSON.stringify(facts))).toEqual({ok: true, value: facts});
});

it('takes no facts that leave a script out, as those that are printed do', async () => {
	const facts: Facts = {
		...assumedFacts({major: 7, minor: 20, patch: 0}),
		clients: [
			{kind: 'dhcp', name: 'ether1', script: ':local key MARKER'},
			{kind: 'dhcp', name: 'ether2'},
		],
	};
	const told = JSON.stringify(toldFacts(facts));
	expect(told).not.toContain('MARKER');
	expect(await factsFile(told)).toMatchObject({ok: false, diagnostics: [{code: 'facts-file', message: expect.stringContaining('ether1'), hint: expect.stringContaining('***')}]});
	expect(await factsFile(JSON.stringify({...JSON.parse(told), clients: facts.clients}))).toEqual({ok: true, value: facts});
});
