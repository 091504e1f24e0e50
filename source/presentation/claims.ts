import {display} from '../diagnostics/index.js';
import type {LockOut, PlanProofs, Proof, Verdict} from '../proof/index.js';
import type {Line, Role} from './line.js';
import {piece} from './line.js';
import {ruleLine} from './trace.js';

type Look = {readonly sign: string; readonly word: string; readonly role: Role};

const looks: Readonly<Record<Verdict['status'], Look>> = {
	held: {sign: '✔', word: 'holds', role: 'good'},
	failed: {sign: '✘', word: 'FAILS', role: 'bad'},
	unknown: {sign: '?', word: 'unknown', role: 'warning'},
};

/** Proofs that people read as one: the same said of several destinations, all of which hold. */
export type ProofGroup = {readonly sentence: string; readonly status: Verdict['status']; readonly proofs: readonly Proof[]; readonly lockOut?: LockOut};

const roleOf = ({claim}: Proof): string => `${claim.policy ?? ''} ${claim.id.slice(0, claim.id.indexOf('.up.'))}`;

/** Failed claims first, then what is not known; of what holds for a whole list only the first is told in full. */
export const proofGroups = ({claims, lockOut}: PlanProofs): readonly ProofGroup[] => {
	const groups: ProofGroup[] = lockOut === undefined ? [] : [{sentence: lockOut.sentence, status: lockOut.status, proofs: [], lockOut}];
	const known = new Map<string, number>();
	for (const proof of claims) {
		const key = proof.status === 'held' && proof.claim.id.includes('.up.') ? `${roleOf(proof)} ${proof.claim.family}` : proof.claim.id;
		const index = known.get(key);
		const group = index === undefined ? undefined : groups[index];
		if (index === undefined || group === undefined) {
			known.set(key, groups.length);
			groups.push({sentence: proof.claim.sentence, status: proof.status, proofs: [proof]});
		} else {
			groups[index] = {...group, proofs: [...group.proofs, proof]};
		}
	}

	const rank = ({status}: ProofGroup): number => ['failed', 'unknown', 'held'].indexOf(status);
	return groups.toSorted((a, b) => rank(a) - rank(b));
};

/** One claim, or several alike: sign and word, sentence, and where it does not hold what happens instead and by which rule. */
export const proofLines = ({sentence, status, proofs, lockOut}: ProofGroup): readonly Line[] => {
	const {sign, word, role} = looks[status];
	const verdict: Verdict | undefined = lockOut ?? proofs[0];
	const more = proofs.length > 1 ? [piece(` And ${proofs.length - 1} more like it.`, 'dim')] : [];
	return [
		[piece(`${sign} ${word.padEnd(8)}`, role), piece(display(sentence)), ...more],
		...(verdict === undefined || verdict.why === '' ? [] : [[piece(`    ${display(verdict.why)}.`, role)]]),
		...(verdict?.rule === undefined ? [] : [ruleLine(verdict.rule, '    ')]),
	];
};

const counted = (count: number, word: string): readonly string[] => (count === 0 ? [] : [`${count} ${word}`]);

/** `54 claims hold, 1 fails, 2 unknown`. */
export const proofSummary = ({claims, lockOut}: PlanProofs): string => {
	const of = (status: Verdict['status']): number => [...claims, ...(lockOut === undefined ? [] : [lockOut])].filter((one) => one.status === status).length;
	return [...counted(of('held'), 'hold'), ...counted(of('failed'), of('failed') === 1 ? 'fails' : 'fail'), ...counted(of('unknown'), 'unknown')].join(', ');
};

const heading = (proofs: PlanProofs): Line => [piece('Where packets go: ', 'heading'), piece(proofSummary(proofs) || 'nothing to claim', 'strong')];

/** Where packets go: each claim with its word, those that need a look first. */
export const claimLines = (proofs: PlanProofs): readonly Line[] => [heading(proofs), ...proofGroups(proofs).flatMap(proofLines)];

/** The same where only what needs a look is told one by one; nothing where nothing is claimed. */
export const doubtLines = (proofs: PlanProofs): readonly Line[] =>
	proofs.claims.length === 0 && proofs.lockOut === undefined
		? []
		: [
				[],
				heading(proofs),
				...proofGroups(proofs)
					.filter(({status}) => status !== 'held')
					.flatMap(proofLines),
			];
