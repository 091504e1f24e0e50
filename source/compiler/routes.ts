import type {Family, Ip} from '../net/index.js';
import {addressFamily, defaultPrefix, hostPrefix} from '../net/index.js';
import type {Group, Id, Uplink} from '../policy/index.js';
import {afterOf, isApart, vrfOfUplink} from '../policy/index.js';
import type {Properties} from '../routeros/model/index.js';
import type {Context} from './context.js';
import {equalGroups, menuOf, named, routedFamilies, successionOf, wordFor} from './context.js';
import {failoverRoutes} from './failover.js';
import {distance, hopOf, viaOf} from './hops.js';
import type {Own} from './own.js';
import {waysBack} from './vrfs.js';

const table = (context: Context, id: Id, note: string, why: string): Own => ({
	id,
	role: 'table',
	family: 4,
	menu: '/routing/table',
	properties: {name: named(context, id), fib: ''},
	note,
	why,
	without: 'Marks would have no table to lead to.',
});

/** A table an uplink, for both families, and one a group of equal ways. */
export const tables = (context: Context): readonly Own[] => [
	...context.document.uplinks.map((uplink) =>
		table(
			context,
			uplink.id,
			wordFor(uplink) === 'line' ? 'routes by the line' : 'routes into the tunnel',
			`A routing table of its own: marked packets find only the way through ${uplink.title} there.`,
		),
	),
	...equalGroups(context).map((group) =>
		table(context, group.id, 'equal ways', `The ways of “${group.title}” stand side by side here: the router chooses one for each pair of addresses.`),
	),
];

/** In which table a route of an uplink's own stands: that of its VRF, where it is in one. */
const tableOfVrf = (uplink: Uplink): Properties => {
	const vrf = vrfOfUplink(uplink);
	return vrf === undefined ? {} : {'routing-table': vrf};
};

/** A tunnel never goes down by itself, and a modem answers for a dead line: what is beyond them tells (law L8). */
const probeRoutes = (context: Context, uplink: Uplink, family: Family, probe: Ip): readonly Own[] => {
	const menu = menuOf(family, 'route');
	const word = wordFor(uplink);
	const {gateway, volatile} = hopOf(context, uplink, family);
	const table = tableOfVrf(uplink);
	const where = word === 'line' ? 'by this line' : 'through the tunnel';
	return [
		{
			id: uplink.id,
			role: 'probe',
			family,
			menu,
			properties: {'dst-address': hostPrefix(probe), gateway, scope: '10', ...table},
			volatile,
			note: `probe host, only ${where}`,
			why: `${probe} is reached ${where} only, so that an answer proves the ${word}.`,
			without: `The ping could come back by another line and call a dead ${word} alive.`,
		},
		{
			id: uplink.id,
			role: 'probe-pin',
			family,
			menu,
			properties: {blackhole: '', 'dst-address': hostPrefix(probe), distance: '20', ...table},
			note: 'probe host, never by another line',
			why: `Without the ${word}'s interface, ${probe} is reached by nothing at all.`,
			without: 'The probe would be answered over another line.',
		},
	];
};

const blackhole = (context: Context, id: Id, family: Family, what: string): Own => ({
	id,
	role: 'blackhole',
	family,
	menu: menuOf(family, 'route'),
	properties: {blackhole: '', 'dst-address': defaultPrefix(family), distance: '254', 'routing-table': named(context, id)},
	note: `nothing leaks when ${what} is gone`,
	why: `The last route of the table: when the way through ${what} is gone, marked packets end here.`,
	without: 'They would fall through to the main table and leave unprotected.',
});

/** Where there is nothing to change over to, a check would only turn a slow way into none. */
const isChangingOver = (context: Context, uplink: Uplink, family: Family): boolean => {
	const {uplinks, isFinal} = successionOf(context, uplink, family);
	return !isFinal || uplinks.length > 1;
};

const ownDefault = (context: Context, uplink: Uplink, family: Family): Own => {
	const {uplinks, isFinal} = successionOf(context, uplink, family);
	const {probe, properties, volatile} = viaOf(context, uplink, family, isChangingOver(context, uplink, family));
	const word = wordFor(uplink);
	const otherwise = uplinks.length > 1 ? 'the next route of the table counts' : 'the table is empty and traffic goes as before';
	return {
		id: uplink.id,
		role: 'default',
		family,
		menu: menuOf(family, 'route'),
		properties: {'dst-address': defaultPrefix(family), ...properties, 'routing-table': named(context, uplink.id)},
		volatile,
		note: `${word === 'line' ? 'by the line' : 'into the tunnel'}${probe === undefined ? '' : ' while the probe answers'}`,
		why: probe === undefined ? `Marked traffic takes the ${word}.` : `Marked traffic takes the ${word} as long as ${probe} answers pings through it; otherwise ${otherwise}.`,
		without: isFinal ? 'Marked traffic would be dropped.' : `Marked traffic would not take the ${word}.`,
	};
};

