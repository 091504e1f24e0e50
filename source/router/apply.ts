import type {Fragment} from '../compiler/fragment.js';
import type {Secret} from '../diagnostics/index.js';
import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {ApplyAnswer, ApplyEvent, ApplyQuestion, ApplyScript, ApplyStep, Plan, Triggers} from '../plan/index.js';
import {applyScript, armedGuard, crowdedMenus, hashMenus, sightedMenus, volatileOf} from '../plan/index.js';
import type {Configuration} from '../routeros/model/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Clock, Random} from '../runtime/index.js';
import type {Endpoint, Transport} from '../transport/transport.js';
import {arm, lock, placeGuard, sendChange, sendGuard, unlock} from './arm.js';
import type {Sight} from './ask-to-keep.js';
import {askToKeep} from './ask-to-keep.js';
import {headerOf, journalOf, newChangeId} from './change-record.js';
import {together} from './console.js';
import {finish} from './finish.js';
import {guardHash} from './guard-source.js';
import type {Journal, RecordStep} from './journal.js';
import type {Link} from './link.js';
import {makeLink} from './link.js';
import {preflight, uncovered} from './preflight.js';
import {readIds, readMenus, readSights} from './read-menus.js';
import {witnessesOf} from './settle.js';
import {addSecretRows, makeChange, TrialFailure} from './try-out.js';
import type {Subject} from './verify/subject.js';
import {subjectOf} from './verify/subject.js';
import type {Before, ProofCheck} from './verify/verify.js';
import {lookBefore, verify} from './verify/verify.js';

export type ApplyOptions = {
	readonly transport: Transport;
	/** A new connection with the same pin and login. */
	readonly reconnect: () => Promise<Transport>;
	readonly endpoint: Endpoint;
	readonly plan: Plan;
	/** What the plan was made from; left out when a profile is removed. */
	readonly fragment?: Fragment;
	/** Values by the `ref` of the fragment's secrets. */
	readonly secrets: ReadonlyMap<string, Secret>;
	readonly facts: Facts;
	readonly journal: Journal;
	readonly clock: Clock;
	readonly random: Random;
	/** Seconds in which the change must be kept. */
	readonly confirmWithin: number;
	readonly decide: (question: ApplyQuestion) => Promise<ApplyAnswer>;
	/** Before arming: stop, nothing is changed. After it: undo now. */
	readonly signal?: AbortSignal;
	/** Whether packets go where they should, by what the router holds; left out where nothing is claimed. */
	readonly prove?: (configuration: Configuration) => ProofCheck;
	/** Consent to a change that nothing undoes after a restart, where device-mode refuses the scheduler. */
	readonly isUncovered?: boolean;
	/** For the guard's first line. */
	readonly who: string;
};

/** Seconds from 30 to 3600, and never less than three times the import and the time to look at it. */
const deadlineOf = (asked: number, script: ApplyScript, subject: Subject, {state}: Before): number => {
	const imported = script.statements.length * 0.02 + script.secretRows.length * 0.2 + 2;
	const isSlow = subject.probes.length > 0 || subject.upstreams.length > 0;
	return Math.ceil(Math.max(Math.min(Math.max(asked, 30), 3600), 3 * imported + (isSlow ? state.gatewayDetection + 23 : 20)));
};

const step = (name: ApplyStep, status: 'started' | 'done', detail?: string): ApplyEvent => ({type: 'step', step: name, status, ...(detail === undefined ? {} : {detail})});

const interrupted = (): AppError => new AppError('interrupted', 'Interrupted: nothing was changed.', {exitCode: exitCodes.interrupted});

const secretValues = ({fragment, secrets}: ApplyOptions, script: ApplyScript) => {
	const owners = new Set(script.secretRows.map(({owner}) => owner));
	return (fragment?.secrets ?? []).flatMap(({owner, property, ref}) => {
		if (!owners.has(owner)) {
			return [];
		}

		const value = secrets.get(ref);
		if (value === undefined) {
			throw new AppError('secret-missing', `The ${property} of ${display(owner)} is needed to add it, and was not given.`, {
				hint: 'Give the WireGuard .conf that the profile names.',
			});
		}

		return [{owner, property, value}];
	});
};

