import fc from 'fast-check';
import {compile} from '../../source/compiler/index.js';
import type {Facts} from '../../source/facts/index.js';
import {addressFamily, addressOf, networkOf, prefixLength} from '../../source/net/index.js';
import type {Answers, AnswerValue, Attachments, Field, Scenario} from '../../source/scenario/index.js';
import {buildProfile, completeAnswers, validateAnswers, visibleFields} from '../../source/scenario/index.js';
import {profileOf} from '../compiler/build.js';
import {namesApart, withApart} from './apart.js';

/** Somebody's router and what they answered there, valid as it stands. */
export type Wish = {readonly answers: Answers; readonly facts: Facts; readonly attachments: Attachments};

export const minors = [9, 12, 16, 20, 22, 24] as const;

const v4Host = fc.tuple(fc.integer({min: 1, max: 223}), fc.nat(255), fc.nat(255), fc.integer({min: 1, max: 254})).map((parts) => parts.join('.'));
const v6Host = fc.tuple(fc.nat(0xff_ff), fc.integer({min: 1, max: 0xff_ff})).map(([a, b]) => `2001:db8:${a.toString(16)}::${b.toString(16)}`);
const label = fc.stringMatching(/^[a-z][a-z\d]{0,8}$/);
const name = fc.tuple(label, fc.constantFrom('example.com', 'example.net', 'corp.example')).map((parts) => parts.join('.'));
const prefix = fc.oneof(
	fc.tuple(fc.integer({min: 1, max: 223}), fc.nat(255), fc.nat(255)).map(([a, b, c]) => `${a}.${b}.${c}.0/24`),
	fc.nat(0xff_ff).map((a) => `2001:db8:${a.toString(16)}::/48`),
);

/** Hosts and networks beside the router, as far as its addresses say. */
const near = (facts: Facts): fc.Arbitrary<string> => {
	const rows = facts.addresses.filter(({address}) => addressFamily(address) === 4 && prefixLength(networkOf(address)) <= 24);
	const hosts = rows.map(({address}) => addressOf(address).split('.').slice(0, 3).join('.'));
	return hosts.length === 0 ? v4Host : fc.tuple(fc.constantFrom(...hosts), fc.integer({min: 10, max: 200})).map(([head, last]) => `${head}.${last}`);
};

/** Lines that people may write, by what the question is called; other questions get what the examples answer. */
const lines: Readonly<Record<string, (facts: Facts) => fc.Arbitrary<string>>> = {
	destinations: () =>
		fc.oneof(
			v4Host,
			v6Host,
			prefix,
			name,
			name.map((text) => `*.${text}`),
		),
	sources: near,
	exempt: near,
	probe: () => fc.oneof(v4Host, v6Host),
};

type Pool = ReadonlyMap<string, readonly AnswerValue[]>;

/** What the examples of a preset answer to each question. */
const poolOf = ({fields, examples}: Scenario): Pool => new Map(fields.map(({id}) => [id, examples.flatMap(({answers}) => answers[id] ?? [])]));

const some = <T>(items: readonly T[], most = 4): fc.Arbitrary<readonly T[]> => fc.subarray([...items], {maxLength: Math.min(most, items.length)});

/** An answer to one question: of its kind, and not yet known to be a right one. */
const answerTo = (field: Field, answers: Answers, facts: Facts, pool: Pool): fc.Arbitrary<AnswerValue | undefined> => {
	const known = [...(pool.get(field.id) ?? []), ...[field.suggest?.(answers, facts)?.value ?? []].flat().map(String)];
	const texts = known.flatMap((one) => (typeof one === 'boolean' ? [] : typeof one === 'string' ? [one] : [...one]));
	switch (field.kind) {
		case 'confirm':
			return fc.boolean();
		case 'choice':
		case 'choices': {
			const values = field.choices(answers, facts).flatMap(({value, disabled}) => (disabled === undefined ? [value] : []));
			return values.length === 0 ? fc.constant(undefined) : field.kind === 'choice' ? fc.constantFrom(...values) : some(values, 3);
		}

		case 'lines': {
			const typed = Object.entries(lines).find(([id]) => field.id === id || field.id.endsWith(`-${id}`))?.[1](facts);
			const pooled = texts.length === 0 ? fc.constant([]) : some(texts);
			return typed === undefined ? pooled : fc.tuple(pooled, fc.array(typed, {maxLength: 3})).map((both) => [...new Set(both.flat())]);
		}

		case 'text':
		case 'file':
			return texts.length === 0 ? fc.constant(undefined) : fc.constantFrom(...texts);
	}
};

