import {parseDuration} from '../store/text.js';
import {nothing} from '../value.js';
import type {Act} from './context.js';
import {count, text} from './given.js';

const switches = [
	['banner', 'banner'],
	['licence-question', 'licence'],
	['enter-question', 'nag'],
	['password-question', 'password'],
	['patient-probe', 'patientProbe'],
] as const;

/** `/lab console`: what terminals are shown from now on. */
const consoleSwitches: Act = (context, call) => {
	for (const [name, key] of switches) {
		const given = text(call, name);
		if (given !== undefined) {
			context.faults.console[key] = given === 'yes';
		}
	}

	const lines = text(call, 'log-lines');
	if (lines === 'critical' || lines === 'all' || lines === 'no') {
		context.faults.console.logLines = lines;
	}

	return nothing;
};

/** `/lab ssh`: what goes wrong on the way to the router from now on; 0 for nothing. */
const ssh: Act = (context, call) => {
	const {ssh: faults} = context.faults;
	const latency = text(call, 'latency');
	if (latency !== undefined) {
		faults.latency = Number(parseDuration(latency) ?? 0n);
	}

	const dropAt = count(call, 'drop-at');
	const silentAt = count(call, 'silent-at');
	faults.dropAt = dropAt === undefined ? faults.dropAt : dropAt === 0 ? undefined : dropAt;
	faults.silentAt = silentAt === undefined ? faults.silentAt : silentAt === 0 ? undefined : silentAt;
	const status = text(call, 'error-status');
	if (status === 'no' || status === 'yes' || status === 'sometimes') {
		faults.errorStatus = status;
	}

	return nothing;
};

export const consoleActs: Readonly<Record<string, Act>> = {'/lab console': consoleSwitches, '/lab ssh': ssh};
