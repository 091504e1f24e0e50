import {AppError, exitCodes} from '../diagnostics/index.js';
import type {Command, Input} from './command.js';

export type Parsed = {readonly kind: 'input'; readonly input: Input} | {readonly kind: 'help'; readonly text: string};

const sentence = (message: string): string => {
	const bare = message.replace(/^error: /, '').trim();
	return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}${/[.?!)]$/.test(bare) ? '' : '.'}`;
};

/** Of two values only one could count; which one the person meant is not for us to guess. */
const onlyOnce =
	(flags: string) =>
	(value: string, before: string | undefined): string => {
		if (before !== undefined) {
			throw usage(`${/--[a-z-]+/.exec(flags)?.[0] ?? flags} is given twice.`);
		}

		return value;
	};

/** Reads what stands behind a command's name. Wrong usage throws an `AppError` with exit code 2. */
export const parseInput = async (name: string, summary: string, command: Command, argv: readonly string[]): Promise<Parsed> => {
	const {Command: Commander, CommanderError} = await import('commander');
	let help = '';
	const program = new Commander(`detour ${name}`)
		.description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
		.exitOverride()
		.configureOutput({
			writeOut(text) {
				help += text;
			},
			writeErr() {},
		});
	if (command.arguments !== '') {
		program.arguments(command.arguments);
	}

	for (const {flags, description, isRepeatable} of command.options) {
		if (isRepeatable === true) {
			program.option(flags, description, (value: string, before: readonly string[] = []) => [...before, value]);
		} else if (flags.includes('<')) {
			program.option(flags, description, onlyOnce(flags));
		} else {
			program.option(flags, description);
		}
	}

	if (command.notes !== undefined) {
		const helper = program.createHelp();
		const width = program.configureOutput().getOutHelpWidth?.() ?? 80;
		program.addHelpText('after', ['', ...command.notes.map((note) => helper.boxWrap(note, width))].join('\n'));
	}

	try {
		program.parse([...argv], {from: 'user'});
	} catch (cause) {
		if (!(cause instanceof CommanderError)) {
			throw cause;
		}

		if (cause.code === 'commander.helpDisplayed') {
			return {kind: 'help', text: help};
		}

		const [message = '', hint] = cause.message.split('\n');
		throw new AppError('usage', sentence(message), {
			exitCode: exitCodes.usage,
			hint: hint === undefined ? `See: detour ${name} --help` : sentence(hint.replace(/^\(|\)$/g, '')),
			cause,
		});
	}

	const options: Readonly<Record<string, unknown>> = program.opts();
	return {
		kind: 'input',
		input: {
			words: program.args,
			text(option) {
				const value = options[option];
				return typeof value === 'string' ? value : undefined;
			},
			flag: (option) => options[option] === true,
			list(option) {
				const value = options[option];
				return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
			},
		},
	};
};

/** For a command that needs exactly so many words. */
export const usage = (message: string, hint?: string): AppError => new AppError('usage', message, {exitCode: exitCodes.usage, ...(hint === undefined ? {} : {hint})});
