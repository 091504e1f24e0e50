import {display, error} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import type {Ip} from '../../net/index.js';
import {addressOf, families, hostPrefix, networkOf, parseIp, prefixContains} from '../../net/index.js';
import {answerList} from '../answers.js';
import type {Field} from '../types.js';
import {carriesIpv6, followsWithIpv6, linesIn, probeFor} from './wan-uplinks.js';

/** Anycast resolvers of several operators that answer pings, in forms that hardly anybody has as resolver: unfiltered or second addresses. */
const usualProbes = ['149.112.112.10', '94.140.14.140', '208.67.222.220', '185.222.222.222', '94.140.14.141', '208.67.220.222', '45.11.45.11', '149.112.112.11'];
const usualProbes6 = ['2620:fe::fe:10', '2a10:50c0::1:ff', '2620:119:35::35', '2a09::', '2a10:50c0::2:ff', '2620:119:53::53', '2a11::', '2620:fe::fe:11'];

/** Why a host cannot tell whether a line is alive: pinned to the line, it would take something else along. */
const whyNoProbe = (host: Ip, facts: Facts, names: readonly string[]): {readonly code: string; readonly why: string} | undefined => {
	if (facts.dns.servers.includes(host)) {
		return {code: 'probe-is-resolver', why: 'is the router’s own resolver: with that line, names would be gone, too'};
	}

	if (facts.wireguardPeers.some(({endpointAddress}) => endpointAddress !== undefined && parseIp(endpointAddress) === host)) {
		return {code: 'probe-is-endpoint', why: 'is the far end of a tunnel, which would be tied to that line'};
	}

	if (facts.addresses.some((row) => addressOf(row.address) === host || prefixContains(networkOf(row.address), host))) {
		return {code: 'probe-is-local', why: 'is on a network of this router: a modem answers for a dead line, too'};
	}

	const route = facts.routes.find(({destination, table, gateway}) => table === 'main' && destination === hostPrefix(host) && gateway !== '');
	return route === undefined || names.some((name) => route.gateway === name || route.gateway.endsWith(`%${name}`))
		? undefined
		: {code: 'probe-in-use', why: 'has a route of its own on this router'};
};

const checkProbes: NonNullable<Field['check']> = (_value, answers, facts) => {
	const lines = linesIn(answers);
	const hosts = answerList(answers, 'probes').map((line) => ({line, host: parseIp(line)}));
	return [
		...hosts.flatMap(({line, host}, index) => {
			const field = `probes[${index}]`;
			if (host === undefined) {
				return [error('bad-address', `${display(line)} is no address.`, {hint: 'A probe is pinged by address: a name could lead elsewhere each time.', field})];
			}

			if (hosts.findIndex((other) => other.host === host) < index) {
				return [error('probe-twice', `${host} is named twice.`, {hint: 'A host can be reached by one line only: give each its own.', field})];
			}

			const refusal = whyNoProbe(
				host,
				facts,
				lines.map(({name}) => name),
			);
			return refusal === undefined ? [] : [error(refusal.code, `${host} ${refusal.why}.`, {hint: 'Take a host on the Internet that nothing else uses.', field})];
		}),
		...families.flatMap((family) => {
			const wanted = family === 4 ? lines : followsWithIpv6(answers) ? lines.filter((line) => carriesIpv6(facts, line)) : [];
			const missing = lines.findIndex((line, index) => wanted.includes(line) && probeFor(answers, family, index) === undefined);
			return missing < 0
				? []
				: [
						error('probe-missing', `There is no IPv${family} host to ping by ${display(lines[missing]?.name ?? '')}.`, {
							hint: 'Name one a line, in the order of the lines.',
							field: 'probes',
						}),
					];
		}),
	];
};

/** How a dead line is told: by a host beyond it. */
export const probesQuestion = (visible?: Field['visible']): Field => ({
	id: 'probes',
	kind: 'lines',
	section: 'When a line is dead',
	title: 'Hosts to ping, one a line',
	help: 'A modem answers while its line is dead; only a host beyond it tells. Each is reached by its line alone, in the order of the lines: take none that anybody uses as resolver.',
	...(visible === undefined ? {} : {visible}),
	suggest: (answers, facts) => {
		const lines = linesIn(answers);
		const free = (hosts: readonly string[]): readonly string[] => hosts.filter((host) => !facts.dns.servers.includes(host));
		const six = followsWithIpv6(answers) && lines.some((line) => carriesIpv6(facts, line)) ? free(usualProbes6).slice(0, lines.length) : [];
		return {value: [...free(usualProbes).slice(0, lines.length), ...six], because: 'anycast hosts of several operators that answer pings'};
	},
	check: checkProbes,
});
