import type {Diagnostic} from '../diagnostics/index.js';
import {display, error, warning} from '../diagnostics/index.js';
import type {Family, Prefix} from '../net/index.js';
import {addressFamily, networkOf, prefixContains} from '../net/index.js';
import {networksBeside, partOf} from '../policy/index.js';
import type {Context} from './context.js';
import {canBeFast, interfaceOf, menuOf} from './context.js';
import type {Adjustment} from './fragment.js';
import {keyPart} from './names.js';
import type {Own} from './own.js';

/** Fast packets pass IPsec policies by (manual, FastTrack), so what is open and meant for one is accepted before. */
const besideIpsec = ({facts}: Context, id: string, family: Family): readonly Own[] =>
	(facts.ipsecDestinations ?? []).some((prefix) => addressFamily(prefix) === family)
		? (['in', 'out'] as const).map((direction) => ({
				id,
				role: `ipsec-${direction}`,
				family,
				menu: menuOf(family, 'firewall/filter'),
				properties: {chain: 'forward', action: 'accept', 'connection-state': 'established,related', 'ipsec-policy': `${direction},ipsec`},
				place: {kind: 'before-fasttrack'},
				note: 'IPsec is not for FastTrack',
				why: 'FastTrack takes packets past IPsec: what a policy of yours encrypts stays out of it.',
				without: 'Packets that are to be encrypted would leave as they are.',
			}))
		: [];

/** FastTrack where the router has none; a rule of the user's is left as it is, and marked connections are kept from it anyway. */
export const fasttrack = (context: Context): readonly Own[] =>
	context.document.fastPath.fasttrack.flatMap(({id}) =>
		context.families
			.filter((family) => !context.facts.fasttrack[family] && canBeFast(context, family))
			.flatMap((family): readonly Own[] => [
				...besideIpsec(context, id, family),
				{
					id,
					role: 'fasttrack',
					family,
					menu: menuOf(family, 'firewall/filter'),
					properties: {chain: 'forward', action: 'fasttrack-connection', 'connection-state': 'established,related', 'connection-mark': 'no-mark'},
					place: {kind: 'before-fasttrack'},
					note: 'unmarked connections are fast',
					why: 'Packets of connections that are open already skip rules, marks and queues. Only unmarked ones do: FastTrack knows the main table alone.',
					without: 'Each packet would pass all rules, and a small router would be slower than its line.',
				},
			]),
	);

/** As the router stores it: a single IPv4 address without its length. */
const stored = (prefix: Prefix): string => prefix.replace(/\/32$/, addressFamily(prefix) === 4 ? '' : '/32');

/** Both directions; the router's own addresses stay tracked, since whoever manages it relies on its rules. */
export const untracked = (context: Context): readonly Own[] =>
	context.document.fastPath.untracked
		.filter(({between: [one]}) => context.families.includes(addressFamily(one)))
		.flatMap(({id, between: [one, other]}) => {
			const family = addressFamily(one);
			return (
				[
					['there', one, other],
					['back', other, one],
				] as const
			).map(
				([role, from, to]): Own => ({
					// Two IPv6 prefixes would be longer than a comment takes.
					id: `${partOf(id)}.${keyPart(`${one} ${other}`)}`,
					role,
					family,
					menu: menuOf(family, 'firewall/raw'),
					properties: {chain: 'prerouting', action: 'notrack', 'src-address': stored(from), 'dst-address': stored(to), 'dst-address-type': '!local'},
					place: {kind: 'first'},
					note: 'nothing here needs state',
					why: `From ${from} to ${to} nothing is translated or marked, so the router need not remember connections.`,
					without: 'Bulk traffic between the two would fill the table of connections.',
				}),
			);
		});

/** FastTrack works only while the router may use its fast path at all. */
export const fastPathAdjustments = (context: Context): readonly Adjustment[] =>
	context.document.fastPath.fasttrack.length === 0
		? []
		: context.families
				.filter((family) => canBeFast(context, family))
				.map((family) => ({
					menu: menuOf(family, 'settings'),
					find: {},
					set: {'allow-fast-path': 'yes'},
					why: 'FastTrack needs the fast path of the router, which somebody may have turned off.',
				}));

/** Routers whose switch chip can route by itself, past the CPU and all that it does. */
const offloading = /^(?:CRS3|CRS5|CCR2116|CCR2216)/;

/** Without tracking there is no translation and no rule by state: neither must be needed (law L13). */
export const fastPathProblems = (context: Context): readonly Diagnostic[] => {
	const {document, facts} = context;
	const beside = networksBeside(
		facts,
		document.uplinks.map((uplink) => interfaceOf(context, uplink)),
	);
	const zoned = new Set(document.zoning.zones.flatMap(({interfaces}) => interfaces));
	return [
		...document.fastPath.untracked.flatMap(({id, between}) =>
			between.flatMap((prefix) => [
				...(beside.some((network) => prefixContains(network, prefix))
					? []
					: [
							error('notrack-beyond', `${prefix} is not a network beside the router: on the way there, sources are translated, and untracked packets would leave untranslated.`, {
								hint: 'Name networks that the router has addresses in, or routes to that are no line to the Internet.',
								field: id,
							}),
						]),
				...facts.addresses
					.filter((row) => zoned.has(row.interface) && (prefixContains(networkOf(row.address), prefix) || prefixContains(prefix, networkOf(row.address))))
					.map((row) =>
						error('notrack-zone', `${display(row.interface)} is a zone of its own: who may open connections there is known only of tracked ones.`, {
							hint: 'Leave it tracked, or take it out of the zone.',
							field: id,
						}),
					),
			]),
		),
		...(document.fastPath.untracked.length > 0
			? [
					warning('state-unseen', 'Rules of yours that go by the state of connections no longer see what is not tracked; it passes as “untracked”.', {
						hint: 'Only for two networks that trust each other.',
					}),
				]
			: []),
		...(offloading.test(facts.board)
			? [
					warning(
						'offload-passes-by',
						`The switch chip of the ${display(facts.board)} can route past the CPU (l3-hw-offloading): marks, rules and queues never see such traffic.`,
						{
							hint: 'Leave it off on ports that policies are for, or keep it to traffic that needs none.',
						},
					),
				]
			: []),
	];
};
