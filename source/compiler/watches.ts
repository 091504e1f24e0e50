import {addressFamily, hostPrefix} from '../net/index.js';
import type {Patience, Watch} from '../policy/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {menuOf, named} from './context.js';
import {telling} from './notices.js';
import type {Own} from './own.js';

/**
 * One probe is many pings over a while, and most of them must be lost: a line that hiccups tells nobody anything. A
 * probe ends before the next begins.
 */
const probes: Readonly<Record<Patience, Readonly<Record<'interval' | 'packet-count' | 'packet-interval', string>>>> = {
	seconds: {interval: '15s', 'packet-count': '5', 'packet-interval': '2s'},
	minute: {interval: '1m', 'packet-count': '12', 'packet-interval': '4s'},
	minutes: {interval: '5m', 'packet-count': '20', 'packet-interval': '13s'},
};

/** The router's own limits on how slow answers may be (100 ms on average) call a far host dead: only loss counts here. */
const anySpeed = {'thr-avg': '5s', 'thr-jitter': '5s', 'thr-max': '5s', 'thr-stdev': '5s'};

const watchRow = (context: Context, {id, title, host, patience, notices}: Watch): Own => {
	const {identity} = context.facts;
	return {
		id,
		role: 'watch',
		family: addressFamily(host),
		menu: '/tool/netwatch',
		properties: {
			name: named(context, id),
			host,
			type: 'icmp',
			...probes[patience],
			'thr-loss-percent': '75',
			...anySpeed,
			// For five minutes after a start the router watches nothing, unless it is told to.
			'startup-delay': '1m',
			...(behaviours(context.facts.release).watchFirstState ? {'ignore-initial-up': 'yes'} : {}),
			'down-script': telling(notices, `${identity}: ${title} does not answer.`),
			'up-script': telling(notices, `${identity}: ${title} answers again.`),
		},
		note: `watches ${title}`,
		why: `Pings ${title} all the time; when three of four pings are lost, or come back, the log and those who are to know are told.`,
		without: 'You would hear of it from whoever notices first.',
	};
};

/** The router's own pings go by its main table: one that is to prove another way is pinned to it. */
const pinned = ({id, title, host, by}: Watch): readonly Own[] => {
	const family = addressFamily(host);
	const row = {id, family, menu: menuOf(family, 'route')} as const;
	return by === undefined
		? []
		: [
				{
					...row,
					role: 'way',
					properties: {'dst-address': hostPrefix(host), gateway: by},
					note: `${title}, by one way only`,
					why: `${host} is reached by ${by} and nothing else, so that its answer proves that way.`,
					without: 'The pings would take the ordinary line and prove nothing.',
				},
				{
					...row,
					role: 'pin',
					properties: {blackhole: '', 'dst-address': hostPrefix(host), distance: '20'},
					note: `${title}, by no other way`,
					why: `With ${by} gone, ${host} is reached by nothing at all.`,
					without: 'The ordinary line would answer in place of the one that is watched.',
				},
			];
};

/** Hosts that are pinged, and who is told. */
export const watches = (context: Context): readonly Own[] =>
	context.document.upkeep.watches.filter(({host}) => context.families.includes(addressFamily(host))).flatMap((watch) => [...pinned(watch), watchRow(context, watch)]);
