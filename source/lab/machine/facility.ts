import type {Source} from './tasks.js';

/** A part of the machine that acts by itself, and starts anew with it. */
export type Facility = Source & {forget(): void};
