import type {Diagnostic} from '../../diagnostics/index.js';
import {display, error, warning} from '../../diagnostics/index.js';
import type {Ip} from '../../net/index.js';
import {addressFamily, hostPrefix, parseIp, parsePrefix, prefixContains} from '../../net/index.js';
import type {DnsChoice, Uplink} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import type {WireguardConf} from '../importers/wireguard-conf.js';
import type {Answers, Attachments, Field} from '../types.js';
import {connectedNetworks} from './lines.js';
import {namesListed} from './listing.js';
import {fallsBack} from './when-down.js';

/** How long an address stays listed after its answer's time is up, seconds: longer than programs keep using it. */
export const extraTime = 3600;

/** Whether some destination is a name. */
export type NamesListed = (answers: Answers, attachments?: Attachments) => boolean;

const isForwarding = (answers: Answers, hasNames: NamesListed, attachments: Attachments | undefined): boolean =>
	hasNames(answers, attachments) && answerText(answers, 'names') !== 'resolve';

/** How names are followed, where some are listed. */
export const dnsQuestionsFor = (hasNames: NamesListed): readonly Field[] => [
	{
		id: 'names',
		kind: 'choice',
		title: 'How to follow names',
		help: 'Names have many addresses that change. Seen by the router as it answers your hosts, every address is caught; looked up by the router alone, only those that it happens to get.',
		visible: (answers, _facts, attachments) => hasNames(answers, attachments),
		choices: () => [
			{value: 'forward', title: 'As your hosts ask for them', help: 'The router answers their DNS.'},
			{value: 'resolve', title: 'The router looks them up', help: 'No change to DNS; exact names only.'},
		],
		suggest: () => ({value: 'forward', because: 'it catches names below the listed ones, and every address'}),
	},
	{
		id: 'redirect',
		kind: 'confirm',
		title: 'Answer all plain DNS here?',
		help: 'Hosts that ask another resolver are answered by the router instead. Without it they pass listed names by. Encrypted DNS cannot be redirected.',
		visible: (answers, _facts, attachments) => isForwarding(answers, hasNames, attachments),
		suggest: () => ({value: true, because: 'lists fill only from answers that the router gives'}),
	},
	{
		id: 'exempt',
		kind: 'lines',
		title: 'Resolvers of your own',
		help: 'Addresses of a Pi-hole or the like on your network. They are left alone, or their questions would go round and round.',
		placeholder: '192.168.88.3',
		optional: true,
		visible: (answers, _facts, attachments) => isForwarding(answers, hasNames, attachments) && answers.redirect !== false,
		// Only on the chosen networks: a resolver of the provider is near, too, but hosts that ask it must be redirected.
		suggest: (answers, facts) => {
			const networks = connectedNetworks(facts, answerList(answers, 'networks'));
			const local = facts.dns.servers.filter((server) => {
				const address = parseIp(server);
				return address !== undefined && networks.some((network) => prefixContains(network, address));
			});
			return local.length === 0 ? undefined : {value: local, because: 'the router itself asks there'};
		},
		check: (_value, answers) =>
			answerList(answers, 'exempt').flatMap((line, index) =>
				parseIp(line) === undefined
					? [error('bad-address', `${display(line)} is no address.`, {hint: 'A resolver is named by its address, such as 192.168.88.53.', field: `exempt[${index}]`})]
					: [],
			),
	},
	{
		id: 'resolver',
		kind: 'text',
		title: 'Resolver beyond the tunnel',
		help: 'Asked through the tunnel, for listed names only: its answers fit the place where the tunnel ends. Leave it empty for the DNS of the .conf, or else the router’s own.',
		optional: true,
		visible: (answers, _facts, attachments) => isForwarding(answers, hasNames, attachments),
		check: (value, answers, facts) => {
			const address = parseIp(String(value));
			if (address === undefined) {
				return [error('bad-address', `${display(String(value))} is no address.`, {hint: 'A resolver is named by its address, such as 9.9.9.9.', field: 'resolver'})];
			}

			return answerList(answers, 'networks').length > 0 && connectedNetworks(facts, answerList(answers, 'networks')).some((network) => prefixContains(network, address))
				? [error('resolver-is-local', `${address} is on your own network, not beyond the tunnel.`, {field: 'resolver'})]
				: [];
		},
	},
];

export const dnsQuestions = dnsQuestionsFor(namesListed);

const isPrivate = (address: Ip): boolean =>
	['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].some((text) => {
		const prefix = parsePrefix(text);
		return prefix !== undefined && prefixContains(prefix, address);
	});

/** Which resolver listed names are asked at, through the tunnel. */
export const resolverOf = (
	answers: Answers,
	conf: WireguardConf | undefined,
	carries: Uplink['carries'],
	attachments?: Attachments,
	hasNames: NamesListed = namesListed,
): {readonly resolver?: Ip; readonly warnings: readonly Diagnostic[]} => {
	if (!isForwarding(answers, hasNames, attachments)) {
		return {warnings: []};
	}

	const asked = parseIp(answerText(answers, 'resolver'));
	const resolver = asked ?? conf?.tunnel.dns.find((one) => carries[addressFamily(hostPrefix(one))]);
	// A resolver inside of the provider's network cannot answer when traffic falls back to the ordinary line.
	if (resolver !== undefined && asked === undefined && isPrivate(resolver) && fallsBack(answers)) {
		return {
			warnings: [
				warning('resolver-unused', `The .conf's resolver ${resolver} is reached through the tunnel only, so it is not used: names must work while you fall back.`, {field: 'conf'}),
			],
		};
	}

	return resolver === undefined ? {warnings: []} : {resolver, warnings: []};
};

/** The router's DNS as the answers want it. */
export const dnsOf = (answers: Answers, attachments?: Attachments, hasNames: NamesListed = namesListed): DnsChoice => {
	const redirect = isForwarding(answers, hasNames, attachments) && answers.redirect !== false;
	return {
		mode: answerText(answers, 'names') === 'resolve' ? 'resolve' : 'forward',
		redirect,
		exempt: redirect ? answerList(answers, 'exempt').flatMap((line) => parseIp(line) ?? []) : [],
		extraTime,
	};
};
