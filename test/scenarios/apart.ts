import type {Facts} from '../../source/facts/index.js';
import {parseIp} from '../../source/net/index.js';
import {outInterface} from '../../source/policy/index.js';

/** A router with one of its lines or tunnels in a VRF of its own, its routes with it. */
const setApart = (facts: Facts, name: string): Facts => {
	const vrfs = facts.vrfs ?? [];
	const vrf = `apart-${vrfs.length + 1}`;
	return {
		...facts,
		vrfs: [...vrfs, {name: vrf, interfaces: [name]}],
		interfaceLists: Object.fromEntries(Object.entries(facts.interfaceLists).map(([list, members]) => [list, members.filter((one) => one !== name)])),
		routes: facts.routes.map((route) => {
			const [hop = '', zone] = route.gateway.split('%');
			// What is connected, or named with its interface, is not looked up.
			const isFound = zone !== undefined || (route.dynamic && parseIp(hop) === undefined);
			return route.table !== 'main' || outInterface(facts, route) !== name ? route : {...route, table: vrf, gateway: isFound ? route.gateway : `${route.gateway}@${vrf}`};
		}),
	};
};

export const withApart = (facts: Facts, names: readonly string[]): Facts => names.reduce(setApart, facts);
