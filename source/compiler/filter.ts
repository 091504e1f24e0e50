import type {Family} from '../net/index.js';
import type {Policy, Uplink} from '../policy/index.js';
import {vrfOfUplink} from '../policy/index.js';
import type {Context} from './context.js';
import {canBeFast, isBlocking, matchersOf, menuOf, named, routedFamilies, shared, treatmentOf, uplinkOf, wordFor} from './context.js';
import type {Own} from './own.js';

type Row = Omit<Own, 'menu' | 'family'>;

/** The refusal that browsers take as "try the other address family at once". */
const unreachable: Readonly<Record<Family, string>> = {4: 'icmp-network-unreachable', 6: 'icmp-no-route'};

const notOngoing = {'connection-state': '!established,related'};

const strangers = (context: Context, uplink: Uplink) => ({'in-interface-list': named(context, uplink.id), ...notOngoing});

/** A tunnel that the profile brings along opens nothing towards the router (law L18). */
const noInput = (context: Context, uplink: Uplink): Row => ({
	id: uplink.id,
	role: 'no-input',
	properties: {chain: 'input', action: 'drop', ...strangers(context, uplink)},
	place: {kind: 'first'},
	note: 'nobody in the tunnel reaches the router',
	why: 'The far end of the tunnel is a stranger: it may answer, but not open connections to the router.',
	without: 'The router would be reachable from inside of the tunnel.',
});

/** Nor towards the networks. */
const noForward = (context: Context, uplink: Uplink): Row => ({
	id: uplink.id,
	role: 'no-forward',
	properties: {chain: 'forward', action: 'drop', 'connection-nat-state': '!dstnat', ...strangers(context, uplink)},
	place: {kind: 'first'},
	note: 'nobody in the tunnel reaches your hosts',
	why: 'The far end may answer, but not open connections to your hosts. Port forwards of your own stay open.',
	without: 'Your hosts would be reachable from inside of the tunnel.',
});

/**
 * The way back from a VRF is one for answers: behind the user's own rules, which may let more in; but not by IPv6, where
 * many a firewall passes on all of ICMPv6, as the default one does. Our address is for what hosts send: before them.
 */
const noWayIn = (context: Context, uplink: Uplink, family: Family): readonly Row[] => {
	const drop = {chain: 'forward', action: 'drop', 'connection-nat-state': '!dstnat', ...strangers(context, uplink)};
	const word = wordFor(uplink);
	return [
		{
			id: uplink.id,
			role: 'no-way-in',
			properties: {...drop, 'out-interface-list': named(context, shared.lan)},
			place: {kind: family === 6 ? 'first' : 'last'},
			note: `nobody beyond the ${word} reaches your hosts`,
			why: `The VRF of ${uplink.title} has a way to your hosts now, for answers. What your own rules do not let in ends here.`,
			without: 'Strangers could open connections by that way.',
		},
		{
			id: uplink.id,
			role: 'no-way-through',
			properties: {...drop, 'out-interface-list': named(context, uplink.id)},
			place: {kind: 'first'},
			note: 'nobody comes in to go out again',
			why: `What comes in by ${uplink.title} for somebody else would be sent back out by it, under your address.`,
			without: 'Strangers could use the Internet as you.',
		},
	];
};

const block = (context: Context, uplink: Uplink, family: Family): Row => ({
	id: uplink.id,
	role: 'block',
	properties: {
		chain: 'forward',
		action: 'reject',
		'reject-with': unreachable[family],
		'in-interface-list': named(context, shared.lan),
		'connection-mark': named(context, uplink.id),
		'out-interface-list': `!${named(context, uplink.id)}`,
	},
	place: {kind: 'first'},
	note: `marked traffic leaves by the ${wordFor(uplink)} only`,
	why: 'Should routing ever send a marked packet elsewhere, it is refused here, before any rule that accepts it.',
	without: 'A mistake in routing would be a leak.',
});

/** What a policy sends its traffic by, as people call it. */
const wayOf = (context: Context, policy: Policy): string => {
	const uplink = uplinkOf(context, policy);
	return uplink === undefined ? 'lines' : wordFor(uplink);
};

