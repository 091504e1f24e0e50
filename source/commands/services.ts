import {isDeepStrictEqual} from 'node:util';
import type {Result} from '../diagnostics/index.js';
import {AppError, display, error, fail, invariant, ok, Secret} from '../diagnostics/index.js';
import type {ApplyEvent} from '../plan/index.js';
import type {ProfileStore} from '../profiles/index.js';
import type {PlanProofs, ProvePlanOptions} from '../proof/index.js';
import type {AnswerValue, Profile, ProfileRouter, StoredProfile} from '../scenario/types.js';
import type {SshHost} from '../transport/index.js';
import type {Compiled, Connection, LabKind, ReviewedPlan, Services} from '../ui/services.js';
import type {ConnectOptions, RouterSession} from './connect.js';
import type {Context} from './context.js';
import type {RunningLab} from './lab-router.js';
import type {Prepared} from './prepare.js';
import {absolutePath, pathsLike, readUserFile} from './user-files.js';

/** What is loaded after the first frame, and only once somebody needs it. */
const load = {
	connect: async () => import('./connect.js'),
	guarded: async () => import('./guarded.js'),
	lab: async () => import('./lab-router.js'),
	openText: async () => import('./open-text.js'),
	model: async () => import('../routeros/model/index.js'),
	planOn: async () => import('./plan-on.js'),
	prepare: async () => import('./prepare.js'),
	proof: async () => import('../proof/index.js'),
	proofs: async () => import('./proofs.js'),
	presets: async () => import('../../scenarios/index.js'),
	profiles: async () => import('../profiles/index.js'),
	release: async () => import('./release.js'),
	options: async () => import('./connection-options.js'),
	risks: async () => import('./risks.js'),
	router: async () => import('../router/index.js'),
	scenario: async () => import('../scenario/index.js'),
	sshHosts: async () => import('./ssh-hosts.js'),
};

const failed = (cause: unknown): Result<never> => {
	if (!(cause instanceof AppError)) {
		throw cause;
	}

	return cause.diagnostics.length > 0 ? fail(...cause.diagnostics) : fail(error(cause.code, cause.message, cause.hint === undefined ? {} : {hint: cause.hint}));
};

const compiledOf = ({document, fragment, script, warnings}: Prepared): Compiled => ({document, fragment, script, warnings});

type ConnectionParts = {
	readonly session: RouterSession;
	readonly isLab: boolean;
	/** Told of each comparison. */
	readonly onCompared: (profile: Profile, changes: number) => Promise<void>;
};

const makeConnection = ({session, isLab, onCompared}: ConnectionParts, context: Context): Connection => {
	const {transport, facts} = session;
	let last:
		| {readonly made: ReviewedPlan; readonly prepared: Prepared; readonly about: ProvePlanOptions; readonly proofs: PlanProofs; readonly risks: readonly AppError[]}
		| undefined;
	return {
		facts,
		fingerprint: transport.fingerprint,
		isLab,
		async plan(profile, attachments, signal, kept = []) {
			const [{prepare}, {planOn}, {provePlan}, {proofOptions}, {risksOf}] = await Promise.all([load.prepare(), load.planOn(), load.proof(), load.proofs(), load.risks()]);
			signal.throwIfAborted();
			last = undefined;
			const prepared = prepare(profile, facts, attachments);
			if (!prepared.ok) {
				return prepared;
			}

			try {
				const planned = await planOn(transport, prepared.value, (row) => kept.includes(row));
				if (!planned.ok) {
					return planned;
				}

				// One that was asked for later may be there already.
				signal.throwIfAborted();
				const {plan, actual, fragment, edits} = planned.value;
				const about = proofOptions({actual, plan, session, document: prepared.value.document});
				const proofs = provePlan(about);
				await onCompared(profile, plan.changes.length + edits.filter(({isKept}) => isKept).length);
				const risks = risksOf(planned.value, facts, session.endpoint.host);
				last = {made: {plan, profile, attachments}, prepared: {...prepared.value, fragment}, about, proofs, risks};
				return ok({plan, edits, compiled: compiledOf(prepared.value), proofs, risks: risks.map(({message}) => message)});
			} catch (cause) {
				return failed(cause);
			}
		},
		async *apply({reviewed, despite, ...options}): AsyncGenerator<ApplyEvent, void> {
			const [{applyGuarded}, {proofCheck, refusalOf}] = await Promise.all([load.guarded(), load.proofs()]);
			if (last === undefined || last.made.plan !== reviewed.plan || !isDeepStrictEqual(last.made, reviewed)) {
				throw new AppError('plan-of-other-answers', 'The plan belongs to other answers than these. Nothing was changed.', {hint: 'Go back and review the change again.'});
			}

			const {prepared, about, proofs, risks} = last;
			const refused = refusalOf(proofs, session.endpoint.host) ?? risks[0];
			if (refused !== undefined && despite !== session.endpoint.host) {
				throw refused;
			}

			yield* applyGuarded(
				{...options, session, plan: reviewed.plan, fragment: prepared.fragment, secrets: prepared.secrets, prove: proofCheck(about, proofs), isUncovered: true},
				context,
			);
		},
		close: async () => transport.close(),
	};
};

