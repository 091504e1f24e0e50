import type {Facts} from '../facts/index.js';
import {families} from '../net/index.js';
import {dnsClaims} from './claims/dns.js';
import {failoverClaims} from './claims/failover.js';
import {fastPathClaims} from './claims/fast-path.js';
import {inboundClaims, sessionClaims} from './claims/inbound.js';
import {killSwitchClaims} from './claims/kill-switch.js';
import {asWanted} from './claims/order.js';
import {isOverruled} from './claims/overruled.js';
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
	fastPathClaims,
];

/** What holds whatever other parts want. */
const overAll = [zoneClaims, tenantClaims];

/** What must hold on a router that does what the document says: read off document and facts alone. */
export const claimsOf = (document: PolicyDocument, facts: Facts): readonly Claim[] => {
	const situation = situationOf(document, facts);
	const present = facts.ipv6Enabled ? families : ([4] as const);
	const overruled = isOverruled(situation);
	const made = (makers: typeof ofFamily): readonly Claim[] => makers.flatMap((make) => present.flatMap((family) => make(situation, family)));
	return [...sessionClaims(situation), ...made(ofFamily).filter((claim) => !overruled(claim)), ...made(overAll)].map(asWanted(situation));
};
