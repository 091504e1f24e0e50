import {hostPrefix} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import type {Context} from './context.js';
import {isBlocking, menuOf, named, routedFamilies} from './context.js';
import type {Own} from './own.js';

/** What IPsec is to encrypt keeps its address, or the policy would not know it any more. */
const toTunnel = (context: Context, {id}: Uplink) => ({chain: 'srcnat', action: 'masquerade', 'ipsec-policy': 'out,none', 'out-interface-list': named(context, id)});

/** Source NAT, once an uplink, for what we send there and nothing else (law L9). */
export const nat = (context: Context): readonly Own[] =>
	context.document.uplinks.flatMap((uplink) =>
		routedFamilies(context, uplink)
			.filter((family) => uplink.nat[family])
			.flatMap((family): readonly Own[] => {
				const probe = isBlocking(context, uplink) ? undefined : uplink.probe?.[family];
				const menu = menuOf(family, 'firewall/nat');
				return [
					{
						id: uplink.id,
						role: 'nat',
						family,
						menu,
						properties: {...toTunnel(context, uplink), 'connection-mark': named(context, uplink.id)},
						place: {kind: 'first'},
						note: 'our address in the tunnel',
						why: 'Hosts take the address that the tunnel has, the only one that its far end knows.',
						without: 'The far end would drop the packets.',
					},
					...(probe === undefined
						? []
						: [
								{
									id: uplink.id,
									role: 'probe-nat',
									family,
									menu,
									properties: {...toTunnel(context, uplink), 'dst-address': family === 6 ? hostPrefix(probe) : probe},
									place: {kind: 'first'} as const,
									note: 'our address towards the probe',
									why: `${probe} is reached through the tunnel only, by every host: hosts that talk to it take the tunnel's address, too.`,
									without: `${probe} could not be reached by hosts of yours.`,
								},
							]),
				];
			}),
	);
