import type {Family} from '../../net/index.js';
import {families} from '../../net/index.js';
import type {Configuration} from '../../routeros/model/index.js';
import {departuresTo, prepare} from '../../simulator/index.js';
import type {Answer, Asker, State} from './asker.js';
import {askerOf, well, worldIn} from './asker.js';
import type {Assumed} from './assumed.js';
import {assume} from './assumed.js';
import type {Unsaid} from './changed-rows.js';
import {changedRows} from './changed-rows.js';
import type {Changed, Unclear} from './findings.js';
import {changesIn, doubtsIn} from './findings.js';
import {groundOf} from './ground.js';
import type {Question} from './questions.js';
import {questionsOf, thinned} from './questions.js';
import type {Snapshot} from './snapshot.js';
import {rowsOf} from './snapshot.js';

/** Whose packets go another way. */
export type Comparison = {
	readonly changes: readonly Changed[];
	readonly doubts: readonly Unclear[];
	/** How many packets were followed, in all states of the lines, and what came of it. */
	readonly asked: number;
	readonly same: number;
	readonly different: number;
	readonly unknown: number;
	/** With every line up: how many packets there were to choose from, and how many were followed to begin with. */
	readonly chosen: {readonly asked: number; readonly total: number};
	/** States of the lines, the one with all of them up included. */
	readonly states: readonly State[];
	/** Rows that decide over packets and that one side only has, or in another place. */
	readonly rows: {readonly before: number; readonly after: number};
	readonly unsaid: Unsaid;
	/** Names that were taken to have addresses of their own, and interfaces that were taken to have a lease. */
	readonly assumed: {readonly names: readonly string[]; readonly leases: readonly string[]};
	/** Protocols that rules name and that were not asked about. */
	readonly leftOut: readonly string[];
};

/** Packets followed with every line up, in all other states together (of what is left, each takes a portion), and to say whom a difference is for. Two exports of 500 rules take about a second. */
const most = {well: 3000, broken: 1500, portions: 6, telling: 2000, states: 24} as const;

/** Packets that take the same steps by the same rows, of which this many are followed with lines down. */
const mostAlike = 2;

/** Routes that ask whether their next hop is there: only they notice that a line is silent. */
const asksGateways = (configuration: Configuration): boolean =>
	(['/ip/route', '/ipv6/route', '/ip/dhcp-client'] as const).some((menu) => rowsOf(configuration, menu).some(({properties}) => (properties['check-gateway'] ?? 'none') !== 'none'));

/** What comes after a state: each line that is used down, or silent, and all of them down; once some are down, all that are used then. */
const statesAfter = ({down, silent}: State, used: readonly string[], hasChecks: boolean): readonly State[] => {
	const all = {down: [...new Set([...down, ...used])].sort(), silent: []};
	return silent.length > 0 ? [] : down.length > 0 ? [all] : [...used.flatMap((name) => [{down: [name], silent: []}, ...(hasChecks ? [{down: [], silent: [name]}] : [])]), all];
};

/** The lines that lead anywhere; those and the ones that are taken while they are down; and so on to the last. */
const stagesOf = (sides: readonly [Snapshot, Snapshot], {worlds, elsewhere}: Assumed, family: Family): readonly (readonly string[])[] => {
	const stages: (readonly string[])[] = [];
	for (let down: readonly string[] = []; stages.length === 0 || down.length > (stages.at(-2)?.length ?? 0); ) {
		const ways = sides.flatMap(({configuration, release}, side) =>
			departuresTo(prepare(configuration, worldIn(worlds[side] ?? worlds[0], {down, silent: []}), {release}), elsewhere[family]),
		);
		down = [...new Set([...down, ...ways])].sort();
		stages.push(down);
	}

	return stages.filter(({length}) => length > 0);
};

