import {connectedAddresses, interfacesOf} from '../store/derived.js';
import {outInterface} from '../store/routes.js';
import type {Context} from './context.js';
import {effective, isOnline} from './views.js';

/** Microseconds to an answer, or why there is none. */
export type Answer = {readonly microseconds: number} | 'timeout' | 'no route to host';

/** The interface by which `main` sends to an address. */
export const wayTo = (context: Context, address: string): string | undefined => {
	const menu = address.includes(':') ? '/ipv6/route' : '/ip/route';
	return outInterface(context.derived, address, (row) => effective(context, menu, row));
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
