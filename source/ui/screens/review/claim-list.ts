import type {Line, ProofGroup} from '../../../presentation/index.js';
import {piece, proofGroups, proofLines, proofSummary, traceLines, wrapLine, wrapLines} from '../../../presentation/index.js';
import type {PlanProofs} from '../../../proof/index.js';
import {words} from '../../words.js';

export type ClaimList = {
	readonly lines: readonly Line[];
	/** The line in the middle of the marked claim. */
	readonly at: number;
};

const claimRows = (group: ProofGroup, width: number): readonly Line[] => proofLines(group).flatMap((line) => wrapLine(line, width, 4));

/** The claims of a plan, one of them marked. */
export const claimList = (proofs: PlanProofs, marked: number, width: number, pointer: string): ClaimList => {
	const lines: Line[] = [[piece(proofSummary(proofs) || words.review.noClaims, 'strong')], []];
	let at = 0;
	for (const [index, group] of proofGroups(proofs).entries()) {
		const rows = claimRows(group, width - 2);
		if (index === marked) {
			at = lines.length + Math.floor(rows.length / 2);
		}

		lines.push(...rows.map((row, part): Line => [piece(index === marked && part === 0 ? `${pointer} ` : '  ', 'accent'), ...row]));
	}

	return {lines, at};
};

/** The whole way of the packet behind a claim. */
export const claimTrace = (proofs: PlanProofs, marked: number, width: number): readonly Line[] => {
	const group = proofGroups(proofs)[marked];
	const trace = group?.lockOut?.trace ?? group?.proofs[0]?.trace;
	return group === undefined ? [] : [...claimRows(group, width), [], ...wrapLines(trace === undefined ? [[piece(words.review.noPacket, 'dim')]] : traceLines(trace), width, 6)];
};

export const claimCount = (proofs: PlanProofs): number => proofGroups(proofs).length;

export const hasFailed = ({claims, lockOut}: PlanProofs): boolean => lockOut?.status === 'failed' || claims.some(({status}) => status === 'failed');
