import type {Diagnostic, Result, Secret} from '../diagnostics/index.js';
import {didYouMean, display, error, fail, isError, ok} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {mergeDocuments} from '../policy/index.js';
import {askedAnswers, attached, completeAnswers, filesNamed, validateAnswers, visibleFields} from './answers.js';
import {longestSlug, slug} from './id.js';
import type {Answers, Attachments, Built, Profile, ProfilePart, ProfileRouter, Scenario} from './types.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Longer ids leave no room in names on the router. */
const profileId = /^[a-z][a-z\d-]{0,16}$/;
const partId = /^[a-z][a-z\d-]{0,15}$/;

/** Stands for the whole profile in owner keys. */
const reserved = 'all';

const wrong = (field: string, message: string, hint?: string): Diagnostic => error('bad-profile', message, {field, ...(hint === undefined ? {} : {hint})});

const unknownKeys = (value: Json, known: readonly string[], field: string): readonly Diagnostic[] =>
	Object.keys(value)
		.filter((key) => !known.includes(key))
		.map((key) => {
			const near = didYouMean(key, known);
			return wrong(`${field}${display(key)}`, `A profile has no “${display(key)}” here.`, near === undefined ? `Known are: ${known.join(', ')}.` : `Did you mean ${near}?`);
		});

const isAnswers = (value: unknown): value is Answers =>
	isObject(value) &&
	Object.values(value).every((one) => typeof one === 'string' || typeof one === 'boolean' || (Array.isArray(one) && one.every((line) => typeof line === 'string')));

const routerTrouble = (router: unknown): readonly Diagnostic[] => {
	if (router === undefined) {
		return [];
	}

	if (!isObject(router) || typeof router.host !== 'string' || router.host === '') {
		return [wrong('router', 'The router needs a “host”.')];
	}

	const {port, user} = router;
	return [
		...unknownKeys(router, ['host', 'port', 'user'], 'router.'),
		...(port === undefined || (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535)
			? []
			: [wrong('router.port', 'A port is a number from 1 to 65535.')]),
		...(user === undefined || (typeof user === 'string' && user !== '') ? [] : [wrong('router.user', 'The user is a text.')]),
	];
};

const partTrouble = (part: unknown, index: number, all: readonly unknown[]): readonly Diagnostic[] => {
	const field = `parts[${index}]`;
	if (!isObject(part)) {
		return [wrong(field, 'A part is an object with “scenario” and “answers”.')];
	}

	const {id, scenario, answers} = part;
	return [
		...unknownKeys(part, ['id', 'scenario', 'answers'], `${field}.`),
		...(id === undefined || (typeof id === 'string' && partId.test(id) && id !== reserved)
			? []
			: [wrong(`${field}.id`, 'The id of a part is a short lower-case slug, and not “all”.')]),
		...(all.some((other, at) => at < index && isObject(other) && idOf(other, at) === idOf(part, index)) ? [wrong(`${field}.id`, 'Two parts have the same id.')] : []),
		...(typeof scenario === 'string' ? [] : [wrong(`${field}.scenario`, 'A part names its scenario.', 'See `detour scenarios`.')]),
		...(answers === undefined || isAnswers(answers) ? [] : [wrong(`${field}.answers`, 'Answers are texts, lists of texts, true or false, by the name of the question.')]),
	];
};

const idOf = (part: Json, index: number): string => (typeof part.id === 'string' ? part.id : `p${index + 1}`);

const routerOf = (router: unknown): ProfileRouter | undefined =>
	isObject(router)
		? {host: String(router.host), port: typeof router.port === 'number' ? router.port : 22, user: typeof router.user === 'string' ? router.user : 'admin'}
		: undefined;

const partOf = (part: unknown, index: number): readonly ProfilePart[] =>
	isObject(part) ? [{id: idOf(part, index), scenario: String(part.scenario), answers: isAnswers(part.answers) ? part.answers : {}}] : [];

