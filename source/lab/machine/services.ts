import {parseIp, parsePrefix, prefixContains} from '../../net/index.js';
import type {Write} from '../store/observed.js';
import type {Context} from './context.js';
import {ownAddress} from './reach.js';

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

/** Whether a packet of a guest's SSH session gets to the router and its answer back, by the router's own rules. An open session fares as a new one would. */
export const isLetIn = (context: Context, fromPort: number): boolean => {
	const from = parseIp(context.faults.guest ?? '');
	const to = from === undefined ? undefined : ownAddress(context, from);
	if (from === undefined || to === undefined) {
		return true;
	}

	const {disposition, reply} = context.traffic.send({from, to, protocol: 'tcp', fromPort, toPort: 22}, 1);
	return disposition.kind === 'unknown' || (disposition.kind === 'delivered' && reply?.disposition.kind === 'leaves-by');
};

const ssh = (context: Context): Readonly<Record<string, string>> => context.store.rows('/ip/service').find(({properties}) => properties.name === 'ssh')?.properties ?? {};

/** How many may be connected by SSH at once, where somebody said it: the router's own 20 would be fewer than a lab is good for. */
export const sessionLimit = (context: Context): number | undefined => {
	const {'max-sessions': limit} = ssh(context);
	return limit === undefined ? undefined : Number(limit);
};

/** What is said when somebody moves SSH to another port or turns it off: a lab stays where it listens, and says so. */
export const noticeService = (context: Context, write: Write): void => {
	if (write.kind !== 'row' || write.menu !== '/ip/service' || write.after?.properties.name !== 'ssh') {
		return;
	}

	const {before, after} = write;
	if (before?.properties.port !== after.properties.port) {
		context.log('system,warning', `ssh is on port ${after.properties.port ?? '22'} now: this lab goes on listening where it did`);
	}

	if (after.properties.disabled === 'yes' && before?.properties.disabled !== 'yes') {
		context.log('system,warning', 'ssh is off now: this lab goes on listening');
	}
};

/** Whether a user may come from where guests come from. */
export const admitsUser = (context: Context, user: string): boolean => {
	const {guest} = context.faults;
	const row = context.store.rows('/user').find(({properties}) => properties.name === user);
	return guest === undefined || (row !== undefined && allows(row.properties.address ?? '', guest));
};
