export {announcements} from './networks.js';
export {tenantProblems} from './problems.js';
export {tenants} from './routes.js';
export {tenantChains, tenantDoors, tenantFilter, tenantLists, tenantNat} from './rules.js';
