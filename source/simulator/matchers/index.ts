import {display} from '../../diagnostics/index.js';
import type {Family} from '../../net/index.js';
import type {Properties} from '../../routeros/model/index.js';
import {addressMatchers} from './addresses.js';
import {chanceMatchers} from './chance.js';
import {connectionMatchers} from './connection.js';
import {headerMatchers} from './header.js';
import {interfaceMatchers} from './interfaces.js';
import {surroundingMatchers} from './surroundings.js';
import type {Ask, Compile, Test} from './test.js';
import {negated} from './test.js';
import {timeMatcher} from './time.js';

export {isMulticastAddress} from './addresses.js';
export type {Test} from './test.js';

/** Properties of a firewall rule that say what it does, not what it matches. */
const deeds = new Set([
	'action',
	'address-list',
	'address-list-timeout',
	'chain',
	'copy-from',
	'dst-prefix',
	'hw-offload',
	'jump-target',
	'log',
	'log-prefix',
	'new-connection-mark',
	'new-dscp',
	'new-hop-limit',
	'new-mss',
	'new-packet-mark',
	'new-priority',
	'new-routing-mark',
	'new-ttl',
	'passthrough',
	'place-before',
	'randomise-ports',
	'reject-with',
	'route-dst',
	'same-not-by-dst',
	'sniff-id',
	'sniff-target',
	'sniff-target-port',
	'socks5-port',
	'socks5-server',
	'socksify-service',
	'src-prefix',
	'to-address',
	'to-addresses',
	'to-ports',
]);

const matchers: ReadonlyMap<string, Compile> = new Map(
	Object.entries({
		...addressMatchers,
		...interfaceMatchers,
		...connectionMatchers,
		...headerMatchers,
		...surroundingMatchers,
		...chanceMatchers,
		time: timeMatcher,
	}),
);

const compile = (name: string, value: string, family: Family): Ask => {
	// Flags of TCP have a `!` each; sets of others have one for all of it.
	const isNegated = value.startsWith('!') && name !== 'tcp-flags';
	const ask = matchers.get(name)?.(isNegated ? value.slice(1) : value, family);
	if (ask === undefined) {
		return () => `${display(name)}=${display(value)} is not modelled`;
	}

	return isNegated ? negated(ask) : ask;
};

/** Asked first, because they are quick and rule most packets out. */
const quick = ['connection-state', 'connection-mark', 'packet-mark', 'routing-mark', 'protocol', 'dst-port', 'dst-address', 'src-address'];

const rank = (matcher: string): number => (quick.includes(matcher) ? quick.indexOf(matcher) : quick.length);

/** The matchers of a rule, read once: those that a packet decides, and those that a hash or chance decides. */
export const compileMatchers = (properties: Properties, family: Family): {readonly tests: readonly Test[]; readonly forks: readonly Test[]} => {
	const tests = Object.entries(properties)
		.toSorted(([a], [b]) => rank(a) - rank(b))
		.filter(([name, value]) => !deeds.has(name) && !name.startsWith('!') && value !== '')
		.map(([matcher, value]) => ({matcher, test: compile(matcher, value, family)}));
	return {
		tests: tests.filter(({matcher}) => chanceMatchers[matcher] === undefined),
		forks: tests.filter(({matcher}) => chanceMatchers[matcher] !== undefined),
	};
};
