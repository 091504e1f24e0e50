import type {Family} from '../../../source/net/index.js';
import type {Menu, Properties} from '../../../source/routeros/model/index.js';
import type {Context} from './context.js';
import {bits, connectionMark, device, hex, menuOf, packetMark, peersOf, routingMark, rowsOn, setName, vrfsOf} from './context.js';
import {matchersOf} from './matchers.js';

type Table = 'raw' | 'mangle' | 'nat' | 'filter';

const hooks: Readonly<Record<Table, Readonly<Record<string, string>>>> = {
	raw: {prerouting: 'PREROUTING', output: 'OUTPUT'},
	mangle: {prerouting: 'PREROUTING', input: 'INPUT', forward: 'FORWARD', output: 'OUTPUT', postrouting: 'POSTROUTING'},
	nat: {dstnat: 'PREROUTING', srcnat: 'POSTROUTING', input: 'INPUT', output: 'OUTPUT'},
	filter: {input: 'INPUT', forward: 'FORWARD', output: 'OUTPUT'},
};

export const logTo = (prefix: string): string => `-j NFLOG --nflog-group 7 --nflog-size 65535 --nflog-prefix ${prefix}`;

const fast = `${hex(bits.fast)}/${hex(bits.fast)}`;

/** A WireGuard interface whose peers are told: it passes what is allowed to them, and drops the rest without a word. */
type Tunnel = {readonly link: string; readonly allowed: string};

const tunnelsOf = (context: Context, family: Family): readonly Tunnel[] =>
	[...peersOf(context).keys()].map((name) => ({link: device(context, name), allowed: setName('allowed', family, context.interfaces.of(name))}));

/**
 * Rules of the judge's own, around the configuration's. FastTrack: packets of a connection with the bit go past mangle and
 * filter, with a mark that only the main table answers. What reaches the router is logged at the very end, and errors that
 * it makes are logged and kept (their way is no part of a trace); its resets are kept too, since no program listens here.
 * What finds no route has a link of its own, past all rules.
 */
const frame: Readonly<Record<Table | 'security', (family: Family, tunnels: readonly Tunnel[]) => readonly string[]>> = {
	raw: (family, tunnels) => {
		const protocol = family === 4 ? '-p icmp -m icmp --icmp-type' : '-p ipv6-icmp -m icmp6 --icmpv6-type';
		const errors = family === 4 ? ['destination-unreachable', 'time-exceeded'] : ['destination-unreachable', 'packet-too-big', 'time-exceeded'];
		return [
			...tunnels.map(({link, allowed}) => `-A PREROUTING -i ${link} -m set ! --match-set ${allowed} src -j DROP`),
			...errors.flatMap((type) => [`-A OUTPUT ${protocol} ${type} ${logTo('error')}`, `-A OUTPUT ${protocol} ${type} -j DROP`]),
			'-A OUTPUT -p tcp -m tcp --tcp-flags RST RST -j DROP',
		];
	},
	mangle: (_family, tunnels) => [
		':fast - [0:0]',
		...tunnels.map(({link, allowed}) => `-A POSTROUTING -o ${link} -m set ! --match-set ${allowed} dst -j DROP`),
		`-A fast -j MARK --set-xmark ${fast}`,
		'-A fast -j ACCEPT',
		`-A PREROUTING -m connmark --mark ${fast} -j fast`,
		'-A FORWARD -o sink -j ACCEPT',
		'-A POSTROUTING -o sink -j ACCEPT',
		`-A FORWARD -m connmark --mark ${fast} -j ACCEPT`,
		`-A POSTROUTING -m connmark --mark ${fast} -j ACCEPT`,
	],
	nat: () => ['-A POSTROUTING -o sink -j ACCEPT'],
	filter: () => ['-A FORWARD -o sink -j ACCEPT', `-A FORWARD -m connmark --mark ${fast} -j ACCEPT`],
	security: () => [`-A INPUT ${logTo('delivered')}`],
};

