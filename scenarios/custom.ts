import type {Network, Policy, PolicyDocument, Uplink} from '../source/policy/index.js';
import {emptyDocument, ordinary} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Rule, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	display,
	dnsOf,
	dnsQuestionsFor,
	documentGiven,
	idsFor,
	ok,
	orDocument,
	ruleItems,
	ruleOf,
	ruleQuestions,
	rulesHaveNames,
	rulesOf,
	waysBy,
} from '../source/scenario/index.js';
import {examples} from './examples/custom.js';

const whenDown = ({way, otherwise}: Rule, ways: ReadonlyMap<string, Uplink>): Policy['whenDown'] => {
	if (way === ordinary || otherwise === 'block') {
		return {kind: 'block'};
	}

	const to = ways.get(otherwise)?.id;
	return {kind: 'fall-back', ...(to === undefined ? {} : {to})};
};

const build = (answers: Answers, {partId, facts, attachments}: BuildContext): Result<Built> => {
	const given = documentGiven(answers, partId, facts, attachments);
	if (given !== undefined) {
		return given.ok ? ok({document: given.value, secrets: new Map(), warnings: []}) : given;
	}

	const id = (item: string): string => `${partId}.${item}`;
	const rules = rulesOf(answers);
	const items = ruleItems(rules);
	const ways = waysBy(answers, facts, id);
	const names = answerList(answers, 'networks');
	const nets = idsFor(names, 'net');
	const networks = names.map((name, index): Network => ({id: id(`in-${nets[index] ?? 'net'}`), interfaces: [name]}));
	const made = rules.map((rule, index) => {
		const item = items[index] ?? 'rule';
		const {to, from, traffic, way} = rule;
		const list = {id: id(`${item}-dst`), title: display(rule.what), ...to};
		const lists = to.prefixes.length + to.domains.length === 0 ? [] : [list];
		const policy: Policy = {
			id: id(item),
			title: display(`${rule.what} by ${way}`),
			selector: {
				to: lists.map((one) => one.id),
				from,
				networks: networks.filter(({interfaces}) => rule.networks.length === 0 || interfaces.some((name) => rule.networks.includes(name))).map((network) => network.id),
				...traffic,
			},
			uplink: way === ordinary ? ordinary : (ways.get(way)?.id ?? ordinary),
			whenDown: whenDown(rule, ways),
			waived: answerText(answers, 'ipv6') === 'leave' ? [6] : [],
		};
		return {lists, policy};
	});
	const document: PolicyDocument = {
		...emptyDocument,
		networks,
		uplinks: [...ways.values()],
		lists: made.flatMap(({lists}) => lists),
		policies: made.map(({policy}) => policy),
		dns: dnsOf(answers, undefined, rulesHaveNames),
	};
	return ok({document, secrets: new Map(), warnings: []});
};

export const custom: Scenario = {
	id: 'custom',
	title: 'Your own rules',
	summary: 'What goes which way, in rules of one line each, for whatever no other preset covers.',
	group: 'Free form',
	guide: 'Traffic Selection',
	about: [
		'Each rule names traffic and its way: to 10.0.0.0/8, *.corp.example.com > wg-office. The first rule that fits decides; what fits none goes as before. Put exceptions before what they are exceptions to: from 192.168.88.50 > ordinary.',
		'WHAT is any of: to (addresses, prefixes, ranges, names, *.names, services), from (hosts), in (a network), and a kind of traffic: tcp 22, udp 5060-5061, udp from 123, icmp, dscp 46, size 0-200. Several are all to be true; items behind one word are alternatives, with commas between them. Everything is: everything.',
		'WAY is an interface that leads out, a line or a tunnel, or ordinary: as without any rule. Behind it may stand else and another way, for when it is dead; without it the traffic waits. All the care of the other presets is taken here, too: local networks, replies, FastTrack, NAT, IPv6.',
		'What no rule can say, a document can: one JSON file with networks, lines, lists, shares, policies, tiers, zones and the rest, in the words that every preset is turned into (docs/policy-document.md).',
	],
	fields: orDocument([
		...ruleQuestions,
		{
			id: 'ipv6',
			kind: 'choice',
			title: 'IPv6 that cannot follow',
			help: 'Where a way carries no IPv6, or hosts are named by IPv4 address only. Refused, programs take IPv4 and the rule at once; left alone, it goes as before.',
			visible: (_answers, facts) => facts.ipv6Enabled,
			choices: () => [
				{value: 'block', title: 'Refuse it', help: 'Programs use IPv4 instead.'},
				{value: 'leave', title: 'Leave all IPv6 alone', help: 'The rules are for IPv4 only.'},
			],
			suggest: () => ({value: 'block', because: 'nothing passes a rule by'}),
		},
		...dnsQuestionsFor(rulesHaveNames).filter(({id}) => id !== 'resolver'),
	]),
	examples,
	build,
	askedIn: (item, answers) => (answerText(answers, 'document') === '' ? (ruleOf(item, answers) ?? (item.startsWith('in-') ? 'networks' : undefined)) : 'document'),
};
