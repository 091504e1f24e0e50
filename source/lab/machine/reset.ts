import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {withFactoryRows} from '../store/factory.js';
import {textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Context, Process} from './context.js';
import {agreed} from './questions.js';
import {runFile} from './scripts.js';

const isOn = (call: MenuCall, name: string): boolean => {
	const value = call.named.get(name);
	return value !== undefined && textOf(value) === 'yes';
};

/** Rows that are the machine itself: what they held at the factory. */
const emptied = (context: Context, keepsUsers: boolean): void => {
	for (const menu of context.store.menus().filter((one) => !keepsUsers || !one.startsWith('/user'))) {
		context.store.replace(
			menu,
			context.store.rows(menu).flatMap((row) => (row.builtin === true ? [{...row, properties: row.factory ?? row.properties}] : [])),
		);
	}

	for (const menu of context.store.configured()) {
		context.store.configure(menu, {});
	}
};

/** `/system/reset-configuration`: an empty router after a restart, which then runs a file where one was named. The lab has no default configuration to bring back. */
export const resetConfiguration: Process = function* (context, call): Steps<Value> {
	const file = call.named.get('run-after-reset');
	if (file !== undefined && context.disk.read(textOf(file)) === undefined) {
		throw new ScriptError('failure: run-after-reset file does not exist');
	}

	if (!(yield* agreed(call, 'Dangerous! Reset anyway?'))) {
		throw new ScriptError('action cancelled');
	}

	emptied(context, isOn(call, 'keep-users'));
	withFactoryRows(context.store);
	// Since 7.13 the first login after a reset is asked about the licence.
	context.faults.console.licence = context.release.minor >= 13;
	context.reboot();
	if (file !== undefined) {
		runFile(context, {user: 'admin', policies: call.session.policies}, textOf(file), undefined);
	}

	return nothing;
};
