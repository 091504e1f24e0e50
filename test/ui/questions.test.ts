/** Whatever is answered to a question of a preset: told in one clear sentence, never a crash, never a way in. */
import {describe, expect, it} from 'vitest';
import {scenarios} from '../../scenarios/index.js';
import {prepare} from '../../source/commands/prepare.js';
import {display, isError} from '../../source/diagnostics/index.js';
import {assumedFacts} from '../../source/routeros/model/index.js';
import {parse} from '../../source/routeros/syntax/index.js';
import {askedAnswers} from '../../source/scenario/answers.js';
import type {Answers, AnswerValue, Example, Field, Scenario} from '../../source/scenario/index.js';
import {validateField, visibleFields} from '../../source/scenario/index.js';
import {profileOf} from '../compiler/build.js';

const command = '/system reset-configuration';

/** What people type, paste and try. */
const texts: readonly string[] = [
	'letters',
	'-1',
	'0',
	'99999999999999999999',
	'1e9',
	'10.0.0.300',
	'10.0.0.0/33',
	'::ffff:1::2',
	'a b  c',
	', ; ,',
	'=',
	'#',
	`"; ${command}; :put "`,
	`$[${command}]`,
	`[${command}]`,
	`x\\"; ${command}`,
	`x\n${command}`,
	`x;${command}`,
	`} ${command} {`,
	'\u001B[2J\u001B]0;owned\u0007',
	'\u202Egnp.exe',
	'\u0000',
	'\t',
	'東京',
	'e\u0301'.repeat(40),
	'👩‍👩‍👧',
	'x'.repeat(5000),
	'../../etc/passwd',
	'__proto__',
	'constructor',
];

const wrongFor = (field: Field, right: AnswerValue | undefined): readonly AnswerValue[] => {
	switch (field.kind) {
		case 'text':
		case 'file':
		case 'choice':
			return ['', ' ', ...texts];
		case 'confirm':
			return [];
		case 'choices':
		case 'lines': {
			const known = Array.isArray(right) ? right : [];
			return [[], [''], ...texts.flatMap((text) => [[text], [...known, text]]), Array.from({length: 500}, (_, index) => `wrong-${index}`)];
		}
	}
};

/** Each question of a preset that its examples come by, with the answers of one of them. */
const questionsOf = (scenario: Scenario): readonly (readonly [Field, Example, Answers])[] => {
	const seen = new Map<string, readonly [Field, Example, Answers]>();
	for (const example of scenario.examples) {
		const answers = askedAnswers(scenario, example.answers, example.facts, example.attachments);
		for (const field of visibleFields(scenario, answers, example.facts, example.attachments)) {
			seen.set(field.id, seen.get(field.id) ?? [field, example, answers]);
		}
	}

	return [...seen.values()];
};

/** Trouble whose sentence is what would be right. */
const saysTheRule: ReadonlySet<string> = new Set([
	'answer-missing',
	'bad-clock-time',
	'bad-community',
	'bad-count',
	'bad-mail-user',
	'bad-title',
	'probe-missing',
	'unreadable-file',
]);

const runsText = /^(?:source|on-event|script|(?:up|down|test|lease)-script)$/;

/** The words of every command that would run: in blocks, in brackets, and in texts that are scripts themselves. */
const commandsIn = (script: string): readonly string[] => {
	const parsed = parse(script);
	if (!parsed.ok) {
		throw new Error(`${parsed.diagnostics[0]?.message ?? ''}\n${script}`);
	}

	const found: string[] = [];
	const walk = (node: unknown): void => {
		if (typeof node !== 'object' || node === null) {
			return;
		}

		if ('kind' in node && node.kind === 'command' && 'items' in node && Array.isArray(node.items)) {
			found.push(node.items.flatMap((item: {readonly kind: string; readonly text?: string}) => (item.kind === 'word' ? [item.text] : [])).join(' '));
		}

		if ('kind' in node && node.kind === 'named' && 'name' in node && runsText.test(String(node.name)) && 'value' in node) {
			const {parts} = node.value as {readonly parts?: readonly unknown[]};
			found.push(...(parts ?? []).flatMap((part) => (typeof part === 'string' ? commandsIn(part) : [])));
		}

		Object.values(node).forEach(walk);
	};

	walk(parsed.value);
	return found;
};

