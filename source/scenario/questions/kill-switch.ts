import type {Diagnostic} from '../../diagnostics/index.js';
import {display, error, warning} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {DomainName, Family, Ip, Prefix} from '../../net/index.js';
import {addressFamily, defaultPrefix, families, parseDomainName, parseIp, prefixContains} from '../../net/index.js';
import type {DnsChoice, FarEnd, KillSwitch, Uplink} from '../../policy/index.js';
import {defaultsAmong} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {parseSource} from '../destination.js';
import type {WireguardConf} from '../importers/wireguard-conf.js';
import {homeNetworks, localInterfaces, tunnelInterfaces} from '../interfaces.js';
import type {Answers, Attachments, Choice, Field} from '../types.js';
import {dnsQuestionsFor, extraTime} from './dns.js';
import {checkInterfaces} from './interfaces.js';
import {checkLines, connectedNetworks} from './lines.js';
import {listing} from './listing.js';
import {carriedBy, hasConf, readConf} from './tunnel.js';

/** Filter nothing, and answer from everywhere: Quad9, and Cloudflare beside it. */
const publicResolvers = ['9.9.9.9', '1.1.1.1'] as const;

const hostOf = (text: string): Ip | DomainName | undefined => parseIp(text) ?? parseDomainName(text);

/** Far ends of WireGuard tunnels that are on the router. */
const knownEnds = ({wireguardPeers}: Facts, isWanted: (name: string) => boolean): readonly FarEnd[] =>
	wireguardPeers
		.filter((peer) => isWanted(peer.interface))
		.flatMap(({endpointAddress, endpointPort}) => {
			const host = endpointAddress === undefined ? undefined : hostOf(endpointAddress);
			return host === undefined ? [] : [{host, ...(endpointPort === undefined ? {} : {port: endpointPort})}];
		});

const confEnds = (answers: Answers, attachments: Attachments | undefined): readonly FarEnd[] => {
	const conf = readConf(answers, attachments, 'conf');
	return conf?.ok === true ? conf.value.tunnel.peers.flatMap(({endpoint}) => endpoint ?? []) : [];
};

/** Where the chosen tunnel leads, as far as that is known without asking. */
const ownEnds = (answers: Answers, facts: Facts, attachments: Attachments | undefined): readonly FarEnd[] =>
	hasConf(answers) ? confEnds(answers, attachments) : knownEnds(facts, (name) => name === answerText(answers, 'interface'));

/** Other tunnels whose far ends nobody tells: not WireGuard, or without an endpoint. */
const silentTunnels = (answers: Answers, facts: Facts): readonly string[] =>
	tunnelInterfaces(facts)
		.filter(({value, disabled}) => disabled === undefined && (hasConf(answers) || value !== answerText(answers, 'interface')))
		.map(({value}) => value)
		.filter((name) => knownEnds(facts, (one) => one === name).length === 0);

const askedEnds = (answers: Answers): readonly FarEnd[] =>
	answerList(answers, 'far-ends')
		.flatMap((line) => hostOf(line) ?? [])
		.map((host) => ({host}));

/** Everything that has to go by a line to carry a tunnel: the chosen one, and those beside it. */
export const farEndsOf = (answers: Answers, facts: Facts, attachments: Attachments | undefined): readonly FarEnd[] => {
	const ends = [...ownEnds(answers, facts, attachments), ...knownEnds(facts, (name) => hasConf(answers) || name !== answerText(answers, 'interface')), ...askedEnds(answers)];
	return [...new Map(ends.map((end) => [`${end.host} ${end.port ?? ''}`, end])).values()];
};

const isLocal = (facts: Facts, answers: Answers, address: Ip): boolean =>
	connectedNetworks(facts, answerList(answers, 'networks')).some((network) => prefixContains(network, address));

/** A Pi-hole that the router itself asks: its own questions go through the tunnel like any host's. */
const asksAtHome = (answers: Answers, facts: Facts): boolean => {
	const servers = facts.dns.servers.flatMap((text) => parseIp(text) ?? []);
	return servers.length > 0 && servers.every((server) => isLocal(facts, answers, server));
};

