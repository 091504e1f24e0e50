export type {CompileOptions} from './compile.js';
export {compile} from './compile.js';
export type {Adjustment, Explanation, Fragment, SecretProperty} from './fragment.js';
export {listBudget} from './list-budget.js';
export type {RenderOptions} from './render.js';
export {render} from './render.js';
