import {formatRelease} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import {scriptText} from '../script/index.js';
import {dynamicAddresses, dynamicServers, fasttrackDummies, interfacesOf, leaseOf, leasesOf, listChildren, ports} from '../store/derived.js';
import {defaultsOf, specOf} from '../store/menus.js';
import {interfaceOf, routesOf} from '../store/routes.js';
import type {Row} from '../store/store.js';
import {formatDate, formatDuration, formatSize, formatTime} from '../store/text.js';
import type {View} from '../store/view.js';
import type {Value} from '../value.js';
import type {Context, HistoryRow} from './context.js';
import {deviceModes} from './device-mode.js';
import {diskSize} from './files.js';
import {publicKeyOf} from './keys.js';
import {neighboursOf} from './neighbours.js';
import {safeModeState} from './safe-mode.js';

const verbs = ['add', 'set'] as const;

/** Whether the release has a property: as an argument, or to be read. */
export const hasProperty = (schema: Schema, menu: string, name: string): boolean =>
	verbs.some((verb) => schema.argument(menu, verb, name) !== undefined) || schema.argument(menu, 'get', 'value-name')?.values?.includes(name) === true;

const remembered = new WeakMap<Schema, Map<string, Readonly<Record<string, string>>>>();

/** The defaults of a row that the release knows. */
const knownDefaults = (schema: Schema, menu: string, row: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
	const spec = specOf(menu);
	const key = spec.variants === undefined ? menu : `${menu} ${row[spec.variants.by] ?? ''}`;
	const known = remembered.get(schema) ?? new Map<string, Readonly<Record<string, string>>>();
	remembered.set(schema, known);
	const found = known.get(key) ?? Object.fromEntries(Object.entries(defaultsOf(spec, row)).filter(([name]) => hasProperty(schema, menu, name)));
	known.set(key, found);
	return found;
};

/** A row's kept properties over the defaults of its menu. */
export const effective = (context: Pick<Context, 'schema'>, menu: string, row: Row): Readonly<Record<string, string>> => {
	const passes = /\/(?:mangle)$/.test(menu) && /^(?:mark|change|set|clear|strip)-/.test(row.properties.action ?? '');
	return {...knownDefaults(context.schema, menu, row.properties), ...(passes ? {passthrough: 'yes'} : {}), ...row.properties};
};

const refersToNothing = (properties: Readonly<Record<string, string>>): boolean =>
	Object.entries(properties).some(([name, value]) => name !== 'comment' && /^!?\*[\dA-F]+$/.test(value));

const plain = (context: Context, menu: string, row: Row, ...flags: readonly string[]): View => ({
	id: row.id,
	properties: effective(context, menu, row),
	flags: new Set([
		...(row.dynamic === true ? ['dynamic'] : []),
		...(row.builtin === true ? ['builtin', 'default'] : []),
		...(refersToNothing(row.properties) ? ['invalid'] : []),
		...flags,
	]),
});

const withProperties = (view: View, properties: Readonly<Record<string, string>>): View => ({...view, properties: {...view.properties, ...properties}});

/** `2024-10-25 12:09:43`, before 7.10 `oct/25/2024 12:09:43`. */
export const stamp = (context: Context, milliseconds: number): string => `${formatDate(milliseconds, context.isoDates)} ${formatTime(milliseconds)}`;

const yes = (value: boolean): string => (value ? 'true' : 'false');

const macOf = (id: string): string => `48:A9:8A:0D:4E:${Number.parseInt(id.slice(1), 16).toString(16).toUpperCase().padStart(2, '0').slice(-2)}`;

const tableInUse = (context: Context, name: string): boolean =>
	['/ip/route', '/ipv6/route', '/routing/rule', '/ip/firewall/mangle', '/ipv6/firewall/mangle'].some((menu) =>
		context.store
			.rows(menu)
			.some(({properties}) => properties.disabled !== 'yes' && [properties['routing-table'], properties.table, properties['new-routing-mark']].includes(name)),
	);

type Reader = (context: Context, menu: string) => readonly View[];

const kept: Reader = (context, menu) => context.store.rows(menu).map((row) => plain(context, menu, row));

const firewallRows: Reader = (context, menu) =>
	[...fasttrackDummies(context.derived, menu), ...kept(context, menu)].map((view) => withProperties(view, {bytes: '0', packets: '0'}));

