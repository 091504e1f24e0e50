import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Picture} from '../../source/presentation/index.js';
import {lineWidth, pictureLines, pictureOfDocument, pictureOfFacts, plainText} from '../../source/presentation/index.js';
import {homeFacts, sampleScenario} from '../helpers/fake-services.js';

const drawn = (picture: Picture, width: number, unicode: boolean) => pictureLines(picture, width, unicode).map((line) => plainText(line).trimEnd());
const built = sampleScenario.build({services: ['netflix', 'zoom']}, {partId: 'p1', facts: homeFacts, attachments: {}});
const chosen = built.ok ? pictureOfDocument(built.value.document, homeFacts) : pictureOfFacts(homeFacts);

describe('picture', () => {
	it('draws who, through what, and which traffic by which way', () => {
		expect(drawn(chosen, 70, true)).toEqual([
			'┌────────┐  ┌───────┐  ┌▶ wg-vpn        Netflix, Zoom',
			'│ bridge ├─▶│ attic ├──┤                when down: blocked',
			'└────────┘  └───────┘  └▶ ordinary way  everything else',
		]);
	});

	it('draws with plain characters', () => {
		expect(drawn(chosen, 70, false)).toEqual([
			'+--------+  +-------+  +> wg-vpn        Netflix, Zoom',
			'| bridge |->| attic |--|                when down: blocked',
			'+--------+  +-------+  +> ordinary way  everything else',
		]);
	});

	it('draws one way as one line', () => {
		expect(drawn(pictureOfFacts(homeFacts), 70, true)[1]).toBe('│ your network ├─▶│ attic ├──▶ ordinary way  everything');
	});

	it('gives what goes which way its room before the names of the boxes, and is brief where there is none', () => {
		const way = {
			name: 'the tunnel wg-vpn',
			traffic: 'listed destinations (12 names, 3 prefixes)',
			brief: '12 names, 3 prefixes',
			note: 'when down: the ordinary way',
			role: 'accent',
		} as const;
		const crowded: Picture = {
			sources: ['bridge-of-the-attic', 'bridge-of-the-cellar'],
			router: 'router-of-the-house',
			ways: [way, {name: 'ordinary way', traffic: 'everything else', brief: 'all else', note: '', role: 'dim'}],
		};
		const [first, second] = drawn(crowded, 78, true);
		expect(first).toMatch(/the tunnel wg-vpn {2}12 names, 3 prefixes$/);
		expect(second).toMatch(/when down: the ordinary way$/);
		expect(drawn({...crowded, sources: ['lan'], router: 'attic'}, 110, true)[0]).toMatch(/listed destinations \(12 names, 3 prefixes\)$/);
	});

	it('keeps to its width, whatever the names', () => {
		const name = fc.string({unit: 'grapheme', minLength: 1, maxLength: 40});
		const way = fc.record({name, traffic: name, brief: name, note: name, role: fc.constant('plain' as const)});
		fc.assert(
			fc.property(
				fc.record({sources: fc.array(name, {minLength: 1, maxLength: 4}), router: name, ways: fc.array(way, {minLength: 2, maxLength: 4})}),
				fc.integer({min: 56, max: 120}),
				(picture, width) => {
					for (const line of pictureLines(picture, width, true)) {
						expect(lineWidth(line)).toBeLessThanOrEqual(width);
					}
				},
			),
			{numRuns: 100},
		);
	});
});
