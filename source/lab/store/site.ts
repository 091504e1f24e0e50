/** What a line hands out to the router at its near end. */
export type Line = {
	/** With its prefix length: what the far end leases to the router. */
	readonly address: string;
	readonly gateway: string;
	readonly dns: readonly string[];
	/** By router advertisement; without them the line speaks IPv4 alone. */
	readonly address6?: string;
	readonly gateway6?: string;
};

/** What a router is made of. A virtual one has no model and no serial number. */
export type Board = {
	readonly name: string;
	readonly architecture: string;
	readonly softwareId: string;
	readonly model?: string;
	readonly serial?: string;
};

/** What a router does not decide by itself: its board, how it left the factory, and what its lines lead to. */
export type Site = {
	readonly board: Board;
	/** By interface. An interface that is not named here leads to a line of documentation addresses. */
	readonly lines: Readonly<Record<string, Line>>;
	readonly deviceMode: 'advanced' | 'home';
	/** Files outside `flash/` are gone after a reboot. */
	readonly ramDisk: boolean;
};

/** Documentation addresses (RFC 5737, RFC 3849), another network for each further line. */
const standardLines: readonly Line[] = [
	{address: '198.51.100.23/24', gateway: '198.51.100.1', dns: ['198.51.100.53'], gateway6: 'fe80::1', address6: '2001:db8:ffff::23/64'},
	{address: '203.0.113.77/24', gateway: '203.0.113.1', dns: ['203.0.113.53'], gateway6: 'fe80::1', address6: '2001:db8:fffe::77/64'},
	{address: '192.0.2.41/24', gateway: '192.0.2.1', dns: ['192.0.2.53'], gateway6: 'fe80::1', address6: '2001:db8:fffd::41/64'},
];

/** The line behind an interface; `position` tells lines that the site does not name apart. */
export const lineBehind = (site: Site, name: string, position: number): Line => {
	const [first, ...others] = standardLines;
	return site.lines[name] ?? others[position - 1] ?? (first as Line);
};

/** The home router's own: 128 MB of flash, a serial number, one line. */
export const homeSite: Site = {
	board: {name: 'hAP ax^3', architecture: 'arm64', softwareId: 'LAB0-0001', model: 'C53UiG+5HPaxD2HPaxD', serial: 'HF10LAB0001'},
	lines: {},
	deviceMode: 'advanced',
	ramDisk: false,
};
