export {findService, serviceWords} from './find.js';
export type {Service, ServiceGroup} from './service.js';
export {services} from './services.js';
