#!/usr/bin/env node
import {helpText} from './commands/index.js';
import {versionAbove} from './commands/version.js';

const argv = process.argv.slice(2);
const [first] = argv;

// Answered before anything else is loaded.
if (first === '--version' || first === '-V') {
	process.stdout.write(`${versionAbove(import.meta.url)}\n`);
} else if (first === '--help' || first === '-h' || first === 'help') {
	process.stdout.write(helpText());
} else {
	const [{main}, {debugTo, flushed, processContext}] = await Promise.all([import('./commands/main.js'), import('./commands/process-context.js')]);
	const code = await main(argv, processContext(versionAbove(import.meta.url)), debugTo(process.env));
	await flushed();
	process.exit(code);
}
