import type {Policy, PolicyDocument} from '../source/policy/index.js';
import {emptyDocument, ordinary} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	bothHaveNames,
	dnsOf,
	dnsQuestionsFor,
	error,
	fail,
	fallsBack,
	ipv6Question,
	ok,
	play,
	playWay,
	senderQuestions,
	sourcesOf,
	tunnelOf,
	tunnelQuestions,
	tunnelUplink,
	whenDownQuestions,
	work,
} from '../source/scenario/index.js';
import {examples} from './examples/work-and-streaming.js';

const build = (answers: Answers, context: BuildContext): Result<Built> => {
	const {facts, attachments, partId} = context;
	const id = (item: string): string => `${partId}.${item}`;
	const tunnel = tunnelOf(answers, id('company'), context);
	if (!tunnel.ok) {
		return tunnel;
	}

	const lists = {work: work.list(answers, id('work-dst'), attachments, 'work'), play: play.list(answers, id('play-dst'), attachments, 'leisure')};
	const empty = (['work', 'play'] as const).filter((kind) => lists[kind].prefixes.length + lists[kind].domains.length === 0);
	if (empty.length > 0) {
		return fail(
			...empty.map((kind) =>
				error('nothing-listed', `Nothing is listed for ${kind === 'work' ? 'work' : 'leisure'}.`, {
					hint: 'Choose a service, or name an address, a prefix or a domain.',
					field: `${kind}-destinations`,
				}),
			),
		);
	}

	const {title, conf} = tunnel.value;
	const {uplink, warnings} = tunnelUplink(answers, id('company'), tunnel.value, context, work.hasNames);
	const other = playWay.wayOf(answers, facts, id('leisure'));
	const selector = {from: sourcesOf(answers), networks: [id('lan')]};
	const works: Policy = {
		id: id('work'),
		title: `work goes through ${title}`,
		selector: {...selector, to: [lists.work.id]},
		uplink: id('company'),
		whenDown: {kind: fallsBack(answers) ? 'fall-back' : 'block'},
		waived: answerText(answers, 'ipv6') === 'leave' ? [6] : [],
	};
	const plays: Policy = {
		id: id('play'),
		title: other === undefined ? 'leisure goes the ordinary way' : `leisure goes by ${other.uplink.title}`,
		selector: {...selector, to: [lists.play.id]},
		uplink: other?.uplink.id ?? ordinary,
		whenDown: other?.whenDown ?? {kind: 'block'},
		waived: [],
	};
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		uplinks: [uplink, ...(other === undefined ? [] : [other.uplink])],
		lists: [lists.work, lists.play],
		// What stays as it is comes first: an exception to what stands below it.
		policies: other === undefined ? [plays, works] : [works, plays],
		dns: dnsOf(answers, attachments, bothHaveNames),
	};
	return ok({document, secrets: conf?.secrets ?? new Map(), warnings});
};

const inSection = (section: string) => (field: Scenario['fields'][number]) => ({...field, section});

export const workAndStreaming: Scenario = {
	id: 'work-and-streaming',
	title: 'Work through the company, leisure beside it',
	summary: 'What belongs to work goes through the company’s VPN, what belongs to leisure by another way; the rest as before.',
	group: 'VPN and privacy',
	guide: 'Scenario 1: The "Work From Home But Watch Netflix" Setup',
	about: [
		'Two lists, two ways. A connection is marked on its first packet, by the list that its destination is on, and keeps its way until it ends. What is on neither list goes as before.',
		'The company’s private networks (such as 10.0.0.0/8) may overlap with your own: your networks stay local, and only what is not connected here goes through the tunnel. The tunnel’s own packets never go into it.',
		'Names of the company can be asked of its own resolver, through the tunnel; all other names are asked as before. So the company sees no more of you than your work.',
	],
	fields: [
		...tunnelQuestions.map(inSection('Work')),
		...work.questions,
		...play.questions,
		...playWay.questions,
		...senderQuestions.map(inSection('Whose traffic')),
		...whenDownQuestions.map(inSection('The company’s tunnel')),
		...dnsQuestionsFor(bothHaveNames).map(inSection('Names')),
		{...ipv6Question, section: 'The company’s tunnel'},
	],
	examples,
	build,
};
