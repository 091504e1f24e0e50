import {display} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {Line} from './line.js';
import {piece} from './line.js';

const list = (names: readonly string[], most = 6): string => {
	const first = names.slice(0, most).map(display).join(', ');
	return names.length > most ? `${first} and ${names.length - most} more` : first;
};

const tunnelTypes = /^(?:wg|ovpn|sstp|l2tp|pptp|gre|eoip|ipip|6to4|zerotier)/;

/** Interfaces that lead through somebody else's network: WireGuard, the PPP family, GRE and the like. */
const tunnels = (facts: Facts): readonly string[] => facts.interfaces.filter(({type, disabled}) => tunnelTypes.test(type) && !disabled).map(({name}) => name);

const defaultGateways = (facts: Facts): readonly string[] =>
	facts.routes.filter(({destination, table, active}) => table === 'main' && active && /^(?:0\.0\.0\.0|::)\/0$/.test(destination)).map(({gateway}) => gateway);

/** What a router is, in a few lines of label and value. */
export const factsLines = (facts: Facts): readonly Line[] => {
	const rows: readonly (readonly [string, string])[] = [
		['Router', [display(facts.identity), display(facts.board)].filter(Boolean).join(' · ')],
		['RouterOS', display(facts.version)],
		['Serial', display(facts.serial)],
		[
			'You',
			facts.session === undefined ? '' : [display(facts.session.user), facts.session.from === undefined ? '' : `from ${display(facts.session.from)}`].filter(Boolean).join(' '),
		],
		['Interfaces', list(facts.interfaces.filter(({disabled, slave}) => !disabled && !slave).map(({name}) => name))],
		['Tunnels', list(tunnels(facts)) || 'none yet'],
		['Way out', list([...new Set(defaultGateways(facts))]) || 'no default route is active'],
		['IPv6', facts.ipv6Enabled ? 'on' : 'off'],
		['FastTrack', facts.fasttrack[4] || facts.fasttrack[6] ? 'on' : 'off'],
	];
	return rows.filter(([, value]) => value !== '').map(([label, value]) => [piece(`${label.padEnd(11)} `, 'dim'), piece(value, label === 'Router' ? 'strong' : 'plain')]);
};
