import {describe, expect, it} from 'vitest';
import {migrate} from '../../source/profiles/stored.js';

const steps = [(stored: Readonly<Record<string, unknown>>) => ({...stored, second: true}), (stored: Readonly<Record<string, unknown>>) => ({...stored, third: stored.second})];

describe('migrate', () => {
	it.each([
		['{', 'broken'],
		['[]', 'broken'],
		['null', 'broken'],
		['{}', 'broken'],
		['{"version":0}', 'broken'],
		['{"version":1.5}', 'broken'],
		['{"version":"3"}', 'broken'],
		['{"version":3}', 'current'],
		['{"version":4}', 'too-new'],
	])('%s is %s', (text, kind) => {
		expect(migrate(text, steps).kind).toBe(kind);
	});

	it('runs every step from the version of the file on', () => {
		expect(migrate('{"version":1,"profiles":[]}', steps)).toEqual({kind: 'migrated', stored: {version: 3, profiles: [], second: true, third: true}});
		expect(migrate('{"version":2,"second":"kept"}', steps)).toEqual({kind: 'migrated', stored: {version: 3, second: 'kept', third: 'kept'}});
	});
});
