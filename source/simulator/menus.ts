import type {Release} from '../facts/index.js';
import type {Menu} from '../routeros/model/index.js';
import {behaviours} from '../routeros/versions/index.js';

const everywhere: readonly Menu[] = ['/ip/ipsec/policy', '/ip/ipsec/peer', '/ip/settings', '/ipv6/settings', '/ip/firewall/connection/tracking'];

/** What decides over a packet besides the rows that a plan reads: a router of this release has these menus. */
export const decidingMenus = (release: Release): readonly Menu[] => [...everywhere, ...(behaviours(release).policyRules ? (['/routing/settings'] as const) : [])];
