import {display} from '../diagnostics/index.js';
import type {Comparison} from '../proof/index.js';
import type {Rule} from '../simulator/index.js';
import type {Line, Role} from './line.js';
import {piece} from './line.js';
import {dispositionText, packetText, ruleText} from './trace.js';

type Changed = Comparison['changes'][number];
type Unclear = Comparison['doubts'][number];
type Ending = Changed['before'][number];
type Doubt = NonNullable<Unclear['before']>;

/** What the two sides are called: mostly their files. */
export type Sides = {readonly before: string; readonly after: string};

/** More than this nobody reads one by one; `--json` has all. */
const most = {changes: 20, doubts: 8, traffic: 4, labels: 4} as const;

type Traffic = Changed['traffic'][number];

const isStopped = ({disposition: {kind}}: Ending): boolean => kind !== 'leaves-by' && kind !== 'delivered' && kind !== 'passes';

const wayTitle = ({before, after}: Changed): string => {
	const [was, is] = [before.some(isStopped), after.some(isStopped)];
	return was === is ? (was ? 'Ends otherwise' : 'Goes another way') : is ? 'Stopped now' : 'Let through now';
};

const titles: Readonly<Record<Changed['aspect'], (change: Changed) => string>> = {
	way: wayTitle,
	address: () => 'Translated otherwise',
	'fast-path': () => 'Takes FastTrack on one side only',
	queue: () => 'Waits in another queue',
	mark: () => 'Goes the same way under other marks',
};

const whose: Readonly<Record<Changed['part'], string>> = {first: '', reply: ': the answers', later: ': later packets', laterReply: ': later answers'};

const some = (labels: readonly string[], between = ', '): string =>
	labels.length <= most.labels ? labels.join(between) : `${labels.slice(0, most.labels).join(between)} and ${labels.length - most.labels} more`;

const named = ({isAll, labels, except}: Traffic['senders'], every: string): string =>
	isAll ? every : labels.length > most.labels && except !== undefined ? `${every} but ${except.join(', ')}` : some(labels);

const names = (interfaces: readonly string[]): string => interfaces.map(display).join(', ');

const stateText = ({down, silent}: Changed['state']): string =>
	[
		...(down.length === 0 ? [] : [`${down.map(display).join(' and ')} ${down.length === 1 ? 'is' : 'are'} down`]),
		...(silent.length === 0 ? [] : [`nothing answers beyond ${names(silent)}`]),
	].join(', and ');

/** The first column of what is told of one finding. */
const width = 9;

const entry = (label: string, text: string, role: Role = 'plain'): Line => [piece(`   ${label.padEnd(width)}`, 'dim'), piece(text, role)];

const trafficText = ({direction, interfaces, senders, targets, services}: Traffic): string => {
	const to = named(targets, direction === 'to-router' ? 'any address of the router' : 'anywhere');
	const from = named(senders, direction === 'from-router' ? 'any address' : 'anyone');
	const who = direction === 'from-router' ? (senders.isAll ? 'the router' : `the router as ${from.replaceAll("the router's ", '')}`) : `${from}, in by ${names(interfaces)},`;
	return `${who} to ${to}: ${named(services, 'anything')}`;
};

const headLines = ({family, state, traffic}: Changed | Unclear, number: string, title: string): readonly Line[] => {
	const when = stateText(state);
	return [
		[piece(`${number} `, 'accent'), piece(title, 'strong'), piece(`, IPv${family}${when === '' ? '' : `, when ${when}`}`)],
		...traffic.slice(0, most.traffic).map((one, index) => entry(index === 0 ? 'from' : 'and', trafficText(one))),
		...(traffic.length > most.traffic ? [entry('', `and ${verb(traffic.length - most.traffic, 'more kind', 'more kinds')} of packets`)] : []),
	];
};

const placed = (rule: Rule, file: string): Line => [
	piece(' '.repeat(width + 3)),
	...(rule.line === undefined ? [] : [piece(`${display(file)}:${rule.line} `, 'value')]),
	...ruleText(rule),
];

const whatEnds = (disposition: Ending['disposition']): {readonly text: string; readonly role: Role} =>
	disposition.kind === 'passes'
		? {text: 'passes', role: 'good'}
		: disposition.kind === 'dropped' && disposition.by.position > 0
			? {text: 'is dropped', role: 'bad'}
			: dispositionText(disposition);

const endingText = ({disposition, from, to, toPort, isFasttracked, queues, marks}: Ending): string => {
	const target =
		to === undefined ? (toPort === undefined ? '' : `port ${toPort}`) : `${to === 'line' ? 'an address of the router' : to}${toPort === undefined ? '' : ` port ${toPort}`}`;
	return [
		whatEnds(disposition).text,
		...(from === undefined ? [] : [`as ${from === 'line' ? 'the address of the line' : from}`]),
		...(target === '' ? [] : [`sent on to ${target}`]),
		...(isFasttracked === undefined ? [] : [isFasttracked ? 'by FastTrack' : 'by the slow path']),
		...(queues === undefined ? [] : [queues.length === 0 ? 'in no queue' : queues.join(', ')]),
		...(marks === undefined ? [] : [marks.length === 0 ? 'without a mark' : `with ${marks.map(display).join(' and ')}`]),
	].join(', ');
};

