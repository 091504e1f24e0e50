import {display} from '../../../diagnostics/display.js';
import type {Diagnostic} from '../../../diagnostics/index.js';
import type {ProfilePart} from '../../../scenario/types.js';
import type {Option} from '../../components/select/index.js';
import {placeOf} from '../../fields/places.js';
import type {Surroundings} from '../../fields/questions.js';
import {words} from '../../words.js';

/** What can be done about a change that could not be made: an answer to give anew, the parts to look at, another try. */
export type Fix = Option & {readonly place?: {readonly part: string; readonly field: string}};

/** The ways out, those that the trouble names first. */
export const fixesOf = (trouble: readonly Diagnostic[], parts: readonly ProfilePart[], surroundings: Surroundings): readonly Fix[] => {
	const places = trouble.flatMap((diagnostic) => placeOf(diagnostic, parts, surroundings) ?? []);
	const once = new Map(places.map((place) => [`${place.part.id} ${place.field.id}`, place]));
	const nameOf = ({id, scenario}: ProfilePart): string =>
		parts.length === 1
			? ''
			: words.review.fixes.ofPart(parts.findIndex((part) => part.id === id) + 1, display(surroundings.scenarios.find((one) => one.id === scenario)?.title ?? scenario));
	const isOfParts = parts.length > 1;
	return [
		...[...once].map(
			([key, {part, field}]): Fix => ({
				value: key,
				title: words.review.fixes.change(display(field.title)),
				note: nameOf(part),
				place: {part: part.id, field: field.id},
			}),
		),
		...(isOfParts ? [{value: 'parts', ...words.review.fixes.parts}] : []),
		{value: 'again', title: words.review.fixes.again},
	];
};
