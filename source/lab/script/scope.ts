import type {Value} from '../value.js';
import {nothing} from '../value.js';

/** Variables of one `{ }`; `imported` names the globals that it declared. */
export type Scope = {readonly variables: Map<string, Value>; readonly imported: Set<string>; readonly parent: Scope | undefined};

/** `ambient` is set on a console line, where every global can be seen; scripts and functions see those they declare. */
export type Names = {readonly scope: Scope; readonly globals: Map<string, Value>; readonly ambient: boolean};

export const makeScope = (parent?: Scope): Scope => ({variables: new Map(), imported: new Set(), parent});

const owner = (scope: Scope | undefined, name: string): Scope | undefined => {
	for (let each = scope; each !== undefined; each = each.parent) {
		if (each.variables.has(name) || each.imported.has(name)) {
			return each;
		}
	}

	return undefined;
};

export const lookUp = ({scope, globals, ambient}: Names, name: string): Value => {
	const found = owner(scope, name);
	return (found === undefined ? (ambient ? globals.get(name) : undefined) : (found.variables.get(name) ?? globals.get(name))) ?? nothing;
};

export const declareLocal = ({scope}: Names, name: string, value: Value): void => {
	scope.imported.delete(name);
	scope.variables.set(name, value);
};

export const declareGlobal = ({scope, globals}: Names, name: string, value: Value | undefined): void => {
	scope.variables.delete(name);
	scope.imported.add(name);
	if (value !== undefined) {
		globals.set(name, value);
	}
};

/** `:set`: the nearest variable of that name. One that nobody declared becomes a global on a console line and a local elsewhere. */
export const assign = (names: Names, name: string, value: Value): void => {
	const found = owner(names.scope, name);
	if (found?.variables.has(name) === true) {
		found.variables.set(name, value);
		return;
	}

	if (found === undefined && !names.ambient) {
		names.scope.variables.set(name, value);
		return;
	}

	if (value.kind === 'nothing') {
		names.globals.delete(name);
	} else {
		names.globals.set(name, value);
	}
};
