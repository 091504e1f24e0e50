import type {ExitCode} from '../diagnostics/index.js';
import {AppError, exitCodes, invariant} from '../diagnostics/index.js';
import type {ApplyAnswer, ApplyEvent, ApplyQuestion, Edit} from '../plan/index.js';
import {shrinkingLists, toldPlan} from '../plan/index.js';
import type {PolicyDocument} from '../policy/index.js';
import {doubtLines, planLines} from '../presentation/index.js';
import {provePlan} from '../proof/index.js';
import type {Configuration} from '../routeros/model/index.js';
import {routerText} from '../scenario/index.js';
import type {Input, Option} from './command.js';
import {jsonOption} from './command.js';
import {settleRefusal} from './consent.js';
import type {Context} from './context.js';
import type {GuardedOptions} from './guarded.js';
import {applyGuarded} from './guarded.js';
import {askToKeep, isYes, outcomeCodes} from './keep.js';
import {linesText} from './lines.js';
import {usage} from './parse-input.js';
import {makeEventPrinter} from './plain/events.js';
import {assertServed, proofCheck, proofOptions, proofsJson, refusalOf, settleDoubts} from './proofs.js';
import {printJson} from './report.js';
import {risksOf} from './risks.js';

/** Options of the commands that change a router. */
export const changeOptions: readonly Option[] = [
	{flags: '--confirm-within <time>', description: 'how long the router waits for your word before it undoes the change: 30s to 60m (120s unless told otherwise)'},
	{flags: '--yes', description: 'do not ask: keep the change when every check has passed, undo it otherwise'},
	{
		flags: '--despite <address>',
		isRepeatable: true,
		description: 'go on though a claim fails, your session would be cut off, or nothing would undo after a restart: the address of the router, as you gave it',
	},
	{...jsonOption, description: 'one JSON event a line on standard output'},
];

const units: Readonly<Record<string, number>> = {s: 1, m: 60, min: 60};
const [shortest, longest] = [30, 3600];

/** `120s`, `5m` or plain seconds. */
export const parseConfirmWithin = (text: string): number => {
	const match = /^(\d{1,5})\s*(s|m|min)?$/.exec(text.trim());
	const seconds = match === null ? Number.NaN : Number(match[1]) * (units[match[2] ?? 's'] ?? 1);
	if (!(seconds >= shortest && seconds <= longest)) {
		throw usage('--confirm-within wants 30s to 60m.', 'For example: --confirm-within 120s');
	}

	return seconds;
};

/** Without a terminal somebody must have said beforehand what to do. Checked before anything is connected. */
export const assertDecidable = (input: Input, {console}: Context, name: string): void => {
	if (!console.interactive && !input.flag('yes')) {
		throw usage(
			`"detour ${name}" needs a terminal to ask whether to keep the change.`,
			'Without one, add --yes: it keeps the change when every check has passed, and undoes it otherwise.',
		);
	}
};

const confirmStart = async (context: Context, where: string): Promise<void> => {
	const answer = await context.console.ask(`Make this change on ${where}? Type yes or no:`, context.signal);
	if (answer === undefined || !isYes(answer)) {
		throw new AppError('declined', 'Nothing was changed.', {exitCode: exitCodes.interrupted});
	}
};

export type ChangeOptions = Omit<GuardedOptions, 'decide' | 'signal' | 'confirmWithin' | 'prove'> & {
	readonly input: Input;
	/** What the router holds. */
	readonly actual: Configuration;
	/** Rows that were not as they are wanted, kept or repaired; none when a profile is removed. */
	readonly edits?: readonly Edit[];
	/** What is wanted; left out when a profile is removed. */
	readonly document?: PolicyDocument;
	/** What has happened once the router has it: told the store. */
	readonly onKept: () => void;
};

/** Shows the plan and where packets go with it, asks, makes the change under guard and tells how it went. */
export const changeRouter = async ({input, onKept, actual, document, edits = [], ...options}: ChangeOptions, context: Context): Promise<ExitCode> => {
	const {plan, session} = options;
	const {console} = context;
	const asJson = input.flag('json');
	const emit = (event: object): void => printJson(console, 'apply', {router: routerText(session.endpoint), ...event});
	const confirmWithin = parseConfirmWithin(input.text('confirmWithin') ?? '120s');
	const about = proofOptions({actual, plan, session, document});
	const proofs = provePlan(about);
	const {host} = session.endpoint;
	// An edit that is kept may send packets another way, and so may a rule of somebody else's, though nothing is changed.
	const isAsWanted = plan.changes.length === 0 && edits.every(({isKept}) => !isKept) && refusalOf(proofs, host) === undefined;
	const shrinking = options.fragment === undefined ? [] : shrinkingLists(actual, options.fragment);
	if (asJson) {
		emit({type: 'plan', plan: toldPlan(plan), edits, proofs: proofsJson(proofs), shrinking});
	} else {
		console.out(linesText([...planLines(plan, edits), ...(isAsWanted ? [] : doubtLines(proofs))], context));
	}

	/** A full disk here changes nothing of what the router holds. */
	const remember = (): void => {
		try {
			onKept();
		} catch (cause) {
			if (!(cause instanceof AppError)) {
				throw cause;
			}

			console.note(`warning: ${cause.message} The router holds what is wanted; that is not remembered here.`);
		}
	};
	if (plan.changes.length === 0) {
		assertServed(proofs, input, host);
		if (asJson) {
			emit({type: 'outcome', outcome: 'unchanged', message: 'Nothing to change.'});
		}

		remember();
		return exitCodes.done;
	}

	const isSettled = input.flag('yes');
	await settleDoubts(proofs, input, host, context);
	for (const refused of risksOf({plan, actual, fragment: options.fragment}, session.facts, host)) {
		await settleRefusal(refused, input, host, context);
	}

	if (!isSettled) {
		await confirmStart(context, routerText(session.endpoint));
	}

	const decide = isSettled ? async ({checksPassed}: ApplyQuestion): Promise<ApplyAnswer> => (checksPassed ? 'keep' : 'undo') : askToKeep(context);
	const tell: (event: ApplyEvent) => void = asJson ? emit : makeEventPrinter((text) => console.out(text), context.terminal.columns);
	const isClaiming = about.document !== undefined || about.session !== undefined;
	let outcome: ExitCode | undefined;
	for await (const event of applyGuarded(
		{...options, confirmWithin, decide, isUncovered: true, signal: context.signal, ...(isClaiming ? {prove: proofCheck(about, proofs)} : {})},
		context,
	)) {
		if (!asJson && document === undefined && event.type === 'outcome' && event.outcome === 'kept') {
			console.out('Removed. The router is rid of the profile for good.');
		} else {
			tell(event);
		}

		if (event.type === 'outcome') {
			outcome = outcomeCodes[event.outcome];
			if (event.outcome === 'kept') {
				remember();
			}
		}
	}

	invariant(outcome !== undefined, 'a guarded apply ended without an outcome');
	return outcome;
};
