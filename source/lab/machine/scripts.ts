import {quoteString} from '../../routeros/syntax/index.js';
import type {MenuCall, Session, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {unfinished} from '../script/unfinished.js';
import {textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {id, nothing} from '../value.js';
import type {Context, Process} from './context.js';
import {childSession} from './context.js';
import {numbersOf, targets} from './rows.js';

const menu = '/system/script';

/** Starts a text as a job that outlives its session, and gives the job's id. Its trouble goes into the file, else into the log. */
export const startJob = (context: Context, session: Session, source: string, file: string | undefined): Value => {
	let stopped = false;
	let output = '';
	const name = file === undefined || file.endsWith('.txt') ? file : `${file}.txt`;
	const job = context.jobs.add({
		type: 'command',
		owner: session.user,
		policies: session.policies,
		started: context.now(),
		stop: () => {
			stopped = true;
			task?.stop();
		},
	});
	const write = (): void => {
		if (name !== undefined) {
			try {
				context.disk.write(name, Buffer.from(output));
			} catch (error) {
				if (!(error instanceof ScriptError)) {
					throw error;
				}
			}
		}
	};
	write();
	const own = childSession(session, {
		job: job.id,
		aborted: () => stopped,
		print: (text) => {
			output += text;
		},
	});
	const steps = (function* (): Steps<Value> {
		try {
			return yield* context.interpreter().run(source, own, {report: name !== undefined, caller: ':execute'});
		} finally {
			write();
			context.jobs.remove(job.id);
		}
	})();
	const task = context.tasks.start(steps, (outcome) => {
		if (outcome?.ok === false) {
			if (!(outcome.error instanceof ScriptError)) {
				throw outcome.error;
			}

			context.log('script,error', `executing script from scheduler or :execute failed: ${outcome.error.message}`);
		}
	});
	return id(job.id);
};

/** Runs a script as a job under the caller's one, with the script's policies; the caller must have them all. */
export const runScript: Process = function* (context, call): Steps<Value> {
	for (const view of targets(context, call, numbersOf(call))) {
		const {name = '', source = '', policy = '', 'dont-require-permissions': free} = view.properties;
		const policies = new Set(policy.split(',').filter((word) => word !== ''));
		if (free !== 'yes' && [...policies].some((word) => !call.session.policies.has(word))) {
			context.log('script,error', `not enough permissions to run script ${name}`);
			throw new ScriptError('not enough permissions (9)');
		}

		const runs = context.runtime.runs.get(`${menu} ${view.id}`);
		context.runtime.runs.set(`${menu} ${view.id}`, {count: (runs?.count ?? 0) + 1, last: context.now()});
		let stopped = false;
		const {job: parent} = call.session;
		const job = context.jobs.add({
			type: 'command',
			script: name,
			owner: call.session.user,
			policies,
			started: context.now(),
			...(parent === undefined ? {} : {parent}),
			stop: () => {
				stopped = true;
			},
		});
		try {
			yield* context
				.interpreter()
				.run(source, childSession(call.session, {policies, job: job.id, script: name, aborted: () => stopped || call.session.aborted()}), {report: false, caller: name});
		} finally {
			context.jobs.remove(job.id);
		}
	}

	return nothing;
};

/** A switch that is written alone or as `name=yes`. */
const isOn = (call: MenuCall, name: string): boolean => {
	const value = call.named.get(name);
	return call.flags.has(name) || (value !== undefined && textOf(value) === 'yes');
};

const loaded = '\r\nScript file loaded and executed successfully\r\n';

/** `/import`: the file runs as one script; what ran before an error stays. */
export const importFile: Process = function* (context, call): Steps<Value> {
	const given = call.named.get('file-name') ?? call.positional[0];
	if (given === undefined) {
		throw new ScriptError('missing value(s) of argument(s) file-name');
	}

	const name = textOf(given);
	const file = context.disk.read(name);
	if (file === undefined || file.directory === true) {
		throw trailed(new ScriptError('Cannot open import file, file does not exist'), call.line);
	}

	const source = Buffer.from(file.content).toString('utf8');
	if (call.session.interactive) {
		call.session.print(`Opening script file ${name}\r\n`);
	}

	if (!isOn(call, 'dry-run') && textOf(call.named.get('verbose') ?? nothing) === 'yes') {
		yield* lineByLine(context, call, source);
		call.session.print(loaded);
		return nothing;
	}

	const wrong = context.interpreter().check(source, '');
	if (wrong !== undefined) {
		throw trailed(new ScriptError(wrong), call.line);
	}

	if (!isOn(call, 'dry-run')) {
		yield* imported(context, call, source, '');
	}

	call.session.print(loaded);
	return nothing;
};

/** Runs a file's text, or a line of it, in the words of `/import` where it fails. */
function* imported(context: Context, call: MenuCall, source: string, menu: string): Steps<void> {
	const session = childSession(call.session, {menu, interactive: false, ...(call.session.job === undefined ? {} : {job: call.session.job})});
	try {
		yield* context.interpreter().run(source, session, {report: false, caller: 'import'});
	} catch (error) {
		if (!(error instanceof ScriptError) || error.constructor !== ScriptError) {
			throw error;
		}

		throw trailed(new ScriptError(error.message.startsWith('Script Error: ') ? error.message : `Script Error: ${error.message}`), call.line, error.trail);
	}
}

/** `verbose=yes`: each input of the file is shown and run before the next one is looked at, so what is wrong below does not stop what is above. */
function* lineByLine(context: Context, call: MenuCall, source: string): Steps<void> {
	const from = Number(textOf(call.named.get('from-line') ?? nothing)) || 1;
	let menu = '';
	let pending = '';
	for (const [index, line] of source.replaceAll('\r\n', '\n').split('\n').entries()) {
		const text = pending === '' ? line : `${pending}\n${line}`;
		if (index + 1 < from || unfinished(text) !== '') {
			pending = index + 1 < from ? '' : text;
			continue;
		}

		pending = '';
		if (text.trim() === '' || text.startsWith('#')) {
			continue;
		}

		const first = index + 1 - text.split('\n').length + 1;
		call.session.print(`#line ${first}\r\n${text.replaceAll('\n', '\r\n')}\r\n`);
		// Errors name the line of the file.
		const placed = '\n'.repeat(first - 1) + text;
		const wrong = context.interpreter().check(placed, menu);
		if (wrong !== undefined) {
			throw trailed(new ScriptError(wrong), call.line);
		}

		yield* imported(context, call, placed, menu);
		menu = context.interpreter().menuAfter(text, menu);
	}
}

/** Runs a file by itself, with somebody's rights; what it says goes into a file of its own where one is named. */
export const runFile = (context: Context, who: Pick<Session, 'user' | 'policies'>, name: string, log: string | undefined): void => {
	let output = '';
	const session: Session = {
		...who,
		interactive: false,
		menu: '',
		aborted: () => false,
		print: (text) => {
			output += text;
		},
	};
	context.tasks.start(context.interpreter().run(`/import file-name=${quoteString(name)}`, session, {report: true}), () => {
		if (log !== undefined) {
			context.host.save(log, output);
		}
	});
};

const uploaded = /^(.*)\.auto\.rsc$/;

/** A file that ends in `.auto.rsc` runs as soon as it has arrived, and `.auto.log` says how it went (the manual). */
export const runUploaded = (context: Context, who: Pick<Session, 'user' | 'policies'>, name: string): void => {
	const stem = uploaded.exec(name)?.[1];
	if (stem !== undefined) {
		runFile(context, who, name, `${stem}.auto.log`);
	}
};

const trailed = (error: ScriptError, line: number, inner: readonly string[] = []): ScriptError => {
	error.trail.push(...inner, `(:import; line ${line})`);
	return error;
};
