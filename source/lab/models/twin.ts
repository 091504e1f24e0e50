import type {Schema} from '../../routeros/schema/index.js';
import type {Random} from '../../runtime/index.js';
import {makePrivateKey} from '../machine/keys.js';
import {kindOf} from '../store/kinds.js';
import {holdsSettings, specOf} from '../store/menus.js';
import type {Site} from '../store/site.js';
import type {LabState, Row} from '../store/store.js';
import {idSpace} from '../store/store.js';
import type {Properties} from './blueprint.js';
import type {Header, Line} from './export-reader.js';
import {ethernetPorts, ethers, everyRouter} from './factory.js';

/** Without what came as cleared: `!name`. */
const held = (came: Properties): Properties => Object.fromEntries(Object.entries(came).filter(([name]) => !name.startsWith('!')));

/** A row before it has its id. */
type Draft = Omit<Row, 'id'>;

export type Twin = {
	readonly state: LabState;
	/** What the lab had to assume, in people's words. */
	readonly assumed: readonly string[];
};

const siteOf = ({model, serial, softwareId = ''}: Header): Site => ({
	board: {
		name: model ?? 'CHR',
		architecture: model === undefined ? 'x86_64' : 'arm64',
		softwareId,
		...(model === undefined ? {} : {model}),
		...(serial === undefined ? {} : {serial}),
	},
	lines: {},
	deviceMode: 'advanced',
	ramDisk: false,
});

/** Rows that RouterOS brings along and exports name by `default=yes`. */
const defaultNames: Readonly<Record<string, string>> = {'/snmp/community': 'public'};

/** What a row that is only ever `set` held at the factory, as far as its selector tells. */
const factoryOf = (schema: Schema, {menu, selector, found}: Extract<Line, {kind: 'set'}>): Properties => {
	if (found['default-name'] !== undefined) {
		return {name: found['default-name'], 'default-name': found['default-name']};
	}

	const name = found.name ?? (found.default === 'yes' ? (defaultNames[menu] ?? 'default') : /^[\d*]/.test(selector) || selector.startsWith('[') ? undefined : selector);
	return name !== undefined && schema.argument(menu, 'set', 'name') !== undefined ? {name} : {};
};

const isInterfaceMenu = (menu: string): boolean => idSpace(menu) === '/interface' && menu !== '/interface';

/** Ports are exported only when someone changed them; the rest shows where rows name them. */
const portPattern = /^(?:ether|sfp|qsfp|combo)\d?/;

/** Interfaces of packages and radios, by the name they have at the factory. */
const radioMenus: readonly (readonly [RegExp, string])[] = [
	[/^wlan\d/, '/interface/wireless'],
	[/^wifi\d/, '/interface/wifi'],
	[/^lte\d/, '/interface/lte'],
];

const named = (drafts: ReadonlyMap<string, readonly Draft[]>): ReadonlySet<string> =>
	new Set([...drafts].flatMap(([menu, rows]) => (isInterfaceMenu(menu) ? rows.flatMap(({properties, factory}) => [properties.name ?? '', factory?.['default-name'] ?? '']) : [])));

/** Names of interfaces that rows refer to. */
const referred = (schema: Schema, drafts: ReadonlyMap<string, readonly Draft[]>): ReadonlySet<string> => {
	const names = new Set<string>();
	for (const [menu, rows] of drafts) {
		for (const [name, value] of rows.flatMap(({properties}) => Object.entries(properties))) {
			const kind = kindOf(menu, name, schema.argument(menu, 'add', name));
			if (kind.kind === 'reference' && kind.to === 'interface') {
				for (const part of value.replace(/^!/, '').split(',')) {
					names.add(part);
				}
			} else if (kind.kind === 'gateway') {
				for (const hop of value.split(',')) {
					names.add(hop.split('@')[0]?.split('%').at(-1) ?? '');
				}
			}
		}
	}

	return names;
};

const withGaps = (ports: ReadonlySet<string>): readonly string[] => {
	const numbers = [...ports].map((name) => Number(/^ether(\d+)$/.exec(name)?.[1] ?? 0));
	return [...new Set([...ethers(Math.max(1, ...numbers)), ...[...ports].toSorted()])];
};

class Builder {
	readonly drafts = new Map<string, Draft[]>(everyRouter.map(([menu, rows]) => [menu, rows.map((properties): Draft => ({properties, builtin: true, factory: properties}))]));
	/** As they came. */
	readonly settings: Record<string, Properties> = {};
	readonly foreign: Record<string, string[]> = {};
	readonly order: string[] = [];
	readonly assumed: string[] = [];

	constructor(readonly schema: Schema) {}

	read(line: Line): void {
		if (!this.order.includes(line.menu)) {
			this.order.push(line.menu);
		}

		const known = this.schema.hasCommand(line.menu, 'set') || this.schema.hasCommand(line.menu, 'add');
		if (line.kind === 'other' || !known) {
			this.foreign[line.menu] = [...(this.foreign[line.menu] ?? []), line.text];
		}

		if (line.kind === 'other') {
			return;
		}

		if (!known) {
			// Nobody can change it here, but others may name it.
			if (isInterfaceMenu(line.menu)) {
				this.draft(line.menu, {properties: line.properties, builtin: true, factory: line.properties});
			}
		} else if (line.kind === 'add') {
			this.draft(line.menu, {properties: held(line.properties), came: line.properties});
		} else if (line.selector === '' || holdsSettings(this.schema, line.menu)) {
			this.settings[line.menu] = {...this.settings[line.menu], ...line.properties};
		} else {
			this.change(line);
		}
	}

