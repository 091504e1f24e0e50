export type {Lab, LabOptions} from './lab.js';
export {startLab} from './lab.js';
export type {Faults} from './machine/faults.js';
export {generateHostKey} from './ssh/host-key.js';
export type {LabState} from './store/store.js';
