import {display} from '../diagnostics/index.js';
import type {Ask} from '../ui/services.js';
import type {Context} from './context.js';

/** Answers the questions of a connection on a plain terminal. */
export const consoleAsk =
	({console, signal}: Pick<Context, 'console' | 'signal'>): Ask =>
	async (question) => {
		if (question.type === 'host-key') {
			const told = question.told === undefined ? '' : `\n${question.told.text}`;
			console.note(`This is the first connection to ${display(question.host)}. Its host key is:\n  ${question.keyType} ${question.fingerprint}${told}`);
			const answer = await console.ask('Compare it with the router. Trust it? Type yes or no:', signal);
			return {type: answer?.trim().toLowerCase() === 'yes' ? 'accept' : 'reject'};
		}

		if (question.attempt > 1) {
			console.note('That login was not accepted.');
		}

		const password = await console.askHidden(`Password of ${display(question.user)} on ${display(question.host)}:`, signal);
		return password === undefined ? {type: 'reject'} : {type: 'password', password};
	};