const ownTable = (context: Context, uplink: Uplink, family: Family): readonly Own[] => {
	const {uplinks, isFinal} = successionOf(context, uplink, family);
	return [
		ownDefault(context, uplink, family),
		...uplinks.slice(1).map((spare, index): Own => {
			const {properties, volatile} = viaOf(context, spare, family, true);
			return {
				id: uplink.id,
				role: `then-${spare.id.replace('.', '-')}`,
				family,
				menu: menuOf(family, 'route'),
				properties: {'dst-address': defaultPrefix(family), ...properties, 'routing-table': named(context, uplink.id), ...distance(index + 1)},
				volatile,
				note: `then by ${spare.title}`,
				why: `While ${uplink.title} is dead, its traffic takes ${spare.title}.`,
				without: `Its traffic would not find ${spare.title} while ${uplink.title} is dead.`,
			};
		}),
		...(isFinal ? [blackhole(context, uplink.id, family, wordFor(uplink) === 'line' ? 'the line' : 'the tunnel')] : []),
	];
};

const isFinalGroup = ({document}: Context, {id}: Group): boolean => document.policies.some(({uplink, whenDown}) => uplink === id && whenDown.kind === 'block');

/** Equal ways: alike in destination and distance, so that the router spreads connections over those that answer. */
const equalTable = (context: Context, group: Group, family: Family): readonly Own[] => {
	const members = group.members.flatMap((member) => context.document.uplinks.filter(({id, carries}) => id === member.uplink && carries[family]));
	return members.length === 0
		? []
		: [
				...members.map((via): Own => {
					const {properties, volatile} = viaOf(context, via, family, true);
					return {
						id: group.id,
						role: `by-${via.id.replace('.', '-')}`,
						family,
						menu: menuOf(family, 'route'),
						properties: {'dst-address': defaultPrefix(family), ...properties, 'routing-table': named(context, group.id)},
						volatile,
						note: `one of the equal ways: ${via.title}`,
						why: `New connections of “${group.title}” are spread over the routes of this table; ${via.title} is one of them while it answers.`,
						without: `${via.title} would get no share.`,
					};
				}),
				...(isFinalGroup(context, group) ? [blackhole(context, group.id, family, 'every one of them')] : []),
			];
};

/** Whether somebody changes over by an uplink's probe: its own table, another's, equal ways, or the fail-over. */
const isProbed = (context: Context, uplink: Uplink, family: Family): boolean => {
	const {failover, uplinks} = context.document;
	return (
		isChangingOver(context, uplink, family) ||
		(failover.some((one) => one.uplinks.includes(uplink.id)) && !isApart(uplink, family)) ||
		equalGroups(context, [family]).some(({members}) => members.some((member) => member.uplink === uplink.id)) ||
		uplinks.some((other) => afterOf(context.document, other.id, family).to.includes(uplink.id))
	);
};

/** Routes to the probes, of each uplink's table, of equal ways, and the order of lines in `main`. */
export const routes = (context: Context): readonly Own[] => [
	...context.document.uplinks.flatMap((uplink) =>
		routedFamilies(context, uplink).flatMap((family) => {
			const probe = uplink.probe?.[family];
			return [
				...(probe !== undefined && addressFamily(probe) === family && isProbed(context, uplink, family) ? probeRoutes(context, uplink, family, probe) : []),
				...ownTable(context, uplink, family),
			];
		}),
	),
	...context.families.flatMap((family) => equalGroups(context, [family]).flatMap((group) => equalTable(context, group, family))),
	...failoverRoutes(context),
	...waysBack(context),
];

const lookup = (context: Context, id: Id, what: string): Own => ({
	id,
	role: 'lookup',
	family: 4,
	menu: '/routing/rule',
	properties: {'routing-mark': named(context, id), action: 'lookup-only-in-table', table: named(context, id)},
	place: {kind: 'first'},
	note: 'marked traffic looks nowhere else',
	why: `Marked packets are looked up in the table of the ${what} and nowhere else, in both address families.`,
	without: 'With the table empty they would go by the main table.',
});

/** A second layer below the blackhole: the lookup ends in the table, even with the table empty (law L6). */
export const rules = (context: Context): readonly Own[] => [
	...context.document.uplinks
		.filter((uplink) => {
			const routed = routedFamilies(context, uplink);
			return routed.length > 0 && routed.every((family) => afterOf(context.document, uplink.id, family).isFinal);
		})
		.map((uplink) => lookup(context, uplink.id, wordFor(uplink))),
	...equalGroups(context)
		.filter((group) => isFinalGroup(context, group))
		.map((group) => lookup(context, group.id, 'group')),
];
