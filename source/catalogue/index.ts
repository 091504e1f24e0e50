export {findService, searchServices} from './find.js';
export type {Service} from './service.js';
export {services} from './services.js';
