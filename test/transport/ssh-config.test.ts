import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseSshConfig} from '../../source/transport/index.js';

describe('an ssh config', () => {
	it('gives the hosts that are named, each with the first value that is found for it', () => {
		const text = `
# routers
User fallback
Host attic cellar.lan
	HostName 192.168.88.1
	Port 2222
	IdentityFile "~/.ssh/id router"
Host cellar.lan
	User late
	Port 22
Host *.lan !cellar.lan
	ProxyJump bastion
Host shed.lan
	HostName=%h
Match user root
	HostName 10.0.0.1
Host *
	Port 2022
`;
		expect(parseSshConfig(text)).toEqual([
			{alias: 'attic', host: '192.168.88.1', port: 2222, user: 'fallback', identity: '~/.ssh/id router'},
			{alias: 'cellar.lan', host: '192.168.88.1', port: 2222, user: 'fallback', identity: '~/.ssh/id router'},
			{alias: 'shed.lan', host: 'shed.lan', port: 2022, user: 'fallback', jump: 'bastion'},
		]);
	});

	it.each([['Host a\n HostName -oProxyCommand=x'], ['Host a\n Port 99999'], ['Host a\n User "a b"'], ['Host a\u001B[2J'], ['Host *'], ['HostName 10.0.0.1']])(
		'leaves out what is no host, port or user: %j',
		(text) => {
			expect(parseSshConfig(text)).toEqual([]);
		},
	);

	it('takes any text, and gives nothing that could steer a terminal', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 200}), (noise) => {
				for (const {alias, host, user = ''} of parseSshConfig(`Host a ${noise}\nHostName ${noise}\nUser ${noise}`)) {
					expect(`${alias}${host}${user}`).toMatch(/^[\w.:@+-]*$/);
				}
			}),
			{numRuns: 200},
		);
	});
});
