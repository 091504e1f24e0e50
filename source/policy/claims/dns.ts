import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, addressOf, hostPrefix, prefixContains} from '../../net/index.js';
import type {Claim, Expectation} from '../document.js';
import type {Fate} from './fates.js';
import {fateOf, takerOf} from './fates.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, followsNames, packetFrom} from './places.js';
import {sendersOf, speaks} from './surroundings.js';

const protocols = ['udp', 'tcp'] as const;

/** So many other addresses of the router are asked. */
const most = 6;

const question = (protocol: 'udp' | 'tcp'): Partial<Packet> => ({protocol, fromPort: 50_053, toPort: 53});

/** A resolver of one's own asks for itself: its questions go the way of all that it sends. */
const askedByExempt = (situation: Situation, exempt: Host, to: Ip, what: string, protocol: 'udp' | 'tcp'): Claim => {
	const packet = packetFrom(exempt, to, question(protocol));
	const [closed] = situation.document.killSwitches;
	const isClosed = closed !== undefined && takerOf(situation, packet) === undefined;
	const {expect, words}: Fate = isClosed ? {expect: {kind: 'only-by', uplink: closed.uplink}, words: 'goes through the tunnel or nowhere'} : fateOf(situation, packet);
	return claimFor(
		situation,
		`dns-exempt.${exempt.address}.${what.replaceAll(' ', '-')}.${protocol}`,
		`What your own resolver ${exempt.address} asks of ${what} ${words} (${protocol}).`,
		packet,
		expect,
	);
};

/** Plain questions of the networks, wherever they are asked, are answered by the router; those of exempt resolvers are not. */
const askedHere = (situation: Situation, client: Host, family: Family): readonly Claim[] => {
	const {document, connected, listed, unlisted} = situation;
	const {dns} = document;
	const reaches: Expectation = {kind: 'reaches-router', instead: dns.exempt};
	// Who lets nothing be redirected may have arranged otherwise for questions to the router, too.
	const asked: Expectation = dns.redirect ? reaches : {kind: 'keeps-reaching-router'};
	const mine = connected.filter((row) => addressFamily(row.network) === family);
	const own = mine.find((row) => row.interface === client.interface)?.own;
	const others = [...new Set(mine.map((row) => row.own))].filter((address) => address !== own).slice(0, most);
	const elsewhere: readonly (readonly [string, Ip | undefined])[] = [
		['another resolver', unlisted[family]],
		['a listed address', listed[family]],
	];
	const exempt = dns.exempt.find((address) => addressFamily(address) === family);
	const home = exempt === undefined ? undefined : connected.find(({network}) => prefixContains(network, exempt));
	const singled = sendersOf(situation, family).filter(({address}) => address !== client.address && !dns.exempt.includes(address));
	// Hosts of the document's other networks, asking one of the first.
	const guests = [...new Set(document.networks.flatMap(({interfaces}) => interfaces))]
		.filter((name) => name !== client.interface)
		.slice(0, most)
		.flatMap((name) => clientOn(situation.facts, name, family, [], dns.exempt.map(hostPrefix)) ?? []);
	const beside = clientOn(situation.facts, client.interface, family, [], dns.exempt.map(hostPrefix))?.address;
	const resolver: Host | undefined = exempt === undefined || home === undefined ? undefined : {address: exempt, interface: home.interface};
	return protocols.flatMap((protocol) => [
		...(own === undefined
			? []
			: [
					claimFor(
						situation,
						`dns.${protocol}.${family}`,
						`Questions for names to the router are answered (${protocol}, IPv${family}).`,
						packetFrom(client, own, question(protocol)),
						asked,
					),
				]),
		...others.map((address) =>
			claimFor(
				situation,
				`dns.${address}.${protocol}`,
				`Questions for names to the router at ${address} stay there (${protocol}).`,
				packetFrom(client, address, question(protocol)),
				{kind: 'keeps-reaching-router'},
			),
		),
		...(dns.redirect
			? elsewhere.flatMap(([what, to]) =>
					to === undefined
						? []
						: [
								claimFor(
									situation,
									`dns-${what.replaceAll(' ', '-')}.${protocol}.${family}`,
									`Questions for names to ${what} are answered by the router, so that the lists fill (${protocol}, IPv${family}).`,
									packetFrom(client, to, question(protocol)),
									reaches,
								),
							],
				)
			: []),
		...(dns.redirect && beside !== undefined
			? guests.map((host) =>
					claimFor(
						situation,
						`dns-from.${host.interface}.${protocol}.${family}`,
						`Questions for names from behind ${host.interface}, to other networks of the router, too, are answered by the router (${protocol}, IPv${family}).`,
						packetFrom(host, beside, question(protocol)),
						reaches,
					),
				)
			: []),
		...(dns.redirect && unlisted[family] !== undefined
			? singled.map((host) =>
					claimFor(
						situation,
						`dns-of.${host.address}.${protocol}`,
						`Questions for names of ${host.address}, which a policy is for, are answered by the router, too (${protocol}).`,
						packetFrom(host, unlisted[family] ?? host.address, question(protocol)),
						reaches,
					),
				)
			: []),
		...(resolver === undefined ? [] : elsewhere.flatMap(([what, to]) => (to === undefined ? [] : [askedByExempt(situation, resolver, to, what, protocol)]))),
		...(exempt === undefined
			? []
			: [
					claimFor(
						situation,
						`dns-to-exempt.${exempt}.${protocol}`,
						`Questions of ${client.address} to your own resolver ${exempt} go as before (${protocol}).`,
						packetFrom(client, exempt, question(protocol)),
						{kind: 'leaves-as-before'},
					),
				]),
	]);
};

