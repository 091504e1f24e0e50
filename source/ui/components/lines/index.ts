export {Lines, LineText} from './lines.js';
