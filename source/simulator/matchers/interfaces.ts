import type {Walk} from '../flow.js';
import {matchesInterface} from '../interfaces.js';
import type {Answer, Compile} from './test.js';

type Side = 'in' | 'out';

const seen = ({flow, router}: Walk, side: Side): readonly (string | undefined)[] => {
	const name = side === 'in' ? flow.inInterface : flow.outInterface;
	const visible = name === undefined ? undefined : router.interfaces.seenAs(name);
	// Not confirmed which of the two filter output sees after output marks moved the packet to another line.
	return side === 'out' && flow.formerOut !== undefined ? [visible, router.interfaces.seenAs(flow.formerOut)] : [visible];
};

/** The same answer for all that a rule may see, or a doubt. */
const agreed = (walk: Walk, side: Side, ask: (name: string | undefined) => Answer): Answer => {
	const [first = false, ...others] = seen(walk, side).map(ask);
	return others.every((other) => other === first) ? first : 'it is not confirmed whether filter output sees the line before or after the mark';
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
		agreed(walk, side, (name) => (name === undefined ? value === 'none' : walk.router.interfaces.isInList(value, name)));

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
