export type {Room} from './frame.js';
export {EmptyFrame, Frame, frameRoom} from './frame.js';
