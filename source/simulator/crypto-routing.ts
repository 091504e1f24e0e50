import {display} from '../diagnostics/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Address, Interval} from './address.js';
import {addressText, parseInterval, within} from './address.js';
import {unknown} from './chain.js';
import {builtIn, rowsOf, words} from './settings.js';
import type {Disposition} from './trace.js';
import type {Unread} from './unread.js';
import {unreadReason, wordIn} from './unread.js';

/** Which addresses the peers of a WireGuard interface stand for: packets to and from others do not pass. */
export type CryptoRouting = {
	/** Undefined where the packet passes: some peer has the address, or no peers of the interface are told. */
	readonly refuses: (interfaceName: string, far: Address) => Disposition | undefined;
};

type Allowed = readonly (Interval & {readonly family: 4 | 6})[];

/** The allowed addresses of peers that are on, by interface; peers that are off make an interface known, too (manual, WireGuard). */
export const readCryptoRouting = (configuration: Configuration, unread: readonly Unread[]): CryptoRouting => {
	const menu = '/interface/wireguard/peers';
	const allowed = new Map<string, Allowed>((configuration.menus[menu] ?? []).map(({properties}) => [properties.interface ?? '', []]));
	for (const {entry} of rowsOf(configuration, menu)) {
		const {interface: name = '', 'allowed-address': addresses} = entry.properties;
		allowed.set(name, [...(allowed.get(name) ?? []), ...words(addresses).flatMap((text) => parseInterval(text) ?? [])]);
	}

	return {
		refuses: (name, far) => {
			const intervals = allowed.get(name);
			const {value} = far;
			if (intervals === undefined || value === undefined || intervals.some((interval) => interval.family === far.family && within(interval, value))) {
				return undefined;
			}

			const doubt = unread.find((one) => one.menu === menu && (wordIn(one, 'interface') ?? name) === name);
			return doubt === undefined
				? {kind: 'dropped', by: builtIn(menu), reason: `no peer of ${display(name)} has ${addressText(far)} among its allowed addresses`}
				: unknown('unread', unreadReason(doubt));
		},
	};
};
