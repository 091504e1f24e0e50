import type {Diagnostic} from '../../diagnostics/index.js';
import {display, error, warning} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import {addressFamily, families, hostPrefix, networkOf, parseIp, prefixContains} from '../../net/index.js';
import type {Tenant, TenantNetwork} from '../../policy/index.js';
import {defaultRouteInterfaces, routedOver} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {foundLines, lineOf, nextHopOn} from '../found-lines.js';
import {insideInterfaces} from '../interfaces.js';
import type {Answers, Field} from '../types.js';
import {addressLines, prefixesOf} from './addresses.js';
import {checkInterfaces} from './interfaces.js';
import {bare, checkGiven, given, madeUp, ownOn, sharedWith, unused} from './tenant-networks.js';

const linesWithIpv6 = (facts: Facts): readonly string[] => foundLines(facts).filter((name) => facts.ipv6Enabled && nextHopOn(facts, name, 6) !== undefined);

const hasIpv6 = (answers: Answers, facts: Facts): boolean =>
	given(answers, 6).length > 0 || answerList(answers, 'interfaces').some((name) => facts.ipv6Enabled && ownOn(facts, name, 6).length > 0);

const checkInside = (names: readonly string[], facts: Facts): readonly Diagnostic[] => [
	...checkInterfaces(names, insideInterfaces(facts), facts, 'interfaces'),
	...names.flatMap((name) =>
		routedOver(facts, name)
			.slice(0, 1)
			.map((destination) =>
				error('tenant-carries-routes', `The way to ${destination} leads over ${display(name)}: the house would lose it.`, {hint: 'Take another interface.', field: 'interfaces'}),
			),
	),
	...facts.addresses
		.filter((row) => names.includes(row.interface) && !row.address.startsWith('fe80:'))
		.flatMap((row) =>
			sharedWith(facts, row).map((other) =>
				error('tenant-overlaps', `${networkOf(row.address)} on ${display(row.interface)} is a network of ${display(other.interface)}, too.`, {
					hint: 'Ways between tables go by addresses: each network needs its own.',
					field: 'interfaces',
				}),
			),
		),
	...facts.addresses
		.filter((row) => names.includes(row.interface) && facts.session?.from !== undefined && prefixContains(networkOf(row.address), facts.session.from))
		.map((row) =>
			error('tenant-of-your-own', `You are sitting in ${display(row.interface)}: there the router could not be managed any more.`, {
				hint: 'Connect from a network of the house.',
				field: 'interfaces',
			}),
		),
];

const isShared = (answers: Answers): boolean => answerText(answers, 'internet') === 'shared';

