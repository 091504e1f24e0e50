import type {MenuCall} from '../contract.js';
import {ScriptError} from '../contract.js';
import {specOf} from '../store/menus.js';

const reading: ReadonlySet<string> = new Set(['print', 'get', 'find', 'export', 'monitor', 'monitor-traffic', 'run', 'info', 'warning', 'error', 'debug', 'read', 'quit']);

/** Commands that need something else than their verb says. */
const special: Readonly<Record<string, readonly string[]>> = {
	'/ ping': ['test'],
	'/tool ping': ['test'],
	'/tool traceroute': ['test'],
	'/tool fetch': ['test'],
	'/tool/e-mail send': ['test'],
	'/system reboot': ['reboot'],
	'/system shutdown': ['reboot'],
	'/system/script/job remove': ['write'],
};

const needed = (call: MenuCall): readonly string[] => {
	const listed = special[`${call.menu} ${call.verb}`];
	if (listed !== undefined) {
		return listed;
	}

	if (call.menu === '/lab') {
		return [];
	}

	if (!reading.has(call.verb)) {
		const {policy} = specOf(call.menu);
		return policy === undefined ? ['write'] : ['write', policy];
	}

	return ['read', ...(call.flags.has('show-sensitive') ? ['sensitive'] : []), ...(call.named.has('file') ? ['write'] : [])];
};

/** Throws when the session's group may not do this. */
export const permit = (call: MenuCall): void => {
	if (!needed(call).every((policy) => call.session.policies.has(policy))) {
		throw new ScriptError('not enough permissions (9)');
	}
};
