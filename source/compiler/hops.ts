import type {Family, Ip} from '../net/index.js';
import type {Uplink} from '../policy/index.js';
import {vrfOfUplink} from '../policy/index.js';
import type {Properties} from '../routeros/model/index.js';
import type {Context} from './context.js';
import {interfaceOf} from './context.js';

/** Whether the next hop is whoever the lease names. */
export const isLeased = ({kind}: Uplink, family: Family): boolean => kind.kind === 'line' && kind.next[family]?.kind === 'leased';

/** A host or an interface, looked up in the VRF of an uplink where it is in one: otherwise all is looked up in `main` (manual, VRF). */
export const inVrf = (uplink: Uplink, text: string): string => {
	const vrf = vrfOfUplink(uplink);
	return vrf === undefined ? text : `${text}@${vrf}`;
};

/**
 * Who is next on an uplink: with the interface, since two modems may well have the same address, or the VRF, where it has
 * no double; a link-local address means nothing without its interface. The lease script rewrites it (law L19).
 */
export const hopOf = (context: Context, uplink: Uplink, family: Family): {readonly gateway: string; readonly volatile: readonly string[]} => {
	const name = interfaceOf(context, uplink);
	const next = uplink.kind.kind === 'line' ? uplink.kind.next[family] : undefined;
	const address = next?.kind === 'address' ? next.address : next?.kind === 'leased' ? next.now : undefined;
	const isNamed = vrfOfUplink(uplink) === undefined || address?.startsWith('fe80:') === true;
	const host = address === undefined ? name : isNamed ? `${address}%${name}` : address;
	return {gateway: inVrf(uplink, host), volatile: isLeased(uplink, family) ? ['gateway'] : []};
};

type Via = {readonly probe: Ip | undefined; readonly properties: Properties; readonly volatile: readonly string[]};

/** How a default route leads by an uplink: as long as its probe answers, where it is checked and there is one. */
export const viaOf = (context: Context, uplink: Uplink, family: Family, isChecked: boolean): Via => {
	const probe = isChecked ? uplink.probe?.[family] : undefined;
	if (probe !== undefined) {
		return {probe, properties: {gateway: inVrf(uplink, probe), 'target-scope': '11', 'check-gateway': 'ping'}, volatile: []};
	}

	const {gateway, volatile} = hopOf(context, uplink, family);
	return {probe, properties: {gateway}, volatile};
};

/** A router's first choice needs no distance: one is what it has without. */
export const distance = (index: number): Properties => (index === 0 ? {} : {distance: String(index + 1)});
