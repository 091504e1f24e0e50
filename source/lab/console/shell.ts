import {StringDecoder} from 'node:string_decoder';
import type {ServerChannel} from 'ssh2';
import type {Clock} from '../../runtime/index.js';
import type {Question, Steps} from '../contract.js';
import type {Machine} from '../machine/machine.js';
import {handoverOf, hijackQuestion, releaseSafeMode, takeSafeMode} from '../machine/safe-mode.js';
import type {Task} from '../machine/tasks.js';
import type {Completion} from './complete.js';
import {commonStart, complete, inColumns} from './complete.js';
import {greet} from './greeting.js';
import type {Key} from './keys.js';
import {takeKey} from './keys.js';
import type {Edit} from './line-editor.js';
import {edit, emptyLine} from './line-editor.js';
import {menuOfLine} from './menu.js';
import {namesOf} from './names.js';
import {createPager} from './pager.js';
import type {Probe} from './probe.js';
import {firstQuestion, hear, newProbe, patience, sizeOf} from './probe.js';
import {createScreen} from './screen.js';
import {parseSuffix} from './suffix.js';
import {unfinished} from './unfinished.js';

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

/** Since 7.21 the console says that it is taking safe mode (reported for 7.21, verbatim from 7.22.3). */
const saysTaking = 21;

type Asked = {readonly question: Question; text: string; answer: string | undefined};

