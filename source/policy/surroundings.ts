import type {Facts, RouteFacts} from '../facts/index.js';
import {networkOf, parseIp, prefixContains, prefixLength} from '../net/index.js';

/** The interface that a route leaves by: named after `%`, named instead of an address, or the one whose network holds the next hop. */
export const outInterface = (facts: Facts, {gateway}: RouteFacts): string | undefined => {
	const [hop = '', zone] = gateway.split('@')[0]?.split('%') ?? [];
	if (zone !== undefined) {
		return zone;
	}

	const address = parseIp(hop);
	if (address === undefined) {
		return hop === '' ? undefined : hop;
	}

	return facts.addresses.find((row) => prefixContains(networkOf(row.address), address))?.interface;
};

/** Where `main`'s default routes lead: the lines to the Internet, spare ones too. */
export const defaultRouteInterfaces = (facts: Facts): readonly string[] => [
	...new Set(facts.routes.filter((route) => route.table === 'main' && prefixLength(route.destination) === 0).flatMap((route) => outInterface(facts, route) ?? [])),
];
