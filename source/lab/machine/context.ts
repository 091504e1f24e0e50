import type {Release} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import type {Random} from '../../runtime/index.js';
import type {Interpreter, MenuCall, MenuHost, Session, Steps} from '../contract.js';
import type {DerivedContext} from '../store/derived.js';
import type {Write} from '../store/observed.js';
import type {Recent} from '../store/recent.js';
import type {Store} from '../store/store.js';
import type {View} from '../store/view.js';
import type {Value} from '../value.js';
import type {Dns} from './dns.js';
import type {Faults, Feature} from './faults.js';
import type {Disk} from './files.js';
import type {Jobs} from './jobs.js';
import type {Links} from './links.js';
import type {PostOffice} from './mail.js';
import type {Netwatch} from './netwatch.js';
import type {Tasks} from './tasks.js';
import type {Traffic} from './traffic/traffic.js';

export type LogRow = {readonly id: string; readonly time: number; readonly topics: string; readonly message: string /** The action that remembers it. */; readonly buffer: string};
export type HistoryRow = {
	readonly id: string;
	readonly time: number;
	readonly action: string;
	readonly by: string;
	readonly writes: readonly Write[];
	/** Made under safe mode: undone when its holder is lost. */
	readonly floating: boolean;
};

/** Counts and times that a reboot forgets. */
export type Runtime = {
	/** Runs of scripts and schedulers by `menu id`. */
	readonly runs: Map<string, {readonly count: number; readonly last: number}>;
	/** Next run of schedulers by id, in milliseconds of uptime. */
	readonly nextRuns: Map<string, number | undefined>;
	/** When dynamic rows were made, by `menu id`. */
	readonly since: Map<string, number>;
	readonly dynamicIds: Map<string, string>;
	/** Rows of the last `print`, by the login that asked. */
	readonly numbering: Map<string, readonly string[]>;
	log: readonly LogRow[];
	/** A device-mode that waits for somebody to press the button. */
	modeWanted: {readonly mode: 'advanced' | 'home'; readonly allowed: readonly Feature[]; readonly until: number} | undefined;
	/** Newest first. */
	history: readonly HistoryRow[];
	/** What `/undo` took back and `/redo` may bring again, newest first. */
	undone: readonly HistoryRow[];
	/** The login that holds safe mode. */
	safeMode: {readonly owner: string; readonly user: string} | undefined;
	/** Terminals that may be written to at any time, by their login. */
	readonly terminals: Map<string, (text: string) => void>;
	changes: number;
};

export const emptyRuntime = (): Runtime => ({
	runs: new Map(),
	nextRuns: new Map(),
	since: new Map(),
	dynamicIds: new Map(),
	numbering: new Map(),
	log: [],
	modeWanted: undefined,
	history: [],
	undone: [],
	safeMode: undefined,
	terminals: new Map(),
	changes: 0,
});

/** How much of what was done last a power cut takes away. */
export type PowerCut = {
	/** Rows and settings, one by one. */
	readonly writes: number;
	/** What becomes of files that were written `within` so many milliseconds before. */
	readonly files: 'kept' | 'empty' | 'lost';
	readonly within: number;
};

/** Everything that the verbs of the machine work on. */
export type Context = {
	readonly release: Release;
	readonly schema: Schema;
	readonly isoDates: boolean;
	readonly store: Store;
	/** What was written to it last, and may not have reached the flash yet. */
	readonly flash: Pick<Recent, 'count' | 'without'>;
	readonly faults: Faults;
	readonly random: Random;
	readonly tasks: Tasks;
	readonly jobs: Jobs;
	readonly disk: Disk;
	readonly runtime: Runtime;
	readonly derived: DerivedContext;
	readonly netwatch: Netwatch;
	readonly links: Links;
	readonly dns: Dns;
	readonly traffic: Traffic;
	readonly mail: PostOffice;
	/** Whether a host out there answers. */
	readonly reaches: (address: string) => boolean;
	readonly interpreter: () => Interpreter;
	readonly host: MenuHost;
	/** Milliseconds since 1970, virtual. */
	readonly now: () => number;
	readonly setNow: (milliseconds: number) => void;
	readonly reboot: () => void;
	readonly cutPower: (cut: PowerCut) => void;
	readonly log: (topics: string, message: string) => void;
	readonly views: (menu: string) => readonly View[];
	readonly settings: (menu: string) => Readonly<Record<string, string>>;
};

/** A command that is done at once. */
export type Act = (context: Context, call: MenuCall) => Value;

/** A command that takes its time. */
export type Process = (context: Context, call: MenuCall) => Steps<Value>;

/** The policies of a user's group. */
export const policiesOf = (store: Store, user: string): ReadonlySet<string> => {
	const group = store.rows('/user').find((row) => row.properties.name === user)?.properties.group;
	const policy = store.rows('/user/group').find((row) => row.properties.name === group)?.properties.policy ?? '';
	return new Set(policy.split(',').filter((word) => word !== ''));
};

/** A session like another one, with fewer rights or another way to end. */
export const childSession = (session: Session, changes: Partial<Session>): Session => ({
	user: session.user,
	policies: session.policies,
	print: session.print,
	interactive: false,
	menu: '',
	aborted: session.aborted,
	...changes,
});
