export {rowCount} from './rows.js';
export {Select} from './select.js';
export {selectKeys} from './use-select.js';
export type {Option, SelectAction, SelectState} from './use-select-state.js';
export {current, selectReducer, selectState} from './use-select-state.js';
