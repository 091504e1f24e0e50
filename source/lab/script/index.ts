export {createInterpreter} from './interpreter.js';