/** Paths in answers become absolute, so that a saved profile works from everywhere. */
const withAbsolutePaths = async (profile: Profile, context: Context): Promise<Profile> => {
	const {scenarios} = await load.presets();
	const parts = profile.parts.map((part) => {
		const kinds = new Map((scenarios.find(({id}) => id === part.scenario)?.fields ?? []).map(({id, kind}) => [id, kind]));
		const absolute = (id: string, value: AnswerValue): AnswerValue => {
			if (kinds.get(id) === 'file' && typeof value === 'string' && value !== '') {
				return absolutePath(value, context);
			}

			return kinds.get(id) === 'lines' && Array.isArray(value)
				? value.map((line: string) => (/^@\s*\S/.test(line) ? `@${absolutePath(line.slice(1).trim(), context)}` : line))
				: value;
		};
		return {...part, answers: Object.fromEntries(Object.entries(part.answers).map(([id, value]) => [id, absolute(id, value)] as const))};
	});
	return {...profile, parts};
};

const freeName = async (name: string, context: Context): Promise<string> => {
	for (let count = 1; ; count++) {
		const path = absolutePath(`${name}${count === 1 ? '' : `-${count}`}.rsc`, context);
		if ((await context.files.info(path)) === undefined) {
			return path;
		}
	}
};

const sshHosts = async (context: Context): Promise<readonly SshHost[]> => (await load.sshHosts()).sshHosts(context);

/** The key that the SSH configuration gives for a router, where it can be used without a passphrase. */
const configuredKey = async ({host, port, user}: ProfileRouter, context: Context): Promise<Secret | undefined> => {
	const found = (await sshHosts(context)).find((one) => one.host === host && one.port === port && (one.user ?? 'admin') === user)?.identity;
	const text = found === undefined ? undefined : await readUserFile(absolutePath(found, context));
	const {isLocked} = await load.options();
	return text?.ok === true && !isLocked(text.value) ? new Secret(text.value) : undefined;
};

/** Profiles of which a change was begun on this computer and not seen to end. */
const interrupted = async (context: Context): Promise<ReadonlySet<string>> => {
	const {openJournalFiles} = await load.profiles();
	const files = await openJournalFiles(context.store);
	const changes = await files.list();
	if (changes.length === 0) {
		return new Set();
	}

	const {isOpen, parseJournal} = await load.router();
	const journals = await Promise.all(changes.map(async (change) => parseJournal(await files.read(change))));
	return new Set(journals.filter(isOpen).flatMap(([first]) => first?.profile ?? []));
};

