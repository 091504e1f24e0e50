import type {ChildProcess} from 'node:child_process';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {afterEach, describe, expect, it} from 'vitest';
import type {Ip, Packet, Protocol} from '../../source/net/index.js';
import {addressFamily, parseIp} from '../../source/net/index.js';
import type {Pass} from '../../source/simulator/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import type {Case} from './compare.js';
import {isOfBucket} from './compare.js';
import {handMade} from './hand-made.js';
import {say, seconds} from './report.js';
import {must, readyRouter, whyNoKernel} from './testbed.js';
import {translate} from './translate/index.js';

/*
 * Real programs on real connections: a LAN, a guest network, two providers and a tunnel's far end in namespaces of their own,
 * each with a server that answers with its name (and a hop limit of its own), around a router translated to Linux. What
 * the compared packets of kernel.test.ts are made of by hand is here made by sockets: handshakes, later packets, closing.
 */

const script = fileURLToPath(new URL('sockets.py', import.meta.url));

type Place = {readonly name: string; readonly hops: number; readonly hosts: readonly string[]};

const world = ['198.51.100.9', '8.8.8.8', '1.1.1.1', '2001:db8:9::9', '2001:4860::8888', '2606:4700::1111'];

const places: readonly Place[] = [
	{name: 'bridge', hops: 101, hosts: ['192.168.88.10', '2001:db8:1:100::10']},
	{name: 'guest', hops: 111, hosts: ['192.168.90.10', '2001:db8:1:200::10']},
	{name: 'ether1', hops: 121, hosts: ['192.0.2.1', '192.0.2.200', ...world]},
	{name: 'ether2', hops: 131, hosts: ['203.0.113.1', '203.0.113.200', ...world]},
	{name: 'wg-exit', hops: 141, hosts: ['10.66.66.1', 'fd00:66::1', ...world]},
];

const prefix = `detour-${process.pid}-s`;
const spaceOf = (name: string): string => `${prefix}-${name}`;
const routerSpace = spaceOf('router');
const inside = (space: string, ...argv: readonly string[]): readonly string[] => ['ip', 'netns', 'exec', space, ...argv];

const running: ChildProcess[] = [];

const length = (address: string): number => (address.includes(':') ? 128 : 32);

/** A link without address resolution: both ends have the same hardware address, so whatever is sent arrives. */
const buildPlace = ({name, hops, hosts}: Place, link: string, number: number): void => {
	const space = spaceOf(name);
	const mac = `02:00:00:02:00:${number.toString(16).padStart(2, '0')}`;
	must(['ip', 'netns', 'add', space]);
	must(['ip', '-n', routerSpace, '-batch', '-'], `link add ${link} address ${mac} type veth peer name e0 netns ${space}\nlink set ${link} arp off addrgenmode none\n`);
	must(
		['ip', '-n', space, '-batch', '-'],
		[
			'link set lo up',
			`link set e0 address ${mac} arp off addrgenmode none up`,
			...hosts.map((host) => `addr add ${host}/${length(host)} dev lo${host.includes(':') ? ' nodad' : ''}`),
			'route add 0.0.0.0/0 dev e0',
			'route add ::/0 dev e0',
		]
			.map((line) => `${line}\n`)
			.join(''),
	);
	must(
		inside(space, 'sh', '-e'),
		`echo ${hops} > /proc/sys/net/ipv4/ip_default_ttl\necho ${hops} > /proc/sys/net/ipv6/conf/all/hop_limit\necho ${hops} > /proc/sys/net/ipv6/conf/e0/hop_limit\n`,
	);
};

const build = async ({configuration, world: state, bucket = 0}: Case): Promise<void> => {
	const translation = translate(configuration, state, {router: routerSpace, far: spaceOf('bridge')}, bucket);
	expect(translation.leftOut).toEqual([]);
	must(['ip', 'netns', 'add', routerSpace]);
	must(['ip', '-n', routerSpace, '-batch', '-'], 'link set lo up\nlink add sink type veth peer name nowhere\nlink set sink arp off up\nlink set nowhere up\n');
	readyRouter(routerSpace);
	for (const [number, place] of places.entries()) {
		buildPlace(place, `i${translation.port(place.name) ?? 90 + number}`, number);
	}

	for (const [argv, stdin] of [...translation.network.apply, ...translation.rules[4], ...translation.rules[6]]) {
		must(inside(routerSpace, ...argv), stdin);
	}

	await Promise.all(
		places.map(async ({name, hosts}) => {
			const [command = '', ...args] = inside(spaceOf(name), 'python3', script, 'serve', name, ...hosts);
			const server = spawn(command, args, {stdio: ['ignore', 'pipe', 'inherit']});
			running.push(server);
			await once(server.stdout, 'data');
		}),
	);
};

