import type {ExitCode} from '../diagnostics/index.js';
import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {ApplyEvent} from '../plan/index.js';
import type {JournalFiles} from '../profiles/index.js';
import {openJournalFiles} from '../profiles/index.js';
import type {JournalRecord} from '../router/index.js';
import {isOpen, parseJournal, recover} from '../router/index.js';
import type {ProfileRouter} from '../scenario/index.js';
import {routerText} from '../scenario/index.js';
import type {Command, Input} from './command.js';
import {jsonOption} from './command.js';
import {connectByOptions, connectionNotes} from './connection-options.js';
import type {Context} from './context.js';
import {journalOver} from './guarded.js';
import {askToKeep, outcomeCodes} from './keep.js';
import {makeEventPrinter} from './plain/events.js';
import {printJson, reportError} from './report.js';
import {namedRouters, routerOptions, severalNotes, withOwnInput} from './several-routers.js';

type Open = {readonly router: ProfileRouter; readonly records: readonly JournalRecord[]};

const sameRouter = (a: ProfileRouter, b: ProfileRouter): boolean => a.host === b.host && a.port === b.port;

/** What this computer began and does not know the end of, by router. */
const openChanges = async (files: JournalFiles): Promise<readonly Open[]> => {
	const found: Open[] = [];
	for (const change of await files.list()) {
		const records = parseJournal(await files.read(change));
		const [first] = records;
		if (first !== undefined && isOpen(records)) {
			const {host, port, user} = first.router;
			const index = found.findIndex((other) => sameRouter(other.router, first.router));
			const known = found[index];
			if (known === undefined) {
				found.push({router: {host, port, user}, records});
			} else {
				found[index] = {...known, records: [...known.records, ...records]};
			}
		}
	}

	return found;
};

/** From harmless to worst. */
const severity: readonly ExitCode[] = [exitCodes.done, exitCodes.undone, exitCodes.failed, exitCodes.unknown];

type Ended = {readonly router: ProfileRouter; readonly outcome: string; readonly message: string; readonly code: ExitCode};

const recoverOne = async (open: Open, input: Input, files: JournalFiles, context: Context): Promise<Ended> => {
	const {console, clock, signal} = context;
	console.note(`${routerText(open.router)}:`);
	const session = await connectByOptions(input, open.router, context);
	const print = makeEventPrinter((text) => (input.flag('json') ? console.note(text) : console.out(text)), context.terminal.columns);
	let last: Extract<ApplyEvent, {type: 'outcome'}> = {type: 'outcome', outcome: 'unknown', message: 'The router did not say.'};
	try {
		const events = recover({
			transport: session.transport,
			reconnect: session.reconnect,
			records: open.records,
			journal: journalOver(files),
			clock,
			signal,
			...(console.interactive ? {decide: askToKeep(context)} : {}),
		});
		for await (const event of events) {
			print(event);
			if (event.type === 'outcome') {
				last = event;
			}
		}
	} finally {
		await session.transport.close();
	}

	return {router: open.router, outcome: last.outcome, message: display(last.message), code: outcomeCodes[last.outcome]};
};

/** One of several that cannot be asked keeps none of the others from being finished. */
const notReached =
	(router: ProfileRouter, {console, signal}: Context) =>
	(cause: unknown): Ended => {
		if (!(cause instanceof AppError) || signal.aborted) {
			throw cause;
		}

		reportError(console, cause, false);
		return {router, outcome: 'unknown', message: display(cause.message), code: exitCodes.unknown};
	};

export const command: Command = {
	arguments: '',
	options: [
		...routerOptions.map((option) => (option.flags.startsWith('--router ') ? {...option, description: 'that router (otherwise every one that a change was left on)'} : option)),
		jsonOption,
	],
	notes: [
		...connectionNotes,
		...severalNotes,
		'With --router it does not matter who left the change, or from which computer.',
		'Exit codes: 0 kept or nothing to finish, 4 undone, 1 stuck or refused, 5 still unknown; of several routers the worst.',
	],
	async run(input, context) {
		const files = await openJournalFiles(context.store);
		const known = await openChanges(files);
		const named = namedRouters(input).map((router) => ({...(known.find((other) => sameRouter(other.router, router)) ?? {records: []}), router}));
		const open = named.length === 0 ? known : named;
		if (open.length === 0 && !input.flag('json')) {
			context.console.note('Nothing was interrupted: there is nothing to recover.');
		}

		const ended: Ended[] = [];
		for (const one of await withOwnInput(open, input, context.console)) {
			const work = recoverOne(one, one.input, files, {...context, console: one.console});
			ended.push(await (open.length === 1 ? work : work.catch(notReached(one.router, context))));
		}

		if (input.flag('json')) {
			printJson(context.console, 'recover', {routers: ended.map(({router: where, outcome, message}) => ({router: where, outcome, message}))});
		}

		return severity[Math.max(0, ...ended.map(({code}) => severity.indexOf(code)))] ?? exitCodes.unknown;
	},
};
