import {addressFamily, addressOf, mergePrefixes, prefixLength} from '../net/index.js';
import type {Context} from './context.js';
import {menuOf, named} from './context.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';

/**
 * Addresses that manage the router get in before any other rule is asked. Only the ports for managing it: who sits at
 * such an address may otherwise do what everybody may.
 */
export const doors = (context: Context): readonly Own[] =>
	context.document.upkeep.doors.flatMap((door) =>
		context.families.flatMap((family): readonly Own[] => {
			const prefixes = mergePrefixes(door.from.filter((prefix) => addressFamily(prefix) === family));
			return prefixes.length === 0
				? []
				: [
						...prefixes.map((prefix): Own => {
							const address = family === 4 && prefixLength(prefix) === 32 ? addressOf(prefix) : prefix;
							return {
								id: `${door.id.slice(0, door.id.indexOf('.'))}.${keyPart(address)}`,
								role: 'manager',
								family,
								menu: menuOf(family, 'firewall/address-list'),
								properties: {list: named(context, door.id), address},
								note: 'manages the router',
								why: `From ${address} the router is managed.`,
								without: 'Whoever sits there would depend on all other rules.',
							};
						}),
						{
							id: door.id,
							role: 'door',
							family,
							menu: menuOf(family, 'firewall/filter'),
							properties: {
								chain: 'input',
								action: 'accept',
								protocol: 'tcp',
								'src-address-list': named(context, door.id),
								'dst-port': door.ports.map(({first, last}) => (first === last ? String(first) : `${first}-${last}`)).join(','),
							},
							place: {kind: 'first'},
							note: 'a way in, whatever happens below',
							why: 'First of all rules of its chain: what you break further down cannot lock these addresses out.',
							without: 'A wrong rule could lock you out; added last, this one would do nothing.',
						},
					];
		}),
	);
