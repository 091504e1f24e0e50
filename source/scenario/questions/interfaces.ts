import type {Diagnostic} from '../../diagnostics/index.js';
import {didYouMean, display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Choice} from '../types.js';

/** Names that the router does not have; with assumed facts any name may be right. */
export const checkInterfaces = (names: readonly string[], choices: readonly Choice[], facts: Facts, field: string): readonly Diagnostic[] =>
	facts.source === 'assumed'
		? []
		: names
				.filter((name) => !choices.some(({value}) => value === name))
				.map((name) => {
					const near = didYouMean(
						name,
						choices.map(({value}) => value),
					);
					return error('no-such-interface', `The router has no interface ${display(name)}.`, {
						hint: near === undefined ? `It has: ${choices.map(({title}) => title).join(', ')}.` : `Did you mean ${display(near)}?`,
						field,
					});
				});