const addressListRows: Reader = (context, menu) => {
	const views = [
		...context.store.rows(menu).map((row) => ({view: plain(context, menu, row), until: row.until})),
		...listChildren(context.derived, menu).map((view) => ({view, until: undefined})),
	];
	return views.map(({view, until}) => {
		const key = `${menu} ${view.id}`;
		const since = context.runtime.since.get(key) ?? context.now();
		context.runtime.since.set(key, since);
		return withProperties(view, {
			'creation-time': stamp(context, since),
			...(until === undefined ? {} : {timeout: formatDuration(BigInt(Math.ceil((until - context.tasks.uptime()) / 1000) * 1000))}),
		});
	});
};

const addressRows =
	(family: 4 | 6): Reader =>
	(context, menu) => [
		...context.store.rows(menu).map((row) => {
			const view = plain(context, menu, row, ...(ports(context.store).has(row.properties.interface ?? '') ? ['slave'] : []));
			return withProperties(view, {'actual-interface': row.properties.interface ?? '', ...(context.release.minor >= 23 && family === 4 ? {vrf: 'main'} : {})});
		}),
		...dynamicAddresses(context.derived, family),
	];

const routeRows =
	(family: 4 | 6): Reader =>
	(context, menu) =>
		routesOf(context.derived, family, (row) => effective(context, menu, row));

const interfaceRows: Reader = (context) => {
	const slaves = ports(context.store);
	const rows = interfacesOf(context.derived).map(({row, name, type, menu, running}): View => {
		const properties = effective(context, menu, row);
		const mtu = properties.mtu ?? '1500';
		const lastDown = context.links.downs(name).last;
		const visible = {
			name,
			...(properties['default-name'] === undefined ? {} : {'default-name': properties['default-name']}),
			type,
			mtu,
			'actual-mtu': mtu === 'auto' ? '1500' : mtu,
			...(type === 'wg' ? {} : {'mac-address': properties['mac-address'] ?? macOf(row.id), l2mtu: '1568'}),
			disabled: properties.disabled ?? 'no',
			...(properties.comment === undefined ? {} : {comment: properties.comment}),
			'link-downs': String(context.links.downs(name).count),
			...(lastDown === undefined ? {} : {'last-link-down-time': stamp(context, lastDown)}),
		};
		return {id: row.id, properties: visible, flags: new Set([...(running ? ['running'] : []), ...(slaves.has(name) ? ['slave'] : [])])};
	});
	// Since 7.14 every router shows its loopback.
	const loopback: View = {
		id: '*FFFFFF',
		properties: {name: 'lo', type: 'loopback', mtu: '65536', 'actual-mtu': '65536', 'mac-address': '00:00:00:00:00:00', disabled: 'no'},
		flags: new Set(['running']),
	};
	// As does every VRF but `main`.
	const vrfs = context.store
		.rows('/ip/vrf')
		.filter(({builtin}) => builtin !== true)
		.map(
			({properties: {name = '', disabled = 'no'}}): View => ({
				id: context.derived.idFor('/interface', `vrf ${name}`),
				properties: {name, type: 'vrf', mtu: '65536', 'actual-mtu': '65536', disabled},
				flags: new Set(disabled === 'yes' ? ['dynamic'] : ['dynamic', 'running']),
			}),
		);
	return context.derived.hasLoopback ? [...rows, loopback, ...vrfs] : rows;
};

const ownInterfaceRows: Reader = (context, menu) => {
	const running = new Set(interfacesOf(context.derived).flatMap((one) => (one.running ? [one.name] : [])));
	const slaves = ports(context.store);
	return context.store.rows(menu).map((row) => {
		const name = row.properties.name ?? '';
		return plain(context, menu, row, ...(running.has(name) ? ['running'] : []), ...(slaves.has(name) ? ['slave'] : []));
	});
};

const wireguardRows: Reader = (context, menu) =>
	ownInterfaceRows(context, menu).map((view) => withProperties(view, {'public-key': publicKeyOf(view.properties['private-key'] ?? '')}));

const peerRows: Reader = (context, menu) =>
	kept(context, menu).map((view) => {
		const {interface: name = '', disabled, 'endpoint-address': endpoint = '', 'endpoint-port': port = '0'} = view.properties;
		const running = interfacesOf(context.derived).some((one) => one.name === name && one.running);
		const alive = running && disabled !== 'yes' && endpoint !== '' && !context.faults.farEndsDown.has(name) && isOnline(context);
		return withProperties(view, {
			'current-endpoint-address': alive ? endpoint : '',
			'current-endpoint-port': alive ? port : '0',
			rx: alive ? '4096' : '0',
			tx: '8192',
			...(alive ? {'last-handshake': formatDuration(BigInt((Math.floor(context.tasks.uptime() / 1000) % 120) * 1000))} : {}),
		});
	});

