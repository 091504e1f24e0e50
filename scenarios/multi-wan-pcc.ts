import type {Policy, PolicyDocument, WhenDown} from '../source/policy/index.js';
import {emptyDocument} from '../source/policy/index.js';
import type {Answers, BuildContext, Built, Diagnostic, Field, LineAnswer, Result, Scenario} from '../source/scenario/index.js';
import {
	answerList,
	answerText,
	bystanders,
	display,
	dnsOf,
	dnsQuestionsFor,
	error,
	hostsQuestion,
	linesIn,
	linesIpv6Question,
	linesQuestion,
	lineWeights,
	listing,
	note,
	ok,
	orderAlong,
	prefixesQuestion,
	probesQuestion,
	sourcePolicies,
	uplinksOf,
	waivedBy,
} from '../source/scenario/index.js';
import {examples} from './examples/multi-wan-pcc.js';

const redistributes = (answers: Answers): boolean => answerText(answers, 'when-down') !== 'keep';

/** Destinations that keep to one line. */
const kept = listing({
	prefix: 'kept-',
	section: 'Exceptions',
	services: 'Services that keep to one line',
	destinations: 'Other destinations that keep to one line',
});

const keeps = (answers: Answers): boolean => answerList(answers, 'kept-services').length + answerList(answers, 'kept-destinations').length > 0;

/** What each line gets of the new connections, said before anybody has to guess it. */
const predicted = (lines: readonly LineAnswer[]): readonly Diagnostic[] => {
	const weights = lineWeights(lines);
	const sum = weights.reduce((all, weight) => all + weight, 0);
	const shares = lines.map(({name}, index) => `${display(name)} ${weights[index] ?? 0} of ${sum} (${Math.round((100 * (weights[index] ?? 0)) / sum)} %)`);
	return [note('shares', `Of the new connections, each line gets: ${shares.join(', ')}.`, {field: 'lines'})];
};

const build = (answers: Answers, {partId, facts, attachments}: BuildContext): Result<Built> => {
	const id = (item: string): string => `${partId}.${item}`;
	const uplinks = uplinksOf(answers, facts, id);
	const weights = lineWeights(linesIn(answers));
	const by = answerText(answers, 'by');
	const list = kept.list(answers, id('dst'), attachments, 'keeps to one line');
	const whenDown: WhenDown = redistributes(answers) ? {kind: 'fall-back'} : {kind: 'block'};
	const common = {whenDown, waived: waivedBy(answers)};
	const home = uplinks.find(({title}) => title === display(answerText(answers, 'kept-line'))) ?? uplinks[0];
	const policies: readonly Policy[] = [
		...sourcePolicies(uplinks, id('lan'), whenDown),
		...(keeps(answers) && home !== undefined
			? [{id: id('keep'), title: `always by ${home.title}`, selector: {to: [list.id], from: [], networks: [id('lan')]}, uplink: home.id, ...common}]
			: []),
		{id: id('use'), title: 'shared between the lines', selector: {to: [], from: [], networks: [id('lan')]}, uplink: id('all'), ...common},
	];
	const document: PolicyDocument = {
		...emptyDocument,
		networks: [{id: id('lan'), interfaces: answerList(answers, 'networks')}],
		uplinks: [...uplinks, ...(redistributes(answers) ? bystanders(answers, facts, id) : [])],
		lists: keeps(answers) ? [list] : [],
		groups: [
			{
				id: id('all'),
				title: 'the lines together',
				members: uplinks.map((uplink, index) => ({uplink: uplink.id, weight: weights[index] ?? 1})),
				method: 'share',
				by: by === 'source' || by === 'connection' ? by : 'pair',
				whenDown: redistributes(answers) ? 'redistribute' : 'keep',
			},
		],
		policies,
		failover: redistributes(answers) ? [orderAlong(id('order'), uplinks)] : [],
		dns: dnsOf(answers, attachments, kept.hasNames),
	};
	return ok({document, secrets: new Map(), warnings: []});
};

