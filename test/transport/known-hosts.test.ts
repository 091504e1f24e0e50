import {createHmac} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {lookUpKnownHost} from '../../source/transport/index.js';

const hashed = (name: string): string => {
	const salt = Buffer.alloc(20, 7);
	return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
};

const key = {type: 'ssh-rsa', key: 'AAAA'};

describe('known_hosts', () => {
	it.each<[string, string, 'same' | 'other' | undefined]>([
		['the host', 'router.lan ssh-rsa AAAA eve@attic', 'same'],
		['the host among others', '# routers\n\n10.0.0.1,Router.LAN ssh-rsa AAAA', 'same'],
		['a pattern', '*.lan ssh-rsa AAAA', 'same'],
		['a pattern that leaves the host out', '*.lan,!router.* ssh-rsa AAAA', undefined],
		['a hash', `${hashed('router.lan')} ssh-rsa AAAA`, 'same'],
		['the hash of another', `${hashed('attic.lan')} ssh-rsa AAAA`, undefined],
		['another key', 'router.lan ssh-rsa BBBB', 'other'],
		['the key after an older one', 'router.lan ssh-rsa BBBB\nrouter.lan ssh-rsa AAAA', 'same'],
		['a key of another type', 'router.lan ssh-ed25519 CCCC', undefined],
		['another host', 'routerxlan ssh-rsa AAAA', undefined],
		['another port', '[router.lan]:2222 ssh-rsa AAAA', undefined],
		['a revoked key', 'router.lan ssh-rsa AAAA\n@revoked * ssh-rsa AAAA', 'other'],
		['an authority', '@cert-authority *.lan ssh-rsa AAAA', undefined],
		['a line that is switched off', '#router.lan ssh-rsa AAAA', undefined],
	])('has %s', (_title, text, known) => {
		expect(lookUpKnownHost(text, {host: 'router.lan', port: 22}, key)).toBe(known);
	});

	it('names the port where it is another one', () => {
		expect(lookUpKnownHost(`${hashed('[10.0.0.1]:2222')} ssh-rsa AAAA`, {host: '10.0.0.1', port: 2222}, key)).toBe('same');
		expect(lookUpKnownHost('10.0.0.1 ssh-rsa AAAA', {host: '10.0.0.1', port: 2222}, key)).toBe(undefined);
	});

	it('finds no key in any other text', () => {
		fc.assert(
			fc.property(
				fc.string({unit: 'binary', maxLength: 60}).map((text) => text.replaceAll('*', '')),
				(noise) => {
					expect(lookUpKnownHost(`${noise}\n|1|x|${noise} ssh-rsa AAAA`, {host: 'router.lan', port: 22}, key)).toBe(undefined);
				},
			),
			{numRuns: 50},
		);
	});
});
