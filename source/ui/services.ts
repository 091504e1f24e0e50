import type {Fragment} from '../compiler/fragment.js';
import type {Diagnostic, Result, Secret} from '../diagnostics/index.js';
import type {Facts} from '../facts/index.js';
import type {ApplyAnswer, ApplyEvent, ApplyQuestion, Edit, Plan} from '../plan/types.js';
import type {PolicyDocument} from '../policy/document.js';
import type {Piece} from '../presentation/line.js';
import type {PlanProofs} from '../proof/index.js';
import type {Attachments, Draft, Profile, ProfileRouter, Scenario, StoredProfile} from '../scenario/types.js';

/** What the wizard needs from the outside world. `commands/` implements it for real; tests give a fake. */
export interface Services {
	/** Presets, loaded after the first frame. */
	scenarios(): Promise<readonly Scenario[]>;
	profiles: {
		list(): Promise<{readonly profiles: readonly SavedProfile[]; readonly notices: readonly string[]}>;
		/** `applied`: it was just kept on its router, or found to be there already. */
		save(profile: Profile, applied?: boolean): Promise<void>;
		remove(id: string): Promise<void>;
		/** Under another name, which no other profile may have. */
		rename(id: string, name: string): Promise<Result<void>>;
		/** The same answers as a profile of its own. */
		copy(id: string, name: string): Promise<Result<void>>;
		/** A new id for a name: slug and four random characters. */
		newId(name: string): string;
		draft(): Promise<Draft | undefined>;
		saveDraft(draft: Draft): Promise<void>;
		clearDraft(): Promise<void>;
	};
	/** Hosts that the person's own SSH configuration names. */
	sshHosts(): Promise<readonly SshHost[]>;
	/** Starts a router of the built-in lab once and says how to reach it. */
	startLab(kind: LabKind): Promise<{readonly router: ProfileRouter; readonly password: Secret}>;
	/** Connects and discovers. Asks for what it needs through `ask`. */
	connect(
		router: ProfileRouter,
		options: {readonly password?: Secret; readonly ask: Ask; readonly onProgress: (text: string) => void; readonly signal: AbortSignal},
	): Promise<Result<Connection>>;
	/** Facts for working without a router, for a release given as `7.20`. */
	assumedFacts(release: string): Facts;
	/** Folders (with a `/` at their end) and files whose paths begin as what was typed. */
	paths(typed: string): Promise<readonly string[]>;
	/** Reads a file named in an answer (a WireGuard `.conf`). */
	attach(path: string): Promise<Result<string>>;
	/** Answers to document and fragment. Pure work, but loaded late. */
	compile(profile: Profile, facts: Facts, attachments: Attachments): Promise<Result<Compiled>>;
	/** Where a script of that name would go: a path that nothing stands at yet. */
	scriptPath(name: string): Promise<string>;
	/** Puts a text into the terminal's clipboard, where the terminal allows it. */
	copy(text: string): Promise<void>;
	/** Shows a copy of a text in a program of the person's own, which has the terminal until it ends. What is changed there is not taken back. */
	open(text: string, name: string, by: Reader): Promise<Result<void>>;
	/** Saves the rendered script (no secrets) there. */
	saveScript(path: string, text: string): Promise<Result<string>>;
}

/** What a person reads with. */
export type Reader = 'editor' | 'pager';

export type SavedProfile = StoredProfile & {
	/** A change of it was begun here, and what became of it is not known. */
	readonly isInterrupted?: boolean;
};

export type Compiled = {
	readonly document: PolicyDocument;
	readonly fragment: Fragment;
	/** The commands as a person would type them, secrets as `<secret>`. */
	readonly script: string;
	readonly warnings: readonly Diagnostic[];
};

/** A plan, or why there is none. Rows that are not as they are wanted may be the reason, or the way out: they come with it. */
export type Planning = {readonly ok: true; readonly value: Planned} | {readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly edits?: readonly Edit[]};

export type Planned = {
	readonly plan: Plan;
	/** Rows that were not as they are wanted, kept or repaired. */
	readonly edits: readonly Edit[];
	readonly compiled: Compiled;
	readonly proofs: PlanProofs;
	/** What else wants consent, a sentence each: a list that suddenly shrinks, a restart that would not be undone. */
	readonly risks: readonly string[];
};

/** A plan as it was agreed to, with the answers as they are now: a plan made from others is not applied. */
export type ReviewedPlan = {readonly plan: Plan; readonly profile: Profile; readonly attachments: Attachments};

/** `key`: it is tried first. `jump`: it is reached over another host, which Detour does not do. */
export type SshHost = {readonly name: string; readonly router: ProfileRouter; readonly key?: string; readonly jump?: string};

/** Routers of the lab: a home with one line and a tunnel, and one with two lines. */
export type LabKind = 'home' | 'two-lines';

export type Ask = (question: ConnectQuestion) => Promise<ConnectAnswer>;
export type ConnectQuestion =
	/** `told`: what the person's own `ssh` knows of that key. */
	| {readonly type: 'host-key'; readonly host: string; readonly fingerprint: string; readonly keyType: string; readonly told?: Piece}
	| {readonly type: 'password'; readonly user: string; readonly host: string; readonly attempt: number};
export type ConnectAnswer = {readonly type: 'accept'} | {readonly type: 'reject'} | {readonly type: 'password'; readonly password: Secret};

export interface Connection {
	readonly facts: Facts;
	readonly fingerprint: string;
	readonly isLab: boolean;
	/** Reads the router, compares, and follows packets through what it would be; nothing is changed. `kept`: edits (`Edit.row`) that stay as they are. */
	plan(profile: Profile, attachments: Attachments, signal: AbortSignal, kept?: readonly string[]): Promise<Planning>;
	/** Guarded apply of what was reviewed, if that is the plan last made; refused where one of its claims fails or it has risks, unless `despite` is the router's address. */
	apply(options: {
		readonly reviewed: ReviewedPlan;
		readonly confirmWithin: number;
		readonly despite?: string | undefined;
		readonly decide: (question: ApplyQuestion) => Promise<ApplyAnswer>;
		readonly signal: AbortSignal;
	}): AsyncIterable<ApplyEvent>;
	close(): Promise<void>;
}
