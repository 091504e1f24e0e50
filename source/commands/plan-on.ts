import type {Result} from '../diagnostics/index.js';
import {ok} from '../diagnostics/index.js';
import type {Plan} from '../plan/index.js';
import {makePlan, planMenus} from '../plan/index.js';
import {readMenus, readPublicKeys} from '../router/index.js';
import type {Configuration} from '../routeros/model/index.js';
import {decidingMenus} from '../simulator/index.js';
import type {Transport} from '../transport/index.js';
import type {Prepared} from './prepare.js';

export type Planned = {readonly plan: Plan /** What the router holds of the menus that matter, and of those that decide where packets go. */; readonly actual: Configuration};

/** Reads the router and compares it with what is wanted. Changes nothing. */
export const planOn = async (transport: Transport, prepared: Prepared): Promise<Result<Planned>> => {
	const actual = await readMenus(transport, [...new Set([...planMenus(prepared.fragment), ...decidingMenus(prepared.release)])]);
	const publicKeys = await readPublicKeys(transport);
	const plan = makePlan({actual, fragment: prepared.fragment, publicKeys});
	return plan.ok ? ok({plan: plan.value, actual}) : plan;
};
