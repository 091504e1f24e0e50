import {describe, expect, it} from 'vitest';
import {gamingCafe} from '../../scenarios/gaming-cafe.js';
import type {Answers} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';
import {example, profileOf} from '../compiler/build.js';

const {answers, facts} = example('gaming-cafe/flat');

const titles = (change: Answers): readonly string[] => {
	const built = buildProfile(profileOf('test', {...answers, 'game-services': [], 'game-destinations': [], ...change}, 'gaming-cafe'), [gamingCafe], facts, {});
	return built.ok ? built.value.document.policies.map(({title}) => title) : built.diagnostics.map(({code, field, message}) => `${code} ${field}: ${message}`);
};

describe('a café', () => {
	it('plays by ports, and sends the rest by its own line', () => {
		expect(titles({'game-ports': ['udp 27000-27100', 'tcp 27015']}).slice(0, 2)).toEqual(['games on udp 27000-27100', 'games on tcp 27015']);
	});

	it('is told of ports that never decide anything, and which line takes them', () => {
		expect(titles({'game-ports': ['udp 27000-27100', 'udp 27015']})).toEqual([
			'policy-shadowed game-ports[1]: “games on udp 27015” never decides anything: “games on udp 27000-27100” comes first and takes all of it.',
		]);
	});

	it('is told of ports that are named twice', () => {
		expect(titles({'game-ports': ['udp 27015', 'udp 27015']}).map((line) => line.split(':')[0])).toEqual(['policies-same game-ports[1]']);
	});
});
