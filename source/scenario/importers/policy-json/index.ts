import type {Result} from '../../../diagnostics/index.js';
import {didYouMean, display, fail, ok} from '../../../diagnostics/index.js';
import type {Facts} from '../../../facts/index.js';
import {addressFamily, families, parseDomainName, parseInterfaceAddress, parseIp, parsePrefix} from '../../../net/index.js';
import type {
	Ban,
	Copy,
	DestinationList,
	DnsChoice,
	Door,
	Failover,
	FarEnd,
	Group,
	KillSwitch,
	Line,
	ListedName,
	MailServer,
	Monitor,
	Network,
	NextHop,
	Notice,
	NumberRange,
	Policy,
	PolicyDocument,
	Probe,
	Selector,
	Shaping,
	Speed,
	Tenant,
	TenantNetwork,
	Tier,
	TierPorts,
	Trap,
	Untracked,
	Uplink,
	UplinkKind,
	Watch,
	WhenDown,
	Zone,
} from '../../../policy/index.js';
import {emptyDocument, ordinary} from '../../../policy/index.js';
import type {Read} from './reader.js';
import {anyText, byKind, flag, list, oneOf, otherwise, parsed, record, sound, text, whole, wrong} from './reader.js';

const ip = parsed('an address', parseIp);
const prefix = parsed('an address or prefix', parsePrefix);
const domain = parsed('a domain name', parseDomainName);
const host = parsed('an address or domain name', (value) => parseIp(value) ?? parseDomainName(value));
const interfaceAddress = parsed('an address with its length, such as 10.99.0.1/24', parseInterfaceAddress);

const port = whole(1, 65_535);
const rate = whole(1, 1e12);
const speed = record<Speed>({down: rate, up: rate});
const range = (last: number): Read<NumberRange> =>
	sound(record<NumberRange>({first: whole(0, last), last: whole(0, last)}), ({first, last: end}) => (first > end ? 'its “first” is above its “last”.' : undefined));
const ports = range(65_535);
const both = record<{readonly 4: boolean; readonly 6: boolean}>({4: flag, 6: flag});
const none = <T>(read: Read<T>): Read<readonly T[]> => otherwise(list(read), []);

const slug = /^[a-z][a-z\d-]{0,63}$/;

const nextHop: Read<NextHop> = byKind<NextHop>({
	address: record<NextHop & {kind: 'address'}>({kind: oneOf('address'), address: ip}),
	interface: record<NextHop & {kind: 'interface'}>({kind: oneOf('interface')}),
	leased: record<NextHop & {kind: 'leased'}>({kind: oneOf('leased')}, {now: ip}),
});

const notice: Read<Notice> = byKind<Notice>({
	mail: record<Notice & {kind: 'mail'}>({kind: oneOf('mail'), to: text}),
	webhook: record<Notice & {kind: 'webhook'}>({kind: oneOf('webhook'), url: text, form: oneOf('json', 'text')}),
});

/** Where a family goes by a line, somebody of that family is next on it. */
const nextTrouble = ({kind, carries}: Uplink): string | undefined => {
	const lost = families.find((family) => {
		const next = kind.kind === 'line' ? kind.next[family] : undefined;
		return kind.kind === 'line' && carries[family] && (next === undefined || (next.kind === 'address' && addressFamily(next.address) !== family));
	});
	return lost === undefined ? undefined : `it carries IPv${lost}, and its “next” does not say who is next for that.`;
};

const prefix6 = parsed('an IPv6 prefix', (value) => {
	const found = parsePrefix(value);
	return found !== undefined && addressFamily(found) === 6 ? found : undefined;
});

