import {display, error} from '../../diagnostics/index.js';
import {networkOf, prefixContains} from '../../net/index.js';
import {answerList} from '../answers.js';
import {localInterfaces} from '../interfaces.js';
import type {Field} from '../types.js';
import {checkInterfaces} from './interfaces.js';

/** Which networks are of one kind; a network is of one kind only, so not of those asked before, and nobody shuts out the network they sit in. */
export const zoneQuestion = (id: string, title: string, help: string, asked: readonly string[]): Field => ({
	id,
	section: 'Networks',
	kind: 'choices',
	title,
	help,
	optional: true,
	choices: (_answers, facts) => localInterfaces(facts),
	fromRouter: true,
	check: (_value, answers, facts) => {
		const chosen = answerList(answers, id);
		const {session, addresses} = facts;
		return [
			...checkInterfaces(chosen, localInterfaces(facts), facts, id),
			...chosen
				.filter((name) => asked.some((other) => answerList(answers, other).includes(name)))
				.map((name) => error('zone-twice', `${display(name)} is of another kind already.`, {hint: 'A network is trusted in one way.', field: id})),
			...addresses
				.filter((row) => chosen.includes(row.interface) && session?.from !== undefined && prefixContains(networkOf(row.address), session.from))
				.map((row) =>
					error('zone-of-your-own', `You are sitting in ${display(row.interface)}: hosts there could not manage the router any more.`, {
						hint: 'Connect from a network that you trust.',
						field: id,
					}),
				),
		];
	},
});
