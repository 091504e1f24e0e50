import type {Result} from '../diagnostics/index.js';
import type {Plan} from '../plan/index.js';
import {makePlan, planMenus} from '../plan/index.js';
import {readMenus, readPublicKeys} from '../router/index.js';
import type {Transport} from '../transport/index.js';
import type {Prepared} from './prepare.js';

/** Reads the router and compares it with what is wanted. Changes nothing. */
export const planOn = async (transport: Transport, prepared: Prepared): Promise<Result<Plan>> => {
	const actual = await readMenus(transport, planMenus(prepared.fragment));
	const publicKeys = await readPublicKeys(transport);
	return makePlan({actual, fragment: prepared.fragment, publicKeys});
};
