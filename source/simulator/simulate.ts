import type {World} from '../facts/index.js';
import type {Ip, Packet} from '../net/index.js';
import {families} from '../net/index.js';
import type {Configuration} from '../routeros/model/index.js';
import {addressFrom} from './address.js';
import {readAddressLists} from './address-lists.js';
import {converse} from './conversation.js';
import type {SimulatorOptions} from './prepare.js';
import {prepare} from './prepare.js';
import type {Prepared} from './prepared.js';
import {rowsOf} from './settings.js';
import type {Trace} from './trace.js';
import {explore} from './ways.js';

/** A configuration in a world, made ready by `prepare`. */
export type Router = Prepared;

/** What happens to a packet on a prepared router. */
export const walk = (router: Router, packet: Packet): Trace => ({packet, ways: explore((oracle) => converse(router, oracle, packet))});

/** What happens to a packet, its answer and later packets of its connection. */
export const simulate = (configuration: Configuration, world: World, packet: Packet, options: SimulatorOptions = {}): Trace => walk(prepare(configuration, world, options), packet);

/** The interface by which packets from an address come in: where the router itself would look for it. Undefined for its own addresses and where it has no route. */
export const arrivalOf = (router: Router, from: Ip): string | undefined => {
	const address = addressFrom(from);
	if (router.addresses.ownerOf(address) !== undefined) {
		return undefined;
	}

	const tables = router[address.family].routes;
	const found = [...router.interfaces.vrfs, 'main'].map((table) => tables.find(table, address)).filter((match) => match?.kind === 'hops');
	const best = found.reduce((a, b) => (b !== undefined && (a === undefined || b.length > a.length) ? b : a), found[0]);
	return best?.kind === 'hops' ? best.hops[0].interface : undefined;
};

/** The interfaces by which some table of a router leads to an address, whatever sends packets to that table. */
export const departuresTo = (router: Router, to: Ip): readonly string[] => {
	const address = addressFrom(to);
	const {configuration, interfaces} = router;
	const named = [
		...rowsOf(configuration, '/routing/table').map(({entry}) => entry.properties.name),
		...rowsOf(configuration, '/ip/route').map(({entry}) => entry.properties['routing-mark']),
	];
	const tables = new Set(['main', ...interfaces.vrfs, ...named.flatMap((name) => name ?? [])]);
	return [
		...new Set(
			[...tables].flatMap((table) => {
				const match = router[address.family].routes.find(table, address);
				return match?.kind === 'hops' ? match.hops.map((hop) => hop.interface) : [];
			}),
		),
	];
};

/** Names that lists of a configuration stand on and that a world does not resolve: traces may be unknown because of them. */
export const unresolvedNames = (configuration: Configuration, world: World): readonly string[] => [
	...new Set(families.flatMap((family) => [...readAddressLists(configuration, world, family).values()].flatMap(({unresolved}) => unresolved))),
];
