import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import {addressFamily, networkOf, prefixContains} from '../net/index.js';
import type {PolicyDocument} from './document.js';

/** An interface is in one routing table; networks of two tenants may not overlap, since the house leads to both. */
export const validateTenants = ({tenants, networks, zoning, uplinks}: PolicyDocument): readonly Diagnostic[] =>
	tenants.flatMap(({id, title, networks: own}, index) => {
		const others = tenants.slice(0, index).flatMap((tenant) => tenant.networks);
		const taken = new Set([
			...[...networks, ...zoning.zones].flatMap(({interfaces}) => interfaces),
			...uplinks.flatMap(({kind}) => (kind.kind === 'wireguard' ? [] : [kind.name])),
			...others.map((one) => one.interface),
		]);
		return [
			...(own.every(({address}) => addressFamily(address) === 6)
				? [error('empty-tenant', `“${display(title)}” has no network with an IPv4 address.`, {hint: 'Name an interface, and the address of the router there.', field: id})]
				: []),
			...[...new Set(own.map((one) => one.interface))]
				.filter((name) => taken.has(name))
				.map((name) =>
					error('tenant-taken', `${display(name)} has another role in this profile.`, {
						hint: 'An interface has one routing table: its tenant’s, or that of the house.',
						field: id,
					}),
				),
			...own
				.filter(({address}) => others.some((other) => prefixContains(networkOf(other.address), networkOf(address)) || prefixContains(networkOf(address), networkOf(other.address))))
				.map(({address}) =>
					error('tenants-overlap', `${networkOf(address)} is a network of two tenants.`, {hint: 'Ways between tables go by addresses: each network needs its own.', field: id}),
				),
		];
	});
