import type {Expression, Item, Script} from '../../routeros/syntax/index.js';

const none: readonly Script[] = [];

/** The scripts inside an expression: `[ … ]` and the code of `do={ … }`. */
const inside = (expression: Expression | undefined): readonly Script[] => {
	switch (expression?.kind) {
		case undefined:
		case 'bare':
		case 'variable':
		case 'property': {
			return none;
		}

		case 'substitution':
		case 'code': {
			return [expression.body];
		}

		case 'text': {
			return expression.parts.flatMap((part) => (typeof part === 'string' ? none : inside(part)));
		}

		case 'group': {
			return inside(expression.value);
		}

		case 'binary': {
			return [...inside(expression.left), ...inside(expression.right)];
		}

		case 'unary': {
			return inside(expression.operand);
		}

		case 'list': {
			return expression.elements.flatMap(({key, value}) => [...inside(key), ...inside(value)]);
		}
	}
};

/** The scripts inside one item of a command. */
export const scriptsIn = (item: Item): readonly Script[] => {
	switch (item.kind) {
		case 'word':
		case 'unset': {
			return none;
		}

		case 'named':
		case 'positional': {
			return inside(item.value);
		}

		case 'condition': {
			return inside(item.test);
		}
	}
};
