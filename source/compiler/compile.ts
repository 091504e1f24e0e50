import type {Diagnostic, Result} from '../diagnostics/index.js';
import {display, error, fail, isError, ok} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {formatRelease} from '../facts/index.js';
import type {PolicyDocument, Uplink} from '../policy/index.js';
import {interfaceNameOf, validateDocument} from '../policy/index.js';
import type {Context} from './context.js';
import {interfaceOf, listsOf, makeContext, uplinkOf} from './context.js';
import {copies} from './copies.js';
import {refusedByMode} from './device-mode.js';
import {dnsAccess, dnsAdjustments, forwarders, isForwarding, redirects} from './dns.js';
import {doors} from './doors.js';
import {fastPathAdjustments, fastPathProblems, fasttrack, untracked} from './fast-path.js';
import {filter} from './filter.js';
import {flushes} from './flush.js';
import type {Fragment} from './fragment.js';
import {interfaceLists, wireguard} from './interfaces.js';
import {killSwitchFilter} from './kill-switch/filter.js';
import {killSwitchLists, killSwitchProblems} from './kill-switch/lines.js';
import {killSwitchAnswers, killSwitchOwn} from './kill-switch/marks.js';
import {killSwitchAdjustments, killSwitchNames} from './kill-switch/resolvers.js';
import {leaseScripts} from './leases.js';
import {addressLists} from './lists.js';
import {mailAdjustments} from './mail.js';
import {mangle} from './mangle.js';
import {communities, monitorAdjustments} from './monitors.js';
import {multipath} from './multipath.js';
import {nat} from './nat.js';
import type {Own} from './own.js';
import {assertUnique, entryOf, explanationOf, secretsOf, volatileOf} from './own.js';
import {pathFilter} from './path-filter.js';
import {queues, shapedLines, tierMarks} from './queues.js';
import {remarks} from './remarks.js';
import {routes, rules, tables} from './routes.js';
import {announcements, tenantChains, tenantDoors, tenantFilter, tenantLists, tenantNat, tenantProblems, tenants} from './tenants/index.js';
import {vrfProblems} from './vrfs.js';
import {watches} from './watches.js';
import {banLists, nearLists, zoneFilter, zoneLists, zoneProblems, zoneResolvers} from './zones.js';

export type CompileOptions = {
	/** The profile's id: part of every name and key. */
	readonly profile: string;
	readonly facts: Facts;
};

/** In creation order: what is referred to stands before what refers to it, and a block before what it blocks. */
const facilities: readonly ((context: Context) => readonly Own[])[] = [
	wireguard,
	interfaceLists,
	killSwitchLists,
	shapedLines,
	tables,
	routes,
	rules,
	addressLists,
	zoneLists,
	tenants,
	tenantLists,
	banLists,
	nearLists,
	zoneResolvers,
	doors,
	zoneFilter,
	tenantFilter,
	tenantChains,
	tenantDoors,
	tenantNat,
	untracked,
	dnsAccess,
	killSwitchFilter,
	filter,
	nat,
	redirects,
	killSwitchOwn,
	mangle,
	killSwitchAnswers,
	tierMarks,
	// Behind all that is kept out of it.
	fasttrack,
	queues,
	forwarders,
	flushes,
	killSwitchNames,
	watches,
	communities,
	copies,
];

const missingInterfaces = ({document, facts}: Context): readonly Diagnostic[] => {
	const known = new Set(facts.interfaces.map(({name}) => name));
	const wanted = [
		...document.uplinks.flatMap((uplink) => interfaceNameOf(uplink) ?? []),
		...document.networks.flatMap(({interfaces}) => interfaces),
		...document.upkeep.watches.flatMap(({by}) => by ?? []),
		...document.zoning.zones.flatMap(({interfaces}) => interfaces),
		...document.tenants.flatMap(({networks, line}) => [...networks.map((one) => one.interface), ...(line === undefined ? [] : [line.name])]),
	];
	return facts.source === 'assumed'
		? []
		: [...new Set(wanted)]
				.filter((name) => !known.has(name))
				.map((name) => error('no-such-interface', `The router has no interface ${display(name)}.`, {hint: `It has: ${[...known].map(display).join(', ')}.`}));
};

const networkIsUplink = (context: Context): readonly Diagnostic[] => {
	const uplinks = new Set(context.document.uplinks.map((uplink) => interfaceOf(context, uplink)));
	return context.document.networks
		.flatMap(({interfaces}) => interfaces)
		.filter((name) => uplinks.has(name))
		.map((name) => error('network-is-uplink', `${display(name)} is a way out and a network that traffic comes from.`, {hint: 'Choose the networks of your hosts only.'}));
};

