import type {Family, Ip} from '../../net/index.js';
import {addressFamily, addressFromValue, hostPrefix, prefixBounds} from '../../net/index.js';
import type {Claim, Expectation, Uplink} from '../document.js';
import {strangeVrfOf} from '../surroundings.js';
import {interfaceNameOf, ordinary} from '../ways.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, hostOutside, packetFrom, pingFrom} from './places.js';

const asBefore: Expectation = {kind: 'leaves-as-before'};

/** The address behind another one: somewhere else, and in no list either. */
export const neighbourOf = (address: Ip): Ip => addressFromValue(addressFamily(address), prefixBounds(hostPrefix(address)).first + 1n);

/** Ways to other networks that the document does not speak of: neither lines nor the kill switch's uplink, nor what a VRF sets apart. */
const closedInterfaces = ({document, facts, lines}: Situation, uplink: Uplink): readonly string[] => {
	const spokenOf = new Set(document.networks.flatMap(({interfaces}) => interfaces));
	const outside = new Set([...lines, interfaceNameOf(uplink), ...(facts.interfaceLists.WAN ?? [])]);
	return facts.interfaces
		.filter(({name, slave}) => !slave && !outside.has(name) && !spokenOf.has(name) && !name.startsWith('detour-') && strangeVrfOf(facts, name) === undefined)
		.map(({name}) => name);
};

/** Local networks whose hosts no policy lets go another way: those that nobody spoke of, too. */
export const closedHosts = (situation: Situation, uplink: Uplink, family: Family): readonly Host[] =>
	closedInterfaces(situation, uplink).flatMap((name) => clientOn(situation.facts, name, family) ?? []);

/** A host of a network that uses the uplink: what others do with it, networks that stay as they are, tells nothing. */
export const clientThrough = ({document, facts}: Situation, {id}: Uplink, family: Family): Host | undefined =>
	document.networks
		.filter((network) => document.policies.some(({uplink, selector}) => uplink === id && selector.networks.includes(network.id)))
		.flatMap(({interfaces}) => interfaces.flatMap((name) => clientOn(facts, name, family) ?? []))[0];

/** Whoever comes in by one of these with an address of the Internet could only be answered by a line. */
const strangersBeside = (situation: Situation, uplink: Uplink, client: Host, stranger: Ip): readonly Claim[] => {
	const family = addressFamily(stranger);
	return closedInterfaces(situation, uplink).flatMap((name) => {
		const own = [name, client.interface].flatMap((one) => situation.connected.filter((row) => row.interface === one && addressFamily(row.own) === family))[0]?.own;
		const from = {address: stranger, interface: name};
		const claim = (whom: string, packet: Claim['packet']): Claim =>
			claimFor(
				situation,
				`unanswered.${name}.${packet.to}.${packet.protocol}`,
				`Whoever comes in by ${name} with an address of the Internet gets no answer from ${whom} (${packet.protocol}, IPv${family}).`,
				packet,
				{kind: 'unanswered'},
			);
		// A line in reserve is a line: the router answers who comes in by it.
		const isLine = situation.facts.clients?.some((client) => client.name === name) === true;
		return [
			...(own === undefined || isLine ? [] : [claim('the router', pingFrom(stranger, own, name))]),
			claim('a host', pingFrom(stranger, client.address, name)),
			claim('a host', packetFrom(from, client.address)),
			claim('a host', packetFrom(from, client.address, {protocol: 'udp'})),
		];
	});
};

/** What comes in by a line for others on the Internet is none of the tunnel's business. */
const transit = (situation: Situation, stranger: Ip): readonly Claim[] =>
	situation.lines.map((line) =>
		claimFor(
			situation,
			`transit.${line}.${addressFamily(stranger)}`,
			`What comes in by ${line} for somebody else on the Internet goes or ends as before (a ping, IPv${addressFamily(stranger)}).`,
			pingFrom(stranger, neighbourOf(stranger), line),
			asBefore,
		),
	);

/** An address of what the document lets go past the tunnel, whatever is asked of it. */
const exceptedIn = ({document, occupied}: Situation, family: Family): Ip | undefined => {
	const policy = document.policies.find(({uplink, selector}) => uplink === ordinary && selector.to.length > 0 && selector.protocol === undefined && selector.ports === undefined);
	return document.lists
		.filter(({id}) => policy?.selector.to.includes(id) === true)
		.flatMap(({prefixes}) => prefixes)
		.filter((prefix) => addressFamily(prefix) === family)
		.flatMap((prefix) => hostOutside(prefix, occupied) ?? [])[0];
};

/** What goes past the tunnel is asked for names past it, too, where the router does not answer itself. */
const questionsPast = (situation: Situation, client: Host, excepted: Ip): readonly Claim[] =>
	situation.document.dns.redirect
		? []
		: (['udp', 'tcp'] as const).map((protocol) =>
				claimFor(
					situation,
					`names-past.${excepted}.${protocol}`,
					`Hosts ask ${excepted}, which goes past the tunnel, for names as before (${protocol}).`,
					packetFrom(client, excepted, {protocol, toPort: 53}),
					asBefore,
				),
			);

/** Hosts that no policy is for: no exception is for them either, and their own questions for names stay their business. */
const closedHostClaims = (situation: Situation, hosts: readonly Host[], client: Host, excepted: Ip | undefined): readonly Claim[] =>
	hosts.flatMap((host) => [
		...(excepted === undefined
			? []
			: [
					claimFor(
						situation,
						`closed.${host.interface}.excepted.${excepted}`,
						`Hosts behind ${host.interface}, which no policy is for, do not reach ${excepted} past the tunnel either.`,
						packetFrom(host, excepted),
						{kind: 'blocked'},
					),
				]),
		...(['udp', 'tcp'] as const).map((protocol) =>
			claimFor(
				situation,
				`closed.${host.interface}.names.${client.address}.${protocol}`,
				`Hosts behind ${host.interface}, which no policy is for, ask ${client.address} for names as before (${protocol}).`,
				packetFrom(host, client.address, {protocol, toPort: 53}),
				asBefore,
			),
		),
	]);

/** What a kill switch makes of whoever comes in, of hosts that nobody spoke of, and of what may go past it. */
export const closedDoorClaims = (situation: Situation, uplink: Uplink, stranger: Ip, family: Family): readonly Claim[] => {
	const client = clientThrough(situation, uplink, family);
	const excepted = exceptedIn(situation, family);
	return client === undefined
		? []
		: [
				...strangersBeside(situation, uplink, client, stranger),
				...transit(situation, stranger),
				...(excepted === undefined ? [] : questionsPast(situation, client, excepted)),
				...closedHostClaims(situation, closedHosts(situation, uplink, family), client, excepted),
			];
};
