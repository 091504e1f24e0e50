import {display} from '../diagnostics/index.js';
import type {Copy, Door, Patience, PolicyDocument, Shaping, Tenant, Watch, Zone} from '../policy/index.js';
import type {Line} from './line.js';
import {bullet, piece} from './line.js';
import {addresses, speedText} from './sides.js';
import {membersText} from './traffic.js';

type Paragraph = readonly [title: string, sentences: readonly string[]];

const joined = (texts: readonly string[]): string => texts.map(display).join(', ');

const gone: Readonly<Record<Patience, string>> = {seconds: 'ten seconds', minute: 'a minute', minutes: 'five minutes'};

const watchText = ({title, host, by, patience, notices}: Watch): string => {
	const told = notices.map((notice) => (notice.kind === 'mail' ? notice.to : notice.url));
	return `${display(title)} (${host}${by === undefined ? '' : `, by ${display(by)} only`}): gone or back for about ${gone[patience]}, the log hears of it${told.length === 0 ? '' : `, and ${joined(told)}`}.`;
};

const clockText = (seconds: number): string => `${String(Math.floor(seconds / 3600)).padStart(2, '0')}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;

const copyText = ({every, at, forms, keep, mailTo}: Copy): string =>
	`Every ${every} at ${clockText(at)}: ${forms.join(' and ')}, the last ${keep} of each kept${mailTo === undefined ? '' : `; exports go to ${display(mailTo)}`}.`;

const doorText = ({from, ports}: Door): string =>
	`${addresses(from)}: always let in to the router's ports ${ports.map(({first, last}) => (first === last ? first : `${first}-${last}`)).join(', ')}.`;

const zoneText = ({title, interfaces, internet}: Zone): string =>
	`${display(title)} (${joined(interfaces)}): ${internet ? 'the Internet and no more' : 'nobody'}; others reach them.`;

const placesText = (networks: Tenant['networks']): string =>
	[...new Set(networks.map((one) => one.interface))]
		.map((name) => `${display(name)} (${networks.flatMap((one) => (one.interface === name ? [one.address] : [])).join(', ')})`)
		.join(', ');

const tenantText = ({networks, line, shares}: Tenant): string =>
	`${placesText(networks)}: ${line === undefined ? 'no Internet' : `the Internet by ${display(line.name)}`}${shares.length === 0 ? '' : `, and of the house ${addresses(shares.map(({prefix}) => prefix))}`}.`;

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** In the order of what is served first; tiers of one priority share what there is. */
const tierTexts = ({tiers}: Shaping, document: PolicyDocument): readonly string[] => {
	const priorities = [...new Set(tiers.map(({priority}) => priority))].toSorted((a, b) => a - b);
	return tiers
		.toSorted((a, b) => a.priority - b.priority)
		.map((tier) => {
			const {title, guaranteed, maximum, priority} = tier;
			const members = membersText(tier, document);
			return `${display(title)}${members === '' ? '' : ` (${display(members)})`}: served ${places[priorities.indexOf(priority)] ?? 'last'}, ${speedText(guaranteed)} Mbit/s for certain, ${speedText(maximum)} at most.`;
		});
};

const paragraphs = (document: PolicyDocument): readonly Paragraph[] => {
	const {shapings, upkeep, zoning, fastPath, tenants} = document;
	return [
		['Networks kept apart', zoning.zones.map(zoneText)],
		['Never to or from', zoning.bans.map(({prefixes}) => `${addresses(prefixes)}: by no way at all.`)],
		['Scanners', zoning.traps.map(({ports, seconds}) => `Who tries ${ports.map(({first}) => first).join(', ')} from outside is kept out for ${seconds / 3600} hours.`)],
		...tenants.map((tenant): Paragraph => [`Tenant: ${display(tenant.title)}`, [tenantText(tenant)]]),
		...shapings.map((shaping): Paragraph => [`Bandwidth of ${display(shaping.line)}, ${speedText(shaping.limit)} Mbit/s down/up`, tierTexts(shaping, document)]),
		[
			'Faster',
			[
				...fastPath.fasttrack.map(() => 'FastTrack for connections without a mark.'),
				...fastPath.untracked.map(({between}) => `${between.join(' and ')}: not tracked between them.`),
			],
		],
		['Watched', upkeep.watches.map(watchText)],
		['Counters over SNMP', upkeep.monitors.map(({from}) => `${addresses(from)}: may read.`)],
		['Copies of the configuration', upkeep.copies.map(copyText)],
		['A way in', upkeep.doors.map(doorText)],
	];
};

/** What is wanted besides ways for traffic, as sentences. */
export const standingLines = (document: PolicyDocument): readonly Line[] =>
	paragraphs(document)
		.filter(([, sentences]) => sentences.length > 0)
		.flatMap(([title, sentences], index): readonly Line[] => [...(index === 0 ? [] : [[]]), [piece(title, 'heading')], ...sentences.map((text) => bullet(text))]);
