import type {Fragment} from '../compiler/index.js';
import type {Result} from '../diagnostics/index.js';
import {fail, ok} from '../diagnostics/index.js';
import type {Plan} from '../plan/index.js';
import {adoptEdits, makePlan, planMenus} from '../plan/index.js';
import {readChangeUnderWay, readMenus, readPublicKeys} from '../router/index.js';
import type {Configuration} from '../routeros/model/index.js';
import type {Transport} from '../transport/index.js';
import type {Option} from './command.js';
import type {Prepared} from './prepare.js';

export type Planned = {
	readonly plan: Plan;
	/** What the router holds of the menus that matter. */
	readonly actual: Configuration;
	/** What the plan brings about: what is wanted, with the edits that are kept. */
	readonly fragment: Fragment;
};

export const keepEditsOption: Option = {flags: '--keep-edits', description: 'leave rows of the profile that were edited on the router as they are, instead of repairing them'};

/** Where another change is in the way, says whose it is: the rows that were read do not. */
export const namingHolder = async (transport: Transport, plan: Result<Plan>): Promise<Result<Plan>> => {
	const isInTheWay = !plan.ok && plan.diagnostics.some(({code}) => code === 'change-in-progress');
	const holder = isInTheWay ? await readChangeUnderWay(transport) : undefined;
	return holder === undefined ? plan : fail(holder);
};

/** Reads the router and compares it with what is wanted. Changes nothing. */
export const planOn = async (transport: Transport, prepared: Prepared, options: {readonly keepEdits?: boolean} = {}): Promise<Result<Planned>> => {
	const [actual, publicKeys] = await Promise.all([readMenus(transport, planMenus(prepared.fragment)), readPublicKeys(transport)]);
	const fragment = options.keepEdits === true ? adoptEdits(prepared.fragment, actual) : prepared.fragment;
	const plan = await namingHolder(transport, makePlan({actual, fragment, publicKeys}));
	return plan.ok ? ok({plan: plan.value, actual, fragment}) : plan;
};
