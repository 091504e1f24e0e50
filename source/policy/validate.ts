import type {Diagnostic} from '../diagnostics/index.js';
import {display, error, warning} from '../diagnostics/index.js';
import type {Prefix} from '../net/index.js';
import {addressFamily, families, hostPrefix, mergePrefixes, overlapping, parseIp, prefixContains} from '../net/index.js';
import type {DestinationList, PolicyDocument, Uplink} from './document.js';
import {isId} from './id.js';
import {peerClashes} from './peers.js';
import {validateFastPath} from './validate-fast-path.js';
import {validateKillSwitch} from './validate-kill-switch.js';
import {validateShadows} from './validate-shadows.js';
import {validateShaping} from './validate-shaping.js';
import {validateTenants} from './validate-tenants.js';
import {validateUpkeep} from './validate-upkeep.js';
import {validateWays} from './validate-ways.js';
import {validateZones} from './validate-zones.js';
import {interfaceNameOf, ordinary, vrfOfUplink} from './ways.js';

type Rule = (document: PolicyDocument) => readonly Diagnostic[];

/** What is said twice, with every place after the first. */
const repeated = <T>(items: readonly T[], key: (item: T) => string): readonly T[] => {
	const seen = new Set<string>();
	return items.filter((item) => {
		const text = key(item);
		return seen.has(text) || !seen.add(text);
	});
};

const everything = ({
	networks,
	uplinks,
	lists,
	groups,
	policies,
	failover,
	killSwitches,
	shapings,
	upkeep,
	zoning,
	fastPath,
	tenants,
}: PolicyDocument): readonly {readonly id: string}[] => [
	...networks,
	...uplinks,
	...lists,
	...groups,
	...policies,
	...failover,
	...killSwitches,
	...shapings,
	...shapings.flatMap(({tiers}) => tiers),
	...Object.values(upkeep).flat(),
	...zoning.zones,
	...zoning.bans,
	...zoning.traps,
	...Object.values(fastPath).flat(),
	...tenants,
];

const ids: Rule = (document) => [
	...everything(document)
		.filter(({id}) => !isId(id))
		.map(({id}) => error('bad-id', `“${display(id)}” is no id.`, {hint: 'An id is <part>.<item>, two lower-case slugs.', field: id})),
	...repeated(everything(document), ({id}) => id).map(({id}) => error('id-twice', `The id ${display(id)} is used twice.`, {field: id})),
];

type Reference = {readonly by: string; readonly kind: string; readonly wanted: readonly string[]; readonly known: readonly {readonly id: string}[]};

const references: Rule = ({networks, uplinks, lists, groups, policies, failover}) =>
	[
		...policies.flatMap(({id: by, uplink, selector, whenDown}): readonly Reference[] => [
			{by, kind: 'way', wanted: [uplink], known: [...uplinks, ...groups, {id: ordinary}]},
			{by, kind: 'uplink', wanted: whenDown.kind === 'fall-back' && whenDown.to !== undefined ? [whenDown.to] : [], known: uplinks},
			{by, kind: 'list', wanted: selector.to, known: lists},
			{by, kind: 'network', wanted: selector.networks, known: networks},
		]),
		...groups.map(({id: by, members}): Reference => ({by, kind: 'uplink', wanted: members.map(({uplink}) => uplink), known: uplinks})),
		...failover.map(({id: by, uplinks: wanted}): Reference => ({by, kind: 'uplink', wanted, known: uplinks})),
	].flatMap(({by, kind, wanted, known}) =>
		wanted
			.filter((name) => !known.some(({id}) => id === name))
			.map((name) => error('unknown-id', `${display(by)} names ${kind === 'uplink' ? 'an' : 'a'} ${kind} that does not exist: ${display(name)}.`, {field: by})),
	);

