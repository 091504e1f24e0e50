import type {Change, VolatileField} from '../plan/index.js';
import type {Menu} from '../routeros/model/index.js';

export type JournalState = 'planned' | 'locked' | 'arming' | 'armed' | 'applying' | 'applied' | 'keeping' | 'undoing' | 'kept' | 'undone' | 'unlocked';

/**
 * One line of a change's journal, on the disk before the step that it names is taken. It holds no secret: plans have
 * none. The first line (`planned`) says what was to be done, later ones how far it came.
 */
export type JournalRecord = {
	readonly change: string;
	readonly state: JournalState;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly profile: string;
	readonly router: {readonly host: string; readonly port: number; readonly user: string; readonly fingerprint: string; readonly serial: string};
	readonly baseHash: string;
	readonly wantHash: string;
	/** SHA-256 of the guard's source, once it is known. */
	readonly guardHash?: string;
	/** Only in the first record: names of rows that were to come and go, and over which menus the hashes go. */
	readonly changes?: readonly Change[];
	readonly menus?: readonly Menu[];
	/** Fields that the hashes leave out. */
	readonly volatile?: readonly VolatileField[];
	/** Seconds of router uptime when it decides by itself. */
	readonly deadline?: number;
};

/** Writes the record of one step of a change. */
export type RecordStep = (state: JournalState, more?: Pick<JournalRecord, 'guardHash' | 'changes' | 'menus' | 'volatile' | 'deadline'>) => Promise<void>;

/** Where journals go; `profiles/` keeps one file a change. */
export interface Journal {
	/** Resolves when the record is on the disk. */
	write(record: JournalRecord): Promise<void>;
}

const closing: ReadonlySet<JournalState> = new Set(['kept', 'undone', 'unlocked']);

/** Whether the outcome of a change is still to be found out. */
export const isOpen = (records: readonly JournalRecord[]): boolean => records.length > 0 && !records.some(({state}) => closing.has(state));

const states: ReadonlySet<unknown> = new Set<JournalState>(['planned', 'locked', 'arming', 'armed', 'applying', 'applied', 'keeping', 'undoing', 'kept', 'undone', 'unlocked']);

const isRecord = (value: unknown): value is JournalRecord => {
	if (typeof value !== 'object' || value === null) {
		return false;
	}

	const {change, state, at, profile, router, baseHash, wantHash, changes, menus, volatile} = value as Partial<Record<keyof JournalRecord, unknown>>;
	return (
		typeof change === 'string' &&
		/^[a-z\d]{4,32}$/.test(change) &&
		states.has(state) &&
		typeof at === 'number' &&
		typeof profile === 'string' &&
		typeof baseHash === 'string' &&
		typeof wantHash === 'string' &&
		typeof router === 'object' &&
		router !== null &&
		[changes, menus, volatile].every((list) => list === undefined || Array.isArray(list))
	);
};

/** Journal lines as read back; what is none is left out. */
export const parseJournal = (records: readonly unknown[]): readonly JournalRecord[] => records.filter(isRecord);
