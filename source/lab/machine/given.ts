import type {MenuCall} from '../contract.js';
import {ScriptError} from '../contract.js';
import {parseDuration, textOf} from '../store/text.js';

/** An argument as text; undefined where it was not given. */
export const text = (call: MenuCall, name: string): string | undefined => {
	const value = call.named.get(name);
	return value === undefined ? undefined : textOf(value);
};

export const badArgument = (name: string): ScriptError => new ScriptError(`invalid value for argument ${name}`);

/** An argument as `parse` understands it; undefined where it was not given. Throws for what cannot be understood. */
export const given = <T>(call: MenuCall, name: string, parse: (text: string) => T | undefined): T | undefined => {
	const written = text(call, name);
	const value = written === undefined ? undefined : parse(written);
	if (written !== undefined && value === undefined) {
		throw badArgument(name);
	}

	return value;
};

const whole = (written: string): number | undefined => (/^\d{1,6}$/.test(written) ? Number(written) : undefined);

export const count = (call: MenuCall, name: string): number | undefined => given(call, name, whole);

/** A duration in milliseconds. */
export const milliseconds = (call: MenuCall, name: string): number | undefined =>
	given(call, name, (written) => {
		const read = parseDuration(written);
		return read === undefined ? undefined : Number(read);
	});

export const choice = <T extends string>(call: MenuCall, name: string, words: readonly T[]): T | undefined =>
	given(call, name, (written) => words.find((word) => word === written));
