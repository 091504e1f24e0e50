import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {answerCases} from './answers.js';
import type {Case, Compared, Tally} from './compare.js';
import {compareAll, describeDifference} from './compare.js';
import {exampleCases} from './examples.js';
import {handMade} from './hand-made.js';
import {randomCase} from './random.js';
import {isBuildMachine, say, seconds} from './report.js';
import type {Testbed} from './testbed.js';
import {openTestbeds, whyNoKernel} from './testbed.js';

/*
 * The simulator's judge: the same configuration in the Linux kernel, with real packets.
 *
 * A preset's examples are compared by themselves, with every packet of `packetsOf` in every world of `worldsOf`
 * (examples.ts), and for every bucket of its classifiers, and random answers to it by some of them (answers.ts): nothing is to be done for a
 * new preset. What its rows say that no translation knows yet comes out as "left out" by name: teach it to translate/. Other
 * configurations: hand-made.ts.
 */

const obstacle = whyNoKernel();
/** Routers made by chance; more on request. */
const randomRouters = Number(process.env.DETOUR_KERNEL_ROUTERS ?? (isBuildMachine ? 150 : 20));

const differences = (compared: readonly Compared[]): readonly string[] => compared.filter(({verdict}) => verdict === 'differs').map(describeDifference);

const countOf = (compared: readonly Compared[], verdict: Compared['verdict']): number => compared.filter((one) => one.verdict === verdict).length;

const byReason = (compared: readonly Compared[]): Readonly<Record<string, number>> => {
	const counts: Record<string, number> = {};
	for (const {verdict, reason} of compared.filter((one) => one.verdict === 'unknown' || one.verdict === 'known')) {
		const name = verdict === 'known' ? `left out: ${reason}` : reason;
		counts[name] = (counts[name] ?? 0) + 1;
	}

	return counts;
};

const report = (what: string, {compared, leftOut}: Tally): void => {
	const reasons = Object.entries({...byReason(compared), ...Object.fromEntries(Object.entries(leftOut).map(([name, count]) => [`left out: ${name}`, count]))});
	say(
		`kernel, ${what}: ${compared.length} cases, ${countOf(compared, 'agrees')} agree, ${countOf(compared, 'differs')} differ, ${countOf(compared, 'unknown')} unknown, ${countOf(compared, 'known')} left out${
			reasons.length === 0 ? '' : ` (${reasons.map(([name, count]) => `${name} ${count}`).join(', ')})`
		}`,
	);
};

it.runIf(isBuildMachine)('has a kernel to ask on a build machine', () => {
	expect(obstacle).toBeUndefined();
});

if (obstacle !== undefined) {
	say(`kernel: skipped, ${obstacle}`);
}

describe.skipIf(obstacle !== undefined)('the Linux kernel does what the simulator says', () => {
	let beds: readonly Testbed[] = [];
	let total = 0;
	beforeAll(() => {
		beds = openTestbeds();
	}, 60 * seconds);
	afterAll(() => {
		for (const bed of beds) {
			bed.close();
		}
	});

	const suites: readonly (readonly [what: string, cases: () => readonly Case[]])[] = [
		['cases made by hand', () => handMade],
		['examples of every preset', () => exampleCases],
		['random answers to every preset, on every release', answerCases],
		['routers made by chance', () => Array.from({length: randomRouters}, (_, seed) => randomCase(seed + 1))],
	];
	it.each(suites)(
		'%s',
		async (what, cases) => {
			const tally = await compareAll(beds, cases());
			report(what, tally);
			total += countOf(tally.compared, 'agrees') + countOf(tally.compared, 'differs');
			expect(differences(tally.compared)).toEqual([]);
		},
		300 * seconds,
	);

	it('compared at least two thousand', () => {
		expect(total).toBeGreaterThanOrEqual(2000);
	});
});
