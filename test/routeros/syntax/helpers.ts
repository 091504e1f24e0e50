import {expect} from 'vitest';
import type {Command, Script} from '../../../source/routeros/syntax/index.js';
import {parse} from '../../../source/routeros/syntax/index.js';

/** A tree without its spans: what must survive printing. */
export const withoutSpans = (tree: unknown): unknown => JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'span' || key === 'nameSpan' ? undefined : value)));

export const parsed = (text: string): Script => {
	const result = parse(text);
	expect(result.ok ? [] : result.diagnostics, text).toEqual([]);
	return result.ok ? result.value : parsed('');
};

/** The only command of a text. */
export const onlyCommand = (text: string): Command => {
	const {statements} = parsed(text);
	const [command] = statements;
	expect(statements).toHaveLength(1);
	return command?.kind === 'command' ? command : onlyCommand('');
};
