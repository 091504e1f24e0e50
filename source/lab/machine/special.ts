import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {exportLines} from '../print/export.js';
import {renderSettings} from '../print/render.js';
import {formatDuration, parseDate, parseDuration, textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {id, nothing} from '../value.js';
import type {Context, Handler} from './context.js';
import {ping} from './ping.js';
import {numbersOf, targets, valueOf} from './rows.js';
import {planAll} from './scheduler.js';
import {importFile, removeJob, runScript} from './scripts.js';
import {longestContents, viewsOf} from './views.js';

const text = (call: MenuCall, name: string): string | undefined => {
	const value = call.named.get(name);
	return value === undefined ? undefined : textOf(value);
};

const writeExport: Handler = function* (context, call): Steps<Value> {
	const {where} = call;
	const lines = exportLines(context, {
		menu: call.menu === '/' ? '' : call.menu,
		terse: call.flags.has('terse'),
		verbose: call.flags.has('verbose'),
		showSensitive: call.flags.has('show-sensitive') && !call.flags.has('hide-sensitive'),
		...(where === undefined
			? {}
			: {
					keeps: (menu, row) => {
						const view = viewsOf(context, menu).find((one) => one.id === row.id);
						return view !== undefined && where((property) => valueOf(context, menu, view, property));
					},
				}),
	});
	const content = lines.map((line) => `${line}\r\n`).join('');
	const file = text(call, 'file');
	if (file === undefined) {
		call.session.print(content);
	} else {
		context.disk.write(file.endsWith('.rsc') ? file : `${file}.rsc`, Buffer.from(content.replaceAll('\r\n', '\n')));
	}

	return nothing;
};

const contentsOf = (call: MenuCall): Uint8Array => {
	const contents = text(call, 'contents') ?? '';
	if (Buffer.byteLength(contents) > longestContents) {
		throw new ScriptError('failure: contents too long');
	}

	return Buffer.from(contents);
};

const addFile: Handler = function* (context, call): Steps<Value> {
	const name = text(call, 'name');
	if (name === undefined) {
		throw new ScriptError('Script Error: missing value(s) of argument(s) name');
	}

	if (context.disk.read(name) !== undefined) {
		throw new ScriptError('failure: file already exists');
	}

	if (text(call, 'type') === 'directory') {
		context.disk.makeDirectory(name);
	} else {
		context.disk.write(name, contentsOf(call));
	}

	return id(context.disk.read(name)?.id ?? '');
};

const setFile: Handler = function* (context, call): Steps<Value> {
	for (const view of targets(context, call, numbersOf(call))) {
		const current = view.properties['name'] ?? '';
		if (call.named.has('contents')) {
			context.disk.write(current, contentsOf(call));
		}

		const renamed = text(call, 'name');
		if (renamed !== undefined && !context.disk.rename(current, renamed)) {
			throw new ScriptError('failure: file already exists');
		}
	}

	return nothing;
};

const removeFile: Handler = function* (context, call): Steps<Value> {
	for (const view of targets(context, call, numbersOf(call))) {
		context.disk.remove(view.properties['name'] ?? '');
	}

	return nothing;
};

const setClock: Handler = function* (context, call): Steps<Value> {
	const date = text(call, 'date');
	const time = text(call, 'time');
	const day = date === undefined ? Math.floor(context.now() / 86_400_000) * 86_400_000 : parseDate(date);
	const since = time === undefined ? BigInt(context.now() % 86_400_000) : parseDuration(time);
	if (day === undefined || since === undefined) {
		throw new ScriptError(`invalid value for argument ${day === undefined ? 'date' : 'time'}`);
	}

	context.setNow(day + Number(since));
	planAll(context, false);
	return nothing;
};

const reboot: Handler = function* (context): Steps<Value> {
	context.reboot();
	return nothing;
};

const advance: Handler = function* (context, call): Steps<Value> {
	const milliseconds = Number(parseDuration(text(call, 'time') ?? '') ?? 0n);
	// From inside a running script time cannot pass: it does as soon as the script has ended.
	setImmediate(() => context.tasks.advance(milliseconds));
	return nothing;
};

const toggle = (set: Set<string>, on: string | undefined, off: string | undefined): void => {
	if (on !== undefined) {
		set.add(on);
	}

	if (off !== undefined) {
		set.delete(off);
	}
};

const links: Handler = function* (context, call): Steps<Value> {
	toggle(context.faults.linksDown, text(call, 'down'), text(call, 'up'));
	return nothing;
};

const tunnels: Handler = function* (context, call): Steps<Value> {
	toggle(context.faults.farEndsDown, text(call, 'dead'), text(call, 'alive'));
	return nothing;
};

const disk: Handler = function* (context, call): Steps<Value> {
	const free = text(call, 'free');
	if (free !== undefined && !/^\d+$/.test(free)) {
		throw new ScriptError('invalid value for argument free');
	}

	context.faults.diskFree = free === undefined ? undefined : Number(free);
	return nothing;
};

const deviceMode: Handler = function* (context, call): Steps<Value> {
	const mode = text(call, 'mode');
	if (mode !== 'advanced' && mode !== 'home') {
		throw new ScriptError('input does not match any value of mode');
	}

	context.faults.deviceMode = mode;
	return nothing;
};

const printLab: Handler = function* (context, call): Steps<Value> {
	const {faults} = context;
	const state = {
		uptime: formatDuration(BigInt(context.tasks.uptime())),
		'links-down': [...faults.linksDown].join(','),
		'tunnels-dead': [...faults.farEndsDown].join(','),
		'disk-free': String(context.disk.free()),
		'device-mode': faults.deviceMode,
		jobs: String(context.jobs.all().length),
	};
	call.session.print(
		renderSettings(Object.keys(state), state)
			.map((line) => `${line}\r\n`)
			.join(''),
	);
	return nothing;
};

const addKey: Handler = function* (context, call): Steps<Value> {
	const user = text(call, 'user') ?? '';
	const key = text(call, 'key') ?? '';
	if (!context.store.rows('/user').some((row) => row.properties['name'] === user) || !/^(ssh-rsa|ssh-ed25519) [A-Za-z\d+/=]+/.test(key)) {
		throw new ScriptError('unable to load key file (wrong format or bad passphrase)!');
	}

	const row = {id: context.store.nextId('/user/ssh-keys'), properties: {user, key, 'key-owner': key.split(' ')[2] ?? ''}};
	context.store.replace('/user/ssh-keys', [...context.store.rows('/user/ssh-keys'), row]);
	return id(row.id);
};

const quit: Handler = function* (): Steps<Value> {
	throw new ScriptError('interrupted');
};

const flush: Handler = function* (): Steps<Value> {
	return nothing;
};

/** Commands that are not the common verbs, by `menu verb`. */
export const specialHandlers: Readonly<Record<string, Handler>> = {
	'/ export': writeExport,
	'/ import': importFile,
	'/ ping': ping,
	'/ quit': quit,
	'/tool ping': ping,
	'/file add': addFile,
	'/file set': setFile,
	'/file remove': removeFile,
	'/ip/dns/cache flush': flush,
	'/system reboot': reboot,
	'/system/clock set': setClock,
	'/system/script run': runScript,
	'/system/script/job remove': removeJob,
	'/user/ssh-keys add': addKey,
	'/lab print': printLab,
	'/lab advance': advance,
	'/lab reboot': reboot,
	'/lab interface': links,
	'/lab tunnel': tunnels,
	'/lab disk': disk,
	'/lab device-mode': deviceMode,
};

export const exportMenu: Handler = writeExport;