/** Whether a line with a fixed address leads somewhere: `main` has a default route by an interface that is no tunnel. */
const hasFixedLine = (context: Context): boolean => {
	const lines = new Set(interfacesOf(context.derived).flatMap(({name, type, running}) => (running && type !== 'wg' && !context.faults.farEndsDown.has(name) ? [name] : [])));
	return routesOf(context.derived, 4, (row) => effective(context, '/ip/route', row)).some(
		({flags, properties}) =>
			flags.has('active') && properties['dst-address'] === '0.0.0.0/0' && properties['routing-table'] === 'main' && lines.has(interfaceOf(properties['immediate-gw'] ?? '')),
	);
};

/** Whether any provider's line is up and leads somewhere. */
export const isOnline = (context: Context): boolean => leasesOf(context.derived).some((lease) => !context.faults.farEndsDown.has(lease.interface)) || hasFixedLine(context);

const tableRows: Reader = (context, menu) => [
	{id: context.derived.idFor(menu, 'main'), properties: {name: 'main', fib: 'yes', disabled: 'no'}, flags: new Set(['dynamic', 'used'])},
	...context.store
		.rows('/ip/vrf')
		.filter(({builtin, properties}) => builtin !== true && properties.disabled !== 'yes')
		.map(({properties: {name = ''}}) => ({id: context.derived.idFor(menu, `vrf ${name}`), properties: {name, fib: 'yes', disabled: 'no'}, flags: new Set(['dynamic'])})),
	...context.store.rows(menu).map((row) => plain(context, menu, row, ...(tableInUse(context, row.properties.name ?? '') ? ['used'] : []))),
];

const ruleRows: Reader = (context, menu) => context.store.rows(menu).map((row) => plain(context, menu, row, ...(refersToNothing(row.properties) ? ['inactive'] : [])));

const builtinLists = [
	['all', 'contains all interfaces'],
	['none', 'contains no interfaces'],
	['dynamic', 'contains dynamic interfaces'],
	['static', 'contains static interfaces'],
] as const;

const listRows: Reader = (context, menu) => [
	...builtinLists.map(([name, comment], index): View => ({id: `*200000${index}`, properties: {name, comment, include: '', exclude: ''}, flags: new Set(['builtin', 'dynamic'])})),
	...kept(context, menu),
];

const clientRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const lease = leaseOf(context.derived, row);
		const state: Readonly<Record<string, string>> =
			lease !== undefined
				? {
						status: 'bound',
						address: lease.address,
						gateway: lease.gateway,
						'dhcp-server': lease.gateway,
						'primary-dns': lease.dns[0] ?? '',
						'expires-after': '23h12m',
					}
				: {status: row.properties.disabled === 'yes' ? 'stopped' : 'searching...'};
		return withProperties(plain(context, menu, row), state);
	});

const watchRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const watch = context.netwatch.watchOf(row.id);
		const view = plain(context, menu, row);
		if (watch === undefined) {
			return withProperties(view, {status: 'unknown'});
		}

		const {status, since, done, failed, microseconds} = watch;
		const rtt: Readonly<Record<string, string>> =
			view.properties.type === 'icmp' && done > 0
				? {
						'loss-percent': microseconds === undefined ? '100' : '0',
						...(microseconds === undefined ? {} : {'rtt-avg': `${Math.floor(microseconds / 1000)}ms${microseconds % 1000}us`}),
					}
				: {};
		return withProperties(view, {status, since: stamp(context, since), 'done-tests': String(done), 'failed-tests': String(failed), ...rtt});
	});

const cacheRows: Reader = (context, menu) =>
	context.dns.cached().map(({name, type, data, until}) => ({
		id: context.derived.idFor(menu, `${name} ${data}`),
		properties: {name, type, data, ...(until === undefined ? {} : {ttl: formatDuration(BigInt(Math.ceil((until - context.tasks.uptime()) / 1000) * 1000))})},
		flags: new Set(until === undefined ? ['static'] : []),
	}));

const scriptRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const runs = context.runtime.runs.get(`${menu} ${row.id}`);
		return withProperties(plain(context, menu, row), {'run-count': String(runs?.count ?? 0), ...(runs === undefined ? {} : {'last-started': stamp(context, runs.last)})});
	});

