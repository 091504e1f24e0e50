import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		setupFiles: ['test/helpers/seed.ts'],
		// Whoever makes many short-lived objects, as following packets does, is a tenth quicker with more room for young ones.
		execArgv: ['--max-semi-space-size=64'],
		// A good part of the tests waits for a terminal, a router or the kernel.
		maxWorkers: availableParallelism() + 1,
		// For machines that do something else besides.
		testTimeout: 20_000,
		hookTimeout: 60_000,
	},
});
