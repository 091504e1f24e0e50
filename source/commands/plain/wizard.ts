import type {Diagnostic, ExitCode, Result} from '../../diagnostics/index.js';
import {display, exitCodes, isError} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {ApplyQuestion, Edit} from '../../plan/index.js';
import {documentLines, doubtLines, plainText, planLines} from '../../presentation/index.js';
import {renamed} from '../../profiles/index.js';
import type {Answers, Attachments, Profile, ProfileRouter, Scenario} from '../../scenario/index.js';
import {routerText} from '../../scenario/index.js';
import type {Connection, Planned, Services, Start} from '../../ui/index.js';
import {profileWord} from '../../ui/summary.js';
import {parseRouter} from '../connection-options.js';
import {consoleAsk} from '../console-ask.js';
import type {Context} from '../context.js';
import {askToKeep, outcomeCodes} from '../keep.js';
import {linesText} from '../lines.js';
import {defaultRelease, releaseFrom} from '../release.js';
import {diagnosticText, expectOk, noteDiagnostics} from '../report.js';
import {makeEventPrinter} from './events.js';
import {askFields} from './fields.js';
import type {Prompt} from './prompt.js';
import {makePrompt, numbered} from './prompt.js';

type Work = {readonly prompt: Prompt; readonly services: Services; readonly context: Context};
/** What the plan is made for: a router that is connected, or only facts. */
type Target = {readonly facts: Facts; readonly router?: ProfileRouter; readonly connection?: Connection};

type Connected = Required<Target>;

const isConnected = (target: Target): target is Connected => target.connection !== undefined && target.router !== undefined;

const confirmWithin = 120;

const connect = async (router: ProfileRouter, {prompt, services, context}: Work, password?: Parameters<Services['connect']>[1]['password']): Promise<Target | undefined> => {
	const connected = await services.connect(router, {
		...(password === undefined ? {} : {password}),
		ask: consoleAsk(context),
		onProgress: (text) => prompt.say(text),
		signal: context.signal,
	});
	if (!connected.ok) {
		noteDiagnostics(context.console, connected.diagnostics);
		return undefined;
	}

	const {facts, isLab} = connected.value;
	prompt.say(`${isLab ? 'LAB: ' : ''}Connected to ${display(facts.identity)}, RouterOS ${display(facts.version)}.`);
	return {facts, router, connection: connected.value};
};

/** Asks until an answer is understood; a refused one is told and asked again. */
const askUntil = async <T>(prompt: Prompt, question: string, read: (answer: string) => T): Promise<T> => {
	for (;;) {
		const answer = await prompt.line(question);
		try {
			return read(answer);
		} catch (cause) {
			prompt.say(cause instanceof Error ? cause.message : String(cause));
		}
	}
};

const chooseTarget = async (work: Work, known: ProfileRouter | undefined): Promise<Target> => {
	const {prompt, services} = work;
	const ways: readonly {readonly title: string; readonly go: () => Promise<Target | undefined>}[] = [
		...(known === undefined ? [] : [{title: `The router of this profile: ${routerText(known)}`, go: async () => connect(known, work)}]),
		{
			title: 'A router, by its address',
			go: async () => connect(await askUntil(prompt, 'Its address, as user@host:port:', parseRouter), work),
		},
		...(['home', 'two-lines'] as const).map((lab) => ({
			title: lab === 'home' ? 'The built-in lab: an emulated router on this computer' : 'The built-in lab, with two lines',
			async go() {
				const {router, password} = await services.startLab(lab);
				return connect(router, work, password);
			},
		})),
		{
			title: 'None: only write the script',
			async go() {
				const release = await askUntil(prompt, `RouterOS release [${defaultRelease}]:`, (answer) => {
					releaseFrom(answer === '' ? defaultRelease : answer);
					return answer === '' ? defaultRelease : answer;
				});
				return {facts: services.assumedFacts(release)};
			},
		},
	];
	for (;;) {
		prompt.say('\nWhich router?');
		const target = await ways[await prompt.pick('Type a number:', ways)]?.go();
		if (target !== undefined) {
			return target;
		}
	}
};

const chooseScenario = async (prompt: Prompt, scenarios: readonly Scenario[], wanted: string | undefined): Promise<Scenario | undefined> => {
	const named = scenarios.find(({id}) => id === wanted);
	if (named !== undefined) {
		return named;
	}

	prompt.say('\nWhat do you want?');
	return scenarios[
		await prompt.pick(
			'Type a number:',
			scenarios.map(({title, summary}) => ({title: `${title}: ${summary}`})),
			0,
		)
	];
};

const attacher = (services: Services) => {
	let attachments: Attachments = {};
	return {
		all: () => attachments,
		async read(path: string): Promise<Attachments> {
			const text = await services.attach(path);
			if (text.ok) {
				attachments = {...attachments, [path]: text.value};
			}

			return attachments;
		},
	};
};

