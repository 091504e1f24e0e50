import type {Family, Ip, Packet} from '../../net/index.js';
import {addressFamily, addressOf} from '../../net/index.js';
import type {Claim, DestinationList, Expectation, Uplink} from '../document.js';
import {inOrder, interfaceNameOf, isApart, isBystander, vrfOfUplink, waysOf} from '../ways.js';
import {neighbourOf} from './closed-doors.js';
import type {Host, Situation} from './places.js';
import {claimFor, clientOn, followsNames, hasHosts, isShared, packetFrom, pingFrom} from './places.js';
import {firstLine} from './surroundings.js';

const asBefore: Expectation = {kind: 'leaves-as-before'};
const blocked: Expectation = {kind: 'blocked'};

/** So many networks that nothing is asked for are looked at; others are like them. */
const most = 4;

/** Hosts of local networks that the document is not for; a kill switch is for all of them, and has claims of its own. */
export const neighboursOf = (situation: Situation, family: Family): readonly Host[] => {
	const {document, facts, connected, lines} = situation;
	if (document.killSwitches.length > 0) {
		return [];
	}

	const taken = new Set([...lines, ...document.networks.flatMap(({interfaces}) => interfaces), ...document.uplinks.flatMap((uplink) => interfaceNameOf(uplink) ?? [])]);
	const names = connected
		.filter((row) => addressFamily(row.network) === family && hasHosts(row) && !isShared(situation, row) && !taken.has(row.interface))
		.map((row) => row.interface);
	return [...new Set(names)].slice(0, most).flatMap((name) => clientOn(facts, name, family) ?? []);
};

/** Whether a policy sends traffic of a family through an uplink: only then does it concern the document what comes in by it. */
export const isUsed = ({document}: Situation, uplink: Uplink, family: Family): boolean => {
	const {id, carries} = uplink;
	const holds = (list: DestinationList): boolean => list.domains.length > 0 || list.prefixes.some((prefix) => addressFamily(prefix) === family);
	return (
		carries[family] &&
		(isBystander(document, uplink, family) ||
			document.policies.some(
				({uplink: way, waived, selector}) =>
					waysOf(document, way).some((one) => one.id === id) &&
					!waived.includes(family) &&
					(selector.from.length === 0 || selector.from.some((prefix) => addressFamily(prefix) === family)) &&
					(selector.to.length === 0 || document.lists.some((list) => selector.to.includes(list.id) && holds(list))),
			))
	);
};

/** Somewhere that packets come in from outside: a line, or an uplink of the document. */
type Door = {
	readonly name: string;
	readonly title: string;
	readonly cameBy?: string;
	readonly through: Expectation /** Of the router, for a name. */;
	readonly asking: Expectation;
};

/** What came in by a line and was let through to the Internet went back out by a line: it may do so by another one now, and under its address. */
const byLines = (uplinks: readonly Uplink[]): Expectation => ({kind: 'only-by-one-of', uplinks: uplinks.filter(({kind}) => kind.kind === 'line').map(({id}) => id)});

/** Nothing came in by a tunnel that was not there, and a VRF is no way through, as far as anything is sent there. */
const throughBy = (situation: Situation, family: Family, uplink: Uplink, byLine: Expectation): Expectation => {
	const {kind} = uplink.kind;
	if (kind === 'wireguard') {
		return blocked;
	}

	if (vrfOfUplink(uplink) !== undefined) {
		return isUsed(situation, uplink, family) ? blocked : asBefore;
	}

	return kind === 'line' ? byLine : situation.document.killSwitches.length > 0 ? {kind: 'only-by', uplink: uplink.id} : asBefore;
};

const doorsOf = (situation: Situation, family: Family): readonly Door[] => {
	const {document, lines} = situation;
	const names = document.uplinks.map(interfaceNameOf);
	const byLine = lines.every((line) => names.includes(line)) ? byLines(document.uplinks) : asBefore;
	const uplinks = document.uplinks.map((uplink): Door => {
		const through = throughBy(situation, family, uplink, byLine);
		// No address that hosts ask is the router's own in a VRF: who asks there asks somebody else.
		const asking: Expectation = vrfOfUplink(uplink) !== undefined ? through : uplink.kind.kind === 'interface' ? {kind: 'answered'} : blocked;
		return {name: interfaceNameOf(uplink) ?? '', title: uplink.title, cameBy: uplink.id, through, asking};
	});
	return [...lines.filter((line) => !uplinks.some(({name}) => name === line)).map((line) => ({name: line, title: line, through: asBefore, asking: blocked})), ...uplinks];
};

