import type {Id} from './document.js';

const shape = /^[a-z][a-z\d-]*\.[a-z][a-z\d-]*$/;

export const isId = (text: string): boolean => shape.test(text);

/** The profile part that something belongs to: `p1.vpn` -> `p1`. */
export const partOf = (id: Id): string => id.slice(0, id.indexOf('.'));

/** What it is called within its part: `p1.vpn` -> `vpn`. */
export const itemOf = (id: Id): string => id.slice(id.indexOf('.') + 1);
