import {expect, it} from 'vitest';
import type {Ip} from '../../source/net/index.js';
import {parsePrefix, prefixBounds} from '../../source/net/index.js';
import {addressClasses} from '../../source/proof/compare/address-classes.js';

const spanOf = (text: string) => {
	const prefix = parsePrefix(text);
	return prefix === undefined ? [] : [prefixBounds(prefix)];
};

it.each<[4 | 6, string, readonly string[], string]>([
	[4, 'a list of what stays at home', ['10.0.0.0/8', '224.0.0.0/4'], '10.0.0.8'],
	[6, 'a list of what stays at home', ['fc00::/8', 'fe80::/10', 'ff00::/8'], 'fc00::8'],
	[4, 'a public network among others', ['10.0.0.0/8', '203.0.113.0/24'], '203.0.113.8'],
	[4, 'nothing else', ['224.0.0.0/4'], '224.0.0.8'],
])('IPv%i, %s: a host stands for it, where there are any', (family, label, texts, address) => {
	const classes = addressClasses(family, [{key: 'list 0 home', label, spans: texts.flatMap(spanOf)}], (family === 4 ? '198.18.0.9' : '2001:db8::9') as Ip);
	expect(classes.find((one) => one.label === label)?.address).toBe(address);
});