const readFiles = async (profile: Profile, facts: Facts, services: Services): Promise<Result<Attachments>> => {
	const {readAttachments} = await import('../prepare.js');
	return readAttachments(profile, facts, services.attach);
};

/** Rows that stand otherwise on the router, and which of them stay so. */
const askEdits = async (edits: readonly Edit[], {prompt}: Work): Promise<readonly string[]> => {
	if (edits.length === 0) {
		return [];
	}

	const options = edits.map(({menu, title, reason}) => ({title: `${menu}: ${display(title)}, ${reason}`}));
	prompt.say(`\nThese rows of the profile stand otherwise on the router. They are made as they are wanted, but for those that you name:\n${numbered(options)}`);
	const numbers = await askUntil(prompt, 'Numbers of rows that stay as they are on the router, none with Enter:', (answer) => {
		const words = answer.split(/[\s,]+/).filter((word) => word !== '');
		const wrong = words.find((word) => edits[Number(word) - 1] === undefined);
		if (wrong !== undefined) {
			throw new Error(`Type numbers from 1 to ${edits.length}, or nothing.`);
		}

		return words.map(Number);
	});
	return edits.flatMap(({row}, index) => (numbers.includes(index + 1) ? [row] : []));
};

/** Compares, and once more where edits stay as they are. */
const planWith = async ({connection}: Connected, profile: Profile, attachments: Attachments, work: Work): Promise<Planned> => {
	const plan = async (kept: readonly string[]): Promise<Planned> => expectOk(await connection.plan(profile, attachments, work.context.signal, kept));
	const first = await plan([]);
	const kept = await askEdits(first.edits, work);
	return kept.length === 0 ? first : plan(kept);
};

/** What was told below an answer is not told again. */
const tellWarnings = (prompt: Prompt, warnings: readonly Diagnostic[]): void => {
	for (const warning of warnings) {
		prompt.sayOnce(diagnosticText({...warning, field: undefined}));
	}
};

/** Shows the plan, asks, applies under guard. */
const applyOn = async (target: Connected, profile: Profile, attachments: Attachments, work: Work): Promise<ExitCode> => {
	const {connection, router} = target;
	const {prompt, services, context} = work;
	const planned = await planWith(target, profile, attachments, work);
	tellWarnings(prompt, planned.compiled.warnings);
	context.console.out(`\n${linesText([...planLines(planned.plan, planned.edits), ...doubtLines(planned.proofs)], context)}`);
	if (planned.plan.changes.length === 0) {
		await services.profiles.save(profile, true);
		await services.profiles.clearDraft();
		return exitCodes.done;
	}

	const {host} = router;
	const {proofs, risks} = planned;
	for (const risk of risks) {
		prompt.say(risk);
	}

	const isRefused = proofs.claims.some(({status}) => status === 'failed') || proofs.lockOut?.status === 'failed' || risks.length > 0;
	const despite = isRefused ? await prompt.line(`This change is dangerous. To go on all the same, type the address of the router (${display(host)}):`) : undefined;
	if (despite !== undefined && despite !== host) {
		await services.profiles.save(profile);
		prompt.say(`Nothing was changed on the router. The profile "${display(profile.name)}" is saved.`);
		return exitCodes.done;
	}

	if (!(await prompt.confirm('Make this change? The router undoes it by itself unless you keep it.', false))) {
		await services.profiles.save(profile);
		prompt.say(`Nothing was changed on the router. The profile "${display(profile.name)}" is saved.`);
		return exitCodes.done;
	}

	const print = makeEventPrinter((text) => context.console.out(text), context.terminal.columns);
	let code: ExitCode = exitCodes.unknown;
	const decide = async (question: ApplyQuestion) => askToKeep(context)(question);
	for await (const event of connection.apply({reviewed: {plan: planned.plan, profile, attachments}, confirmWithin, despite, decide, signal: context.signal})) {
		print(event);
		if (event.type === 'outcome') {
			code = outcomeCodes[event.outcome];
			await services.profiles.save(profile, event.outcome === 'kept');
		}
	}

	await services.profiles.clearDraft();
	prompt.say(`The profile "${display(profile.name)}" is saved. Run it again with: detour run ${profileWord({name: profile.name, profileId: profile.id})}`);
	return code;
};

const saveScript = async (profile: Profile, facts: Facts, attachments: Attachments, {prompt, services}: Work): Promise<ExitCode> => {
	const {script, warnings} = expectOk(await services.compile(profile, facts, attachments));
	tellWarnings(prompt, warnings);
	const where = expectOk(await services.saveScript(await services.scriptPath(profile.id), script), exitCodes.failed);
	await services.profiles.save(profile);
	await services.profiles.clearDraft();
	prompt.say(`The script is in ${where}, and the profile "${display(profile.name)}" is saved.`);
	return exitCodes.done;
};

