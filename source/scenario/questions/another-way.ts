import type {Diagnostic} from '../../diagnostics/index.js';
import {display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Family} from '../../net/index.js';
import {addressFamily, families, parseIp} from '../../net/index.js';
import type {Policy, Probe, Uplink} from '../../policy/index.js';
import {ordinary} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {isLine, lineChoices, lineOf, nextHopOn, tunnelOn} from '../found-lines.js';
import {tunnelInterfaces} from '../interfaces.js';
import type {Answers, Choice, Field} from '../types.js';
import {checkInterfaces} from './interfaces.js';
import {refusalOf} from './when-down.js';

const carriesOf = (facts: Facts, name: string): Uplink['carries'] => {
	const own = facts.addresses.filter((row) => row.interface === name && !row.address.startsWith('fe80:')).map(({address}) => addressFamily(address));
	return isLine(facts, name) ? {4: true, 6: nextHopOn(facts, name, 6) !== undefined} : {4: own.includes(4) || own.length === 0, 6: own.includes(6)};
};

/** An interface that is there as a way out: a line to the Internet, or a tunnel. */
export const uplinkBy = (facts: Facts, name: string, id: string): Uplink => {
	const carries = carriesOf(facts, name);
	const known = isLine(facts, name);
	return {
		id,
		title: known ? `the line ${display(name)}` : `the tunnel ${display(name)}`,
		kind: known ? lineOf(facts, name, undefined, carries[6]) : tunnelOn(facts, name),
		nat: {4: true, 6: true},
		carries,
	};
};

/** What the questions are called, and what the way cannot be. */
export type AnotherWayWords = {
	/** Before the ids of the questions. */
	readonly prefix: string;
	readonly section: string;
	readonly way: Pick<Field, 'title' | 'help' | 'visible' | 'optional'>;
	/** What it means to go the ordinary way. */
	readonly asBefore: string;
	readonly down: string;
	readonly probe: string;
	/** The interface that is the other way already, if any, and what is said to whoever takes it again. */
	readonly taken: {readonly by: (answers: Answers) => string | undefined; readonly why: string; readonly hint: string};
};

export type AnotherWay = {
	/** By which way, what when that is dead, and how that is noticed. */
	readonly questions: readonly Field[];
	/** The way as an uplink, and what becomes of its traffic when it is dead; none where all goes as before. */
	readonly wayOf: (answers: Answers, facts: Facts, id: string) => {readonly uplink: Uplink; readonly whenDown: Policy['whenDown']} | undefined;
};

/** Second addresses of Quad9 without filtering: the first ones are the usual probes of a tunnel. */
const usualProbes = ['149.112.112.10', '2620:fe::fe:10'];

/** A way of its own for some of the traffic: as before, a line of the router, or a tunnel. */
export const anotherWay = ({prefix, section, way, asBefore, down, probe, taken}: AnotherWayWords): AnotherWay => {
	const ids = {way: `${prefix}way`, down: `${prefix}down`, probe: `${prefix}probe`};
	const nameOf = (answers: Answers): string => answerText(answers, ids.way);
	const isApart = (answers: Answers): boolean => nameOf(answers) !== '' && nameOf(answers) !== ordinary;
	const fallsBack = (answers: Answers): boolean => isApart(answers) && answerText(answers, ids.down) !== 'block';

	const choices = (answers: Answers, facts: Facts): readonly Choice[] => [
		{value: ordinary, title: 'The ordinary way', help: asBefore},
		...[
			...lineChoices(facts),
			...tunnelInterfaces(facts)
				.filter(({disabled}) => disabled === undefined)
				.map((choice) => ({...choice, help: `tunnel · ${choice.help ?? ''}`})),
		].filter(({value}) => value !== taken.by(answers)),
	];

	const probeOf = (answers: Answers, carries: Uplink['carries']): Probe => {
		const hosts = answerList(answers, ids.probe).flatMap((line) => parseIp(line) ?? []);
		const of = (family: Family) => (carries[family] ? hosts.find((host) => addressFamily(host) === family) : undefined);
		const [four, six] = [of(4), of(6)];
		return {...(four === undefined ? {} : {4: four}), ...(six === undefined ? {} : {6: six})};
	};

	const checkProbe: NonNullable<Field['check']> = (_value, answers, facts): readonly Diagnostic[] => {
		const carries = carriesOf(facts, nameOf(answers));
		const found = probeOf(answers, carries);
		return [
			...answerList(answers, ids.probe).flatMap((line, index) => {
				const host = parseIp(line);
				const field = `${ids.probe}[${index}]`;
				if (host === undefined) {
					return [error('bad-address', `${display(line)} is no address.`, {hint: 'A probe is pinged by address: a name could lead elsewhere each time.', field})];
				}

				const refusal = refusalOf(host, nameOf(answers), facts);
				return refusal === undefined ? [] : [error(refusal.code, `${host} ${refusal.why}.`, {hint: 'Take a host that nothing else uses, such as 149.112.112.10.', field})];
			}),
			...families
				.filter((family) => carries[family] && found[family] === undefined)
				.map((family) => error('probe-missing', `That way carries IPv${family} too: name an IPv${family} host to ping.`, {field: ids.probe})),
		];
	};

	return {
		questions: [
			{
				id: ids.way,
				kind: 'choice',
				section,
				...way,
				choices,
				fromRouter: true,
				suggest: () => ({value: ordinary, because: 'it goes as it always did'}),
				check: (value, answers, facts) =>
					value === taken.by(answers)
						? [error('one-way', taken.why, {hint: taken.hint, field: ids.way})]
						: checkInterfaces([String(value)], choices(answers, facts), facts, ids.way),
			},
			{
				id: ids.down,
				kind: 'choice',
				title: 'When that way is dead',
				section,
				help: down,
				visible: isApart,
				choices: () => [
					{value: 'fall-back', title: 'Use the ordinary way'},
					{value: 'block', title: 'Wait'},
				],
				suggest: () => ({value: 'fall-back', because: 'it works on'}),
			},
			{
				id: ids.probe,
				kind: 'lines',
				title: 'Hosts to ping by that way',
				section,
				help: probe,
				visible: fallsBack,
				suggest: () => ({value: usualProbes, because: 'Quad9 without filtering, which answers pings'}),
				check: checkProbe,
			},
		],
		wayOf: (answers, facts, id) => {
			if (!isApart(answers)) {
				return undefined;
			}

			const uplink = uplinkBy(facts, nameOf(answers), id);
			return fallsBack(answers) ? {uplink: {...uplink, probe: probeOf(answers, uplink.carries)}, whenDown: {kind: 'fall-back'}} : {uplink, whenDown: {kind: 'block'}};
		},
	};
};
