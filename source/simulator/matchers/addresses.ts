import {display} from '../../diagnostics/index.js';
import type {Address} from '../address.js';
import {parseInterval, sameAddress, within} from '../address.js';
import type {Walk} from '../flow.js';
import {menuOf} from '../settings.js';
import {listDoubt} from '../unread.js';
import type {Answer, Compile} from './test.js';

type Side = 'from' | 'to';

const unknownLease = ({of}: Address): string => `the address that ${display(of ?? 'the router')} was given is not known`;

const address =
	(side: Side): Compile =>
	(value) => {
		const interval = parseInterval(value);
		return interval === undefined
			? undefined
			: ({flow}) => {
					const {address: own} = flow[side];
					return own.value === undefined ? unknownLease(own) : own.family === interval.family && within(interval, own.value);
				};
	};

const list =
	(side: Side): Compile =>
	(name) =>
	({flow, router, listed}) => {
		const {address: own} = flow[side];
		if (listed.get(name)?.some((one) => sameAddress(one, own)) === true) {
			return true;
		}

		const known = router[flow.family].lists.get(name);
		if (known !== undefined && own.value === undefined) {
			return unknownLease(own);
		}

		const isListed = known !== undefined && own.value !== undefined && known.has(own.value);
		const doubt = listDoubt(router.unread, [menuOf(flow.family, 'firewall/address-list')], name, isListed);
		if (isListed || doubt !== undefined) {
			return doubt ?? true;
		}

		return known === undefined || known.unresolved.length === 0
			? false
			: `the list ${display(name)} holds names that are not resolved here: ${known.unresolved.slice(0, 3).map(display).join(', ')}${known.unresolved.length > 3 ? ' …' : ''}`;
	};

const isMulticast = ({family, value}: Address): boolean =>
	value !== undefined && (family === 4 ? value >= 0xe0_00_00_00 && value < 0xf0_00_00_00 : BigInt(value) >> 120n === 0xffn);

/** The kernel asks the local table, which has the addresses of `main` alone: those of a VRF are in a table of its own (Linux, vrf.rst). */
const isLocal = ({router: {addresses, interfaces}, flow: {inInterface}}: Walk, own: Address): Answer => {
	const owner = addresses.ownerOf(own);
	if (owner !== undefined && owner !== 'main') {
		return inInterface !== undefined && interfaces.vrfOf(inInterface) === owner ? 'whether an address of a VRF counts as local within it is not confirmed' : false;
	}

	return owner === 'main' || (addresses.isOnDownLink(own) ? 'whether an address counts as local while its interface is down is not confirmed' : false);
};

/** Words of `dst-address-type`, as the kernel's address types have them: by the routing tables, not by the packet. */
const types: Readonly<Record<string, (walk: Walk, own: Address) => Answer>> = {
	local: isLocal,
	broadcast: ({router}, own) => router.addresses.isBroadcast(own),
	multicast: (_, own) => isMulticast(own),
	unicast: (walk, own) => {
		const local = isLocal(walk, own);
		return typeof local === 'string' ? local : !local && !walk.router.addresses.isBroadcast(own) && !isMulticast(own);
	},
	blackhole: ({router, flow}, own) => router[flow.family].routes.find('main', own)?.kind === 'blackhole',
	unreachable: ({router, flow}, own) => router[flow.family].routes.find('main', own)?.kind === 'unreachable',
	anycast: () => 'whether an address is anycast is not modelled',
};

const type =
	(side: Side): Compile =>
	(value) => {
		const asked = value.split(',').map((word) => types[word]);
		return asked.every((one) => one !== undefined)
			? (walk) => {
					const answers = asked.map((ask) => ask(walk, walk.flow[side].address));
					return answers.includes(true) ? true : (answers.find((answer) => typeof answer === 'string') ?? false);
				}
			: undefined;
	};

/** For the routing stage. */
export const isMulticastAddress = isMulticast;

export const addressMatchers: Readonly<Record<string, Compile>> = {
	'src-address': address('from'),
	'dst-address': address('to'),
	'src-address-list': list('from'),
	'dst-address-list': list('to'),
	'src-address-type': type('from'),
	'dst-address-type': type('to'),
};
