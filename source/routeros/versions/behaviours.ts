import type {Release} from '../../facts/index.js';
import {compareReleases} from '../../facts/index.js';

/** What differs in behaviour between releases, as far as it matters to what Detour emits, reads or emulates. */
export type Behaviours = {
	readonly isoDates: boolean;
	readonly dnsExtraTime: boolean;
	readonly mailServer: boolean;
	readonly serialize: boolean;
	readonly onerror: boolean;
	readonly vrfInterfaces: boolean;
	readonly peerNames: boolean;
	readonly importDryRun: boolean;
	readonly multipathHash: boolean;
	readonly deviceMode: boolean;
	readonly runtimeErrorTrailer: boolean;
	readonly watchFirstState: boolean;
	readonly ipv6Fasttrack: boolean;
	readonly safeModeMenu: boolean;
	readonly badParameterError: boolean;
	readonly gatewayChecks: boolean;
	readonly policyRules: boolean;
	readonly badParameterAtRuntime: boolean;
};

/** The first minor of 7 that behaves so, and where that is known from. */
const since: Readonly<Record<keyof Behaviours, number>> = {
	// Exports of 7.10.1 print `2024-10-25 12:09:43`, those of 7.9 `jan/02/1970 …`.
	isoDates: 10,
	// `/ip/dns address-list-extra-time`: argument trees, absent in 7.9.2, present in 7.10.2.
	dnsExtraTime: 10,
	// `/tool/e-mail server`, called `address` before: argument trees, 7.12.2.
	mailServer: 12,
	// `:serialize`, `:deserialize`: argument trees, 7.13.5.
	serialize: 13,
	// `:onerror`: argument trees, 7.13.5.
	onerror: 13,
	// An interface for each VRF, which rules see in place of what is in it: manual, VRF, from 7.14.
	vrfInterfaces: 14,
	// `/interface/wireguard/peers name`: argument trees, 7.15.3; the router makes up `peer1` where it is left out.
	peerNames: 15,
	// `/import dry-run`: argument trees, 7.16.2.
	importDryRun: 16,
	// `ipv4-multipath-hash-policy` and its IPv6 twin: argument trees, 7.16.2.
	multipathHash: 16,
	// Modes `home` and `advanced` that refuse the scheduler: manual, from 7.17.
	deviceMode: 17,
	// `… (/ip/address/add; line 1)` behind run-time errors: captures from about 7.17 on; 7.16 has none.
	runtimeErrorTrailer: 17,
	// `/tool/netwatch ignore-initial-up` and `-down`: argument trees, 7.17.1.
	watchFirstState: 17,
	// FastTrack for IPv6: argument trees and reports, 7.18.
	ipv6Fasttrack: 18,
	// `/safe-mode take`: argument trees, 7.18.2.
	safeModeMenu: 18,
	// `bad parameter x` instead of `expected end of command`: 7.23.1 says the first, 7.16 the second, both are seen with 7.20.8. Where it changed is not confirmed.
	badParameterError: 20,
	// `/routing/settings check-gateway-ping-interval`, `-count` and `-timeout`: argument trees, 7.21.5.
	gatewayChecks: 21,
	// `/routing/settings policy-rules`: argument trees, 7.22.3.
	policyRules: 22,
	// Bad parameters as run-time errors, so that a dry run proves syntax only: reports on 7.23 and 7.24, not confirmed.
	badParameterAtRuntime: 23,
};

/** How a release behaves. */
export const behaviours = (release: Release): Behaviours => {
	const from = (minor: number): boolean => compareReleases(release, {major: 7, minor, patch: 0}) >= 0;
	return {
		isoDates: from(since.isoDates),
		dnsExtraTime: from(since.dnsExtraTime),
		mailServer: from(since.mailServer),
		serialize: from(since.serialize),
		onerror: from(since.onerror),
		vrfInterfaces: from(since.vrfInterfaces),
		peerNames: from(since.peerNames),
		importDryRun: from(since.importDryRun),
		multipathHash: from(since.multipathHash),
		deviceMode: from(since.deviceMode),
		runtimeErrorTrailer: from(since.runtimeErrorTrailer),
		watchFirstState: from(since.watchFirstState),
		ipv6Fasttrack: from(since.ipv6Fasttrack),
		safeModeMenu: from(since.safeModeMenu),
		badParameterError: from(since.badParameterError),
		gatewayChecks: from(since.gatewayChecks),
		policyRules: from(since.policyRules),
		badParameterAtRuntime: from(since.badParameterAtRuntime),
	};
};
