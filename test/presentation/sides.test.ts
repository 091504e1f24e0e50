import {readFile, writeFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {pictureLines, pictureOfDocument, plainText} from '../../source/presentation/index.js';
import {example, ofExample} from '../compiler/build.js';

const pictureIn = (id: string, down: readonly string[] = []) => {
	const {facts} = example(id);
	return pictureOfDocument(ofExample(id).document, {...facts, interfaces: facts.interfaces.map((one) => (down.includes(one.name) ? {...one, running: false} : one))});
};

const drawn = (id: string, width: number, unicode: boolean, height?: number): string =>
	pictureLines(pictureIn(id), width, unicode, height)
		.map((line) => plainText(line).trimEnd())
		.join('\n');

/** Written anew with DETOUR_GOLDEN=write. */
const file = new URL('pictures.txt', import.meta.url);
const ids = ['privacy-vpn/house', 'bandwidth-tiers/meetings', 'security-zones/house', 'vrf-tenant/studio', 'watch/tunnel'];

describe('what a router does besides', () => {
	it('is drawn as written down, at 60 columns and with plain characters at 80', async () => {
		const all = `${ids.flatMap((id) => [`${id}, 60 columns`, drawn(id, 60, true), '', `${id}, plain, 80 columns`, drawn(id, 80, false), '']).join('\n')}`;
		if (process.env.DETOUR_GOLDEN === 'write') {
			await writeFile(file, all);
		}

		expect(all).toBe(await readFile(file, 'utf8'));
	});

	it('is told in a row each where rows are few', () => {
		const short = drawn('security-zones/house', 60, true, 6).split('\n');
		expect(short.slice(-2)).toEqual(['Networks kept apart: guests, things', 'Never to or from: the ban list']);
		// Ways that are as ever go before what is not.
		expect(drawn('security-zones/house', 60, true, 4)).toBe('Networks kept apart: guests, things\nNever to or from: the ban list');
		expect(drawn('bandwidth-tiers/meetings', 80, true, 4).split('\n')[1]).toMatch(/^├▶ what comes first/);
	});

	it('tells a network without a link by word and colour', () => {
		const look = (down: readonly string[]) => pictureIn('security-zones/house', down).sides[0]?.rows.map(({name, isDown, role}) => [name, isDown, role]);
		expect(look(['vlan30-tv'])).toEqual([
			['guests', false, 'accent'],
			['things', false, 'accent'],
		]);
		expect(look(['vlan30-tv', 'vlan40-cams'])?.[1]).toEqual(['things', true, 'bad']);
		const lines = pictureLines(pictureIn('vrf-tenant/studio', ['ether1']), 80, true).map(plainText);
		expect(lines.find((line) => line.includes('Internet (down)'))).toContain('by ether1');
	});

	it('says of a kill switch that no line is open, and lets a zone without the Internet have no arrow', () => {
		expect(drawn('privacy-vpn/flat', 80, true)).toMatch(/└× any line +shut: nothing leaves by it/);
		expect(drawn('security-zones/company', 80, true)).toMatch(/├× things +vlan20-printers: nobody/);
	});
});