const rejections: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
	4: {
		'icmp-network-unreachable': 'icmp-net-unreachable',
		'icmp-host-unreachable': 'icmp-host-unreachable',
		'icmp-port-unreachable': 'icmp-port-unreachable',
		'icmp-protocol-unreachable': 'icmp-proto-unreachable',
		'icmp-network-prohibited': 'icmp-net-prohibited',
		'icmp-host-prohibited': 'icmp-host-prohibited',
		'icmp-admin-prohibited': 'icmp-admin-prohibited',
		'tcp-reset': 'tcp-reset',
	},
	6: {
		'icmp-no-route': 'icmp6-no-route',
		'icmp-admin-prohibited': 'icmp6-adm-prohibited',
		'icmp-address-unreachable': 'icmp6-addr-unreachable',
		'icmp-port-unreachable': 'icmp6-port-unreachable',
		'tcp-reset': 'tcp-reset',
	},
};

type Rule = {readonly family: Family; readonly properties: Properties; readonly log: string};
/** What a rule does, as targets in a chain of its own: that chain's end goes on with the next rule. */
type Action = (context: Context, rule: Rule) => readonly string[] | undefined;

const nothing: Action = () => [];
const accept: Action = () => ['-j ACCEPT'];

const marking =
	(targets: Action): Action =>
	(context, rule) => {
		const done = targets(context, rule);
		return done === undefined ? undefined : [...done, ...(rule.properties.passthrough === 'no' ? ['-j ACCEPT'] : [])];
	};

const reject: Action = (_context, {family, properties, log}) => {
	const kind = rejections[family][properties['reject-with'] ?? (family === 4 ? 'icmp-network-unreachable' : 'icmp-no-route')];
	return kind === undefined ? undefined : [logTo(log), `${kind === 'tcp-reset' ? '-p tcp ' : ''}-j REJECT --reject-with ${kind}`];
};

const toList =
	(direction: 'src' | 'dst'): Action =>
	({addressLists}, {family, properties}) => [`-j SET --add-set ${setName('addresses', family, addressLists[family].of(properties['address-list'] ?? ''))} ${direction} --exist`];

const changeMss: Action = (_context, {properties}) => {
	const size = properties['new-mss'] ?? '';
	return [`-p tcp -m tcp --tcp-flags SYN SYN -j TCPMSS ${size === 'clamp-to-pmtu' ? '--clamp-mss-to-pmtu' : `--set-mss ${size}`}`];
};

const portsOf = ({properties}: Rule): {readonly only: string; readonly ports: string} => ({
	only: properties.protocol === undefined ? '' : `-p ${properties.protocol} `,
	ports: properties['to-ports'] ?? '',
});

const translated =
	(target: 'SNAT' | 'DNAT', option: string): Action =>
	(_context, rule) => {
		const {only, ports} = portsOf(rule);
		const address = rule.properties['to-addresses'] ?? rule.properties['to-address'] ?? '';
		const bare = address.replace(/\/(32|128)$/, '');
		const written = rule.family === 6 && ports !== '' && bare !== '' ? `[${bare}]` : bare;
		return bare.includes('/') ? undefined : [`${ports === '' ? '' : only}-j ${target} ${option} ${written}${ports === '' ? '' : `:${ports}`}`];
	};

const local =
	(target: 'REDIRECT' | 'MASQUERADE'): Action =>
	(_context, rule) => {
		const {only, ports} = portsOf(rule);
		return [ports === '' ? `-j ${target}` : `${only}-j ${target} --to-ports ${ports}`];
	};