/** Resolvers that the router is to ask through the tunnel; none where it asks at home. */
export const upstreamOf = (answers: Answers, facts: Facts, conf: WireguardConf | undefined, carries: Uplink['carries']): readonly Ip[] => {
	const asked = parseIp(answerText(answers, 'resolver'));
	return asked !== undefined ? [asked] : asksAtHome(answers, facts) ? [] : (conf?.tunnel.dns.filter((one) => carries[addressFamily(one)]) ?? []);
};

/** Names that have to be known before the tunnel is up: of far ends, and of clocks, without which a handshake may be refused. */
const earlyNames = (ends: readonly FarEnd[], {timeServers = []}: Facts): readonly DomainName[] => [
	...new Set([...ends.map(({host}) => host), ...timeServers].flatMap((host) => (parseIp(host) === undefined ? (parseDomainName(host) ?? []) : []))),
];

/** How such names are found. */
export const lookupOf = (answers: Answers, ends: readonly FarEnd[], facts: Facts): Pick<KillSwitch, 'lookup'> => {
	const names = earlyNames(ends, facts);
	const resolver = parseIp(answerText(answers, 'lookup'));
	return names.length === 0 || resolver === undefined ? {} : {lookup: {resolver, names}};
};

const needsAddress = (field: string, value: string): readonly Diagnostic[] =>
	parseIp(value) === undefined ? [error('bad-address', `${display(value)} is no address.`, {hint: 'A resolver is named by its address, such as 9.9.9.9.', field})] : [];

/** What goes its ordinary way, however it is named. */
export const excepted = listing({prefix: 'except-', section: 'Exceptions', services: 'Services that stay as they are', destinations: 'Destinations that stay as they are'});

/** Hosts that go their ordinary way. */
export const exceptedHosts = (answers: Answers): readonly Prefix[] =>
	answerList(answers, 'except-hosts').flatMap((line) => {
		const parsed = parseSource(line);
		return parsed.ok ? parsed.value : [];
	});

/** What is left for networks that stay as they are. */
const freeNetworks = (answers: Answers, facts: Facts): readonly Choice[] => {
	const taken = answerList(answers, 'networks');
	return localInterfaces(facts).map((choice) => (taken.includes(choice.value) ? {...choice, disabled: 'it is to use the tunnel; take it out there first.'} : choice));
};

/** Whose traffic is to be kept from the lines, and whose is not. */
export const closedNetworks: readonly Field[] = [
	{
		id: 'networks',
		kind: 'choices',
		title: 'Networks that use the tunnel',
		section: 'Whom it is for',
		help: 'Everything that their hosts send to the Internet goes through the tunnel or nowhere. A network that you name neither here nor below gets no Internet at all: that is the safe way round.',
		choices: (_answers, facts) => localInterfaces(facts),
		fromRouter: true,
		suggest: (_answers, facts) => ({
			value: homeNetworks(facts),
			because: 'these are your local networks',
		}),
		check: (value, _answers, facts) => checkInterfaces(Array.isArray(value) ? value : [], localInterfaces(facts), facts, 'networks'),
	},
	{
		id: 'free-networks',
		kind: 'choices',
		title: 'Networks that stay as they are',
		section: 'Whom it is for',
		help: 'Their hosts go by your ordinary line, unprotected: a network for guests, or for things that need your own country. Their names are still asked for through the tunnel, and not while it is down.',
		optional: true,
		choices: freeNetworks,
		fromRouter: true,
		check: (value, answers, facts) => checkInterfaces(Array.isArray(value) ? value : [], freeNetworks(answers, facts), facts, 'free-networks'),
	},
	{
		id: 'except-hosts',
		kind: 'lines',
		title: 'Hosts that stay as they are',
		section: 'Exceptions',
		help: 'Addresses, prefixes or ranges of single hosts, such as a TV. They go by your ordinary line, unprotected. Over IPv6 only where you give their IPv6 addresses, too.',
		placeholder: '192.168.88.50',
		optional: true,
		check: checkLines('except-hosts', parseSource, (answers, facts) => {
			const networks = connectedNetworks(facts, answerList(answers, 'networks'));
			return (prefixes) =>
				prefixes
					.filter((prefix) => facts.source !== 'assumed' && !networks.some((network) => prefixContains(network, prefix) || prefixContains(prefix, network)))
					.map((prefix) => warning('no-such-source', `No host of the chosen networks is in ${prefix}.`));
		}),
	},
	...excepted.questions,
	...dnsQuestionsFor(excepted.hasNames)
		.filter(({id}) => id === 'names')
		.map((field) => ({...field, section: 'Exceptions'})),
];