const tearDown = (): void => {
	for (const server of running.splice(0)) {
		server.kill('SIGKILL');
	}

	for (const space of [routerSpace, ...places.map(({name}) => spaceOf(name))]) {
		spawnSync('ip', ['netns', 'del', space], {stdio: 'ignore'});
	}
};

const ip = (text: string): readonly Ip[] => [parseIp(text)].flatMap((address) => address ?? []);

type Question = {readonly from: string | undefined; readonly packet: Packet};

const protocols: readonly Protocol[] = ['tcp', 'udp', 'icmp'];

const ask = (from: string | undefined, sources: readonly string[], targets: readonly string[]): readonly Question[] =>
	sources.flatMap(ip).flatMap((source) =>
		targets
			.flatMap(ip)
			.filter((target) => addressFamily(source) === addressFamily(target))
			.flatMap((to) =>
				protocols.map((protocol) => ({
					from,
					packet: {from: source, to, protocol, fromPort: 50_000, ...(protocol === 'icmp' ? {} : {toPort: 443}), ...(from === undefined ? {} : {inInterface: from})},
				})),
			),
	);

const questions: readonly Question[] = [
	...places.slice(0, 2).flatMap(({name, hosts}) => ask(name, hosts, world)),
	...ask('bridge', ['192.168.88.10', '2001:db8:1:100::10'], ['192.168.90.10', '2001:db8:1:200::10']),
	...ask('ether1', ['192.0.2.200', '1.1.1.1', '2606:4700::1111'], ['192.0.2.14', '2001:db8:1:ffff::2', '192.168.88.10', '2001:db8:1:100::10']),
	...ask('ether2', ['203.0.113.200', '1.1.1.1', '2606:4700::1111'], ['203.0.113.14', '192.168.88.10', '2001:db8:1:100::10']),
];

/** Who is to answer a packet: whose server it reaches, if the answer comes back to whoever asked. */
const answererOf = ({inInterface, protocol}: Packet, pass: Pass | undefined, answer: Pass | undefined): string | undefined => {
	if (pass?.disposition.kind !== 'leaves-by' || answer?.disposition.kind !== 'leaves-by' || answer.disposition.interface !== inInterface) {
		return undefined;
	}

	const {disposition, end} = pass;
	const isServed = places.some(({name, hosts}) => name === disposition.interface && hosts.includes(end.to ?? '')) && (protocol === 'icmp' || end.toPort === 443);
	return isServed ? disposition.interface : undefined;
};

const wayOf = (protocol: Protocol, answer: unknown): string =>
	protocol === 'icmp' ? (places.find(({hops}) => Number(answer) <= hops && Number(answer) > hops - 10)?.name ?? `${answer}`) : `${answer}`;

const wanted = [
	'factory rules',
	'policy kept out of FastTrack',
	'policy, tunnel down',
	'answers of forwarded ports',
	'PCC over two lines, bucket 0',
	'PCC over two lines, bucket 1',
	'IPv6 under other prefixes',
];

describe.skipIf(whyNoKernel() !== undefined)('programs on real connections', () => {
	afterEach(tearDown);

	it.each(wanted)(
		'%s: each reaches whom the simulator says, with its first packet and later ones',
		async (title) => {
			const one = handMade.find((made) => made.title === title);
			if (one === undefined) {
				throw new Error(`no case ${title}`);
			}

			await build(one);
			const router = prepare(one.configuration, one.world);
			let number = 0;
			const seen: string[] = [];
			const right: string[] = [];
			for (const {name} of places) {
				const mine = questions.filter(({from}) => from === name);
				const [command = '', ...args] = inside(spaceOf(name), 'python3', script, 'ask');
				const {stdout} = spawnSync(command, args, {input: JSON.stringify(mine.map(({packet: {protocol, from, to}}) => [++number, protocol, from, to])), encoding: 'utf8'});
				const answers = JSON.parse(stdout) as readonly (readonly unknown[])[];
				for (const [index, {packet}] of mine.entries()) {
					const way = walk(router, packet).ways.find(isOfBucket(one.bucket ?? 0));
					// Delivered to the router itself: nobody listens there.
					if (way === undefined || way.disposition.kind === 'delivered') {
						continue;
					}

					const label = `${name}: ${packet.protocol} ${packet.from} > ${packet.to}`;
					const first = answererOf(packet, way, way.reply);
					const second = first === undefined ? undefined : answererOf(packet, way.later, way.laterReply);
					right.push(`${label}: ${[first, second].filter((end) => end !== undefined).join(', ')}`);
					seen.push(`${label}: ${(answers[index] ?? []).map((answer) => wayOf(packet.protocol, answer)).join(', ')}`);
				}
			}

			say(`kernel, sockets, ${title}: ${seen.length} conversations, ${seen.filter((line, index) => line === right[index]).length} agree`);
			expect(seen).toEqual(right);
		},
		120 * seconds,
	);
});
