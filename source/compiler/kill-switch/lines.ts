import type {Diagnostic} from '../../diagnostics/index.js';
import {error} from '../../diagnostics/index.js';
import type {Family} from '../../net/index.js';
import {addressFamily, parseIp} from '../../net/index.js';
import type {KillSwitch, Uplink} from '../../policy/index.js';
import {defaultRouteInterfaces, partOf} from '../../policy/index.js';
import type {Context} from '../context.js';
import {interfaceOf, menuOf, named, shared} from '../context.js';
import {interfaceList, member} from '../interfaces.js';
import {keyPart} from '../names.js';
import type {Own} from '../own.js';

export type Row = Omit<Own, 'menu' | 'family'>;

/** Chains, lists and the mark of the kill switch, by what they are for. */
export const ids = {lines: 'all.lines', ends: 'all.ends', hosts: 'all.kill', own: 'all.own', cameIn: 'all.in'} as const;

export type Kill = KillSwitch & {readonly through: Uplink};

export const killOf = ({document}: Context): readonly Kill[] =>
	document.killSwitches.slice(0, 1).flatMap((one) => document.uplinks.filter(({id}) => id === one.uplink).map((through) => ({...one, through})));

/** Interfaces that dial or that a line is leased on, also while it is down. */
const dials = /^(?:pppoe-out|ppp-out|lte)/;

/** Every line to the Internet beside the uplink: those in use, those that could be, and what the router's own list `WAN` says. */
const linesOf = ({document, facts, ...rest}: Context, {through}: Kill): readonly string[] => {
	const local = new Set([...document.networks.flatMap(({interfaces}) => interfaces), interfaceOf({document, facts, ...rest}, through)]);
	return [
		...new Set([
			...defaultRouteInterfaces(facts),
			...(facts.interfaceLists.WAN ?? []),
			...(facts.clients ?? []).flatMap(({kind, name}) => (kind === 'lte' ? [] : [name])),
			...facts.interfaces.filter(({type}) => dials.test(type)).map(({name}) => name),
		]),
	].filter((name) => !local.has(name));
};

/** A kill switch that knows no line would close none. */
export const killSwitchProblems = (context: Context): readonly Diagnostic[] =>
	killOf(context)
		.filter((kill) => linesOf(context, kill).length === 0)
		.map(({id}) =>
			error('no-line-known', 'No line to the Internet is known on this router, so none could be closed.', {
				hint: 'Put the interfaces of your lines into the interface list WAN.',
				field: id,
			}),
		);

/** A name can be an address of either family. */
export const isOfFamily = (host: string, family: Family): boolean => {
	const address = parseIp(host);
	return address === undefined || addressFamily(address) === family;
};

export const killSwitchLists = (context: Context): readonly Own[] =>
	killOf(context).flatMap((kill) => [
		interfaceList(
			context,
			ids.lines,
			'lines that nothing may leave by',
			`Every line to the Internet beside ${kill.through.title}. What is let out by them is let out by a rule of its own.`,
			'No rule would know which ways are closed.',
		),
		...linesOf(context, kill).map((name) =>
			member(context, ids.lines, name, `${name} leads to the Internet past ${kill.through.title}.`, `Whatever is not marked would leave by ${name}.`),
		),
		...context.families.flatMap((family) =>
			kill.farEnds
				.filter(({host}) => isOfFamily(host, family))
				.filter(({host}, index, all) => all.findIndex((other) => other.host === host) === index)
				.map(
					({host}): Own => ({
						id: `${partOf(kill.id)}.${keyPart(host)}`,
						role: 'far-end',
						family,
						menu: menuOf(family, 'firewall/address-list'),
						properties: {list: named(context, ids.ends), address: host},
						note: 'far end of a tunnel',
						why: `Packets to ${host} carry a tunnel: they are the one thing that has to go by a line.`,
						without: 'The tunnel would never come up.',
					}),
				),
		),
	]);
export const bypassed = (context: Context, chain: string, role = 'local'): Row => ({
	id: chain,
	role,
	properties: {chain: named(context, chain), action: 'return', 'dst-address-list': named(context, shared.bypass)},
	note: 'local traffic stays local',
	why: 'Networks that the router reaches by itself, the one of a modem among them, are not the Internet.',
	without: 'The router could not even talk to the next hop of a line.',
});

export const placed =
	(family: Family, menu: string) =>
	(row: Row): Own => ({...row, family, menu: menuOf(family, menu), place: row.place ?? {kind: 'last'}});
