import {parseIp, parsePrefix, prefixContains} from '../../net/index.js';
import type {Context} from './context.js';

/** Whether a list of prefixes as the router keeps it has an address; an empty list has them all. */
const allows = (list: string, address: string): boolean => {
	const ip = parseIp(address);
	return (
		list === '' ||
		list.split(',').some((part) => {
			const prefix = parsePrefix(part.includes('/') ? part : `${part}/${part.includes(':') ? 128 : 32}`);
			return ip !== undefined && prefix !== undefined && prefixContains(prefix, ip);
		})
	);
};

/** Whether a service of `/ip/service` talks to a guest: it is on, and the guest's address is among those it is for. */
export const admits = (context: Context, service: string): boolean => {
	const {guest} = context.faults;
	const row = context.store.rows('/ip/service').find(({properties}) => properties.name === service);
	return guest === undefined || (row !== undefined && row.properties.disabled !== 'yes' && allows(row.properties.address ?? '', guest));
};

/** Whether a user may come from where guests come from. */
export const admitsUser = (context: Context, user: string): boolean => {
	const {guest} = context.faults;
	const row = context.store.rows('/user').find(({properties}) => properties.name === user);
	return guest === undefined || (row !== undefined && allows(row.properties.address ?? '', guest));
};
