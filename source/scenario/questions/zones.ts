import {display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Ip} from '../../net/index.js';
import {networkOf, parseIp, prefixContains} from '../../net/index.js';
import {networksBeside} from '../../policy/index.js';
import {answerList} from '../answers.js';
import {localInterfaces} from '../interfaces.js';
import type {Answers, Field} from '../types.js';
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

const isBeside = (facts: Facts, address: Ip): boolean => networksBeside(facts).some((network) => prefixContains(network, address));

/** Resolvers of the house that zones may ask, though they are in networks that zones do not reach. */
export const zoneResolversQuestion: Field = {
	id: 'resolvers',
	section: 'Networks',
	kind: 'lines',
	title: 'Resolvers of your own',
	help: 'Addresses of a Pi-hole or the like in another of your networks. Hosts that are set apart may ask it for names, and nothing else; your own rules still decide.',
	placeholder: '192.168.88.53',
	optional: true,
	suggest: (_answers, facts) => {
		const near = facts.dns.servers.filter((server) => {
			const address = parseIp(server);
			return address !== undefined && isBeside(facts, address);
		});
		return near.length === 0 ? undefined : {value: near, because: 'the router itself asks it'};
	},
	check: (_value, answers, facts) =>
		answerList(answers, 'resolvers').flatMap((line, index) => {
			const address = parseIp(line);
			const field = `resolvers[${index}]`;
			return address === undefined
				? [error('bad-address', `${display(line)} is no address.`, {hint: 'A resolver is named by its address, such as 192.168.88.53.', field})]
				: facts.source === 'assumed' || isBeside(facts, address)
					? []
					: [error('no-such-share', `${address} is in no network of yours.`, {hint: 'Resolvers on the Internet can be asked anyway.', field})];
		}),
};

export const zoneResolversOf = (answers: Answers): readonly Ip[] => answerList(answers, 'resolvers').flatMap((line) => parseIp(line) ?? []);
