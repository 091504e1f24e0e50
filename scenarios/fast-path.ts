import type {Facts} from '../source/facts/index.js';
import type {PolicyDocument} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Field, Result, Scenario} from '../source/scenario/index.js';
import {error, fail, ok, untrackedOf, untrackedQuestion} from '../source/scenario/index.js';
import {examples} from './examples/fast-path.js';

/** Whether some family has no FastTrack yet that could have it; IPv6 has it since 7.18. */
const isMissing = ({fasttrack, ipv6Enabled, release}: Facts): boolean => !fasttrack[4] || (!fasttrack[6] && ipv6Enabled && release.minor >= 18);

const fields: readonly Field[] = [
	{
		id: 'fasttrack',
		section: 'FastTrack',
		kind: 'confirm',
		title: 'FastTrack wherever it is missing',
		help: 'Packets of open connections skip rules, marks and queues, which can double the speed of a small router. Connections that a policy marks are left out of it.',
		visible: (_answers, facts) => isMissing(facts),
		suggest: (_answers, facts) => ({value: true, because: facts.fasttrack[4] ? 'IPv4 has it already, IPv6 not yet' : 'the router has none'}),
	},
	untrackedQuestion,
];

const build = (answers: Answers, {partId}: BuildContext): Result<Built> => {
	const untracked = untrackedOf(answers, partId);
	const fasttrack = answers.fasttrack === true ? [{id: `${partId}.fast`}] : [];
	if (fasttrack.length + untracked.length === 0) {
		return fail(error('nothing-faster', 'FastTrack is on or left off, and no networks are named.', {hint: 'There is nothing to do.', field: 'untracked'}));
	}

	const document: PolicyDocument = {...emptyDocument, fastPath: {fasttrack, untracked}};
	return ok({document, secrets: new Map(), warnings: []});
};

export const fastPath: Scenario = {
	id: 'fast-path',
	title: 'Make the router faster',
	summary: 'FastTrack for connections that need no marks, and no tracking between networks of your own that need no state.',
	group: 'Bandwidth',
	guide: 'Performance',
	about: [
		'FastTrack is the one that helps a router with translation: what is open already takes a short way. It knows only the main table, so connections with a mark stay out of it; a FastTrack rule of your own is not touched.',
		'Not tracking is for plain forwarding between networks of your own. Without tracking there are no marks, no translation and no rules that go by state: to the Internet it would let private addresses out, so that is refused.',
		'Hardware offloading is faster still and passes by everything that Detour makes; it is told of where the board can do it, and never turned on.',
	],
	fields,
	examples,
	build,
};
