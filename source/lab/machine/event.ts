import {quoteString} from '../../routeros/syntax/index.js';
import {scriptPolicies} from '../store/policies.js';
import type {Context} from './context.js';

/** Policies of netwatch scripts, whatever their maker may do (the manual). */
export const netwatchPolicies: ReadonlySet<string> = new Set(['read', 'write', 'test', 'reboot']);

const every: ReadonlySet<string> = new Set(scriptPolicies);

/** Runs what a row wants run when something happens: the name of a script, or a script with these variables. The system is its owner. */
export const runEvent = (context: Context, source: string, variables: Readonly<Record<string, string>>, policies = every): void => {
	if (source.trim() === '') {
		return;
	}

	const isScript = context.store.rows('/system/script').some(({properties}) => properties.name === source);
	const declared = Object.entries(variables).map(([name, value]) => `:local ${quoteString(name)} ${quoteString(value)};`);
	const session = {user: '*sys', policies, print: () => undefined, interactive: false, menu: '', aborted: () => false};
	context.host.execute(session, isScript ? `/system script run ${quoteString(source)}` : [...declared, source].join(' '), undefined);
};
