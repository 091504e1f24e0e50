import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseRouterAddress, routerText} from '../../source/scenario/index.js';

const read = (text: string) => {
	const router = parseRouterAddress(text);
	return router.ok ? router.value : router.diagnostics[0]?.code;
};

describe('the address of a router', () => {
	it.each([
		['192.168.88.1', {host: '192.168.88.1', port: 22, user: 'admin'}],
		[' router \n', {host: 'router', port: 22, user: 'admin'}],
		['bob@router.example.:2222', {host: 'router.example.', port: 2222, user: 'bob'}],
		['bob@the_attic-2', {host: 'the_attic-2', port: 22, user: 'bob'}],
		['admin@[fd00::1]:22', {host: 'fd00::1', port: 22, user: 'admin'}],
		['[fd00::1]', {host: 'fd00::1', port: 22, user: 'admin'}],
		['fd00::1', {host: 'fd00::1', port: 22, user: 'admin'}],
		['fe80::1%eth0', {host: 'fe80::1%eth0', port: 22, user: 'admin'}],
		['bob@[fe80::1%wlp2s0.7]:2222', {host: 'fe80::1%wlp2s0.7', port: 2222, user: 'bob'}],
		// As known_hosts writes them.
		['[router.lan]:2222', {host: 'router.lan', port: 2222, user: 'admin'}],
		['[10.0.0.1]', {host: '10.0.0.1', port: 22, user: 'admin'}],
		// Users of a RADIUS server, and of a RouterOS console that is set up.
		['bob@corp.example@10.0.0.1', {host: '10.0.0.1', port: 22, user: 'bob@corp.example'}],
		['CORP\\bob@10.0.0.1', {host: '10.0.0.1', port: 22, user: 'CORP\\bob'}],
		['admin+ct80w@10.0.0.1', {host: '10.0.0.1', port: 22, user: 'admin+ct80w'}],
	])('reads %j', (text, router) => {
		expect(read(text)).toEqual(router);
	});

	it.each([
		['', 'router-address'],
		['admin@', 'router-address'],
		['ho st', 'router-address'],
		['a/b', 'router-address'],
		['10.0.0.300', 'router-address'],
		['1234', 'router-address'],
		['-oProxyCommand=x', 'router-address'],
		['[::g]', 'router-address'],
		['[fd00::1%eth0]', 'router-address'],
		['fe80::1%', 'router-address'],
		['[fe80::1%eth0;x]', 'router-address'],
		['[fd00::1]22', 'router-address'],
		['h\u001B[31m', 'router-address'],
		['host:', 'router-port'],
		['host:0', 'router-port'],
		['host:65536', 'router-port'],
		['host:22:33', 'router-address'],
		['@host', 'router-user'],
		['a b@host', 'router-user'],
		['a\u001B[31m@host', 'router-user'],
		[`${'a'.repeat(65)}@host`, 'router-user'],
	])('refuses %j', (text, code) => {
		expect(read(text)).toBe(code);
	});

	it.each(['bob@router.example:2222', 'admin@[fd00::1]:2222', 'admin@[fe80::1%eth0]:2222', 'admin@10.0.0.1', 'a@b@c'])('is written as it was read: %s', (text) => {
		const router = parseRouterAddress(text);
		expect(router.ok && routerText(router.value)).toBe(text);
	});

	it('takes any text, and gives nothing that could steer a terminal', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 40}), fc.string({maxLength: 20}), (noise, host) => {
				for (const text of [noise, `${noise}@${host}`, `bob@${noise}`, `10.0.0.1:${noise}`]) {
					const router = parseRouterAddress(text);
					expect(router.ok ? `${router.value.user}@${router.value.host}` : '').toMatch(/^[^\u0000-\u0020\u007F-\u009F]*$/);
				}
			}),
			{numRuns: 50},
		);
	});
});
