import {display} from '../diagnostics/index.js';
import type {Ip} from '../net/index.js';
import type {Expectation} from '../policy/index.js';
import {ownerOf} from '../routeros/model/index.js';
import type {Pass, Rule, Trace, Way} from '../simulator/index.js';
import {answers, decidingRule, endOf, fateOf, sent, signature} from './fate.js';

export type Verdict = {
	readonly status: 'held' | 'failed' | 'unknown';
	/** What happens instead, or what is not known: a clause for people. Empty where the claim holds. */
	readonly why: string;
	readonly rule?: Rule;
	/** What is not modelled or not known. */
	readonly matcher?: string;
};

const held: Verdict = {status: 'held', why: ''};

/** Where a packet ends, as a clause. */
const clause = (pass: Pass): string => {
	const {disposition} = pass;
	switch (disposition.kind) {
		case 'leaves-by':
			return `leaves by ${display(disposition.interface)}${pass.end.from === pass.packet.from ? '' : ` as ${pass.end.from ?? 'an address of the line'}`}`;
		case 'delivered':
			return 'is delivered to the router';
		case 'dropped':
			return 'is dropped';
		case 'rejected':
			return 'is refused';
		case 'blackholed':
			return 'ends in a blackhole';
		case 'no-route':
			return 'finds no route';
		case 'unknown':
			return `cannot be followed: ${display(disposition.reason)}`;
	}
};

const withRule = (rule: Rule | undefined): {readonly rule?: Rule} => (rule === undefined ? {} : {rule});

const failed = (what: string, pass: Pass): Verdict => ({status: 'failed', why: `${what} ${clause(pass)}`, ...withRule(decidingRule(pass))});

const unknown = (what: string, pass: Pass): Verdict =>
	pass.disposition.kind === 'unknown'
		? {status: 'unknown', why: `${what} ${clause(pass)}`, matcher: pass.disposition.matcher, ...withRule(pass.disposition.rule)}
		: failed(what, pass);

const wordOf = (way: Way, pass: Pass): string => (pass === way ? 'The first packet' : pass === way.later ? 'A later packet' : pass === way.reply ? 'The answer' : 'A later answer');

/** Every one of some passes must end so. A way that is wrong for certain weighs more than one that is not known. */
const all = (trace: Trace, passes: (way: Way) => readonly Pass[], isRight: (pass: Pass) => boolean): Verdict => {
	const wrong = trace.ways.flatMap((way) => passes(way).flatMap((pass) => (isRight(pass) ? [] : [unknown(wordOf(way, pass), pass)])));
	return wrong.find(({status}) => status === 'failed') ?? wrong[0] ?? held;
};

const leaves =
	(name: string | undefined) =>
	(pass: Pass): boolean => {
		const fate = fateOf(pass);
		return fate.kind === 'leaves' && fate.interface === name;
	};

/** Leaves, and waits in the queue of a tier for its direction. */
const waits =
	(tier: string, direction: 'up' | 'down') =>
	(pass: Pass): boolean =>
		fateOf(pass).kind === 'leaves' && pass.steps.some(({stage, rule}) => stage === 'queue' && ownerOf(rule?.comment ?? '')?.endsWith(`:${tier}.${direction}.4`) === true);

const isNowhere = (pass: Pass): boolean => fateOf(pass).kind === 'nowhere';

const isDelivered = (pass: Pass): boolean => fateOf(pass).kind === 'router';

const first = (...verdicts: readonly (() => Verdict)[]): Verdict => {
	let doubt: Verdict | undefined;
	for (const verdict of verdicts) {
		const found = verdict();
		if (found.status === 'failed') {
			return found;
		}

		doubt ??= found.status === 'unknown' ? found : undefined;
	}

	return doubt ?? held;
};

/** Answers go back to whoever asked: out by the interface that the question came in by, or up to the router that asked. */
const comesBack =
	(trace: Trace) =>
	(pass: Pass): boolean =>
		trace.packet.inInterface === undefined ? isDelivered(pass) : leaves(trace.packet.inInterface)(pass);

