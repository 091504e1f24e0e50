import type {Family, InterfaceAddress} from '../net/index.js';
import {addressFamily, addressOf, hostPrefix} from '../net/index.js';
import type {Id, Uplink, WireguardPeer, WireguardTunnel} from '../policy/index.js';
import {partOf} from '../policy/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {interfaceOf, menuOf, named, shared, wordFor} from './context.js';
import {isServing} from './dns.js';
import {defaultMtu} from './mtu.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';
import {outsideInterfaces, waysOut} from './surroundings.js';
import {seenAs} from './vrfs.js';

export const interfaceList = (context: Context, id: Id, note: string, why: string, without: string): Own => ({
	id,
	role: 'list',
	family: 4,
	menu: '/interface/list',
	properties: {name: named(context, id)},
	note,
	why,
	without,
});

export const member = (context: Context, id: Id, name: string, why: string, without: string): Own => ({
	id: `${partOf(id)}.${keyPart(name)}`,
	role: `${id.slice(id.indexOf('.') + 1)}-member`,
	family: 4,
	menu: '/interface/list/member',
	properties: {list: named(context, id), interface: name},
	note: name,
	why,
	without,
});

/** What is neither an uplink nor a line is inside: networks that no policy is for, tunnels and servers of the user's own. */
const outside = (context: Context): readonly Own[] => {
	const names = waysOut(context);
	return context.document.uplinks.length === 0
		? []
		: [
				interfaceList(
					context,
					shared.outside,
					'where the Internet is',
					'What comes in by any other interface comes from inside.',
					'Networks that no policy is for could not be told from the Internet.',
				),
				...names.map((name) =>
					member(context, shared.outside, name, `${name} leads outside.`, `What comes in by ${name} would be taken for traffic of your own, and sent back out.`),
				),
			];
};

/** Own interface lists: `LAN` and `WAN` need not exist, and a rule with a list stays valid when an interface is removed. */
export const interfaceLists = (context: Context): readonly Own[] => {
	const {document} = context;
	const local = [...new Set(document.networks.flatMap(({interfaces}) => interfaces))];
	const wan = outsideInterfaces(context);
	return [
		...(local.length === 0
			? []
			: [
					interfaceList(
						context,
						shared.lan,
						'where traffic comes from',
						'Policies look only at traffic that comes in by these interfaces.',
						'Replies from the Internet would be sent back out, instead of to your hosts.',
					),
				]),
		...local.map((name) => member(context, shared.lan, name, `Hosts behind ${name} are to follow the policies.`, `Hosts behind ${name} would go as before.`)),
		...(document.networks.length > 1 ? document.networks : []).flatMap((network) => [
			interfaceList(context, network.id, 'one network', 'Some policies are for one network only.', 'The policy would apply to every network.'),
			...network.interfaces.map((name) => member(context, network.id, name, `${name} belongs to this network.`, `Hosts behind ${name} would go as before.`)),
		]),
		...document.uplinks.flatMap((uplink) => [
			interfaceList(
				context,
				uplink.id,
				`the ${wordFor(uplink)}`,
				`Rules about ${uplink.title} name this list, so that they hold even when the interface is gone.`,
				'Removing the interface would switch the rules off and let traffic out.',
			),
			{
				...member(context, uplink.id, interfaceOf(context, uplink), `The interface of ${uplink.title}.`, `No rule would know the ${wordFor(uplink)}.`),
				id: uplink.id,
				role: 'member',
			},
			...seenAs(context, interfaceOf(context, uplink))
				.slice(1)
				.map((vrf) => member(context, uplink.id, vrf, `What comes in by ${uplink.title} comes in under the name of its VRF.`, `No rule would know the ${wordFor(uplink)}.`)),
		]),
		...outside(context),
		...(isServing(context) && wan.length > 0
			? [
					interfaceList(context, shared.wan, 'lines that lead outside', 'DNS questions from the Internet are dropped here.', 'The router could be used as an open resolver.'),
					...wan.map((name) =>
						member(
							context,
							shared.wan,
							name,
							`Strangers may be behind ${name}: it leads to the Internet, or is a tunnel or dialled line.`,
							`DNS questions from ${name} would be answered.`,
						),
					),
				]
			: []),
	];
};

/**
 * Client tunnels get a port of their own, so that they do not collide with a tunnel that is there already; the same
 * for the same key, so that the next plan is empty.
 */
const listenPort = ({publicKey}: WireguardTunnel): number => [...publicKey].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 16_384, 7) + 32_768;

const peerOf = (context: Context, uplink: Uplink, peer: WireguardPeer): Own => ({
	id: `${partOf(uplink.id)}.${peer.id}`,
	role: 'peer',
	family: 4,
	menu: '/interface/wireguard/peers',
	properties: {
		interface: interfaceOf(context, uplink),
		// Since 7.15 a peer has a name, and gets one of the router's choosing without it.
		...(behaviours(context.facts.release).peerNames ? {name: named(context, `${partOf(uplink.id)}.${peer.id}`)} : {}),
		'public-key': peer.publicKey,
		...(peer.endpoint === undefined ? {} : {'endpoint-address': peer.endpoint.host, 'endpoint-port': String(peer.endpoint.port)}),
		'allowed-address': peer.allowed.join(','),
		...(peer.keepalive === undefined ? {} : {'persistent-keepalive': `${peer.keepalive}s`}),
	},
	note: 'far end of the tunnel',
	why: 'The far end: its key, where it is, and what it may carry. Its own packets are not marked, so they go outside of the tunnel.',
	without: 'The tunnel has nobody to talk to.',
	...(peer.secretRef === undefined ? {} : {secrets: [{property: 'preshared-key', ref: peer.secretRef}]}),
});

/** Only the host itself: a whole network would pull that network's traffic into the tunnel by a connected route. */
const addressRow = (context: Context, uplink: Uplink, address: InterfaceAddress): Own => {
	const family: Family = addressFamily(address);
	return {
		id: `${partOf(uplink.id)}.${keyPart(addressOf(address))}`,
		role: 'address',
		family,
		menu: menuOf(family, 'address'),
		properties: {address: hostPrefix(addressOf(address)), interface: interfaceOf(context, uplink), ...(family === 6 ? {advertise: 'no'} : {})},
		note: 'our address in the tunnel',
		why: 'Packets into the tunnel take this address as their source.',
		without: 'The far end would not know where to send replies.',
	};
};

/** WireGuard tunnels that the profile brings along; their keys are left to the secrets. */
export const wireguard = (context: Context): readonly Own[] =>
	context.document.uplinks.flatMap((uplink) => {
		if (uplink.kind.kind !== 'wireguard') {
			return [];
		}

		const {tunnel} = uplink.kind;
		return [
			{
				id: uplink.id,
				role: 'tunnel',
				family: 4 as const,
				menu: '/interface/wireguard' as const,
				properties: {
					name: interfaceOf(context, uplink),
					'listen-port': String(tunnel.listenPort ?? listenPort(tunnel)),
					mtu: String(tunnel.mtu ?? defaultMtu(context.facts)),
				},
				note: 'the tunnel',
				why: 'The WireGuard interface with your key from the .conf.',
				without: 'There is no tunnel.',
				secrets: [{property: 'private-key', ref: tunnel.secretRef, publicKey: tunnel.publicKey}],
			},
			...tunnel.peers.map((peer) => peerOf(context, uplink, peer)),
			...tunnel.addresses.filter((address) => context.families.includes(addressFamily(address))).map((address) => addressRow(context, uplink, address)),
		];
	});
