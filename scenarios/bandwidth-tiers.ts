import type {PolicyDocument} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Scenario} from '../source/scenario/index.js';
import {answerList, dnsOf, dnsQuestionsFor, firstWayQuestions, lastWayQuestions, ok, shapingOf, tierQuestions, tiersHaveNames, tierWays} from '../source/scenario/index.js';
import {examples} from './examples/bandwidth-tiers.js';

const build = (answers: Answers, context: BuildContext): Result<Built> => {
	const {partId, attachments} = context;
	const id = (item: string): string => `${partId}.${item}`;
	const made = shapingOf(answers, id, attachments);
	if (!made.ok) {
		return made;
	}

	const document: PolicyDocument = {
		...emptyDocument,
		...tierWays(answers, made.value.shaping, context),
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		lists: made.value.lists,
		shapings: [made.value.shaping],
		dns: dnsOf(answers, attachments, tiersHaveNames),
	};
	return ok({document, secrets: new Map(), warnings: []});
};

export const bandwidthTiers: Scenario = {
	id: 'bandwidth-tiers',
	title: 'What comes first, and what can wait',
	summary: 'Calls and meetings keep their share of the line, downloads take what is left, in both directions.',
	group: 'Bandwidth',
	guide: 'Scenario 4: The "Bandwidth Management Beast"',
	about: [
		'Each packet that crosses the line gets the mark of its tier, on the way out and on the way back, and waits in the queue of that tier. What is guaranteed is there whatever the others do; what is left goes to whoever comes first.',
		'All tiers of a direction hang below one limit that is a little less than the line carries. Without it packets would wait in the modem, in the order in which they came, and no priority would help. Within a tier every connection has its turn (FQ-CoDel).',
		'FastTrack takes packets past all queues, so the traffic of this line is kept out of it: on small boards that costs throughput. Traffic between your own networks keeps it.',
		'What can wait may have a way of its own, such as a cheap second line: then it takes nothing of this one, and waits in no queue of it. So may what comes first: a better line for itself. Connections are marked on their first packet and keep their way; what comes first never goes with what can wait, even from a host that can wait. A tunnel that this line carries is no relief: its own packets are in no tier.',
	],
	fields: [
		...tierQuestions.line,
		...tierQuestions.first,
		...firstWayQuestions,
		...tierQuestions.last,
		...lastWayQuestions,
		...dnsQuestionsFor(tiersHaveNames)
			.filter(({id}) => id !== 'resolver')
			.map((field) => ({...field, section: 'Names'})),
	],
	examples,
	build,
};
