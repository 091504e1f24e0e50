import type {World} from '../../../source/facts/index.js';
import type {Family} from '../../../source/net/index.js';
import type {Configuration} from '../../../source/routeros/model/index.js';
import {entriesOf} from '../../../source/routeros/model/index.js';
import type {Command, Testbed} from '../testbed.js';
import {device, makeContext} from './context.js';
import {sets} from './lists.js';
import {isBroadcast, noRouting, privateAddresses6, routing} from './routes.js';
import {ruleset} from './rules.js';

/** A configuration in Linux's words. */
export type Translation = {
	/** Lists and firewall of each family, in place of any that are there: the same whatever is up or down. */
	readonly rules: Readonly<Record<Family, readonly Command[]>>;
	/** Addresses, routes and routing rules of each family. */
	readonly routes: Readonly<Record<Family, string>>;
	/** Links, addresses, routes and routing rules, and how they are taken away again. */
	readonly network: {readonly apply: readonly Command[]; readonly undo: readonly Command[]};
	/** The far end of an interface; undefined for one that the configuration does not know. */
	readonly port: (interfaceName: string) => number | undefined;
	readonly interfaceAt: (port: number) => string;
	readonly isBroadcast: (interfaceName: string, address: string) => boolean;
	/** What Linux has no counterpart for, by name: packets of such a configuration are not compared. */
	readonly leftOut: readonly string[];
};

const batch = (family: 4 | 6, text: string): Command => [['ip', `-${family}`, '-batch', '-'], text];
const forgiving = (family: 4 | 6, text: string): Command => [['sh', '-c', `ip -${family} -force -batch - >/dev/null 2>&1 || true`], text];

/** Linux enters an IPv6 address of its own behind the command's back: waits until there are so many, and the loopback's. */
const ownAddresses6 = (count: number): Command => [['sh'], `while [ "$(ip -6 route show table local type local | wc -l)" -le ${count} ]; do :; done\n`];

/** Translates mangle, filter, nat, raw, tables, routes, rules and lists of both families; `bucket` is what every hash of a classifier is. */
export const translate = (configuration: Configuration, world: World, bed: Pick<Testbed, 'router' | 'far'>, bucket = 0): Translation => {
	const context = makeContext(configuration, world, bucket);
	const tables = {4: ruleset(context, 4), 6: ruleset(context, 6)};
	const routes = {4: routing(context, 4), 6: routing(context, 6)};
	// Last: every list that was asked for is known now, and every interface.
	const lists = {4: sets(context, 4), 6: sets(context, 6)};
	const names = context.interfaces.names();
	const links = (line: (link: string) => string): string =>
		context.interfaces
			.names()
			.map((name) => line(device(context, name)))
			.join('');
	const withState = (state: 'down' | 'removed'): readonly string[] => names.flatMap((name) => (world.links[name] === state ? [device(context, name)] : []));
	const gone = withState('removed');
	return {
		rules: {
			4: [[['ipset', 'restore'], lists[4]], ...tables[4].map((table): Command => [['iptables-restore'], table])],
			6: [[['ipset', 'restore'], lists[6]], ...tables[6].map((table): Command => [['ip6tables-restore'], table])],
		},
		routes,
		network: {
			apply: [
				[['ip', '-batch', '-'], links((link) => `link set ${link} up\n`)],
				batch(4, routes[4]),
				batch(6, routes[6]),
				ownAddresses6(
					entriesOf(configuration, '/ipv6/address').filter(({disabled}) => !disabled).length + (world.addresses ?? []).filter(({address}) => address.includes(':')).length,
				),
				batch(6, privateAddresses6(context)),
				[
					['ip', '-batch', '-'],
					[...withState('down').map((link) => `link set ${link} down\n`), ...gone.map((link) => `link set ${link} name gone-${link} netns ${bed.far}\n`)].join(''),
				],
			],
			undo: [
				...(gone.length === 0
					? []
					: [
							[['ip', '-n', bed.far, '-batch', '-'], gone.map((link) => `link set gone-${link} name back-${link} netns ${bed.router}\n`).join('')] as const,
							[['ip', '-batch', '-'], gone.map((link) => `link set back-${link} name ${link} arp off addrgenmode none\n`).join('')] as const,
						]),
				forgiving(4, noRouting(context)),
				forgiving(6, noRouting(context)),
				[['ip', '-batch', '-'], links((link) => `link set ${link} down\n`)],
			],
		},
		port: (name) => (names.includes(name) ? names.indexOf(name) : undefined),
		interfaceAt: (port) => names[port] ?? '',
		isBroadcast: (name, address) => isBroadcast(context, name, address),
		leftOut: [...context.leftOut],
	};
};
