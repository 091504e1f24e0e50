import {display} from '../../diagnostics/index.js';
import {addressFromValue} from '../../net/index.js';
import type {Address} from '../address.js';
import {addressFrom, addressText, parseInterval, sameAddress, within} from '../address.js';
import type {Act} from '../chain.js';
import {notModelled, unknown, verdict} from '../chain.js';
import type {FirewallRule} from '../firewall.js';
import type {End, Ports, Walk} from '../flow.js';
import {sameEnd, sourceFor, step} from '../flow.js';
import {matchesPorts, portsFrom} from '../ports.js';
import type {Disposition, Stage} from '../trace.js';
import {takesFasttrack} from './fasttrack.js';

type Side = 'from' | 'to';

const endText = ({address, ports}: End, hasPorts: boolean): string => {
	const text = addressText(address);
	if (!hasPorts || ports.first !== ports.last) {
		return text;
	}

	return address.ip === undefined ? `${text}, port ${ports.first}` : address.family === 6 ? `[${text}]:${ports.first}` : `${text}:${ports.first}`;
};

const mostAddresses = 16;

/** The address that a rule gives: one, or one of a few; undefined when it has none, a text when it cannot be told. */
const given = (walk: Walk, rule: FirewallRule, old: Address): Address | string | undefined => {
	const text = rule.properties['to-addresses'] ?? rule.properties['to-address'] ?? '';
	if (text === '') {
		return undefined;
	}

	const interval = parseInterval(text);
	if (interval === undefined || interval.family !== old.family) {
		return `the addresses ${text} are not understood`;
	}

	const [first, last] = [BigInt(interval.first), BigInt(interval.last)];
	if (rule.action === 'netmap') {
		// One to one: the network changes, the host's part stays. The block must be a power of two.
		const blockSize = last - first + 1n;
		return old.value === undefined ? 'an address that nobody told cannot be mapped' : addressFrom(addressFromValue(old.family, first + (BigInt(old.value) % blockSize)));
	}

	const count = last - first + 1n;
	if (old.value !== undefined && count > 1n && within(interval, old.value)) {
		return old;
	}

	if (count > mostAddresses) {
		return `one of ${count} addresses is taken`;
	}

	const pick =
		count === 1n
			? 0
			: walk.oracle.remember(`${rule.rule.menu} ${rule.rule.position}`, () => ({
					nature: 'split',
					kind: 'nat-address',
					rule: rule.rule,
					options: Array.from({length: Number(count)}, (_, index) => ({share: 1 / Number(count), detail: addressFromValue(old.family, first + BigInt(index))})),
				}));
	return addressFrom(addressFromValue(old.family, first + BigInt(pick)));
};

const newPorts = ({properties}: FirewallRule, old: Ports): Ports => portsFrom(properties['to-ports']) ?? old;

const bind = (walk: Walk, side: Side, rule: FirewallRule, end: End, stage: Stage): 'stop' => {
	const {flow} = walk;
	const hasPorts = flow.protocol !== 'icmp';
	if (flow.connection !== undefined) {
		if (side === 'to') {
			flow.connection.newTo = end;
		} else {
			flow.connection.newFrom = end;
		}
	}

	step(walk, stage, rule.action, `${side === 'to' ? 'is sent to' : 'gets the source'} ${endText(end, hasPorts)}`, {chain: rule.rule.chain ?? '', rule: rule.rule});
	flow[side] = end;
	return 'stop';
};

const translating: Readonly<Record<Side, readonly string[]>> = {
	to: ['dst-nat', 'netmap', 'redirect'],
	from: ['src-nat', 'netmap', 'same', 'masquerade', 'endpoint-independent-nat'],
};

type Give = (walk: Walk, rule: FirewallRule, old: Address) => Address | string | undefined;

/** The router's address on the line that a packet leaves by. */
const ofLine: Give = ({flow, router}) => router.addresses.sourceOn(flow.outInterface ?? '', flow.family, sourceFor(flow));

/** The router's address on the line that a packet came in by; its own packets go to itself. */
const ofArrival: Give = ({flow, router}) =>
	flow.inInterface === undefined ? addressFrom(addressFromValue(flow.family, flow.family === 4 ? 0x7f_00_00_01n : 1n)) : router.addresses.sourceOn(flow.inInterface, flow.family);

/** Actions that find an address by themselves; the others are given it. */
const finding: Readonly<Record<string, Give>> = {
	masquerade: ofLine,
	redirect: ofArrival,
	'endpoint-independent-nat': (walk, rule, old) => given(walk, rule, old) ?? ofLine(walk, rule, old),
};

