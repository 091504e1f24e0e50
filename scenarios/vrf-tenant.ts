import type {PolicyDocument} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Scenario} from '../source/scenario/index.js';
import {ok, tenantOf, tenantQuestions, tenantWarnings} from '../source/scenario/index.js';
import {examples} from './examples/vrf-tenant.js';

const build = (answers: Answers, {partId, facts}: BuildContext): Result<Built> => {
	const tenant = tenantOf(answers, `${partId}.vrf`, facts);
	const document: PolicyDocument = {...emptyDocument, tenants: [tenant]};
	return ok({document, secrets: new Map(), warnings: tenantWarnings(tenant, facts)});
};

export const vrfTenant: Scenario = {
	id: 'vrf-tenant',
	title: 'A tenant with a routing table of its own',
	summary: 'Somebody else’s networks on this router (VRF): they share a line and what you allow, and see nothing of the house.',
	group: 'Separation and safety',
	guide: 'Full VRF',
	about: [
		'The tenant’s interfaces get a routing table of their own, which packets cannot leave by themselves, in both address families. Ways between tables are routes, and each needs one there and one back: to a line of the house, to what is shared, and back to the tenant.',
		'In both address families the tenant shares a line with the house. Addresses of their own making go under the address of the line; an IPv6 prefix of your provider is routed as it is, and nobody outside opens connections to it. Without a next hop that stays the same, or without such addresses, IPv6 is closed to the tenant.',
		'The router’s services (SSH, WinBox, DNS) stay with the house, so the tenant cannot manage the router; resolvers are handed out with the addresses. The interface that you are sitting behind is refused as a tenant’s.',
		'Rules go by the tenant’s addresses: since 7.14 firewall rules see the VRF’s interface in place of its members, and a rule by interface would change its meaning with an upgrade. While there is a VRF, the router does without FastTrack.',
	],
	fields: tenantQuestions,
	examples,
	build,
};
