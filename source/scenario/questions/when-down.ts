import {display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Ip} from '../../net/index.js';
import {addressFamily, addressOf, families, hostPrefix, networkOf, parseIp, prefixContains} from '../../net/index.js';
import type {Probe, Uplink} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import type {Answers, Field} from '../types.js';
import {sendersAreIpv4Only} from './senders.js';
import {carriedBy, hasConf} from './tunnel.js';

/** Quad9 without filtering: answers pings, and hardly anybody's resolver. */
const usualProbes = ['9.9.9.10', '2620:fe::10'];

export const fallsBack = (answers: Answers): boolean => answerText(answers, 'when-down') === 'fall-back';

/** One host a family that the tunnel carries. */
export const probesOf = (answers: Answers, carries: Uplink['carries']): Probe => {
	const hosts = answerList(answers, 'probe').flatMap((line) => parseIp(line) ?? []);
	const of = (family: 4 | 6): Ip | undefined => (carries[family] ? hosts.find((host) => addressFamily(hostPrefix(host)) === family) : undefined);
	const [four, six] = [of(4), of(6)];
	return {...(four === undefined ? {} : {4: four}), ...(six === undefined ? {} : {6: six})};
};

type Refusal = {readonly code: string; readonly why: string};

/** Why a host cannot be a probe on this router: pinned to the tunnel, it would take something else along. */
export const refusalOf = (host: Ip, tunnel: string, facts: Facts): Refusal | undefined => {
	const isOurs = (name: string): boolean => name === tunnel || name.startsWith('detour-');
	if (facts.dns.servers.includes(host)) {
		return {code: 'probe-is-resolver', why: "is the router's own resolver: it would be reached through the tunnel only"};
	}

	if (facts.wireguardPeers.some(({endpointAddress}) => endpointAddress !== undefined && parseIp(endpointAddress) === host)) {
		return {code: 'probe-is-endpoint', why: 'is the far end of a tunnel: pinging it through the tunnel would lead the tunnel into itself'};
	}

	if (facts.addresses.some((row) => addressOf(row.address) === host || (!isOurs(row.interface) && prefixContains(networkOf(row.address), host)))) {
		return {code: 'probe-is-local', why: 'is on a network of this router, not beyond the tunnel'};
	}

	const main = facts.routes.filter(({table, gateway}) => table === 'main' && gateway !== '' && !isOurs(gateway));
	return main.some(({gateway, destination}) => parseIp(gateway.split(/[%@]/, 1)[0] ?? '') === host || destination === hostPrefix(host))
		? {code: 'probe-in-use', why: 'is a gateway of this router, or has a route of its own: that way would lead into the tunnel'}
		: undefined;
};

const checkProbe: NonNullable<Field['check']> = (_value, answers, facts, attachments) => {
	const carries = carriedBy(answers, facts, attachments);
	const found = probesOf(answers, carries);
	return [
		...answerList(answers, 'probe').flatMap((line, index) => {
			const host = parseIp(line);
			const field = `probe[${index}]`;
			if (host === undefined) {
				return [error('bad-address', `${display(line)} is no address.`, {hint: 'A probe is pinged by address: a name could lead elsewhere each time.', field})];
			}

			const refusal = refusalOf(host, hasConf(answers) ? '' : answerText(answers, 'interface'), facts);
			return refusal === undefined ? [] : [error(refusal.code, `${host} ${refusal.why}.`, {hint: 'Take a host that nothing else uses, such as 9.9.9.10.', field})];
		}),
		...families
			.filter((family) => carries[family] && found[family] === undefined)
			.map((family) => error('probe-missing', `The tunnel carries IPv${family} too: name an IPv${family} host to ping.`, {field: 'probe'})),
	];
};

/** What happens when the tunnel is down, and how that is noticed. */
export const whenDownQuestions: readonly Field[] = [
	{
		id: 'when-down',
		kind: 'choice',
		title: 'When the tunnel is down',
		help: 'Blocking keeps listed traffic from ever leaving unprotected. Falling back keeps things working over your ordinary line.',
		choices: () => [
			{value: 'block', title: 'Block listed traffic', help: 'Nothing leaks.'},
			{value: 'fall-back', title: 'Use the ordinary line', help: 'Works on, but visible to your provider.'},
		],
		suggest: () => ({value: 'block', because: 'nothing leaks'}),
	},
	{
		id: 'probe',
		kind: 'lines',
		title: 'Hosts to ping through the tunnel',
		help: 'A tunnel looks up even when its far end is dead; only an answer from beyond it tells. One address a family, reached through the tunnel only: none of your resolvers.',
		visible: fallsBack,
		suggest: () => ({value: usualProbes, because: 'Quad9 without filtering, which answers pings'}),
		check: checkProbe,
	},
];

/** What happens to IPv6 that cannot follow (law L7). */
export const ipv6Question: Field = {
	id: 'ipv6',
	kind: 'choice',
	title: 'IPv6 to listed destinations',
	help: 'It cannot follow: the tunnel carries no IPv6, or you chose hosts by IPv4 address only. Refused, programs take IPv4 and the tunnel at once; left alone, it passes the tunnel by.',
	visible: (answers, facts, attachments) => facts.ipv6Enabled && (!carriedBy(answers, facts, attachments)[6] || sendersAreIpv4Only(answers)),
	choices: () => [
		{value: 'block', title: 'Refuse it', help: 'Programs use IPv4 instead.'},
		{value: 'leave', title: 'Let it pass the tunnel by', help: 'Visible to your provider.'},
	],
	suggest: () => ({value: 'block', because: 'nothing passes the tunnel by'}),
};