const questions = (['udp', 'tcp'] as const).map((protocol) => ({protocol, fromPort: 50_053, toPort: 53}));

/** Networks that nothing was asked for, and whoever comes in from outside: their packets go, or end, as they did before. */
export const strangerClaims = (situation: Situation, family: Family): readonly Claim[] => {
	const {document, facts, listed, unlisted} = situation;
	const isFamily = (address: Ip): boolean => addressFamily(address) === family && !address.startsWith('fe80:');
	const ownOn = (names: readonly string[]): Ip | undefined =>
		names.flatMap((name) => facts.addresses.filter((row) => row.interface === name).map(({address}) => addressOf(address))).find(isFamily);
	const own = ownOn(document.networks.flatMap(({interfaces}) => interfaces));
	const from = unlisted[family];
	const to = listed[family];
	const [usual] = firstLine(facts, family);
	const first = [...inOrder(document, family), ...document.uplinks.filter((uplink) => interfaceNameOf(uplink) === usual)].find(
		// A line that takes only senders with its own prefixes takes no stranger.
		(uplink) => uplink.kind.kind === 'line' && uplink.carries[family] && !isApart(uplink, family),
	);
	const asks = followsNames(document) && own !== undefined;
	return [
		...neighboursOf(situation, family).flatMap((host) => [
			...(to === undefined
				? []
				: [
						claimFor(
							situation,
							`neighbour.${host.interface}.listed.${family}`,
							`Hosts behind ${host.interface}, which nothing is asked for, reach what is listed as before (IPv${family}).`,
							packetFrom(host, to),
							asBefore,
						),
					]),
			...(asks
				? questions.flatMap((question) =>
						[own, ...(from === undefined ? [] : [from])].map((resolver) =>
							claimFor(
								situation,
								`neighbour.${host.interface}.dns.${resolver}.${question.protocol}`,
								`Questions for names from behind ${host.interface} to ${resolver} go as before (${question.protocol}).`,
								packetFrom(host, resolver, question),
								asBefore,
							),
						),
					)
				: []),
		]),
		...(from === undefined
			? []
			: doorsOf(situation, family).flatMap(({name, title, cameBy, through, asking}) => {
					const more = cameBy === undefined ? {} : {cameBy};
					const make = (role: string, sentence: string, packet: Packet, expect = through): Claim =>
						claimFor(situation, `outside.${cameBy ?? name}.${role}.${family}`, sentence, packet, expect, more);
					const stranger: Host = {address: from, interface: name};
					return [
						...(first === undefined || through.kind !== 'only-by-one-of'
							? []
							: [
									make(
										'others',
										`What comes in by ${title} for somebody else on the Internet goes on by ${first.title}, the first line, or not at all (a ping, IPv${family}).`,
										pingFrom(from, neighbourOf(from), name),
										{kind: 'only-by', uplink: first.id},
									),
								]),
						...(through.kind === 'blocked'
							? [make('others', `What comes in by ${title} for somebody else on the Internet is not sent on (a ping, IPv${family}).`, pingFrom(from, neighbourOf(from), name))]
							: []),
						...(to === undefined
							? []
							: [packetFrom(stranger, to), pingFrom(from, to, name)].map((packet) =>
									make(`listed.${packet.protocol}`, `What comes in by ${title} is not sent on to what is listed (${packet.protocol}, IPv${family}).`, packet),
								)),
						...(asks
							? questions.flatMap((question) => [
									make(
										`dns.${question.protocol}`,
										`Questions for names that come in by ${title} are ${asking.kind === 'blocked' ? 'not answered by the router' : 'answered or refused as before'} (${question.protocol}, IPv${family}).`,
										packetFrom(stranger, own, question),
										asking,
									),
									...(to === undefined
										? []
										: [
												make(
													`dns-others.${question.protocol}`,
													`Questions for names to others that come in by ${title} are not taken by the router (${question.protocol}, IPv${family}).`,
													packetFrom(stranger, to, question),
												),
											]),
								])
							: []),
					];
				})),
	];
};
