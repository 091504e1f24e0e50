export {findService} from './find.js';
export type {Service} from './service.js';
export {services} from './services.js';
