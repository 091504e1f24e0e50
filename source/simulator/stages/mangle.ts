import {display} from '../../diagnostics/index.js';
import {parseIp} from '../../net/index.js';
import type {Act} from '../chain.js';
import {notModelled, verdict} from '../chain.js';
import type {FirewallRule} from '../firewall.js';
import type {Walk} from '../flow.js';
import {step} from '../flow.js';
import type {Disposition} from '../trace.js';

export type MangleChain = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** `no-mark` takes a mark away. */
const markOf = (value: string): string | undefined => (value === 'no-mark' || value === '' ? undefined : value);

const markConnection = ({flow}: Walk, value: string): string => {
	if (flow.connection === undefined) {
		return 'would mark the connection, but the packet belongs to none';
	}

	flow.connection.mark = markOf(value);
	return flow.connection.mark === undefined ? 'takes the mark off the connection' : `marks the connection ${display(value)}`;
};

const markPacket = ({flow}: Walk, value: string): string => {
	flow.packetMark = markOf(value);
	return flow.packetMark === undefined ? 'takes the mark off the packet' : `marks the packet ${display(value)}`;
};

/** `main` sends a packet back to the usual lookup. */
const markRouting = ({flow, notes, router}: Walk, value: string, chain: MangleChain): string => {
	flow.routingMark = value === 'main' ? undefined : markOf(value);
	if (flow.routingMark === undefined) {
		return 'takes the routing mark off';
	}

	if (!router[flow.family].routes.has(value)) {
		notes.add(`There is no table ${display(value)} that packets can be looked up in: the routing mark finds nothing.`);
	}

	if (chain !== 'prerouting' && chain !== 'output') {
		notes.add(`The routing mark ${display(value)} is set in ${chain}, where the way is already chosen.`);
	}

	return `will be looked up in the table ${display(value)}`;
};

const changeHops = (walk: Walk, value: string): string => {
	const match = /^(set|increment|decrement):(\d+)$/.exec(value);
	const {flow} = walk;
	if (match !== null) {
		const by = Number(match[2]);
		flow.ttl = match[1] === 'set' ? by : flow.ttl === undefined ? undefined : flow.ttl + (match[1] === 'increment' ? by : -by);
	}

	return `has its hop limit changed (${display(value)})`;
};

type Change = (walk: Walk, properties: FirewallRule['properties'], chain: MangleChain) => string;

const changes: Readonly<Record<string, Change>> = {
	'mark-connection': (walk, {'new-connection-mark': mark = ''}) => markConnection(walk, mark),
	'mark-packet': (walk, {'new-packet-mark': mark = ''}) => markPacket(walk, mark),
	'mark-routing': (walk, {'new-routing-mark': mark = ''}, chain) => markRouting(walk, mark, chain),
	'change-dscp': ({flow}, {'new-dscp': value = ''}) => {
		flow.dscp = /^\d+$/.test(value) ? Number(value) : flow.dscp;
		return `has its DSCP changed (${display(value)})`;
	},
	'change-ttl': (walk, {'new-ttl': value = ''}) => changeHops(walk, value),
	'change-hop-limit': (walk, {'new-hop-limit': value = ''}) => changeHops(walk, value),
	'change-mss': (_, {'new-mss': value = ''}) => `announces segments of another size (${display(value)})`,
	'clear-df': () => 'may be cut into fragments',
	'set-priority': () => 'gets a priority for the link',
	'strip-ipv4-options': () => 'loses its IP options',
	'sniff-tzsp': () => 'is copied to a sniffer',
	'sniff-pc': () => 'is copied to a sniffer',
};

/** Names the next hop itself, whatever the tables say: before routing only (manual, Mangle). */
const force = (walk: Walk, rule: FirewallRule, chain: MangleChain): 'next' | 'stop' | Disposition => {
	const gateway = parseIp(rule.properties['route-dst'] ?? '');
	if (gateway === undefined || chain !== 'prerouting') {
		return notModelled(rule);
	}

	walk.flow.forced = {gateway, rule: rule.rule};
	step(walk, 'mangle', rule.action, `will go to ${gateway}, whatever the tables say`, {chain: rule.rule.chain ?? chain, rule: rule.rule});
	return rule.properties.passthrough === 'no' ? 'stop' : 'next';
};

const actIn =
	(chain: MangleChain): Act =>
	(walk, rule) => {
		const {properties, action} = rule;
		const where = {chain: rule.rule.chain ?? chain, rule: rule.rule};
		if (action === 'fasttrack-connection') {
			if (walk.flow.connection !== undefined) {
				walk.flow.connection.fasttrack = rule.rule;
			}

			step(walk, 'mangle', action, 'gives the connection to FastTrack', where);
			return 'next';
		}

		if (action === 'route') {
			return force(walk, rule, chain);
		}

		const change = changes[action];
		if (change === undefined) {
			return notModelled(rule);
		}

		step(walk, 'mangle', action, change(walk, properties, chain), where);
		return properties.passthrough === 'no' ? 'stop' : 'next';
	};

const acts: Readonly<Record<MangleChain, Act>> = {
	prerouting: actIn('prerouting'),
	input: actIn('input'),
	forward: actIn('forward'),
	output: actIn('output'),
	postrouting: actIn('postrouting'),
};

/** Marks and changes packets. */
export const mangle = (walk: Walk, chain: MangleChain): Disposition | undefined => verdict(walk, walk.router[walk.flow.family].mangle, 'mangle', chain, acts[chain]);
