import type {Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Act, Context} from './context.js';
import {refuseByDeviceMode} from './device-mode.js';
import {text} from './given.js';

/** A mail as the lab's own post office keeps it: it never leaves the lab. */
export type Mail = {
	readonly from: string;
	readonly to: string;
	readonly subject: string;
	readonly body: string;
	readonly files: readonly {readonly name: string; readonly size: number}[];
};

export type PostOffice = {
	post(mail: Mail): void;
	all(): readonly Mail[];
	/** Of the last mail, as `/tool/e-mail` shows it. */
	last: {status: 'none' | 'in-progress' | 'failed' | 'succeeded'; address: string};
};

export const createPostOffice = (): PostOffice => {
	let mails: readonly Mail[] = [];
	return {
		post: (mail) => {
			mails = [...mails, mail].slice(-100);
		},
		all: () => mails,
		last: {status: 'none', address: ''},
	};
};

const attachments = (context: Context, names: string): Mail['files'] | undefined => {
	const files = names
		.split(',')
		.filter((name) => name !== '')
		.map((name) => ({name, size: context.disk.read(name)?.content.length}));
	return files.every((file): file is {name: string; size: number} => file.size !== undefined) ? files : undefined;
};

/** `/tool/e-mail/send` does not wait: how it went shows in `last-status` and, when it failed, in the log. */
export const sendMail: Act = (context, call): Value => {
	refuseByDeviceMode(context, 'email');
	const settings = context.settings('/tool/e-mail');
	const to = text(call, 'to');
	if (to === undefined) {
		throw new ScriptError('missing value(s) of argument(s) to');
	}

	// Until 7.11 the server was called `address`.
	const word = context.schema.argument('/tool/e-mail', 'set', 'server') === undefined ? 'address' : 'server';
	const server = text(call, 'server') ?? settings[word] ?? '';
	const subject = text(call, 'subject') ?? '';
	const names = text(call, 'file') ?? '';
	context.mail.last = {status: 'in-progress', address: to};
	const steps = (function* (): Steps<void> {
		yield {kind: 'sleep', milliseconds: 1000};
		const files = attachments(context, names);
		const [found] = server === '' || server === '0.0.0.0' ? [] : context.host.resolve(server);
		const trouble = found === undefined ? 'invalid server address' : files === undefined ? 'could not open attachment' : context.reaches(found) ? undefined : 'connection timeout';
		context.mail.last = {status: trouble === undefined ? 'succeeded' : 'failed', address: to};
		if (trouble === undefined) {
			context.mail.post({from: text(call, 'from') ?? settings.from ?? '', to, subject, body: text(call, 'body') ?? '', files: files ?? []});
		} else {
			context.log('e-mail,error', `Error sending e-mail <${subject}>: ${trouble}`);
		}
	})();
	context.tasks.start(steps, () => undefined);
	return nothing;
};

/** Shows what the lab's post office has. */
export const printMail: Act = (context, call): Value => {
	for (const [index, mail] of context.mail.all().entries()) {
		const lines = [
			`${index} from: ${mail.from}`,
			`  to: ${mail.to}`,
			`  subject: ${mail.subject}`,
			...mail.files.map(({name, size}) => `  file: ${name} (${size} bytes)`),
			'',
			...mail.body.split(/\r?\n/),
			'',
		];
		call.session.print(lines.map((line) => `${line}\r\n`).join(''));
	}

	return nothing;
};
