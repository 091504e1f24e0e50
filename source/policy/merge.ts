import type {Diagnostic, Result} from '../diagnostics/index.js';
import {display, error, fail, invariant, isError, ok} from '../diagnostics/index.js';
import type {DnsChoice, PolicyDocument} from './document.js';
import {emptyDocument} from './document.js';
import {joinFastPath} from './fast-path.js';
import {unify} from './unify.js';
import {joinUpkeep} from './upkeep.js';
import {validateDocument} from './validate.js';
import {joinZoning} from './zones.js';

const dnsWords: Readonly<Record<keyof DnsChoice, string>> = {
	mode: 'how names are followed',
	redirect: 'whether DNS is redirected to the router',
	exempt: 'which resolvers are exempt from the redirect',
	extraTime: 'how long resolved addresses are kept',
};

const dnsConflicts = (documents: readonly PolicyDocument[]): readonly Diagnostic[] => {
	const [first, ...others] = documents.map(({dns}) => dns);
	if (first === undefined) {
		return [];
	}

	return Object.entries(dnsWords).flatMap(([key, words]) => {
		const name = key as keyof DnsChoice;
		return others.some((other) => JSON.stringify(other[name]) !== JSON.stringify(first[name]))
			? [
					error('parts-disagree', `The parts of this profile disagree about ${words}.`, {
						hint: 'A router has one DNS server: give the same answer in each part.',
						field: `dns.${name}`,
					}),
				]
			: [];
	});
};

/** A part that follows no names and closes no line leaves the router's DNS to the others. */
const followsNames = ({lists, killSwitches}: PolicyDocument): boolean => killSwitches.length > 0 || lists.some(({domains}) => domains.length > 0);

/** The parts of one profile as one document; what cannot stand side by side is an error that says so. */
export const mergeDocuments = (documents: readonly PolicyDocument[]): Result<PolicyDocument> => {
	invariant(documents.length > 0, 'a profile has at least one part');
	const named = documents.filter(followsNames);
	const zoning = joinZoning(documents.map((one) => one.zoning));
	const {dns} = named[0] ?? documents[0] ?? emptyDocument;
	const joined: PolicyDocument = {
		version: 1,
		networks: documents.flatMap(({networks}) => networks),
		uplinks: documents.flatMap(({uplinks}) => uplinks),
		lists: documents.flatMap(({lists}) => lists),
		groups: documents.flatMap(({groups}) => groups),
		policies: documents.flatMap(({policies}) => policies),
		failover: documents.flatMap(({failover}) => failover),
		killSwitches: documents.flatMap(({killSwitches}) => killSwitches),
		shapings: documents.flatMap(({shapings}) => shapings),
		tenants: documents.flatMap(({tenants}) => tenants),
		fastPath: joinFastPath(documents.map(({fastPath}) => fastPath)),
		zoning,
		upkeep: joinUpkeep(documents.map(({upkeep}) => upkeep)),
		// A resolver that zones may ask is to answer them itself: nothing answers in its place.
		dns: {...dns, exempt: [...new Set([...dns.exempt, ...zoning.resolvers])]},
	};
	const {document, problems: disagreements} = unify(joined);
	const problems = [...dnsConflicts(named), ...disagreements, ...validateDocument(document).filter(isError)];
	return problems.length === 0 ? ok(document) : fail(...problems.map((problem) => ({...problem, message: display(problem.message)})));
};
