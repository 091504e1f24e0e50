import {display} from '../../../diagnostics/display.js';
import type {Diagnostic} from '../../../diagnostics/index.js';
import type {ProfilePart} from '../../../scenario/types.js';
import type {Option} from '../../components/select/index.js';
import type {FieldPlace} from '../../fields/places.js';
import {placeOf} from '../../fields/places.js';
import type {Surroundings} from '../../fields/questions.js';
import {words} from '../../words.js';

/** What can be done about a change that could not be made: an answer to give anew, edits to leave alone or not, the parts to look at, another try. */
export type Fix = Option & {readonly place?: {readonly part: string; readonly field: string; readonly line: number | undefined}};

/** The ways out, those that the trouble names first. */
export const fixesOf = (trouble: readonly Diagnostic[], parts: readonly ProfilePart[], surroundings: Surroundings, hasEdits: boolean): readonly Fix[] => {
	const places = trouble.flatMap((diagnostic) => placeOf(diagnostic, parts, surroundings) ?? []);
	const keyOf = ({part, field}: FieldPlace): string => `${part.id} ${field.id}`;
	// Of several lines of one answer the first.
	const once = places.filter((place, index) => places.findIndex((other) => keyOf(other) === keyOf(place)) === index);
	const nameOf = ({id, scenario}: ProfilePart): string =>
		parts.length === 1
			? ''
			: words.review.fixes.ofPart(parts.findIndex((part) => part.id === id) + 1, display(surroundings.scenarios.find((one) => one.id === scenario)?.title ?? scenario));
	const isOfParts = parts.length > 1;
	return [
		...once.map(
			(place): Fix => ({
				value: keyOf(place),
				title: words.review.fixes.change(display(place.field.title)),
				note: nameOf(place.part),
				place: {part: place.part.id, field: place.field.id, line: place.line},
			}),
		),
		...(hasEdits ? [{value: 'edits', ...words.review.fixes.edits}] : []),
		...(isOfParts ? [{value: 'parts', ...words.review.fixes.parts}] : []),
		{value: 'again', title: words.review.fixes.again},
	];
};