const actions: Readonly<Record<Table, Readonly<Record<string, Action>>>> = {
	raw: {
		accept,
		passthrough: nothing,
		log: nothing,
		drop: (_context, {log}) => [logTo(log), '-j DROP'], // A rule that matches ends its chain, by the manual: Linux would go on here.
		notrack: () => ['-j CT --notrack', '-j ACCEPT'],
	},
	mangle: {
		accept,
		passthrough: nothing,
		log: nothing,
		'mark-connection': marking((context, {properties}) => [
			`-j CONNMARK --set-xmark ${hex(connectionMark(context, properties['new-connection-mark'] ?? ''))}/${hex(bits.connection)}`,
		]),
		'mark-packet': marking((context, {properties}) => [`-j MARK --set-xmark ${hex(packetMark(context, properties['new-packet-mark'] ?? ''))}/${hex(bits.packet)}`]),
		'mark-routing': marking((context, {properties}) => [`-j MARK --set-xmark ${hex(routingMark(context, properties['new-routing-mark'] ?? ''))}/${hex(bits.routing)}`]),
		'change-mss': marking(changeMss),
		'change-dscp': marking((_context, {properties}) => [`-j DSCP --set-dscp ${properties['new-dscp'] ?? '0'}`]),
		'add-src-to-address-list': toList('src'),
		'add-dst-to-address-list': toList('dst'),
	},
	nat: {
		accept,
		passthrough: nothing,
		log: nothing,
		masquerade: local('MASQUERADE'),
		redirect: local('REDIRECT'),
		'src-nat': translated('SNAT', '--to-source'),
		// Of one connection it is the same; what strangers may send to the port then is not: docs/packet-walk.md.
		'endpoint-independent-nat': (context, rule) =>
			rule.properties.chain !== 'srcnat' || rule.properties.protocol !== 'udp'
				? undefined
				: rule.properties['to-addresses'] === undefined
					? local('MASQUERADE')(context, rule)
					: translated('SNAT', '--to-source')(context, rule),
		'dst-nat': translated('DNAT', '--to-destination'),
		netmap: (_context, {properties}) => [`-j NETMAP --to ${properties['to-addresses'] ?? properties['to-address'] ?? ''}`],
	},
	filter: {
		accept,
		passthrough: nothing,
		log: nothing,
		drop: (_context, {log}) => [logTo(log), '-j DROP'],
		reject,
		// Not while there are VRFs (manual, FastTrack).
		'fasttrack-connection': (context) => (vrfsOf(context).size > 0 ? [] : ['tcp', 'udp'].map((protocol) => `-p ${protocol} -j CONNMARK --set-xmark ${fast}`)),
		'add-src-to-address-list': toList('src'),
		'add-dst-to-address-list': toList('dst'),
	},
};

const chainName = ({chains}: Context, table: Table, name: string): string => hooks[table][name] ?? `c${chains.of(`${table} ${name}`)}`;

type Written = {readonly chains: readonly string[]; readonly lines: readonly string[]};

const writeRule = (context: Context, table: Table, family: Family, properties: Properties, position: number, menu: Menu): Written => {
	const {chain = '', action = 'accept'} = properties;
	const from = chainName(context, table, chain);
	const matchers = matchersOf(context, family, properties);
	if (matchers === undefined) {
		return {chains: [from], lines: []};
	}

	if (action === 'jump' || action === 'return') {
		const target = action === 'return' ? 'RETURN' : chainName(context, table, properties['jump-target'] ?? '');
		return {chains: [from, ...(action === 'return' ? [] : [target])], lines: [`-A ${from} ${matchers} -j ${target}`]};
	}

	const done = actions[table][action]?.(context, {family, properties, log: `${menu}#${position}`});
	if (done === undefined) {
		context.leftOut.add(`the action ${action} of ${menu}`);
		return {chains: [from], lines: []};
	}

	const own = `r${position}`;
	return {chains: [from, own], lines: [`-A ${from} ${matchers} -j ${own}`, ...done.map((target) => `-A ${own} ${target}`)]};
};

const writeTable = (context: Context, table: Table, family: Family): string => {
	const menu = menuOf(family, `firewall/${table}`);
	const written = rowsOn(context, menu).map(([{properties}, position]) => writeRule(context, table, family, properties, position, menu));
	const builtIn = new Set(Object.values(hooks[table]));
	const chains = [...new Set(written.flatMap((one) => one.chains))].filter((chain) => !builtIn.has(chain)).map((chain) => `:${chain} - [0:0]`);
	const own = frame[table](family, tunnelsOf(context, family));
	const lines = [...own.filter((line) => line.startsWith(':')), ...chains, ...own.filter((line) => !line.startsWith(':')), ...written.flatMap((one) => one.lines)];
	return `*${table}\n${lines.join('\n')}\nCOMMIT\n`;
};

/** All firewall menus of a family, each as `iptables-restore` reads it. */
export const ruleset = (context: Context, family: Family): readonly string[] => [
	...(['raw', 'mangle', 'nat', 'filter'] as const).map((table) => writeTable(context, table, family)),
	`*security\n${frame.security(family, []).join('\n')}\nCOMMIT\n`,
];
