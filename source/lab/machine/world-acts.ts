import {ScriptError} from '../contract.js';
import {renderSettings} from '../print/render.js';
import {formatDuration, parseDuration} from '../store/text.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Act} from './context.js';
import {confirmDeviceMode} from './device-mode.js';
import {text} from './given.js';
import {planAll} from './scheduler.js';

const advance: Act = (context, call): Value => {
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

const links: Act = (context, call): Value => {
	toggle(context.faults.linksDown, text(call, 'down'), text(call, 'up'));
	return nothing;
};

const tunnels: Act = (context, call): Value => {
	toggle(context.faults.farEndsDown, text(call, 'dead'), text(call, 'alive'));
	return nothing;
};

const hosts: Act = (context, call): Value => {
	toggle(context.faults.hostsDown, text(call, 'dead'), text(call, 'alive'));
	return nothing;
};

const disk: Act = (context, call): Value => {
	const free = text(call, 'free');
	if (free !== undefined && !/^\d+$/.test(free)) {
		throw new ScriptError('invalid value for argument free');
	}

	context.faults.diskFree = free === undefined ? undefined : Number(free);
	const ram = text(call, 'ram');
	if (ram !== undefined) {
		context.faults.ramDisk = ram === 'yes';
	}

	return nothing;
};

const deviceMode: Act = (context, call): Value => {
	const mode = text(call, 'mode');
	if (mode !== 'advanced' && mode !== 'home') {
		throw new ScriptError('input does not match any value of mode');
	}

	context.faults.deviceMode = mode;
	context.faults.allowed = [];
	planAll(context, false);
	return nothing;
};

const printLab: Act = (context, call): Value => {
	const {faults} = context;
	const state = {
		uptime: formatDuration(BigInt(context.tasks.uptime())),
		'links-down': [...faults.linksDown].join(','),
		'tunnels-dead': [...faults.farEndsDown].join(','),
		'hosts-dead': [...faults.hostsDown].join(','),
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

const button: Act = (context): Value => {
	if (confirmDeviceMode(context)) {
		context.reboot();
	}

	return nothing;
};

/** `/lab`: how a person makes time pass, and the world outside change. */
export const worldActs: Readonly<Record<string, Act>> = {
	'/lab print': printLab,
	'/lab advance': advance,
	'/lab button': button,
	'/lab interface': links,
	'/lab tunnel': tunnels,
	'/lab host': hosts,
	'/lab disk': disk,
	'/lab device-mode': deviceMode,
};