const endingLines = (label: string, endings: readonly Ending[], file: string): readonly Line[] =>
	endings.length === 0
		? [entry(label, 'there is none')]
		: endings.flatMap((ending, index): readonly Line[] => [
				entry(index === 0 ? label : '', `${endings.length > 1 ? `${ending.percent} %: ` : ''}${endingText(ending)}`, whatEnds(ending.disposition).role),
				...(ending.rule === undefined ? [] : [placed(ending.rule, file)]),
			]);

const changeLines = (change: Changed, number: number, sides: Sides): readonly Line[] => [
	...headLines(change, `${number}.`, `${titles[change.aspect](change)}${whose[change.part]}`),
	...endingLines('before', change.before, sides.before),
	...endingLines('after', change.after, sides.after),
	entry('such as', packetText(change.example), 'dim'),
	[],
];

const doubtLines = (label: string, doubt: Doubt | undefined, file: string): readonly Line[] =>
	doubt === undefined
		? [entry(label, 'is known')]
		: [
				entry(label, `${display(doubt.reason)} (${display(doubt.matcher)})`, 'warning'),
				...(doubt.rule === undefined || doubt.rule.position === 0 ? [] : [placed(doubt.rule, file)]),
			];

const unclearLines = (unclear: Unclear, sides: Sides): readonly Line[] => [
	...headLines(unclear, '?', 'Not known'),
	...doubtLines('before', unclear.before, sides.before),
	...doubtLines('after', unclear.after, sides.after),
	entry('such as', packetText(unclear.example), 'dim'),
	[],
];

const rest = (count: number, shown: number, word: string): readonly Line[] => (count <= shown ? [] : [[piece(`… and ${count - shown} more ${word}; all of them: --json`)], []]);

const number = (count: number): string => count.toLocaleString('en');

const verb = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;

const rowsText = ({before, after}: Comparison['rows'], sides: Sides): string =>
	before + after === 0
		? 'No row that decides over packets differs.'
		: `Of the rows that decide over packets, ${number(before)} of ${display(sides.before)} and ${number(after)} of ${display(sides.after)} differ.`;

/** How many packets were followed, and what has to be known to read the result. */
export const comparisonSummary = ({asked, same, different, unknown, states, chosen, rows, unsaid, assumed, leftOut}: Comparison, sides: Sides): readonly Line[] => [
	[
		piece(`${number(same)} of ${number(asked)} packets go as before`, different === 0 ? 'good' : 'plain'),
		...(different === 0 ? [] : [piece(`, ${verb(different, 'goes', 'go')} another way`, 'bad')]),
		...(unknown === 0 ? [] : [piece(`, ${verb(unknown, 'is', 'are')} not known`, 'warning')]),
		piece('.'),
	],
	[piece(rowsText(rows, sides), 'dim')],
	...(unsaid.actions.length > 0 ? [[piece(`Not compared: what ${unsaid.actions.map(display).join(', ')} does in rows that differ.`, 'warning')]] : []),
	...(unsaid.menus.length > 0 ? [[piece(`Not compared: ${unsaid.menus.map(display).join(', ')}, where rows differ, too.`, 'warning')]] : []),
	...(states.length > 1
		? [
				[
					piece(
						`Followed with all lines up, and when ${some(
							states.map(stateText).filter((text) => text !== ''),
							'; ',
						)}.`,
						'dim',
					),
				],
			]
		: []),
	...(chosen.asked < chosen.total
		? [[piece(`The rows tell apart too many packets: ${number(chosen.asked)} of ${number(chosen.total)}, from all over, were followed with all lines up.`, 'warning')]]
		: []),
	...(assumed.leases.length > 0
		? [[piece(`Assumed: ${some(assumed.leases.map(display))} ${assumed.leases.length === 1 ? 'has the same address' : 'have each the same address'} on both sides.`, 'dim')]]
		: []),
	...(assumed.names.length > 0
		? [[piece(`Assumed: ${some(assumed.names.map(display))} ${assumed.names.length === 1 ? 'has' : 'have'} an address that nothing else has.`, 'dim')]]
		: []),
	...(leftOut.length > 0 ? [[piece(`Not followed: ${some(leftOut.map(display))}, which rules name. Only tcp, udp and icmp are.`, 'warning')]] : []),
];

/** Whose packets go another way, by which rows; and what could not be told. */
export const comparisonLines = (comparison: Comparison, sides: Sides): readonly Line[] => {
	const {changes, doubts, unknown, chosen} = comparison;
	return [
		...changes.slice(0, most.changes).flatMap((change, index) => changeLines(change, index + 1, sides)),
		...rest(changes.length, most.changes, 'that differ'),
		...doubts.slice(0, most.doubts).flatMap((doubt) => unclearLines(doubt, sides)),
		...rest(doubts.length, most.doubts, 'that are not known'),
		...(changes.length > 0
			? []
			: [
					[
						unknown === 0 && chosen.asked === chosen.total
							? piece('Nothing goes another way.', 'good')
							: piece('As far as packets were followed, nothing goes another way.', 'warning'),
					],
				]),
	];
};
