import type {Diagnostic, Result} from '../diagnostics/index.js';
import {display, error, fail, isError, ok, warning} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import {formatRelease} from '../facts/index.js';
import {mergePrefixes} from '../net/index.js';
import type {PolicyDocument} from '../policy/index.js';
import {validateDocument} from '../policy/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {interfaceOf, makeContext} from './context.js';
import {dnsAccess, dnsAdjustments, forwarders, isForwarding, redirects} from './dns.js';
import {filter} from './filter.js';
import type {Fragment} from './fragment.js';
import {interfaceLists, wireguard} from './interfaces.js';
import {addressLists} from './lists.js';
import {mangle} from './mangle.js';
import {nat} from './nat.js';
import type {Own} from './own.js';
import {assertUnique, entryOf, explanationOf, secretsOf} from './own.js';
import {routes, rules, tables} from './routes.js';

export type CompileOptions = {
	/** The profile's id: part of every name and key. */
	readonly profile: string;
	readonly facts: Facts;
};

/** In creation order: what is referred to stands before what refers to it, and a block before what it blocks. */
const facilities: readonly ((context: Context) => readonly Own[])[] = [
	wireguard,
	interfaceLists,
	tables,
	routes,
	rules,
	addressLists,
	dnsAccess,
	filter,
	nat,
	redirects,
	mangle,
	forwarders,
];

const missingInterfaces = ({document, facts}: Context): readonly Diagnostic[] => {
	const known = new Set(facts.interfaces.map(({name}) => name));
	const wanted = [...document.uplinks.flatMap(({kind}) => (kind.kind === 'interface' ? [kind.name] : [])), ...document.networks.flatMap(({interfaces}) => interfaces)];
	return facts.source === 'assumed'
		? []
		: [...new Set(wanted)]
				.filter((name) => !known.has(name))
				.map((name) => error('no-such-interface', `The router has no interface ${display(name)}.`, {hint: `It has: ${[...known].map(display).join(', ')}.`}));
};

const networkIsUplink = (context: Context): readonly Diagnostic[] => {
	const uplinks = new Set(context.document.uplinks.map((uplink) => interfaceOf(context, uplink)));
	return context.document.networks
		.flatMap(({interfaces}) => interfaces)
		.filter((name) => uplinks.has(name))
		.map((name) => error('network-is-uplink', `${display(name)} is the tunnel and a network that traffic comes from.`, {hint: 'Choose the networks of your hosts only.'}));
};

const remarks = (context: Context): readonly Diagnostic[] => {
	const {document, facts} = context;
	const overlapping = document.lists.filter(({prefixes}) => mergePrefixes(prefixes).length < prefixes.length);
	return [
		...overlapping.map(({id, title}) => ({...warning('merged', `Destinations of “${display(title)}” overlap; they are merged.`, {field: id}), severity: 'note' as const})),
		...(facts.ipv6Enabled
			? []
			: [{...warning('no-ipv6', 'IPv6 is off on this router, so nothing is made for it. Run this profile again after turning it on.'), severity: 'note' as const}]),
		...(isForwarding(context) && !behaviours(facts.release).dnsExtraTime
			? [
					warning('short-names', `RouterOS ${formatRelease(facts.release)} drops a name's addresses when the answer's time is up, while hosts may still use them.`, {
						hint: 'RouterOS 7.10 and later can keep them longer.',
					}),
				]
			: []),
		...(isForwarding(context) && !document.dns.redirect
			? [
					warning('dns-elsewhere', 'Hosts that ask another resolver than this router pass listed names by.', {
						hint: 'Redirect DNS to the router, or hand the router out as the only resolver.',
					}),
				]
			: []),
		...(isForwarding(context)
			? [warning('encrypted-dns', 'Programs with encrypted DNS of their own (DoH, DoT) do not ask the router; names that only they look up are not followed.')]
			: []),
		...(document.dns.mode === 'resolve' && document.lists.some(({domains}) => domains.some(({subdomains}) => subdomains))
			? [warning('exact-names-only', 'Lists that the router fills by itself follow the exact name, not the names below it, and see only the addresses that the router gets.')]
			: []),
	];
};

const assumptions = ({facts, document}: Context): readonly string[] =>
	facts.source === 'assumed'
		? [
				`RouterOS ${formatRelease(facts.release)}.`,
				`Interfaces by these names: ${[...new Set([...document.networks.flatMap(({interfaces}) => interfaces), ...document.uplinks.flatMap(({kind}) => (kind.kind === 'interface' ? [kind.name] : []))])].map(display).join(', ')}.`,
				`Local networks: ${facts.addresses.map(({address, interface: name}) => `${address} on ${display(name)}`).join(', ') || 'none known'}.`,
				`IPv6 is ${facts.ipv6Enabled ? 'on' : 'off'}.`,
			]
		: [];

/** What must be on the router for a document to hold. It never sees what is there: `overlay` finds the places. */
export const compile = (document: PolicyDocument, {profile, facts}: CompileOptions): Result<Fragment> => {
	const context = makeContext(profile, document, facts);
	const problems = [...validateDocument(document), ...missingInterfaces(context), ...networkIsUplink(context)];
	if (problems.some(isError)) {
		return fail(...problems.filter(isError));
	}

	const owns = facilities.flatMap((facility) => facility(context));
	const entries = owns.map((own) => entryOf(profile, own));
	assertUnique(entries);
	return ok({
		profile,
		entries,
		adjustments: dnsAdjustments(context),
		secrets: owns.flatMap((own) => secretsOf(profile, own)),
		volatile: [],
		explanations: owns.map((own) => explanationOf(profile, own)),
		assumptions: assumptions(context),
		warnings: [...problems, ...remarks(context)],
	});
};
