import {expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {error} from '../../source/diagnostics/index.js';
import {placeOf} from '../../source/ui/fields/places.js';
import {example} from '../compiler/build.js';

const {answers, facts} = example('custom/calls-apart');
const rules = {id: 'p1', scenario: 'custom', answers};
const tunnel = {id: 'p2', scenario: 'vpn-split-tunnel', answers: example('home').answers};

it.each<[string, number, readonly [part: string, field: string] | undefined]>([
	['rules[1]', 1, ['p1', 'rules']],
	['p1.by-pppoe-out1', 1, ['p1', 'rules']],
	['p1.in-bridge', 1, ['p1', 'networks']],
	['p1.nobody', 1, undefined],
	['p1.by-pppoe-out1', 2, ['p1', 'rules']],
	['p2: destinations[3]', 2, ['p2', 'destinations']],
	['p2.vpn', 2, ['p2', 'tunnel']],
	['p3.vpn', 2, undefined],
])('trouble with %s, of so many parts: %i', (field, count, wanted) => {
	const place = placeOf(error('bad', 'It is bad.', {field}), [rules, tunnel].slice(0, count), {scenarios, facts, attachments: {}});
	expect(place && [place.part.id, place.field.id]).toEqual(wanted);
});
