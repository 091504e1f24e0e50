import type {AppError} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {shrinkingLists} from '../plan/index.js';
import {coverRefusal} from './cover.js';
import type {Planned} from './plan-on.js';
import {shrinkingRefusal} from './shrinking.js';

/** What a change is refused for unless the router's address is given once more, beside what proofs say of it; nothing where nothing changes. */
export const risksOf = (
	{plan, actual, fragment}: Pick<Planned, 'plan' | 'actual'> & {readonly fragment?: Planned['fragment'] | undefined},
	facts: Facts,
	address: string,
): readonly AppError[] =>
	plan.changes.length === 0
		? []
		: [...(fragment === undefined ? [] : [shrinkingRefusal(shrinkingLists(actual, fragment), address)]), coverRefusal(facts, address)].filter((refused) => refused !== undefined);
