import type {Session} from '../contract.js';
import type {Context} from './context.js';
import {policiesOf} from './context.js';
import {loseSafeMode, releaseSafeMode} from './safe-mode.js';
import type {Task} from './tasks.js';

/** A login on the machine: an exec channel, a terminal, SFTP. */
export type Login = {
	readonly session: Session;
	/** Runs a line; `done` comes when it has ended, also when it was stopped. */
	run(line: string, done: () => void): Task;
	enter(menu: string): void;
	/** Ends on the person's word, keeping what was done under safe mode. */
	quit(): void;
	close(): void;
};

export type LoginOptions = {
	readonly user: string;
	readonly from: string;
	readonly via: string;
	readonly interactive: boolean;
	readonly print: (text: string) => void;
	readonly ask?: Session['ask'];
	readonly page?: Session['page'];
	readonly endless?: Session['endless'];
	readonly columns?: Session['columns'];
	/** Takes what is told to every terminal at any time. */
	readonly notify?: (text: string) => void;
	/** The machine ends the session: a reboot, or the job was removed. */
	readonly ended: () => void;
};

/** Somebody logs in: a job of the machine, that runs line after line. */
export const openLogin = (context: Context, wanted: LoginOptions): Login => {
	const {store, jobs, runtime, tasks, now, log} = context;
	let menu = '';
	let closed = false;
	let task: Task | undefined;
	const stop = (): void => {
		if (!closed) {
			closed = true;
			task?.stop();
			wanted.ended();
		}
	};
	const policies = policiesOf(store, wanted.user);
	const job = jobs.add({type: 'login', owner: wanted.user, policies, started: now(), login: {from: wanted.from, via: wanted.via}, stop});
	let interrupted = false;
	const session: Session = {
		user: wanted.user,
		policies,
		print: wanted.print,
		from: wanted.from,
		interactive: wanted.interactive,
		...(wanted.ask === undefined ? {} : {ask: wanted.ask}),
		...(wanted.page === undefined ? {} : {page: wanted.page}),
		...(wanted.endless === undefined ? {} : {endless: wanted.endless}),
		...(wanted.columns === undefined ? {} : {columns: wanted.columns}),
		get menu() {
			return menu;
		},
		aborted: () => closed || interrupted,
		job: job.id,
	};
	if (wanted.notify !== undefined) {
		runtime.terminals.set(job.id, wanted.notify);
	}

	log('system,info,account', `user ${wanted.user} logged in from ${wanted.from} via ${wanted.via}`);
	return {
		session,
		enter: (next) => {
			menu = next;
		},
		run: (line, done) => {
			interrupted = false;
			const running = tasks.start(context.interpreter().run(line, session, {report: true}), (outcome) => {
				if (outcome?.ok === false) {
					throw outcome.error;
				}

				done();
			});
			task = running;
			return {
				stop: () => {
					interrupted = true;
					running.stop();
				},
			};
		},
		quit: () => {
			if (runtime.safeMode?.owner === job.id) {
				releaseSafeMode(context);
			}
		},
		close: () => {
			if (!closed) {
				closed = true;
				task?.stop();
			}

			runtime.terminals.delete(job.id);
			loseSafeMode(context, job.id);
			if (jobs.all().some((one) => one.id === job.id)) {
				jobs.remove(job.id);
				log('system,info,account', `user ${wanted.user} logged out from ${wanted.from} via ${wanted.via}`);
			}
		},
	};
};
