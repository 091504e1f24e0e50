export type {ExitCode} from './app-error.js';
export {AppError, exitCodes} from './app-error.js';
export type {Diagnostic, Position, Result, Severity, Span} from './diagnostic.js';
export {error, fail, isError, note, ok, warning} from './diagnostic.js';
export {didYouMean} from './did-you-mean.js';
export {display, displayLines} from './display.js';
export {invariant} from './invariant.js';
export {Secret} from './secret.js';
