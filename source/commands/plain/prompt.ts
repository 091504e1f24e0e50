import {AppError, exitCodes} from '../../diagnostics/index.js';
import type {Context} from '../context.js';

/** Asks on a plain terminal. The end of the input is taken as leaving. */
export type Prompt = {
	readonly say: (text: string) => void;
	/** Says what was not said before in the same words. */
	readonly sayOnce: (text: string) => void;
	readonly line: (question: string) => Promise<string>;
	/** One of several by its number, or by the beginning of its title. Gives its index. */
	readonly pick: (question: string, options: readonly PickOption[], preset?: number) => Promise<number>;
	readonly confirm: (question: string, preset: boolean) => Promise<boolean>;
};

/** A disabled option is told with its reason and cannot be picked. */
export type PickOption = {readonly title: string; readonly disabled?: string};

/** Every option with its number, the disabled ones with their reason. */
export const numbered = (options: readonly PickOption[]): string =>
	options.map(({title, disabled}, index) => `  ${index + 1}. ${title}${disabled === undefined ? '' : ` (not now: ${disabled.replace(/\.$/, '')})`}`).join('\n');

/** The option that a person means, or what to tell them. */
export const picked = (options: readonly PickOption[], answer: string): {readonly index: number} | {readonly trouble: string} => {
	const index = /^\d+$/.test(answer) ? Number(answer) - 1 : options.findIndex(({title}) => title.toLowerCase().startsWith(answer.toLowerCase()));
	const option = options[index];
	if (option === undefined) {
		return {trouble: `Type a number from 1 to ${options.length}.`};
	}

	return option.disabled === undefined ? {index} : {trouble: `That cannot be chosen: ${option.disabled.replace(/\.$/, '')}.`};
};

/** A prompt over a command's console. */
export const makePrompt = ({console, signal}: Pick<Context, 'console' | 'signal'>): Prompt => {
	const said = new Set<string>();
	const say = (text: string): void => {
		said.add(text);
		console.note(text);
	};

	const line = async (question: string): Promise<string> => {
		const answer = await console.ask(question, signal);
		if (answer === undefined) {
			throw new AppError('left', 'The input has ended. Nothing more was done.', {exitCode: exitCodes.interrupted});
		}

		return answer.trim();
	};

	return {
		say,
		sayOnce(text) {
			if (!said.has(text)) {
				say(text);
			}
		},
		line,
		async pick(question, options, preset) {
			say(numbered(options));
			for (;;) {
				const answer = await line(`${question}${preset === undefined ? '' : ` [${preset + 1}]`}`);
				if (answer === '' && preset !== undefined) {
					return preset;
				}

				const found = picked(options, answer);
				if ('index' in found) {
					return found.index;
				}

				say(found.trouble);
			}
		},
		async confirm(question, preset) {
			for (;;) {
				const answer = (await line(`${question} [${preset ? 'yes' : 'no'}]`)).toLowerCase();
				if (answer === '') {
					return preset;
				}

				if (/^(?:y|yes|n|no)$/.test(answer)) {
					return answer.startsWith('y');
				}

				say('Type yes or no.');
			}
		},
	};
};
