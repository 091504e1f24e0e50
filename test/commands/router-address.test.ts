import {describe, expect, it} from 'vitest';
import {parseRouter, routerText} from '../../source/commands/router-address.js';

describe('parseRouter', () => {
	it.each([
		['192.168.88.1', {host: '192.168.88.1', port: 22, user: 'admin'}],
		['bob@router.example:2222', {host: 'router.example', port: 2222, user: 'bob'}],
		['admin@[fd00::1]:22', {host: 'fd00::1', port: 22, user: 'admin'}],
		['[fd00::1]', {host: 'fd00::1', port: 22, user: 'admin'}],
		['fd00::1', {host: 'fd00::1', port: 22, user: 'admin'}],
		['fe80::1%eth0', {host: 'fe80::1%eth0', port: 22, user: 'admin'}],
		['bob@[fe80::1%wlp2s0.7]:2222', {host: 'fe80::1%wlp2s0.7', port: 2222, user: 'bob'}],
	])('reads %s', (text, router) => {
		expect(parseRouter(text)).toEqual(router);
	});

	it.each([
		'',
		'@host',
		'a@b@c',
		'host:0',
		'host:65536',
		'host:22:33',
		'[::g]',
		'[fd00::1%eth0]',
		'fe80::1%',
		'[fe80::1%eth0;x]',
		'[1.2.3.4]',
		'ho st',
		'admin@',
		'host:',
		'h\u001B[31m',
		'a/b',
	])('refuses %j', (text) => {
		expect(() => parseRouter(text)).toThrow(expect.objectContaining({code: 'router-address', exitCode: 2}));
	});

	it.each(['bob@router.example:2222', 'admin@[fd00::1]:2222', 'admin@[fe80::1%eth0]:2222', 'admin@10.0.0.1'])('writes %s as it was read', (text) => {
		expect(routerText(parseRouter(text))).toBe(text);
	});
});
