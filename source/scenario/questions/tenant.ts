import type {Diagnostic, Result} from '../../diagnostics/index.js';
import {didYouMean, display, error, fail, ok} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {InterfaceAddress} from '../../net/index.js';
import {addressFamily, addressOf, networkOf, parseInterfaceAddress, parseIp, prefixBounds, prefixContains, prefixLength} from '../../net/index.js';
import type {Tenant, TenantNetwork} from '../../policy/index.js';
import {defaultRouteInterfaces, routedOver} from '../../policy/index.js';
import {answerList, answerText} from '../answers.js';
import {foundLines, lineOf} from '../found-lines.js';
import {insideInterfaces} from '../interfaces.js';
import type {Answers, Field} from '../types.js';
import {addressLines, prefixesOf} from './addresses.js';
import {checkInterfaces} from './interfaces.js';
import {checkLines} from './lines.js';

type Given = {readonly interface: string; readonly address: InterfaceAddress};

const parseGiven = (line: string): Result<Given> => {
	const [, name = '', text = ''] = /^(\S.*?)\s+(\S+)$/.exec(line.trim()) ?? [];
	const address = parseInterfaceAddress(text);
	if (address === undefined || addressFamily(address) === 6) {
		return fail(error('bad-interface-address', `“${display(line)}” is no interface with an IPv4 address.`, {hint: 'Write both: vlan50-tenant 10.99.0.1/24.'}));
	}

	const {first, last} = prefixBounds(networkOf(address));
	return prefixLength(address) > 29 || prefixLength(address) < 8 || [networkOf(address).split('/')[0], last - first < 7n].includes(addressOf(address))
		? fail(
				error('bad-interface-address', `${address} leaves no room for hosts beside the router.`, {
					hint: 'A network for hosts is a /24 or so, and the router has one of its addresses: 10.99.0.1/24.',
				}),
			)
		: ok({interface: name, address});
};

const ownOn = (facts: Facts, name: string): readonly InterfaceAddress[] =>
	facts.addresses.filter((row) => row.interface === name && addressFamily(row.address) === 4).map(({address}) => address);

const given = (answers: Answers): readonly Given[] =>
	answerList(answers, 'addresses').flatMap((line) => {
		const parsed = parseGiven(line);
		return parsed.ok ? [parsed.value] : [];
	});

const bare = (answers: Answers, facts: Facts): readonly string[] => answerList(answers, 'interfaces').filter((name) => ownOn(facts, name).length === 0);

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
		visible: (answers, facts) => bare(answers, facts).length > 0 || given(answers).length > 0,
		check: (value, answers, facts) => {
			const lines = checkLines('addresses', parseGiven, () => ({interface: name, address}) => [
				...(answerList(answers, 'interfaces').includes(name)
					? []
					: [
							error('no-such-interface', `${display(name)} is none of the tenant’s interfaces.`, {
								hint: didYouMean(name, answerList(answers, 'interfaces')) ?? 'Choose it above first.',
							}),
						]),
				...facts.addresses
					.filter((row) => row.interface !== name && addressFamily(row.address) === 4)
					.filter((row) => prefixContains(networkOf(row.address), networkOf(address)) || prefixContains(networkOf(address), networkOf(row.address)))
					.map((row) => error('tenant-overlaps', `${networkOf(address)} is a network of ${display(row.interface)}, too.`, {hint: 'Each network needs addresses of its own.'})),
			])(value, answers, facts);
			const missing = bare(answers, facts).filter((name) => !given(answers).some((one) => one.interface === name));
			return lines.length > 0
				? lines
				: missing.map((name) => error('address-missing', `${display(name)} has no address.`, {hint: `Add a line: ${display(name)} 10.99.0.1/24`, field: 'addresses'}));
		},
	},
	{
		id: 'dhcp',
		section: 'Tenant',
		kind: 'confirm',
		title: 'Hand out addresses by DHCP',
		help: 'The router gives the tenant’s hosts addresses, itself as the gateway, and resolvers. Leave it off where a DHCP server runs on these interfaces already.',
		suggest: (answers, facts) => (bare(answers, facts).length > 0 ? {value: true, because: 'the network is new'} : {value: false, because: 'the network is there already'}),
	},
	{
		id: 'resolvers',
		section: 'Tenant',
		kind: 'lines',
		title: 'Resolvers to hand out',
		help: 'Addresses that answer questions for names, reached by the tenant’s own table. The router’s own DNS server is with the house.',
		visible: (answers) => answers.dhcp === true,
		suggest: () => ({value: ['9.9.9.9', '149.112.112.112'], because: 'Quad9 answers everybody'}),
		check: (_value, answers) =>
			answerList(answers, 'resolvers').flatMap((line, index) => {
				const address = parseIp(line);
				return address === undefined || line.includes(':')
					? [error('bad-address', `${display(line)} is no IPv4 address.`, {hint: 'A resolver is named by its address, such as 9.9.9.9.', field: `resolvers[${index}]`})]
					: [];
			}),
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
		help: 'Only by this one: when it is down, the tenant is without the Internet. IPv6 stays closed to the tenant.',
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
				.filter((prefix) => facts.source !== 'assumed' && addressFamily(prefix) === 4 && sharedBy(prefix, answers, facts) === undefined)
				.map((prefix) => error('no-such-share', `${prefix} is in no network of the house.`, {hint: 'Only hosts beside the router can be shared.', field: 'shares'})),
			...prefixesOf(answers, 'shares')
				.filter((prefix) => addressFamily(prefix) === 6)
				.map((prefix) => error('tenant-ipv6', `${prefix}: tenants have IPv4 only here.`, {field: 'shares'})),
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
	const resolvers = answers.dhcp === true ? answerList(answers, 'resolvers').flatMap((line) => parseIp(line) ?? []) : undefined;
	const typed = given(answers);
	const networks = answerList(answers, 'interfaces').flatMap((name): readonly TenantNetwork[] => {
		const made = typed.filter((one) => one.interface === name).map(({address}) => ({interface: name, address, isNew: true}));
		const there = ownOn(facts, name)
			.filter((address) => !made.some((one) => one.address === address))
			.map((address) => ({interface: name, address, isNew: false}));
		return [...made, ...there].map((one) => (resolvers === undefined ? one : {...one, handsOut: resolvers}));
	});
	return {
		id,
		title: answerText(answers, 'name'),
		networks,
		...(isShared(answers) ? {line: lineOf(facts, answerText(answers, 'line'), undefined, false)} : {}),
		shares: prefixesOf(answers, 'shares').flatMap((prefix) => {
			const by = sharedBy(prefix, answers, facts);
			return by === undefined ? [] : [{prefix, interface: by}];
		}),
	};
};
