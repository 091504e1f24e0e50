export {parseInterval} from './address.js';
export {decidingMenus} from './menus.js';
export type {SimulatorOptions} from './prepare.js';
export {prepare} from './prepare.js';
export type {Router} from './simulate.js';
export {arrivalOf, departuresTo, simulate, unresolvedNames, walk} from './simulate.js';
export type {Choice, Disposition, PacketState, Pass, Rule, Stage, Step, Trace, Way} from './trace.js';
