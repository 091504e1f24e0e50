export type {Behaviours} from './behaviours.js';
export {behaviours} from './behaviours.js';
