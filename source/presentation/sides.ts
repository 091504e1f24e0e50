import type {Facts} from '../facts/index.js';
import type {Prefix} from '../net/index.js';
import type {PolicyDocument, Shaping, Speed, Tenant, Watch, Zone} from '../policy/index.js';
import type {Role} from './line.js';

/** What a router does besides sending traffic by its way, as rows below the picture. */
export type Side = {readonly title: string; readonly rows: readonly SideRow[]};

export type SideRow = {
	readonly name: string;
	readonly text: string;
	/** Nothing passes here. */
	readonly isShut: boolean;
	/** Its interface is there and has no link. */
	readonly isDown: boolean;
	/** Of ten: what it has for certain, and what it can have. */
	readonly bar?: {readonly sure: number; readonly most: number};
	readonly role: Role;
};

/** A single address is known without its length. */
export const addresses = (prefixes: readonly Prefix[]): string => prefixes.map((prefix) => prefix.replace(/(?<=\.\d+)\/32$|\/128$/, '')).join(', ');

type Look = Pick<SideRow, 'isShut' | 'isDown' | 'role'>;

const open: Look = {isShut: false, isDown: false, role: 'accent'};
const shut: Look = {isShut: true, isDown: false, role: 'bad'};
const down: Look = {isShut: false, isDown: true, role: 'bad'};

/** `bad` where all of the interfaces are without a link. */
const lookOf = (names: readonly string[], {interfaces}: Facts): Look =>
	names.length > 0 && names.every((name) => interfaces.some((one) => one.name === name && (one.disabled || !one.running))) ? down : open;

const zoneRow = ({title, interfaces, internet}: Zone, facts: Facts): SideRow => ({
	name: title,
	text: `${interfaces.join(', ')}: ${internet ? 'the Internet, nobody beside it' : 'nobody'}`,
	...(internet ? lookOf(interfaces, facts) : shut),
});

const tenantSide = ({title, networks, line, shares}: Tenant, facts: Facts): Side => ({
	title: `Tenant ${title}`,
	rows: [
		...networks.map(({interface: name, address}): SideRow => ({name, text: `${address}, a table of its own`, ...lookOf([name], facts)})),
		line === undefined ? {name: 'Internet', text: 'none', ...shut} : {name: 'Internet', text: `by ${line.name}, shared with the house`, ...lookOf([line.name], facts)},
		...(shares.length === 0 ? [] : [{name: 'the house', text: addresses(shares.map(({prefix}) => prefix)), ...open}]),
	],
});

/** A guarantee on a slow line shows, too. */
const megabits = (bits: number): string => String(bits < 1_000_000 ? Number((bits / 1_000_000).toPrecision(2)) : Math.round(bits / 100_000) / 10);

/** Megabits a second, down and up. */
export const speedText = ({down: toUs, up}: Speed): string => `${megabits(toUs)}/${megabits(up)}`;

/** A guarantee shows, however small. */
const tenths = (part: number, whole: number): number => (part <= 0 ? 0 : Math.max(1, Math.min(10, Math.round((10 * part) / whole))));

const shapingSide = ({line, limit, tiers}: Shaping, facts: Facts): Side => ({
	title: `Bandwidth of ${line}: ${speedText(limit)} Mbit/s down/up`,
	rows: tiers.map(({title, guaranteed, maximum}) => ({
		name: title,
		text: `${speedText(guaranteed)} for certain, ${speedText(maximum)} at most`,
		bar: {sure: tenths(guaranteed.down, limit.down), most: tenths(maximum.down, limit.down)},
		...lookOf([line], facts),
	})),
});

const watchRow = ({title, host, by, notices}: Watch): SideRow => ({
	name: title,
	text: `${host}${by === undefined ? '' : ` by ${by}`}: the log${notices.map((notice) => (notice.kind === 'mail' ? `, ${notice.to}` : ', a webhook')).join('')}`,
	...open,
});

/** What stands beside the ways of a document. */
export const sidesOf = ({zoning, tenants, shapings, upkeep}: PolicyDocument, facts: Facts): readonly Side[] =>
	[
		{title: 'Networks kept apart', rows: zoning.zones.map((zone) => zoneRow(zone, facts))},
		{title: 'Never to or from', rows: zoning.bans.map(({title, prefixes}): SideRow => ({name: title, text: addresses(prefixes), ...shut}))},
		...tenants.map((tenant) => tenantSide(tenant, facts)),
		...shapings.map((shaping) => shapingSide(shaping, facts)),
		{title: 'Watched', rows: upkeep.watches.map(watchRow)},
	].filter(({rows}) => rows.length > 0);
