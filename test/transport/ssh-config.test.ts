import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseSshConfig, withIncludes} from '../../source/transport/index.js';

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

	it('knows hosts of a single link, whose zone is written with two percent signs', () => {
		expect(parseSshConfig('Host rack\n HostName fe80::1%%eth0')).toEqual([{alias: 'rack', host: 'fe80::1%eth0', port: 22}]);
		expect(parseSshConfig('Host rack\n HostName 2001:db8::1%%eth0')).toEqual([]);
	});

	it.each([['Host a\n HostName -oProxyCommand=x'], ['Host a\n Port 99999'], ['Host a\n User "a b"'], ['Host a\u001B[2J'], ['Host *'], ['HostName 10.0.0.1']])(
		'leaves out what is no host, port or user: %j',
		(text) => {
			expect(parseSshConfig(text)).toEqual([]);
		},
	);

	it('has what it includes in its place, and goes on where it was', async () => {
		const files: Readonly<Record<string, readonly string[]>> = {
			'more.conf': ['Host shed\n\tHostName 10.0.0.7\n\tInclude deep'],
			deep: ['Port 2207'],
			'a b': ['Host attic\n'],
			'conf.d/*': ['Host one\nHost two\n\tUser eve'],
		};
		const asked: string[] = [];
		const text = await withIncludes('Include more.conf "a b"\nUser all\nHost cellar\n\tinclude=conf.d/*\n\tPort 2222\n', async (pattern) => {
			asked.push(pattern);
			return files[pattern] ?? [];
		});
		expect(asked).toEqual(['more.conf', 'deep', 'a b', 'conf.d/*']);
		expect(parseSshConfig(text)).toEqual([
			{alias: 'shed', host: '10.0.0.7', port: 2207, user: 'all'},
			{alias: 'attic', host: 'attic', port: 22, user: 'all'},
			{alias: 'cellar', host: 'cellar', port: 2222, user: 'all'},
			{alias: 'one', host: 'one', port: 22, user: 'all'},
			{alias: 'two', host: 'two', port: 22, user: 'all'},
		]);
	});

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
