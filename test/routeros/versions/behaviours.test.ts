import {expect, it} from 'vitest';
import {parseRelease} from '../../../source/facts/index.js';
import type {Behaviours} from '../../../source/routeros/versions/index.js';
import {behaviours} from '../../../source/routeros/versions/index.js';

const cases: readonly (readonly [keyof Behaviours, string, string])[] = [
	['dnsExtraTime', '7.9.2', '7.10.2'],
	['isoDates', '7.9.2', '7.10.1'],
	['serialize', '7.12.2', '7.13.5'],
	['importDryRun', '7.15.3', '7.16.2'],
	['runtimeErrorTrailer', '7.16.2', '7.17.1'],
	['ipv6Fasttrack', '7.17.1', '7.18.2'],
	['policyRules', '7.21.5', '7.22.3'],
];

it.each(cases)('%s: not in %s, but in %s', (behaviour, before, from) => {
	const of = (version: string): boolean => behaviours(parseRelease(version) ?? {major: 0, minor: 0, patch: 0})[behaviour];
	expect([of(before), of(from)]).toEqual([false, true]);
});