/** How a document is read for a part of a profile, on a router: ids become the part's own, and interfaces must be there. */
const documentOf = (part: string, facts: Facts): Read<PolicyDocument> => {
	const id = parsed('an id: a short lower-case slug', (value) => (slug.test(value) ? `${part}.${value}` : undefined));
	const way = parsed('an id, or “ordinary”', (value) => (value === ordinary ? value : slug.test(value) ? `${part}.${value}` : undefined));
	const names = facts.interfaces.map(({name}) => name);
	const on: Read<string> = (value, at) => {
		const name = text(value, at);
		if (!name.ok || facts.source === 'assumed' || names.includes(name.value)) {
			return name;
		}

		const near = didYouMean(name.value, names);
		return fail(wrong(at, `The router has no interface ${display(name.value)}.`, near === undefined ? undefined : `Did you mean ${display(near)}?`));
	};

	const line = record<Line>({kind: oneOf('line'), name: on, next: record<Line['next']>({}, {4: nextHop, 6: nextHop})}, {vrf: text});
	const uplinkKind: Read<UplinkKind> = byKind<UplinkKind>({interface: record<UplinkKind & {kind: 'interface'}>({kind: oneOf('interface'), name: on}, {vrf: text}), line});
	const uplink = sound(
		record<Uplink>(
			{id, title: text, kind: uplinkKind, nat: both, carries: both},
			{speed, probe: record<Probe>({}, {4: ip, 6: ip}), resolver: ip, mtu: whole(576, 9000), sources: list(prefix6)},
		),
		nextTrouble,
	);
	const listedName = record<ListedName>({name: domain, subdomains: flag}, {label: text});
	const selector = sound(
		record<Selector>(
			{to: none(id), from: none(prefix), networks: list(id)},
			{protocol: oneOf('tcp', 'udp', 'icmp'), ports: list(ports), fromPorts: list(ports), dscp: whole(0, 63), size: range(65_535)},
		),
		(one) => (one.protocol === 'icmp' && (one.ports !== undefined || one.fromPorts !== undefined) ? 'ICMP has no ports.' : undefined),
	);
	const whenDown: Read<WhenDown> = byKind<WhenDown>({
		block: record<WhenDown & {kind: 'block'}>({kind: oneOf('block')}),
		'fall-back': record<WhenDown & {kind: 'fall-back'}>({kind: oneOf('fall-back')}, {to: id}),
	});
	const policy = record<Policy>({id, title: text, selector, uplink: way, whenDown, waived: none(oneOf(...families))});
	const group = record<Group>({
		id,
		title: text,
		members: list(record<Group['members'][number]>({uplink: id, weight: whole(1, 100)})),
		method: oneOf('share', 'equal'),
		by: oneOf('source', 'pair', 'connection'),
		whenDown: oneOf('redistribute', 'keep'),
	});
	const failover = record<Failover>({id, uplinks: list(id), flush: flag, back: oneOf('stay', 'at-once')});
	const killSwitch = record<KillSwitch>(
		{id, uplink: id, farEnds: list(record<FarEnd>({host}, {port})), upstream: none(ip)},
		{lookup: record<NonNullable<KillSwitch['lookup']>>({resolver: ip, names: list(domain)})},
	);
	const tier = record<Tier>({
		id,
		title: text,
		members: record<Tier['members']>({to: none(id), hosts: none(prefix), ports: none(record<TierPorts>({protocol: oneOf('tcp', 'udp'), range: ports}))}),
		guaranteed: speed,
		maximum: speed,
		priority: whole(1, 8),
	});
	const shaping = record<Shaping>({id, line: on, networks: list(id), limit: speed, tiers: list(tier)});
	const watch = record<Watch>({id, title: text, host: ip, patience: oneOf('seconds', 'minute', 'minutes'), notices: none(notice)}, {by: on});
	const mail = record<MailServer>({id, host, port, encryption: oneOf('none', 'starttls', 'tls'), from: text}, {user: text});
	const monitor = record<Monitor>({id, community: text, from: list(prefix), contact: otherwise(anyText, ''), location: otherwise(anyText, '')});
	const copy = record<Copy>({id, every: oneOf('day', 'week'), at: whole(0, 86_399), forms: list(oneOf('export', 'backup')), keep: whole(1, 60)}, {mailTo: text});
	const door = record<Door>({id, from: list(prefix), ports: list(ports)});
	const tenantNetwork = record<TenantNetwork>({interface: on, address: interfaceAddress, isNew: flag}, {handsOut: list(ip)});
	const tenant = record<Tenant>({id, title: text, networks: list(tenantNetwork), shares: none(record<Tenant['shares'][number]>({prefix, interface: on}))}, {line});
	const pair: Read<Untracked['between']> = (value, at) => {
		const networks = list(prefix)(value, at);
		const [first, second, ...rest] = networks.ok ? networks.value : [];
		return !networks.ok ? networks : first === undefined || second === undefined || rest.length > 0 ? fail(wrong(at, 'these must be two networks.')) : ok([first, second]);
	};

	const {dns, upkeep, zoning, fastPath} = emptyDocument;
	return record<PolicyDocument>({
		version: oneOf(1),
		networks: none(record<Network>({id, interfaces: list(on)})),
		uplinks: none(uplink),
		lists: none(record<DestinationList>({id, title: text, prefixes: none(prefix), domains: none(listedName)})),
		groups: none(group),
		policies: none(policy),
		failover: none(failover),
		killSwitches: none(killSwitch),
		shapings: none(shaping),
		dns: otherwise(record<DnsChoice>({mode: oneOf('forward', 'resolve'), redirect: flag, exempt: none(ip), extraTime: otherwise(whole(0, 604_800), 0)}), dns),
		upkeep: otherwise(record<PolicyDocument['upkeep']>({watches: none(watch), mail: none(mail), monitors: none(monitor), copies: none(copy), doors: none(door)}), upkeep),
		zoning: otherwise(
			record<PolicyDocument['zoning']>({
				zones: none(record<Zone>({id, title: text, interfaces: list(on), internet: flag})),
				resolvers: none(ip),
				bans: none(record<Ban>({id, title: text, prefixes: list(prefix)})),
				traps: none(record<Trap>({id, ports: list(ports), seconds: whole(1, 604_800)})),
			}),
			zoning,
		),
		fastPath: otherwise(
			record<PolicyDocument['fastPath']>({fasttrack: none(record<{readonly id: string}>({id})), untracked: none(record<Untracked>({id, between: pair}))}),
			fastPath,
		),
		tenants: none(tenant),
	});
};

/** A policy document as people write it in JSON: the whole of it, for one router. What may be empty may be left out. */
export const readPolicyJson = (content: string, part: string, facts: Facts): Result<PolicyDocument> => {
	let json: unknown;
	try {
		json = JSON.parse(content);
	} catch (cause) {
		return fail(wrong('', `this is not JSON: ${display(cause instanceof Error ? cause.message : '')}`));
	}

	return documentOf(part, facts)(json, '');
};
