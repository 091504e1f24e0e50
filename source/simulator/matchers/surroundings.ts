import {hasRows} from '../interfaces.js';
import type {Compile} from './test.js';

/** Whether the packet comes out of, or will go into, an IPsec tunnel: by the policies of the configuration. */
const ipsec: Compile = (value) => {
	const [direction = '', wanted = ''] = value.split(',');
	return !['in', 'out'].includes(direction) || !['ipsec', 'none'].includes(wanted)
		? undefined
		: ({flow, router}) => {
				// What comes in against a policy's direction must have come through its tunnel.
				const policy = direction === 'in' ? router.ipsec.find(flow, flow.to.address, flow.from.address) : router.ipsec.find(flow, flow.from.address, flow.to.address);
				return (policy !== undefined) === (wanted === 'ipsec');
			};
};

const hotspot: Compile =
	() =>
	({router}) =>
		hasRows(router.configuration, '/ip/hotspot') ? 'HotSpot is not modelled' : false;

/** Looks into data; a packet that opens a connection carries none over TCP. */
const content: Compile =
	() =>
	({flow}) =>
		flow.mayHaveData ? 'what the packet carries is not known' : false;

const never =
	(reason: string): Compile =>
	() =>
	() =>
		reason;

const rate = never('how much traffic there is beside this packet is not known');

/** What hangs on something else than the packet and its connection. */
export const surroundingMatchers: Readonly<Record<string, Compile>> = {
	'ipsec-policy': ipsec,
	hotspot,
	content,
	'layer7-protocol': content,
	'tls-host': (value, family) => {
		const ask = content(value, family);
		return ask === undefined ? undefined : (walk) => (walk.flow.protocol === 'tcp' ? ask(walk) : false);
	},
	limit: rate,
	'dst-limit': rate,
	'connection-limit': rate,
	psd: rate,
	'src-mac-address': never('the hardware address of the sender is not known'),
	priority: never('priorities of the link are not modelled'),
	'ingress-priority': never('priorities of the link are not modelled'),
	realm: never('realms are not modelled'),
};
