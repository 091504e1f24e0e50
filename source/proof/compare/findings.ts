import type {Family, Packet} from '../../net/index.js';
import type {Answer, Asker, State} from './asker.js';
import {isOwn} from './entrances.js';
import type {Aspect, Compared, Difference, Doubt} from './outcome.js';
import {aspects, parts} from './outcome.js';
import type {Question} from './questions.js';
import {packetOf, spread} from './questions.js';

export type Direction = 'forwarded' | 'inbound' | 'to-router' | 'from-router';

/** Whom something is to be said of. */
export type Named = {
	readonly isAll: boolean;
	readonly labels: readonly string[];
	/** All others, where they are few. */
	readonly except?: readonly string[];
};

/** Packets that have something in common. */
export type Traffic = {
	readonly direction: Direction;
	/** Where they come in; empty for what the router makes. */
	readonly interfaces: readonly string[];
	readonly senders: Named;
	readonly targets: Named;
	readonly services: Named;
};

/** What the same is to be said of, by the same rows. */
type Told = {
	readonly family: Family;
	readonly state: State;
	readonly traffic: readonly Traffic[];
	readonly example: Packet;
};

export type Changed = Told & Omit<Difference, 'kind'>;
export type Unclear = Told & {readonly before?: Doubt; readonly after?: Doubt};

const directionOf = ({entrance, target}: Question): Direction =>
	entrance.inInterface === undefined ? 'from-router' : isOwn(target) ? 'to-router' : entrance.isLine ? 'inbound' : 'forwarded';

type Say<T> = (compared: Compared) => T | undefined;

type Group<T> = {readonly said: T; readonly state: State; readonly questions: Question[]};

const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts);

const groupsOf = <T>(answers: readonly Answer[], say: Say<T>): readonly Group<T>[] => {
	const groups = new Map<string, Group<T>>();
	for (const {question, state, compared} of answers) {
		const said = say(compared);
		if (said !== undefined) {
			const key = keyOf(state, question.entrance.family, question.entrance.inInterface, directionOf(question), said);
			const group = groups.get(key) ?? {said, state, questions: []};
			groups.set(key, group);
			group.questions.push(question);
		}
	}

	return [...groups.values()];
};

/** The least odd of some questions: who asks much else, for something that many ask. */
const typical = (questions: readonly Question[]): Question | undefined => {
	const oddness = ({sender, target, service}: Question): number => Number(!sender.isCore) + Number(!target.isCore) + Number(!service.isPlain);
	return questions.reduce<Question | undefined>((best, one) => (best === undefined || oddness(one) < oddness(best) ? one : best), undefined);
};

/** Of a sender, target or service so many others are tried in its place. */
const mostTried = 48;

/** Clear statements of one group; what they leave over is told as it was found. */
const mostStatements = 3;

/** How many more packets may be followed to say of whom something holds. */
export type Budget = {left: number};

/** As many, and no more, are named as those that it does not hold for. */
const mostExcepted = 3;

type Cross = Record<'sender' | 'target' | 'service', {readonly isAll: boolean; readonly labels: ReadonlySet<string>; readonly except: readonly string[]}>;

/** Of whom a thing is true that was seen of one packet: each other sender, target and service is tried in its place. */
const crossOf = (question: Question, seen: readonly Question[], holds: (question: Question) => boolean): Cross => {
	const {entrance, target} = question;
	const others = {
		sender: entrance.senders.map((one): Question => ({...question, sender: one})),
		target: entrance.targets.filter((one) => isOwn(one) === isOwn(target)).map((one): Question => ({...question, target: one})),
		service: entrance.services.map((one): Question => ({...question, service: one})),
	};
	const along = (side: keyof Cross): Cross[keyof Cross] => {
		const known = new Set(seen.map((one) => one[side].label));
		const able = others[side].filter((one) => one.sender.address !== one.target.address);
		const [likely, rest] = [able.filter((one) => known.has(one[side].label)), able.filter((one) => !known.has(one[side].label))];
		const tried = [...spread(likely, mostTried), ...spread(rest, mostTried)];
		const alike = tried.filter(holds);
		const labels = new Set([question[side].label, ...alike.map((one) => one[side].label)]);
		const except = [...new Set(able.map((one) => one[side].label))].filter((label) => !labels.has(label));
		return {isAll: alike.length === tried.length && tried.length > 1, labels, except};
	};

	return {sender: along('sender'), target: along('target'), service: along('service')};
};

