import {expect, it} from 'vitest';
import {listBudget} from '../../source/compiler/index.js';
import {row} from '../plan/fixtures.js';

const entries = (count: number) => Array.from({length: count}, (_, index) => row('/ip/firewall/address-list', `list.a${index}`, {address: `10.0.0.${index}`, list: 'detour-list'}));

it.each([
	[34_999, undefined, []],
	[35_000, undefined, ['lists-long']],
	[1000, 16 * 1_048_576, []],
	[1000, 300_000, ['lists-fill-storage']],
	[35_000, 1_048_576, ['lists-long', 'lists-fill-storage']],
])('%i entries with %s bytes of storage left', (count, freeSpace, codes) => {
	expect(listBudget({entries: entries(count)}, freeSpace === undefined ? {} : {freeSpace}).map(({code}) => code)).toEqual(codes);
});
