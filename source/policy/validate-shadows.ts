import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import type {Family, Prefix} from '../net/index.js';
import {addressFamily, families, mergePrefixes} from '../net/index.js';
import type {NumberRange, Policy, PolicyDocument, Selector} from './document.js';

/** Whether all of `inner` is in `outer`: then adding it changes nothing. */
const prefixesWithin = (inner: readonly Prefix[], outer: readonly Prefix[]): boolean => {
	const merged = mergePrefixes(outer);
	return mergePrefixes([...merged, ...inner]).join() === merged.join();
};

const rangesWithin = (inner: readonly NumberRange[] | undefined, outer: readonly NumberRange[] | undefined): boolean =>
	outer === undefined || (inner?.every((range) => outer.some(({first, last}) => first <= range.first && range.last <= last)) ?? false);

/** A name is in one list only, so a list with names is covered by itself alone. */
const destinationsWithin = (document: PolicyDocument, inner: Selector, outer: Selector): boolean => {
	if (outer.to.length === 0) {
		return true;
	}

	if (inner.to.length === 0) {
		return false;
	}

	const of = ({to}: Selector) => document.lists.filter(({id}) => to.includes(id));
	const [mine, theirs] = [of(inner).filter(({id}) => !outer.to.includes(id)), of(outer)];
	return (
		mine.every(({domains}) => domains.length === 0) &&
		prefixesWithin(
			mine.flatMap(({prefixes}) => prefixes),
			theirs.flatMap(({prefixes}) => prefixes),
		)
	);
};

const sameOrAny = <T>(inner: T | undefined, outer: T | undefined): boolean => outer === undefined || inner === outer;

/** Whether whatever one policy matches, the other does too; cheap questions first. */
const covers = (document: PolicyDocument, outer: Policy, inner: Policy): boolean => {
	const [a, b] = [outer.selector, inner.selector];
	const interfaces = ({networks}: Selector): readonly string[] => document.networks.filter(({id}) => networks.includes(id)).flatMap((network) => network.interfaces);
	return (
		sameOrAny(b.protocol, a.protocol) &&
		sameOrAny(b.dscp, a.dscp) &&
		rangesWithin(b.ports, a.ports) &&
		rangesWithin(b.fromPorts, a.fromPorts) &&
		rangesWithin(b.size === undefined ? undefined : [b.size], a.size === undefined ? undefined : [a.size]) &&
		interfaces(b).every((name) => interfaces(a).includes(name)) &&
		(a.from.length === 0 || (b.from.length > 0 && prefixesWithin(b.from, a.from))) &&
		destinationsWithin(document, b, a)
	);
};

/** Whether a policy has anything to say of a family: destinations and senders of it, and no waiver. */
const concerns = ({lists}: PolicyDocument, {selector: {to, from}, waived}: Policy, family: Family): boolean =>
	!waived.includes(family) &&
	(from.length === 0 || from.some((prefix) => addressFamily(prefix) === family)) &&
	(to.length === 0 || lists.some(({id, prefixes, domains}) => to.includes(id) && (domains.length > 0 || prefixes.some((prefix) => addressFamily(prefix) === family))));

/** A policy that an earlier one leaves nothing to decide is a mistake, whichever of the two was meant. */
export const validateShadows = (document: PolicyDocument): readonly Diagnostic[] =>
	document.policies.flatMap((policy, index) => {
		const wanted = families.filter((family) => concerns(document, policy, family));
		const taken = (other: Policy): readonly Family[] => wanted.filter((family) => !other.waived.includes(family));
		const earlier = document.policies.slice(0, index).find((other) => taken(other).length > 0 && covers(document, other, policy));
		if (earlier === undefined) {
			return [];
		}

		const [mine, theirs] = [display(policy.title), display(earlier.title)];
		const [family, ...more] = taken(earlier);
		if (more.length + 1 < wanted.length) {
			return [
				error('policy-shadowed', `“${mine}” decides nothing for IPv${family}: “${theirs}” comes first and takes all of it.`, {
					hint: 'Put the narrower one first, or leave it out.',
					field: policy.id,
				}),
			];
		}

		return covers(document, policy, earlier)
			? [
					error('policies-same', `“${theirs}” and “${mine}” want the same traffic.`, {
						hint: 'A connection goes one way: keep one of them, or say for each what the other is not for.',
						field: policy.id,
					}),
				]
			: [
					error('policy-shadowed', `“${mine}” never decides anything: “${theirs}” comes first and takes all of it.`, {
						hint: 'Put the narrower one first, or leave it out.',
						field: policy.id,
					}),
				];
	});
