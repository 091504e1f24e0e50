import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';
import type {TestSpecification} from 'vitest/node';
import {BaseSequencer} from 'vitest/node';

/** Rooms whose tests have nothing to do with processes, signals or the environment: their files share a process, where everything is loaded and warm. */
const together = [
	'catalogue',
	'compiler',
	'diagnostics',
	'faults',
	'net',
	'plan',
	'policy',
	'presentation',
	'profiles',
	'proof',
	'routeros',
	'scenario',
	'scenarios',
	'simulator',
].map((room) => `test/${room}/**/*.test.ts`);

/** What takes longest goes first: begun last, it would leave the other workers idle. */
const long = ['scenarios/laws/', 'scenarios/lab/', 'faults/', 'kernel/', 'stories/', 'ui/'];

const rank = ({moduleId}: TestSpecification): number => [...long, ''].findIndex((part) => moduleId.includes(`/test/${part}`));

class LongFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return files.toSorted((a, b) => Number(a.project.config.isolate) - Number(b.project.config.isolate) || rank(a) - rank(b));
	}
}

export default defineConfig({
	test: {
		setupFiles: ['test/helpers/seed.ts'],
		// Whoever makes many short-lived objects, as following packets does, is a tenth quicker with more room for young ones.
		execArgv: ['--max-semi-space-size=64'],
		// A good part of the tests waits for a terminal, a router or the kernel.
		maxWorkers: availableParallelism() + 1,
		// Deadlines that only meet what hangs: a machine may do much else besides. Of what takes minutes, each says how many.
		testTimeout: 300_000,
		hookTimeout: 300_000,
		expect: {poll: {timeout: 120_000}},
		sequence: {sequencer: LongFirst},
		projects: [
			{extends: true, test: {name: 'together', include: together, isolate: false}},
			{extends: true, test: {name: 'apart', include: ['test/**/*.test.{ts,tsx}'], exclude: together}},
		],
	},
});
