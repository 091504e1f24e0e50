import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {equalGroups} from './context.js';
import type {Adjustment} from './fragment.js';

const settings = {4: ['/ip/settings', 'ipv4-multipath-hash-policy'], 6: ['/ipv6/settings', 'multipath-hash-policy']} as const;

/** Which of equal ways a connection takes is the hash of its addresses, unless the router is told to look at ports, too. */
export const multipath = (context: Context): readonly Adjustment[] =>
	behaviours(context.facts.release).multipathHash
		? context.families
				.filter((family) => equalGroups(context, [family]).some(({by}) => by === 'connection'))
				.map((family) => {
					const [menu, property] = settings[family];
					return {
						menu,
						find: {},
						set: {[property]: 'l4'},
						why: `Equal ways are chosen by addresses and ports (IPv${family}), so that connections between the same two hosts are spread, too. This holds for all equal routes of the router.`,
					};
				})
		: [];
