import {display} from '../diagnostics/index.js';
import type {Packet} from '../net/index.js';
import type {Disposition, Pass, Rule, Step, Trace, Way} from '../simulator/index.js';
import type {Line, Role} from './line.js';
import {piece} from './line.js';

const comment = (text: string): string => display(text.replace(/^detour:\S+ ?/, ''));

const deed = ({chain, action, comment: text}: Rule): Line => [
	...(action === undefined ? [] : [piece(` ${[chain, action].flatMap((word) => (word === undefined ? [] : [display(word)])).join(' ')}`, 'verb')]),
	...(text === '' ? [] : [piece(`  # ${comment(text)}`, 'comment')]),
];

/** Which rule it is and what its comment says, beside the line of its file. */
export const ruleText = (rule: Rule): Line => [
	piece(display(rule.menu), 'menu'),
	...(rule.position === 0 || rule.line !== undefined ? [] : [piece(` rule ${rule.position}`, 'value')]),
	...deed(rule),
];

/** Where a rule stands and what its comment says. */
export const ruleLine = (rule: Rule, indent: string): Line => [
	piece(`${indent}${display(rule.menu)}`, 'menu'),
	...(rule.position === 0 ? [] : [piece(` rule ${rule.position}`, 'value')]),
	...(rule.line === undefined ? [] : [piece(` (line ${rule.line})`, 'dim')]),
	...deed(rule),
];

type Ending = {readonly text: string; readonly role: Role};

const endings: {readonly [Kind in Disposition['kind']]: (disposition: Extract<Disposition, {kind: Kind}>) => Ending} = {
	'leaves-by': ({interface: name, gateway}) => ({text: `leaves by ${display(name)}${gateway === undefined ? '' : ` to ${gateway}`}`, role: 'good'}),
	delivered: () => ({text: 'is delivered to the router itself', role: 'good'}),
	dropped: ({reason}) => ({text: `is dropped: ${display(reason)}`, role: 'bad'}),
	rejected: ({with: answer}) => ({text: `is refused with ${display(answer)}`, role: 'bad'}),
	'no-route': () => ({text: 'finds no route', role: 'bad'}),
	blackholed: () => ({text: 'ends in a blackhole', role: 'bad'}),
	unknown: ({matcher, reason}) => ({text: `cannot be followed further: ${display(reason)} (${display(matcher)})`, role: 'warning'}),
};

// One function a kind, so that a new disposition without its words does not compile.
const endingOf = <Kind extends Disposition['kind']>(disposition: Extract<Disposition, {kind: Kind}>): Ending => endings[disposition.kind as Kind](disposition);

/** Where a packet ends, in words. */
export const dispositionText = (disposition: Disposition): Ending => endingOf(disposition);

/** Who sends what to whom, and by which interface it comes. */
export const packetText = ({from, to, protocol, toPort, inInterface}: Packet): string => {
	const port = toPort === undefined ? '' : ` port ${toPort}`;
	return `${protocol} from ${from} to ${to}${port}, ${inInterface === undefined ? 'made by the router itself' : `in by ${display(inInterface)}`}`;
};

const stepLines = ({stage, chain, detail, rule}: Step): readonly Line[] => [
	[piece(`  ${stage}${chain === undefined ? '' : ` ${display(chain)}`}`, 'name'), piece(`  ${display(detail)}`)],
	...(rule === undefined ? [] : [ruleLine(rule, '      ')]),
];

const decidedBy = (disposition: Disposition): Rule | undefined => ('by' in disposition ? disposition.by : disposition.kind === 'unknown' ? disposition.rule : undefined);

/** `like`: an earlier packet of the same connection; what goes as that one did is not told again. */
const passLines = (title: string, pass: Pass, like?: Pass): readonly Line[] => {
	const {text, role} = dispositionText(pass.disposition);
	if (like !== undefined && !pass.isFasttracked && dispositionText(like.disposition).text === text) {
		return [[piece(title, 'heading'), piece(` ${text}`, role), piece(', the same way', 'dim')], []];
	}

	const rule = decidedBy(pass.disposition);
	const isTold = rule === undefined || pass.steps.at(-1)?.rule?.position === rule.position;
	return [
		[piece(title, 'heading'), piece(` ${text}`, role), ...(pass.isFasttracked ? [piece(' (FastTrack)', 'dim')] : [])],
		...pass.steps.flatMap(stepLines),
		...(isTold ? [] : [ruleLine(rule, '      ')]),
		[],
	];
};

const wayLines = (way: Way, count: number): readonly Line[] => [
	...(count > 1 ? [[piece(`About ${Math.round(way.share * 100)} % of such connections: `, 'strong'), piece(way.choices.map(({detail}) => display(detail)).join(', '))]] : []),
	...passLines('The packet', way),
	...(way.reply === undefined ? [] : passLines('Its answer', way.reply)),
	...(way.later === undefined ? [] : passLines('A later packet', way.later, way)),
	...(way.laterReply === undefined ? [] : passLines('The answer to that', way.laterReply, way.reply)),
	...way.notes.map((note): Line => [piece('Note: ', 'dim'), piece(display(note))]),
];

/** A packet's whole way, rule by rule, its answer's, and those of the packets after it. */
export const traceLines = ({packet, ways}: Trace): readonly Line[] => [[piece(packetText(packet), 'strong')], [], ...ways.flatMap((way) => wayLines(way, ways.length))];
