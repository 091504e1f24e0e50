import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, parseIp, prefixContains} from '../../net/index.js';
import type {Claim, Expectation, Uplink} from '../document.js';
import {interfaceNameOf} from '../ways.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, packetFrom} from './places.js';

type State = {readonly role: string; readonly words: string; readonly more: Partial<Claim>};

/** How a tunnel can fail: its link, its far end, its interface; and with the lines beside it up or down. */
const statesOf = ({lines}: Situation, {id, title}: Uplink): readonly State[] => [
	{role: 'up', words: '', more: {}},
	{role: 'down', words: `While ${title} is down, `, more: {down: [id]}},
	{role: 'silent', words: `While nobody answers beyond ${title}, `, more: {silent: [id]}},
	{role: 'removed', words: `Should the interface of ${title} be removed, `, more: {removed: [id]}},
	...lines.slice(0, 8).map((line) => ({role: `down-${line}`, words: `While ${title} and ${line} are down, `, more: {down: [id, line]}})),
];

/** Local networks whose hosts no policy lets go another way: those that nobody spoke of, too. */
const closedHosts = ({document, facts, lines}: Situation, uplink: Uplink, family: Family): readonly Host[] => {
	const spokenOf = new Set(document.networks.flatMap(({interfaces}) => interfaces));
	const outside = new Set([...lines, interfaceNameOf(uplink), ...(facts.interfaceLists.WAN ?? [])]);
	return facts.interfaces
		.filter(({name, slave}) => !slave && !outside.has(name) && !spokenOf.has(name) && !name.startsWith('detour-'))
		.flatMap(({name}) => clientOn(facts, name, family) ?? []);
};

/** Nothing leaves past the uplink of a kill switch: from networks that nobody spoke of, and from the router itself. */
export const killSwitchClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, connected, lines, unlisted, facts} = situation;
	const stranger = unlisted[family];
	return document.killSwitches.flatMap(({uplink: id, lookup, upstream}) => {
		const uplink = document.uplinks.find((one) => one.id === id);
		if (uplink === undefined || stranger === undefined) {
			return [];
		}

		const only: Expectation = {kind: 'only-by', uplink: id};
		const own = lines.flatMap((name) => connected.filter((row) => row.interface === name && addressFamily(row.network) === family).map((row) => row.own))[0];
		const isLocal = (address: Ip): boolean => connected.some(({network, interface: name}) => !lines.includes(name) && prefixContains(network, address));
		const fromRouter = (from: Ip, to: Ip, toPort: number): Packet => ({from, to, protocol: toPort === 53 ? 'udp' : 'tcp', fromPort: 40_123, toPort});
		const formerResolvers = facts.dns.servers
			.flatMap((text) => parseIp(text) ?? [])
			.filter((address) => address !== lookup?.resolver && !upstream.includes(address) && !isLocal(address));
		return statesOf(situation, uplink).flatMap(({role, words, more}): readonly Claim[] => [
			...closedHosts(situation, uplink, family).map((host) =>
				claimFor(
					situation,
					`closed.${host.interface}.${role}.${family}`,
					`${words}${words === '' ? 'Hosts' : 'hosts'} behind ${host.interface}, which no policy is for, leave by no line (IPv${family}).`,
					packetFrom(host, stranger),
					only,
					more,
				),
			),
			...(own === undefined
				? []
				: [
						claimFor(
							situation,
							`own-closed.${role}.${family}`,
							`${words}${words === '' ? 'The' : 'the'} router itself sends through ${uplink.title} or not at all (IPv${family}).`,
							fromRouter(own, stranger, 443),
							only,
							more,
						),
						...[stranger, ...formerResolvers.filter((address) => addressFamily(address) === family), ...upstream.filter((address) => addressFamily(address) === family)]
							.slice(0, 6)
							.map((to) =>
								claimFor(
									situation,
									`own-names.${to}.${role}`,
									`${words}${words === '' ? 'The' : 'the'} router asks ${to} for names through ${uplink.title} or not at all.`,
									fromRouter(own, to, 53),
									only,
									more,
								),
							),
					]),
		]);
	});
};
