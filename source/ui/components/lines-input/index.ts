export {LinesInput} from './lines-input.js';
export type {LinesState} from './use-lines-state.js';
export {answerOf, atLine, isAtEmptyEnd, lineIndex, linesState, pressLines} from './use-lines-state.js';
