import type {Context} from '../machine/context.js';
import {referenceNames} from '../machine/rows.js';
import {kindOf} from '../store/kinds.js';
import type {Names} from './complete.js';

/** The names of things on one router, for completion. */
export const namesOf = (context: Context): Names => ({
	values: (menu, argument) => {
		const kind = kindOf(menu, argument.name, argument);
		return kind.kind === 'reference' ? referenceNames(context, menu, kind.to) : (argument.values ?? []);
	},
	rows: (menu) => context.views(menu).flatMap(({properties}) => properties.name ?? []),
});
