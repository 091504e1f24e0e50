import type {Release} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import type {LabState} from '../store/store.js';
import type {Model} from './blueprint.js';
import {stateOf} from './blueprint.js';
import {cafe} from './cafe.js';
import {chr} from './chr.js';
import {dualWan} from './dual-wan.js';
import {home} from './home.js';
import {office} from './office.js';

/** The built-in routers, by the name that `--model` takes. */
export const models = {home, 'dual-wan': dualWan, cafe, office, chr} as const satisfies Readonly<Record<string, Model>>;

export type ModelName = keyof typeof models;

/** A built-in router of a release, before anyone changed it. */
export const builtinRouter = (name: ModelName, release: Release, schema: Schema): LabState => stateOf(models[name].build(release), schema);