/** How the tunnel's own packets get out, and names are asked for. */
export const closedLines: readonly Field[] = [
	{
		id: 'far-ends',
		kind: 'lines',
		title: 'Far ends of tunnels',
		section: 'What has to go by the line',
		help: 'Addresses or names of the servers that tunnels of this router lead to, where the router does not tell: the tunnel itself must go by your line. Leave out what may stay down.',
		placeholder: 'vpn.example.com',
		optional: true,
		visible: (answers, facts, attachments) =>
			silentTunnels(answers, facts).length > 0 || (facts.ipsecDestinations ?? []).length > 0 || (!hasConf(answers) && ownEnds(answers, facts, attachments).length === 0),
		check: (_value, answers) =>
			answerList(answers, 'far-ends').flatMap((line, index) =>
				hostOf(line) === undefined
					? [
							error('bad-destination', `“${display(line)}” is no address or domain name.`, {
								hint: 'Write 198.51.100.7 or vpn.example.com, without a port.',
								field: `far-ends[${index}]`,
							}),
						]
					: [],
			),
	},
	{
		id: 'resolver',
		kind: 'text',
		title: 'Resolver beyond the tunnel',
		section: 'Names',
		help: 'The router asks it through the tunnel, for everything; your provider’s would be told every name. Leave it empty for the DNS of the .conf, or where the router asks a Pi-hole at home.',
		placeholder: publicResolvers[0],
		optional: true,
		suggest: (answers, facts) =>
			hasConf(answers) || asksAtHome(answers, facts) ? undefined : {value: publicResolvers[0], because: 'Quad9 is public and keeps no record of who asks'},
		check: (value, answers, facts) => {
			const address = parseIp(String(value));
			return [
				...needsAddress('resolver', String(value)),
				...(address !== undefined && isLocal(facts, answers, address)
					? [
							error('resolver-is-local', `${address} is on your own network, not beyond the tunnel.`, {
								hint: 'A resolver at home stays as it is; leave this empty.',
								field: 'resolver',
							}),
						]
					: []),
			];
		},
	},
	{
		id: 'lookup',
		kind: 'text',
		title: 'Resolver for the tunnel’s own name',
		section: 'Names',
		help: 'The far end, or a time server, is known by name, which has to be asked for before the tunnel is up: by your line, this resolver, and for such names alone.',
		placeholder: publicResolvers[1],
		visible: (answers, facts, attachments) => earlyNames(farEndsOf(answers, facts, attachments), facts).length > 0,
		suggest: (answers, facts) => {
			const asked = answerText(answers, 'resolver');
			const now = facts.dns.servers.find((text) => {
				const address = parseIp(text);
				return address !== undefined && text !== asked && !isLocal(facts, answers, address);
			});
			return now === undefined
				? {value: asked === publicResolvers[1] ? publicResolvers[0] : publicResolvers[1], because: 'it answers from everywhere'}
				: {value: now, because: 'the router asks it now'};
		},
		check: (value, answers) => [
			...needsAddress('lookup', String(value)),
			...(String(value).trim() === answerText(answers, 'resolver')
				? [
						error('lookup-is-upstream', 'This resolver is asked through the tunnel for everything else.', {
							hint: 'Name another one here, or everything would be asked by your line.',
							field: 'lookup',
						}),
					]
				: []),
		],
	},
	{
		id: 'redirect',
		kind: 'confirm',
		title: 'Answer all plain DNS here?',
		section: 'Names',
		help: 'Hosts that ask another resolver, such as your modem, are answered by the router, which asks through the tunnel. Without it, questions to a resolver near your line are refused.',
		suggest: () => ({value: true, because: 'nothing that is asked for reaches your provider'}),
	},
	{
		id: 'exempt',
		kind: 'lines',
		title: 'Resolvers of your own',
		section: 'Names',
		help: 'Addresses of a Pi-hole or the like on your network. They are left alone, or their questions would go round and round; they ask through the tunnel like any host.',
		placeholder: '192.168.88.3',
		optional: true,
		visible: (answers) => answers.redirect !== false,
		suggest: (answers, facts) => (asksAtHome(answers, facts) ? {value: facts.dns.servers, because: 'the router itself asks there'} : undefined),
		check: (_value, answers, facts) => {
			const home = connectedNetworks(facts, homeNetworks(facts));
			return answerList(answers, 'exempt').flatMap((line, index) => {
				const address = parseIp(line);
				const field = `exempt[${index}]`;
				return address === undefined
					? [error('bad-address', `${display(line)} is no address.`, {hint: 'Hosts are named by their addresses, such as 192.168.88.20.', field})]
					: facts.source === 'assumed' || home.some((network) => prefixContains(network, address))
						? []
						: [
								error('resolver-not-local', `${address} is on none of your own networks: it would be asked by a line.`, {
									hint: 'Name a resolver beyond the tunnel instead.',
									field,
								}),
							];
			});
		},
	},
];

