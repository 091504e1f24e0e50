import {StringDecoder} from 'node:string_decoder';
import type {ServerChannel} from 'ssh2';
import type {Clock} from '../../runtime/index.js';
import type {Session} from '../contract.js';
import type {Machine} from '../machine/machine.js';
import type {Task} from '../machine/tasks.js';
import {createAsking} from './asking.js';
import {createCommandLine} from './command-line.js';
import {complete} from './complete.js';
import {greet} from './greeting.js';
import type {Key} from './keys.js';
import {takeKey} from './keys.js';
import {menuOfLine} from './menu.js';
import {namesOf} from './names.js';
import {createPager} from './pager.js';
import type {Probe} from './probe.js';
import {firstQuestion, hear, newProbe, patience, sizeOf} from './probe.js';
import {pressSafeMode} from './safe-mode-key.js';
import {createScreen} from './screen.js';
import {parseSuffix} from './suffix.js';

export type Pty = {readonly columns: number; readonly rows: number};

export type ShellOptions = {
	readonly machine: Machine;
	readonly clock: Clock;
	readonly channel: ServerChannel;
	readonly user: string;
	/** What stood behind the `+` of the login name. */
	readonly parameters: string;
	readonly from: string;
	readonly pty: () => Pty | undefined;
	/** Logged in with an empty password: a new one is asked for. */
	readonly wantsPassword: boolean;
};

