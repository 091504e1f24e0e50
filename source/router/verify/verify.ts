import type {ApplyEvent, Plan} from '../../plan/index.js';
import {keptView} from '../../plan/index.js';
import type {Configuration} from '../../routeros/model/index.js';
import type {Clock} from '../../runtime/index.js';
import type {Transport} from '../../transport/transport.js';
import {together} from '../console.js';
import type {Wanted} from '../settle.js';
import {replan} from '../settle.js';
import type {Check, Finding} from './finding.js';
import {checkOf} from './finding.js';
import {isAnyProbed, routeFindings, ruleFindings, tunnelFindings, wayOutFindings} from './judge.js';
import {askUpstream, pingProbe} from './probes.js';
import type {State} from './state.js';
import {readState} from './state.js';
import type {Subject} from './subject.js';

/** What a proof over a configuration comes to. */
export type ProofCheck = Pick<Check, 'status' | 'detail'>;

/** How a profile did before a change of it: what was broken then is not held against the change. */
export type Before = {readonly state: State; readonly findings: readonly Finding[]};

/** Seconds in which a new tunnel has shaken hands, and somebody beyond it has answered, if that ever happens. */
const settlingTime = 12;

/** Milliseconds between two looks. */
const pace = 2000;

type Waiting = {readonly clock: Clock; readonly signal?: AbortSignal};

/** Asks until it is answered, or has had its time. */
const answered = async (ask: () => Promise<Finding>, {clock, signal}: Waiting): Promise<Finding> => {
	const end = clock.monotonic() + settlingTime * 1000;
	for (;;) {
		const finding = await ask();
		if (finding.status !== 'failed' || clock.monotonic() >= end) {
			return finding;
		}

		await clock.sleep(pace, signal);
	}
};

/** Looks at what is there already, as patiently as afterwards: what only missed an answer would excuse a change that breaks it. */
export const lookBefore = async (transport: Transport, subject: Subject, waiting: Waiting): Promise<Before> => {
	const [state, ...answers] = await together(
		readState(transport, subject),
		...subject.probes.filter(({isNew}) => !isNew).map(async (probe) => answered(async () => pingProbe(transport, probe), waiting)),
		...subject.upstreams.map(async (upstream) => {
			const ask = async (): Promise<Finding> => askUpstream(transport, upstream, subject);
			// Nothing relied on it: what it says excuses nothing anyway.
			return upstream.isNew ? ask() : answered(ask, waiting);
		}),
	);
	return {state, findings: [...ruleFindings(state), ...routeFindings(state, subject), ...tunnelFindings(state, subject), ...answers]};
};

type VerifyOptions = Waiting & {
	readonly wanted: Wanted;
	readonly plan: Plan;
	readonly change: string;
	readonly subject: Subject;
	readonly before: Before;
	/** Seconds of uptime when the change was in effect. */
	readonly appliedAt: number;
	readonly prove?: (configuration: Configuration) => ProofCheck;
};

const checkConfiguration = async (transport: Transport, {wanted, plan, change, prove}: VerifyOptions): Promise<readonly Check[]> => {
	const name = 'configuration as planned';
	let seen: Configuration | undefined;
	const again = await replan(transport, wanted, (configuration) => {
		seen = keptView(configuration, plan, change);
		return seen;
	});
	const proven = seen === undefined ? undefined : prove?.(seen);
	const proofs: readonly Check[] = proven === undefined ? [] : [{type: 'check', name: 'packets go where they should', ...proven}];
	const difference = again.ok ? again.value.changes[0] : undefined;
	const trouble = again.ok ? difference && `${difference.menu}: ${difference.reason}` : (again.diagnostics[0]?.message ?? 'it cannot be compared');
	return [{type: 'check', name, ...(trouble === undefined ? {status: 'passed'} : {status: 'failed', detail: trouble})}, ...proofs];
};

/** Reads how the profile does until everything has had the time in which it would be found dead. */
const settledState = async (transport: Transport, {subject, appliedAt, clock, signal}: VerifyOptions): Promise<State> => {
	for (;;) {
		const state = await readState(transport, subject);
		const probed = isAnyProbed(state) ? state.gatewayDetection : 0;
		const quiet = tunnelFindings(state, subject).some(({status}) => status !== 'passed') ? settlingTime : 0;
		const left = (appliedAt + Math.max(probed, quiet) - state.uptime) * 1000;
		// A router that has been up for less than it was then has restarted, and undoes.
		if (left <= 0 || state.uptime < appliedAt) {
			return state;
		}

		await clock.sleep(probed > 0 ? left : Math.min(left, pace), signal);
	}
};

const checkLife = async (transport: Transport, options: VerifyOptions): Promise<readonly ApplyEvent[]> => {
	const {subject, before} = options;
	const [state, probes, upstreams] = await together(
		settledState(transport, options),
		together(...subject.probes.map(async (probe) => answered(async () => pingProbe(transport, probe), options))),
		together(...subject.upstreams.map(async (upstream) => answered(async () => askUpstream(transport, upstream, subject), options))),
	);
	const known = before.findings;
	const {all, matched} = state.rules;
	return [
		...checkOf('rules valid', ruleFindings(state), known),
		...checkOf('routes active', routeFindings(state, subject), known),
		...checkOf('ordinary way out', wayOutFindings(state, before.state), known),
		...checkOf('tunnel answers', tunnelFindings(state, subject), known),
		...checkOf('probes answer', probes, known),
		...checkOf('names resolve', upstreams, known),
		...(all === 0 ? [] : [{type: 'note', text: `Packets have matched ${matched} of ${all} rules so far. A rule without any may just have had no traffic yet.`} as const]),
	];
};

/** Looks at a router with a change on trial, over a connection made after it; unknown is never passed. */
export async function* verify(transport: Transport, options: VerifyOptions): AsyncGenerator<ApplyEvent, void> {
	yield {type: 'check', name: 'new connection', status: 'passed'};
	const [configuration, life] = await together(checkConfiguration(transport, options), checkLife(transport, options));
	yield* configuration;
	yield* life;
}