/** Answers one after the other, since what can be answered follows from the answers before; most stay as the example has them. */
const answersTo = (scenario: Scenario, start: Answers, facts: Facts, attachments: Attachments): fc.Arbitrary<Answers> => {
	const pool = poolOf(scenario);
	return scenario.fields.reduce<fc.Arbitrary<Answers>>(
		(drawn, field) =>
			drawn.chain((answers) => {
				const seen = completeAnswers(scenario, answers, facts, attachments);
				return fc.oneof({arbitrary: fc.constant(start[field.id]), weight: 2}, {arbitrary: answerTo(field, seen, facts, pool), weight: 3}).map((value) => {
					const {[field.id]: _before, ...others} = answers;
					return value === undefined ? others : {...others, [field.id]: value};
				});
			}),
		fc.constant({}),
	);
};

const isValid = (scenario: Scenario, answers: Answers, facts: Facts, attachments: Attachments): boolean =>
	validateAnswers(scenario, answers, facts, attachments).every(({severity}) => severity !== 'error');

/** The drawn answers with each that is refused put back to the example's; the example itself where that does not help. */
const mended = (scenario: Scenario, drawn: Answers, start: Answers, facts: Facts, attachments: Attachments): Answers => {
	let answers = drawn;
	for (let tries = 0; tries < 3 && !isValid(scenario, answers, facts, attachments); tries += 1) {
		const wrong = new Set(validateAnswers(scenario, answers, facts, attachments).flatMap(({severity, field}) => (severity === 'error' ? [field?.replace(/\[\d+\]$/, '')] : [])));
		const missing = visibleFields(scenario, completeAnswers(scenario, answers, facts, attachments), facts, attachments).filter(
			({id}) => answers[id] === undefined && start[id] !== undefined,
		);
		answers = {
			...Object.fromEntries(Object.entries(answers).filter(([id]) => !wrong.has(id))),
			...Object.fromEntries([...wrong, ...missing.map(({id}) => id)].flatMap((id) => (id === undefined || start[id] === undefined ? [] : [[id, start[id]] as const]))),
		};
	}

	return isValid(scenario, answers, facts, attachments) ? answers : start;
};

const isTaken = (scenario: Scenario, answers: Answers, facts: Facts, attachments: Attachments): boolean => {
	const built = buildProfile(profileOf('wish', answers, scenario.id), [scenario], facts, attachments);
	return built.ok && compile(built.value.document, {profile: 'wish', facts}).ok;
};

/** Valid answers to a preset, drawn around its examples: on the router of one of them, of any release, with IPv6 on or off, some of its lines in VRFs. */
export const wishesOf = (scenario: Scenario): fc.Arbitrary<Wish> =>
	fc
		.constantFrom(...scenario.examples)
		.chain((example) =>
			fc.record({
				example: fc.constant(example),
				minor: fc.constantFrom(...minors),
				isIpv4Only: fc.oneof({arbitrary: fc.constant(false), weight: 4}, {arbitrary: fc.constant(true), weight: 1}),
				apart: namesApart(example.facts),
			}),
		)
		.chain(({example, minor, isIpv4Only, apart}) => {
			const attachments = Object.assign({}, ...scenario.examples.map((one) => one.attachments ?? {})) as Attachments;
			const whole: Facts = {...example.facts, release: {major: 7, minor, patch: 1}, ...(isIpv4Only ? {ipv6Enabled: false} : {})};
			const parted = withApart(whole, apart);
			return answersTo(scenario, example.answers, parted, attachments).map((drawn) => {
				const wished = mended(scenario, drawn, example.answers, parted, attachments);
				// What is refused there, such as a kill switch by way of a VRF, is wished for on a router without.
				const isApart = apart.length > 0 && isTaken(scenario, wished, parted, attachments);
				const [answers, facts] = isApart ? [wished, parted] : [mended(scenario, drawn, example.answers, whole, attachments), whole];
				const names = isApart ? ` with ${apart.join(' and ')} in VRFs` : '';
				// A counterexample is read by people: whose router, which release, what answers.
				return {answers, facts, attachments, [fc.toStringMethod]: () => `${example.id} on 7.${minor}${isIpv4Only ? ' without IPv6' : ''}${names}: ${JSON.stringify(answers)}`};
			});
		});
