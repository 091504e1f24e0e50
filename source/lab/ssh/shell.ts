import {StringDecoder} from 'node:string_decoder';
import type {ServerChannel} from 'ssh2';
import {formatRelease} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import type {Clock} from '../../runtime/index.js';
import type {Machine} from '../machine/machine.js';
import type {Task} from '../machine/tasks.js';
import type {Edit, Key} from './line-editor.js';
import {edit, takeKey} from './line-editor.js';

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
};

/** Without an answer to its questions the console gives up and goes on (10.2 s on 7.23.2). */
const probePatience = 10_000;
const probe = '\r\u001B[9999B\r\u001B[9999B\u001BZ  \u001B[6n';

const pick = (word: string, known: readonly string[]): string | undefined => {
	if (known.includes(word)) {
		return word;
	}

	const found = known.filter((name) => name.startsWith(word));
	return found.length === 1 ? found[0] : undefined;
};

/** The menu that a line of menu words alone leads to: `/ip address`, `..`, `/`; undefined when the line says more. */
export const menuOfLine = (schema: Schema, current: string, line: string): string | undefined => {
	const text = line.trim();
	let menu = text.startsWith('/') ? '' : current;
	for (const word of text.split(/[\s/]+/).filter((part) => part !== '')) {
		if (word === '..') {
			menu = menu.slice(0, Math.max(0, menu.lastIndexOf('/')));
			continue;
		}

		const found = pick(word, schema.submenus(menu));
		if (found === undefined || pick(word, [...schema.submenus(menu), ...schema.commands(menu)]) !== found) {
			return undefined;
		}

		menu = `${menu}/${found}`;
	}

	return text === '' ? undefined : menu;
};

const banner = (version: string): string => `\r\n\r\n  MikroTik RouterOS ${version} (c) 1999-2026       https://www.mikrotik.com/\r\n\r\nPress F1 for help\r\n\r\n`;

/** An interactive console in the shape that every tested client depends on (7.2x captures). */
export const serveShell = (options: ShellOptions): void => {
	const {machine, channel, user} = options;
	const decoder = new StringDecoder('utf8');
	const history: string[] = [];
	const probes = !options.parameters.includes('t');
	const givenWidth = /(\d+)w/.exec(options.parameters)?.[1];
	let line: Edit = {text: '', cursor: 0};
	let at = 0;
	let input = '';
	let task: Task | undefined;
	let waiting = probes;
	let afterReturn = false;
	let closed = false;
	const login = machine.login({
		user,
		from: options.from,
		via: 'ssh',
		interactive: true,
		print: (text) => {
			// The first line of an answer has a bare CR before it.
			channel.write(fresh ? `\r${text}` : text);
			fresh = false;
		},
		ended: () => {
			end();
		},
	});
	let fresh = false;

	const width = (): number => (givenWidth === undefined ? (options.pty()?.columns ?? 80) : Number(givenWidth)) || 80;

	const prompt = (): string => {
		const {menu} = login.session;
		return `[${user}@${machine.identity()}] ${menu === '' ? '> ' : `${menu}> `}`;
	};

	const showPrompt = (): void => {
		channel.write(`\r\r\r\r${prompt().padEnd(width() - 1)}\r${prompt()}`);
	};

	const end = (): void => {
		if (!closed) {
			closed = true;
			login.close();
			channel.exit(0);
			channel.end();
		}
	};

	const repaint = (before: Edit): void => {
		channel.write(`\r${prompt()}${line.text}${' '.repeat(Math.max(0, before.text.length - line.text.length))}`);
		channel.write(`\r${prompt()}${line.text.slice(0, line.cursor)}`);
	};

	const enter = (): void => {
		const {text} = line;
		channel.write(`\r${prompt()}${text}\r\n`);
		line = {text: '', cursor: 0};
		if (text.trim() === '') {
			showPrompt();
			return;
		}

		if (history.at(-1) !== text) {
			history.push(text);
		}

		at = history.length;
		if (/^\s*\/?quit\s*$/.test(text)) {
			channel.write('interrupted\r\n');
			end();
			return;
		}

		const menu = menuOfLine(machine.schema, login.session.menu, text);
		if (menu !== undefined) {
			login.enter(menu);
			showPrompt();
			return;
		}

		fresh = true;
		let finished = false;
		const started = login.run(text, () => {
			finished = true;
			task = undefined;
			if (!closed) {
				showPrompt();
				setImmediate(consume);
			}
		});
		task = finished ? undefined : started;
	};

	const recall = (step: number): void => {
		const before = line;
		at = Math.max(0, Math.min(history.length, at + step));
		const text = history[at] ?? '';
		line = {text, cursor: text.length};
		repaint(before);
	};

	const interrupt = (): void => {
		if (task === undefined) {
			line = {text: '', cursor: 0};
			channel.write('\r\n');
			showPrompt();
		} else {
			channel.write('\r\ninterrupted\r\n');
			task.stop();
		}
	};

	const press = (key: Key): void => {
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
				repaint(line);
				break;
			case 'answer':
			case 'other':
				break;
			default: {
				const before = line;
				line = edit(line, key);
				if (key.kind === 'text' && before.cursor === before.text.length) {
					channel.write(key.text);
				} else {
					repaint(before);
				}
			}
		}
	};

	const greet = (): void => {
		if (waiting) {
			waiting = false;
			showPrompt();
			setImmediate(consume);
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
			if (taken === undefined || ((task !== undefined || waiting) && taken.key.kind !== 'interrupt' && taken.key.kind !== 'end' && taken.key.kind !== 'answer')) {
				return;
			}

			afterReturn = input.startsWith('\r') && input.length === 1;
			input = taken.rest;
			if (waiting && (taken.key.kind === 'answer' || taken.key.kind === 'interrupt')) {
				greet();
				return;
			}

			press(taken.key);
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
	channel.write(banner(formatRelease(machine.release)));
	if (probes) {
		channel.write(probe);
		options.clock.sleep(probePatience).then(greet, () => undefined);
	} else {
		showPrompt();
	}
};
