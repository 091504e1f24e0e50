import {AppError, display} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {addressOf, parseIp} from '../net/index.js';
import type {Plan} from '../plan/index.js';
import type {PolicyDocument} from '../policy/index.js';
import type {PlanProofs, ProvePlanOptions, Session, Verdict} from '../proof/index.js';
import {proveOn} from '../proof/index.js';
import type {ProofCheck} from '../router/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {ProfileRouter} from '../scenario/index.js';
import type {Input} from './command.js';
import type {RouterSession} from './connect.js';
import type {Context} from './context.js';
import {usage} from './parse-input.js';

/** Who is changing the router, as far as the router knows; one that it sees coming from itself takes no way that could be cut. */
const sessionOf = (facts: Facts, {host, port}: ProfileRouter): Session | undefined => {
	const from = facts.session?.from;
	if (from === undefined || /^127\.|^::1$/.test(from)) {
		return undefined;
	}

	const to = parseIp(host);
	const isOwn = to !== undefined && facts.addresses.some(({address}) => addressOf(address) === to);
	return isOwn ? {from, to, port} : {from, port: 22};
};

type About = {
	readonly actual: Configuration;
	readonly plan: Plan;
	readonly session: Pick<RouterSession, 'endpoint' | 'facts'>;
	readonly document: PolicyDocument | undefined;
};

/** What the proofs of a plan are about. */
export const proofOptions = ({actual, plan, session, document}: About): ProvePlanOptions => {
	const who = sessionOf(session.facts, session.endpoint);
	return {actual, plan, facts: session.facts, ...(document === undefined ? {} : {document}), ...(who === undefined ? {} : {session: who})};
};

type Doubt = Verdict & {readonly id: string; readonly sentence: string};

const lockOutId = 'lock-out';

const verdicts = ({claims, lockOut}: PlanProofs): readonly Doubt[] => [
	...(lockOut === undefined ? [] : [{...lockOut, id: lockOutId}]),
	...claims.map((proof) => ({...proof, id: proof.claim.id, sentence: proof.claim.sentence})),
];

/** What stands against a plan: claims that fail before those that are not known. */
const doubts = (proofs: PlanProofs): readonly Doubt[] => (['failed', 'unknown'] as const).flatMap((status) => verdicts(proofs).filter((one) => one.status === status));

/** A rule as it is named in a sentence. */
const ruleText = ({rule}: Verdict): string =>
	rule === undefined ? '' : ` (${display(rule.menu)}${rule.position === 0 ? '' : ` rule ${rule.position}`}${rule.comment === '' ? '' : `: ${display(rule.comment)}`})`;

/** The claim's own sentence, what happens instead, and the rule that decides it. */
const doubtText = (doubt: Doubt): string => `${doubt.sentence} But: ${doubt.why}${ruleText(doubt)}.`;

/** Why a plan is refused. */
const refusal = (doubt: Doubt, address: string): AppError => {
	const {code, lead} =
		doubt.status === 'unknown'
			? {code: 'claim-unknown', lead: 'It cannot be shown that this change does what it is for.'}
			: doubt.id === lockOutId
				? {code: 'session-cut', lead: 'This change would cut your own session off.'}
				: {code: 'claim-failed', lead: 'This change would not do what it is for.'};
	return new AppError(code, `${lead} ${doubtText(doubt)}`, {
		hint: `Nothing was changed. "detour plan" shows every claim. To go on all the same, name the router once more: --despite ${display(address)}`,
	});
};

const certainDoubt = (proofs: PlanProofs): Doubt | undefined => doubts(proofs).find(({status}) => status === 'failed');

/** What stands for certain against a plan, as the message that refuses it. */
export const refusalOf = (proofs: PlanProofs, address: string): AppError | undefined => {
	const failed = certainDoubt(proofs);
	return failed === undefined ? undefined : refusal(failed, address);
};

/** Whether the router's address is given once more; that of another is wrong usage. */
const hasConsent = (input: Input, address: string): boolean => {
	const consent = input.text('despite');
	if (consent !== undefined && consent !== address) {
		throw usage(`--despite wants the address of this router: ${display(address)}`);
	}

	return consent !== undefined;
};

/**
 * A router on which nothing is to be changed, and which all the same does not do what the profile is for: a rule of somebody
 * else's is in the way, or an edit that is kept. Whoever reads only the exit code must not take that for success.
 */
export const assertServed = (proofs: PlanProofs, input: Input, address: string): void => {
	const failed = certainDoubt(proofs);
	if (failed !== undefined && !hasConsent(input, address)) {
		throw new AppError('claim-failed', `There is nothing to change, but the router does not do what the profile is for. ${doubtText(failed)}`, {
			hint: `Mend that rule${input.flag('keepEdits') ? ', or leave out --keep-edits' : ''}. To take it as it is, name the router once more: --despite ${display(address)}`,
		});
	}
};

/**
 * A claim that fails, or a session that would be cut off, needs consent by the router's address, typed once more. What is
 * not known is shown; without somebody to look at it, it needs the same.
 */
export const settleDoubts = async (proofs: PlanProofs, input: Input, address: string, {console, signal}: Context): Promise<void> => {
	const isAccepted = hasConsent(input, address);
	const [first] = doubts(proofs);
	const isAttended = console.interactive && !input.flag('yes');
	if (first === undefined || isAccepted || (isAttended && first.status === 'unknown')) {
		return;
	}

	const refused = refusal(first, address);
	if (!isAttended) {
		throw refused;
	}

	console.note(refused.message);
	if ((await console.ask(`To go on all the same, type the address of the router (${display(address)}):`, signal))?.trim() !== address) {
		throw refused;
	}
};

/** Proves again what is on the router once the change is made; what was accepted before counts no more. */
export const proofCheck =
	(options: ProvePlanOptions, accepted: PlanProofs): ((wanted: Configuration) => ProofCheck) =>
	(wanted) => {
		const known = new Set(doubts(accepted).map(({id, status}) => `${id} ${status}`));
		const fresh = doubts(proveOn(options, wanted)).filter(({id, status}) => !known.has(`${id} ${status}`));
		const [first] = fresh;
		return first === undefined ? {status: 'passed'} : {status: first.status === 'failed' ? 'failed' : 'unknown', detail: `${first.sentence} But: ${first.why}${ruleText(first)}`};
	};

const withoutTrace = ({trace: _trace, ...rest}: Verdict & {readonly trace?: unknown}): object => rest;

/** As JSON: what became of each claim; of those that do not hold the whole trace. */
export const proofsJson = ({claims, lockOut}: PlanProofs): object => ({
	claims: claims.map(({claim, trace, ...verdict}) => ({id: claim.id, sentence: claim.sentence, ...verdict, ...(verdict.status === 'held' ? {} : {claim, trace})})),
	...(lockOut === undefined ? {} : {session: lockOut.status === 'held' ? withoutTrace(lockOut) : lockOut}),
});
