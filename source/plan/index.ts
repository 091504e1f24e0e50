export {adoptEdits, editsOf} from './adopt.js';
export type {ApplyScript, RowIds} from './apply-script.js';
export {applyScript, crowdedMenus} from './apply-script.js';
export type {Triggers} from './guard-commands.js';
export {
	applyingCommand,
	armCommand,
	decideCommand,
	guardFileText,
	lockCommand,
	readGuardCommand,
	secretCommand,
	startCommand,
	statusCommand,
	unlockCommand,
	watchCommands,
} from './guard-commands.js';
export type {GuardHeader, GuardSource} from './guard-script.js';
export {armedGuard, isGuardSource, missingParts} from './guard-script.js';
// makePlan({actual, fragment, publicKeys?: ReadonlyMap<interface name, public key>}): Result<Plan>
// removalPlan({actual, profile}): Result<Plan>
export {makePlan, removalPlan} from './make-plan.js';
// planMenus(fragment), removalMenus: what `actual` must hold
export {planMenus, removalMenus} from './menus.js';
export type {VolatileField} from './rows.js';
export {hashMenus, identityOf, volatileOf} from './rows.js';
export {guardNames} from './script-text.js';
export type {Shrinking} from './shrinking.js';
export {shrinkingLists} from './shrinking.js';
export type {Sights} from './sight.js';
export {sightCommand, sightedMenus} from './sight.js';
export {toldPlan} from './told.js';
// applyPlan(configuration, plan): Configuration   what a plan makes of a configuration in the end
// trialOf / keptView / undoneView: while it is on trial, kept, undone
export {applyPlan, keptView, trialOf, undoneView} from './trial.js';
export type {ApplyAnswer, ApplyEvent, ApplyOutcome, ApplyQuestion, ApplyStep, Change, Edit, Plan} from './types.js';
