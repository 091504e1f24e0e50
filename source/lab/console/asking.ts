import type {Question, Steps} from '../contract.js';
import type {Key} from './keys.js';

/** Questions to the person at a terminal, one at a time. */
export type Asking = {
	ask(question: Question): Steps<string>;
	pending(): Question | undefined;
	/** Takes a key for the question; false when it is none of its business. */
	press(key: Key): boolean;
	/** Whoever asked is not there any more. */
	drop(): void;
};

export type AskingOptions = {
	/** Puts a question behind what is still being shown. */
	readonly show: (text: string) => void;
	readonly write: (text: string) => void;
	readonly answered: () => void;
};

type Asked = {readonly question: Question; text: string; answer: string | undefined};

export const createAsking = ({show, write, answered}: AskingOptions): Asking => {
	let asked: Asked | undefined;

	const settle = (own: Asked, answer: string): void => {
		write('\r\n');
		own.answer = answer;
		asked = undefined;
		answered();
	};

	const type = (own: Asked, text: string): void => {
		own.text += text;
		write(own.question.hidden === true ? '' : text);
		if (own.question.single === true) {
			settle(own, text.slice(0, 1));
		}
	};

	const erase = (own: Asked): void => {
		write(own.question.hidden === true || own.text === '' ? '' : '\b \b');
		own.text = own.text.slice(0, -1);
	};

	return {
		ask: function* (question): Steps<string> {
			const own: Asked = {question, text: '', answer: undefined};
			asked = own;
			show(`\r${question.prompt}`);
			yield {kind: 'until', condition: () => own.answer !== undefined};
			return own.answer ?? '';
		},
		pending: () => asked?.question,
		press: (key) => {
			if (asked === undefined || key.kind === 'end' || (key.kind === 'interrupt' && asked.question.skippable !== true)) {
				return false;
			}

			switch (key.kind) {
				case 'interrupt':
					settle(asked, '');
					break;
				case 'enter':
					settle(asked, asked.text);
					break;
				case 'text':
					type(asked, key.text);
					break;
				case 'erase':
					erase(asked);
					break;
				default:
			}

			return true;
		},
		drop: () => {
			asked = undefined;
		},
	};
};
