export type {Proof, ProofOptions} from './claims.js';
export {proveClaims, proverOf} from './claims.js';
export type {Verdict} from './judge.js';
export type {LockOut, Session} from './lock-out.js';
export {proveLockOut} from './lock-out.js';
export type {PlanProofs, ProvePlanOptions} from './plan.js';
export {proveOn, provePlan} from './plan.js';
export {uplinkInterfaces, worldOf} from './world.js';
