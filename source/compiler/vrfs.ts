import type {Diagnostic} from '../diagnostics/index.js';
import {display, error, warning} from '../diagnostics/index.js';
import type {Prefix} from '../net/index.js';
import {addressFamily, networkOf, prefixContains} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import {defaultRouteInterfaces, defaultRoutes, inOrder, interfaceNameOf, linesApart, othersInVrf, outInterface, partOf, strangeVrfOf, vrfOf, vrfOfUplink} from '../policy/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {menuOf, routedFamilies} from './context.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';

/** Names that rules may see an interface by: since 7.14 what is in a VRF comes in under the name of that (manual, VRF). */
export const seenAs = ({facts}: Context, name: string): readonly string[] => {
	const vrf = behaviours(facts.release).vrfInterfaces ? vrfOf(facts, name) : undefined;
	return vrf === undefined ? [name] : [name, vrf];
};

/** What the networks that policies are for reach by themselves, and by which next hop `main` leads there. */
const inside = ({document, facts}: Context): readonly {readonly prefix: Prefix; readonly gateway: string}[] => {
	const local = new Set(document.networks.flatMap(({interfaces}) => interfaces));
	const defaults = new Set(defaultRoutes(facts));
	return [
		...facts.addresses.filter((row) => local.has(row.interface) && !row.address.startsWith('fe80:')).map((row) => ({prefix: networkOf(row.address), gateway: row.interface})),
		...facts.routes
			.filter(
				(route) => route.table === 'main' && route.origin !== 'connect' && !defaults.has(route) && !route.gateway.includes('@') && local.has(outInterface(facts, route) ?? ''),
			)
			.map(({destination, gateway}) => ({prefix: destination, gateway})),
	].filter(({prefix}, index, all) => all.findIndex((other) => other.prefix === prefix) === index);
};

/** What comes back in a VRF is looked up in its table, which knows nothing of networks in `main` (manual, VRF, route leaking). */
export const waysBack = (context: Context): readonly Own[] =>
	context.document.uplinks.flatMap((uplink) => {
		const vrf = vrfOfUplink(uplink);
		return vrf === undefined
			? []
			: inside(context)
					.filter(({prefix}) => routedFamilies(context, uplink).includes(addressFamily(prefix)))
					.map(
						({prefix, gateway}): Own => ({
							id: `${partOf(uplink.id)}.${keyPart(prefix)}`,
							role: `back-${keyPart(vrf)}`,
							family: addressFamily(prefix),
							menu: menuOf(addressFamily(prefix), 'route'),
							properties: {'dst-address': prefix, gateway: `${gateway}@main`, 'routing-table': vrf},
							note: `the way back from ${vrf}`,
							why: `${uplink.title} is in the VRF ${vrf}: answers that come in by it are looked up there, and find back to ${prefix}. A way between tables needs both directions.`,
							without: 'Answers would find no route, or be sent back out.',
						}),
					);
	});

const inSentence = (vrf: string | undefined): string => (vrf === undefined ? 'no VRF' : `the VRF ${display(vrf)}`);

/** What keeps an uplink in a VRF from being one: rules see the VRF as a whole, and ways between tables go by addresses. */
const troubleIn = (context: Context, uplink: Uplink, name: string): readonly Diagnostic[] => {
	const {facts} = context;
	const field = {field: uplink.id};
	const vrf = vrfOf(facts, name);
	if (vrf !== vrfOfUplink(uplink)) {
		return [
			error('vrf-differs', `${display(name)} is in ${inSentence(vrf)}, and the document says ${inSentence(vrfOfUplink(uplink))}.`, {
				hint: 'Beside the name of an interface stands its VRF: {"kind": "line", "name": "ether2", "vrf": "isp", …}.',
				...field,
			}),
		];
	}

	const beside = vrf === undefined ? [] : facts.addresses.filter((row) => vrfOf(facts, row.interface) === vrf).map(({address}) => networkOf(address));
	return [
		...othersInVrf(facts, name).map((other) =>
			error('vrf-shared', `${display(other)} is in the VRF of ${display(name)}, too: rules see only the VRF, and could not tell one from the other.`, {
				hint: 'Give the way out a VRF of its own (/ip/vrf), or take it out of the VRF.',
				...field,
			}),
		),
		...inside(context)
			.filter(({prefix}) => beside.some((network) => prefixContains(network, prefix) || prefixContains(prefix, network)))
			.map(({prefix}) =>
				error('vrf-overlaps', `${prefix} is a network of yours and of ${inSentence(vrf)}: no way leads between the two.`, {
					hint: 'Ways between tables go by addresses: each network needs its own.',
					...field,
				}),
			),
	];
};

/** Hosts in somebody's VRF are looked up in its table: what holds in `main` leads neither them nor answers to them. */
const networksApart = ({document: {networks, zoning, tenants}, facts}: Context): readonly Diagnostic[] =>
	[
		...[...networks, ...zoning.zones].flatMap(({id, interfaces}) => interfaces.map((name) => ({id, name}))),
		...tenants.flatMap(({id, networks: own}) => [...new Set(own.map((one) => one.interface))].map((name) => ({id, name}))),
	].flatMap(({id, name}) => {
		const vrf = strangeVrfOf(facts, name);
		return vrf === undefined
			? []
			: [
					error('network-in-vrf', `${display(name)} is set apart in ${inSentence(vrf)}: what holds in the main table does not hold there.`, {
						hint: 'Take it out of the VRF (/ip/vrf), or leave it out here.',
						field: id,
					}),
				];
	});

/** Programs of the router itself, what carries a tunnel among them, know `main` alone unless each is told otherwise (manual, VRF). */
const withoutWay = ({document, facts, families}: Context): readonly Diagnostic[] => {
	const hasWay = defaultRouteInterfaces(facts).length > 0 || families.some((family) => inOrder(document, family).length > 0);
	const apart = linesApart(facts);
	return hasWay || document.uplinks.length === 0 || apart.length === 0
		? []
		: [
				warning(
					'router-without-way',
					`No default route of main is left, since ${apart.map(display).join(' and ')} ${apart.length === 1 ? 'is' : 'are'} in a VRF: the router itself reaches nobody on the Internet. It resolves no names, and carries no tunnel that was not told its VRF.`,
					{hint: 'Hosts go by these policies all the same. For the router, take a line out of its VRF (/ip/vrf).'},
				),
			];
};

export const vrfProblems = (context: Context): readonly Diagnostic[] =>
	context.facts.source === 'assumed'
		? []
		: [
				...context.document.uplinks.flatMap((uplink) => {
					const name = interfaceNameOf(uplink);
					return name === undefined ? [] : troubleIn(context, uplink, name);
				}),
				...networksApart(context),
				...withoutWay(context),
			];
