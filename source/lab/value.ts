import type {Code} from '../routeros/syntax/ast.js';

/** A value of the scripting language; `kind` is what `:typeof` says. */
export type Value =
	| {readonly kind: 'nothing'}
	| {readonly kind: 'nil'}
	| {readonly kind: 'num'; readonly value: bigint}
	| {readonly kind: 'str'; readonly value: string}
	| {readonly kind: 'bool'; readonly value: boolean}
	/** Nanoseconds. */
	| {readonly kind: 'time'; readonly value: bigint}
	| {readonly kind: 'ip'; readonly value: string}
	| {readonly kind: 'ip6'; readonly value: string}
	| {readonly kind: 'ip-prefix'; readonly value: string}
	| {readonly kind: 'ip6-prefix'; readonly value: string}
	/** `*1A`. */
	| {readonly kind: 'id'; readonly value: string}
	| {readonly kind: 'array'; readonly items: readonly Value[]; readonly keyed: ReadonlyMap<string, Value>}
	| {readonly kind: 'code'; readonly code: Code};

export const nothing: Value = {kind: 'nothing'};
export const str = (value: string): Value => ({kind: 'str', value});
export const num = (value: number | bigint): Value => ({kind: 'num', value: BigInt(value)});
export const bool = (value: boolean): Value => ({kind: 'bool', value});
export const id = (value: string): Value => ({kind: 'id', value});
export const array = (items: readonly Value[], keyed: ReadonlyMap<string, Value> = new Map()): Value => ({kind: 'array', items, keyed});
