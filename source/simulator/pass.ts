import {display} from '../diagnostics/index.js';
import {addressText, sameAddress} from './address.js';
import {unknown} from './chain.js';
import type {Connection, Walk} from './flow.js';
import {sourceFor, stateOf, step} from './flow.js';
import type {IpsecPolicy} from './ipsec.js';
import {builtIn, menuOf} from './settings.js';
import {track} from './stages/connection-tracking.js';
import {fasttrack, takesFasttrack} from './stages/fasttrack.js';
import {filter} from './stages/filter.js';
import {mangle} from './stages/mangle.js';
import {dstNat, srcNat} from './stages/nat.js';
import {queue} from './stages/queue.js';
import {raw} from './stages/raw.js';
import type {Decision} from './stages/routing.js';
import {mayForward, reversePath, route, routeFast} from './stages/routing.js';
import type {Disposition, Pass} from './trace.js';

const setHop = ({flow}: Walk, decision: Extract<Decision, {kind: 'out'}>): void => {
	flow.outInterface = decision.hop.interface;
	flow.gateway = decision.hop.gateway;
};

/** What an IPsec policy covers leaves as what carries it does: a packet of the router's own to the far end of the tunnel. */
const encrypt = (walk: Walk, {action, isTunnel, peer, rule}: IpsecPolicy): Disposition | undefined => {
	const {flow, notes} = walk;
	if (action === 'discard') {
		step(walk, 'departure', 'discard', 'is dropped by an IPsec policy', {rule});
		return {kind: 'dropped', by: rule, reason: 'an IPsec policy discards it'};
	}

	if (!isTunnel) {
		step(walk, 'departure', 'encrypt', 'is encrypted', {rule});
		return undefined;
	}

	if (peer === undefined || flow.routingMark !== undefined) {
		const reason = peer === undefined ? 'the far end of the IPsec tunnel is not known' : 'whether a routing mark counts for what carries an encrypted packet is not confirmed';
		return unknown('ipsec-policy', reason, rule);
	}

	step(walk, 'departure', 'encrypt', `is encrypted, and carried to ${addressText(peer)}`, {rule});
	notes.add('What carries an encrypted packet is another one, made by the router: the rules of output that it meets are not followed.');
	const decision = route({...walk, flow: {...flow, to: {...flow.to, address: peer}, inInterface: undefined}});
	if (decision.kind === 'end') {
		return decision.disposition;
	}

	if (decision.kind === 'local') {
		return unknown('ipsec-policy', 'the far end of the tunnel is the router itself', rule);
	}

	setHop(walk, decision);
	return undefined;
};

const leave = (walk: Walk): Disposition => {
	const {flow} = walk;
	const policy = walk.router.ipsec.find(flow, flow.from.address, flow.to.address);
	const ended = policy === undefined ? walk.router.cryptoRouting.refuses(flow.outInterface ?? '', flow.to.address) : encrypt(walk, policy);
	if (ended !== undefined) {
		return ended;
	}

	queue(walk);
	const {outInterface = '', gateway} = flow;
	step(walk, 'departure', 'leave', `leaves by ${display(outInterface)}${gateway === undefined ? '' : ` to ${gateway}`}`);
	return {kind: 'leaves-by', interface: outInterface, ...(gateway === undefined ? {} : {gateway})};
};

const deliver = (walk: Walk): Disposition => {
	const ended = mangle(walk, 'input') ?? filter(walk, 'input') ?? srcNat(walk, 'input');
	if (ended !== undefined) {
		return ended;
	}

	step(walk, 'departure', 'deliver', 'is delivered to the router');
	return {kind: 'delivered'};
};

const forward = (walk: Walk): Disposition =>
	mayForward(walk) ?? mangle(walk, 'forward') ?? filter(walk, 'forward') ?? mangle(walk, 'postrouting') ?? srcNat(walk, 'srcnat') ?? leave(walk);

const goFast = (walk: Walk): Disposition => {
	fasttrack(walk);
	walk.notes.add('FastTrack lets some packets of a connection take the slow path, where marks and rules count.');
	const ended = dstNat(walk, 'dstnat');
	const decision = ended === undefined ? routeFast(walk) : undefined;
	if (decision?.kind !== 'out') {
		return ended ?? (decision?.kind === 'end' ? decision.disposition : {kind: 'delivered'});
	}

	setHop(walk, decision);
	return srcNat(walk, 'srcnat') ?? leave(walk);
};

