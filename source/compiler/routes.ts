import type {Family, Ip} from '../net/index.js';
import {defaultPrefix, hostPrefix} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import type {Context} from './context.js';
import {interfaceOf, isBlocking, menuOf, named, routedFamilies} from './context.js';
import type {Own} from './own.js';

/** A table an uplink, for both families. */
export const tables = (context: Context): readonly Own[] =>
	context.document.uplinks.map((uplink) => ({
		id: uplink.id,
		role: 'table',
		family: 4,
		menu: '/routing/table',
		properties: {name: named(context, uplink.id), fib: ''},
		note: 'routes into the tunnel',
		why: `A routing table of its own: marked packets find only the way through ${uplink.title} there.`,
		without: 'Marks would have no table to lead to.',
	}));

/** The tunnel never goes down by itself and an interface cannot be pinged as a gateway: what is at its far side can (law L8). */
const probed = (context: Context, uplink: Uplink, family: Family, probe: Ip): readonly Own[] => {
	const menu = menuOf(family, 'route');
	return [
		{
			id: uplink.id,
			role: 'probe',
			family,
			menu,
			properties: {'dst-address': hostPrefix(probe), gateway: interfaceOf(context, uplink), scope: '10'},
			note: 'probe host, only through the tunnel',
			why: `${probe} is reached through the tunnel only, so that an answer proves the tunnel.`,
			without: 'The ping could come back by another line and call a dead tunnel alive.',
		},
		{
			id: uplink.id,
			role: 'probe-pin',
			family,
			menu,
			properties: {blackhole: '', 'dst-address': hostPrefix(probe), distance: '20'},
			note: 'probe host, never by another line',
			why: `Without the tunnel's interface, ${probe} is reached by nothing at all.`,
			without: 'The probe would be answered over another line.',
		},
		{
			id: uplink.id,
			role: 'default',
			family,
			menu,
			properties: {'dst-address': defaultPrefix(family), gateway: probe, 'routing-table': named(context, uplink.id), 'target-scope': '11', 'check-gateway': 'ping'},
			note: 'into the tunnel while the probe answers',
			why: `Marked traffic takes the tunnel as long as ${probe} answers pings through it; otherwise the table is empty and traffic goes as before.`,
			without: 'Marked traffic would not take the tunnel.',
		},
	];
};

const blocked = (context: Context, uplink: Uplink, family: Family): readonly Own[] => {
	const menu = menuOf(family, 'route');
	const table = named(context, uplink.id);
	return [
		{
			id: uplink.id,
			role: 'default',
			family,
			menu,
			properties: {'dst-address': defaultPrefix(family), gateway: interfaceOf(context, uplink), 'routing-table': table},
			note: 'into the tunnel',
			why: 'Marked traffic takes the tunnel.',
			without: 'Marked traffic would be dropped.',
		},
		{
			id: uplink.id,
			role: 'blackhole',
			family,
			menu,
			properties: {blackhole: '', 'dst-address': defaultPrefix(family), distance: '254', 'routing-table': table},
			note: 'nothing leaks when the tunnel is gone',
			why: 'The last route of the table: when the way through the tunnel is gone, marked packets end here.',
			without: 'They would fall through to the main table and leave unprotected.',
		},
	];
};

/** Routes of the uplinks' tables: `block` ends in a blackhole, `fall back` empties the table when the probe is silent. */
export const routes = (context: Context): readonly Own[] =>
	context.document.uplinks.flatMap((uplink) =>
		routedFamilies(context, uplink).flatMap((family) => {
			const probe = uplink.probe?.[family];
			return isBlocking(context, uplink) || probe === undefined ? blocked(context, uplink, family) : probed(context, uplink, family, probe);
		}),
	);

/** A second layer below the blackhole: the lookup ends in the table, even with the table empty (law L6). */
export const rules = (context: Context): readonly Own[] =>
	context.document.uplinks
		.filter((uplink) => isBlocking(context, uplink) && routedFamilies(context, uplink).length > 0)
		.map((uplink) => ({
			id: uplink.id,
			role: 'lookup',
			family: 4,
			menu: '/routing/rule',
			properties: {'routing-mark': named(context, uplink.id), action: 'lookup-only-in-table', table: named(context, uplink.id)},
			place: {kind: 'first'},
			note: 'marked traffic looks nowhere else',
			why: 'Marked packets are looked up in the table of the tunnel and nowhere else, in both address families.',
			without: 'With the table empty they would go by the main table.',
		}));
