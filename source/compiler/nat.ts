import type {Family} from '../net/index.js';
import {hostPrefix} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import {inOrder} from '../policy/index.js';
import type {Context} from './context.js';
import {isBlocking, menuOf, named, routedFamilies} from './context.js';
import type {Own} from './own.js';

/** What IPsec is to encrypt keeps its address, or the policy would not know it any more. */
const toTunnel = (context: Context, {id}: Uplink) => ({chain: 'srcnat', action: 'masquerade', 'ipsec-policy': 'out,none', 'out-interface-list': named(context, id)});

/** What we send by a line: all of it where lines stand in an order, else what is marked. Rules of the user's own come first. */
const byLine = (context: Context, uplink: Uplink, family: Family): Own => ({
	id: uplink.id,
	role: 'nat',
	family,
	menu: menuOf(family, 'firewall/nat'),
	properties: {
		...toTunnel(context, uplink),
		...(inOrder(context.document, family).includes(uplink) ? {} : {'connection-mark': named(context, uplink.id)}),
	},
	place: {kind: 'last'},
	note: 'our address on the line',
	why: `What is sent by ${uplink.title} takes the address of that line, where no rule of yours has given it one.`,
	without: 'Its provider would drop packets with any other address.',
});

/** Source NAT, once an uplink, for what we send there and nothing else (law L9). */
export const nat = (context: Context): readonly Own[] =>
	context.document.uplinks.flatMap((uplink) =>
		routedFamilies(context, uplink)
			.filter((family) => uplink.nat[family])
			.flatMap((family): readonly Own[] => {
				if (uplink.kind.kind === 'line') {
					return [byLine(context, uplink, family)];
				}

				const probe = isBlocking(context, uplink, family) ? undefined : uplink.probe?.[family];
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