/** A packet that comes in. */
const incoming = (walk: Walk, known: Connection | undefined): Disposition => {
	const {flow, router} = walk;
	const {family, inInterface = ''} = flow;
	step(walk, 'arrival', 'arrive', `comes in by ${display(inInterface)}`);
	if (!router.settings.isOn[family]) {
		return {kind: 'dropped', by: builtIn(menuOf(family, 'settings')), reason: 'IPv6 is off'};
	}

	if (!router.interfaces.isUp(inInterface)) {
		return {kind: 'dropped', by: builtIn('/interface'), reason: `${display(inInterface)} is down`};
	}

	const refused = router.cryptoRouting.refuses(inInterface, flow.from.address);
	if (refused !== undefined) {
		return refused;
	}

	flow.connection = known;
	flow.state = known === undefined ? 'new' : 'established';
	if (takesFasttrack(walk)) {
		return goFast(walk);
	}

	flow.connection = undefined;
	flow.state = 'new';
	const early = raw(walk, 'prerouting');
	if (early !== undefined) {
		return early;
	}

	track(walk, known);
	const ended = mangle(walk, 'prerouting') ?? dstNat(walk, 'dstnat') ?? reversePath(walk);
	if (ended !== undefined) {
		return ended;
	}

	const decision = route(walk);
	if (decision.kind === 'end') {
		return decision.disposition;
	}

	if (decision.kind === 'local') {
		return deliver(walk);
	}

	setHop(walk, decision);
	return forward(walk);
};

const isUnspecified = ({flow}: Walk): boolean => BigInt(flow.from.address.value ?? 1) === 0n;

const chooseSource = (walk: Walk, decision: Decision): void => {
	const {flow, router} = walk;
	if (!isUnspecified(walk)) {
		return;
	}

	const preferred =
		decision.kind === 'out' && decision.preferredSource !== undefined ? router.addresses.all.find(({address}) => address.ip === decision.preferredSource) : undefined;
	const address = decision.kind === 'local' ? flow.to.address : (preferred?.address ?? router.addresses.sourceOn(flow.outInterface ?? '', flow.family, sourceFor(flow)));
	flow.from = {...flow.from, address};
	step(walk, 'routing', 'source', `gets the source ${addressText(address)}`);
};

/** The way is chosen anew when marks, the destination or DSCP changed on the way out. */
const adjust = (walk: Walk, before: {readonly to: Walk['flow']['to']; readonly dscp: number}): Disposition | 'local' | undefined => {
	const {flow} = walk;
	if (flow.routingMark === undefined && sameAddress(before.to.address, flow.to.address) && before.dscp === flow.dscp) {
		return undefined;
	}

	step(walk, 'routing', 'adjust', 'is looked up again, because output changed it');
	const decision = route(walk);
	if (decision.kind === 'end') {
		return decision.disposition;
	}

	if (decision.kind === 'local') {
		return 'local';
	}

	const former = flow.outInterface;
	setHop(walk, decision);
	flow.formerOut = former === flow.outInterface ? undefined : former;
	return undefined;
};

/** What the router sends to itself comes in again, as part of the same connection. */
const loopBack = (walk: Walk): Disposition => {
	walk.flow.inInterface = 'lo';
	walk.flow.outInterface = undefined;
	return raw(walk, 'prerouting') ?? mangle(walk, 'prerouting') ?? deliver(walk);
};

/** A packet that the router makes: looked up without a mark first, and again when output marked it. */
const made = (walk: Walk, known: Connection | undefined): Disposition => {
	const {flow, router} = walk;
	step(walk, 'arrival', 'make', 'is made by the router');
	if (!router.settings.isOn[flow.family]) {
		return {kind: 'dropped', by: builtIn(menuOf(flow.family, 'settings')), reason: 'IPv6 is off'};
	}

	const decision = route(walk);
	if (decision.kind === 'end') {
		return decision.disposition;
	}

	if (decision.kind === 'out') {
		setHop(walk, decision);
	} else {
		flow.outInterface = 'lo';
	}

	chooseSource(walk, decision);
	const early = raw(walk, 'output');
	if (early !== undefined) {
		return early;
	}

	track(walk, known);
	const before = {to: flow.to, dscp: flow.dscp};
	const marked = mangle(walk, 'output') ?? dstNat(walk, 'output');
	if (marked !== undefined) {
		return marked;
	}

	const adjusted = adjust(walk, before);
	if (typeof adjusted === 'object') {
		return adjusted;
	}

	const isLocal = adjusted === 'local' || flow.outInterface === 'lo';
	const stopped = filter(walk, 'output');
	if (stopped !== undefined) {
		return stopped;
	}

	flow.formerOut = undefined;
	if (isLocal) {
		flow.outInterface = 'lo';
		flow.gateway = undefined;
		return mangle(walk, 'postrouting') ?? srcNat(walk, 'srcnat') ?? loopBack(walk);
	}

	return mangle(walk, 'postrouting') ?? srcNat(walk, 'srcnat') ?? leave(walk);
};

/** Takes one packet through the router. */
export const pass = (walk: Walk, known?: Connection): Pass => {
	const {flow} = walk;
	const packet = stateOf(flow);
	const {inInterface} = flow;
	const disposition = inInterface === undefined ? made(walk, known) : incoming(walk, known);
	return {
		packet,
		...(inInterface === undefined ? {} : {inInterface}),
		steps: walk.steps,
		disposition,
		end: stateOf(flow),
		isFasttracked: walk.steps.some(({stage}) => stage === 'fasttrack'),
	};
};
