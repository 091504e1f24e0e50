import {main} from './commands/main.js';
import {debugTo, flushed, processContext} from './commands/process-context.js';
import {versionAbove} from './commands/version.js';

// What `npm start` runs: the wizard on a terminal; elsewhere, or with --demo, the whole job on the built-in lab.
const context = processContext(versionAbove(import.meta.url));
const debug = debugTo(process.env);
const isDemo = process.argv.includes('--demo') || !context.console.interactive;
const code = isDemo ? await import('./commands/demo.js').then(async ({runDemo}) => runDemo(context, debug)) : await main([], context, debug);
process.exit(await flushed(code, []));