/** Follows packets with lines down that they were seen to use: some of each sort, in each state that they lead to, and in each stage. */
const askBroken = ({ask}: Asker, calm: readonly Answer[], stages: readonly (readonly string[])[], hasChecks: boolean): void => {
	const lines = new Set(stages.flat());
	const waiting = new Map<string, {readonly state: State; readonly questions: Set<Question>}>();
	const follow = (answers: readonly Answer[], anyway: readonly State[] = []): void => {
		const alike = new Map<string, number>();
		for (const {question, state, departures, path} of answers) {
			const used = departures.filter((name) => lines.has(name));
			const sort = `${question.entrance.inInterface} ${question.service.protocol} ${path}`;
			const count = alike.get(sort) ?? 0;
			alike.set(sort, count + 1);
			for (const next of used.length === 0 || count >= mostAlike ? [] : [...statesAfter(state, used, hasChecks), ...anyway]) {
				const key = JSON.stringify(next);
				const place = waiting.get(key) ?? (waiting.size < most.states ? {state: next, questions: new Set()} : undefined);
				if (place !== undefined) {
					waiting.set(key, place);
					place.questions.add(question);
				}
			}
		}
	};

	follow(
		calm,
		stages.map((down) => ({down, silent: []})),
	);
	let left: number = most.broken;
	for (const {state, questions} of waiting.values()) {
		// Nothing comes in by a line that is broken, and who answers for its address is not confirmed.
		const isBroken = (name: string | undefined): boolean => name !== undefined && (state.down.includes(name) || state.silent.includes(name));
		const isOpen = ({entrance, sender, target}: Question): boolean => ![entrance.inInterface, sender.of, target.of].some(isBroken);
		const due = thinned([...questions].filter(isOpen), Math.ceil(left / most.portions));
		left -= due.length;
		follow(due.map((question) => ask(question, state)));
	}
};

/** Follows packets through two routers, chosen so that whatever the rows of either tell apart is asked about, and says what differs. */
export const compareRouters = (before: Snapshot, after: Snapshot): Comparison => {
	const assumed = assume([before.configuration, after.configuration]);
	const routers = [prepare(before.configuration, assumed.worlds[0], {release: before.release}), prepare(after.configuration, assumed.worlds[1], {release: after.release})];
	const stages = {4: stagesOf([before, after], assumed, 4), 6: stagesOf([before, after], assumed, 6)};
	const {rows, unsaid} = changedRows(before.configuration, after.configuration);
	const grounds = families.map((family) => groundOf(routers, assumed, family, new Set(stages[family].flat())));
	const {questions, total} = questionsOf(grounds, new Set(rows.flat()), most.well);

	const asker = askerOf(before, after, assumed.worlds);
	askBroken(
		asker,
		questions.map((question) => asker.ask(question, well)),
		[...stages[4], ...stages[6]],
		asksGateways(before.configuration) || asksGateways(after.configuration),
	);
	// What is to be said while all is well is not said again.
	const isNews = ({question, state, compared}: Answer): boolean => state === well || JSON.stringify(asker.ask(question, well).compared) !== JSON.stringify(compared);
	const news = asker.answers().filter(isNews);
	const budget = {left: most.telling};
	const changes = changesIn(news, asker.ask, budget);
	const doubts = doubtsIn(news, asker.ask, budget);
	const answers = asker.answers();
	const of = (kind: Answer['compared']['kind']): number => answers.filter(({compared}) => compared.kind === kind).length;
	return {
		changes,
		doubts,
		asked: answers.length,
		same: of('same'),
		different: of('different'),
		unknown: of('unknown'),
		chosen: {asked: questions.length, total},
		states: [...new Map(answers.map(({state}) => [JSON.stringify(state), state])).values()].toSorted((a, b) => a.down.length - b.down.length),
		rows: {before: rows[0].length, after: rows[1].length},
		unsaid,
		assumed: {names: assumed.names, leases: assumed.leases},
		leftOut: [...new Set(grounds.flatMap(({leftOut}) => leftOut))],
	};
};
