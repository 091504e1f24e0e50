import type {Command} from './command.js';

type Row = {readonly name: string; readonly usage: string; readonly summary: string; readonly load: () => Promise<{readonly command: Command}>};

/** Every command that works. Help comes from this table; a command's own module is loaded when it runs. */
export const commands: readonly Row[] = [
	{name: 'new', usage: 'new [SCENARIO]', summary: 'answer the questions of a scenario', load: async () => import('./new.js')},
	{name: 'run', usage: 'run PROFILE', summary: 'bring a saved profile onto its router again', load: async () => import('./run.js')},
	{name: 'profiles', usage: 'profiles [ACTION]', summary: 'list, show, rename, copy, delete, import, export', load: async () => import('./profiles.js')},
	{name: 'scenarios', usage: 'scenarios [ID]', summary: 'what Detour can set up', load: async () => import('./scenarios.js')},
	{name: 'services', usage: 'services [QUERY]', summary: 'services known by name, and where from', load: async () => import('./services-list.js')},
	{name: 'show', usage: 'show PROFILE | -f FILE', summary: 'the picture: which traffic goes which way', load: async () => import('./show.js')},
	{name: 'why', usage: 'why PROFILE | -f FILE', summary: 'each entry: why it is there, what breaks without it', load: async () => import('./why.js')},
	{name: 'render', usage: 'render PROFILE | -f FILE', summary: 'print the script; needs no router', load: async () => import('./render.js')},
	{name: 'check', usage: 'check FILE.rsc', summary: 'check any export or script; needs no router', load: async () => import('./check.js')},
	{name: 'trace', usage: 'trace', summary: 'where a packet goes, and which rules decide it', load: async () => import('./trace.js')},
	{name: 'compare', usage: 'compare OLD.rsc NEW.rsc', summary: 'whose packets go another way', load: async () => import('./compare.js')},
	{name: 'plan', usage: 'plan PROFILE | -f FILE', summary: 'what would change on the router', load: async () => import('./plan.js')},
	{name: 'apply', usage: 'apply PROFILE | -f FILE', summary: 'change the router, with an undo armed first', load: async () => import('./apply.js')},
	{name: 'remove', usage: 'remove PROFILE | -f FILE', summary: 'take everything of a profile off the router', load: async () => import('./remove.js')},
	{name: 'recover', usage: 'recover', summary: 'finish what was interrupted', load: async () => import('./recover.js')},
	{name: 'lab', usage: 'lab', summary: 'an emulated router to try things on', load: async () => import('./lab.js')},
];

const width = Math.max(...commands.map(({usage}) => usage.length)) + 2;

/** The help of `detour --help`. */
export const helpText = (): string =>
	[
		'Policy-based routing for MikroTik RouterOS that cannot lock you out.',
		'',
		'Usage: detour [COMMAND] [OPTIONS]',
		'',
		`  ${''.padEnd(width)}without a command: the wizard`,
		...commands.map(({usage, summary}) => `  ${usage.padEnd(width)}${summary}`),
		'',
		'  --plain      the wizard as numbered questions, for screen readers',
		'  --help       this text; after a command: its options',
		'  --version    the version',
		'',
		'Exit codes: 0 done, 1 failed and nothing applied, 2 wrong usage or answers,',
		'3 changes pending or found (plan, compare --detailed-exitcode), 4 undone,',
		'5 outcome unknown (run: detour recover), 130 interrupted before anything',
		'was armed.',
		'',
	].join('\n');
