import type {Diagnostic} from '../../diagnostics/index.js';
import {didYouMean, display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Ip} from '../../net/index.js';
import {addressFamily, families, parseIp} from '../../net/index.js';
import type {Probe, Uplink} from '../../policy/index.js';
import {ordinary} from '../../policy/index.js';
import {answerList} from '../answers.js';
import {lineChoices} from '../found-lines.js';
import {slug} from '../id.js';
import {localInterfaces, suggestNetworks, tunnelInterfaces} from '../interfaces.js';
import type {Rule} from '../rule.js';
import {parseRule} from '../rule.js';
import type {Answers, Field} from '../types.js';
import {uplinkBy} from './another-way.js';
import {checkInterfaces} from './interfaces.js';
import {refusalOf} from './when-down.js';

/** The rules that can be read, in order. */
export const rulesOf = (answers: Answers): readonly Rule[] =>
	answerList(answers, 'rules').flatMap((line) => {
		const rule = parseRule(line);
		return rule.ok ? [rule.value] : [];
	});

export const rulesHaveNames = (answers: Answers): boolean => rulesOf(answers).some(({to}) => to.domains.length > 0);

const waysOn = (facts: Facts): readonly string[] => [...lineChoices(facts), ...tunnelInterfaces(facts)].flatMap(({value, disabled}) => (disabled === undefined ? [value] : []));

/** Interfaces that rules send something by. */
export const waysNamed = (answers: Answers): readonly string[] => [
	...new Set(rulesOf(answers).flatMap(({way, otherwise}) => [way, otherwise].filter((name) => name !== ordinary && name !== 'block'))),
];

/** Interfaces that something falls back from: somebody has to tell when they are dead. */
const watchedWays = (answers: Answers): readonly string[] => [...new Set(rulesOf(answers).flatMap(({way, otherwise}) => (way === ordinary || otherwise === 'block' ? [] : [way])))];

/** One id a text, whatever stands before it; a second one that looks alike gets a number. */
export const idsFor = (texts: readonly string[], otherwise: string): readonly string[] => {
	const made: string[] = [];
	for (const text of texts) {
		const base = slug(text, 14) || otherwise;
		const next = made.filter((id) => id === base || id.startsWith(`${base}-`)).length + 1;
		made.push(next === 1 ? base : `${base}-${next}`);
	}

	return made;
};

const unknownWay = (name: string, facts: Facts): readonly Diagnostic[] => {
	const known = [ordinary, ...waysOn(facts)];
	const near = didYouMean(name, known);
	return known.includes(name) || facts.source === 'assumed'
		? []
		: [
				error('no-such-way', `${display(name)} is no way out of this router.`, {
					hint: near === undefined ? `There is: ${known.map(display).join(', ')}.` : `Did you mean ${display(near)}?`,
				}),
			];
};

const ruleTrouble = (rule: Rule, answers: Answers, facts: Facts): readonly Diagnostic[] => {
	const networks = answerList(answers, 'networks');
	return [
		...unknownWay(rule.way, facts),
		...(rule.otherwise === 'block' ? [] : unknownWay(rule.otherwise, facts)),
		...(rule.way === rule.otherwise ? [error('bad-rule', 'A way cannot take its own place.', {hint: 'Name another way behind “else”, or leave it out.'})] : []),
		...rule.networks
			.filter((name) => !networks.includes(name))
			.map((name) => error('no-such-network', `${display(name)} is none of the networks that you chose.`, {hint: `Chosen are: ${networks.map(display).join(', ')}.`})),
	];
};

const probeLine = (line: string): {readonly name: string; readonly host: Ip} | undefined => {
	const [, name, text = ''] = /^(.+?)\s+(\S+)$/.exec(line) ?? [];
	const host = parseIp(text);
	return name === undefined || host === undefined ? undefined : {name, host};
};

const probesFor = (answers: Answers, name: string, carries: Uplink['carries']): Probe => {
	const hosts = answerList(answers, 'probes').flatMap((line) => probeLine(line) ?? []);
	const of = (family: 4 | 6) => (carries[family] ? hosts.find((one) => one.name === name && addressFamily(one.host) === family)?.host : undefined);
	const [four, six] = [of(4), of(6)];
	return {...(four === undefined ? {} : {4: four}), ...(six === undefined ? {} : {6: six})};
};

