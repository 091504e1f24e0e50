import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import {addressFamily} from '../net/index.js';
import type {PolicyDocument} from './document.js';
import type {KillSwitch} from './kill-switch.js';
import {vrfOfUplink} from './ways.js';

const one = ({killSwitches}: PolicyDocument): readonly Diagnostic[] =>
	killSwitches.slice(1).map(({id}) =>
		error('kill-switch-twice', 'Two parts want nothing to leave but through their own tunnel.', {
			hint: 'Keep one of them; what is to go through another tunnel is a policy beside it.',
			field: id,
		}),
	);

const resolvers = ({uplinks}: PolicyDocument, {id, uplink: way, upstream, lookup}: KillSwitch): readonly Diagnostic[] => {
	const uplink = uplinks.find((other) => other.id === way);
	if (uplink === undefined) {
		return [error('unknown-id', `${display(id)} names an uplink that does not exist: ${display(way)}.`, {field: id})];
	}

	const vrf = vrfOfUplink(uplink);
	return [
		...(vrf === undefined
			? []
			: [
					error('kill-switch-in-vrf', `${display(uplink.title)} is in the VRF ${display(vrf)}: the router itself, its DNS first of all, would hear no answer there.`, {
						hint: 'Take the tunnel out of the VRF, or send only what your hosts send through it.',
						field: id,
					}),
				]),
		...upstream
			.filter((resolver) => !uplink.carries[addressFamily(resolver)])
			.map((resolver) => error('resolver-not-carried', `The tunnel cannot reach the resolver ${resolver}.`, {hint: 'It carries no traffic of that address family.', field: id})),
		...(lookup !== undefined && upstream.includes(lookup.resolver)
			? [
					error('lookup-is-upstream', `${lookup.resolver} would be asked for everything by your line, where it is to find the tunnel’s far end only.`, {
						hint: 'Name two different resolvers.',
						field: id,
					}),
				]
			: []),
	];
};

/** What is wrong with the document's kill switch. */
export const validateKillSwitch = (document: PolicyDocument): readonly Diagnostic[] => [
	...one(document),
	...document.killSwitches.flatMap((killSwitch) => resolvers(document, killSwitch)),
];
