import type {Facts} from '../facts/index.js';
import {families} from '../net/index.js';
import {dnsClaims} from './claims/dns.js';
import {failoverClaims} from './claims/failover.js';
import {fastPathClaims} from './claims/fast-path.js';
import {inboundClaims, sessionClaims} from './claims/inbound.js';
import {killSwitchClaims} from './claims/kill-switch.js';
import {asWanted} from './claims/order.js';
import {situationOf} from './claims/places.js';
import {policyClaims} from './claims/policies.js';
import {shapingClaims} from './claims/shaping.js';
import {strangerClaims} from './claims/strangers.js';
import {localClaims, ownTrafficClaims} from './claims/surroundings.js';
import {tenantClaims} from './claims/tenants.js';
import {upkeepClaims} from './claims/upkeep.js';
import {zoneClaims} from './claims/zones.js';
import type {Claim, PolicyDocument} from './document.js';

const ofFamily = [
	policyClaims,
	localClaims,
	dnsClaims,
	killSwitchClaims,
	shapingClaims,
	inboundClaims,
	strangerClaims,
	ownTrafficClaims,
	failoverClaims,
	upkeepClaims,
	zoneClaims,
	fastPathClaims,
	tenantClaims,
];

/** What must hold on a router that does what the document says: read off document and facts alone. */
export const claimsOf = (document: PolicyDocument, facts: Facts): readonly Claim[] => {
	const situation = situationOf(document, facts);
	const present = facts.ipv6Enabled ? families : ([4] as const);
	return [...sessionClaims(situation), ...ofFamily.flatMap((make) => present.flatMap((family) => make(situation, family)))].map(asWanted(situation));
};