const emptiness: Rule = ({networks, lists, policies}) => [
	...networks.filter(({interfaces}) => interfaces.length === 0).map(({id}) => error('empty-network', 'A network needs at least one interface.', {field: id})),
	...lists
		.filter(({prefixes, domains}) => prefixes.length + domains.length === 0)
		.map(({id, title}) =>
			error('empty-list', `The list “${display(title)}” holds no destination.`, {hint: 'Choose a service, or name an address, a prefix or a domain.', field: id}),
		),
	...policies
		.filter(({selector}) => selector.networks.length === 0)
		.map(({id}) => error('no-source', 'A policy needs at least one network that its traffic comes from.', {field: id})),
];

const interfaceOf = (uplink: Uplink): string => interfaceNameOf(uplink) ?? uplink.id;

const oneUplinkEach: Rule = ({uplinks}) =>
	repeated(uplinks, interfaceOf).map((uplink) =>
		error('uplink-twice', `Two uplinks lead by ${display(interfaceOf(uplink))}.`, {hint: 'An interface is one uplink: put what goes by it into one part.', field: uplink.id}),
	);

/** A forwarding entry of the router's DNS fills one list, so a name can be in one list only. */
const namesOnce: Rule = ({lists, policies}) => {
	const listed = lists.flatMap(({id, title, domains}) => {
		const by = policies.find(({selector}) => selector.to.includes(id))?.title ?? title;
		return domains.map(({name}) => ({id, name, by}));
	});
	const firsts = new Map(listed.toReversed().map(({name, by}) => [name, by]));
	return repeated(listed, ({name}) => name).map(({id, name, by}) =>
		error('name-twice', `The name ${display(name)} is listed twice: for “${display(firsts.get(name) ?? by)}” and for “${display(by)}”.`, {
			hint: 'The router can put the addresses of a name into one list only: take it off one of the two.',
			field: id,
		}),
	);
};

const isEndpoint = (address: string, {kind}: Uplink): boolean => kind.kind === 'wireguard' && kind.tunnel.peers.some(({endpoint}) => endpoint?.host === address);

const probes: Rule = ({uplinks}) => [
	...uplinks.flatMap((uplink) =>
		families.flatMap((family) => {
			const address = uplink.probe?.[family];
			if (address === undefined) {
				return [];
			}

			return [
				...(addressFamily(address) === family ? [] : [error('bad-probe', `${address} is no IPv${family} address.`, {field: uplink.id})]),
				...(uplinks.some((other) => isEndpoint(address, other))
					? [error('probe-is-endpoint', `${address} is the far end of a tunnel: pinging it through the tunnel would lead the tunnel into itself.`, {field: uplink.id})]
					: []),
				...(uplink.resolver === address
					? [
							error('probe-is-resolver', `${address} is asked for names already: its route would follow the probe's.`, {
								hint: 'Probe a host that nothing else uses.',
								field: uplink.id,
							}),
						]
					: []),
			];
		}),
	),
	...repeated(
		uplinks.flatMap(({id, title, probe}) => families.flatMap((family) => (probe?.[family] === undefined ? [] : [{id, title, address: probe[family]}]))),
		({address}) => address,
	).map(({id, title, address}) => {
		const other = uplinks.find(({probe}) => probe !== undefined && Object.values(probe).includes(address));
		return error('probe-twice', `${address} is to be pinged by both ${display(other?.title ?? title)} and ${display(title)}.`, {
			hint: 'A host can be reached by one uplink only: give each its own.',
			field: id,
		});
	}),
];

const allowedOf = ({kind}: Uplink): readonly Prefix[] | undefined => (kind.kind === 'wireguard' ? mergePrefixes(kind.tunnel.peers.flatMap(({allowed}) => allowed)) : undefined);

const peers: Rule = ({uplinks}) => uplinks.flatMap(({id, kind}) => (kind.kind === 'wireguard' ? peerClashes(kind.tunnel.peers).map((clash) => ({...clash, field: id})) : []));

const listsOf = (document: PolicyDocument, ids: readonly string[]): readonly DestinationList[] => document.lists.filter(({id}) => ids.includes(id));

