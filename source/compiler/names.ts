import {parsePrefix} from '../net/index.js';
import type {Id} from '../policy/index.js';

/** Names of lists, tables, marks and chains: the release notes and the manual state 31 characters for the shortest of them. */
const longestName = 31;
const longestKey = 30;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Four letters that tell texts apart which look the same once shortened (FNV-1a, 20 bits of it). */
const fingerprint = (text: string): string => {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) {
		hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	}

	return [0, 5, 10, 15].map((shift) => alphabet[(hash >>> shift) & 31]).join('');
};

const shorten = (text: string, original: string, length: number): string => `${text.slice(0, length - 5).replace(/-+$/, '')}-${fingerprint(original)}`;

/** The name on the router of something the profile owns: `detour-home-x7k2-p1-vpn`. */
export const nameOf = (profile: string, id: Id): string => {
	const head = `detour-${profile}-`;
	const text = id.replace('.', '-').replace(/^all-/, '');
	const room = longestName - head.length;
	return head + (text.length <= room ? text : shorten(text, id, room));
};

/** Separators stand singly, so that doubling `-` leaves no two texts alike. */
const separate = /^[a-z\d:]+(?:[.-][a-z\d:]+)*$/;

/** A piece of an owner key that stands for foreign text (an address, a domain, an interface): readable, and never the same for two texts. */
export const keyPart = (text: string): string => {
	const isFaithful = separate.test(parsePrefix(text) === undefined ? text : text.replace('/', '.'));
	const plain = text.toLowerCase().replaceAll('-', '--').replace(/[./]/g, '-');
	return isFaithful && plain.length <= longestKey ? plain : shorten(plain.replace(/[^a-z\d:]+/g, '-').replace(/^-/, ''), text, longestKey);
};
