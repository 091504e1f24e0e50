import type {Prefix} from '../net/index.js';
import {addressFamily, networkOf} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import {vrfOfUplink} from '../policy/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import type {Context} from './context.js';
import {interfaceOf} from './context.js';
import type {Adjustment} from './fragment.js';
import {hopOf, inVrf, isLeased} from './hops.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';
import {tenantLines} from './tenants/routes.js';

/** A line of the user's script that is ours: it names our rows, and nobody else's does. */
const isOurs = ({profile}: Context, line: string): boolean => line.includes(`detour:${profile}:`);

/** A line's part of the list of what stays as it is: the network that its lease is in. */
export const besideOf = (context: Context, uplink: Uplink): Pick<Own, 'id' | 'role'> => ({id: `all.${keyPart(interfaceOf(context, uplink))}`, role: 'beside'});

/** The line whose lease put the router into a network, where nothing else did; of modems with one network, the first. */
export const leaseholderOf = (context: Context, prefix: Prefix): Uplink | undefined => {
	if (addressFamily(prefix) !== 4) {
		return undefined;
	}

	const there = context.facts.addresses.filter(({address}) => networkOf(address) === prefix).map((row) => row.interface);
	const lines = context.document.uplinks.filter((uplink) => isLeased(uplink, 4) && there.includes(interfaceOf(context, uplink)));
	return there.every((name) => lines.some((uplink) => interfaceOf(context, uplink) === name)) ? lines[0] : undefined;
};

/** Rows of ours, by their keys: alive or on trial. */
const found = ({profile}: Context, rows: readonly Pick<Own, 'id' | 'role'>[]): string =>
	`[find where comment~"detour:${profile}:(${rows.map(({id, role}) => `${id}.${role}`).join('|')}).4 "]`;

/**
 * The lease script of a line: it points our routes to whoever the lease names, and the row for what is beside the line to
 * the network that it is in now. Variables with a hyphen are quoted (manual, DHCP client, lease script); the name of the
 * interface is written out, since `interface=$interface` would compare the property with itself. When the lease is lost
 * nothing is to be done: the probe falls silent.
 */
const scriptFor = (context: Context, uplink: Uplink, rows: readonly Own[], isMoving: boolean): string => {
	const beside = `:foreach a in=[/ip/address/find where interface=${quoteString(interfaceOf(context, uplink))} and dynamic] do={ :local own [/ip/address/get $a address]; :do { /ip/firewall/address-list/set ${found(context, [besideOf(context, uplink)])} address=([/ip/address/get $a network] . [:pick $own [:find $own "/"] [:len $own]]) } on-error={} }`;
	const behind = vrfOfUplink(uplink) === undefined ? '"%" . $interface' : quoteString(inVrf(uplink, ''));
	return `:if ($bound=1) do={ /ip/route/set ${found(context, rows)} gateway=($"gateway-address" . ${behind})${isMoving ? `; ${beside}` : ''} }`;
};

/** Uplinks, and lines that only tenants use. */
const followed = (context: Context): readonly Uplink[] => {
	const {uplinks} = context.document;
	return [...new Map([...tenantLines(context), ...uplinks].map((uplink) => [interfaceOf(context, uplink), uplink])).values()];
};

/** Lease scripts that keep next hops in step (law L19), beside whatever the user's own does, on every release alike. */
export const leaseScripts = (context: Context, owns: readonly Own[]): readonly Adjustment[] =>
	followed(context).flatMap((uplink) => {
		const {kind} = uplink;
		const client = context.facts.clients?.find((one) => one.kind === 'dhcp' && kind.kind === 'line' && one.name === kind.name);
		const rows = owns.filter(({menu, volatile, properties}) => menu === '/ip/route' && volatile?.includes('gateway') && properties.gateway === hopOf(context, uplink, 4).gateway);
		if (kind.kind !== 'line' || !isLeased(uplink, 4) || rows.length === 0) {
			return [];
		}

		const {id, role} = besideOf(context, uplink);
		const isMoving = owns.some((row) => row.id === id && row.role === role);
		const own = (client?.script ?? '').split(/\r?\n/).filter((line) => line !== '' && !isOurs(context, line));
		return [
			{
				menu: '/ip/dhcp-client',
				find: {interface: kind.name},
				set: {script: [...own, scriptFor(context, uplink, rows, isMoving)].join('\n')},
				why: `The provider of ${uplink.title} may name another next hop with each lease: the script of the DHCP client passes it on to our routes. What yours does stays in it.`,
			},
		];
	});