/** Beyond an uplink with NAT nobody knows the sender's own address: answers to it would be lost. */
const disguised = (trace: Trace): Verdict => {
	const bare = trace.ways.flatMap(sent).find(({end}) => end.from === trace.packet.from);
	return bare === undefined ? held : {...failed('The first packet', bare), why: `The packet ${clause(bare)} with the address of its sender, which nobody there can answer`};
};

/** Between networks that know each other, the sender is to be seen. */
const undisguised = (trace: Trace): Verdict => {
	const other = trace.ways.flatMap(sent).find(({end}) => end.from !== trace.packet.from);
	return other === undefined ? held : {...failed('The first packet', other), why: `The packet ${clause(other)} with another address than its sender's`};
};

const asBefore = (trace: Trace, before: Trace): Verdict => {
	if (signature(trace) !== signature(before)) {
		const doubt = first(
			() =>
				all(
					before,
					(way) => [...sent(way), ...answers(way)],
					(pass) => fateOf(pass).kind !== 'unknown',
				),
			() =>
				all(
					trace,
					(way) => [...sent(way), ...answers(way)],
					(pass) => fateOf(pass).kind !== 'unknown',
				),
		);
		const known = new Set(before.ways.flatMap((way) => [...sent(way), ...answers(way)]).map(endOf));
		const other = trace.ways.flatMap((way) => [...sent(way), ...answers(way)].map((pass) => ({way, pass}))).find(({pass}) => !known.has(endOf(pass)));
		const [way] = trace.ways;
		return doubt.status === 'unknown'
			? doubt
			: other === undefined
				? failed('Unlike before, the first packet', way)
				: failed(`Unlike before, ${wordOf(other.way, other.pass).toLowerCase()}`, other.pass);
	}

	return all(
		trace,
		(way) => [...sent(way), ...answers(way)],
		(pass) => fateOf(pass).kind !== 'unknown',
	);
};

/** Whether a first packet is let in, or kept out, as some were before; what was sent straight back out was kept out, too. */
const isAsBefore = (before: Trace): ((pass: Pass) => boolean) => {
	const known = new Set(before.ways.map(endOf));
	const isSentBack = before.ways.some(leaves(before.packet.inInterface));
	return (pass) => fateOf(pass).kind !== 'unknown' && (known.has(endOf(pass)) || (isSentBack && isNowhere(pass)));
};

/** What was delivered to the address that it asked for still is. */
const unmoved = (trace: Trace, before: Trace): Verdict => {
	const isAsked = ({end, packet}: Pass): boolean => end.to === packet.to;
	return before.ways.every(isAsked) ? all(trace, (way) => [way], isAsked) : held;
};

/** Leaves for one of some resolvers. */
const isWith =
	(resolvers: readonly Ip[]) =>
	(pass: Pass): boolean =>
		fateOf(pass).kind === 'leaves' && resolvers.some((address) => pass.end.to === address);

/** Ends at the router, or at a resolver in its place, and is answered. */
const reaches = (trace: Trace, instead: readonly Ip[]): Verdict =>
	first(
		() => all(trace, sent, (pass) => isDelivered(pass) || isWith(instead)(pass)),
		() => all(trace, answers, comesBack(trace)),
	);

/** A connection that changes over in the middle breaks, though each of the ways is right for somebody. */
const staysWithOne = (trace: Trace): Verdict => {
	const astray = trace.ways.find((way) => way.later !== undefined && !leaves(way.disposition.kind === 'leaves-by' ? way.disposition.interface : undefined)(way.later));
	return astray?.later === undefined ? held : failed('Unlike the first packet of its connection, a later one', astray.later);
};

/** Shares are parts of many connections: two in a hundred more or less are none. */
const tolerance = 0.02;

const shared = (trace: Trace, wanted: readonly {readonly name: string | undefined; readonly share: number}[]): Verdict => {
	const [way] = trace.ways;
	const wrong = wanted
		.map(({name, share}) => ({name, share, got: trace.ways.filter(leaves(name)).reduce((sum, one) => sum + one.share, 0)}))
		.find(({share, got}) => Math.abs(share - got) > tolerance);
	const percent = (part: number): string => `${Math.round(100 * part)} %`;
	return wrong === undefined
		? held
		: {
				...failed('The first packet', way),
				why: `Of all connections ${percent(wrong.got)} leave by ${display(wrong.name ?? 'a line that is not there')}, not ${percent(wrong.share)}`,
			};
};