/** In a chain of its own, so that local networks can be left out of what a list holds. */
const refusals = (context: Context, family: Family): readonly Row[] => {
	const chain = named(context, shared.refuse);
	const policies = context.document.policies.map((policy) => ({policy, treatment: treatmentOf(context, policy, family)}));
	const last = policies.findLastIndex(({treatment}) => treatment === 'refused');
	const rows = policies.slice(0, last + 1).flatMap(({policy, treatment}) =>
		// A waived policy decides nothing in this family: what is refused below it is, whoever sends it.
		treatment === 'none' || treatment === 'waived'
			? []
			: matchersOf(context, policy, family).map(({key, properties}): Row => {
					const isRefused = treatment === 'refused';
					const role = isRefused ? 'refuse' : 'pass';
					return {
						id: policy.id,
						role: key === '' ? role : `${role}-${key}`,
						properties: {chain, ...(isRefused ? {action: 'reject', 'reject-with': unreachable[family]} : {action: 'return'}), ...properties},
						...(isRefused
							? {
									note: `no IPv${family} past the ${wayOf(context, policy)}`,
									why: `IPv${family} to these destinations cannot go through ${uplinkOf(context, policy)?.title ?? 'these lines'}; it is refused, so that programs take IPv${family === 4 ? 6 : 4} at once.`,
									without: `IPv${family} would pass the ${wayOf(context, policy)} by.`,
								}
							: {note: policy.title, why: `“${policy.title}” comes before what is refused below.`, without: 'What it lets go would be refused.'}),
					};
				}),
	);
	const ways = [...new Set(policies.filter(({treatment}) => treatment === 'refused').map(({policy}) => wayOf(context, policy)))].join(' or the ');
	return rows.length === 0
		? []
		: [
				{
					id: shared.refuse,
					role: 'jump',
					properties: {chain: 'forward', action: 'jump', 'jump-target': chain, 'in-interface-list': named(context, shared.lan), ...notOngoing},
					place: {kind: 'first'},
					note: 'new connections of your hosts',
					why: `IPv${family} that cannot go through the ${ways} is looked for among the new connections of your hosts.`,
					without: `IPv${family} would pass the ${ways} by.`,
				},
				{
					id: shared.refuse,
					role: 'return',
					properties: {chain, action: 'return', 'dst-address-list': named(context, shared.bypass)},
					note: 'local traffic stays local',
					why: 'Networks that the router reaches by itself are left alone.',
					without: 'A listed destination could cut off local traffic.',
				},
				...rows,
			];
};

/** FastTrack knows only the main table: marked connections are accepted before it and so never get there (law L5). */
const notFast = (): Row => ({
	id: 'all.marked',
	role: 'not-fast',
	properties: {chain: 'forward', action: 'accept', 'connection-state': 'established,related', 'connection-mark': '!no-mark'},
	place: {kind: 'before-fasttrack'},
	note: 'marked connections skip FastTrack',
	why: 'FastTrack takes packets past all marks to the default route: connections with a mark are kept out of it. Others keep it.',
	without: 'Connections would leave their way after a few packets.',
});

const rowsOf = (context: Context, family: Family): readonly Row[] => {
	const uplinks = context.document.uplinks.filter((uplink) => routedFamilies(context, uplink).includes(family));
	return [
		...context.document.uplinks.flatMap((uplink) => [
			...(uplink.kind.kind === 'wireguard' ? [noInput(context, uplink), noForward(context, uplink)] : []),
			...(vrfOfUplink(uplink) !== undefined && routedFamilies(context, uplink).includes(family) ? noWayIn(context, uplink, family) : []),
		]),
		...uplinks.filter((uplink) => isBlocking(context, uplink, family)).map((uplink) => block(context, uplink, family)),
		...refusals(context, family),
		...(uplinks.length > 0 && canBeFast(context, family) ? [notFast()] : []),
	];
};

export const filter = (context: Context): readonly Own[] =>
	context.families.flatMap((family) => rowsOf(context, family).map((row) => ({...row, family, menu: menuOf(family, 'firewall/filter'), place: row.place ?? {kind: 'last'}})));
