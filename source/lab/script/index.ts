export {errorText} from './errors.js';
export {createInterpreter} from './interpreter.js';
export {literal} from './literal.js';
export {textOf} from './text.js';
export {formatTime, parseTime} from './time.js';
