import type {World} from '../../facts/index.js';
import type {Pass, Router, Trace, Way} from '../../simulator/index.js';
import {prepare, walk} from '../../simulator/index.js';
import type {Compared} from './outcome.js';
import {compareTraces} from './outcome.js';
import type {Question} from './questions.js';
import {keyOf, packetOf} from './questions.js';
import type {Snapshot} from './snapshot.js';

/** Lines that are down, and lines beyond which nothing answers, while a packet is followed. */
export type State = {readonly down: readonly string[]; readonly silent: readonly string[]};

/** Every line up. */
export const well: State = {down: [], silent: []};

/** A question that was asked in a state, and what came of it. */
export type Answer = {
	readonly question: Question;
	readonly state: State;
	readonly compared: Compared;
	/** The interfaces that the packets of the connection left by. */
	readonly departures: readonly string[];
	/** The same text for packets that took the same steps by the same rows on both sides. */
	readonly path: string;
};

const passesOf = ({ways}: Trace): readonly Pass[] => ways.flatMap((way) => [way, way.reply, way.later, way.laterReply].flatMap((pass) => pass ?? []));

const departuresOf = (traces: readonly Trace[]): readonly string[] => [
	...new Set(traces.flatMap(passesOf).flatMap(({disposition}) => (disposition.kind === 'leaves-by' ? [disposition.interface] : []))),
];

const pathOf = (traces: readonly Trace[]): string =>
	traces
		.flatMap(passesOf)
		.map(
			({steps, disposition}) => `${disposition.kind} ${steps.map(({stage, action, rule}) => (rule === undefined ? `${stage} ${action}` : `${rule.menu} ${rule.position}`)).join()}`,
		)
		.join('\n');

/** Lines with two ends: whatever a route calls the other one, there is no second. */
const twoEnds = /^(?:(?:pppoe|l2tp|sstp|pptp)-out|wg|lte|gre-tunnel|ipip-tunnel)$/;

/** The same trace without the next hops that make no difference. */
const withoutNames = ({interfaces}: Router, trace: Trace): Trace => {
	const bare = (pass: Pass): Pass => {
		const {disposition} = pass;
		return disposition.kind === 'leaves-by' && twoEnds.test(interfaces.typeOf(disposition.interface) ?? '')
			? {...pass, disposition: {kind: disposition.kind, interface: disposition.interface}}
			: pass;
	};
	const each = (way: Way): Way => {
		const {reply, later, laterReply} = way;
		return {
			...way,
			...bare(way),
			...(reply === undefined ? {} : {reply: bare(reply)}),
			...(later === undefined ? {} : {later: bare(later)}),
			...(laterReply === undefined ? {} : {laterReply: bare(laterReply)}),
		};
	};
	const [first, ...others] = trace.ways;
	return {...trace, ways: [each(first), ...others.map(each)]};
};

export const worldIn = (world: World, {down, silent}: State): World => ({
	...world,
	links: Object.fromEntries(down.map((name) => [name, 'down' as const])),
	farEnds: Object.fromEntries(silent.map((name) => [name, 'dead' as const])),
});

export type Asker = {
	/** Follows a packet through both routers; what was asked before is not asked again. */
	readonly ask: (question: Question, state: State) => Answer;
	/** Everything that was asked so far. */
	readonly answers: () => readonly Answer[];
};

/** The two routers in a state of their lines. */
type Place = {readonly routers: readonly [Router, Router]; readonly answers: Map<string, Answer>};

/** `worlds`: what neither export says, by side, with every line up. */
export const askerOf = (before: Snapshot, after: Snapshot, worlds: readonly [World, World]): Asker => {
	const places = new Map<string, Place>();
	const placeOf = (state: State): Place => {
		const key = JSON.stringify(state);
		const ready = ({configuration, release}: Snapshot, world: World): Router => prepare(configuration, worldIn(world, state), {release});
		const place = places.get(key) ?? {routers: [ready(before, worlds[0]), ready(after, worlds[1])], answers: new Map<string, Answer>()};
		places.set(key, place);
		return place;
	};

	return {
		ask: (question, state) => {
			const {routers, answers} = placeOf(state);
			const key = keyOf(question);
			const known = answers.get(key);
			if (known !== undefined) {
				return known;
			}

			const packet = packetOf(question);
			const follow = (router: Router): Trace => withoutNames(router, walk(router, packet));
			const [was, is] = [follow(routers[0]), follow(routers[1])];
			const answer = {question, state, compared: compareTraces(was, is), departures: departuresOf([was, is]), path: pathOf([was, is])};
			answers.set(key, answer);
			return answer;
		},
		answers: () => [...places.values()].flatMap((place) => [...place.answers.values()]),
	};
};
