import {invariant} from '../diagnostics/index.js';
import type {Family} from '../net/index.js';
import type {Id} from '../policy/index.js';
import type {Entry, Menu, Place, Properties} from '../routeros/model/index.js';
import {menuInfo} from '../routeros/model/index.js';
import type {Explanation, Fragment, SecretProperty} from './fragment.js';

/** A row that a facility wants: what becomes its entry, its explanation and its secrets. */
export type Own = {
	/** `<part>.<item>` of what it is there for. */
	readonly id: Id;
	readonly role: string;
	readonly family: Family;
	readonly menu: Menu;
	readonly properties: Properties;
	readonly place?: Place;
	/** The few words behind the key in the router's comment. */
	readonly note: string;
	readonly why: string;
	readonly without: string;
	readonly secrets?: readonly Omit<SecretProperty, 'owner'>[];
	/** Properties that the router's own scripts write: neither compared nor restored. */
	readonly volatile?: readonly string[];
};

/** The manual gives no limit; comments of this length are seen in public exports. */
const longestComment = 100;

/** Comments and scripts are ASCII: other bytes print differently by release and terminal. */
export const ascii = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\x20-\x7e]/g, '?')
		.trim();

export const ownerKey = (profile: string, {id, role, family}: Pick<Own, 'id' | 'role' | 'family'>): string => `detour:${profile}:${id}.${role}.${family}`;

export const entryOf = (profile: string, own: Own): Entry => {
	const owner = ownerKey(profile, own);
	return {
		menu: own.menu,
		selector: {kind: 'row'},
		properties: own.properties,
		disabled: false,
		comment: menuInfo(own.menu).ownedBy === 'comment' ? `${owner} ${ascii(own.note)}`.slice(0, longestComment).trimEnd() : '',
		owner,
		...(own.place === undefined ? {} : {place: own.place}),
	};
};

export const explanationOf = (profile: string, own: Own): Explanation => ({owner: ownerKey(profile, own), why: own.why, without: own.without});

export const secretsOf = (profile: string, own: Own): readonly SecretProperty[] => (own.secrets ?? []).map((secret) => ({owner: ownerKey(profile, own), ...secret}));

export const volatileOf = (profile: string, own: Own): Fragment['volatile'] => (own.volatile ?? []).map((property) => ({owner: ownerKey(profile, own), property}));

/** An owner key names one row, or the next plan could not tell them apart. */
export const assertUnique = (entries: readonly Entry[]): void => {
	const seen = new Set<string | undefined>();
	for (const {owner} of entries) {
		invariant(!seen.has(owner), `two rows have the key ${owner}`);
		seen.add(owner);
	}
};