/** A profile from parsed JSON. Ids may be left out: they follow from the name and the position. */
export const parseProfile = (json: unknown): Result<Profile> => {
	if (!isObject(json)) {
		return fail(wrong('', 'A profile is a JSON object with “name” and “parts”.'));
	}

	const {version, id, name, parts, router} = json;
	const problems = [
		...unknownKeys(json, ['schema', 'version', 'id', 'name', 'router', 'parts'], ''),
		...(version === undefined || version === 1 ? [] : [wrong('version', `This is a profile of version ${display(String(version))}; known is version 1.`)]),
		...(typeof name === 'string' && name.trim() !== '' ? [] : [wrong('name', 'A profile needs a name.')]),
		...(id === undefined || (typeof id === 'string' && profileId.test(id)) ? [] : [wrong('id', 'The id of a profile is a lower-case slug of at most 17 characters.')]),
		...routerTrouble(router),
		...(Array.isArray(parts) && parts.length > 0 ? parts.flatMap(partTrouble) : [wrong('parts', 'A profile needs at least one part.')]),
	];
	if (problems.length > 0) {
		return fail(...problems);
	}

	const title = typeof name === 'string' ? name.trim() : '';
	const known = routerOf(router);
	return ok({
		version: 1,
		id: typeof id === 'string' ? id : slug(title, longestSlug) || 'profile',
		name: title,
		...(known === undefined ? {} : {router: known}),
		parts: Array.isArray(parts) ? parts.flatMap(partOf) : [],
	});
};

/** Files that a profile's answers name, to be read and passed on as attachments. */
export const attachmentPaths = (profile: Profile, scenarios: readonly Scenario[], facts: Facts): readonly string[] => [
	...new Set(
		profile.parts.flatMap(({scenario, answers}) => {
			const found = scenarios.find(({id}) => id === scenario);
			return found === undefined ? [] : visibleFields(found, completeAnswers(found, answers, facts), facts).flatMap((field) => filesNamed(field, answers));
		}),
	),
];

const buildPart = (part: ProfilePart, scenarios: readonly Scenario[], facts: Facts, attachments: Attachments): Result<Built> => {
	const scenario = scenarios.find(({id}) => id === part.scenario);
	if (scenario === undefined) {
		const near = didYouMean(
			part.scenario,
			scenarios.map(({id}) => id),
		);
		return fail(
			error('unknown-scenario', `There is no scenario “${display(part.scenario)}”.`, {
				hint: near === undefined ? `There is: ${scenarios.map(({id}) => id).join(', ')}.` : `Did you mean ${near}?`,
				field: 'scenario',
			}),
		);
	}

	const asked = askedAnswers(scenario, part.answers, facts, attachments);
	// As one types, a file that is not read yet is no trouble; from here on it would be left out.
	const unread = scenario.fields
		.filter(({kind}) => kind === 'lines')
		.flatMap((field) =>
			filesNamed(field, asked)
				.filter((path) => attached(attachments, path) === undefined)
				.map((path) => error('unreadable-file', `The file ${display(path)} could not be read.`, {field: field.id})),
		);
	const problems = [...validateAnswers(scenario, part.answers, facts, attachments), ...unread];
	if (problems.some(isError)) {
		return fail(...problems);
	}

	const built = scenario.build(asked, {partId: part.id, facts, attachments});
	return built.ok ? ok({...built.value, warnings: [...problems, ...built.value.warnings]}) : built;
};

/** Answers to one document: each part built by its scenario, then merged. Secrets stay beside the document. */
export const buildProfile = (profile: Profile, scenarios: readonly Scenario[], facts: Facts, attachments: Attachments): Result<Built> => {
	const results = profile.parts.map((part) => ({part, result: buildPart(part, scenarios, facts, attachments)}));
	// One part: its fields are all there is. Several: say whose field it is.
	const place = (part: ProfilePart, diagnostic: Diagnostic): Diagnostic =>
		profile.parts.length === 1 || diagnostic.field === undefined ? diagnostic : {...diagnostic, field: `${part.id}: ${diagnostic.field}`};
	const failures = results.flatMap(({part, result}) => (result.ok ? [] : result.diagnostics.map((diagnostic) => place(part, diagnostic))));
	if (failures.length > 0) {
		return fail(...failures);
	}

	const built = results.flatMap(({part, result}) => (result.ok ? [{part, value: result.value}] : []));
	const merged = mergeDocuments(built.map(({value}) => value.document));
	return merged.ok
		? ok({
				document: merged.value,
				secrets: new Map<string, Secret>(built.flatMap(({value}) => [...value.secrets])),
				warnings: built.flatMap(({part, value}) => value.warnings.map((diagnostic) => place(part, diagnostic))),
			})
		: merged;
};
