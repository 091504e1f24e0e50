import type {PolicyDocument} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Result, Scenario} from '../source/scenario/index.js';
import {answerList, dnsOf, dnsQuestionsFor, ok, shapingOf, tierQuestions, tiersHaveNames} from '../source/scenario/index.js';
import {examples} from './examples/bandwidth-tiers.js';

const build = (answers: Answers, {partId, attachments}: BuildContext): Result<Built> => {
	const id = (item: string): string => `${partId}.${item}`;
	const made = shapingOf(answers, id, attachments);
	if (!made.ok) {
		return made;
	}

	const document: PolicyDocument = {
		...emptyDocument,
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
		'FastTrack takes packets past all queues, so the traffic of this line is kept out of it: on small boards that costs throughput. Traffic between your own networks keeps it. To send a tier by another line, add a part for that to the profile.',
	],
	fields: [
		...tierQuestions,
		...dnsQuestionsFor(tiersHaveNames)
			.filter(({id}) => id !== 'resolver')
			.map((field) => ({...field, section: 'Names'})),
	],
	examples,
	build,
};
