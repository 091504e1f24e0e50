import {display} from '../../diagnostics/index.js';
import type {Finding} from './finding.js';
import type {Route, State} from './state.js';
import type {Subject} from './subject.js';

/** Own rules by whether the router takes them for valid. */
export const ruleFindings = ({rules, invalid}: State): readonly Finding[] => [
	...(rules.all === 0 ? [] : [{about: 'rules', status: 'passed'} as const]),
	// While it is on trial something stands before the key.
	...invalid.map(({menu, comment}): Finding => ({about: `rule ${comment.replace(/^detour-new:\w+:/, '')}`, status: 'failed', detail: menu, isNew: false})),
];

/** Of each destination in each table, the own routes that should be used: the nearest, and all that are as near. */
const preferred = (routes: readonly Route[]): readonly Route[] => {
	const own = routes.filter(({isOwn}) => isOwn);
	return own.filter(({table, destination, distance}) => !own.some((other) => other.table === table && other.destination === destination && other.distance < distance));
};

export const isAnyProbed = ({routes}: State): boolean => preferred(routes).some(({isProbed}) => isProbed);

/** Own routes by whether the router uses them. */
export const routeFindings = ({routes}: State, {facts}: Subject): readonly Finding[] =>
	preferred(routes).map(({destination, table, gateway, isActive}): Finding => {
		const about = `route ${destination} ${table} ${gateway}`;
		const line = facts.interfaces.find(({name}) => gateway === name || gateway.endsWith(`%${name}`));
		const why = line?.running === false ? `; ${display(line.name)} was down before` : '';
		return isActive
			? {about, status: 'passed'}
			: {about, status: 'failed', detail: `${display(destination)} by ${display(gateway)} in table ${display(table)} is not active${why}`, isNew: false};
	});

/** Older than this (seconds), a handshake says nothing of now (docs/lab-notes/routing.md). */
const freshHandshake = 180;

/** A WireGuard interface never goes down by itself: only a handshake tells that somebody is at the other end. */
export const tunnelFindings = ({handshakes}: State, {gateways}: Subject): readonly Finding[] =>
	gateways.flatMap(({name, isNew}): readonly Finding[] => {
		const last = handshakes.get(name);
		const about = `tunnel ${name}`;
		return !handshakes.has(name)
			? []
			: last !== undefined && last < freshHandshake
				? [{about, status: 'passed'}]
				: [{about, status: 'unknown', detail: `no handshake over ${display(name)} ${last === undefined ? 'yet' : 'for three minutes'}`, isNew}];
	});

/** Whether the router's ordinary way out, where it had one, is still there. */
export const wayOutFindings = (now: State, before: State): readonly Finding[] => {
	const ways = (state: State): ReadonlySet<string> => new Set(state.routes.filter(({isOwn, table}) => !isOwn && table === 'main').map(({destination}) => destination));
	const still = ways(now);
	return [...ways(before)].map((way): Finding => {
		const about = `way out ${way}`;
		return still.has(way) ? {about, status: 'passed'} : {about, status: 'failed', detail: `${display(way)} in table main was active before the change, and is not now`};
	});
};
