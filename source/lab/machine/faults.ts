import type {Line} from '../store/site.js';

/** What device-mode may keep from scripts and people. */
export type Feature = 'scheduler' | 'fetch' | 'email';

/** What is wrong with the machine, for tests and `/lab`. Changed while it runs. */
export type Faults = {
	/** Bytes that are still free; undefined for what the disk really has left. */
	diskFree: number | undefined;
	/** Files outside `flash/` vanish at reboot, as on boards with 16 MB of flash. */
	ramDisk: boolean;
	/** The wall clock starts in 1970 after a reboot, as on boards without a battery and without NTP. */
	clockStartsIn1970: boolean;
	/** Uptime at which network time sets a clock right that started in 1970; undefined for never. */
	ntpAfter: number | undefined;
	/** An event that is just a script's name may fail on policy: `refused` makes it. */
	bareNames: 'run' | 'refused';
	/** Schedulers that fire once more while the router shuts down, as up to 7.9; undefined for what the release does. */
	firesAtShutdown: boolean | undefined;
	/** What others do in sessions of their own, after so many commands that write. */
	readonly others: {after: number; source: string}[];
	/** `home` refuses the scheduler (7.17 and later). */
	deviceMode: 'advanced' | 'home';
	/** What somebody has allowed beside that mode. */
	allowed: readonly Feature[];
	/** Where guests come from, as services and users see it. They really come over loopback, and get in always while nothing is said: a twin must not lock out its owner. */
	guest: string | undefined;
	/** Interfaces without a link. */
	readonly linksDown: Set<string>;
	/** Interfaces with nobody at the far end. Most stay running, as WireGuard's do; those that dial in go down. */
	readonly farEndsDown: Set<string>;
	/** What lines hand out instead of their own, by interface. */
	readonly lines: Map<string, Partial<Line>>;
	/** Addresses outside that answer nothing, whichever way they are asked. */
	readonly hostsDown: Set<string>;
	/** Statements to let pass before one fails, by menu and verb: `/ip/route add` -> 2 lets two adds pass and fails the third. */
	readonly failures: Map<string, number>;
	/** What cannot be changed or taken away, however often it is tried: rows by menu and id (`/ip/route *3`), settings by menu. */
	readonly frozen: Set<string>;
	/** What a terminal is shown beside what it asked for. */
	readonly console: {
		banner: boolean;
		/** Asks whether to show the software licence, as after a reset since 7.13. */
		licence: boolean;
		/** Waits for Enter, as a virtual router without a licence does. */
		nag: boolean;
		/** Asks for a new password, as for an expired one. */
		password: boolean;
		/** Log lines that are printed into any terminal at any time; RouterOS prints critical ones. */
		logLines: 'critical' | 'all' | 'no';
		/** Every question about the cursor wants its answer, or the prompt waits its 10 s. */
		patientProbe: boolean;
	};
	readonly ssh: {
		/** Milliseconds on the way, each way. */
		latency: number;
		/** The connection breaks at this request (exec, shell or SFTP), counted from now: 1 is the next one. */
		dropAt: number | undefined;
		/** Like `dropAt`, but nobody hears of it: the router notices after 9 minutes. */
		silentAt: number | undefined;
		/** Exit status 1 for a command that does not parse: measured both ways on one 7.24 router. */
		errorStatus: 'no' | 'yes' | 'sometimes';
	};
};

export const noFaults = (): Faults => ({
	diskFree: undefined,
	ramDisk: false,
	clockStartsIn1970: false,
	ntpAfter: undefined,
	bareNames: 'run',
	firesAtShutdown: undefined,
	others: [],
	deviceMode: 'advanced',
	allowed: [],
	guest: undefined,
	linksDown: new Set(),
	farEndsDown: new Set(),
	lines: new Map(),
	hostsDown: new Set(),
	failures: new Map(),
	frozen: new Set(),
	console: {banner: true, licence: false, nag: false, password: false, logLines: 'critical', patientProbe: false},
	ssh: {latency: 0, dropAt: undefined, silentAt: undefined, errorStatus: 'no'},
});
