import {formatRelease} from '../../../facts/index.js';
import {dynamicServers, fasttrackDummies} from '../../store/derived.js';
import {formatDate, formatDuration, formatTime} from '../../store/text.js';
import {zoneProperties} from '../clock.js';
import type {Context} from '../context.js';
import {deviceMode} from '../device-mode.js';
import {diskSize} from '../files.js';
import {safeModeState} from '../safe-mode.js';
import {knownDefaults} from './row.js';

export const buildTime = '2024-09-20 13:00:27';

const yes = (value: boolean): string => (value ? 'true' : 'false');

/** What took FastTrack since the last restart. */
const fasttracked = (context: Context): Readonly<Record<string, string>> => {
	const [dummy] = context.views('/ip/firewall/filter').filter(({flags}) => flags.has('dynamic'));
	return {'ipv4-fasttrack-bytes': dummy?.properties.bytes ?? '0', 'ipv4-fasttrack-packets': dummy?.properties.packets ?? '0'};
};

const settingsReaders: Readonly<Record<string, (context: Context) => Readonly<Record<string, string>>>> = {
	'/system/clock': (context) => ({time: formatTime(context.now()), date: formatDate(context.now(), context.isoDates), ...zoneProperties(context)}),
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
	'/system/device-mode': deviceMode,
	'/tool/e-mail': (context) => ({'last-status': context.mail.last.status, 'last-address': context.mail.last.address}),
	'/safe-mode': safeModeState,
	'/ip/dns': (context) => ({'dynamic-servers': dynamicServers(context.derived).join(','), 'cache-used': '64KiB'}),
	'/ip/settings': (context) => ({
		'ipv4-fasttrack-active': yes(fasttrackDummies(context.derived, '/ip/firewall/filter').length > 0),
		'ipv4-fast-path-active': 'false',
		...fasttracked(context),
	}),
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