/** What took the fast path before still does. */
const asFast = (trace: Trace, before: Trace): Verdict =>
	before.ways.every(({later}) => later?.isFasttracked === true)
		? all(
				trace,
				(way) => (way.later === undefined || way.later.isFasttracked ? [] : [way.later]),
				() => false,
			)
		: held;

/** Whether what happens is what was claimed. `before`: the same without the document, which not every claim asks for. */
export const judge = (expect: Expectation, trace: Trace, before: () => Trace, interfaceOf: (uplink: string) => string | undefined): Verdict => {
	switch (expect.kind) {
		case 'leaves-by': {
			const name = interfaceOf(expect.uplink);
			return first(
				() => all(trace, sent, leaves(name)),
				() => (expect.natted ? disguised(trace) : held),
				() => all(trace, answers, comesBack(trace)),
			);
		}

		case 'leaves-by-one-of': {
			const names = expect.uplinks.map(({id}) => interfaceOf(id));
			return first(
				() => all(trace, sent, (pass) => names.some((name) => leaves(name)(pass))),
				() => staysWithOne(trace),
				() => (expect.natted ? disguised(trace) : held),
				() => all(trace, answers, comesBack(trace)),
				() =>
					shared(
						trace,
						expect.uplinks.map(({id, share}) => ({name: interfaceOf(id), share})),
					),
			);
		}

		case 'leaves-over':
			return first(
				() => all(trace, sent, leaves(expect.interface)),
				() => (expect.natted === undefined ? held : expect.natted ? disguised(trace) : undisguised(trace)),
				() => all(trace, answers, comesBack(trace)),
			);
		case 'only-by': {
			const name = interfaceOf(expect.uplink);
			return all(trace, sent, (pass) => leaves(name)(pass) || isNowhere(pass) || isDelivered(pass) || isWith(expect.instead ?? [])(pass));
		}

		case 'only-by-one-of': {
			const names = expect.uplinks.map(interfaceOf);
			return first(
				() => all(trace, sent, (pass) => names.some((name) => leaves(name)(pass)) || isNowhere(pass) || isDelivered(pass)),
				() =>
					shared(
						trace,
						(expect.shares ?? []).map(({id, share}) => ({name: interfaceOf(id), share})),
					),
			);
		}

		case 'leaves-by-instead': {
			const name = interfaceOf(expect.uplink);
			return before().ways.every((way) => fateOf(way).kind === 'leaves' || way.disposition.kind === 'no-route')
				? first(
						() => all(trace, sent, leaves(name)),
						() => all(trace, answers, comesBack(trace)),
						() => (expect.isFast ? asFast(trace, before()) : held),
					)
				: asBefore(trace, before());
		}

		case 'leaves-as-before':
			return asBefore(trace, before());
		case 'blocked':
			return all(trace, (way) => [way], isNowhere);
		case 'reaches-router':
			return reaches(trace, expect.instead);
		case 'keeps-reaching-router': {
			const now = reaches(trace, []);
			return now.status === 'held' || before().ways.every(isDelivered)
				? first(
						() => now,
						() => unmoved(trace, before()),
					)
				: asBefore(trace, before());
		}

		case 'stays-local':
			return asBefore(trace, before()).status === 'held' ? held : all(trace, sent, (pass) => leaves(expect.interface)(pass) && pass.end.from === pass.packet.from);
		case 'answered':
			return first(
				() => all(trace, (way) => [way], isAsBefore(before())),
				() => all(trace, answers, comesBack(trace)),
			);
		case 'unanswered':
			return all(trace, answers, isNowhere);
		case 'fast':
			return first(
				() => asBefore(trace, before()),
				() =>
					all(
						trace,
						(way) => (way.later === undefined ? [] : [way.later]),
						({isFasttracked}) => isFasttracked,
					),
			);
		case 'queued':
			return first(
				() => all(trace, sent, waits(expect.tier, 'up')),
				() => all(trace, answers, waits(expect.tier, 'down')),
			);
		case 'as-fast': {
			return first(
				() => asBefore(trace, before()),
				() => asFast(trace, before()),
			);
		}
	}
};
