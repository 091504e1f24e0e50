export type {TextInputProps} from './text-input.js';
export {inputLine, TextInput} from './text-input.js';
export type {TextState} from './use-text-state.js';
export {oneLine, pressText, textOf, textState} from './use-text-state.js';
