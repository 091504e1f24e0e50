import {ScriptError} from '../contract.js';
import {exportLines} from '../print/export.js';
import type {Value} from '../value.js';
import {id, nothing} from '../value.js';
import {loadBackup, saveBackup} from './backup.js';
import {setClock} from './clock.js';
import type {Act, Context, Process} from './context.js';
import {updateDeviceMode} from './device-mode.js';
import {fetchFile} from './fetch.js';
import {fileActs} from './file-acts.js';
import {text} from './given.js';
import {hardnessActs} from './hardness.js';
import {redo, undo} from './history.js';
import {consoleActs} from './lab-console.js';
import {printMail, sendMail} from './mail.js';
import {checkRoute, monitorEthernet, monitorTraffic} from './monitors.js';
import {ping} from './ping.js';
import {agreed} from './questions.js';
import {resetConfiguration} from './reset.js';
import {numbersOf, propertyValue, targets} from './rows.js';
import {safeModeActs, safeModeProcesses} from './safe-mode.js';
import {fireAtShutdown} from './scheduler.js';
import {importFile, runScript} from './scripts.js';
import {traceroute} from './traceroute.js';
import {dropConnections, sendPacket} from './traffic/acts.js';
import {viewsOf} from './views/index.js';
import {worldActs} from './world-acts.js';

export const writeExport: Act = (context, call): Value => {
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
						return view !== undefined && where((property) => propertyValue(context, menu, view, property));
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

const confirmedReboot: Process = function* (context, call) {
	if (!(yield* agreed(call, 'Reboot, yes?'))) {
		throw new ScriptError('action cancelled');
	}

	// In order, unlike a power cut: events that the release fires at shutdown get a moment.
	if (fireAtShutdown(context)) {
		yield {kind: 'sleep', milliseconds: 500};
	}

	return reboot(context, call);
};

/** Nobody is there to press the button of a lab: it comes up again at once. */
const confirmedShutdown: Process = function* (context, call) {
	if (!(yield* agreed(call, 'Shutdown, yes?'))) {
		throw new ScriptError('action cancelled');
	}

	context.log('system,info', 'router is shut down; this lab starts it again');
	return reboot(context, call);
};

const reboot: Act = (context): Value => {
	context.reboot();
	return nothing;
};

const keep = (context: Context, user: string, key: string): Value => {
	if (!context.store.rows('/user').some((row) => row.properties.name === user) || !/^(ssh-rsa|ssh-ed25519) [A-Za-z\d+/=]+/.test(key)) {
		throw new ScriptError('unable to load key file (wrong format or bad passphrase)!');
	}

	const row = {id: context.store.nextId('/user/ssh-keys'), properties: {user, key, 'key-owner': key.split(' ')[2] ?? ''}};
	context.store.replace('/user/ssh-keys', [...context.store.rows('/user/ssh-keys'), row]);
	return id(row.id);
};

const addKey: Act = (context, call): Value => keep(context, text(call, 'user') ?? '', text(call, 'key') ?? '');

/** `/user/ssh-keys/import`: the file is used up. */
const importKey: Act = (context, call): Value => {
	const name = text(call, 'public-key-file') ?? '';
	const file = context.disk.read(name);
	if (file === undefined) {
		throw new ScriptError(`invalid value for argument public-key-file`);
	}

	keep(context, text(call, 'user') ?? call.session.user, Buffer.from(file.content).toString('utf8').trim());
	context.disk.remove(name);
	return nothing;
};

/** What memory remembers is forgotten (7.20+). */
const clearLog: Act = (context, call): Value => {
	const name = text(call, 'action') ?? '';
	context.runtime.log = context.runtime.log.filter((row) => row.buffer !== name);
	return nothing;
};

const quit: Act = (): Value => {
	throw new ScriptError('interrupted');
};

const flush: Act = (context): Value => {
	context.dns.flush();
	return nothing;
};

const forgetVariable: Act = (context, call): Value => {
	for (const view of targets(context, call, numbersOf(call))) {
		context.host.globals.delete(view.properties.name ?? '');
	}

	return nothing;
};

const setVariable: Act = (context, call): Value => {
	const value = call.named.get('value');
	for (const view of targets(context, call, numbersOf(call))) {
		context.host.globals.set(view.properties.name ?? '', value ?? nothing);
	}

	return nothing;
};

const release: Act = (context, call): Value => {
	for (const view of targets(context, call, numbersOf(call))) {
		context.links.release(view.id);
	}

	return nothing;
};

/** The same address again, as providers do: nothing that a lease script would hear of. */
const renew: Act = (context, call): Value => {
	targets(context, call, numbersOf(call));
	return nothing;
};

const removeJob: Act = (context, call): Value => {
	for (const view of targets(context, call, numbersOf(call))) {
		context.jobs
			.all()
			.find((job) => job.id === view.id)
			?.stop();
		context.jobs.remove(view.id);
	}

	return nothing;
};

/** Commands that take their time, by `menu verb`. */
export const processes: Readonly<Record<string, Process>> = {
	'/ import': importFile,
	'/ ping': ping,
	'/tool ping': ping,
	'/tool traceroute': traceroute,
	'/tool fetch': fetchFile,
	'/system/device-mode update': updateDeviceMode,
	'/system reboot': confirmedReboot,
	'/system shutdown': confirmedShutdown,
	'/system reset-configuration': resetConfiguration,
	'/system/backup load': loadBackup,
	'/interface monitor-traffic': monitorTraffic,
	'/interface/ethernet monitor': monitorEthernet,
	'/ip/route check': checkRoute,
	'/system/script run': runScript,
	...safeModeProcesses,
};

/** Commands that are not the common verbs, by `menu verb`. */
export const specialActs: Readonly<Record<string, Act>> = {
	'/ export': writeExport,
	'/ quit': quit,
	'/ redo': redo,
	'/ undo': undo,
	...safeModeActs,
	...consoleActs,
	...fileActs,
	'/ip/dns/cache flush': flush,
	'/ip/firewall/connection remove': dropConnections,
	'/ipv6/firewall/connection remove': dropConnections,
	'/tool/e-mail send': sendMail,
	'/lab mail': printMail,
	'/lab packet': sendPacket,
	'/ip/dhcp-client release': release,
	'/ip/dhcp-client renew': renew,
	'/system/clock set': setClock,
	'/system/script/job remove': removeJob,
	'/system/script/environment remove': forgetVariable,
	'/system/script/environment set': setVariable,
	'/user/ssh-keys add': addKey,
	'/user/ssh-keys import': importKey,
	'/system/backup save': saveBackup,
	'/system/logging/action clear': clearLog,
	...hardnessActs,
	...worldActs,
	'/lab reboot': reboot,
};