/** An interactive console in the shape that every tested client depends on (7.2x captures). */
export const serveShell = (options: ShellOptions): void => {
	const {machine, channel, user} = options;
	const {context} = machine;
	const suffix = parseSuffix(options.parameters);
	const decoder = new StringDecoder('utf8');
	const history: string[] = [];
	let line: Edit = emptyLine;
	/** Lines of an input that is not complete yet. */
	let above = '';
	let at = 0;
	let input = '';
	let task: Task | undefined;
	let asked: Asked | undefined;
	let probe: Probe | undefined;
	let ready = false;
	let hotlock = false;
	let listed = '';
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

	const ask = function* (question: Question): Steps<string> {
		const own: Asked = {question, text: '', answer: undefined};
		asked = own;
		pager.follow(`\r${question.prompt}`);
		setImmediate(consume);
		yield {kind: 'until', condition: () => own.answer !== undefined};
		fresh = true;
		return own.answer ?? '';
	};

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
		ask,
		columns,
		notify: (text) => {
			if (ready && task === undefined && asked === undefined) {
				screen.interject(text, line);
			} else if (ready) {
				pager.follow(`\r${text}\u001B[K\r\n`);
			}
		},
		ended: () => {
			end();
		},
	});

	const isSafe = (): boolean => context.runtime.safeMode?.owner === login.session.job;

	const prompt = (): string => {
		if (above !== '') {
			return `${unfinished(above)}... `;
		}

		const {menu} = login.session;
		const mark = isSafe() ? '<SAFE>' : hotlock ? '>>' : '>';
		return `[${user}@${machine.identity()}] ${menu}${mark} `;
	};

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
			asked = undefined;
			then();
		});
		task = finished ? undefined : started;
	};

	const execute = (text: string): void => {
		if (text.trim() === '') {
			screen.showPrompt();
			return;
		}

		if (history.at(-1) !== text) {
			history.push(text);
		}

		at = history.length;
		if (/^\s*\/?quit\s*$/.test(text)) {
			write('interrupted\r\n');
			login.quit();
			end();
			return;
		}

		const menu = menuOfLine(machine.schema, login.session.menu, text);
		if (menu !== undefined) {
			login.enter(menu);
			screen.showPrompt();
			return;
		}

		fresh = true;
		start((done) => login.run(text, done), next);
	};

	const enter = (): void => {
		const {text} = line;
		write(`${screen.wholeLine(line)}\r\n`);
		line = emptyLine;
		const whole = above === '' ? text : `${above}\n${text}`;
		if (unfinished(whole) !== '') {
			above = whole;
			write(prompt());
			return;
		}

		above = '';
		execute(whole);
	};

	const recall = (step: number): void => {
		const before = line;
		at = Math.max(0, Math.min(history.length, at + step));
		const text = history[at] ?? '';
		line = {text, cursor: text.length};
		screen.repaint(before, line);
	};

	const interrupt = (): void => {
		if (task === undefined) {
			line = emptyLine;
			above = '';
			write('\r\n');
			screen.showPrompt();
		} else {
			write('\r\ninterrupted\r\n');
			task.stop();
		}
	};

	const completionHere = (): Completion => complete(machine.schema, namesOf(context), login.session.menu, (above === '' ? '' : `${above}\n`) + line.text.slice(0, line.cursor));

	const insert = (text: string): void => {
		if (text === '') {
			return;
		}

		const before = line;
		line = edit(line, {kind: 'text', text});
		if (before.cursor === before.text.length && prompt().length + line.text.length < columns()) {
			write(text);
		} else {
			screen.repaint(before, line);
		}
	};

	const list = (lines: readonly string[]): void => {
		write(`\r\n${lines.map((one) => `${one}\r\n`).join('')}`);
		screen.repaint(emptyLine, line);
	};

	const tab = (): void => {
		const {typed, choices} = completionHere();
		const [only] = choices;
		if (choices.length === 1 && only !== undefined) {
			insert(only.text.slice(typed.length) + only.tail);
		} else if (listed === line.text) {
			list(
				inColumns(
					choices.map(({text}) => text),
					columns(),
				),
			);
		} else {
			insert(commonStart(choices).slice(typed.length));
		}

		listed = line.text;
	};

	/** What is left of the only word that begins as the typed one. */
	const restOfWord = (): string => {
		const {typed, choices} = completionHere();
		const [only] = choices;
		return choices.length === 1 && typed !== '' && only !== undefined ? only.text.slice(typed.length) : '';
	};

	const help = (): void => {
		const {choices} = completionHere();
		const width = Math.max(0, ...choices.map(({text}) => text.length));
		list(choices.map(({text, note}) => (note === '' ? text : `${text.padEnd(width)} -- ${note}`)));
	};

	const safeMode = (): void => {
		const {safeMode: held} = context.runtime;
		if (isSafe()) {
			releaseSafeMode(context);
			write('\r\n[Safe mode released]\r\n');
			screen.showPrompt();
			return;
		}

		const announce = machine.release.minor >= saysTaking;
		const took = (): void => {
			line = emptyLine;
			if (announce) {
				write(`Success!\r\n\r\u001B[9999B\r\r\r\r\u001B[9999B${prompt()}\u001B[c`);
			} else {
				write('\r\n[Safe Mode taken]\r\n');
				screen.showPrompt();
			}
		};
		write(announce ? `\r${prompt()}\r\nTaking Safe Mode session... ` : '');
		if (held === undefined) {
			takeSafeMode(context, login.session, 'abort');
			took();
			return;
		}

		const steps = (function* (): Steps<boolean> {
			pager.follow(announce && held.user === user ? '\r\nSafe Mode is taken by current user in another session.\r\n' : '\r\n');
			return takeSafeMode(context, login.session, handoverOf(yield* ask({prompt: hijackQuestion, single: true})));
		})();
		let taken = false;
		start(
			(done) =>
				context.tasks.start(steps, (outcome) => {
					taken = outcome?.ok === true && outcome.value;
					done();
				}),
			() => {
				(taken ? took : next)();
			},
		);
	};

	const keep = (text: string | undefined): void => {
		if (asked === undefined || text === undefined) {
			return;
		}

		write('\r\n');
		asked.answer = text;
		asked = undefined;
		context.tasks.poke();
	};

	const reply = (key: Key, own: Asked): void => {
		switch (key.kind) {
			case 'interrupt':
				if (own.question.skippable === true) {
					keep('');
				} else {
					interrupt();
				}

				break;
			case 'enter':
				keep(own.text);
				break;
			case 'text':
				own.text += key.text;
				write(own.question.hidden === true ? '' : key.text);
				keep(own.question.single === true ? key.text.slice(0, 1) : undefined);
				break;
			case 'erase':
				write(own.question.hidden === true || own.text === '' ? '' : '\b \b');
				own.text = own.text.slice(0, -1);
				break;
			case 'end':
				end();
				break;
			default:
		}
	};

	const press = (key: Key): void => {
		if (key.kind !== 'tab') {
			listed = '';
		}

		switch (key.kind) {
			case 'enter':
				enter();
				break;
			case 'interrupt':
				interrupt();
				break;
			case 'end':
				end();
				break;
			case 'up':
				recall(-1);
				break;
			case 'down':
				recall(1);
				break;
			case 'repaint':
				screen.repaint(line, line);
				break;
			case 'tab':
				tab();
				break;
			case 'help':
				help();
				break;
			case 'safe-mode':
				safeMode();
				break;
			case 'hotlock':
				hotlock = !hotlock;
				screen.repaint(line, line);
				break;
			case 'text':
				insert(hotlock && key.text === ' ' ? `${restOfWord()} ` : key.text);
				break;
			case 'answer':
			case 'position':
			case 'vt52':
			case 'other':
				break;
			default: {
				const before = line;
				line = edit(line, key);
				screen.repaint(before, line);
			}
		}
	};

	const begin = (): void => {
		if (!ready && !closed) {
			ready = true;
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

	const takes = (key: Key): boolean => asked !== undefined || pager.active() || (ready && task === undefined) || key.kind === 'interrupt' || key.kind === 'end';

	const handle = (key: Key): void => {
		if (key.kind === 'position' || key.kind === 'vt52') {
			listen(key);
		} else if (asked !== undefined) {
			reply(key, asked);
		} else if (pager.active()) {
			pager.press(key);
		} else if (probe !== undefined && !ready && key.kind === 'interrupt') {
			begin();
		} else {
			press(key);
		}
	};

	const consume = (): void => {
		while (input !== '' && !closed) {
			if (afterReturn && input.startsWith('\n')) {
				input = input.slice(1);
				afterReturn = false;
				continue;
			}

			const taken = takeKey(input);
			if (taken === undefined || (taken.key.kind !== 'position' && taken.key.kind !== 'vt52' && !takes(taken.key))) {
				return;
			}

			afterReturn = input.startsWith('\r') && input.length === 1;
			// A page, a question for one key and HotLock take the keys one by one.
			const single = taken.key.kind === 'text' && (hotlock || pager.active() || asked?.question.single === true);
			const key: Key = single && taken.key.kind === 'text' ? {kind: 'text', text: taken.key.text.slice(0, 1)} : taken.key;
			input = single && taken.key.kind === 'text' ? taken.key.text.slice(1) + taken.rest : taken.rest;
			handle(key);
		}
	};

	channel.on('data', (chunk: Buffer) => {
		input += decoder.write(chunk);
		consume();
	});
	channel.on('end', end);
	channel.on('close', () => {
		closed = true;
		login.close();
	});
	channel.on('error', () => undefined);
	start(
		(done) => context.tasks.start(greet(machine, login.session, ask, options.wantsPassword), done),
		() => {
			if (closed) {
				return;
			}

			if (suffix.probes) {
				probe = newProbe;
				write(firstQuestion);
				options.clock.sleep(patience).then(begin, () => undefined);
				consume();
			} else {
				begin();
			}
		},
	);
};
