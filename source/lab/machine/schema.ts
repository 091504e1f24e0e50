import type {Argument, Schema} from '../../routeros/schema/index.js';

const argument = (name: string, note = '', values?: readonly string[]): Argument => ({name, values, note, negatable: false});
const table = (...list: readonly Argument[]): ReadonlyMap<string, Argument> => new Map(list.map((one) => [one.name, one]));

const printing = table(argument('as-value'), argument('without-paging'), argument('file', 'string value'));
const routerboard = ['routerboard', 'board-name', 'model', 'serial-number', 'firmware-type', 'factory-firmware', 'current-firmware', 'upgrade-firmware'];
const none: ReadonlyMap<string, Argument> = new Map();

/**
 * What the sampled schema (taken from a virtual router) lacks on the machines that the lab plays: the board's own
 * menu, and `/lab`, which is no RouterOS menu: it is how a person makes time pass and things break.
 */
const extra: Readonly<Record<string, Readonly<Record<string, ReadonlyMap<string, Argument>>>>> = {
	'/system/routerboard': {print: printing, get: table(argument('value-name', '', routerboard), argument('as-string'), argument('as-string-value'))},
	'/system/license': {get: table(argument('value-name', '', ['software-id', 'nlevel', 'features']), argument('as-string'), argument('as-string-value'))},
	'/lab': {
		print: printing,
		advance: table(argument('time', 'time interval')),
		reboot: none,
		disk: table(argument('free', 'string value'), argument('ram', '', ['no', 'yes'])),
		button: none,
		mail: none,
		'power-cut': table(argument('writes', 'string value'), argument('files', 'string value', ['empty', 'kept', 'lost']), argument('within', 'time interval')),
		clock: table(argument('forward', 'time interval'), argument('back', 'time interval'), argument('boots-in-1970', '', ['no', 'yes']), argument('ntp-after', 'time interval')),
		scheduler: table(argument('bare-names', 'string value', ['refused', 'run']), argument('at-shutdown', '', ['no', 'yes'])),
		guest: table(argument('address', 'string value')),
		packet: table(
			...['src-address', 'dst-address', 'in-interface'].map((name) => argument(name, 'string value')),
			argument('protocol', '', ['tcp', 'udp', 'icmp']),
			...['src-port', 'dst-port', 'packet-size', 'count'].map((name) => argument(name, 'integer number')),
		),
		line: table(argument('interface', 'string value'), argument('address', 'string value'), argument('gateway', 'string value')),
		lookup: table(argument('name', 'string value')),
		other: table(argument('after', 'string value'), argument('do', 'string value')),
		failure: table(argument('command', 'string value'), argument('after', 'string value')),
		interface: table(argument('down', 'string value'), argument('up', 'string value')),
		host: table(argument('dead', 'string value'), argument('alive', 'string value')),
		tunnel: table(argument('dead', 'string value'), argument('alive', 'string value')),
		console: table(
			...['banner', 'licence-question', 'enter-question', 'password-question', 'patient-probe'].map((name) => argument(name, '', ['yes', 'no'])),
			argument('log-lines', '', ['critical', 'all', 'no']),
		),
		ssh: table(
			argument('latency', 'time interval'),
			argument('drop-at', 'integer number'),
			argument('silent-at', 'integer number'),
			argument('error-status', '', ['no', 'yes', 'sometimes']),
		),
		'device-mode': table(argument('mode', 'string value', ['advanced', 'home'])),
	},
};

const rowNumbers = argument('numbers', 'string value');
const vethProperties = ['address', 'comment', 'dhcp', 'disabled', 'gateway', 'gateway6', 'mac-address', 'name'].map((name) =>
	argument(name, name === 'disabled' || name === 'dhcp' ? '' : 'string value', name === 'disabled' || name === 'dhcp' ? ['no', 'yes'] : undefined),
);

/** Since 7.21 the menu of virtual interfaces comes with the container package, which the sampled router has not; as 7.20.8 has it. */
const veth: Readonly<Record<string, ReadonlyMap<string, Argument>>> = {
	add: table(...vethProperties, argument('copy-from', 'string value')),
	set: table(...vethProperties, rowNumbers),
	comment: table(rowNumbers, argument('comment', 'string value')),
	disable: table(rowNumbers),
	enable: table(rowNumbers),
	remove: table(rowNumbers),
	find: table(argument('where')),
	get: table(argument('number', 'string value'), argument('value-name', '', ['address', 'comment', 'disabled', 'gateway', 'gateway6', 'mac-address', 'name', 'running'])),
	print: table(
		...['as-value', 'brief', 'count-only', 'detail', 'terse', 'show-ids', 'without-paging', 'where'].map((name) => argument(name)),
		...['file', 'from', 'proplist'].map((name) => argument(name, 'string value')),
	),
};

const extend = (schema: Schema): Schema => {
	const added = schema.hasMenu('/interface/veth') ? extra : {...extra, '/interface/veth': veth};
	const own = (menu: string): Readonly<Record<string, ReadonlyMap<string, Argument>>> | undefined => added[menu];
	/** Under '' those of the root. */
	const below = new Map<string, string[]>();
	for (const path of Object.keys(added)) {
		const end = path.lastIndexOf('/');
		below.set(path.slice(0, end), [...(below.get(path.slice(0, end)) ?? []), path.slice(end + 1)]);
	}

	const argumentsOf = (menu: string, command: string): ReadonlyMap<string, Argument> => own(menu)?.[command] ?? schema.arguments(menu, command);
	return {
		version: schema.version,
		hasMenu: (menu) => own(menu) !== undefined || schema.hasMenu(menu),
		submenus: (menu) => [...new Set([...schema.submenus(menu), ...(below.get(menu === '/' ? '' : menu) ?? [])])],
		commands: (menu) => [...new Set([...schema.commands(menu), ...Object.keys(own(menu) ?? {})])],
		hasCommand: (menu, command) => own(menu)?.[command] !== undefined || schema.hasCommand(menu, command),
		arguments: argumentsOf,
		argument: (menu, command, name) => argumentsOf(menu, command).get(name),
	};
};

const extended = new WeakMap<Schema, Schema>();

/** The release's schema with what the lab adds to it. */
export const labSchema = (schema: Schema): Schema => {
	const known = extended.get(schema) ?? extend(schema);
	extended.set(schema, known);
	return known;
};
