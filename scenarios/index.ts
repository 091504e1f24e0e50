import type {Scenario} from '../source/scenario/index.js';
import {vpnSplitTunnel} from './vpn-split-tunnel.js';

/** Every preset, in the order in which the wizard shows them. */
export const scenarios: readonly Scenario[] = [vpnSplitTunnel];
