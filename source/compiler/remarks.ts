import type {Diagnostic} from '../diagnostics/index.js';
import {display, warning} from '../diagnostics/index.js';
import type {MarkFacts} from '../facts/index.js';
import {formatRelease} from '../facts/index.js';
import {addressFamily, mergePrefixes} from '../net/index.js';
import type {Id, PolicyDocument} from '../policy/index.js';
import {afterOf, defaultRouteInterfaces, linesApart, ordinary, othersInVrf, strangeVrfOf, vrfOf, vrfOfUplink, waysOf} from '../policy/index.js';
import {behaviours} from '../routeros/versions/index.js';
import type {Context} from './context.js';
import {interfaceOf, listsOf} from './context.js';
import {isForwarding, isRedirecting} from './dns.js';
import {killSwitchExceptions} from './kill-switch/exceptions.js';
import {prefixesMove} from './moving-prefixes.js';

/** A resolver of the LAN asks over both families when it has both: over the one that is not exempt it would be answered by the router. */
const exemptOneFamily = (context: Context): readonly Diagnostic[] => {
	const {document, facts} = context;
	const {exempt} = document.dns;
	const local = new Set(document.networks.flatMap(({interfaces}) => interfaces));
	const spoken = context.families.filter((family) =>
		facts.addresses.some((row) => local.has(row.interface) && addressFamily(row.address) === family && !row.address.startsWith('fe80:')),
	);
	return exempt.length > 0 && isRedirecting(context)
		? spoken
				.filter((family) => !exempt.some((address) => addressFamily(address) === family))
				.map((family) =>
					warning('exempt-one-family', `Your own resolver is exempt by no IPv${family} address: what it asks over IPv${family} is answered by the router.`, {
						hint: `Name its IPv${family} address, too, or let it ask over the other family only.`,
					}),
				)
		: [];
};

/**
 * A connection has one mark, and the last rule to set it wins: a rule that does not ask for unmarked connections may
 * take ours away (law L3). What comes in by a line to the Internet is none of ours.
 */
const otherMarks = (context: Context): readonly Diagnostic[] => {
	const {document, facts} = context;
	const uplinks = new Set(document.uplinks.map((uplink) => interfaceOf(context, uplink)));
	const isLine = (name: string): boolean => defaultRouteInterfaces(facts).includes(name) && !uplinks.has(name);
	const isOverwriting = ({chain, marked, inInterface, inInterfaceList}: MarkFacts): boolean =>
		!['input', 'output'].includes(chain) &&
		(marked === undefined || (marked.startsWith('!') && !marked.includes('detour-'))) &&
		!(inInterface !== undefined && isLine(inInterface)) &&
		!(inInterfaceList !== undefined && facts.interfaceLists[inInterfaceList]?.every(isLine) === true);
	return (facts.connectionMarks ?? [])
		.filter((one) => context.families.includes(one.family) && isOverwriting(one))
		.map(({family, chain, mark, comment}) =>
			warning(
				'marks-overwritten',
				`A rule of yours in ${display(chain)} (IPv${family}${comment === undefined ? '' : `, “${display(comment)}”`}) marks connections ${display(mark)}, also those that have a mark: what it matches of this profile’s traffic would go as before.`,
				{hint: 'Give that rule connection-mark=no-mark, or switch it off, unless it matches none of that traffic.'},
			),
		);
};

/** Hosts in a VRF that has a line of its own never come near `main`, which is what a kill switch closes. */
const waysApart = ({facts}: Context): readonly Diagnostic[] =>
	linesApart(facts)
		.filter((name) => strangeVrfOf(facts, name) !== undefined && othersInVrf(facts, name).length > 0)
		.map((name) =>
			warning(
				'kill-switch-vrf',
				`What is in the VRF ${display(vrfOf(facts, name) ?? '')} goes by ${display(name)}, past the kill switch: it is set apart from all that this profile does.`,
				{
					hint: 'Take its interfaces out of the VRF (/ip/vrf) to have them closed, too.',
				},
			),
		);

