export type {Scroll} from './use-viewport-state.js';
export {scrolled} from './use-viewport-state.js';
export {textRows, Viewport} from './viewport.js';
export {windowOf} from './window.js';