/** Changes a router under guard: every way out of here is the old configuration, or the new one that was kept. */
export async function* guardedApply(options: ApplyOptions): AsyncGenerator<ApplyEvent, void> {
	const {plan, facts, clock, signal} = options;
	if (plan.changes.length === 0) {
		yield {type: 'outcome', outcome: 'unchanged', message: 'Nothing to change.'};
		return;
	}

	const change = newChangeId(options.random);
	const about = {...options, change, fingerprint: options.transport.fingerprint};
	const record = journalOf(options.journal, about);
	const header = headerOf(about);
	const guard = armedGuard(plan, header);
	const subject = subjectOf(plan, facts, options.fragment);
	const link = makeLink(options.transport, options.reconnect);
	const checkAbort = (): void => {
		if (signal?.aborted === true) {
			throw interrupted();
		}
	};

	const triggers: Triggers = options.isUncovered === true && uncovered(facts) !== undefined ? 'job-alone' : 'all';
	let isLocked = false;
	let script: ApplyScript;
	let deadline: number;
	try {
		yield step('lock', 'started');
		checkAbort();
		await preflight(options.transport, facts, guard.main.length + guard.parts.join('').length + plan.changes.length * 400, triggers);
		await record('planned', {changes: witnessesOf(plan), menus: plan.menus, volatile: plan.volatile});
		await record('locked');
		checkAbort();
		isLocked = true;
		// Told before the menus are read: what changes in between shows in those.
		const [sights] = await together(readSights(options.transport, sightedMenus(plan)), lock(options.transport, header, triggers));
		const [actual, ids, before] = await together(
			readMenus(options.transport, plan.menus),
			readIds(options.transport, crowdedMenus(plan), plan.profile),
			lookBefore(options.transport, subject, {clock, ...(signal === undefined ? {} : {signal})}),
			sendGuard(options.transport, change, guard),
		);
		if (hashMenus(actual, plan.menus, volatileOf(plan.volatile)) !== plan.baseHash) {
			throw new AppError('plan-stale', 'The router was changed by someone since the plan was made.', {hint: 'Look at the new plan and decide anew.'});
		}

		script = applyScript({
			plan,
			actual,
			change,
			ids,
			sights,
			secretOwners: new Set(options.fragment?.secrets.map(({owner}) => owner)),
			hasOnerror: behaviours(facts.release).onerror,
		});
		const values = secretValues(options, script);
		yield step('lock', 'done');
		yield step('upload', 'started');
		checkAbort();
		await together(placeGuard(options.transport, change, guard), sendChange(options.transport, change, script, facts));
		yield step('upload', 'done');
		yield step('arm', 'started');
		checkAbort();
		await record('arming', {guardHash: guardHash(guard)});
		const armed = await arm(options.transport, change, deadlineOf(options.confirmWithin, script, subject, before), triggers, clock, checkAbort);
		deadline = armed.deadline;
		await record('armed', {guardHash: guardHash(guard), deadline});
		yield step('arm', 'done');
		yield {type: 'armed', change, deadline: armed.deadline, left: armed.left};
		if (triggers === 'job-alone') {
			yield {type: 'note', text: 'A restart of the router would leave this change on trial: then run detour recover.'};
		}

		const seen = {left: armed.left, wall: clock.now(), monotonic: clock.monotonic()};
		yield* onTrial({...options, change, link, script, values, deadline, seen, record, subject, before});
	} catch (cause) {
		if (isLocked) {
			await link
				.use(async (transport) => unlock(transport, change))
				.then(async () => record('unlocked'))
				.catch(() => undefined);
		}

		throw signal?.aborted === true && !(cause instanceof AppError) ? interrupted() : cause;
	} finally {
		await link.close();
	}
}

type Trial = ApplyOptions & {
	readonly change: string;
	readonly link: Link;
	readonly script: ApplyScript;
	readonly values: Parameters<typeof addSecretRows>[3];
	readonly deadline: number;
	readonly seen: Sight;
	readonly record: RecordStep;
	readonly subject: Subject;
	readonly before: Before;
};

type Verdict = {readonly choice: ApplyAnswer; readonly why: string; readonly notApplied?: readonly string[]};

/** From arming on: whatever goes wrong here ends in undo, by us or by the router. */
async function* onTrial(trial: Trial): AsyncGenerator<ApplyEvent, void> {
	const {change, link, deadline, record, clock, plan} = trial;
	let verdict: Verdict | undefined;
	let trouble: unknown;
	try {
		verdict = yield* tryOut(trial);
	} catch (cause) {
		trouble = cause;
	}

	if (verdict === undefined) {
		const why = trial.signal?.aborted === true ? 'stopped by the user' : trouble instanceof Error ? trouble.message : 'an unforeseen fault';
		verdict = {choice: 'undo', why, ...(trouble instanceof TrialFailure && trouble.notApplied.length > 0 ? {notApplied: trouble.notApplied} : {})};
	}

	yield* finish({link, change, goal: plan, verdict, deadline, record, clock});
}

async function* tryOut(trial: Trial): AsyncGenerator<ApplyEvent, Verdict> {
	const {change, link, script, clock, signal, record, plan} = trial;
	yield step('apply', 'started');
	await record('applying');
	await link.use(async (transport) => addSecretRows(transport, change, script, trial.values));
	const appliedAt = yield* makeChange(link, change, script, clock, signal);
	await record('applied');
	yield step('apply', 'done');
	yield step('verify', 'started');
	let checksPassed = true;
	const wanted = {profile: plan.profile, ...(trial.fragment === undefined ? {} : {fragment: trial.fragment})};
	let fresh: Transport;
	try {
		fresh = await link.renew();
	} catch (cause) {
		const detail = cause instanceof Error ? cause.message : String(cause);
		yield {type: 'check', name: 'new connection', status: 'failed', detail};
		return {choice: 'undo', why: 'no new connection could be made'};
	}

	for await (const event of verify(fresh, {...trial, wanted, appliedAt})) {
		checksPassed &&= event.type !== 'check' || event.status === 'passed' || event.before === true;
		yield event;
	}

	yield step('verify', 'done');
	yield step('decide', 'started');
	const answer = yield* askToKeep({...trial, checksPassed});
	yield step('decide', 'done');
	return answer;
}
