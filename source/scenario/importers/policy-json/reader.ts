import type {Diagnostic, Result} from '../../../diagnostics/index.js';
import {didYouMean, display, error, fail, ok} from '../../../diagnostics/index.js';

/** Reads a value of parsed JSON; `at` is its place, as one would write it: `policies[0].selector`. */
export type Read<T> = (value: unknown, at: string) => Result<T>;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a place is not what belongs there. */
export const wrong = (at: string, message: string, hint?: string): Diagnostic =>
	error('bad-document', `${at === '' ? 'The document' : at}: ${message}`, hint === undefined ? {} : {hint});

const wanted =
	<T>(words: string, is: (value: unknown) => value is T): Read<T> =>
	(value, at) =>
		is(value) ? ok(value) : fail(wrong(at, value === undefined ? `it is missing: ${words}.` : `this must be ${words}.`));

export const text: Read<string> = wanted('a text', (value): value is string => typeof value === 'string' && value.trim() !== '');

/** A text that may be empty. */
export const anyText: Read<string> = wanted('a text', (value): value is string => typeof value === 'string');

export const flag: Read<boolean> = wanted('true or false', (value): value is boolean => typeof value === 'boolean');

export const whole = (first: number, last: number): Read<number> =>
	wanted(`a whole number from ${first} to ${last}`, (value): value is number => typeof value === 'number' && Number.isInteger(value) && value >= first && value <= last);

/** One of some words, or of some numbers. */
export const oneOf = <T extends string | number>(...values: readonly T[]): Read<T> =>
	wanted(`one of ${values.join(', ')}`, (value): value is T => values.some((one) => one === value));

/** A text that a parser takes. */
export const parsed =
	<T>(words: string, parse: (text: string) => T | undefined): Read<T> =>
	(value, at) => {
		const found = typeof value === 'string' ? parse(value) : undefined;
		return found === undefined ? fail(wrong(at, typeof value === 'string' ? `“${display(value)}” is not ${words}.` : `this must be ${words}.`)) : ok(found);
	};

/** What was read, unless something is wrong with it as a whole. */
export const sound =
	<T>(read: Read<T>, trouble: (value: T) => string | undefined): Read<T> =>
	(value, at) => {
		const found = read(value, at);
		const why = found.ok ? trouble(found.value) : undefined;
		return why === undefined ? found : fail(wrong(at, why));
	};

/** What stands for what is left out. */
export const otherwise =
	<T>(read: Read<T>, value: T): Read<T> =>
	(given, at) =>
		given === undefined ? ok(value) : read(given, at);

export const list =
	<T>(read: Read<T>): Read<readonly T[]> =>
	(value, at) => {
		if (!Array.isArray(value)) {
			return fail(wrong(at, value === undefined ? 'it is missing: a list.' : 'this must be a list.'));
		}

		const items = value.map((item, index) => read(item, `${at}[${index}]`));
		const troubles = items.flatMap((item) => (item.ok ? [] : item.diagnostics));
		return troubles.length > 0 ? fail(...troubles) : ok(items.flatMap((item) => (item.ok ? [item.value] : [])));
	};

type OptionalKeys<T> = {[K in keyof T]-?: Record<string, never> extends Pick<T, K> ? K : never}[keyof T];

type Needed<T> = {readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Read<T[K]>};
type Optional<T> = {readonly [K in OptionalKeys<T>]?: Read<Exclude<T[K], undefined>>};

/** An object: what it must have, and what may be left out. Anything else in it is a mistake. */
export const record =
	<T extends object>(needed: Needed<T>, optional: Optional<T> = {}): Read<T> =>
	(value, at) => {
		if (!isObject(value)) {
			return fail(wrong(at, value === undefined ? 'it is missing.' : 'this must be an object.'));
		}

		const readers = new Map<string, {readonly read: Read<unknown>; readonly isOptional: boolean}>([
			...Object.entries<Read<unknown>>(needed).map(([key, read]) => [key, {read, isOptional: false}] as const),
			...Object.entries<Read<unknown> | undefined>(optional).flatMap(([key, read]) => (read === undefined ? [] : [[key, {read, isOptional: true}] as const])),
		]);
		const inside = (key: string): string => (at === '' ? key : `${at}.${key}`);
		const unknown = Object.keys(value)
			.filter((key) => !readers.has(key))
			.map((key) => {
				const near = didYouMean(key, readers.keys());
				return wrong(inside(display(key)), 'nothing is called so here.', near === undefined ? `Known are: ${[...readers.keys()].join(', ')}.` : `Did you mean ${near}?`);
			});
		const results = [...readers].filter(([key, {isOptional}]) => !(isOptional && value[key] === undefined)).map(([key, {read}]) => [key, read(value[key], inside(key))] as const);
		const troubles = [...unknown, ...results.flatMap(([, result]) => (result.ok ? [] : result.diagnostics))];
		// Every key that T needs was read by its own reader, or there is trouble.
		return troubles.length > 0 ? fail(...troubles) : ok(Object.fromEntries(results.flatMap(([key, result]) => (result.ok ? [[key, result.value]] : []))) as T);
	};

/** Objects that are told apart by their `kind`. */
export const byKind =
	<T extends {readonly kind: string}>(kinds: {readonly [K in T['kind']]?: Read<T>}): Read<T> =>
	(value, at) => {
		const known = new Map(Object.entries<Read<T> | undefined>(kinds));
		const kind = isObject(value) && typeof value.kind === 'string' ? value.kind : undefined;
		const read = kind === undefined ? undefined : known.get(kind);
		return read === undefined ? fail(wrong(at, `its “kind” must be one of ${[...known.keys()].join(', ')}.`)) : read(value, at);
	};
