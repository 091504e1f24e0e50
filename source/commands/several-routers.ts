import type {ExitCode} from '../diagnostics/index.js';
import {AppError, display, exitCodes} from '../diagnostics/index.js';
import type {Plan} from '../plan/index.js';
import type {ProfileRouter} from '../scenario/index.js';
import {routerText} from '../scenario/index.js';
import type {Transport} from '../transport/index.js';
import type {Input, Option} from './command.js';
import type {RouterSession} from './connect.js';
import {chooseRouter, connectByOptions, connectionOptions, parseRouter} from './connection-options.js';
import type {Console} from './console.js';
import type {Context} from './context.js';
import {usage} from './parse-input.js';
import {printJson, reportError} from './report.js';
import type {Termination} from './termination.js';

const repeatable: ReadonlySet<string> = new Set(['--router', '--host-key']);

/** Options of the commands that talk to one router or to several. */
export const routerOptions: readonly Option[] = connectionOptions.map((option) => (repeatable.has(option.flags.split(' ', 1)[0] ?? '') ? {...option, isRepeatable: true} : option));

/** The same for commands that may do it at once. */
export const severalOptions: readonly Option[] = [
	...routerOptions,
	{flags: '--parallel <number>', description: 'with several --router: so many at once (1 unless told otherwise)'},
];

/** How the options of several routers are given. */
export const severalNotes: readonly string[] = [
	'--router may be given several times; --host-key is then given once for each, in the same order. --password-stdin reads one line for each, or one for all; DETOUR_PASSWORD and --identity are for all.',
];

/** The same for commands that change them, and how those end. */
export const changeNotes: readonly string[] = [
	...severalNotes,
	'The first of several routers is the canary: the others are begun when it is done, and several at once only with --yes.',
	'Exit codes: 0 kept or nothing to change, 1 nothing applied, 4 undone, 5 outcome unknown (run: detour recover); of several routers the worst.',
];

/** One router's share of a command: options of its own, and a console that names it. */
type Share = {
	readonly input: Input;
	readonly router: ProfileRouter;
	readonly context: Context;
	/** Does what two routers must not do at the same time: write to the store of this computer. */
	readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
};

/** How a share ended, and what its router holds then: asked anew, in a few words. */
export type ShareEnd = {readonly exitCode: ExitCode; readonly holds: () => Promise<string>};