/** A script for whatever router it is imported on cannot know who is next on a line. */
const assumedHop = ({title, kind}: Uplink): readonly string[] =>
	kind.kind !== 'line' || kind.next[4]?.kind === 'address'
		? []
		: [
				kind.next[4]?.kind === 'leased'
					? `${title} gets its address by DHCP, and its next hop with the next lease: after the import, run /ip/dhcp-client/release for it.`
					: `${title} is point-to-point, such as PPPoE or LTE. If it is not, name its next hop: ${title} via 192.0.2.1.`,
			];

const assumptions = ({facts, document}: Context): readonly string[] =>
	facts.source === 'assumed'
		? [
				`RouterOS ${formatRelease(facts.release)}.`,
				`Interfaces by these names: ${[...new Set([...document.networks.flatMap(({interfaces}) => interfaces), ...document.uplinks.flatMap((uplink) => interfaceNameOf(uplink) ?? [])])].map(display).join(', ')}.`,
				`Local networks: ${facts.addresses.map(({address, interface: name}) => `${address} on ${display(name)}`).join(', ') || 'none known'}.`,
				`IPv6 is ${facts.ipv6Enabled ? 'on' : 'off'}.`,
				...document.uplinks.flatMap(assumedHop),
			]
		: [];

/** Where the far ends of an uplink are, as they are written: of a tunnel that is made, or of one that is there. */
const endpointsOf = ({facts}: Context, {kind}: Uplink): readonly string[] =>
	kind.kind === 'wireguard'
		? kind.tunnel.peers.flatMap(({endpoint}) => endpoint?.host ?? [])
		: facts.wireguardPeers.flatMap((peer) => (peer.interface === kind.name ? (peer.endpointAddress ?? []) : []));

/** A tunnel that has to be up before its far end can be looked up stays down once the router has forgotten the address. */
const endpointListed = (context: Context): readonly Diagnostic[] => {
	const {document} = context;
	const asked = document.policies
		.filter((policy) => isForwarding(context) && uplinkOf(context, policy)?.resolver !== undefined)
		.flatMap((policy) => listsOf(context, policy).flatMap(({domains}) => domains));
	return document.uplinks.flatMap((uplink) =>
		[...new Set(endpointsOf(context, uplink).map((host) => host.toLowerCase()))].flatMap((host) =>
			asked
				.filter(({name, subdomains}) => host === name || (subdomains && host.endsWith(`.${name}`)))
				.slice(0, 1)
				.map(({name}) =>
					error('endpoint-listed', `${display(host)}, the far end of ${display(uplink.title)}, would be looked up through a tunnel, since ${display(name)} is listed.`, {
						hint: `Take ${display(name)} off the list, name the far end by its address, or ask no resolver beyond the tunnel.`,
						field: uplink.id,
					}),
				),
		),
	);
};

/** What must be on the router for a document to hold. It never sees what is there: `overlay` finds the places. */
export const compile = (document: PolicyDocument, {profile, facts}: CompileOptions): Result<Fragment> => {
	const context = makeContext(profile, document, facts);
	const problems = [
		...validateDocument(document),
		...missingInterfaces(context),
		...networkIsUplink(context),
		...endpointListed(context),
		...vrfProblems(context),
		...killSwitchProblems(context),
		...refusedByMode(context),
		...zoneProblems(context),
		...fastPathProblems(context),
		...tenantProblems(context),
	];
	if (problems.some(isError)) {
		return fail(...problems.filter(isError));
	}

	const owns = facilities.flatMap((facility) => facility(context));
	const entries = owns.map((own) => entryOf(profile, own));
	assertUnique(entries);
	return ok({
		profile,
		entries,
		adjustments: [
			...dnsAdjustments(context),
			...killSwitchAdjustments(context),
			...pathFilter(context),
			...multipath(context),
			...leaseScripts(context, owns),
			...mailAdjustments(context),
			...monitorAdjustments(context),
			...fastPathAdjustments(context),
			...announcements(context),
		],
		secrets: owns.flatMap((own) => secretsOf(profile, own)),
		volatile: owns.flatMap((own) => volatileOf(profile, own)),
		explanations: owns.map((own) => explanationOf(profile, own)),
		assumptions: assumptions(context),
		warnings: [...problems, ...remarks(context)],
	});
};
