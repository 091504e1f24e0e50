import {describe, expect, it} from 'vitest';
import {parseLineAnswer} from '../../source/scenario/line-answer.js';

describe('a line as one types it', () => {
	it.each([
		['ether1', {name: 'ether1'}],
		['ether1 100/20', {name: 'ether1', speed: {down: 100e6, up: 20e6}}],
		['  pppoe-out1   1G/500M ', {name: 'pppoe-out1', speed: {down: 1e9, up: 500e6}}],
		['ether1 50', {name: 'ether1', speed: {down: 50e6, up: 50e6}}],
		['ether1 1.5M/768k', {name: 'ether1', speed: {down: 1.5e6, up: 768e3}}],
		['ether1 via 192.0.2.1', {name: 'ether1', gateway: '192.0.2.1'}],
		['my line 100/20 via 192.0.2.1', {name: 'my line', speed: {down: 100e6, up: 20e6}, gateway: '192.0.2.1'}],
	])('%s', (text, wanted) => {
		expect(parseLineAnswer(text)).toEqual({ok: true, value: wanted});
	});

	it.each([
		['', 'no-line'],
		['ether1 100/20/3', 'bad-speed'],
		['ether1 100/', 'bad-speed'],
		['ether1 0/20', 'bad-speed'],
		['ether1 10x', 'bad-speed'],
		['ether1 via nowhere', 'bad-gateway'],
		['ether1 via 2001:db8::1', 'bad-gateway'],
		['ether1 via 192.0.2.1 via 192.0.2.2', 'bad-gateway'],
	])('%s is refused: %s', (text, code) => {
		const parsed = parseLineAnswer(text);
		expect(parsed.ok ? parsed.value : parsed.diagnostics.map((one) => one.code)).toEqual([code]);
	});
});
