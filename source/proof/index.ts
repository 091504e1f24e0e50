export type {Proof, ProofOptions} from './claims.js';
export {proveClaims} from './claims.js';
export {decidingRule} from './fate.js';
export type {Verdict} from './judge.js';
export type {LockOut, Session} from './lock-out.js';
export {proveLockOut} from './lock-out.js';
export {worldOf} from './world.js';
