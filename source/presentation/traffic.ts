import type {DestinationList, NumberRange, PolicyDocument, Selector} from '../policy/document.js';
import {ordinary} from '../policy/index.js';
import type {Tier} from '../policy/shaping.js';
import {addresses} from './sides.js';

const counted = (count: number, word: string, plural = `${word}s`): readonly string[] => (count === 0 ? [] : [`${count} ${count === 1 ? word : plural}`]);

const most = 4;

/** The first few, and how many more there are. */
const someOf = (items: readonly string[]): readonly string[] => (items.length <= most ? items : [...items.slice(0, most - 1), `${items.length - most + 1} more`]);

/** What a list holds: services by their titles, the rest counted. */
export const listContents = ({domains, prefixes}: DestinationList): string => {
	const services = [...new Set(domains.flatMap(({label}) => label ?? []))];
	return [
		...someOf(services),
		...counted(domains.filter(({label}) => label === undefined).length, services.length > 0 ? 'other name' : 'name'),
		...counted(prefixes.length, 'prefix', 'prefixes'),
	].join(', ');
};

const listText = (list: DestinationList): string => (['', list.title].includes(listContents(list)) ? list.title : `${list.title} (${listContents(list)})`);

const rangeText = ({first, last}: NumberRange): string => (first === last ? String(first) : `${first}-${last}`);
const portsText = (ranges: readonly NumberRange[]): string => someOf(ranges.map(rangeText)).join(', ');

const sizeText = ({first, last}: NumberRange): string =>
	first === 0 ? `packets up to ${last} bytes` : last >= 65_535 ? `packets from ${first} bytes` : `packets of ${first}-${last} bytes`;

const kindWords = ({protocol, ports = [], fromPorts = [], dscp, size}: Selector): readonly string[] => [
	...(protocol === undefined && ports.length === 0 ? [] : [[protocol ?? 'tcp and udp', ...(ports.length === 0 ? [] : [portsText(ports)])].join(' ')]),
	...(fromPorts.length === 0 ? [] : [`sent from port ${portsText(fromPorts)}`]),
	...(dscp === undefined ? [] : [`DSCP ${dscp}`]),
	...(size === undefined ? [] : [sizeText(size)]),
];

const senderWords = ({from, networks}: Selector, document: PolicyDocument): string => {
	const own = document.networks.filter(({id}) => networks.includes(id)).flatMap(({interfaces}) => interfaces);
	const all = document.networks.flatMap(({interfaces}) => interfaces);
	const hosts = from.length > 0 ? someOf(from) : own.length < all.length ? own : [];
	return hosts.length === 0 ? '' : ` from ${hosts.join(', ')}`;
};

const listsOf = (ids: readonly string[], {lists}: PolicyDocument): readonly DestinationList[] => ids.flatMap((id) => lists.find((list) => list.id === id) ?? []);

/** What belongs to a tier, in a few words; nothing for one that takes what is left. */
export const membersText = ({members: {to, hosts, ports}}: Tier, document: PolicyDocument): string => {
	const protocols = [...new Set(ports.map(({protocol}) => protocol))];
	return [
		...listsOf(to, document).map((list) => listContents(list) || list.title),
		...someOf(hosts.map((host) => addresses([host]))),
		...protocols.map((protocol) => `${protocol} ${portsText(ports.flatMap((one) => (one.protocol === protocol ? [one.range] : [])))}`),
	].join(', ');
};

/** Which traffic a policy means, in a few words; `brief` leaves the titles of lists out. */
export const trafficText = (selector: Selector, document: PolicyDocument, everything: string, isBrief = false): string => {
	const to = listsOf(selector.to, document).map((list) => (isBrief ? listContents(list) || list.title : listText(list)));
	return `${[...to, ...kindWords(selector)].join(', ') || everything}${senderWords(selector, document)}`;
};

/** Whether a policy is for all traffic there is, so that none is left for what stands below it. */
const isEverything = (selector: Selector, document: PolicyDocument): boolean =>
	selector.to.length === 0 && kindWords(selector).length === 0 && senderWords(selector, document) === '' && selector.networks.length === document.networks.length;

/** Whether some policy has all traffic of the networks that those before it left. */
export const takesAll = (document: PolicyDocument): boolean => document.policies.some(({selector, uplink}) => uplink !== ordinary && isEverything(selector, document));

/** Whether nothing goes as it went before: all of it has a way, or none at all. */
export const hasNoRest = (document: PolicyDocument): boolean => document.failover.length > 0 || document.killSwitches.length > 0 || takesAll(document);
