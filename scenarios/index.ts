import type {Scenario} from '../source/scenario/index.js';
import {bandwidthTiers} from './bandwidth-tiers.js';
import {custom} from './custom.js';
import {fastPath} from './fast-path.js';
import {gamingCafe} from './gaming-cafe.js';
import {multiWanEcmp} from './multi-wan-ecmp.js';
import {multiWanPcc} from './multi-wan-pcc.js';
import {policyBalance} from './policy-balance.js';
import {privacyVpn} from './privacy-vpn.js';
import {safeKeeping} from './safe-keeping.js';
import {securityZones} from './security-zones.js';
import {vpnSplitTunnel} from './vpn-split-tunnel.js';
import {vrfTenant} from './vrf-tenant.js';
import {wanFailover} from './wan-failover.js';
import {watch} from './watch.js';
import {workAndStreaming} from './work-and-streaming.js';

/** Every preset, in the order in which the wizard shows them. */
export const scenarios: readonly Scenario[] = [
	vpnSplitTunnel,
	privacyVpn,
	workAndStreaming,
	multiWanPcc,
	multiWanEcmp,
	wanFailover,
	gamingCafe,
	policyBalance,
	bandwidthTiers,
	fastPath,
	securityZones,
	vrfTenant,
	watch,
	safeKeeping,
	custom,
];
