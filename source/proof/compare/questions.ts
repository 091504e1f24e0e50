import type {Packet} from '../../net/index.js';
import type {Entry} from '../../routeros/model/index.js';
import type {Entrance, Party} from './entrances.js';
import {isMoved} from './named-sets.js';
import type {RowBox} from './row-boxes.js';
import type {Service} from './services.js';

/** One packet that both sides are asked about, and what it stands for. */
export type Question = {readonly entrance: Entrance; readonly sender: Party; readonly target: Party; readonly service: Service};

export const packetOf = ({entrance: {inInterface}, sender, target, service: {label: _, isPlain: __, ...header}}: Question): Packet => ({
	from: sender.address,
	to: target.address,
	...header,
	...(inInterface === undefined ? {} : {inInterface}),
});

/** At most so many of a list, evenly from all over it. */
export const spread = <T>(all: readonly T[], most: number): readonly T[] =>
	all.length <= most ? all : Array.from({length: most}, (_, index) => all[Math.floor((index * all.length) / most)]).flatMap((one) => one ?? []);

/**
 * At most so many of a list, from all over it, always the same. Not every so-and-so-manieth: a list of products repeats
 * itself, and would give the same few services each time.
 */
export const thinned = <T>(all: readonly T[], most: number): readonly T[] => {
	const share = Math.floor((most / all.length) * 2 ** 32);
	return all.length <= most ? all : all.filter((_, index) => Math.imul(index + 1, 0x9e37_79b1) >>> 0 < share).slice(0, most);
};

type Pick = {readonly senders: readonly Party[]; readonly targets: readonly Party[]; readonly services: readonly Service[]};

const product = (entrance: Entrance, {senders, targets, services}: Pick): readonly Question[] =>
	senders.flatMap((sender) => targets.flatMap((target) => (sender.address === target.address ? [] : services.map((service) => ({entrance, sender, target, service})))));

const core = (parties: readonly Party[]): readonly Party[] => parties.filter(({isCore}) => isCore);

/** Each two of sender, target and service that there are, the third being one of a few. */
const pairs = (entrance: Entrance): readonly Question[] => {
	const {senders, targets, services} = entrance;
	const plain = services.filter(({isPlain}) => isPlain);
	return [
		...product(entrance, {senders: core(senders), targets: core(targets), services}),
		...product(entrance, {senders: core(senders), targets, services: plain}),
		...product(entrance, {senders, targets: core(targets), services: plain}),
	];
};

type Ends = Omit<Pick, 'services'>;

/** What a row may match, by one entrance; of much of it some, from all over. */
const inside = (entrance: Entrance, {takesEntrance, takesSender, takesTarget, services}: RowBox, most: number, among: Ends = entrance): readonly Question[] => {
	if (!takesEntrance(entrance)) {
		return [];
	}

	const [senders, targets] = [among.senders.filter(takesSender), among.targets.filter(takesTarget)];
	const isMuch = senders.length * targets.length * services.length > most;
	const some = <T>(all: readonly T[]): readonly T[] => (isMuch ? spread(all, Math.ceil(Math.cbrt(most))) : all);
	return product(entrance, {senders: some(senders), targets: some(targets), services: some(services)});
};

/** For one row that only one side has, for one whose list has other addresses now, and for one that both have; by one entrance. */
const most = {changed: 64, listed: 16, shared: 2} as const;

/** What rows that know senders or targets by lists may match of addresses that one side only has in such a list. */
const aboutLists = ({boxes, entrances}: Ground): readonly Question[] =>
	entrances.flatMap((entrance) => {
		const moved: Ends = {senders: entrance.senders.filter(isMoved), targets: entrance.targets.filter(isMoved)};
		return boxes.flatMap((rows) =>
			[...rows.values()]
				.flat()
				.flatMap((box) => box.listed.flatMap((end) => (moved[end].length === 0 ? [] : inside(entrance, box, most.listed, {...entrance, [end]: moved[end]})))),
		);
	});

export type Ground = {
	readonly entrances: readonly Entrance[];
	/** Protocols that rules name and that cannot be asked about. */
	readonly leftOut: readonly string[];
	/** By side. */
	readonly boxes: readonly ReadonlyMap<Entry, readonly RowBox[]>[];
};

/** The same text for the same packet. */
export const keyOf = ({entrance, sender, target, service}: Question): string =>
	`${entrance.family} ${entrance.inInterface ?? ''} ${sender.address} ${target.address} ${service.label}`;

const unique = (questions: readonly Question[]): readonly Question[] => [...new Map(questions.map((question) => [keyOf(question), question] as const)).values()];

/** What both sides are asked. First what rows that differ, or lists that do, may match, then everything else; `total` says how many there would be. */
export const questionsOf = (grounds: readonly Ground[], changed: ReadonlySet<Entry>, limit: number): {readonly questions: readonly Question[]; readonly total: number} => {
	const about = ({boxes, entrances}: Ground, isChanged: boolean): readonly Question[] =>
		boxes.flatMap((rows) =>
			[...rows]
				.filter(([row]) => changed.has(row) === isChanged)
				.flatMap(([, own]) => own.flatMap((box) => entrances.flatMap((entrance) => inside(entrance, box, isChanged ? most.changed : most.shared)))),
		);
	const first = unique(grounds.flatMap((ground) => [...about(ground, true), ...aboutLists(ground)]));
	const rest = unique([...first, ...grounds.flatMap((ground) => [...ground.entrances.flatMap(pairs), ...about(ground, false)])]).slice(first.length);
	const directed = thinned(first, limit / 2);
	return {questions: [...directed, ...thinned(rest, limit - directed.length)], total: first.length + rest.length};
};