export const tenantQuestions: readonly Field[] = [
	{
		id: 'name',
		section: 'Tenant',
		kind: 'text',
		title: 'Who is the tenant?',
		help: 'A name for people: it stands in comments on the router.',
		placeholder: 'Dentist on the first floor',
		check: (value) =>
			/^[\p{L}\d][\p{L}\d .,&'()_-]{0,39}$/u.test(String(value).trim()) ? [] : [error('bad-title', 'A name has up to 40 letters, digits and spaces.', {field: 'name'})],
	},
	{
		id: 'interfaces',
		section: 'Tenant',
		kind: 'choices',
		title: 'The tenant’s interfaces',
		help: 'They leave the routing table of the house and get one of their own (a VRF). Not the one that you manage the router from: its services stay with the house.',
		choices: (_answers, facts) => insideInterfaces(facts),
		fromRouter: true,
		check: (value, _answers, facts) => checkInside(Array.isArray(value) ? value : [], facts),
	},
	{
		id: 'addresses',
		section: 'Tenant',
		kind: 'lines',
		title: 'Addresses of the router there',
		help: 'One a line, interface and address with its length: vlan50 10.99.0.1/24. Only for interfaces that have none yet. No network of the house: ways between tables go by addresses.',
		placeholder: 'vlan50 10.99.0.1/24',
		visible: (answers, facts) => bare(answers, facts, 4).length > 0 || given(answers, 4).length > 0,
		suggest: (answers, facts) => {
			const value = unused(answers, facts);
			return value.length === 0 ? undefined : {value, because: 'the router knows no network of these addresses'};
		},
		check: (value, answers, facts) => {
			const lines = checkGiven(4)(value, answers, facts);
			const missing = bare(answers, facts, 4).filter((name) => !given(answers, 4).some((one) => one.interface === name));
			return lines.length > 0
				? lines
				: missing.map((name) => error('address-missing', `${display(name)} has no address.`, {hint: `Add a line: ${display(name)} 10.99.0.1/24`, field: 'addresses'}));
		},
	},
	{
		id: 'addresses6',
		section: 'Tenant',
		kind: 'lines',
		title: 'IPv6 addresses of the router there',
		help: 'One a line: vlan50 fd50:99::1/64. Addresses that begin with fd are yours to make up: the address of the line stands in for them. A prefix of your provider is routed as it is; it must never change. Empty: no IPv6.',
		placeholder: 'vlan50 fd50:99::1/64',
		optional: true,
		visible: (answers, facts) => (facts.ipv6Enabled && bare(answers, facts, 6).length > 0) || given(answers, 6).length > 0,
		suggest: (answers, facts) =>
			linesWithIpv6(facts).length > 0 && bare(answers, facts, 6).length > 0
				? {value: madeUp(answers, facts), because: 'made up for this router, so that the tenant has both address families'}
				: undefined,
		check: checkGiven(6),
	},
	{
		id: 'dhcp',
		section: 'Tenant',
		kind: 'confirm',
		title: 'Hand out addresses',
		help: 'The router gives the tenant’s hosts addresses (IPv4 by DHCP, IPv6 by announcing the prefix), itself as the gateway, and resolvers. Leave it off where that is done on these interfaces already.',
		suggest: (answers, facts) => (bare(answers, facts, 4).length > 0 ? {value: true, because: 'the network is new'} : {value: false, because: 'the network is there already'}),
	},
	{
		id: 'resolvers',
		section: 'Tenant',
		kind: 'lines',
		title: 'Resolvers to hand out',
		help: 'Addresses that answer questions for names, reached by the tenant’s own table. The router’s own DNS server is with the house.',
		visible: (answers) => answers.dhcp === true,
		suggest: (answers, facts) => ({
			value: ['9.9.9.9', '149.112.112.112', ...(hasIpv6(answers, facts) ? ['2620:fe::fe', '2620:fe::9'] : [])],
			because: 'Quad9 answers everybody',
		}),
		check: (_value, answers) =>
			answerList(answers, 'resolvers').flatMap((line, index) =>
				parseIp(line) === undefined
					? [error('bad-address', `${display(line)} is no address.`, {hint: 'A resolver is named by its address, such as 9.9.9.9.', field: `resolvers[${index}]`})]
					: [],
			),
	},
	{
		id: 'internet',
		section: 'Ways out',
		kind: 'choice',
		title: 'The Internet',
		help: 'A VRF knows no way out by itself: a route leads from its table to a line of the house, and another one back.',
		choices: (_answers, facts) => [
			{
				value: 'shared',
				title: 'By a line of the house',
				...(foundLines(facts).length > 0 || facts.source === 'assumed' ? {} : {disabled: 'the router has no line with a next hop.'}),
			},
			{value: 'none', title: 'Not at all'},
		],
		suggest: (_answers, facts) => (foundLines(facts).length > 0 ? {value: 'shared', because: 'the house has a line'} : {value: 'none', because: 'the house has no line'}),
	},
	{
		id: 'line',
		section: 'Ways out',
		kind: 'choice',
		title: 'By which line?',
		help: 'Only by this one: when it is down, the tenant is without the Internet. IPv6 goes by it where the line has a next hop that never changes.',
		visible: isShared,
		choices: (_answers, facts) => foundLines(facts).map((name) => ({value: name, title: display(name)})),
		fromRouter: true,
		suggest: (_answers, facts) => {
			const first = defaultRouteInterfaces(facts).find((name) => foundLines(facts).includes(name)) ?? foundLines(facts)[0];
			return first === undefined ? undefined : {value: first, because: 'it is the line of the house'};
		},
	},
	{
		id: 'shares',
		section: 'Ways out',
		kind: 'lines',
		title: 'Shared with the tenant',
		help: 'Hosts of the house that the tenant reaches, such as a printer: addresses or prefixes. Your own rules still decide. Nothing else of the house is reached.',
		placeholder: '192.168.88.30',
		optional: true,
		check: (value, answers, facts) => [
			...addressLines('shares')(value, answers, facts),
			...prefixesOf(answers, 'shares')
				.filter((prefix) => facts.source !== 'assumed' && sharedBy(prefix, answers, facts) === undefined)
				.map((prefix) => error('no-such-share', `${prefix} is in no network of the house.`, {hint: 'Only hosts beside the router can be shared.', field: 'shares'})),
			...prefixesOf(answers, 'shares')
				.filter((prefix) => addressFamily(prefix) === 6 && !hasIpv6(answers, facts))
				.map((prefix) =>
					error('tenant-ipv6', `The tenant has no IPv6 address to reach ${prefix} from.`, {hint: 'Give its network one, or share an IPv4 address.', field: 'shares'}),
				),
		],
	},
];

/** The interface of the house that a prefix is connected to. */
const sharedBy = (prefix: Parameters<typeof prefixContains>[1], answers: Answers, facts: Facts): string | undefined => {
	const beyond = new Set([...foundLines(facts), ...(facts.interfaceLists.WAN ?? []), ...answerList(answers, 'interfaces')]);
	return facts.addresses.find((row) => !beyond.has(row.interface) && prefixContains(networkOf(row.address), prefix))?.interface;
};

/** The tenant as answered. Addresses that a network has already are taken as they are. */
export const tenantOf = (answers: Answers, id: string, facts: Facts): Tenant => {
	const present = facts.ipv6Enabled ? families : ([4] as const);
	const resolvers = answers.dhcp === true ? answerList(answers, 'resolvers').flatMap((line) => parseIp(line) ?? []) : undefined;
	const networks = answerList(answers, 'interfaces').flatMap((name) =>
		present.flatMap((family): readonly TenantNetwork[] => {
			const made = given(answers, family).filter((one) => one.interface === name);
			const there = ownOn(facts, name, family).filter((address) => !made.some((one) => one.address === address));
			// A new IPv6 prefix is announced as soon as the router has it, and the resolvers of the house with it: never those.
			const told = resolvers?.filter((address) => addressFamily(hostPrefix(address)) === family) ?? (family === 6 && there.length === 0 ? [] : undefined);
			return [...made.map((one) => ({...one, isNew: true})), ...there.map((address) => ({interface: name, address, isNew: false}))].map((one) =>
				told === undefined ? one : {...one, handsOut: told},
			);
		}),
	);
	return {
		id,
		title: answerText(answers, 'name'),
		networks,
		...(isShared(answers) ? {line: lineOf(facts, answerText(answers, 'line'), undefined, facts.ipv6Enabled)} : {}),
		shares: prefixesOf(answers, 'shares').flatMap((prefix) => {
			const by = sharedBy(prefix, answers, facts);
			return by === undefined ? [] : [{prefix, interface: by}];
		}),
	};
};

/** Where the tenant is without IPv6, and why. */
export const tenantWarnings = ({networks, line}: Tenant, facts: Facts): readonly Diagnostic[] => {
	const isNumbered = networks.some(({address}) => addressFamily(address) === 6);
	const isOpen = line === undefined || !facts.ipv6Enabled || (isNumbered && line.next[6] !== undefined);
	return isOpen
		? []
		: [
				isNumbered
					? warning('tenant-ipv6', `The tenant does not reach the Internet by IPv6: ${display(line.name)} has no IPv6 next hop that stays the same.`, {
							hint: 'A next hop that comes with announcements of the provider stands in the main table alone. IPv4 is not affected.',
						})
					: warning('tenant-ipv6', 'The tenant has no IPv6: none of its interfaces has an address that stays the same.', {
							hint: 'Give the router one there, such as fd50:99::1/64. IPv4 is not affected.',
						}),
			];
};
