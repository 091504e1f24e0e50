import type {Diagnostic} from '../../diagnostics/index.js';
import {display, error} from '../../diagnostics/index.js';
import {networkOf, prefixContains} from '../../net/index.js';
import {routedOver} from '../../policy/index.js';
import type {Context} from '../context.js';

/** A tenant's network must be none of the house's, and who changes the router must not move into it. */
export const tenantProblems = (context: Context): readonly Diagnostic[] => {
	const {document, facts} = context;
	const from = facts.session?.from;
	return document.tenants.flatMap(({id, networks}) => [
		...[...new Set(networks.map((one) => one.interface))].flatMap((name) =>
			routedOver(facts, name)
				.slice(0, 1)
				.map((destination) =>
					error('tenant-carries-routes', `The way to ${destination} leads over ${display(name)}: the house would lose it.`, {
						hint: 'A tenant takes whole interfaces; take another one.',
						field: id,
					}),
				),
		),
		...networks.flatMap(({interface: name, address}) => [
			...facts.addresses
				.filter((row) => row.interface !== name)
				.filter((row) => prefixContains(networkOf(row.address), networkOf(address)) || prefixContains(networkOf(address), networkOf(row.address)))
				.map((row) =>
					error('tenant-overlaps', `${networkOf(address)} is a network of ${display(row.interface)}, too.`, {
						hint: 'Ways between tables go by addresses: each network needs its own.',
						field: id,
					}),
				),
			...(from !== undefined && prefixContains(networkOf(address), from)
				? [
						error('tenant-of-your-own', `You are sitting in ${display(name)}: there the router could not be managed any more.`, {
							hint: 'Connect from a network of the house.',
							field: id,
						}),
					]
				: []),
		]),
	]);
};
