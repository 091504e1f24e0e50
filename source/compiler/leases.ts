import type {Uplink} from '../policy/index.js';
import type {Context} from './context.js';
import {interfaceOf} from './context.js';
import type {Adjustment} from './fragment.js';
import {hopOf, isLeased} from './hops.js';
import type {Own} from './own.js';
import {tenantLines} from './tenants.js';

/** A line of the user's script that is ours: it names our rows, and nobody else's does. */
const isOurs = ({profile}: Context, line: string): boolean => line.includes(`detour:${profile}:`);

/**
 * The lease script of a line: it points our routes to whoever the lease names. Variables with a hyphen are quoted
 * (manual, DHCP client, lease script). When the lease is lost nothing is to be done: the probe falls silent.
 */
const scriptFor = ({profile}: Context, rows: readonly Own[]): string => {
	const keys = rows.map(({id, role}) => `${id}.${role}`).join('|');
	return `:if ($bound=1) do={ /ip/route/set [find where comment~"^detour:${profile}:(${keys}).4 "] gateway=($"gateway-address" . "%" . $interface) }`;
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

		const own = (client?.script ?? '').split(/\r?\n/).filter((line) => line !== '' && !isOurs(context, line));
		return [
			{
				menu: '/ip/dhcp-client',
				find: {interface: kind.name},
				set: {script: [...own, scriptFor(context, rows)].join('\n')},
				why: `The provider of ${uplink.title} may name another next hop with each lease: the script of the DHCP client passes it on to our routes. What yours does stays in it.`,
			},
		];
	});