/** The router's DNS as the answers want it. */
export const closedDnsOf = (answers: Answers): DnsChoice => {
	const redirect = answers.redirect !== false;
	return {
		mode: answerText(answers, 'names') === 'resolve' ? 'resolve' : 'forward',
		redirect,
		exempt: redirect ? answerList(answers, 'exempt').flatMap((line) => parseIp(line) ?? []) : [],
		extraTime,
	};
};

/** Families in which the tunnel's far end takes only some addresses; nothing is known of tunnels other than WireGuard. */
const partial = (answers: Answers, facts: Facts, attachments: Attachments | undefined): readonly Family[] => {
	const conf = readConf(answers, attachments, 'conf');
	const allowed = hasConf(answers)
		? conf?.ok === true
			? conf.value.tunnel.peers.flatMap((peer) => peer.allowed)
			: []
		: facts.wireguardPeers.flatMap((peer) => (peer.interface === answerText(answers, 'interface') ? peer.allowedAddresses : []));
	const carries = carriedBy(answers, facts, attachments);
	const whole = [...defaultsAmong(allowed)].map(addressFamily);
	return allowed.length === 0 ? [] : families.filter((family) => carries[family] && !whole.includes(family));
};

/** What stays down, or cannot come up, with these answers. */
export const closingTrouble = (answers: Answers, facts: Facts, attachments: Attachments | undefined): readonly Diagnostic[] => {
	const ends = ownEnds(answers, facts, attachments);
	const others = silentTunnels(answers, facts);
	const spokenOf = new Set([...answerList(answers, 'networks'), ...answerList(answers, 'free-networks')]);
	const cutOff = homeNetworks(facts).filter((name) => !spokenOf.has(name));
	return [
		...(cutOff.length === 0 || facts.source === 'assumed'
			? []
			: [
					warning('network-cut-off', `Hosts behind ${cutOff.map(display).join(', ')} will reach no Internet: they neither use the tunnel nor stay as they are.`, {
						hint: 'Choose each in one of the two, unless that is what you want.',
						field: 'networks',
					}),
				]),
		...partial(answers, facts, attachments).map((family) =>
			error('tunnel-not-whole', `The tunnel takes only some IPv${family} addresses; everything else would be dropped in it.`, {
				hint: `AllowedIPs must hold ${defaultPrefix(family)} for everything to go through it. For a part of the traffic there is vpn-split-tunnel.`,
				field: hasConf(answers) ? 'conf' : 'interface',
			}),
		),
		...(ends.length === 0 && askedEnds(answers).length === 0
			? [
					error('far-end-unknown', 'It is not known where the tunnel leads, so its own packets would be kept in, too.', {
						hint: 'Name the server that it connects to.',
						field: 'far-ends',
					}),
				]
			: []),
		...(others.length > 0 && askedEnds(answers).length === 0
			? [
					warning('tunnel-kept-in', `It is not known where ${others.map(display).join(' and ')} ${others.length === 1 ? 'leads' : 'lead'}: if by your line, it stays down.`, {
						field: 'far-ends',
					}),
				]
			: []),
	];
};
