/**
 * The budgets, as ratios within one run: `npm run bench`. Runs alternate between the two sides, so that a busy machine
 * slows both; medians are compared.
 */
import {spawn as spawnProcess} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {setTimeout as delay} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import {parseIp} from '../../source/net/index.js';
import {fromExport} from '../../source/routeros/model/index.js';
import {parse} from '../../source/routeros/syntax/index.js';
import {prepare, walk} from '../../source/simulator/index.js';
import {makeHome} from '../helpers/terminal.js';
import {busyRouter} from './busy-router.js';
import {measureLab, memory, startLab, stopLab} from './lab.js';
import {measurePush} from './push.js';
import {measureKeys} from './wizard.js';

const runs = Number(process.env.DETOUR_BENCH_RUNS ?? 15);

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const home = await makeHome();

/** What `measure` finds as soon as a program in a pty has painted `text`: how many milliseconds it took, unless told otherwise. */
const untilPainted = async (
	args: readonly string[],
	text: string,
	measure: (child: {readonly pid: number}, started: number) => number | Promise<number> = (_child, started) => performance.now() - started,
): Promise<number> =>
	new Promise((resolve, reject) => {
		const started = performance.now();
		const child = spawn(process.execPath, [...args], {cols: 80, rows: 24, env: {...process.env, CI: 'false', DETOUR_HOME: home.path, TERM: 'xterm-256color'}});
		let seen = '';
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			reject(new Error(`${args.join(' ')} did not paint "${text}" within 20 s, but:\n${seen}`));
		}, 20_000);
		child.onData((data) => {
			seen += data;
			if (seen.includes(text)) {
				clearTimeout(timer);
				seen = '';
				resolve(Promise.resolve(measure(child, started)).finally(() => child.kill('SIGKILL')));
			}
		});
	});

/** Resident megabytes, after `wait` milliseconds; none where there is no /proc. */
const megabytesAfter =
	(wait: number) =>
	async (child: {readonly pid: number}): Promise<number> => {
		await delay(wait);
		return (await memory({child})) ?? 0;
	};

const untilEnded = async (args: readonly string[]): Promise<number> =>
	new Promise((resolve, reject) => {
		const started = performance.now();
		spawnProcess(process.execPath, [...args], {stdio: 'ignore'})
			.on('error', reject)
			.on('exit', () => {
				resolve(performance.now() - started);
			});
	});

const compare = async (name: string, budget: number, ours: () => Promise<number>, theirs: () => Promise<number>, unit = 'ms'): Promise<boolean> => {
	await ours();
	await theirs();
	const left: number[] = [];
	const right: number[] = [];
	for (let run = 0; run < runs; run++) {
		left.push(await ours());
		right.push(await theirs());
	}

	const ratio = median(left) / median(right);
	const within = ratio <= budget;
	process.stdout.write(
		`${within ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(2)} x (budget ${budget} x; ${median(left).toFixed(0)} ${unit} against ${median(right).toFixed(0)} ${unit})\n`,
	);
	return within;
};

const results = [
	await compare(
		'first frame of the wizard against the Ink hello-world',
		0.5,
		() => untilPainted(['dist/cli.js'], 'Detour'),
		() => untilPainted(['test/bench/hello.js'], 'Hello'),
	),
	await compare(
		'memory of the wizard, with all its screens loaded, against the Ink hello-world',
		1.3,
		() => untilPainted(['dist/cli.js'], 'Detour', megabytesAfter(2000)),
		() => untilPainted(['test/bench/hello.js'], 'Hello', megabytesAfter(0)),
		'MB',
	),
	await compare(
		'--version against bare node',
		2,
		() => untilEnded(['dist/cli.js', '--version']),
		() => untilEnded(['--eval', '0']),
	),
	await compare(
		'--help against bare node',
		2,
		() => untilEnded(['dist/cli.js', '--help']),
		() => untilEnded(['--eval', '0']),
	),
];

/** Entries parsed a second, and how that grows: ten times the text must not take much more than ten times the time. */
const parseTime = (entries: number): number => {
	const text = `/ip firewall address-list\n${Array.from({length: entries}, (_, index) => `add address=10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255} comment="entry ${index}" list=bench\n`).join('')}`;
	const started = performance.now();
	const parsed = parse(text);
	if (!parsed.ok) {
		throw new Error('the generated export does not parse');
	}

	return performance.now() - started;
};

parseTime(10_000);
const small = median([1, 2, 3].map(() => parseTime(10_000)));
const large = median([1, 2, 3].map(() => parseTime(100_000)));
const rate = 100_000 / (large / 1000);
const linear = large / small;
results.push(rate >= 200_000, linear <= 20);
process.stdout.write(`${rate >= 200_000 ? 'ok  ' : 'OVER'} parse: ${Math.round(rate).toLocaleString('en')} entries a second (budget 200,000)\n`);
process.stdout.write(`${linear <= 20 ? 'ok  ' : 'OVER'} parse: ten times the entries take ${linear.toFixed(1)} x the time\n`);

/** Traces a second on a router of 500 rules, each of the first packet, its answer, the next packet and its answer. */
const traceRate = (): number => {
	const read = fromExport(busyRouter(500));
	const from = parseIp('192.168.88.10');
	const targets = ['1.1.1.1', '203.0.113.77', '10.9.9.9'].flatMap((text) => parseIp(text) ?? []);
	if (!read.ok || from === undefined) {
		throw new Error('the generated router does not parse');
	}

	const router = prepare(read.value.configuration, {links: {}, names: {}});
	const once = (count: number): number => {
		const started = performance.now();
		for (let turn = 0; turn < count; turn++) {
			for (const to of targets) {
				walk(router, {from, to, protocol: 'tcp', toPort: 443, inInterface: 'bridge'});
			}
		}

		return (count * targets.length) / ((performance.now() - started) / 1000);
	};

	once(200);
	return median([1, 2, 3].map(() => once(700)));
};

const traces = traceRate();
results.push(traces >= 2000);
process.stdout.write(`${traces >= 2000 ? 'ok  ' : 'OVER'} traces: ${Math.round(traces).toLocaleString('en')} a second with 500 rules (budget 2,000)\n`);

for (const {name, value, budget, unit} of await measureLab(home.path, runs)) {
	results.push(value <= budget);
	process.stdout.write(`${value <= budget ? 'ok  ' : 'OVER'} ${name}: ${value.toFixed(0)} ${unit} (budget ${budget} ${unit})\n`);
}

const lab = await startLab(home.path);
const {typed, imported, guarded} = await measurePush(lab, runs);
await stopLab(lab);
for (const {name, took, budget} of [
	{name: 'upload and import of 200 commands', took: imported, budget: 20},
	{name: 'the whole guarded apply of 200 commands', took: guarded, budget: 8},
]) {
	const times = typed / took;
	results.push(times >= budget);
	process.stdout.write(
		`${times >= budget ? 'ok  ' : 'OVER'} ${name} against one exec a command, 20 ms away: ${times.toFixed(1)} x as fast (budget ${budget} x; ${took.toFixed(0)} ms against ${typed.toFixed(0)} ms)\n`,
	);
}

const key = median(await measureKeys(40));
results.push(key < 50);
process.stdout.write(`${key < 50 ? 'ok  ' : 'OVER'} key to frame: ${key.toFixed(1)} ms at 100 by 30 with 300 rules (budget 50 ms)\n`);

await home.remove();
process.exitCode = results.every(Boolean) ? 0 : 1;
