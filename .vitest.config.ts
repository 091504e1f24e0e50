import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';

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
	},
});
