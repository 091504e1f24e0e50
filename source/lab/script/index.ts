export {createInterpreter} from './interpreter.js';
export {matches} from './regex.js';
export {textOf as scriptText} from './text.js';
