import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {str} from '../value.js';

const missing = /^(?:Script Error: )?missing value\(s\) of argument\(s\) (.+)$/;

/** Runs a command; at a terminal the person is asked for each value without which it would not work, as `interface: `. */
export function* answered(call: MenuCall, act: (call: MenuCall) => Value): Steps<Value> {
	const {ask} = call.session;
	let complete = call;
	for (;;) {
		try {
			return act(complete);
		} catch (error) {
			const names = error instanceof ScriptError ? missing.exec(error.message)?.[1]?.split(' ') : undefined;
			if (names === undefined || ask === undefined || names.some((name) => complete.named.has(name))) {
				throw error;
			}

			const named = new Map(complete.named);
			for (const name of names) {
				named.set(name, str(yield* ask({prompt: `${name}: `})));
			}

			complete = {...complete, named};
		}
	}
}

/** Whether a person at a terminal agrees; without one nobody is asked. */
export function* agreed(call: MenuCall, question: string): Steps<boolean> {
	const {ask} = call.session;
	return ask === undefined || /^y$/i.test(yield* ask({prompt: `${question} [y/N]: `, single: true}));
}