/** An interactive console in the shape that every tested client depends on (7.2x captures). */
export const serveShell = (options: ShellOptions): void => {
	const {machine, channel, user} = options;
	const {context} = machine;
	const suffix = parseSuffix(options.parameters);
	const decoder = new StringDecoder('utf8');
	const patient = new AbortController();
	let input = '';
	let task: Task | undefined;
	let probe: Probe | undefined;
	let ready = false;
	let afterReturn = false;
	let closed = false;
	let fresh = false;

	const measured = (): ReturnType<typeof sizeOf> => sizeOf(probe?.heard ?? []);
	const columns = (): number => suffix.columns ?? (options.pty()?.columns || measured().columns) ?? 80;
	const rows = (): number => suffix.rows ?? (options.pty()?.rows || measured().rows) ?? 24;

	const write = (text: string): void => {
		if (text !== '') {
			channel.write(text);
		}
	};

	/** The first line of an answer has a bare CR before it. */
	const answer = (text: string): string => {
		const shown = fresh ? `\r${text}` : text;
		fresh = false;
		return shown;
	};

	const asking = createAsking({
		show: (text) => {
			pager.follow(text);
			setImmediate(consume);
		},
		write,
		answered: () => {
			fresh = true;
			context.tasks.poke();
		},
	});

	const login = machine.login({
		user,
		from: options.from,
		via: 'ssh',
		interactive: true,
		print: (text) => {
			pager.follow(answer(text));
		},
		page: (text) => {
			pager.show(answer(text));
		},
		ask: asking.ask,
		endless: (text) => {
			pager.endless(answer(text));
		},
		columns,
		notify: (text) => {
			if (ready && task === undefined && !pager.active()) {
				screen.interject(text, typed.line());
			} else if (ready) {
				pager.follow(`\r${text}\u001B[K\r\n`);
			}
		},
		ended: () => {
			end();
		},
	});

	const prompt = (): string => {
		const {menu, job} = login.session;
		const mark = context.runtime.safeMode?.owner === job ? '<SAFE>' : typed.hotlock() ? '>>' : '>';
		return typed.continuation() ?? `[${user}@${machine.identity()}] ${menu}${mark} `;
	};

	const typed = createCommandLine({
		screen: () => screen,
		write,
		columns,
		prompt,
		complete: (text) => complete(machine.schema, namesOf(context), login.session.menu, text),
	});
	const screen = createScreen({write, columns, prompt, dumb: suffix.dumb, full: () => suffix.probes});

	const next = (): void => {
		if (!closed && !pager.active() && task === undefined) {
			screen.showPrompt();
			setImmediate(consume);
		}
	};

	const pager = createPager({rows, columns, colours: suffix.colours, write, finished: next});

	const end = (): void => {
		if (!closed) {
			closed = true;
			patient.abort();
			login.close();
			channel.exit(0);
			channel.end();
		}
	};

	/** Starts something that takes its time, and may be over at once. */
	const start = (begin: (done: () => void) => Task, then: () => void): void => {
		let finished = false;
		const started = begin(() => {
			finished = true;
			task = undefined;
			asking.drop();
			pager.over();
			then();
		});
		task = finished ? undefined : started;
	};

	const execute = (text: string): void => {
		if (/^\s*\/?quit\s*$/.test(text)) {
			write('interrupted\r\n');
			login.quit();
			end();
			return;
		}

		const menu = menuOfLine(machine.schema, login.session.menu, text);
		if (menu !== undefined || text.trim() === '') {
			login.enter(menu ?? login.session.menu);
			screen.showPrompt();
			return;
		}

		// A line behind `# ` is for the people at the other terminals (the manual).
		const said = /^# (.+)$/.exec(text)?.[1];
		if (said !== undefined) {
			for (const [job, tell] of context.runtime.terminals) {
				if (job !== login.session.job) {
					tell(`${user}: ${said}`);
				}
			}
		}

		fresh = true;
		start((done) => login.run(text, done), next);
	};

	const interrupt = (): void => {
		if (task === undefined) {
			typed.clear();
			write('\r\n');
			screen.showPrompt();
		} else {
			pager.over();
			write('\r\ninterrupted\r\n');
			task.stop();
		}
	};

	const safeMode = (session: Session): void => {
		let prompted = false;
		typed.clear();
		start(
			(done) =>
				context.tasks.start(pressSafeMode({context, session, ask: asking.ask, write, prompt}), (outcome) => {
					prompted = outcome?.ok === true && outcome.value;
					done();
				}),
			() => {
				if (!prompted) {
					next();
				}
			},
		);
	};

	const press = (key: Key): void => {
		switch (key.kind) {
			case 'enter': {
				const text = typed.enter();
				if (text === undefined) {
					write(prompt());
				} else {
					execute(text);
				}

				break;
			}

			case 'interrupt':
				interrupt();
				break;
			case 'end':
				end();
				break;
			case 'safe-mode':
				safeMode(login.session);
				break;
			case 'answer':
			case 'other':
				break;
			default:
				typed.press(key);
		}
	};

	const begin = (): void => {
		if (!ready && !closed) {
			ready = true;
			patient.abort();
			next();
		}
	};

	/** What a terminal says of itself may come at any time. */
	const listen = (key: Key): void => {
		if (probe === undefined) {
			return;
		}

		const heard = hear(probe, key, context.faults.console.patientProbe);
		probe = heard.probe;
		write(heard.say);
		if (probe.done) {
			begin();
		}
	};

	const isOfTerminal = (key: Key): boolean => key.kind === 'position' || key.kind === 'vt52';
	const stops = (key: Key): boolean => key.kind === 'interrupt' || key.kind === 'end';

	/** Whether a key can be dealt with now: else it waits until what runs has ended. */
	const takes = (key: Key): boolean => isOfTerminal(key) || stops(key) || asking.pending() !== undefined || pager.active() || pager.endlessly() || (ready && task === undefined);

	const handle = (key: Key): void => {
		if (isOfTerminal(key)) {
			listen(key);
		} else if (pager.endlessly() && !stops(key)) {
			if (key.kind === 'text' && key.text.toLowerCase() === 'q') {
				task?.stop();
			}
		} else if (pager.active() && key.kind !== 'end') {
			pager.press(key);
		} else if (probe !== undefined && !ready && key.kind === 'interrupt') {
			begin();
		} else if (!asking.press(key)) {
			press(key);
		}
	};

	/** The next key; a page, a question for one key and HotLock take letters one by one. */
	const taken = (): {readonly key: Key; readonly rest: string} | undefined => {
		const found = takeKey(input);
		const single = typed.hotlock() || pager.active() || pager.endlessly() || asking.pending()?.single === true;
		return found?.key.kind === 'text' && single ? {key: {kind: 'text', text: found.key.text.slice(0, 1)}, rest: input.slice(1)} : found;
	};

	const consume = (): void => {
		while (input !== '' && !closed) {
			if (afterReturn && input.startsWith('\n')) {
				input = input.slice(1);
				afterReturn = false;
				continue;
			}

			const found = taken();
			if (found === undefined || !takes(found.key)) {
				return;
			}

			afterReturn = input.startsWith('\r') && input.length === 1;
			input = found.rest;
			handle(found.key);
		}
	};

	channel.on('data', (chunk: Buffer) => {
		input += decoder.write(chunk);
		consume();
	});
	channel.on('end', end);
	channel.on('close', () => {
		closed = true;
		patient.abort();
		login.close();
	});
	channel.on('error', () => undefined);
	start(
		(done) => context.tasks.start(greet(machine, login.session, asking.ask, options.wantsPassword), done),
		() => {
			if (suffix.probes && !closed) {
				probe = newProbe;
				write(firstQuestion);
				options.clock.sleep(patience, patient.signal).then(begin, () => undefined);
				consume();
			} else {
				begin();
			}
		},
	);
};
