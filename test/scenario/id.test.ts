import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {makeProfileId, slug} from '../../source/scenario/index.js';

describe('slug', () => {
	it.each([
		['Home', 'home'],
		['Büro Nürnberg', 'buro-nurnberg'],
		['  7 dwarfs!', 'dwarfs'],
		['日本', ''],
	])('%s', (name, wanted) => {
		expect(slug(name)).toBe(wanted);
	});
});

it('a profile’s id is its name and four random characters', () => {
	expect(makeProfileId('Home', Uint8Array.of(0, 1, 25, 31))).toBe('home-abz7');
	expect(makeProfileId('日本', Uint8Array.of(0, 0, 0, 0))).toBe('profile-aaaa');
});

it('an id always fits', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), fc.uint8Array({minLength: 4, maxLength: 8}), (name, bytes) => {
			expect(makeProfileId(name, bytes)).toMatch(/^[a-z][a-z\d-]{0,11}-[a-z2-7]{4}$/);
		}),
	);
});
