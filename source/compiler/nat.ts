import type {Context} from './context.js';
import {menuOf, named, routedFamilies} from './context.js';
import type {Own} from './own.js';

/** Source NAT, once an uplink, for what we send there and nothing else (law L9). */
export const nat = (context: Context): readonly Own[] =>
	context.document.uplinks.flatMap((uplink) =>
		routedFamilies(context, uplink)
			.filter((family) => uplink.nat[family])
			.map((family) => ({
				id: uplink.id,
				role: 'nat',
				family,
				menu: menuOf(family, 'firewall/nat'),
				properties: {chain: 'srcnat', action: 'masquerade', 'connection-mark': named(context, uplink.id), 'out-interface-list': named(context, uplink.id)},
				place: {kind: 'first'},
				note: 'our address in the tunnel',
				why: 'Hosts take the address that the tunnel has, the only one that its far end knows.',
				without: 'The far end would drop the packets.',
			})),
	);
