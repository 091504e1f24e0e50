import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Context, Process} from './context.js';
import type {Faults, Feature} from './faults.js';

type Properties = Readonly<Record<string, string>>;

const deviceModes: Readonly<Record<'advanced' | 'home', Properties>> = {
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

/** The mode, and what is allowed beside it. */
export const deviceMode = ({faults}: Context): Properties => ({...deviceModes[faults.deviceMode], ...Object.fromEntries(faults.allowed.map((feature) => [feature, 'yes']))});

/** Whether a feature is kept from scripts and people; enforced from 7.17 on. */
export const isForbidden = (context: Context, feature: Feature): boolean => context.release.minor >= 17 && deviceMode(context)[feature] === 'no';

export const refuseByDeviceMode = (context: Context, feature: Feature): void => {
	if (isForbidden(context, feature)) {
		throw new ScriptError('failure: not allowed by device-mode');
	}
};

const patience = 300_000;

const features: readonly Feature[] = ['scheduler', 'fetch', 'email'];

/** What is asked for: a mode, or features beside the one that is. */
const wantedOf = ({faults}: Context, call: MenuCall): Pick<Faults, 'allowed'> & {readonly mode: Faults['deviceMode']} => {
	const mode = call.named.has('mode') ? textOf(call.named.get('mode') ?? nothing) : faults.deviceMode;
	if (mode !== 'advanced' && mode !== 'home') {
		throw new ScriptError('failure: only modes advanced and home are part of this lab');
	}

	const isAllowed = (feature: Feature): boolean => {
		const given = call.named.get(feature);
		return given === undefined ? faults.allowed.includes(feature) : textOf(given) === 'yes' || textOf(given) === 'true';
	};
	return {mode, allowed: features.filter(isAllowed)};
};

/** Somebody has to walk up to the router: press its button or pull its plug within five minutes. */
export const updateDeviceMode: Process = function* (context, call): Steps<Value> {
	const wanted = wantedOf(context, call);
	const until = context.tasks.uptime() + patience;
	context.runtime.modeWanted = {...wanted, until};
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
	context.faults.allowed = wanted.allowed;
	return true;
};
