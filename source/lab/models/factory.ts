import {factoryRows} from '../store/factory.js';
import type {MenuRows, Properties} from './blueprint.js';

/** What every router has when it leaves the factory: services, groups, `admin` and the like. */
export const everyRouter: readonly MenuRows[] = factoryRows.map(([menu, rows]) => [menu, rows, 'builtin']);

/** The ports of a board, in the order of their names; all have hardware addresses of one block. */
export const ethernetPorts = (names: readonly string[]): MenuRows => [
	'/interface/ethernet',
	names.map((name, index): Properties => ({name, 'default-name': name, 'mac-address': `48:A9:8A:0D:4E:${(0x11 + index).toString(16).toUpperCase().padStart(2, '0')}`})),
	'builtin',
];

/** `ether1` to `etherN`. */
export const ethers = (count: number): readonly string[] => Array.from({length: count}, (_, index) => `ether${index + 1}`);
