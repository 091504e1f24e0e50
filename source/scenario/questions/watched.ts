import type {Diagnostic} from '../../diagnostics/index.js';
import {didYouMean, display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import {addressFamily} from '../../net/index.js';
import type {Watch} from '../../policy/index.js';
import {vrfOf} from '../../policy/index.js';
import {answerList} from '../answers.js';
import {tunnelInterfaces} from '../interfaces.js';
import type {Answers, Field} from '../types.js';
import type {Watched} from '../watched.js';
import {parseWatched} from '../watched.js';
import {checkLines} from './lines.js';
import {refusalOf} from './when-down.js';

/** Only a tunnel can be named in place of a next hop, and only a host of its own can be pinned to it. */
const checkWay = (by: string, {host}: Watched, facts: Facts): readonly Diagnostic[] => {
	const choices = tunnelInterfaces(facts);
	const found = choices.find(({value}) => value === by);
	if (facts.source === 'assumed') {
		return [];
	}

	if (found === undefined) {
		const near = didYouMean(
			by,
			choices.map(({value}) => value),
		);
		return [error('no-such-interface', `The router has no interface ${display(by)}.`, near === undefined ? {} : {hint: `Did you mean ${display(near)}?`})];
	}

	const refusal = refusalOf(host, by, facts);
	const vrf = vrfOf(facts, by);
	const why = found.disabled ?? (vrf === undefined ? undefined : `it is in the VRF ${display(vrf)}, where the router’s own pings would hear no answer.`);
	return [
		...(why === undefined ? [] : [error('choice-disabled', `${display(by)} cannot be watched: ${why}`)]),
		...(refusal === undefined ? [] : [error(refusal.code, `${host} ${refusal.why}.`, {hint: 'Take a host that nothing else uses.'})]),
	];
};

export const watchedQuestion: Field = {
	id: 'hosts',
	section: 'What is watched',
	kind: 'lines',
	title: 'Hosts to watch',
	help: 'One a line: address and name (192.168.88.20 NAS). A host beyond a tunnel proves the tunnel: 9.9.9.11 VPN via wg-exit; it is then reached by that tunnel only.',
	placeholder: '192.168.88.20 NAS',
	optional: true,
	check: checkLines('hosts', parseWatched, (_answers, facts) => (watched) => [
		...(addressFamily(watched.host) === 6 && !facts.ipv6Enabled ? [error('ipv6-off', `IPv6 is off on this router, so ${watched.host} is reached by nothing.`)] : []),
		...(watched.by === undefined ? [] : checkWay(watched.by, watched, facts)),
	]),
};

/** What was asked to be watched, without who is told. */
export const watchedOf = (answers: Answers, part: string): readonly Omit<Watch, 'patience' | 'notices'>[] =>
	answerList(answers, 'hosts').flatMap((line) => {
		const parsed = parseWatched(line);
		return parsed.ok ? [{id: `${part}.w-${parsed.value.host.replace(/[.:]/g, '-')}`, ...parsed.value}] : [];
	});
