import type {Fragment} from '../compiler/index.js';
import type {Diagnostic, Result} from '../diagnostics/index.js';
import {fail} from '../diagnostics/index.js';
import type {Edit, Plan} from '../plan/index.js';
import {adoptEdits, editsOf, makePlan, planMenus} from '../plan/index.js';
import {readChangeUnderWay, readMenus, readPublicKeys} from '../router/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Transport} from '../transport/index.js';
import type {Option} from './command.js';
import type {Console} from './console.js';
import type {Prepared} from './prepare.js';

export type Planned = {
	readonly plan: Plan;
	/** What the router holds of the menus that matter. */
	readonly actual: Configuration;
	/** What the plan brings about: what is wanted, with the edits that are kept. */
	readonly fragment: Fragment;
	/** Rows that were not as they are wanted, kept or repaired. */
	readonly edits: readonly Edit[];
};

export const keepEditsOption: Option = {flags: '--keep-edits', description: 'leave rows of the profile that were edited on the router as they are, instead of repairing them'};

/** Says what can be done about rows that are about to be repaired. */
export const noteEdits = ({note}: Console, edits: readonly Edit[]): void => {
	if (edits.some(({isKept}) => !isKept)) {
		note('Rows that stand otherwise on the router are made as they are wanted. To leave them as they are: --keep-edits');
	}
};

/** Where another change is in the way, says whose it is: the rows that were read do not. */
export const namingHolder = async (transport: Transport, plan: Result<Plan>): Promise<Result<Plan>> => {
	const isInTheWay = !plan.ok && plan.diagnostics.some(({code}) => code === 'change-in-progress');
	const holder = isInTheWay ? await readChangeUnderWay(transport) : undefined;
	return holder === undefined ? plan : fail(holder);
};

/** Where it is refused, with what the router has otherwise than it is wanted: a row that stays, or one that does not, may be why. */
type Planning = {readonly ok: true; readonly value: Planned} | {readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly edits: readonly Edit[]};

/** Reads the router and compares it with what is wanted. Changes nothing. */
export const planOn = async (transport: Transport, prepared: Prepared, isKept: (row: string) => boolean): Promise<Planning> => {
	const [actual, publicKeys] = await Promise.all([readMenus(transport, planMenus(prepared.fragment)), readPublicKeys(transport)]);
	const edits = editsOf(prepared.fragment, actual, isKept);
	const fragment = adoptEdits(prepared.fragment, actual, edits);
	const plan = await namingHolder(transport, makePlan({actual, fragment, publicKeys}));
	return plan.ok ? {ok: true, value: {plan: plan.value, actual, fragment, edits}} : {...plan, edits};
};
