import {ScriptError} from '../contract.js';
import {matches} from '../script/index.js';
import {formatTime} from '../store/text.js';
import type {Context} from './context.js';
import {sendSyslog} from './syslog.js';
import {stamp} from './views/row.js';

const menu = '/system/logging';
const actionMenu = '/system/logging/action';

type Properties = Readonly<Record<string, string>>;

/** A rule wants messages that have all of its topics and none of those with `!`. */
const wants = (rule: string, topics: ReadonlySet<string>): boolean =>
	rule
		.split(',')
		.filter((word) => word !== '')
		.every((word) => (word.startsWith('!') ? !topics.has(word.slice(1)) : topics.has(word)));

const appendToFile = (context: Context, action: Properties, line: string): void => {
	const name = `${action['disk-file-name'] ?? 'log'}.0.txt`;
	const lines = `${Buffer.from(context.disk.read(name)?.content ?? []).toString('utf8')}${line}\n`.split('\n');
	const most = Number(action['disk-lines-per-file'] ?? 1000);
	try {
		context.disk.write(name, Buffer.from(lines.slice(-most - 1).join('\n')));
	} catch (error) {
		// A full disk loses the line, as the router does.
		if (!(error instanceof ScriptError)) {
			throw error;
		}
	}
};

/** Lines that are printed into terminals. */
const tell = (context: Context, topics: string, message: string): void => {
	for (const terminal of context.runtime.terminals.values()) {
		terminal(`${formatTime(context.now())} echo: ${topics} ${message}`);
	}
};

const deliver = (context: Context, action: Properties, topics: string, message: string): void => {
	const {runtime} = context;
	switch (action.target) {
		case 'memory': {
			runtime.changes += 1;
			const buffer = action.name ?? '';
			const row = {id: `*${runtime.changes.toString(16).toUpperCase()}`, time: context.now(), topics, message, buffer};
			const held = runtime.log.filter((one) => one.buffer === buffer);
			const most = Number(action['memory-lines'] ?? 1000);
			if (held.length < most) {
				runtime.log = [...runtime.log, row];
			} else if (action['memory-stop-on-full'] !== 'yes') {
				const [oldest] = held;
				runtime.log = [...runtime.log.filter((one) => one !== oldest), row];
			}

			return;
		}

		case 'disk':
			appendToFile(context, action, `${stamp(context, context.now())} ${topics} ${message}`);
			return;
		case 'echo':
			if (context.faults.console.logLines !== 'no') {
				tell(context, topics, message);
			}

			return;
		case 'email':
			context.mail.post({from: context.settings('/tool/e-mail').from ?? '', to: action['email-to'] ?? '', subject: 'log', body: `${topics} ${message}`, files: []});
			return;
		case 'remote':
			sendSyslog(context, action, topics, message);
			return;
		default:
	}
};

/** Sends a message wherever the rules want it; one that no rule wants is gone. */
export const writeLog = (context: Context, topics: string, message: string): void => {
	const words = new Set(topics.split(','));
	const actions = new Map(context.store.rows(actionMenu).map(({properties}) => [properties.name, properties]));
	for (const {properties} of context.store.rows(menu)) {
		const action = actions.get(properties.action ?? 'memory');
		const pattern = properties.regex ?? '';
		if (properties.disabled !== 'yes' && action !== undefined && wants(properties.topics ?? '', words) && (pattern === '' || matches(pattern, message))) {
			const prefix = properties.prefix ?? '';
			deliver(context, action, topics, prefix === '' ? message : `${prefix}: ${message}`);
		}
	}

	if (context.faults.console.logLines === 'all' && !words.has('critical')) {
		tell(context, topics, message);
	}
};