const schedulerRows: Reader = (context, menu) =>
	context.store.rows(menu).map((row) => {
		const next = context.runtime.nextRuns.get(row.id);
		const runs = context.runtime.runs.get(`${menu} ${row.id}`);
		return withProperties(plain(context, menu, row), {
			'run-count': String(runs?.count ?? 0),
			...(next === undefined ? {} : {'next-run': stamp(context, context.now() + next - context.tasks.uptime())}),
		});
	});

const jobRows: Reader = (context) =>
	context.jobs.all().map((job) => ({
		id: job.id,
		properties: {
			...(job.script === undefined ? {} : {script: job.script}),
			owner: job.owner,
			policy: [...job.policies].join(','),
			started: stamp(context, job.started),
			type: job.type,
			...(job.parent === undefined ? {} : {parent: job.parent}),
		},
		flags: new Set<string>(),
	}));

const spoken = (value: Value | undefined): string => (value === undefined ? '' : scriptText(value));

const environmentRows: Reader = (context) =>
	[...context.host.globals.keys()].map((name, index) => ({
		id: `*${(index + 1).toString(16).toUpperCase()}`,
		properties: {name, value: spoken(context.host.globals.get(name))},
		flags: new Set<string>(),
	}));

const activeRows: Reader = (context) =>
	context.jobs
		.all()
		.filter((job) => job.login !== undefined)
		.map((job) => {
			const group = context.store.rows('/user').find((row) => row.properties.name === job.owner)?.properties.group ?? '';
			return {
				id: job.id,
				properties: {when: stamp(context, job.started), name: job.owner, address: job.login?.from ?? '', via: job.login?.via ?? '', group},
				flags: new Set<string>(),
			};
		});

/** Longest contents that `/file` shows and takes (60 KiB on 7.x; the manual). Longer ones go by SFTP. */
export const longestContents = 60 * 1024;

const fileRows: Reader = (context) => [
	// Boards with a RAM disk show what is kept as a folder of its own.
	...(context.faults.ramDisk ? [{id: context.derived.idFor('/file', 'flash'), properties: {name: 'flash', type: 'disk'}, flags: new Set<string>()}] : []),
	...[...context.disk.list()]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, file]) => {
			const extension = /\.([a-z\d]+)$/i.exec(name)?.[1];
			const type = file.directory === true ? 'directory' : extension === 'rsc' ? 'script' : extension === undefined ? 'file' : `.${extension} file`;
			const text = file.content.length <= longestContents ? Buffer.from(file.content).toString('utf8') : undefined;
			return {
				id: file.id,
				properties: {
					name,
					type,
					...(file.directory === true ? {} : {size: String(file.content.length)}),
					[context.release.minor >= 16 ? 'last-modified' : 'creation-time']: stamp(context, file.modified),
					...(text === undefined || file.directory === true ? {} : {contents: text}),
				},
				flags: new Set<string>(),
			};
		}),
];

const logRows: Reader = (context) =>
	context.runtime.log.map((row) => ({
		id: row.id,
		properties: {time: stamp(context, row.time), topics: row.topics, message: row.message, buffer: row.buffer},
		flags: new Set<string>(),
	}));

const historyView = (context: Context, row: HistoryRow, flag: string): View => ({
	id: row.id,
	properties: {action: row.action, by: row.by, policy: 'write', time: stamp(context, row.time)},
	flags: new Set([flag]),
});

const historyRows: Reader = (context) => [
	...context.runtime.undone.toReversed().map((row) => historyView(context, row, 'redoable')),
	...context.runtime.history.map((row) => historyView(context, row, row.floating ? 'floating-undo' : 'undoable')),
];

const buildTime = '2024-09-20 13:00:27';

const packageRows: Reader = (context) => [
	{id: '*1', properties: {name: 'routeros', version: formatRelease(context.release), 'build-time': buildTime, size: formatSize(12_963_840)}, flags: new Set<string>()},
];