const runProfile = async (profile: Profile, work: Work): Promise<ExitCode> => {
	const target = await chooseTarget(work, profile.router);
	try {
		const attachments = expectOk(await readFiles(profile, target.facts, work.services));
		const withRouter = profile.router === undefined && target.router !== undefined && target.connection?.isLab === false ? {...profile, router: target.router} : profile;
		return isConnected(target) ? await applyOn(target, withRouter, attachments, work) : await saveScript(withRouter, target.facts, attachments, work);
	} finally {
		await target.connection?.close();
	}
};

/** A name that no other profile has. A new profile's id follows the name; a saved one keeps its own. */
const askName = async (profile: Profile, {prompt, services}: Work): Promise<Profile> => {
	const {profiles} = await services.profiles.list();
	const isSaved = profiles.some((saved) => saved.profile.id === profile.id);
	return askUntil(prompt, `\nA name for this profile [${display(profile.name)}]:`, (answer) => {
		const named = expectOk(renamed(profile, answer === '' ? profile.name : answer, profiles));
		return isSaved || named.name === profile.name ? named : {...named, id: services.profiles.newId(named.name)};
	});
};

/** The questions of a scenario, from an empty sheet or from a draft. */
const runNew = async (work: Work, wanted: string | undefined, draft?: Awaited<ReturnType<Services['profiles']['draft']>>): Promise<ExitCode> => {
	const {prompt, services, context} = work;
	const scenarios = await services.scenarios();
	const scenario = await chooseScenario(prompt, scenarios, draft?.scenario ?? wanted);
	if (scenario === undefined) {
		return exitCodes.usage;
	}

	const target = await chooseTarget(work, draft?.profile.router);
	try {
		const files = attacher(services);
		const name = draft?.profile.name ?? 'home';
		const blank: Profile = draft?.profile ?? {version: 1, id: services.profiles.newId(name), name, parts: []};
		const part = draft?.part ?? blank.parts[0]?.id ?? 'p1';
		const profileOf = (answers: Answers): Profile => ({
			...blank,
			...(target.router === undefined || target.connection?.isLab === true ? {} : {router: target.router}),
			parts: blank.parts.length === 0 ? [{id: part, scenario: scenario.id, answers}] : blank.parts.map((one) => (one.id === part ? {...one, answers} : one)),
		});
		prompt.say(['', scenario.title, ...scenario.about, '', 'Type < to go back to the question before.'].join('\n'));
		let start: Answers = draft?.answers ?? {};
		let from = draft?.field;
		for (;;) {
			const answers = await askFields(prompt, scenario, start, {
				facts: target.facts,
				from,
				attachments: files.all,
				attach: files.read,
				onAnswer: async (given, field) =>
					services.profiles.saveDraft({profile: profileOf(given), part, scenario: scenario.id, answers: given, field, savedAt: context.clock.now()}),
			});
			if (answers === undefined) {
				prompt.say('Nothing was changed. What you answered is kept as a draft.');
				return exitCodes.done;
			}

			const compiled = await services.compile(profileOf(answers), target.facts, files.all());
			if (!compiled.ok) {
				const errors = compiled.diagnostics.filter(isError);
				prompt.say(errors.map((one) => diagnosticText({...one, field: undefined})).join('\n'));
				prompt.say('Please answer again; Enter keeps an answer.');
				start = answers;
				from = errors[0]?.field?.replace(/\[\d+\]$/, '');
				continue;
			}

			prompt.say(['', 'What it does:', ...documentLines(compiled.value.document).map((line) => `  ${plainText(line)}`)].join('\n'));
			const named = await askName(profileOf(answers), work);
			return isConnected(target) ? await applyOn(target, named, files.all(), work) : await saveScript(named, target.facts, files.all(), work);
		}
	} finally {
		await target.connection?.close();
	}
};

/** The whole wizard as numbered questions: every line is only ever added. */
export const runPlainWizard = async (start: Start, services: Services, context: Context): Promise<ExitCode> => {
	const work: Work = {prompt: makePrompt(context), services, context};
	if (start.kind === 'new') {
		return runNew(work, start.scenario);
	}

	if (start.kind === 'run') {
		return runProfile(start.profile, work);
	}

	const [{profiles, notices}, draft] = await Promise.all([services.profiles.list(), services.profiles.draft()]);
	for (const notice of notices) {
		work.prompt.say(notice);
	}

	work.prompt.say(`Detour ${context.terminal.version}: policy-based routing for MikroTik RouterOS. Nothing changes on a router before you say so.`);
	const ways = [
		...(draft === undefined ? [] : [{title: `Go on with "${display(draft.profile.name)}"`, go: async () => runNew(work, undefined, draft)}]),
		{title: 'Set up something new', go: async () => runNew(work, undefined)},
		...profiles.map(({profile}) => ({title: `Run "${display(profile.name)}" again`, go: async () => runProfile(profile, work)})),
		{title: 'Leave', go: async (): Promise<ExitCode> => exitCodes.done},
	];
	const chosen = ways[await work.prompt.pick('Type a number:', ways)];
	return chosen === undefined ? exitCodes.usage : chosen.go();
};
