import type {BinaryOperator, Expression} from '../../routeros/syntax/index.js';
import type {Steps} from '../contract.js';
import type {Value} from '../value.js';
import {bool} from '../value.js';
import type {Engine, Frame} from './engine.js';
import {literal} from './literal.js';
import {equal, operate, operateAlone} from './operators.js';
import {lookUp} from './scope.js';
import {textOf} from './text.js';

type Row = (property: string) => Value;

/** Part of a condition: the same for every row, or computed from one. `raw` is an unquoted word as written. */
type Part = {readonly kind: 'constant'; readonly value: Value; readonly raw: string | undefined} | {readonly kind: 'row'; readonly of: (row: Row) => Value};

const constant = (value: Value, raw?: string): Part => ({kind: 'constant', value, raw});
const valueIn = (part: Part, row: Row): Value => (part.kind === 'constant' ? part.value : part.of(row));

/** A property alone asks whether it is set; a flag, whether it is up. */
const isSet = (value: Value): boolean => {
	switch (value.kind) {
		case 'bool':
			return value.value;
		case 'nothing':
		case 'nil':
			return false;
		case 'str':
			return value.value !== '';
		case 'array':
			return value.items.length + value.keyed.size > 0;
		default:
			return true;
	}
};

/** Lists are written with commas in conditions, e.g. `connection-state=established,related`. */
const listText = (value: Value): string => (value.kind === 'array' ? value.items.map((item) => textOf(item)).join(',') : textOf(value));

const same = (held: Value, part: Part, row: Row): boolean => {
	const wanted = valueIn(part, row);
	const raw = part.kind === 'constant' ? part.raw : undefined;
	return (raw !== undefined && listText(held) === raw) || equal(held, wanted) || (held.kind === 'array' && listText(held) === listText(wanted));
};

const ordering: ReadonlySet<BinaryOperator> = new Set(['<', '>', '<=', '>=']);

const compare = (operator: BinaryOperator, left: Part, right: Part, row: Row): Value => {
	if (operator === '=' || operator === '!=') {
		const held = left.kind === 'row' ? same(left.of(row), right, row) : same(valueIn(right, row), left, row);
		return bool(held === (operator === '='));
	}

	const [a, b] = [valueIn(left, row), valueIn(right, row)];
	if (operator === '&&' || operator === '||') {
		return bool(operator === '&&' ? isSet(a) && isSet(b) : isSet(a) || isSet(b));
	}

	return ordering.has(operator) && (a.kind === 'nothing' || b.kind === 'nothing') ? bool(false) : operate(operator, a, b);
};

/**
 * Compiles what follows `find` or `where` to a test over rows. Everything that does not depend on the row is evaluated
 * once, before. A variable named like a property of the menu means the property: `find name=$name` finds every row.
 */
export function* compileCondition(engine: Engine, frame: Frame, test: Expression, properties: ReadonlySet<string>): Steps<(row: Row) => boolean> {
	function* part(node: Expression): Steps<Part> {
		switch (node.kind) {
			case 'property':
				return {kind: 'row', of: (row) => row(node.name)};
			case 'variable':
				return properties.has(node.name) ? {kind: 'row', of: (row) => row(node.name)} : constant(lookUp(frame.names, node.name));
			case 'bare':
				return constant(literal(node.text), node.text);
			case 'group':
				return node.value === undefined ? constant({kind: 'nothing'}) : yield* part(node.value);
			case 'unary': {
				const operand = yield* part(node.operand);
				const apply = (value: Value): Value => (node.operator === '!' ? bool(!isSet(value)) : operateAlone(node.operator, value));
				return operand.kind === 'constant' ? constant(apply(operand.value)) : {kind: 'row', of: (row) => apply(operand.of(row))};
			}

			case 'binary': {
				const {operator} = node;
				const left = yield* part(node.left);
				const right = yield* part(node.right);
				return left.kind === 'constant' && right.kind === 'constant'
					? constant(operate(operator, left.value, right.value))
					: {kind: 'row', of: (row) => compare(operator, left, right, row)};
			}

			default:
				return constant(yield* engine.evaluate(node, frame));
		}
	}

	const compiled = yield* part(test);
	return (row) => isSet(valueIn(compiled, row));
}
