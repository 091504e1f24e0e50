#!/usr/bin/env node
import {readFileSync} from 'node:fs';
import {helpText} from './commands/index.js';

const version = (): string => {
	const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
	return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
};

const argv = process.argv.slice(2);
const [first] = argv;

if (first === '--version' || first === '-V') {
	process.stdout.write(`${version()}\n`);
} else if (first === '--help' || first === '-h' || first === 'help') {
	process.stdout.write(helpText());
} else {
	const {processContext} = await import('./commands/process-context.js');
	const {main} = await import('./commands/main.js');
	const code = await main(argv, processContext(version()), (cause) => {
		if (process.env.DETOUR_DEBUG === '1') {
			process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`);
		}
	});
	// The last lines may still be on their way into a pipe.
	process.stdout.write('', () => {
		process.stderr.write('', () => {
			process.exit(code);
		});
	});
}