const actOn =
	(side: Side, stage: Stage): Act =>
	(walk, rule) => {
		const {flow} = walk;
		const old = flow[side];
		// Endpoint-independent NAT is for UDP only (manual, NAT).
		if (!translating[side].includes(rule.action) || (rule.action === 'endpoint-independent-nat' && flow.protocol !== 'udp')) {
			return notModelled(rule);
		}

		const own = (finding[rule.action] ?? given)(walk, rule, old.address);
		if (typeof own === 'string') {
			return unknown(flow.family === 4 ? 'to-addresses' : 'to-address', own, rule.rule);
		}

		const ports = newPorts(rule, old.ports);
		if (side === 'to' && ports.first !== ports.last && !matchesPorts(ports, old.ports)) {
			return unknown('to-ports', 'which port of the range is taken is not modelled', rule.rule);
		}

		if (rule.action === 'masquerade' && flow.connection !== undefined) {
			flow.connection.masquerade = {line: flow.outInterface ?? '', rule: rule.rule};
		}

		return bind(walk, side, rule, {address: own ?? old.address, ports}, stage);
	};

const acts = {to: actOn('to', 'dst-nat'), from: actOn('from', 'src-nat')} as const;

/** What the connection is bound to: its own way for packets like the first, the way back for answers. */
const bound = ({flow}: Walk, side: Side): End | undefined => {
	const {connection, direction} = flow;
	if (connection === undefined) {
		return undefined;
	}

	if (direction === 'original') {
		return side === 'to' ? connection.newTo : connection.newFrom;
	}

	// An answer goes to the one who began, and comes from where that one sent to.
	return side === 'to' ? (connection.newFrom === undefined ? undefined : connection.from) : connection.newTo === undefined ? undefined : connection.to;
};

const translate = (walk: Walk, side: Side, chain: 'srcnat' | 'dstnat' | 'input' | 'output'): Disposition | undefined => {
	const {flow, router} = walk;
	const stage = side === 'to' ? 'dst-nat' : 'src-nat';
	if (flow.connection === undefined) {
		return undefined;
	}

	if (flow.state === 'new') {
		return verdict(walk, router[flow.family].nat, stage, chain, acts[side]);
	}

	const end = bound(walk, side);
	if (end !== undefined && !sameEnd(end, flow[side])) {
		flow[side] = end;
		step(walk, stage, 'translate', `${side === 'to' ? 'is sent to' : 'gets the source'} ${endText(end, flow.protocol !== 'icmp')}, as the connection was bound`);
	}

	return undefined;
};

/** Rules see the first packet of a connection only; the binding then holds for all of it, both ways. */
export const dstNat = (walk: Walk, chain: 'dstnat' | 'output'): Disposition | undefined => translate(walk, 'to', chain);

/** A masqueraded connection that turns to another line is forgotten, and its packet dropped: the kernel's masquerading, since 3.8. */
const hasMovedAway = ({flow}: Walk): boolean =>
	flow.direction === 'original' && flow.state !== 'new' && flow.connection?.masquerade !== undefined && flow.connection.masquerade.line !== flow.outInterface;

export const srcNat = (walk: Walk, chain: 'srcnat' | 'input'): Disposition | undefined => {
	const {flow, notes, router} = walk;
	const {outInterface, connection} = flow;
	if (chain === 'srcnat' && connection?.masquerade !== undefined && hasMovedAway(walk) && !takesFasttrack(walk)) {
		const {rule, line} = connection.masquerade;
		step(walk, 'src-nat', 'drop', `is dropped: the connection was masqueraded for ${display(line)} and is forgotten, now that it would leave by ${display(outInterface ?? '')}`, {
			rule,
		});
		return {kind: 'dropped', by: rule, reason: 'a masqueraded connection does not move to another line'};
	}

	const ended = translate(walk, 'from', chain);
	const isOriginal = flow.direction === 'original' && flow.state !== 'new';
	if (ended === undefined && outInterface !== undefined && connection?.newFrom !== undefined && isOriginal) {
		const owner = router.addresses.all.find(({address}) => sameAddress(address, flow.from.address));
		if (owner !== undefined && owner.interface !== outInterface) {
			notes.add(`The connection keeps the source ${addressText(flow.from.address)} of ${display(owner.interface)}, though it now leaves by ${display(outInterface)}.`);
		}
	}

	return ended;
};
