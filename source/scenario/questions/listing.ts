import {findService, services} from '../../catalogue/index.js';
import type {Diagnostic} from '../../diagnostics/index.js';
import {warning} from '../../diagnostics/index.js';
import type {Prefix} from '../../net/index.js';
import {prefixContains} from '../../net/index.js';
import type {DestinationList, ListedName} from '../../policy/index.js';
import {strangeVrfOf} from '../../policy/index.js';
import {answerList, attached, fileOf} from '../answers.js';
import {parseDestination} from '../destination.js';
import type {ListFile} from '../importers/list-file.js';
import {readListFile} from '../importers/list-file.js';
import type {Answers, Attachments, Field} from '../types.js';
import {connectedNetworks} from './lines.js';

/** Names once, and none that `*.name` above it covers. */
const withoutCovered = (names: readonly ListedName[]): readonly ListedName[] => {
	const once = [...new Map(names.toReversed().map((name) => [`${name.subdomains} ${name.name}`, name])).values()].reverse();
	const whole = new Set<string>(once.filter(({subdomains}) => subdomains).map(({name}) => name));
	return once.filter(({name, subdomains}) => {
		const parents = name.split('.').map((_label, index, labels) => labels.slice(index).join('.'));
		return !parents.slice(subdomains ? 1 : 0).some((parent) => whole.has(parent));
	});
};

/** What the questions about one of several lists are called. */
export type ListingWords = {
	/** Before the ids of the questions; empty for the only list. */
	readonly prefix: string;
	readonly section?: string;
	readonly services: string;
	readonly destinations: string;
};

/** What is listed: services of the catalogue, whatever else one types, and files of it. */
export type Listing = {
	readonly questions: readonly Field[];
	/** Whether some destination is a name. */
	readonly hasNames: (answers: Answers, attachments?: Attachments) => boolean;
	/** Everything listed as one list. */
	readonly list: (answers: Answers, id: string, attachments?: Attachments, title?: string) => DestinationList;
};

type Listed = Pick<ListFile, 'prefixes' | 'names'>;

const nothing: Listed = {prefixes: [], names: []};

/** A line as one types it: a destination, or `@path` for all those of a file. What cannot be read is nothing: `check` tells. */
const listedBy = (line: string, attachments: Attachments | undefined): Listed => {
	if (line.startsWith('@')) {
		const file = readListFile(attached(attachments, fileOf(line)) ?? '');
		return file.ok ? file.value : nothing;
	}

	const parsed = parseDestination(line);
	return parsed.ok
		? parsed.value.kind === 'name'
			? {prefixes: [], names: [{name: parsed.value.name, subdomains: parsed.value.subdomains}]}
			: {prefixes: parsed.value.prefixes, names: []}
		: nothing;
};

const checkLine = (line: string, attachments: Attachments | undefined, networks: readonly Prefix[]): readonly Diagnostic[] => {
	if (line.startsWith('@')) {
		const text = attached(attachments, fileOf(line));
		const file = text === undefined ? undefined : readListFile(text);
		return file === undefined ? [] : file.ok ? file.value.warnings : file.diagnostics;
	}

	const parsed = parseDestination(line);
	return parsed.ok
		? (parsed.value.kind === 'prefixes' ? parsed.value.prefixes : [])
				.filter((one) => networks.some((network) => prefixContains(network, one)))
				.map((one) => warning('stays-local', `${one} is in a network of this router: it stays local.`))
		: parsed.diagnostics;
};

export const listing = ({prefix, section, ...titles}: ListingWords): Listing => {
	const ids = {services: `${prefix}services`, destinations: `${prefix}destinations`};
	const placed = section === undefined ? {} : {section};
	const typed = (answers: Answers, attachments: Attachments | undefined): Listed => {
		const lines = answerList(answers, ids.destinations).map((line) => listedBy(line, attachments));
		return {prefixes: lines.flatMap(({prefixes}) => prefixes), names: lines.flatMap(({names}) => names)};
	};
	return {
		questions: [
			{
				id: ids.services,
				kind: 'choices',
				title: titles.services,
				...placed,
				help: 'Known by their domain names, and by addresses where the publisher names them. Large services share hosts with others: some of their neighbours come along.',
				optional: true,
				choices: () => services.map(({id, title, group}) => ({value: id, title, group})),
			},
			{
				id: ids.destinations,
				kind: 'lines',
				title: titles.destinations,
				...placed,
				help: 'One a line: an address, a prefix (192.0.2.0/24), a range (192.0.2.1-192.0.2.9), a name (example.com), *.example.com for all names below it too, or @list.txt for a file of such lines.',
				placeholder: '*.example.com',
				optional: true,
				check: (_value, answers, facts, attachments) => {
					// What a VRF sets apart is as far as the Internet.
					const networks = connectedNetworks(
						facts,
						facts.addresses.map((row) => row.interface).filter((name) => strangeVrfOf(facts, name) === undefined),
					);
					return answerList(answers, ids.destinations).flatMap((line, index) =>
						checkLine(line, attachments, networks).map((one) => ({...one, field: `${ids.destinations}[${index}]`})),
					);
				},
			},
		],
		hasNames: (answers, attachments) =>
			answerList(answers, ids.services).some((word) => (findService(word)?.domains.length ?? 0) > 0) || typed(answers, attachments).names.length > 0,
		list: (answers, id, attachments, title = 'listed destinations') => {
			const chosen = answerList(answers, ids.services)
				.map(findService)
				.filter((service) => service !== undefined);
			const {prefixes, names} = typed(answers, attachments);
			return {
				id,
				title,
				prefixes: [...chosen.flatMap((service) => service.prefixes), ...prefixes],
				domains: withoutCovered([...chosen.flatMap((service) => service.domains.map((domain) => ({...domain, label: service.title}))), ...names]),
			};
		},
	};
};

const tunnelled = listing({prefix: '', services: 'Services through the tunnel', destinations: 'Other destinations'});

/** The only list of a preset. */
export const listingQuestions = tunnelled.questions;

export const listOf = (answers: Answers, id: string, attachments?: Attachments): DestinationList => tunnelled.list(answers, id, attachments);

export const namesListed = tunnelled.hasNames;
