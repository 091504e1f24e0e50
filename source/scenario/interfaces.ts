import {display} from '../diagnostics/index.js';
import type {Facts, InterfaceFacts} from '../facts/index.js';
import {defaultRouteInterfaces, othersInVrf, strangeVrfOf} from '../policy/index.js';
import {foundLines} from './found-lines.js';
import type {Choice} from './types.js';

/** Types that may be a gateway by name: point-to-point, so that nobody has to be asked for a link-layer address. */
const pointToPoint = /^(?:wg|wireguard|ovpn|l2tp|sstp|pptp|gre|ipip)/;

const isTunnel = ({type}: InterfaceFacts): boolean => pointToPoint.test(type);

const addressesOf = (facts: Facts, name: string): readonly string[] =>
	facts.addresses.filter((row) => row.interface === name && !row.address.startsWith('fe80:')).map(({address}) => address);

const uplinks = (facts: Facts): ReadonlySet<string> => new Set([...defaultRouteInterfaces(facts), ...(facts.interfaceLists.WAN ?? [])]);

const choiceOf = (facts: Facts, {name, type, comment}: InterfaceFacts, disabled: string | undefined): Choice => ({
	value: name,
	title: display(name),
	help: [type, ...addressesOf(facts, name), ...(comment === undefined ? [] : [display(comment)])].join(' · '),
	...(disabled === undefined ? {} : {disabled}),
});

const whyNoTunnel = (facts: Facts, one: InterfaceFacts): string | undefined => {
	if (one.slave) {
		return 'it is a port of a bridge.';
	}

	if (!isTunnel(one)) {
		return 'it is no tunnel.';
	}

	if (one.name.startsWith('detour-')) {
		return 'a profile of Detour brings it along, and would take it away.';
	}

	if (one.disabled) {
		return 'it is disabled on the router.';
	}

	if (othersInVrf(facts, one.name).length > 0) {
		return 'it shares its VRF, and rules could not tell it from the others there.';
	}

	return addressesOf(facts, one.name).length === 0 ? 'it has no address; give it the one that your provider told you.' : undefined;
};

/** Why an interface leads to no hosts of one's own; what is the same for all interfaces is made out once. */
const whyNotInside = (facts: Facts): ((one: InterfaceFacts) => string | undefined) => {
	const lines = uplinks(facts);
	return (one) => {
		if (one.slave) {
			return 'it is a port of a bridge; the bridge is what counts.';
		}

		if (lines.has(one.name)) {
			return 'it leads to the Internet.';
		}

		if (isTunnel(one)) {
			return 'it is a tunnel.';
		}

		const vrf = strangeVrfOf(facts, one.name);
		return vrf === undefined ? undefined : `it is set apart in the VRF ${display(vrf)}; take it out of that first.`;
	};
};

const whyNoNetwork = (facts: Facts): ((one: InterfaceFacts) => string | undefined) => {
	const why = whyNotInside(facts);
	return (one) => why(one) ?? (addressesOf(facts, one.name).length === 0 ? 'it has no address, so it is no network of its own.' : undefined);
};

/** Loopback and detached ports are nobody's choice. */
const worthShowing = ({type}: InterfaceFacts): boolean => type !== 'loopback';

/** Every interface, what cannot be chosen last: it stays visible with the reason. */
const choices = (facts: Facts, why: (one: InterfaceFacts) => string | undefined): readonly Choice[] =>
	facts.interfaces
		.filter(worthShowing)
		.map((one) => choiceOf(facts, one, why(one)))
		.toSorted((a, b) => Number(a.disabled !== undefined) - Number(b.disabled !== undefined));

/** Every interface as a way into a tunnel. */
export const tunnelInterfaces = (facts: Facts): readonly Choice[] => choices(facts, (one) => whyNoTunnel(facts, one));

/** Every interface as a network of hosts. A line without a default route may be one, but hardly is: it comes behind those that are. */
export const localInterfaces = (facts: Facts): readonly Choice[] => {
	const lines = foundLines(facts);
	const isDoubtful = ({value, disabled}: Choice): boolean => disabled === undefined && lines.includes(value);
	const rank = (choice: Choice): number => (choice.disabled !== undefined ? 2 : isDoubtful(choice) ? 1 : 0);
	return choices(facts, whyNoNetwork(facts))
		.map((choice) => (isDoubtful(choice) ? {...choice, help: `${choice.help ?? ''} · looks like a line`} : choice))
		.toSorted((a, b) => rank(a) - rank(b));
};

/** Every network of hosts; a modem's is none. */
export const homeNetworks = (facts: Facts): readonly string[] => {
	const lines = foundLines(facts);
	return localInterfaces(facts).flatMap(({value, disabled}) => (disabled === undefined && !lines.includes(value) ? [value] : []));
};

/** The networks that hosts are in: what the list `LAN` says, or every local network. */
export const suggestNetworks = (facts: Facts): readonly string[] => {
	const local = homeNetworks(facts);
	const listed = local.filter((name) => facts.interfaceLists.LAN?.includes(name));
	return listed.length > 0 ? listed : local;
};

/** Every interface that may become a network of hosts, with an address or without. */
export const insideInterfaces = (facts: Facts): readonly Choice[] => choices(facts, whyNotInside(facts));