	/** `set` of a row that the router brought along. */
	private change(line: Extract<Line, {kind: 'set'}>): void {
		const factory = factoryOf(this.schema, line);
		const rows = this.drafts.get(line.menu) ?? [];
		const numbered = /^\d+$/.test(line.selector) && rows[Number(line.selector)]?.builtin === true ? Number(line.selector) : -1;
		// Services have names that cannot be set, and are named by them all the same.
		const isDefault = line.found.default === 'yes' && specOf(line.menu).builtinBy === 'default';
		const at = isDefault
			? rows.findIndex((row) => row.builtin === true)
			: numbered >= 0
				? numbered
				: rows.findIndex((row) => row.factory?.name === (factory.name ?? line.selector));
		const known = rows[at]?.factory ?? factory;
		const changed: Draft = {properties: {...known, ...held(line.properties)}, builtin: true, factory: known, came: line.properties, selector: line.selector};
		if (at < 0) {
			this.draft(line.menu, changed);
		} else {
			rows[at] = changed;
		}
	}

	private draft(menu: string, row: Draft): void {
		const rows = this.drafts.get(menu) ?? [];
		// Exports leave `main` out, which takes all interfaces that no VRF before it has.
		rows.splice(menu === '/ip/vrf' && rows.at(-1)?.builtin === true ? -1 : rows.length, 0, row);
		this.drafts.set(menu, rows);
	}

	/** Adds the ports that nothing but references shows. */
	complete(): void {
		const known = named(this.drafts);
		const missing = [...referred(this.schema, this.drafts)].filter((name) => !known.has(name));
		const changed = this.drafts.get('/interface/ethernet') ?? [];
		const seen = new Set([...missing.filter((name) => portPattern.test(name)), ...changed.map(({factory}) => factory?.['default-name'] ?? '')]);
		const [, ports] = ethernetPorts(withGaps(seen));
		this.drafts.set(
			'/interface/ethernet',
			ports.map((port): Draft => {
				const own = changed.find(({factory}) => factory?.['default-name'] === port['default-name']);
				return own === undefined ? {properties: port, builtin: true, factory: port} : {...own, properties: {...port, ...own.properties}, factory: {...port, ...own.factory}};
			}),
		);
		this.assumed.push(`its ports are ${ports.map((port) => port.name).join(', ')}`);
		for (const [pattern, menu] of radioMenus) {
			for (const name of missing.filter((one) => pattern.test(one))) {
				const factory = {name, 'default-name': name};
				this.draft(menu, {properties: factory, builtin: true, factory});
			}
		}
	}

	/** Keys that exports leave out: a tunnel gets one of its own. */
	keys(random: Random): void {
		const tunnels = this.drafts.get('/interface/wireguard') ?? [];
		const without = tunnels.filter(({properties}) => (properties['private-key'] ?? '') === '');
		this.drafts.set(
			'/interface/wireguard',
			tunnels.map((row) => (without.includes(row) ? {...row, properties: {...row.properties, 'private-key': makePrivateKey(random)}} : row)),
		);
		if (without.length > 0) {
			this.assumed.push(`keys made up for ${without.map(({properties}) => properties.name ?? '').join(', ')}: an export has none`);
		}
	}

	/** Nobody is locked out of a twin. */
	admin(): void {
		const users = this.drafts.get('/user') ?? [];
		const admin = users.find(({properties}) => properties.name === 'admin');
		const properties = {name: 'admin', group: 'full', comment: 'system default user'};
		this.drafts.set('/user', [{properties, builtin: true, factory: properties}, ...users.filter((row) => row !== admin)]);
	}

	state(header: Header): LabState {
		const ids: Record<string, number> = {};
		const menus: Record<string, readonly Row[]> = {};
		// Ports have the first ids of all interfaces, as on a real board.
		const order = ['/interface/ethernet', ...[...this.drafts.keys()].filter((menu) => menu !== '/interface/ethernet')];
		for (const menu of order) {
			const space = idSpace(menu);
			menus[menu] = (this.drafts.get(menu) ?? []).map((row): Row => {
				ids[space] = (ids[space] ?? 0) + 1;
				return {id: `*${ids[space].toString(16).toUpperCase()}`, ...row};
			});
		}

		const settings = Object.fromEntries(Object.entries(this.settings).map(([menu, came]) => [menu, held(came)]));
		return {menus, settings, ids, files: {}, site: siteOf(header), foreign: {order: this.order, lines: this.foreign, settings: this.settings}};
	}
}

/** A router as its export says; what the lab has no rows for is kept as it came. */
export const twinOf = (header: Header, lines: readonly Line[], schema: Schema, random: Random): Twin => {
	const builder = new Builder(schema);
	for (const line of lines) {
		builder.read(line);
	}

	builder.complete();
	builder.keys(random);
	builder.admin();
	return {state: builder.state(header), assumed: builder.assumed};
};
