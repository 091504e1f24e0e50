import {describe, expect, it} from 'vitest';
import {findService, services} from '../../source/catalogue/index.js';
import {networkOf} from '../../source/net/index.js';

describe.each(services.map((service) => [service.id, service] as const))('%s', (id, service) => {
	it('is well formed, with source and date', () => {
		expect(id).toMatch(/^[a-z][a-z\d.-]*$/);
		expect(service.domains.length).toBeGreaterThan(0);
		expect(new Set(service.domains.map(({name}) => name)).size).toBe(service.domains.length);
		expect(service.source.url).toMatch(/^https:\/\//);
		expect(service.date).toMatch(/^20\d\d-\d\d-\d\d$/);
	});

	it('claims addresses only on the publisher’s word', () => {
		expect(service.prefixes.length > 0 && service.source.by !== 'publisher').toBe(false);
		expect(service.prefixes.map(networkOf)).toEqual(service.prefixes);
	});

	it('shares no name with another service', () => {
		const others = services.filter((other) => other.id !== id).flatMap(({domains}) => domains.map(({name}) => name));
		expect(service.domains.filter(({name}) => others.includes(name))).toEqual([]);
	});
});

it('keeps every row of its tables', () => {
	expect(services.length).toBeGreaterThanOrEqual(45);
	expect(new Set(services.map(({id}) => id)).size).toBe(services.length);
	expect(services.find(({id}) => id === 'telegram')?.prefixes).toHaveLength(14);
	expect(services.find(({id}) => id === 'netflix')?.domains).toHaveLength(9);
});

it.each([
	['netflix', 'netflix'],
	['Disney+', 'disney-plus'],
	['disney plus', 'disney-plus'],
	['putio', 'put.io'],
	['battle.net', 'battle-net'],
	['netflicks', undefined],
	['', undefined],
])('finds %s', (word, id) => {
	expect(findService(word)?.id).toBe(id);
});