/** Reads a router anew, over a connection of its own, and says how far it is from what it should hold. */
export const heldAfter =
	({reconnect}: Pick<RouterSession, 'reconnect'>, planAgain: (fresh: Transport) => Promise<Plan>, settled: string): ShareEnd['holds'] =>
	async () => {
		const fresh = await reconnect();
		try {
			const {changes} = await planAgain(fresh);
			return changes.length === 0 ? settled : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} away from ${settled}`;
		} finally {
			await fresh.close();
		}
	};

type Row = {readonly router: string; readonly exitCode: ExitCode | undefined; readonly ended: string; readonly holds: string};

const endings: Readonly<Record<ExitCode, string>> = {
	[exitCodes.done]: 'done',
	[exitCodes.pending]: 'to be changed',
	[exitCodes.interrupted]: 'not changed',
	[exitCodes.usage]: 'not changed',
	[exitCodes.failed]: 'failed',
	[exitCodes.undone]: 'undone',
	[exitCodes.unknown]: 'not known',
};

/** From best to worst. */
const severity: readonly ExitCode[] = [exitCodes.done, exitCodes.pending, exitCodes.interrupted, exitCodes.usage, exitCodes.undone, exitCodes.failed, exitCodes.unknown];

const worst = (codes: readonly ExitCode[]): ExitCode => codes.reduce((bad, code) => (severity.indexOf(code) > severity.indexOf(bad) ? code : bad), exitCodes.done);

/** The routers that the command line names, each once. */
export const namedRouters = (input: Input): readonly ProfileRouter[] => {
	const parsed = input.list('router').map(parseRouter);
	const texts = parsed.map(({host, port}) => `${host} ${port}`);
	const twice = parsed.find((_, index) => texts.indexOf(texts[index] ?? '') !== index);
	if (twice !== undefined) {
		throw usage(`${routerText(twice)} is named twice.`);
	}

	return parsed;
};

const parseParallel = (text: string | undefined): number => {
	const number = Number(text ?? '1');
	if (!Number.isInteger(number) || number < 1 || number > 50) {
		throw usage('--parallel wants a number from 1 to 50.');
	}

	return number;
};

/** What is given once for each router stands in their order, which nobody knows who has not named them. */
const nameThem = (input: Input): string | undefined => (input.list('router').length === 0 ? 'Name the routers, each with --router.' : undefined);

/** What is given once for each router, in their order, or names the routers that it is for. */
const checkLists = (input: Input, routers: readonly ProfileRouter[]): void => {
	const keys = input.list('hostKey').length;
	if (keys > 0 && (keys !== routers.length || (keys > 1 && nameThem(input) !== undefined))) {
		throw usage(`Give one --host-key for each router, in the same order: here are ${routers.length} and ${keys}.`, nameThem(input));
	}

	const stray = input.list('despite').find((address) => !routers.some(({host}) => host === address));
	if (stray !== undefined) {
		throw usage(`--despite wants the address of ${routers.length === 1 ? 'this router' : 'one of these routers'}: ${routers.map(({host}) => display(host)).join(', ')}`);
	}
};

/** What `--password-stdin` reads: a line for each router, in their order, or one for all. No router is sent what is meant for another. */
const readPasswords = async (input: Input, routers: readonly ProfileRouter[], console: Console): Promise<readonly string[]> => {
	const lines: string[] = [];
	for (const _ of input.flag('passwordStdin') ? routers : []) {
		const line = await console.readLine();
		lines.push(...(line === undefined ? [] : [line]));
	}

	if (lines.length > 1 && (lines.length !== routers.length || nameThem(input) !== undefined)) {
		throw usage(`Give one password for all routers, or one for each in the same order: here are ${routers.length} and ${lines.length}.`, nameThem(input));
	}

	return lines;
};

/** The options as they are for one of the routers. */
const inputFor = (input: Input, {host}: ProfileRouter, index: number): Input => {
	const own: Readonly<Record<string, string | undefined>> = {
		router: input.list('router')[index],
		hostKey: input.list('hostKey')[index],
		despite: input.list('despite').find((address) => address === host),
	};
	return {...input, text: (name) => own[name] ?? input.text(name)};
};

type About = {readonly router: ProfileRouter};
type Own = About & {readonly input: Input; readonly console: Console};

/** To each router what of the command line and of standard input is its own, checked before one of them is connected. */
export const withOwnInput = async <T extends About>(abouts: readonly T[], input: Input, console: Console): Promise<readonly (T & Own)[]> => {
	const routers = abouts.map(({router}) => router);
	if (routers.length === 0) {
		return [];
	}

	checkLists(input, routers);
	const passwords = await readPasswords(input, routers, console);
	return abouts.map((about, index) => ({
		...about,
		input: inputFor(input, about.router, index),
		console: {...console, readLine: async () => passwords[index] ?? passwords[0]},
	}));
};

const prefixed = (name: string, text: string): string =>
	text
		.replace(/\n$/, '')
		.split('\n')
		.map((line) => `${name}: ${line}`)
		.join('\n');

/** A change may be on trial on several routers; it is over when it is on none. */
const countedTermination = (termination: Termination): (() => Termination) => {
	let armed = 0;
	return () => {
		let isMine = false;
		return {
			...termination,
			setArmed(isArmed) {
				armed += isArmed === isMine ? 0 : isArmed ? 1 : -1;
				isMine = isArmed;
				termination.setArmed(armed > 0);
			},
		};
	};
};

const inTurn = (): Share['alone'] => {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const next = last.then(work);
		last = next.catch(() => undefined);
		return next;
	};
};

type Several = {
	readonly owned: readonly Own[];
	readonly input: Input;
	readonly context: Context;
	/** `changed`: the first is the canary, and the table of results is the last thing said. `read`: nothing is changed. */
	readonly kind: 'changed' | 'read';
	/** What is done over a connection to each; it is closed whatever happens. */
	readonly work: (session: RouterSession, share: Pick<Share, 'input' | 'context'>) => Promise<ShareEnd>;
};

const connected = async (share: Share, work: Several['work']): Promise<ShareEnd> => {
	const session = await share.alone(async () => connectByOptions(share.input, share.router, share.context));
	try {
		return await work(session, share);
	} finally {
		await session.transport.close();
	}
};

const sharesOf = ({owned, input, context}: Several, isAttended: boolean): readonly Share[] => {
	const asJson = input.flag('json');
	const terminationFor = countedTermination(context.termination);
	const alone = inTurn();
	return owned.map(({router, input: own, console}) => {
		const name = routerText(router);
		const prefixing: Console = {
			...console,
			interactive: console.interactive && isAttended,
			out: (text) => console.out(asJson ? text : prefixed(name, text)),
			note: (text) => console.note(prefixed(name, text)),
			ask: (question, signal) => console.ask(`${name}: ${question}`, signal),
		};
		return {input: own, router, alone, context: {...context, console: prefixing, termination: terminationFor()}};
	});
};

const runShare = async (share: Share, {work}: Several): Promise<Row> => {
	const {input, router, context} = share;
	const name = routerText(router);
	try {
		const {exitCode, holds} = await connected(share, work);
		const held = await holds().catch((cause: unknown) => `not known (${cause instanceof Error ? display(cause.message) : 'no answer'})`);
		return {router: name, exitCode, ended: endings[exitCode], holds: held};
	} catch (cause) {
		if (!(cause instanceof AppError)) {
			throw cause;
		}

		reportError(context.console, cause, input.flag('json'), {router: name});
		return {router: name, exitCode: cause.exitCode, ended: endings[cause.exitCode], holds: display(cause.message)};
	}
};

const untouched = ({router}: Share): Row => ({router: routerText(router), exitCode: undefined, ended: 'not begun', holds: 'what it held before'});

const tableText = (rows: readonly Row[]): string => {
	const [wide, wider] = [Math.max(...rows.map(({router}) => router.length)), Math.max(...rows.map(({ended}) => ended.length))];
	return rows.map(({router, ended, holds}) => `${router.padEnd(wide)}  ${ended.padEnd(wider)}  ${holds}`).join('\n');
};

const runAll = async (several: Several): Promise<ExitCode> => {
	const {input, context, kind} = several;
	const parallel = parseParallel(input.text('parallel'));
	if (parallel > 1 && kind === 'changed' && !input.flag('yes')) {
		throw usage('Several routers at once need --yes: nobody can watch several countdowns.');
	}

	const shares = sharesOf(several, parallel === 1);
	const rows = new Map<Share, Row>();
	const [canary, ...others] = shares;
	let rest = [...(kind === 'read' || canary === undefined ? shares : others)];
	if (kind === 'changed' && canary !== undefined) {
		const row = await runShare(canary, several);
		rows.set(canary, row);
		if (row.exitCode !== exitCodes.done) {
			context.console.note(`The canary ${row.router} has not kept its change: the other routers are left alone.`);
			rest = [];
		}
	}

	const worker = async (): Promise<void> => {
		for (let share = rest.shift(); share !== undefined && !context.signal.aborted; share = rest.shift()) {
			rows.set(share, await runShare(share, several));
		}
	};
	await Promise.all(Array.from({length: parallel}, worker));
	const table = shares.map((share) => rows.get(share) ?? untouched(share));
	if (kind === 'changed') {
		if (input.flag('json')) {
			printJson(context.console, 'apply', {type: 'summary', routers: table});
		} else {
			context.console.out(tableText(table));
		}
	}

	return worst(table.map(({exitCode}) => exitCode ?? (context.signal.aborted ? exitCodes.interrupted : exitCodes.done)));
};

/** Does something on the router that the command line or the profile names, or on each of several. */
export const onRouters = async ({input, context, kind, work}: Omit<Several, 'owned'>, known: ProfileRouter | undefined): Promise<ExitCode> => {
	const [first = chooseRouter(input, known), ...more] = namedRouters(input);
	const owned = await withOwnInput(
		[first, ...more].map((router) => ({router})),
		input,
		context.console,
	);
	const [only, ...others] = owned;
	if (only === undefined || others.length > 0) {
		return runAll({owned, input, context, kind, work});
	}

	const {exitCode} = await connected({...only, context: {...context, console: only.console}, alone: async (act) => act()}, work);
	return exitCode;
};
