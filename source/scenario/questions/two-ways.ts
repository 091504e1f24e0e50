import type {Diagnostic} from '../../diagnostics/index.js';
import {display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Family} from '../../net/index.js';
import {addressFamily, families, parseIp} from '../../net/index.js';
import type {Probe, Uplink} from '../../policy/index.js';
import {ordinary} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {foundLines, lineOf, nextHopOn} from '../found-lines.js';
import {tunnelInterfaces} from '../interfaces.js';
import type {Answers, Attachments, Choice, Field} from '../types.js';
import {checkInterfaces} from './interfaces.js';
import {listing} from './listing.js';
import {hasConf} from './tunnel.js';
import {refusalOf} from './when-down.js';

/** What goes to work, and what goes to play. */
export const work = listing({prefix: 'work-', section: 'Work', services: 'Services for work', destinations: 'Where work is'});
export const play = listing({prefix: 'play-', section: 'Streaming', services: 'Services for leisure', destinations: 'Other destinations for leisure'});

export const bothHaveNames = (answers: Answers, attachments?: Attachments): boolean => work.hasNames(answers, attachments) || play.hasNames(answers, attachments);

/** The ways beside the company's tunnel: as before, a line, another tunnel. */
const waysBeside = (answers: Answers, facts: Facts): readonly Choice[] => [
	{value: ordinary, title: 'The ordinary way', help: 'By whichever line it would take without this; never through the company.'},
	...foundLines(facts).map((name) => ({value: name, title: display(name), help: 'line'})),
	...tunnelInterfaces(facts)
		.filter(({value, disabled}) => disabled === undefined && (hasConf(answers) || value !== answerText(answers, 'interface')))
		.map((choice) => ({...choice, help: `tunnel · ${choice.help ?? ''}`})),
];

const wayOf = (answers: Answers): string => answerText(answers, 'play-way');

const isApart = (answers: Answers): boolean => wayOf(answers) !== '' && wayOf(answers) !== ordinary;

const carriesOf = (facts: Facts, name: string): Uplink['carries'] => {
	const own = facts.addresses.filter((row) => row.interface === name && !row.address.startsWith('fe80:')).map(({address}) => addressFamily(address));
	return foundLines(facts).includes(name) ? {4: true, 6: nextHopOn(facts, name, 6) !== undefined} : {4: own.includes(4) || own.length === 0, 6: own.includes(6)};
};

/** An interface that is there as a way out: a line to the Internet, or a tunnel. */
export const uplinkBy = (facts: Facts, name: string, id: string): Uplink => {
	const carries = carriesOf(facts, name);
	const isLine = foundLines(facts).includes(name);
	return {
		id,
		title: isLine ? `the line ${display(name)}` : `the tunnel ${display(name)}`,
		kind: isLine ? lineOf(facts, name, undefined, carries[6]) : {kind: 'interface', name},
		nat: {4: true, 6: true},
		carries,
	};
};

const probeOf = (answers: Answers, carries: Uplink['carries']): Probe => {
	const hosts = answerList(answers, 'play-probe').flatMap((line) => parseIp(line) ?? []);
	const of = (family: Family) => (carries[family] ? hosts.find((host) => addressFamily(host) === family) : undefined);
	const [four, six] = [of(4), of(6)];
	return {...(four === undefined ? {} : {4: four}), ...(six === undefined ? {} : {6: six})};
};

export const playFallsBack = (answers: Answers): boolean => isApart(answers) && answerText(answers, 'play-down') !== 'block';

/** The other way as an uplink; none where leisure goes as before. */
export const playUplink = (answers: Answers, facts: Facts, id: string): Uplink | undefined => {
	if (!isApart(answers)) {
		return undefined;
	}

	const name = wayOf(answers);
	const uplink = uplinkBy(facts, name, id);
	return {...uplink, ...(playFallsBack(answers) ? {probe: probeOf(answers, uplink.carries)} : {})};
};

/** Second addresses of Quad9 without filtering: the first ones are the usual probes of the tunnel. */
const usualProbes = ['149.112.112.10', '2620:fe::fe:10'];

const checkProbe: NonNullable<Field['check']> = (_value, answers, facts): readonly Diagnostic[] => {
	const carries = carriesOf(facts, wayOf(answers));
	const found = probeOf(answers, carries);
	return [
		...answerList(answers, 'play-probe').flatMap((line, index) => {
			const host = parseIp(line);
			const field = `play-probe[${index}]`;
			if (host === undefined) {
				return [error('bad-address', `${display(line)} is no address.`, {hint: 'A probe is pinged by address: a name could lead elsewhere each time.', field})];
			}

			const refusal = refusalOf(host, wayOf(answers), facts);
			return refusal === undefined ? [] : [error(refusal.code, `${host} ${refusal.why}.`, {hint: 'Take a host that nothing else uses, such as 149.112.112.10.', field})];
		}),
		...families
			.filter((family) => carries[family] && found[family] === undefined)
			.map((family) => error('probe-missing', `That way carries IPv${family} too: name an IPv${family} host to ping.`, {field: 'play-probe'})),
	];
};

/** By which way leisure goes, and what when that is dead. */
export const playQuestions: readonly Field[] = [
	...play.questions,
	{
		id: 'play-way',
		kind: 'choice',
		title: 'Which way for leisure?',
		section: 'Streaming',
		help: 'The ordinary way keeps it out of the company’s tunnel. A second line or another tunnel takes it off the line that you work on.',
		choices: waysBeside,
		fromRouter: true,
		suggest: () => ({value: ordinary, because: 'it goes as it always did'}),
		check: (value, answers, facts) =>
			hasConf(answers) || value !== answerText(answers, 'interface')
				? checkInterfaces([String(value)], waysBeside(answers, facts), facts, 'play-way')
				: [error('one-way', 'Work and leisure would go through the same tunnel.', {hint: 'Choose another way for one of the two.', field: 'play-way'})],
	},
	{
		id: 'play-down',
		kind: 'choice',
		title: 'When that way is dead',
		section: 'Streaming',
		help: 'Leisure can go on by the ordinary way, or wait: a film in the evening may be worth less than your provider knowing of it.',
		visible: isApart,
		choices: () => [
			{value: 'fall-back', title: 'Use the ordinary way'},
			{value: 'block', title: 'Wait'},
		],
		suggest: () => ({value: 'fall-back', because: 'it works on'}),
	},
	{
		id: 'play-probe',
		kind: 'lines',
		title: 'Hosts to ping by that way',
		section: 'Streaming',
		help: 'One address a family, reached by that way only: an answer proves that there is an Internet beyond it. None of your resolvers, and not the one for the tunnel.',
		visible: playFallsBack,
		suggest: () => ({value: usualProbes, because: 'Quad9 without filtering, which answers pings'}),
		check: checkProbe,
	},
];