/** The wizard's services for real. Nothing heavy is loaded before it is asked for. */
export const makeServices = (context: Context): Services & {readonly stop: () => Promise<void>} => {
	let opened: Promise<ProfileStore> | undefined;
	const store = async (): Promise<ProfileStore> => {
		opened ??= load.profiles().then(async ({openProfileStore}) => openProfileStore(context.store));
		return opened;
	};

	const labs = new Map<LabKind, Promise<RunningLab>>();
	const startLab = async (kind: LabKind): Promise<RunningLab> => {
		const starting =
			labs.get(kind) ??
			Promise.all([load.lab(), load.release()]).then(async ([{runLab}, {defaultRelease, releaseFrom}]) =>
				// Newer releases of the one with two lines leave the factory in a device-mode that refuses guards: a lesson for another day.
				runLab(context, kind === 'home' ? {release: releaseFrom(defaultRelease)} : {model: 'dual-wan', release: releaseFrom('7.16')}),
			);
		labs.set(kind, starting);
		return starting;
	};

	/** Our own lab that is reached there. */
	const ownLab = async ({host, port}: Pick<ProfileRouter, 'host' | 'port'>): Promise<RunningLab | undefined> =>
		(await Promise.all(labs.values())).find(({router}) => router.host === host && router.port === port);

	/** Our own lab ends with us, and the next one listens elsewhere: a saved profile that names it could only fail. */
	const withoutOwnLab = async (profile: Profile): Promise<Profile> => {
		const {router, ...rest} = profile;
		return router !== undefined && (await ownLab(router)) !== undefined ? rest : profile;
	};

	/** The lab is told by its key, so that one started elsewhere is one too. */
	const labKey = async (): Promise<string | undefined> => {
		const [{knownLabFingerprint}, [running]] = await Promise.all([load.profiles(), Promise.all(labs.values())]);
		return running?.lab.fingerprint ?? knownLabFingerprint(context.store);
	};

	// Asked for without waiting, so they are fetched with the profiles and the presets, which come before.
	let scenarioRoom: Awaited<ReturnType<typeof load.scenario>> | undefined;
	let model: Awaited<ReturnType<typeof load.model>> | undefined;
	let releases: Awaited<ReturnType<typeof load.release>> | undefined;
	const preload = async (): Promise<void> => {
		[model, releases, scenarioRoom] = await Promise.all([load.model(), load.release(), load.scenario()]);
	};

	const newId = (name: string): string => {
		invariant(scenarioRoom !== undefined, 'an id before the presets were asked for');
		return scenarioRoom.makeProfileId(name, context.random.bytes(4));
	};

	/** Saves what becomes of a saved profile. */
	const changeOf = async (
		id: string,
		change: (profile: Profile, all: readonly StoredProfile[], room: Awaited<ReturnType<typeof load.profiles>>) => Result<Profile>,
	): Promise<Result<void>> => {
		const [{find, list, save}, room] = await Promise.all([store(), load.profiles(), preload()]);
		const found = find(id);
		const changed = found.ok ? change(found.value.profile, list(), room) : found;
		if (!changed.ok) {
			return changed;
		}

		save(changed.value);
		return ok(undefined);
	};

	return {
		async scenarios() {
			const [{scenarios}] = await Promise.all([load.presets(), preload()]);
			return scenarios;
		},
		profiles: {
			async list() {
				const [{list, notices}, open] = await Promise.all([store(), interrupted(context), preload()]);
				return {profiles: list().map((saved) => (open.has(saved.profile.id) ? {...saved, isInterrupted: true} : saved)), notices};
			},
			async save(profile, applied) {
				const {save} = await store();
				save(await withAbsolutePaths(await withoutOwnLab(profile), context), applied === true ? context.clock.now() : undefined);
			},
			remove: async (id) => (await store()).remove(id),
			rename: async (id, name) => changeOf(id, (profile, all, {renamed}) => renamed(profile, name, all)),
			copy: async (id, name) => changeOf(id, (profile, all, {copied}) => copied(profile, name, all, newId)),
			newId,
			draft: async () => (await store()).draft(),
			saveDraft: async (draft) => (await store()).saveDraft({...draft, profile: await withoutOwnLab(draft.profile)}),
			clearDraft: async () => (await store()).clearDraft(),
		},
		sshHosts: async () =>
			(await sshHosts(context)).map(({alias, host, port, user = 'admin', identity, jump}) => ({
				name: alias,
				router: {host, port, user},
				...(identity === undefined ? {} : {key: identity}),
				...(jump === undefined ? {} : {jump}),
			})),
		async startLab(kind) {
			const {router, password} = await startLab(kind);
			return {router, password};
		},
		async connect(endpoint, {password, ask, onProgress, signal}) {
			const [{connectRouter, memoryPins}, {openHostKeys}] = await Promise.all([load.connect(), load.profiles()]);
			try {
				const running = await ownLab(endpoint);
				const isOwnLab = running !== undefined;
				const pins = isOwnLab ? memoryPins() : await openHostKeys(context.store);
				const isPinned = (await pins.get(endpoint.host, endpoint.port)) !== undefined;
				const secret = password ?? (isPinned ? context.environmentPassword : undefined);
				const options: ConnectOptions = {
					endpoint,
					credentials: {...(secret === undefined ? {} : {password: secret}), ...(context.agent === undefined || isOwnLab ? {} : {agent: context.agent})},
					pins,
					ask,
					decide: (offer) => (isOwnLab ? (offer.fingerprint === running.lab.fingerprint ? 'accept' : 'reject') : undefined),
					onProgress,
					signal,
				};
				const key = isOwnLab || secret !== undefined ? undefined : await configuredKey(endpoint, context);
				// A key that the router does not take, or that only an agent can use, is no reason to stop: then it goes as for every other router.
				const byKey =
					key === undefined
						? undefined
						: await connectRouter({...options, credentials: {privateKey: key}}, context).catch((cause: unknown) => {
								if (cause instanceof AppError && ['authentication-failed', 'key-unreadable'].includes(cause.code)) {
									return undefined;
								}

								throw cause;
							});
				const session = byKey ?? (await connectRouter(options, context));
				// What was found says something of the saved profile only while it is the same that was compared.
				const onCompared = async (profile: Profile, changes: number): Promise<void> => {
					const {find, compared} = await store();
					const saved = find(profile.id);
					if (saved.ok && isDeepStrictEqual(saved.value.profile.parts, profile.parts)) {
						compared(profile.id, context.clock.now(), changes);
					}
				};
				return ok(makeConnection({session, isLab: session.transport.fingerprint === (await labKey()), onCompared}, context));
			} catch (cause) {
				return failed(cause);
			}
		},
		assumedFacts(release) {
			invariant(model !== undefined && releases !== undefined, 'facts before the profiles or presets were asked for');
			return model.assumedFacts(releases.releaseFrom(release));
		},
		paths: async (typed) => pathsLike(typed, context),
		attach: async (path) => readUserFile(absolutePath(path, context)),
		async compile(profile, facts, attachments) {
			const {prepare} = await load.prepare();
			const prepared = prepare(profile, facts, attachments);
			return prepared.ok ? ok(compiledOf(prepared.value)) : prepared;
		},
		async copy(text) {
			// OSC 52: the terminal itself takes it, over SSH too. What it does not know it leaves out without a trace.
			context.terminal.stdout.write(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
		},
		open: async (text, name, by) => (await load.openText()).openText(text, name, by, context.programs),
		scriptPath: async (name) => freeName(name.replace(/[^\w-]/g, '-'), context),
		async saveScript(path, text) {
			try {
				if ((await context.files.info(path)) !== undefined) {
					return fail(error('file-exists', `There is a file ${display(path)} by now. Nothing was written.`));
				}

				await context.files.write(path, text);
				return ok(display(path));
			} catch (cause) {
				return failed(cause);
			}
		},
		async stop() {
			await Promise.all([...labs.values()].map(async (starting) => (await starting).lab.stop()));
		},
	};
};
