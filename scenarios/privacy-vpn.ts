import type {Prefix} from '../source/net/index.js';
import type {DestinationList, Network, Policy, PolicyDocument} from '../source/policy/index.js';
import {emptyDocument, ordinary} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	carriedBy,
	closedDnsOf,
	closedLines,
	closedNetworks,
	closingTrouble,
	error,
	excepted,
	exceptedHosts,
	fail,
	farEndsOf,
	isError,
	lookupOf,
	ok,
	tunnelOf,
	tunnelQuestions,
	upstreamOf,
} from '../source/scenario/index.js';
import {examples} from './examples/privacy-vpn.js';

type Exception = {readonly id: string; readonly title: string; readonly to?: DestinationList; readonly from?: readonly Prefix[]; readonly network: Network};

const exceptionsOf = (answers: Answers, {partId, attachments}: BuildContext, lan: Network): readonly Exception[] => {
	const id = (item: string): string => `${partId}.${item}`;
	const free: Network = {id: id('free'), interfaces: answerList(answers, 'free-networks')};
	const from = exceptedHosts(answers);
	const to = excepted.list(answers, id('except'), attachments, 'excepted destinations');
	return [
		...(free.interfaces.length === 0 ? [] : [{id: id('free-lan'), title: 'networks that stay as they are', network: free}]),
		...(from.length === 0 ? [] : [{id: id('free-hosts'), title: 'hosts that stay as they are', from, network: lan}]),
		...(to.prefixes.length + to.domains.length === 0 ? [] : [{id: id('free-dst'), title: 'destinations that stay as they are', to, network: lan}]),
	];
};

const build = (answers: Answers, context: BuildContext): Result<Built> => {
	const {facts, attachments, partId} = context;
	const id = (item: string): string => `${partId}.${item}`;
	const tunnel = tunnelOf(answers, id('vpn'), context);
	if (!tunnel.ok) {
		return tunnel;
	}

	const {kind, title, conf} = tunnel.value;
	const carries = carriedBy(answers, facts, attachments);
	const upstream = upstreamOf(answers, facts, conf, carries);
	const trouble = [
		...closingTrouble(answers, facts, attachments),
		...(upstream.length === 0 && answerList(answers, 'exempt').length === 0
			? [error('resolver-missing', 'The router needs a resolver that it can ask through the tunnel.', {hint: 'Name one, such as 9.9.9.9.', field: 'resolver'})]
			: []),
	];
	if (trouble.some(isError)) {
		return fail(...trouble);
	}

	const lan: Network = {id: id('lan'), interfaces: answerList(answers, 'networks')};
	const exceptions = exceptionsOf(answers, context, lan);
	const farEnds = farEndsOf(answers, facts, attachments);
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [...new Set([lan, ...exceptions.map(({network}) => network)])],
		uplinks: [{id: id('vpn'), title, kind, nat: {4: true, 6: true}, carries}],
		lists: exceptions.flatMap(({to}) => to ?? []),
		policies: [
			...exceptions.map(
				({id: policy, title: words, to, from = [], network}): Policy => ({
					id: policy,
					title: words,
					selector: {to: to === undefined ? [] : [to.id], from, networks: [network.id]},
					uplink: ordinary,
					whenDown: {kind: 'block'},
					waived: [],
				}),
			),
			{
				id: id('all'),
				title: `everything${exceptions.length === 0 ? '' : ' else'} goes through ${title}`,
				selector: {to: [], from: [], networks: [lan.id]},
				uplink: id('vpn'),
				whenDown: {kind: 'block'},
				waived: [],
			},
		],
		killSwitches: [{id: id('kill'), uplink: id('vpn'), farEnds, upstream, ...lookupOf(answers, farEnds, facts)}],
		dns: closedDnsOf(answers),
	};
	return ok({document, secrets: conf?.secrets ?? new Map(), warnings: trouble});
};

export const privacyVpn: Scenario = {
	id: 'privacy-vpn',
	title: 'Everything through a VPN, with a kill switch',
	summary: 'All traffic but what you except goes through a tunnel, and nothing leaves while the tunnel is down.',
	group: 'VPN and privacy',
	guide: 'Scenario 3: The "Paranoid Privacy Setup"',
	about: [
		'Every connection of the chosen networks is marked and looked up in a table that leads into the tunnel and ends in nothing. Beside that stands a filter that looks at neither marks nor tables: whatever is about to leave by a line is refused, from networks that you add later, too.',
		'The router itself is held to the same: its questions for names, its updates and calls home go through the tunnel. By the line go only the tunnel’s own packets, the look-up of its name, the clock (NTP) and leases, each by a rule of its own.',
		'Local networks stay local, what comes in by a line is answered by it, and what you except goes its ordinary way. IPv6 goes through the tunnel where it can carry it, and nowhere else.',
	],
	fields: [...tunnelQuestions, ...closedNetworks, ...closedLines],
	examples,
	build,
};
