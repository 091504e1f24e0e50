import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Context, Process} from './context.js';

type Properties = Readonly<Record<string, string>>;

export const deviceModes: Readonly<Record<'advanced' | 'home', Properties>> = {
	advanced: {
		mode: 'advanced',
		scheduler: 'yes',
		fetch: 'yes',
		email: 'yes',
		socks: 'yes',
		hotspot: 'yes',
		sniffer: 'yes',
		'bandwidth-test': 'yes',
		'traffic-gen': 'no',
		container: 'no',
	},
	home: {mode: 'home', scheduler: 'no', fetch: 'no', email: 'no', socks: 'no', hotspot: 'no', sniffer: 'no', 'bandwidth-test': 'no', 'traffic-gen': 'no', container: 'no'},
};

/** Whether a feature is kept from scripts and people; enforced from 7.17 on. */
export const isForbidden = (context: Context, feature: 'scheduler' | 'fetch' | 'email'): boolean =>
	context.release.minor >= 17 && deviceModes[context.faults.deviceMode][feature] === 'no';

export const refuseByDeviceMode = (context: Context, feature: 'scheduler' | 'fetch' | 'email'): void => {
	if (isForbidden(context, feature)) {
		throw new ScriptError('failure: not allowed by device-mode');
	}
};

const patience = 300_000;

const wantedMode = (call: MenuCall): 'advanced' | 'home' => {
	const given = textOf(call.named.get('mode') ?? nothing);
	if (given !== 'advanced' && given !== 'home') {
		throw new ScriptError('failure: only modes advanced and home are part of this lab');
	}

	return given;
};

/** Somebody has to walk up to the router: press its button or pull its plug within five minutes. */
export const updateDeviceMode: Process = function* (context, call): Steps<Value> {
	const mode = wantedMode(call);
	const until = context.tasks.uptime() + patience;
	context.runtime.modeWanted = {mode, until};
	call.session.print('  update: please activate by turning power off or pressing reset or mode button\r\n          in 5m00s\r\n');
	while (context.tasks.uptime() < until && context.runtime.modeWanted?.until === until && !call.session.aborted()) {
		yield {kind: 'sleep', milliseconds: 1000};
	}

	context.runtime.modeWanted = undefined;
	throw new ScriptError('failure: device-mode update timed out');
};

/** The button, or the plug: what was asked for in time becomes so, with a reboot. */
export const confirmDeviceMode = (context: Context): boolean => {
	const wanted = context.runtime.modeWanted;
	context.runtime.modeWanted = undefined;
	if (wanted === undefined || wanted.until <= context.tasks.uptime()) {
		return false;
	}

	context.faults.deviceMode = wanted.mode;
	return true;
};
