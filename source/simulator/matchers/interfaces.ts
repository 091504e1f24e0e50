import type {Walk} from '../flow.js';
import {matchesInterface} from '../interfaces.js';
import {listDoubt} from '../unread.js';
import type {Answer, Compile} from './test.js';

type Side = 'in' | 'out';

/** What a rule may see as the interface: one answer for all of it, or a doubt. */
const agreed = (walk: Walk, side: Side, ask: (name: string | undefined) => Answer): Answer => {
	const {flow, router} = walk;
	const name = side === 'in' ? flow.inInterface : flow.outInterface;
	const answer = ask(name === undefined ? undefined : router.interfaces.seenAs(name));
	if (side === 'in' || flow.formerOut === undefined) {
		return answer;
	}

	// Not confirmed which of the two filter output sees after output marks moved the packet to another line.
	return ask(router.interfaces.seenAs(flow.formerOut)) === answer ? answer : 'it is not confirmed whether filter output sees the line before or after the mark';
};

const byName =
	(side: Side): Compile =>
	(value) =>
	(walk) =>
		agreed(walk, side, (name) =>
			name === undefined ? false : (matchesInterface(value, name, walk.router.interfaces) ?? `the kind of the interface is not known, so ${value} may mean it`),
		);

const byList =
	(side: Side): Compile =>
	(value) =>
	(walk) =>
		agreed(walk, side, (name) => {
			if (name === undefined) {
				return value === 'none';
			}

			const isListed = walk.router.interfaces.isInList(value, name);
			return listDoubt(walk.router.unread, ['/interface/list/member'], value, isListed) ?? isListed;
		});

/** Which port of a bridge a packet uses is not for routing to know; other interfaces have none. */
const port =
	(side: Side): Compile =>
	() =>
	({flow, router}) => {
		const name = side === 'in' ? flow.inInterface : flow.outInterface;
		return name !== undefined && router.interfaces.typeOf(name) === 'bridge' ? 'the port of the bridge is not known' : false;
	};

export const interfaceMatchers: Readonly<Record<string, Compile>> = {
	'in-interface': byName('in'),
	'out-interface': byName('out'),
	'in-interface-list': byList('in'),
	'out-interface-list': byList('out'),
	'in-bridge-port': port('in'),
	'out-bridge-port': port('out'),
	'in-bridge-port-list': port('in'),
	'out-bridge-port-list': port('out'),
};
