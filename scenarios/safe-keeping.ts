import type {Copy, Door, PolicyDocument} from '../source/policy/index.js';
import {emptyDocument, noUpkeep} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Field, Result, Scenario} from '../source/scenario/index.js';
import {addressLines, answerList, answerText, error, fail, mailQuestions, mailServersOf, ok, parseClockTime, portsOf, prefixesOf, warning} from '../source/scenario/index.js';
import {examples} from './examples/safe-keeping.js';

const copies = (answers: Answers): boolean => answerList(answers, 'forms').length > 0;
const exports = (answers: Answers): boolean => answerList(answers, 'forms').includes('export');
const mails = (answers: Answers): boolean => exports(answers) && answers.mail === true;
const manages = (answers: Answers): boolean => answerList(answers, 'managers').length > 0;

/** What one copy takes, roughly: an export is text, a backup holds the whole state. */
const usual: Readonly<Record<string, number>> = {export: 60_000, backup: 250_000};

const countOf = (answers: Answers): number => Number(answerText(answers, 'keep'));

const fields: readonly Field[] = [
	{
		id: 'forms',
		section: 'Copies',
		kind: 'choices',
		title: 'Copies of the configuration',
		help: 'An export is text that people read and other routers take; it holds no passwords. A backup restores this router exactly, passwords included, and fits this model only.',
		optional: true,
		choices: () => [
			{value: 'export', title: 'Export (text)'},
			{value: 'backup', title: 'Backup (whole state)'},
		],
		suggest: () => ({value: ['export', 'backup'], because: 'one is for reading, the other for restoring'}),
	},
	{
		id: 'every',
		section: 'Copies',
		kind: 'choice',
		title: 'How often?',
		help: 'The router’s own clock decides; without a time server it is wrong after a power cut.',
		visible: copies,
		choices: () => [
			{value: 'day', title: 'Every day'},
			{value: 'week', title: 'Every week'},
		],
		suggest: () => ({value: 'day', because: 'changes are remembered for a day at most'}),
	},
	{
		id: 'at',
		section: 'Copies',
		kind: 'text',
		title: 'At',
		help: 'The time of day by the router’s clock, such as 03:15. Writing an export keeps a small router busy for a while.',
		visible: copies,
		suggest: () => ({value: '03:15', because: 'hardly anybody is up'}),
		check: (value) => (parseClockTime(String(value)) === undefined ? [error('bad-clock-time', 'A time of day is like 03:15.', {field: 'at'})] : []),
	},
	{
		id: 'keep',
		section: 'Copies',
		kind: 'text',
		title: 'How many are kept',
		help: 'Of each form; the oldest one goes. They stay on the router, in the folder “flash” where it has one, since all else is lost at a restart there.',
		visible: copies,
		suggest: () => ({value: '7', because: 'a week of days'}),
		check: (value, answers, facts) => {
			const count = Number(String(value).trim());
			if (!Number.isInteger(count) || count < 1 || count > 60) {
				return [error('bad-count', 'Keep 1 to 60 copies.', {field: 'keep'})];
			}

			const size = answerList(answers, 'forms').reduce((sum, form) => sum + (usual[form] ?? 0), 0) * count;
			return facts.freeSpace !== undefined && size > facts.freeSpace / 2
				? [
						warning('little-space', `The router has ${Math.floor(facts.freeSpace / 1000)} kB left, and so many copies may take ${Math.ceil(size / 1000)} kB.`, {
							hint: 'Keep fewer, or exports only.',
							field: 'keep',
						}),
					]
				: [];
		},
	},
	{
		id: 'mail',
		section: 'Copies',
		kind: 'confirm',
		title: 'Mail each export',
		help: 'A copy that is only on the router is gone with it. It is sent once the file is whole. Backups are never mailed: they hold every password.',
		visible: exports,
		suggest: () => ({value: false, because: 'nothing leaves the router unless you say so'}),
	},
	...mailQuestions(mails),
	{
		id: 'managers',
		section: 'A way in',
		kind: 'lines',
		title: 'Always let these addresses manage the router',
		help: 'A rule before all others lets them reach the router’s own ports, whatever you break further down. Few addresses, ones that only you have.',
		placeholder: '192.168.88.10',
		optional: true,
		suggest: (_answers, facts) =>
			facts.session?.from === undefined || facts.session.from.startsWith('127.') ? undefined : {value: [facts.session.from], because: 'this is where you are sitting'},
		check: addressLines('managers'),
	},
	{
		id: 'manager-ports',
		section: 'A way in',
		kind: 'text',
		title: 'Ports for managing',
		help: 'SSH is 22 and WinBox 8291, unless you moved them. Their own settings (/ip/service) may still refuse an address.',
		visible: manages,
		suggest: () => ({value: '22, 8291', because: 'SSH and WinBox as they come'}),
		check: (_value, answers) =>
			portsOf(answers, 'manager-ports') === undefined
				? [error('bad-ports', 'Ports are numbers from 1 to 65535, at most 15 of them.', {hint: 'Such as: 22, 8291', field: 'manager-ports'})]
				: [],
	},
];

const formsOf = (answers: Answers): Copy['forms'] => (['export', 'backup'] as const).filter((form) => answerList(answers, 'forms').includes(form));

const build = (answers: Answers, {partId}: BuildContext): Result<Built> => {
	if (!copies(answers) && !manages(answers)) {
		return fail(error('nothing-kept', 'Nothing is copied, and nobody is always let in.', {hint: 'Choose a form of copies, or name an address.', field: 'forms'}));
	}

	const kept: readonly Copy[] = copies(answers)
		? [
				{
					id: `${partId}.copy`,
					every: answerText(answers, 'every') === 'week' ? 'week' : 'day',
					at: parseClockTime(answerText(answers, 'at')) ?? 0,
					forms: formsOf(answers),
					keep: countOf(answers),
					...(mails(answers) ? {mailTo: answerText(answers, 'mail-to')} : {}),
				},
			]
		: [];
	const doors: readonly Door[] = manages(answers)
		? [{id: `${partId}.door`, from: prefixesOf(answers, 'managers'), ports: (portsOf(answers, 'manager-ports') ?? []).map((port) => ({first: port, last: port}))}]
		: [];
	const document: PolicyDocument = {
		...emptyDocument,
		upkeep: {...noUpkeep, copies: kept, doors, mail: mails(answers) ? mailServersOf(answers, `${partId}.mail`) : []},
	};
	return ok({document, secrets: new Map(), warnings: []});
};

export const safeKeeping: Scenario = {
	id: 'safe-keeping',
	title: 'Keep copies, and a way in',
	summary: 'The router copies its configuration by the clock and mails it; named addresses can always manage the router.',
	group: 'Upkeep',
	guide: 'Configuration Management',
	about: [
		'A script writes the copies with the day in their name, waits until each file is whole, mails the export where you want that, and removes the oldest ones. A scheduler runs it. Both are allowed no more than the work needs.',
		'The rule for your own addresses stands before every other rule for the router. Added at the end, as one is tempted to, it would never be asked: the rules before it have dropped everything.',
		'Resetting the router is no way back: it wipes users and addresses too. A backup restores this very router; an export is read, corrected and imported.',
	],
	fields,
	examples,
	build,
};
