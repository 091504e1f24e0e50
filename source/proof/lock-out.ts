import {display} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {Ip, Packet} from '../net/index.js';
import {addressFamily, addressOf} from '../net/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Trace} from '../simulator/index.js';
import {arrivalOf, prepare, walk} from '../simulator/index.js';
import type {Verdict} from './judge.js';
import {judge} from './judge.js';
import {worldOf} from './world.js';

/** Who is talking to the router now. */
export type Session = {
	readonly from: Ip;
	/** The router's address that was dialled, where it is one of its own. */
	readonly to?: Ip;
	readonly port: number;
};

/** Whether a session would survive: `held`, `failed` (cut off, by which rule) or `unknown`. */
export type LockOut = Verdict & {readonly sentence: string; readonly trace?: Trace};

const ownAddress = (facts: Facts, {from, to}: Session, name: string | undefined): Ip | undefined => {
	const own = facts.addresses.map((row) => ({address: addressOf(row.address), interface: row.interface})).filter(({address}) => addressFamily(address) === addressFamily(from));
	return own.find(({address}) => address === to)?.address ?? own.find((row) => row.interface === name)?.address;
};

/** Follows a session's packets before and after a change. */
export const proveLockOut = (before: Configuration, after: Configuration, facts: Facts, session: Session): LockOut => {
	const sentence = `Your own session from ${display(session.from)} still reaches the router.`;
	const world = worldOf(facts, before);
	const router = prepare(before, world, {release: facts.release});
	const name = arrivalOf(router, session.from);
	const to = ownAddress(facts, session, name);
	if (name === undefined || to === undefined || to === session.from) {
		return {status: 'unknown', sentence, why: 'It is not known by which way your session comes to the router'};
	}

	const packet: Packet = {from: session.from, to, protocol: 'tcp', fromPort: 50_001, toPort: session.port, inInterface: name};
	const [was, is] = [walk(router, packet), walk(prepare(after, world, {release: facts.release}), packet)];
	const verdict = judge(
		{kind: 'reaches-router', instead: []},
		is,
		() => was,
		() => undefined,
	);
	const known = judge(
		{kind: 'reaches-router', instead: []},
		was,
		() => was,
		() => undefined,
	);
	// Where it could not be followed even before, what is after says nothing.
	return {sentence, trace: is, ...(known.status === 'held' ? verdict : {...known, status: 'unknown'})};
};