describe.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
	it('says what is wrong with an answer in words that can be shown, and what would be right', () => {
		const unhelpful = new Set<string>();
		for (const [field, {facts, attachments}, answers] of questionsOf(scenario)) {
			for (const value of wrongFor(field, answers[field.id])) {
				for (const {code, message, hint, field: place, severity} of validateField(field, {...answers, [field.id]: value}, facts, attachments)) {
					expect(`${message}${hint ?? ''}`, `${field.id} ${code}`).toBe(display(`${message}${hint ?? ''}`));
					expect(`${message}${hint ?? ''}`.length, `${field.id} ${code}`).toBeLessThan(1000);
					expect(place?.replace(/\[\d+\]$/, ''), code).toBe(field.id);
					if (severity === 'error' && hint === undefined && !saysTheRule.has(code)) {
						unhelpful.add(`${field.id} ${code}`);
					}
				}
			}
		}

		expect([...unhelpful]).toEqual([]);
	});

	// Without a router nobody knows what names it has, and any is taken.
	it.each(['with its router', 'without a router'])('lets no answer become a command, %s', (way) => {
		for (const [field, {facts: known, attachments = {}}, answers] of questionsOf(scenario)) {
			const facts = way === 'with its router' ? known : assumedFacts(known.release);
			for (const value of wrongFor(field, answers[field.id])) {
				const given = {...answers, [field.id]: value};
				if (JSON.stringify(value).includes(command) && !validateField(field, given, facts, attachments).some(isError)) {
					const prepared = prepare(profileOf('test', given, id), facts, attachments);
					if (prepared.ok) {
						expect(commandsIn(prepared.value.script).filter((words) => words.includes('reset-configuration'))).toEqual([]);
					}
				}
			}
		}
	});

	it('can be gone through forwards: no question waits for the answer to a later one', () => {
		for (const {id: name, answers: given, facts, attachments} of scenario.examples) {
			const answers = askedAnswers(scenario, given, facts, attachments);
			let sofar: Answers = {};
			for (const field of visibleFields(scenario, answers, facts, attachments)) {
				sofar = {...sofar, [field.id]: answers[field.id] ?? ''};
				expect(validateField(field, sofar, facts, attachments).filter(isError), `${name} ${field.id}`).toEqual([]);
			}
		}
	});

	it('can be gone through again: what is answered further on keeps nobody from changing an answer', () => {
		const locked: string[] = [];
		for (const {id: name, answers: given, facts, attachments} of scenario.examples) {
			const answers = askedAnswers(scenario, given, facts, attachments);
			const asked = visibleFields(scenario, answers, facts, attachments);
			asked.forEach((field, index) => {
				const before = Object.fromEntries(asked.slice(0, index).map((one) => [one.id, answers[one.id] ?? '']));
				const choices = field.kind === 'choice' || field.kind === 'choices' ? field.choices(before, facts).filter(({disabled}) => disabled === undefined) : [];
				const others = [
					...scenario.examples
						.flatMap((example) => example.answers[field.id] ?? [])
						.map((one) => (field.kind === 'lines' || field.kind === 'choices' ? [one].flat().map(String) : one)),
					...choices.map(({value}) => (field.kind === 'choices' ? [value] : value)),
					...(field.kind === 'choices' ? [choices.map(({value}) => value)] : []),
					...(field.kind === 'confirm' ? [true, false] : []),
				];
				for (const value of others) {
					const alone = validateField(field, {...before, [field.id]: value}, facts, attachments).some(isError);
					const found = validateField(field, {...answers, [field.id]: value}, facts, attachments).find(isError);
					if (!alone && found !== undefined) {
						locked.push(`${name} ${field.id} = ${JSON.stringify(value)}: ${found.message}`);
					}
				}
			});
		}

		expect(locked).toEqual([]);
	});
});
