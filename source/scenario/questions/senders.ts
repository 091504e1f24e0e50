import {warning} from '../../diagnostics/index.js';
import type {Prefix} from '../../net/index.js';
import {addressFamily, prefixContains} from '../../net/index.js';
import {answerList} from '../answers.js';
import {parseSource} from '../destination.js';
import {localInterfaces, suggestNetworks} from '../interfaces.js';
import type {Answers, Field} from '../types.js';
import {checkInterfaces} from './interfaces.js';
import {checkLines, connectedNetworks} from './lines.js';

/** Hosts that were singled out; none for every host. */
export const sourcesOf = (answers: Answers): readonly Prefix[] =>
	answerList(answers, 'sources').flatMap((line) => {
		const parsed = parseSource(line);
		return parsed.ok ? parsed.value : [];
	});

/** Whether hosts were singled out in a way that says nothing of their IPv6. */
export const sendersAreIpv4Only = (answers: Answers): boolean => {
	const prefixes = sourcesOf(answers);
	return prefixes.length > 0 && prefixes.every((prefix) => addressFamily(prefix) === 4);
};

/** Whose traffic it is about. */
export const senderQuestions: readonly Field[] = [
	{
		id: 'networks',
		kind: 'choices',
		title: 'Whose traffic?',
		help: 'Networks whose hosts use the tunnel for what is listed. The router itself and other networks go as before.',
		choices: (_answers, facts) => localInterfaces(facts),
		fromRouter: true,
		suggest: (_answers, facts) => ({value: suggestNetworks(facts), because: 'these are your local networks'}),
		check: (value, _answers, facts) => checkInterfaces(Array.isArray(value) ? value : [], localInterfaces(facts), facts, 'networks'),
	},
	{
		id: 'sources',
		kind: 'lines',
		title: 'Only these hosts',
		help: 'Addresses, prefixes or ranges of single hosts, such as a TV. Leave it empty for every host. IPv6 hosts change addresses: give their whole /64.',
		placeholder: '192.168.88.50',
		optional: true,
		check: checkLines('sources', parseSource, (answers, facts) => {
			const networks = connectedNetworks(facts, answerList(answers, 'networks'));
			return (prefixes) =>
				prefixes
					.filter((prefix) => facts.source !== 'assumed' && !networks.some((network) => prefixContains(network, prefix) || prefixContains(prefix, network)))
					.map((prefix) => warning('no-such-source', `No host of the chosen networks is in ${prefix}.`));
		}),
	},
];