/** What a document calls the rules, in order. */
export const ruleItems = (rules: readonly Rule[]): readonly string[] =>
	idsFor(
		rules.map(({what}) => what),
		'rule',
	);

const wayItem = 'by-';

/** The rule that something of the document was made from: the rule's own policy or list, or the first one that goes by a way. */
export const ruleOf = (item: string, answers: Answers): string | undefined => {
	const rules = rulesOf(answers);
	const names = waysNamed(answers);
	const name = item.startsWith(wayItem) ? names[idsFor(names, 'way').indexOf(item.slice(wayItem.length))] : undefined;
	const at = name === undefined ? ruleItems(rules).indexOf(item.replace(/-dst$/, '')) : rules.findIndex(({way, otherwise}) => way === name || otherwise === name);
	return at < 0 ? undefined : `rules[${at}]`;
};

/** The ways as uplinks. */
export const waysBy = (answers: Answers, facts: Facts, id: (item: string) => string): ReadonlyMap<string, Uplink> => {
	const names = waysNamed(answers);
	const items = idsFor(names, 'way');
	const watched = watchedWays(answers);
	return new Map(
		names.map((name, index) => {
			const uplink = uplinkBy(facts, name, id(`${wayItem}${items[index] ?? 'way'}`));
			return [name, {...uplink, ...(watched.includes(name) ? {probe: probesFor(answers, name, uplink.carries)} : {})}] as const;
		}),
	);
};

const checkProbes: NonNullable<Field['check']> = (_value, answers, facts) => {
	const watched = watchedWays(answers);
	return [
		...answerList(answers, 'probes').flatMap((line, index) => {
			const field = `probes[${index}]`;
			const probe = probeLine(line);
			if (probe === undefined || !watched.includes(probe.name)) {
				return [error('bad-probe', `“${display(line)}” names no way with a host to ping.`, {hint: `One a line: ${watched[0] ?? 'ether2'} 149.112.112.10.`, field})];
			}

			const refusal = refusalOf(probe.host, probe.name, facts);
			return refusal === undefined ? [] : [error(refusal.code, `${probe.host} ${refusal.why}.`, {hint: 'Take a host that nothing else uses.', field})];
		}),
		...watched.flatMap((name) => {
			const {carries} = uplinkBy(facts, name, '');
			const found = probesFor(answers, name, carries);
			return families
				.filter((family) => carries[family] && found[family] === undefined)
				.map((family) =>
					error('probe-missing', `Name an IPv${family} host to ping by ${display(name)}.`, {
						hint: `A line such as: ${display(name)} ${family === 4 ? '149.112.112.10' : '2620:fe::fe:10'}.`,
						field: 'probes',
					}),
				);
		}),
	];
};

/** Rules in so many words. */
export const ruleQuestions: readonly Field[] = [
	{
		id: 'networks',
		kind: 'choices',
		title: 'Whose traffic?',
		help: 'Networks that the rules are for. A rule can be for one of them: in vlan10.',
		choices: (_answers, facts) => localInterfaces(facts),
		fromRouter: true,
		suggest: (_answers, facts) => ({value: suggestNetworks(facts), because: 'these are your local networks'}),
		check: (value, _answers, facts) => checkInterfaces(Array.isArray(value) ? value : [], localInterfaces(facts), facts, 'networks'),
	},
	{
		id: 'rules',
		kind: 'lines',
		title: 'Rules, the first that fits decides',
		help: 'WHAT > WAY, one a line. WHAT: to NAMES, from HOSTS, in NETWORK, tcp 22, udp 5060, or everything. WAY: an interface, or ordinary. Behind it “else ordinary” or “else WAY”; without it: blocked.',
		placeholder: 'to 10.0.0.0/8, *.corp.example.com > wg-office',
		check: (_value, answers, facts) =>
			answerList(answers, 'rules').flatMap((line, index) => {
				const rule = parseRule(line);
				return (rule.ok ? ruleTrouble(rule.value, answers, facts) : rule.diagnostics).map((one) => ({...one, field: `rules[${index}]`}));
			}),
	},
	{
		id: 'probes',
		kind: 'lines',
		title: 'Hosts to ping by each way',
		help: 'For ways that something falls back from: the interface and a host on the Internet that is reached by it only, one a family. None of your resolvers.',
		placeholder: 'ether2 149.112.112.10',
		visible: (answers) => watchedWays(answers).length > 0,
		check: checkProbes,
	},
];
