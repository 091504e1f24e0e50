import {createHash} from 'node:crypto';
import type {Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {formatTime} from '../store/text.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Act, Context, Process} from './context.js';
import {text} from './given.js';
import {agreed} from './questions.js';

/** The lab's own form; a router's begins with bytes of its own as well, and neither takes the other's. */
const magic = 'lab backup 1\n';

const sealOf = (password: string): string => (password === '' ? '' : createHash('sha256').update(password).digest('hex'));

const named = (name: string): string => (name.endsWith('.backup') ? name : `${name}.backup`);

/** `/system/backup/save`: everything that a restart keeps, in one file. */
export const saveBackup: Act = (context, call): Value => {
	const date = new Date(context.now()).toISOString().slice(0, 10).replaceAll('-', '');
	const name = named(text(call, 'name') ?? `${context.settings('/system/identity').name ?? ''}-${date}-${formatTime(context.now()).replaceAll(':', '').slice(0, 4)}`);
	const isOpen = text(call, 'dont-encrypt') === 'yes' || call.flags.has('dont-encrypt');
	call.session.print('Saving system configuration\r\n');
	const {files: _files, site: _site, ...kept} = context.store.state();
	context.disk.write(name, Buffer.from(magic + JSON.stringify({seal: isOpen ? '' : sealOf(text(call, 'password') ?? ''), kept})));
	call.session.print('Configuration backup saved\r\n');
	return nothing;
};

type Kept = {readonly menus: Readonly<Record<string, readonly never[]>>; readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>};

const isKept = (value: unknown): value is {readonly seal: string; readonly kept: Kept} =>
	typeof value === 'object' && value !== null && 'seal' in value && typeof value.seal === 'string' && 'kept' in value && typeof value.kept === 'object';

const read = (context: Context, name: string): {readonly seal: string; readonly kept: Kept} => {
	const file = context.disk.read(named(name)) ?? context.disk.read(name);
	const content = Buffer.from(file?.content ?? []).toString('utf8');
	if (file === undefined) {
		throw new ScriptError('failure: backup file does not exist');
	}

	// Only `saveBackup` begins a file so; anybody's JSON behind it is still no reason to fall over.
	let parsed: unknown;
	try {
		parsed = content.startsWith(magic) ? JSON.parse(content.slice(magic.length)) : undefined;
	} catch {
		parsed = undefined;
	}

	if (!isKept(parsed)) {
		throw new ScriptError('failure: backup file is corrupt');
	}

	return parsed;
};

/** `/system/backup/load`: the router as it was then, after a restart. */
export const loadBackup: Process = function* (context, call): Steps<Value> {
	const {seal, kept} = read(context, text(call, 'name') ?? '');
	const password = text(call, 'password');
	// Said on 7.24 when it is left out (public report).
	if (password === undefined && call.session.ask === undefined) {
		throw new ScriptError('Script Error: missing value(s) of argument(s) password');
	}

	if (seal !== sealOf(password ?? '')) {
		throw new ScriptError('failure: wrong password');
	}

	if (!(yield* agreed(call, 'Restore and reboot?'))) {
		throw new ScriptError('action cancelled');
	}

	call.session.print('Restoring system configuration\r\n');
	for (const menu of new Set([...context.store.menus(), ...Object.keys(kept.menus)])) {
		context.store.replace(menu, kept.menus[menu] ?? []);
	}

	for (const menu of new Set([...context.store.configured(), ...Object.keys(kept.settings)])) {
		context.store.configure(menu, kept.settings[menu] ?? {});
	}

	call.session.print('System configuration restored, rebooting now\r\n');
	context.reboot();
	return nothing;
};
