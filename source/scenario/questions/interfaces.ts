import type {Diagnostic} from '../../diagnostics/index.js';
import {didYouMean, display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Choice} from '../types.js';

/** Interfaces that cannot be chosen, those that the router does not have first of all; with assumed facts any name may be right. */
export const checkInterfaces = (names: readonly string[], choices: readonly Choice[], facts: Facts, field: string): readonly Diagnostic[] =>
	facts.source === 'assumed'
		? []
		: names
				.filter((name) => !choices.some(({value}) => value === name))
				.map((name) => {
					const isThere = facts.interfaces.some((one) => one.name === name);
					const near = isThere
						? undefined
						: didYouMean(
								name,
								choices.map(({value}) => value),
							);
					const open = choices.filter(({disabled}) => disabled === undefined).map(({title}) => title);
					return error(
						isThere ? 'unknown-choice' : 'no-such-interface',
						isThere ? `${display(name)} is not among what can be chosen here.` : `The router has no interface ${display(name)}.`,
						{hint: near !== undefined ? `Did you mean ${display(near)}?` : open.length === 0 ? 'It has none that can be chosen.' : `To choose from: ${open.join(', ')}.`, field},
					);
				});
