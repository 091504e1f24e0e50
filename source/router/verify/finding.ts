import type {ApplyEvent} from '../../plan/index.js';

export type Check = Extract<ApplyEvent, {type: 'check'}>;

/** One thing that was looked at, before a change or after it. */
export type Finding = {
	/** Names it, the same both times. */
	readonly about: string;
	readonly status: Check['status'];
	readonly detail?: string;
	/** Looked at before the profile relied on it: worth a word, but no excuse for a change that builds on it. */
	readonly isNew?: boolean;
};

/** Findings of one kind as one check. What the profile relied on before, and was the same then, is no fault of the change. */
export const checkOf = (name: string, findings: readonly Finding[], before: readonly Finding[]): readonly Check[] => {
	// What was not known before may have been well: it excuses no failure.
	const wasSo = ({about, status}: Finding): Finding | undefined => before.find((one) => one.about === about && (one.status === 'failed' || one.status === status));
	const bad = findings.filter(({status}) => status !== 'passed');
	const fresh = bad.filter((one) => wasSo(one)?.isNew !== false);
	const told = fresh.length > 0 ? fresh : bad;
	const worst = told.find(({status}) => status === 'failed') ?? told[0];
	if (worst === undefined) {
		return findings.length === 0 ? [] : [{type: 'check', name, status: 'passed'}];
	}

	const detail = [worst.detail ?? worst.about, ...(wasSo(worst) === undefined ? [] : ['it was so before the change'])].join('; ');
	return [{type: 'check', name, status: worst.status, detail, ...(fresh.length === 0 ? {before: true} : {})}];
};
