import {display} from '../diagnostics/index.js';
import type {Conversation} from './conversation.js';
import type {Fork, Oracle} from './oracle.js';
import {makeOracle} from './oracle.js';
import type {Pass, Step, Way} from './trace.js';

/** Walks tried for one trace before it gives up and says so. */
const mostWalks = 512;

type Ways = readonly [Way, ...(readonly Way[])];
type Part = 'first' | 'reply' | 'later' | 'laterReply';

const parts = ['first', 'reply', 'later', 'laterReply'] as const satisfies readonly Part[];

const partOf = (way: Way, part: Part): Pass | undefined => (part === 'first' ? way : way[part]);

/** What a reader would call the same: where it ends and with which addresses; which of two rules drops it does not matter. */
const outcome = (pass: Pass | undefined): string => {
	if (pass === undefined) {
		return '';
	}

	const {disposition, end} = pass;
	const detail = disposition.kind === 'leaves-by' ? [disposition.interface, disposition.gateway] : disposition.kind === 'rejected' ? [disposition.with] : [];
	return JSON.stringify([disposition.kind, ...detail, end.from, end.to, end.fromPort, end.toPort, pass.isFasttracked]);
};

const outcomes = (ways: Ways, part: Part): string => [...new Set(ways.map((way) => outcome(partOf(way, part))))].sort().join('\n');

const commonSteps = (a: readonly Step[], b: readonly Step[]): readonly Step[] => {
	const length = a.findIndex((step, index) => JSON.stringify(step) !== JSON.stringify(b[index]));
	return length < 0 ? a : a.slice(0, length);
};

const unclear = (pass: Pass, other: Pass | undefined, {kind, reason = '', rule}: Fork): Pass => ({
	packet: pass.packet,
	...(pass.inInterface === undefined ? {} : {inInterface: pass.inInterface}),
	steps: commonSteps(pass.steps, other?.steps ?? []),
	disposition: {kind: 'unknown', matcher: kind, reason, ...(rule === undefined ? {} : {rule})},
	end: pass.packet,
	isFasttracked: false,
});

const name = ({kind, rule}: Fork): string => `${display(kind)}${rule === undefined || rule.position === 0 ? '' : ` of rule ${rule.position} in ${rule.menu}`}`;

/** Joins what follows from "does not match" and "matches": what agrees stays, what differs is unknown. */
const join = (without: Ways, having: Ways, fork: Fork): Ways => {
	const differing = parts.filter((part) => outcomes(without, part) !== outcomes(having, part));
	const [one] = having;
	if (differing.length === 0) {
		const note = `${name(fork)} is passed over: ${fork.reason ?? 'it is not modelled'}, and it changes nothing here.`;
		const [way, ...more] = without;
		const noted = (each: Way): Way => ({...each, notes: [...each.notes, note]});
		return [noted(way), ...more.map(noted)];
	}

	if (differing.includes('first')) {
		const [way] = without;
		return [{...unclear(way, one, fork), choices: [], share: 1, notes: way.notes}];
	}

	const joined = (way: Way): Way => {
		const later = Object.fromEntries(
			differing.flatMap((part) => {
				const pass = partOf(way, part) ?? partOf(one, part);
				return pass === undefined ? [] : [[part, unclear(pass, partOf(one, part), fork)]];
			}),
		);
		return {...way, ...later};
	};

	const [way, ...more] = without;
	return [joined(way), ...more.map(joined)];
};

const chosen = (ways: Ways, {kind, rule, options}: Fork, option: number): Ways => {
	const {share = 1, detail = ''} = options[option] ?? {};
	const made = (way: Way): Way => ({...way, share: way.share * share, choices: [{kind, detail, ...(rule === undefined ? {} : {rule})}, ...way.choices]});
	const [way, ...more] = ways;
	return [made(way), ...more.map(made)];
};

const leaf = ({first, reply, later, laterReply, notes}: Conversation): Way => ({
	...first,
	choices: [],
	share: 1,
	...(reply === undefined ? {} : {reply}),
	...(later === undefined ? {} : {later}),
	...(laterReply === undefined ? {} : {laterReply}),
	notes,
});

/**
 * Every way that a conversation can take: it is walked again for each answer to each fork. Ways that really split stay
 * apart; those that only our ignorance splits are joined, and are unknown where they disagree.
 */
export const explore = (walk: (oracle: Oracle) => Conversation): Ways => {
	let walks = 0;
	const attempt = (script: readonly number[]): {readonly oracle: Oracle; readonly way: Way} => {
		walks++;
		const oracle = makeOracle(script);
		return {oracle, way: leaf(walk(oracle))};
	};

	/** `known` is a walk whose decisions begin with the script and go on with first options. */
	const follow = (script: readonly number[], known: ReturnType<typeof attempt>): Ways => {
		const fork = known.oracle.decisions[script.length]?.fork;
		if (fork === undefined) {
			return [known.way];
		}

		if (walks > mostWalks) {
			return [{...unclear(known.way, known.way, {...fork, reason: 'there are too many ways to follow them all'}), choices: [], share: 1, notes: known.way.notes}];
		}

		const [first, ...others] = fork.options.map((_, option) => {
			const next = [...script, option];
			return follow(next, option === 0 ? known : attempt(next));
		});
		if (first === undefined) {
			return [known.way];
		}

		if (fork.nature === 'unknown') {
			return others.reduce((without, having) => join(without, having, fork), first);
		}

		const [way, ...more] = chosen(first, fork, 0);
		return [way, ...more, ...others.flatMap((ways, index) => chosen(ways, fork, index + 1))];
	};

	return follow([], attempt([]));
};
