import type {ChildProcessWithoutNullStreams} from 'node:child_process';
import {spawn, spawnSync} from 'node:child_process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

export type Frame = readonly [port: number, hex: string];
export type Log = readonly [prefix: string, hex: string, mark: number];
export type Delivery = {readonly frames: readonly Frame[]; readonly logs: readonly Log[]; readonly errors: readonly (readonly [index: number, errno: number])[]};
export type Command = readonly [argv: readonly string[], stdin: string];

/**
 * Two network namespaces and the links between them. One is the router: a Linux kernel with interfaces `i0`, `i1` … The
 * other holds the far ends, one a link: what arrives at one was sent out by that interface and by no other.
 */
export type Testbed = {
	/** The names of the two namespaces. */
	readonly router: string;
	readonly far: string;
	/** Commands in the router's namespace; throws with their output when one fails. */
	readonly run: (commands: readonly Command[]) => Promise<void>;
	/** Packets in at far ends (or made by the router, port -1) and everything that came of them. */
	readonly send: (packets: readonly Frame[]) => Promise<Delivery>;
	/** Empties the connection table. */
	readonly forget: () => Promise<void>;
	/** Lets the kernel finish what it does behind a command's back. */
	readonly rest: () => Promise<void>;
	readonly close: () => void;
};

/** Eight uplinks, a few tunnels and networks. */
const links = 24;
/** The router sends this one's packets itself. */
export const madeByRouter = -1;
/** The far end of the link that packets without a route take. */
export const sink = links;

/** Whether a command runs and ends well. */
const has = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args, {stdio: 'ignore'}).status === 0;

/** Why there can be no kernel here, or undefined. */
export const whyNoKernel = (): string | undefined => {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) {
		return 'not root on Linux';
	}

	const missing = [
		['ip', '-V'],
		['iptables', '-V'],
		['ip6tables', '-V'],
		['ipset', '-v'],
		['python3', '-V'],
	].find(([command = '', ...args]) => !has(command, ...args));
	if (missing !== undefined) {
		return `${missing[0]} is not installed`;
	}

	const name = `detour-probe-${process.pid}`;
	const works = has('ip', 'netns', 'add', name);
	has('ip', 'netns', 'del', name);
	return works ? undefined : 'network namespaces cannot be made here';
};

export const must = (argv: readonly string[], input = ''): void => {
	const [command = '', ...args] = argv;
	const {status, stderr} = spawnSync(command, args, {input, encoding: 'utf8'});
	if (status !== 0) {
		throw new Error(`${argv.join(' ')}: ${stderr}`);
	}
};

/** What Linux would do unasked and a router would not: limits on ICMP errors, answers of its own to our packets, router advertisements. */
const settings: readonly (readonly [path: string, value: string])[] = [
	['ipv4/ip_forward', '1'],
	['ipv4/icmp_ratelimit', '0'],
	['ipv4/icmp_ratemask', '0'],
	['ipv4/icmp_echo_ignore_all', '1'],
	['ipv4/conf/all/rp_filter', '0'],
	['ipv4/conf/default/rp_filter', '0'],
	['ipv4/conf/all/send_redirects', '0'],
	['ipv4/conf/default/send_redirects', '0'],
	['ipv6/icmp/ratelimit', '0'],
	['ipv6/icmp/echo_ignore_all', '1'],
	['ipv6/conf/all/forwarding', '1'],
	['ipv6/conf/default/accept_ra', '0'],
	['ipv6/conf/default/accept_dad', '0'],
	['netfilter/nf_conntrack_tcp_be_liberal', '1'],
	['netfilter/nf_conntrack_acct', '1'],
];

/** Lets a namespace route as RouterOS does. */
export const readyRouter = (space: string): void => {
	// Marks come before the router's own addresses: the rule for those may not stay where no mark gets before it.
	for (const family of ['-4', '-6']) {
		must(['ip', '-n', space, family, '-batch', '-'], 'rule add pref 20000 lookup local\nrule del pref 0\n');
	}

	must(['ip', 'netns', 'exec', space, 'sh', '-e'], settings.map(([path, value]) => `echo ${value} > /proc/sys/net/${path}\n`).join(''));
};

