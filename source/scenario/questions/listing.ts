import {findService, services} from '../../catalogue/index.js';
import {warning} from '../../diagnostics/index.js';
import {prefixContains} from '../../net/index.js';
import type {DestinationList, ListedName} from '../../policy/index.js';
import {answerList} from '../answers.js';
import {parseDestination} from '../destination.js';
import type {Answers, Field} from '../types.js';
import {checkLines, connectedNetworks} from './lines.js';

/** Whether some destination is a name. */
export const namesListed = (answers: Answers): boolean =>
	answerList(answers, 'services').some((word) => (findService(word)?.domains.length ?? 0) > 0) ||
	answerList(answers, 'destinations').some((line) => {
		const parsed = parseDestination(line);
		return parsed.ok && parsed.value.kind === 'name';
	});

/** What is listed: services of the catalogue, and whatever else one types. */
export const listingQuestions: readonly Field[] = [
	{
		id: 'services',
		kind: 'choices',
		title: 'Services through the tunnel',
		help: 'Known by their domain names, and by addresses where the publisher names them. Large services share hosts with others: some of their neighbours come along.',
		optional: true,
		choices: () => services.map(({id, title, group}) => ({value: id, title, help: group})),
	},
	{
		id: 'destinations',
		kind: 'lines',
		title: 'Other destinations',
		help: 'One a line: an address, a prefix (192.0.2.0/24), a range (192.0.2.1-192.0.2.9), a name (example.com), or *.example.com for the name and everything below it.',
		placeholder: '*.example.com',
		optional: true,
		check: checkLines('destinations', parseDestination, (_answers, facts) => {
			const networks = connectedNetworks(facts);
			return (value) =>
				(value.kind === 'prefixes' ? value.prefixes : [])
					.filter((prefix) => networks.some((network) => prefixContains(network, prefix)))
					.map((prefix) => warning('stays-local', `${prefix} is in a network of this router: it stays local.`));
		}),
	},
];

/** Names once, and none that `*.name` above it covers. */
const withoutCovered = (names: readonly ListedName[]): readonly ListedName[] => {
	const once = [...new Map(names.toReversed().map((name) => [`${name.subdomains} ${name.name}`, name])).values()].reverse();
	const whole = new Set<string>(once.filter(({subdomains}) => subdomains).map(({name}) => name));
	return once.filter(({name, subdomains}) => {
		const parents = name.split('.').map((_label, index, labels) => labels.slice(index).join('.'));
		return !parents.slice(subdomains ? 1 : 0).some((parent) => whole.has(parent));
	});
};

/** Everything listed as one list. */
export const listOf = (answers: Answers, id: string): DestinationList => {
	const chosen = answerList(answers, 'services')
		.map(findService)
		.filter((service) => service !== undefined);
	const typed = answerList(answers, 'destinations').flatMap((line) => {
		const parsed = parseDestination(line);
		return parsed.ok ? [parsed.value] : [];
	});
	return {
		id,
		title: 'listed destinations',
		prefixes: [...chosen.flatMap(({prefixes}) => prefixes), ...typed.flatMap((one) => (one.kind === 'prefixes' ? one.prefixes : []))],
		domains: withoutCovered([
			...chosen.flatMap(({title, domains}) => domains.map((domain) => ({...domain, label: title}))),
			...typed.flatMap((one) => (one.kind === 'name' ? [{name: one.name, subdomains: one.subdomains}] : [])),
		]),
	};
};
