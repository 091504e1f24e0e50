import type {Ip} from '../../net/index.js';
import {addressFamily, parseIp} from '../../net/index.js';
import {connectedAddresses, interfacesOf} from '../store/derived.js';
import {wayTo as findWay, interfaceOf} from '../store/routes.js';
import type {Context} from './context.js';
import {isOnline} from './online.js';
import {effective} from './views/row.js';

/** Microseconds to an answer, or why there is none. */
export type Answer = {readonly microseconds: number} | 'timeout' | 'no route to host';

/** The interface by which `main` sends to an address. */
export const wayTo = (context: Context, address: string): string | undefined => {
	const menu = address.includes(':') ? '/ipv6/route' : '/ip/route';
	const way = findWay(context.derived, address, (row) => effective(context, menu, row));
	return way === undefined ? undefined : interfaceOf(way);
};

/** The address that the router's own packets come from: the first one on the way out, else the first of the family. */
export const ownAddress = (context: Context, to: Ip): Ip | undefined => {
	const family = addressFamily(to);
	const out = wayTo(context, to);
	const all = context
		.views(family === 4 ? '/ip/address' : '/ipv6/address')
		.filter(({properties}) => properties.disabled !== 'yes' && properties.address?.startsWith('fe80:') !== true);
	const own = all.find(({properties}) => properties.interface === out) ?? all[0];
	return parseIp(own?.properties.address?.split('/')[0] ?? '');
};

/** What comes back from a host when it is asked by an interface; without one, by the way that `main` has. */
export const answerOf = (context: Context, address: string, forced?: string): Answer => {
	if (connectedAddresses(context.derived).includes(address) || address === '127.0.0.1' || address === '::1') {
		return {microseconds: 107};
	}

	const out = forced ?? wayTo(context, address);
	const found = interfacesOf(context.derived).find(({name}) => name === out);
	if (found === undefined || !found.running) {
		return 'no route to host';
	}

	if (context.faults.hostsDown.has(address) || context.faults.farEndsDown.has(found.name) || (found.type === 'wg' && !isOnline(context))) {
		return 'timeout';
	}

	return {microseconds: found.type === 'wg' ? 31_420 : found.type === 'bridge' ? 412 : 12_680};
};