const build = (router: string, far: string): void => {
	must(['ip', 'netns', 'add', router]);
	must(['ip', 'netns', 'add', far]);
	const each = (line: (index: number) => string): string => Array.from({length: links}, (_, index) => `${line(index)}\n`).join('');
	must(
		['ip', '-n', router, '-batch', '-'],
		`link set lo up\nlink add sink type veth peer name i${sink} netns ${far}\nlink set sink arp off addrgenmode none up\n${each(
			(index) => `link add i${index} address 02:00:00:01:00:${index.toString(16).padStart(2, '0')} type veth peer name i${index} netns ${far}`,
		)}${each((index) => `link set i${index} arp off addrgenmode none`)}`,
	);
	must(
		['ip', '-n', far, '-batch', '-'],
		`${each((index) => `link set i${index} addrgenmode none up`)}link set i${sink} addrgenmode none up\nlink add s0 type veth peer name s1\nlink set s0 addrgenmode none up\nlink set s1 addrgenmode none up\n`,
	);
	readyRouter(router);
};

const tearDown = (router: string, far: string): void => {
	for (const name of [router, far]) {
		has('ip', 'netns', 'del', name);
	}
};

type Answer = {readonly command?: readonly string[]; readonly output?: string} & Partial<Delivery>;

const talkTo = (agent: ChildProcessWithoutNullStreams): ((request: object) => Promise<Answer>) => {
	const lines = createInterface({input: agent.stdout})[Symbol.asyncIterator]();
	let trouble = '';
	agent.stderr.on('data', (text: Buffer) => {
		trouble += text.toString();
	});
	return async (request) => {
		agent.stdin.write(`${JSON.stringify(request)}\n`);
		const {value, done} = await lines.next();
		if (done === true) {
			throw new Error(`the agent ended: ${trouble}`);
		}

		return JSON.parse(value) as Answer;
	};
};

/** At most as many at once as a link's queue surely holds. */
const handful = 64;

const openTestbed = (number: number): Testbed => {
	const [router, far] = [`detour-${process.pid}-${number}-router`, `detour-${process.pid}-${number}-far`];
	try {
		build(router, far);
	} catch (error) {
		tearDown(router, far);
		throw error;
	}

	const agent = spawn('python3', [fileURLToPath(new URL('agent.py', import.meta.url)), router, far, String(links + 1)]);
	const ask = talkTo(agent);
	return {
		router,
		far,
		run: async (commands) => {
			const {command, output = ''} = await ask({run: commands});
			if (command !== undefined) {
				throw new Error(`${command.join(' ')}: ${output}`);
			}
		},
		send: async (packets) => {
			const frames: Frame[] = [];
			const logs: Log[] = [];
			const errors: (readonly [number, number])[] = [];
			for (let at = 0; at < packets.length; at += handful) {
				const answer = await ask({send: packets.slice(at, at + handful)});
				frames.push(...(answer.frames ?? []));
				logs.push(...(answer.logs ?? []));
				errors.push(...(answer.errors ?? []).map(([index, errno]) => [index + at, errno] as const));
			}

			return {frames, logs, errors};
		},
		forget: async () => {
			await ask({forget: true});
		},
		rest: async () => {
			await ask({rest: true});
		},
		close: () => {
			agent.kill('SIGKILL');
			tearDown(router, far);
		},
	};
};

/** Two testbeds: while one waits for its interfaces and rules to come and go, the other one works. More gain nothing. */
export const openTestbeds = (): readonly Testbed[] => [openTestbed(1), openTestbed(2)];

/** Does something for each item, on whichever testbed is free; the results are in the items' order. */
export const onEach = async <Item, Result>(beds: readonly Testbed[], items: readonly Item[], work: (bed: Testbed, item: Item) => Promise<Result>): Promise<readonly Result[]> => {
	const queue = items.entries();
	const results = new Map<number, Result>();
	// All have ended before anything is said of one that failed: whoever comes next has the testbeds alone.
	const ends = await Promise.allSettled(
		beds.map(async (bed) => {
			for (const [index, item] of queue) {
				results.set(index, await work(bed, item));
			}
		}),
	);
	for (const end of ends) {
		if (end.status === 'rejected') {
			throw end.reason;
		}
	}

	return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
};