const readers: Readonly<Record<string, Reader>> = {
	'/interface': interfaceRows,
	'/interface/ethernet': ownInterfaceRows,
	'/interface/bridge': ownInterfaceRows,
	'/interface/wireguard': wireguardRows,
	'/interface/wireguard/peers': peerRows,
	'/interface/list': listRows,
	'/ip/address': addressRows(4),
	'/ipv6/address': addressRows(6),
	'/ip/dhcp-client': clientRows,
	'/ip/route': routeRows(4),
	'/ipv6/route': routeRows(6),
	'/ip/firewall/address-list': addressListRows,
	'/ipv6/firewall/address-list': addressListRows,
	'/routing/table': tableRows,
	'/routing/rule': ruleRows,
	'/tool/netwatch': watchRows,
	'/ip/dns/cache': cacheRows,
	'/system/script': scriptRows,
	'/system/script/job': jobRows,
	'/system/script/environment': environmentRows,
	'/environment': environmentRows,
	'/system/scheduler': schedulerRows,
	'/ip/neighbor': neighboursOf,
	'/system/history': historyRows,
	'/system/package': packageRows,
	'/user/active': activeRows,
	'/file': fileRows,
	'/log': logRows,
	...Object.fromEntries(['/ip', '/ipv6'].flatMap((family) => ['filter', 'mangle', 'nat', 'raw'].map((name) => [`${family}/firewall/${name}`, firewallRows]))),
};

/** The rows of a menu as they are read, in order. */
export const viewsOf = (context: Context, menu: string): readonly View[] => (readers[menu] ?? kept)(context, menu);

const settingsReaders: Readonly<Record<string, (context: Context) => Readonly<Record<string, string>>>> = {
	'/system/clock': (context) => ({time: formatTime(context.now()), date: formatDate(context.now(), context.isoDates), 'gmt-offset': '+00:00', 'dst-active': 'no'}),
	'/system/resource': (context) => ({
		uptime: formatDuration(BigInt(Math.floor(context.tasks.uptime() / 1000) * 1000)),
		version: `${formatRelease(context.release)} (stable)`,
		'build-time': buildTime,
		'factory-software': '7.5',
		'free-memory': '735000000',
		'total-memory': '1073741824',
		cpu: 'ARM64',
		'cpu-count': '4',
		'cpu-frequency': '864',
		'cpu-load': '1',
		'free-hdd-space': String(context.disk.free()),
		'total-hdd-space': String(diskSize),
		'write-sect-since-reboot': '176',
		'write-sect-total': '15565',
		'bad-blocks': '0',
		'architecture-name': context.store.site.board.architecture,
		'board-name': context.store.site.board.name,
		platform: 'MikroTik',
	}),
	'/system/routerboard': ({release, store}): Readonly<Record<string, string>> => {
		const {board} = store.site;
		return board.model === undefined
			? {routerboard: 'no'}
			: {
					routerboard: 'yes',
					'board-name': board.name,
					model: board.model,
					...(board.serial === undefined ? {} : {'serial-number': board.serial}),
					'firmware-type': 'ipq6000',
					'factory-firmware': '7.5',
					'current-firmware': formatRelease(release),
					'upgrade-firmware': formatRelease(release),
				};
	},
	'/system/package/update': (context) => ({'installed-version': formatRelease(context.release)}),
	'/system/license': ({store}) => ({'software-id': store.site.board.softwareId, nlevel: '6', features: ''}),
	'/system/device-mode': (context) => deviceModes[context.faults.deviceMode],
	'/tool/e-mail': (context) => ({'last-status': context.mail.last.status, 'last-address': context.mail.last.address}),
	'/safe-mode': safeModeState,
	'/ip/dns': (context) => ({'dynamic-servers': dynamicServers(context.derived).join(','), 'cache-used': '64KiB'}),
	'/ip/settings': (context) => ({'ipv4-fasttrack-active': yes(fasttrackDummies(context.derived, '/ip/firewall/filter').length > 0), 'ipv4-fast-path-active': 'false'}),
};

/** Settings of a menu that is no list, as read. */
export const settingsOf = (context: Context, menu: string): Readonly<Record<string, string>> => ({
	...knownDefaults(context.schema, menu, {}),
	...context.store.settings(menu),
	...settingsReaders[menu]?.(context),
});

/** Sizes and loads look different in `print` than in `get`. */
export const humanSettings = (menu: string, properties: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
	if (menu !== '/system/resource') {
		return properties;
	}

	const size = (name: string): string => `${(Number(properties[name]) / 1024 / 1024).toFixed(1)}MiB`;
	return {
		...properties,
		'free-memory': size('free-memory'),
		'total-memory': size('total-memory'),
		'free-hdd-space': size('free-hdd-space'),
		'total-hdd-space': size('total-hdd-space'),
		'cpu-load': `${properties['cpu-load']}%`,
		'bad-blocks': `${properties['bad-blocks']}%`,
		'cpu-frequency': `${properties['cpu-frequency']}MHz`,
	};
};
