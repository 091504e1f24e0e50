import {describe, expect, it} from 'vitest';
import generated from '../../../source/routeros/schema/generated.json' with {type: 'json'};
import {loadSchema, supportedMinors} from '../../../source/routeros/schema/index.js';
import type {Table, Tree} from '../../tools/add-release.js';
import {addRelease} from '../../tools/add-release.js';

const table = generated as unknown as Table;

/** The tree that a router of a release would tell. */
const treeOf = ({versions, menus, tables, notes}: Table, version: string): Tree => {
	const at = versions.indexOf(version);
	const isIn = ([since = 0, until = 0]: readonly number[]): boolean => since <= at && at <= until;
	const argumentsOf = (index: number): readonly (readonly [string, Tree])[] =>
		Object.entries(tables[index] ?? {}).flatMap(([name, row]) => (isIn(row) ? [[name, {_type: 'arg', ...(row[3] === -1 ? {} : {desc: notes[row[3] ?? -1]})}]] : []));
	const plant = (tree: Tree, [word, ...more]: readonly string[], commands: Tree): Tree =>
		word === undefined ? {...tree, ...commands} : {...tree, [word]: plant((tree[word] ?? {_type: 'dir'}) as Tree, more, commands)};
	return Object.entries(menus).reduce<Tree>((tree, [menu, rows]) => {
		const commands = Object.entries(rows).flatMap(([name, row]) => (isIn(row) ? [[name, {_type: 'cmd', ...Object.fromEntries(argumentsOf(row[2] ?? -1))}]] : []));
		return commands.length === 0
			? tree
			: plant(
					tree,
					menu.split('/').filter((word) => word !== ''),
					Object.fromEntries(commands) as Tree,
				);
	}, {});
};

const arg = (desc?: string): Tree => ({_type: 'arg', ...(desc === undefined ? {} : {desc})});
const small: Table = {
	source: 'made by hand',
	versions: ['7.9.2', '7.10'],
	values: ['a\u0000b'],
	notes: ['string value'],
	tables: [{name: [0, 1, -1, 0, 0], kind: [1, 1, 0, -1, 1]}, {number: [0, 0, -1, -1, 0]}],
	menus: {'/ip/pool': {add: [0, 1, 0], remove: [0, 0, 1]}},
};

describe('the schema', () => {
	it('has a sampled release for each minor that is supported', () => {
		expect(table.versions.map((version) => Number(version.split('.')[1]))).toEqual(supportedMinors);
	});

	it('answers for a release by the newest sampled patch of its minor', async () => {
		const schema = await loadSchema({major: 7, minor: 16, patch: 0});
		expect(schema.version).toBe('7.16.2');
		expect(schema.argument('/ip/firewall/mangle', 'add', 'action')?.values).toContain('mark-routing');
		expect((await loadSchema({major: 7, minor: 99, patch: 0})).version).toBe(table.versions.at(-1));
	});
});

describe('a release more', () => {
	const tree: Tree = {
		_type: 'dir',
		ip: {_type: 'dir', pool: {_type: 'path', add: {_type: 'cmd', kind: arg(), size: arg('1..9\n  (integer)')}}, empty: {_type: 'dir'}},
		beep: {_type: 'cmd'},
	};

	it('goes on, begins and ends', () => {
		expect(addRelease(small, '7.11.3', tree)).toEqual({
			...small,
			versions: ['7.9.2', '7.10', '7.11.3'],
			notes: ['string value', '1..9 (integer)'],
			tables: [{name: [0, 1, -1, 0, 0], kind: [1, 2, 0, -1, 1], size: [2, 2, -1, 1, 0]}, {number: [0, 0, -1, -1, 0]}, {}],
			menus: {'/ip/pool': {add: [0, 2, 0], remove: [0, 0, 1]}, '/': {beep: [2, 2, 2]}},
		});
	});

	it('takes the place of an older patch', () => {
		const {versions, tables} = addRelease(small, '7.10.4', tree);
		expect(versions).toEqual(['7.9.2', '7.10.4']);
		expect(tables[0]).toEqual({name: [0, 0, -1, 0, 0], kind: [1, 1, -1, -1, 0], size: [1, 1, -1, 1, 0]});
	});

	it('that is like the one before changes nothing but its number', async () => {
		const newest = table.versions.at(-1) ?? '';
		const again = addRelease(table, '7.99.1', treeOf(table, newest));
		expect(again.versions).toEqual([...table.versions, '7.99.1']);
		expect(treeOf(again, '7.99.1')).toEqual(treeOf(table, newest));
		expect(treeOf(again, '7.9.2')).toEqual(treeOf(table, '7.9.2'));
	});
});
