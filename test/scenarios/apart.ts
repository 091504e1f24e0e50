import fc from 'fast-check';
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

const leadsOut = /^(?:wg|l2tp|sstp|ovpn|pppoe|lte)/;

/** Lines and tunnels of a router that are in no VRF yet. */
const candidates = ({interfaces, interfaceLists: {LAN = [], WAN = []}, vrfs = []}: Facts): readonly string[] =>
	interfaces.flatMap(({name, type}) => ((leadsOut.test(type) || WAN.includes(name)) && !LAN.includes(name) && !vrfs.some((vrf) => vrf.interfaces.includes(name)) ? [name] : []));

/** Which of a router's lines and tunnels are in VRFs: mostly none or one, now and then all of them. */
export const namesApart = (facts: Facts): fc.Arbitrary<readonly string[]> => {
	const names = candidates(facts);
	return names.length === 0
		? fc.constant([])
		: fc.oneof({arbitrary: fc.constant([]), weight: 4}, {arbitrary: fc.constantFrom(...names).map((name) => [name]), weight: 3}, {arbitrary: fc.constant(names), weight: 1});
};
