import type {Value} from '../value.js';

export type ArrayValue = Extract<Value, {readonly kind: 'array'}>;

/** A value as an array: anything else is an array of itself. */
export const asArray = (value: Value): ArrayValue => (value.kind === 'array' ? value : {kind: 'array', items: [value], keyed: new Map()});

export const emptyArray: ArrayValue = {kind: 'array', items: [], keyed: new Map()};

/** Keys in the order in which the router goes through them. */
export const sortedEntries = (keyed: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] => [...keyed].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