const classifierQuestion: Field = {
	id: 'by',
	kind: 'choice',
	section: 'Lines',
	title: 'What stays on one line?',
	help: 'Sites that know you by your address (banks, shops, games) break when connections of one visit come from two. The finer the parts, the more even the shares.',
	choices: () => [
		{value: 'pair', title: 'A host and a site', help: 'Each host reaches a site by one line; another site maybe by another. Right for most.'},
		{value: 'source', title: 'A host, whatever it does', help: 'Fewest surprises; fair only with many hosts.'},
		{value: 'connection', title: 'Nothing: each connection by itself', help: 'Fastest for downloads in parts; some sites throw you out.'},
	],
	suggest: () => ({value: 'pair', because: 'sites see one address of you'}),
};

const whenDownQuestion: Field = {
	id: 'when-down',
	kind: 'choice',
	section: 'When a line is dead',
	title: 'Share of a dead line',
	help: 'The other lines can take it, or its connections wait. Connections that were open on a dead line break either way: the far side knows them by that line’s address.',
	choices: () => [
		{
			value: 'redistribute',
			title: 'Goes to the next line',
			help: 'Everything works on, at the speed of what is left. What has no share, such as the router itself, changes over, too.',
		},
		{value: 'keep', title: 'Waits', help: 'Nobody’s line gets more than its share; part of all connections fail meanwhile.'},
	],
	suggest: () => ({value: 'redistribute', because: 'hosts should not notice'}),
};

const keptLineQuestion: Field = {
	id: 'kept-line',
	kind: 'choice',
	section: 'Exceptions',
	title: 'Which line do they keep to?',
	help: 'They leave by it as long as it is alive.',
	visible: keeps,
	choices: (answers) => linesIn(answers).map(({name}) => ({value: name, title: display(name)})),
	fromRouter: true,
	suggest: (answers) => {
		const [first] = linesIn(answers);
		return first === undefined ? undefined : {value: first.name, because: 'it is your first line'};
	},
	check: (value, answers) =>
		linesIn(answers).some(({name}) => name === value)
			? []
			: [error('no-such-line', `${display(String(value))} is none of the lines.`, {hint: 'Name it among the lines first.', field: 'kept-line'})],
};

export const multiWanPcc: Scenario = {
	id: 'multi-wan-pcc',
	title: 'Several lines at once',
	summary: 'New connections are shared between 2 to 8 lines by their speeds; each stays on its line, and dead lines are passed over.',
	group: 'Several lines',
	guide: 'Load Balancing',
	about: [
		'A hash of each new connection falls into one of a few equal buckets, and each line has as many buckets as its speed deserves. The connection is marked with its line and stays there, so that the far side always sees one address. No connection is split: a single download is never faster than one line.',
		'Every line has a routing table of its own. Its default route holds as long as a host beyond the line answers pings; otherwise the next line takes over. Next hops that a provider hands out by DHCP are followed by the lease script.',
		'What comes in by a line is answered by that line: port forwards and the router’s own services work on all of them.',
		'The price: connections that are marked cannot take the fast path (FastTrack), so the processor sees every packet. Small routers reach a few hundred Mbit/s that way; look at its load under full traffic.',
	],
	fields: [
		linesQuestion({
			least: 2,
			withSpeeds: true,
			help: 'One a line: its interface, and what it is sold with in Mbit/s, down/up, such as ether1 100/20. Without speeds all get the same share. For PPPoE name the PPPoE interface.',
			remarks: predicted,
		}),
		hostsQuestion,
		classifierQuestion,
		whenDownQuestion,
		probesQuestion(redistributes),
		...kept.questions,
		keptLineQuestion,
		...dnsQuestionsFor(kept.hasNames).filter(({id}) => id !== 'resolver'),
		linesIpv6Question,
		prefixesQuestion,
	],
	examples,
	build,
};
