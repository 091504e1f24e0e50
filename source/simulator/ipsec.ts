import type {Configuration} from '../routeros/model/index.js';
import type {Address, Interval} from './address.js';
import {parseInterval, within} from './address.js';
import {rowsOf} from './settings.js';
import type {Rule} from './trace.js';

export type IpsecPolicies = {readonly find: (from: Address, to: Address) => Rule | undefined};

const covers = (interval: (Interval & {readonly family: 4 | 6}) | undefined, {family, value}: Address): boolean =>
	interval === undefined || (interval.family === family && value !== undefined && within(interval, value));

/** The policies that encrypt packets; templates and dynamic policies of running peers are not in an export. */
export const readIpsec = (configuration: Configuration): IpsecPolicies => {
	const policies = rowsOf(configuration, '/ip/ipsec/policy')
		.filter(({entry: {properties}}) => properties.template !== 'yes' && (properties.action ?? 'encrypt') === 'encrypt' && properties['src-address'] !== undefined)
		.map(({entry: {properties}, rule}) => ({from: parseInterval(properties['src-address'] ?? ''), to: parseInterval(properties['dst-address'] ?? ''), rule}));
	return {find: (from, to) => policies.find((policy) => covers(policy.from, from) && covers(policy.to, to))?.rule};
};