/** What a kill switch leaves open, in so many words. */
const closing = (context: Context): readonly Diagnostic[] => {
	const exceptions = killSwitchExceptions(context);
	return exceptions.length === 0
		? []
		: [
				{
					...warning('kill-switch-exceptions', `By a line, the router itself still sends: ${exceptions.join('; ')}. Whoever comes in by a line is answered by it.`),
					severity: 'note' as const,
				},
				warning('opened-before', 'Connections that are on the fast path (FastTrack) already pass the kill switch by until they end.', {
					hint: 'Forget them once it is on: /ip/firewall/connection/remove [find]',
				}),
				...((context.facts.clients ?? []).some(({kind}) => kind === 'lte')
					? [
							warning('lte-resolvers', 'The mobile line brings its provider’s resolvers along; the kill switch keeps them from being asked, which may cost time.', {
								hint: 'Turn use-peer-dns off in the profile of the access point (/interface/lte/apn).',
							}),
						]
					: []),
				...waysApart(context),
			];
};

/** Tiers look at packets of hosts that cross the line: a tunnel's own packets are the router's, and hide what they carry. */
const tunnelsInNoTier = ({document}: Context): readonly Diagnostic[] =>
	document.shapings.length === 0
		? []
		: document.uplinks
				.filter(({kind}) => kind.kind !== 'line')
				.map(({title}) =>
					warning('tunnel-in-no-tier', `What goes through ${display(title)} is in no tier: the line carries it inside packets that the router makes.`, {
						hint: 'Its packets take what they want of the line. Keep little traffic in the tunnel where tiers are to hold.',
					}),
				);

/** An order of lines is followed by the router itself, where its programs hear the answers. */
const notInOrder = ({document}: Context): readonly Diagnostic[] =>
	document.uplinks
		.filter((uplink) => vrfOfUplink(uplink) !== undefined && document.failover.some(({uplinks}) => uplinks.includes(uplink.id)))
		.map(({id, title}) =>
			warning('router-stays', `${display(title)} is in a VRF: hosts change over to it, the router itself does not. While all other lines are dead, its DNS has no answers.`, {
				hint: 'Hosts that ask a resolver on the Internet go on; or take the line out of the VRF.',
				field: id,
			}),
		);

/** Rules look for lines by name, and 7.14 changes the name that they see: those of a router that is upgraded hold for nothing until they are planned again. */
const seenOtherwise = ({document, facts}: Context): readonly Diagnostic[] =>
	behaviours(facts.release).vrfInterfaces
		? []
		: document.uplinks.flatMap((uplink) => {
				const vrf = vrfOfUplink(uplink);
				return vrf === undefined
					? []
					: [
							warning(
								'vrf-after-upgrade',
								`From RouterOS 7.14 on rules see the VRF ${display(vrf)} in place of ${display(uplink.title)}, and those of this profile do not know it yet.`,
								{
									hint: 'Apply this profile again right after such an upgrade: it adds the VRF.',
									field: uplink.id,
								},
							),
						];
			});

/** Whether what an uplink had goes by the main table meanwhile, where nothing remembers which way it took. */
const fallsToMain = (document: PolicyDocument, uplink: Id): boolean => {
	const {to, isFinal} = afterOf(document, uplink, 4);
	return !isFinal && to.length === 0;
};

/** What works, and is to be known nevertheless. */
export const remarks = (context: Context): readonly Diagnostic[] => {
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
		...otherMarks(context),
		...closing(context),
		...exemptOneFamily(context),
		...tunnelsInNoTier(context),
		...notInOrder(context),
		...seenOtherwise(context),
		...prefixesMove(context),
		...(isForwarding(context) &&
		document.policies.some((policy) => policy.whenDown.kind === 'block' && policy.uplink !== ordinary && listsOf(context, policy).some(({domains}) => domains.length > 0))
			? [
					warning(
						'names-after-restart',
						'After a restart the router has forgotten the addresses of listed names, while hosts may still use them: until they ask again, that traffic goes as before.',
						{hint: 'List prefixes beside the names where nothing may pass by, or restart the hosts, too.'},
					),
				]
			: []),
		...(document.policies.some(({uplink}) => waysOf(document, uplink).some(({id}) => fallsToMain(document, id)))
			? [warning('fall-back-stalls', 'Connections that were opened while the way was down may stall when it is back; programs that open new ones go on.')]
			: []),
		...(isForwarding(context)
			? [warning('encrypted-dns', 'Programs with encrypted DNS of their own (DoH, DoT) do not ask the router; names that only they look up are not followed.')]
			: []),
		...(document.dns.mode === 'resolve' && document.lists.some(({domains}) => domains.some(({subdomains}) => subdomains))
			? [warning('exact-names-only', 'Lists that the router fills by itself follow the exact name, not the names below it, and see only the addresses that the router gets.')]
			: []),
	];
};
