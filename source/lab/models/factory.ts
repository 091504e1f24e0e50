import {groupPolicies} from '../store/policies.js';
import type {MenuRows, Properties} from './blueprint.js';

const services: readonly (readonly [string, string, 'yes' | 'no'])[] = [
	['telnet', '23', 'no'],
	['ftp', '21', 'no'],
	['www', '80', 'no'],
	['ssh', '22', 'no'],
	['www-ssl', '443', 'yes'],
	['api', '8728', 'no'],
	['winbox', '8291', 'no'],
	['api-ssl', '8729', 'no'],
];

const without = (policies: readonly string[], ...taken: readonly string[]): string => policies.filter((policy) => !taken.includes(policy)).join(',');

/** What every router has when it leaves the factory: services, groups, `admin`. */
export const everyRouter: readonly MenuRows[] = [
	['/ip/service', services.map(([name, port, disabled]) => ({name, port, ...(disabled === 'yes' ? {disabled} : {})})), 'builtin'],
	[
		'/user/group',
		[
			{name: 'read', policy: without(groupPolicies, 'ftp', 'write', 'policy')},
			{name: 'write', policy: without(groupPolicies, 'ftp', 'policy')},
			{name: 'full', policy: groupPolicies.join(',')},
		],
		'builtin',
	],
	['/user', [{name: 'admin', group: 'full', comment: 'system default user'}], 'builtin'],
];

/** The ports of a board, in the order of their names; all have hardware addresses of one block. */
export const ethernetPorts = (names: readonly string[]): MenuRows => [
	'/interface/ethernet',
	names.map((name, index): Properties => ({name, 'default-name': name, 'mac-address': `48:A9:8A:0D:4E:${(0x11 + index).toString(16).toUpperCase().padStart(2, '0')}`})),
	'builtin',
];

/** `ether1` to `etherN`. */
export const ethers = (count: number): readonly string[] => Array.from({length: count}, (_, index) => `ether${index + 1}`);