/** What a WireGuard peer does not allow, the tunnel drops without a word. */
const reach: Rule = (document) =>
	document.policies.flatMap(({id, uplink, selector}) => {
		const found = document.uplinks.find((one) => one.id === uplink);
		const allowed = found && allowedOf(found);
		if (found === undefined || allowed === undefined) {
			return [];
		}

		const lists = listsOf(document, selector.to);
		const carries = (prefix: Prefix): boolean => !found.carries[addressFamily(prefix)] || allowed.some((outer) => prefixContains(outer, prefix));
		const outside = lists.flatMap(({prefixes}) => prefixes).filter((prefix) => !carries(prefix));
		const whole = families.every((family) => !found.carries[family] || allowed.some((prefix) => addressFamily(prefix) === family && prefix.endsWith('/0')));
		return [
			...outside.map((prefix) =>
				warning('not-allowed', `The tunnel does not allow ${prefix}: packets to it are dropped.`, {hint: 'AllowedIPs must cover what goes through the tunnel.', field: id}),
			),
			...(!whole && lists.some(({domains}) => domains.length > 0)
				? [warning('names-not-allowed', 'The tunnel allows only some addresses; listed names may resolve to others, which it drops.', {field: id})]
				: []),
		];
	});

/** So many are named; of a long list it is said how many more there are. */
const namedOverlaps = 5;

const overlaps: Rule = (document) =>
	document.policies.flatMap((policy, index) =>
		document.policies
			.slice(index + 1)
			.filter((later) => later.uplink !== policy.uplink)
			.flatMap((later) => {
				const earlier = listsOf(document, policy.selector.to).flatMap(({prefixes}) => prefixes);
				const both = overlapping(
					listsOf(document, later.selector.to).flatMap(({prefixes}) => prefixes),
					earlier,
				);
				const more = both.length - namedOverlaps;
				return [...both.slice(0, namedOverlaps).map((prefix) => `${prefix} is`), ...(more > 0 ? [`${more} more ${more === 1 ? 'prefix is' : 'prefixes are'}`] : [])].map(
					(subject) =>
						warning('policies-overlap', `${subject} wanted by two policies; where both apply, the earlier one (${display(policy.title)}) decides.`, {
							hint: 'Change their order or their lists, unless the one is an exception to the other.',
							field: later.id,
						}),
				);
			}),
	);

const resolvers: Rule = ({uplinks}) =>
	uplinks.flatMap((uplink) => {
		const {id, title, resolver, carries} = uplink;
		if (resolver === undefined) {
			return [];
		}

		const vrf = vrfOfUplink(uplink);
		return [
			...(parseIp(resolver) !== undefined && carries[addressFamily(hostPrefix(resolver))]
				? []
				: [error('resolver-not-carried', `The tunnel cannot reach the resolver ${display(resolver)}.`, {hint: 'It carries no traffic of that address family.', field: id})]),
			// It is the router that asks, and its programs hear nothing of what comes back in a VRF (manual, VRF).
			...(vrf === undefined
				? []
				: [
						error('resolver-in-vrf', `${display(title)} is in the VRF ${display(vrf)}: the router would hear no answer of the resolver ${display(resolver)} there.`, {
							hint: 'Name no resolver beyond it, so that the router asks its own; or take it out of the VRF.',
							field: id,
						}),
					]),
		];
	});

const rules: readonly Rule[] = [
	ids,
	references,
	emptiness,
	oneUplinkEach,
	namesOnce,
	validateWays,
	probes,
	peers,
	resolvers,
	validateKillSwitch,
	validateShaping,
	reach,
	overlaps,
	validateShadows,
	validateUpkeep,
	validateZones,
	validateFastPath,
	validateTenants,
];

/** Everything that is wrong or doubtful in a document, worst first within each rule. */
export const validateDocument = (document: PolicyDocument): readonly Diagnostic[] => rules.flatMap((rule) => rule(document));
