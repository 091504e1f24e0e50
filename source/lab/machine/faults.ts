/** What is wrong with the machine, for tests and `/lab`. Changed while it runs. */
export type Faults = {
	/** Bytes that are still free; undefined for what the disk really has left. */
	diskFree: number | undefined;
	/** Files outside `flash/` vanish at reboot, as on boards with 16 MB of flash. */
	ramDisk: boolean;
	/** The wall clock starts in 1970 after a reboot, as on boards without a battery and without NTP. */
	clockStartsIn1970: boolean;
	/** `home` refuses the scheduler (7.17 and later). */
	deviceMode: 'advanced' | 'home';
	/** Interfaces without a link. */
	readonly linksDown: Set<string>;
	/** Tunnels whose far end does not answer; their interface stays running, as WireGuard's does. */
	readonly farEndsDown: Set<string>;
	/** Statements to let pass before one fails, by menu and verb: `/ip/route add` -> 2 lets two adds pass and fails the third. */
	readonly failures: Map<string, number>;
};

export const noFaults = (): Faults => ({
	diskFree: undefined,
	ramDisk: false,
	clockStartsIn1970: false,
	deviceMode: 'advanced',
	linksDown: new Set(),
	farEndsDown: new Set(),
	failures: new Map(),
});
