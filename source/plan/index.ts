// applyPlan(configuration, plan): Configuration   the pure model of what a plan does; inversePlan(plan): Plan
export {applyPlan, inversePlan} from './apply-plan.js';
// applyScript / guardScript / … : texts for source/router
export {applyScript} from './apply-script.js';
export {armedGuard, guardNames, isGuardSource, stubGuard} from './guard-script.js';
// makePlan({actual, fragment, publicKeys?: ReadonlyMap<interface name, public key>}): Result<Plan>
// removalPlan({actual, profile}): Result<Plan>
export {makePlan, removalPlan} from './make-plan.js';
// planMenus(fragment): readonly Menu[]      what `actual` must hold for makePlan
// removalMenus: readonly Menu[]             what `actual` must hold for removalPlan
export {planMenus, removalMenus} from './menus.js';
// overlay(actual, fragment): Result<Configuration>   what is wanted, the user's own rows included
export {overlay} from './overlay.js';
export type {ApplyAnswer, ApplyEvent, ApplyOutcome, ApplyQuestion, ApplyStep, Change, Plan} from './types.js';