const named = ({isAll, labels, except}: Cross[keyof Cross]): Named => ({
	isAll,
	labels: [...labels],
	...(isAll || except.length === 0 || except.length > mostExcepted || labels.size <= except.length ? {} : {except}),
});

const isWithin = (cross: Cross, question: Question): boolean => (['sender', 'target', 'service'] as const).every((side) => cross[side].labels.has(question[side].label));

const asFound = (questions: readonly Question[]): Cross => {
	const labels = (side: keyof Cross): Cross[keyof Cross] => ({isAll: false, labels: new Set(questions.map((question) => question[side].label)), except: []});
	return {sender: labels('sender'), target: labels('target'), service: labels('service')};
};

/** Whom a group is about, in as few statements as say no more than was seen. */
const trafficOf = <T>({said, state, questions}: Group<T>, say: Say<T>, ask: Asker['ask'], budget: Budget): readonly Traffic[] => {
	const text = keyOf(said);
	const found: Traffic[] = [];
	let left: readonly Question[] = questions;
	for (let example = typical(left); example !== undefined; example = typical(left)) {
		const isTold = found.length < mostStatements && budget.left > 0;
		const cross = isTold
			? crossOf(example, left, (question) => {
					budget.left -= 1;
					return keyOf(say(ask(question, state).compared)) === text;
				})
			: asFound(left);
		found.push({
			direction: directionOf(example),
			interfaces: example.entrance.inInterface === undefined ? [] : [example.entrance.inInterface],
			senders: named(cross.sender),
			targets: named(cross.target),
			services: named(cross.service),
		});
		left = left.filter((question) => !isWithin(cross, question));
	}

	return found;
};

const both = (one: Named, other: Named): Named => (keyOf(one) === keyOf(other) ? one : {isAll: one.isAll && other.isAll, labels: [...new Set([...one.labels, ...other.labels])]});

/** What holds for several interfaces alike is told once. */
const joined = (all: readonly Traffic[]): readonly Traffic[] => {
	const found = new Map<string, Traffic>();
	for (const one of all) {
		const {direction, senders, targets, services} = one;
		const key = keyOf(direction, ...[senders, targets, services].map(({isAll, labels}) => isAll || labels));
		const known = found.get(key);
		found.set(
			key,
			known === undefined
				? one
				: {
						direction,
						interfaces: [...new Set([...known.interfaces, ...one.interfaces])],
						senders: both(known.senders, senders),
						targets: both(known.targets, targets),
						services: both(known.services, services),
					},
		);
	}

	return [...found.values()];
};

/** One statement for all that the same is to be said of. */
const statements = <T extends object>(answers: readonly Answer[], say: Say<T>, ask: Asker['ask'], budget: Budget): readonly (Told & T)[] => {
	const found = new Map<string, {readonly first: Group<T>; readonly example: Question; readonly traffic: Traffic[]}>();
	for (const group of groupsOf(answers, say)) {
		const example = typical(group.questions);
		if (example === undefined) {
			continue;
		}

		const key = keyOf(group.state, example.entrance.family, group.said);
		const known = found.get(key) ?? {first: group, example, traffic: []};
		found.set(key, known);
		known.traffic.push(...trafficOf(group, say, ask, budget));
	}

	return [...found.values()].map(({first: {said, state}, example, traffic}) => ({
		family: example.entrance.family,
		state,
		traffic: joined(traffic),
		example: packetOf(example),
		...said,
	}));
};

const outOfOrder = ({down, silent}: State): number => 2 * down.length + silent.length;

const withoutKind = <T extends {readonly kind: string}>({kind: _, ...rest}: T): Omit<T, 'kind'> => rest;

/** What goes another way, the gravest first, and of that what happens while all is well. */
export const changesIn = (answers: readonly Answer[], ask: Asker['ask'], budget: Budget): readonly Changed[] => {
	const rank = (aspect: Aspect): number => aspects.indexOf(aspect);
	return statements(answers, (compared) => (compared.kind === 'different' ? withoutKind(compared) : undefined), ask, budget).toSorted(
		(a, b) => rank(a.aspect) - rank(b.aspect) || outOfOrder(a.state) - outOfOrder(b.state) || parts.indexOf(a.part) - parts.indexOf(b.part),
	);
};

/** What could not be told. */
export const doubtsIn = (answers: readonly Answer[], ask: Asker['ask'], budget: Budget): readonly Unclear[] =>
	statements(answers, (compared) => (compared.kind === 'unknown' ? withoutKind(compared) : undefined), ask, budget).toSorted((a, b) => outOfOrder(a.state) - outOfOrder(b.state));
