#!/usr/bin/env node
import {helpText} from './commands/index.js';
import {versionAbove} from './commands/version.js';

const argv = process.argv.slice(2);
const [first] = argv;

/** What is answered before anything else is loaded; lost where it cannot be written. */
const say = (text: string): void => {
	process.stdout.on('error', () => {
		process.exitCode = 1;
	});
	process.stdout.write(text);
};

if (first === '--version' || first === '-V') {
	say(`${versionAbove(import.meta.url)}\n`);
} else if (first === '--help' || first === '-h' || first === 'help') {
	say(helpText());
} else {
	const [{main}, {debugTo, flushed, processContext}] = await Promise.all([import('./commands/main.js'), import('./commands/process-context.js')]);
	const code = await main(argv, processContext(versionAbove(import.meta.url)), debugTo(process.env));
	process.exit(await flushed(code, argv));
}
