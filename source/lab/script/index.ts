export {createInterpreter} from './interpreter.js';
export {matches} from './regex.js';
