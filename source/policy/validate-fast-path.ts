import type {Diagnostic} from '../diagnostics/index.js';
import {error} from '../diagnostics/index.js';
import {addressFamily, prefixContains} from '../net/index.js';
import type {PolicyDocument} from './document.js';

const overlap = (a: Parameters<typeof prefixContains>[0], b: Parameters<typeof prefixContains>[0]): boolean => prefixContains(a, b) || prefixContains(b, a);

/** Marks live in what the router remembers of a connection (law L13): what a policy marks must be remembered. */
export const validateFastPath = ({fastPath, lists, policies}: PolicyDocument): readonly Diagnostic[] => {
	const marked = lists.filter(({id}) => policies.some(({selector}) => selector.to.includes(id))).flatMap(({prefixes}) => prefixes);
	return fastPath.untracked.flatMap(({id, between: [one, other]}) => [
		...(addressFamily(one) === addressFamily(other)
			? []
			: [error('mixed-families', `${one} and ${other} are of two address families.`, {hint: 'Name two networks of one family.', field: id})]),
		...(overlap(one, other) ? [error('same-network', `${one} and ${other} overlap.`, {hint: 'Name two networks; what stays in one does not pass the router.', field: id})] : []),
		...[one, other]
			.filter((prefix) => marked.some((listed) => overlap(prefix, listed)))
			.map((prefix) =>
				error('notrack-marked', `${prefix} has a policy, whose marks the router could not remember without tracking.`, {
					hint: 'Leave it tracked, or take it off the list of the policy.',
					field: id,
				}),
			),
	]);
};
