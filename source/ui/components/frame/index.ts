export type {Room} from './frame.js';
export {Frame, frameRoom} from './frame.js';