/** The router asks for listed names through the uplink that they are for. */
const askedThrough = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, connected, lines} = situation;
	const from = [...lines, ...document.networks.flatMap(({interfaces}) => interfaces)].flatMap((name) =>
		connected.filter((row) => row.interface === name && addressFamily(row.network) === family).map(({own}) => own),
	)[0];
	// What a kill switch lets the router ask is for its own claims to say.
	const other = document.killSwitches.length === 0 ? situation.unlisted[family] : undefined;
	return document.uplinks.flatMap((uplink) => {
		const {resolver} = uplink;
		const policies = document.policies.filter((policy) => policy.uplink === uplink.id);
		if (resolver === undefined || from === undefined || addressFamily(resolver) !== family || !uplink.carries[family] || policies.length === 0 || !speaks(situation, resolver)) {
			return [];
		}

		const blocks = policies.some(({whenDown}) => whenDown.kind === 'block');
		return protocols.flatMap((protocol) => {
			const packet: Packet = {from, to: resolver, protocol, fromPort: 40_053, toPort: 53};
			return [
				...(other === undefined
					? []
					: [
							claimFor(
								situation,
								`resolver.${uplink.id}.other.${protocol}`,
								`The router asks others than ${resolver} for names as before (${protocol}).`,
								{...packet, to: other},
								{kind: 'leaves-as-before'},
							),
						]),
				claimFor(situation, `resolver.${uplink.id}.${protocol}`, `The router asks ${resolver} for listed names through ${uplink.title} (${protocol}).`, packet, {
					kind: 'leaves-by',
					uplink: uplink.id,
					natted: false,
				}),
				...(blocks
					? [
							claimFor(
								situation,
								`resolver-down.${uplink.id}.${protocol}`,
								`While ${uplink.title} is down, the router asks ${resolver} by no other way (${protocol}).`,
								packet,
								{kind: 'blocked'},
								{down: [uplink.id]},
							),
						]
					: []),
			];
		});
	});
};

/** The DNS server of the router is not for the Internet. */
const closedOutside = (situation: Situation, family: Family): readonly Claim[] => {
	const {facts, lines, unlisted} = situation;
	return lines.flatMap((line) => {
		const own = facts.addresses
			.map(({address, interface: name}) => (name === line ? addressOf(address) : undefined))
			.find((address) => address !== undefined && addressFamily(address) === family);
		return own === undefined || unlisted[family] === undefined
			? []
			: protocols.map((protocol) =>
					claimFor(
						situation,
						`dns-outside.${line}.${protocol}.${family}`,
						`Questions for names that come in by ${line} are dropped (${protocol}, IPv${family}).`,
						packetFrom({address: unlisted[family] ?? own, interface: line}, own, question(protocol)),
						{kind: 'blocked'},
					),
				);
	});
};

/** Where names are followed by the router's own DNS server: who is answered by it, and by which way it asks. */
export const dnsClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts} = situation;
	if (!followsNames(document)) {
		return [];
	}

	const [client] = document.networks.flatMap(({interfaces}) => interfaces).flatMap((name) => clientOn(facts, name, family, [], document.dns.exempt.map(hostPrefix)) ?? []);
	return [...(client === undefined ? [] : askedHere(situation, client, family)), ...askedThrough(situation, family), ...closedOutside(situation, family)];
};
