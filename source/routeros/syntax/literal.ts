import type {Expression, Named} from './ast.js';

/** The text of a constant: a bare literal, or a quoted one without interpolation. Undefined for anything computed. */
export const literal = (expression: Expression): string | undefined => {
	if (expression.kind === 'bare') {
		return expression.text;
	}

	if (expression.kind !== 'text' || expression.parts.length > 1) {
		return undefined;
	}

	const part = expression.parts[0] ?? '';
	return typeof part === 'string' ? part : undefined;
};

/** The constant behind `name=` as the router would store it, a leading `!` included; undefined when it is computed. */
export const namedText = (named: Named): string | undefined => {
	const text = named.value === undefined ? '' : literal(named.value);
	return text === undefined || !named.not ? text : `!${text}`;
};
