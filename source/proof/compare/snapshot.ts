import type {Release} from '../../facts/index.js';
import type {Family} from '../../net/index.js';
import type {Configuration, Entry, Menu} from '../../routeros/model/index.js';
import {entriesOf} from '../../routeros/model/index.js';

/** One of the two routers that are compared. */
export type Snapshot = {readonly configuration: Configuration; readonly release: Release};

export const menuOf = (family: Family, menu: string): Menu => (family === 4 ? `/ip/${menu}` : `/ipv6/${menu}`);

/** The rows of a menu that are switched on. */
export const rowsOf = (configuration: Configuration, menu: Menu): readonly Entry[] =>
	entriesOf(configuration, menu).filter(({disabled, selector}) => !disabled && selector.kind !== 'verbatim');

export const tables = ['raw', 'mangle', 'nat', 'filter'] as const;

/** The firewall rules of a family, and the routing rules that both families share. */
export const rulesOf = (configuration: Configuration, family: Family): readonly Entry[] => [
	...tables.flatMap((table) => rowsOf(configuration, menuOf(family, `firewall/${table}`))),
	...rowsOf(configuration, '/routing/rule'),
	...rowsOf(configuration, '/ip/route/rule'),
];

/** A matcher's value without its `!`. */
export const positive = (value: string): string => value.replace(/^!/, '');
