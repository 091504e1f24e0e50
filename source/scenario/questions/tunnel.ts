import type {Diagnostic, Result} from '../../diagnostics/index.js';
import {display, error, fail, ok, warning} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import {addressFamily, addressOf, networkOf, prefixContains, prefixLength} from '../../net/index.js';
import type {TunnelKind, Uplink} from '../../policy/index.js';
import {defaultsAmong} from '../../policy/index.js';
import {answerText, attached} from '../answers.js';
import {tunnelOn} from '../found-lines.js';
import type {WireguardConf} from '../importers/wireguard-conf.js';
import {readWireguardConf} from '../importers/wireguard-conf.js';
import {tunnelInterfaces} from '../interfaces.js';
import type {Answers, Attachments, BuildContext, Field} from '../types.js';
import {checkInterfaces} from './interfaces.js';

/** Whether the tunnel is to be made from a file. */
export const hasConf = (answers: Answers): boolean => answerText(answers, 'tunnel') === 'conf';

/** The file as read; undefined when it is not there. */
export const readConf = (answers: Answers, attachments: Attachments | undefined, ref: string): Result<WireguardConf> | undefined => {
	const text = attached(attachments, answerText(answers, 'conf'));
	return text === undefined ? undefined : readWireguardConf(text, ref);
};

/** Families that the tunnel has an address in, and that its peers take. IPv4 where nothing is known yet. */
export const carriedBy = (answers: Answers, facts: Facts, attachments: Attachments | undefined): Uplink['carries'] => {
	if (hasConf(answers)) {
		const conf = readConf(answers, attachments, 'conf');
		const tunnel = conf?.ok === true ? conf.value.tunnel : undefined;
		const carries = (family: 4 | 6): boolean =>
			tunnel?.addresses.some((address) => addressFamily(address) === family) === true &&
			tunnel.peers.some(({allowed}) => allowed.some((prefix) => addressFamily(prefix) === family));
		return tunnel === undefined ? {4: true, 6: false} : {4: carries(4), 6: carries(6)};
	}

	const own = facts.addresses.filter((row) => row.interface === answerText(answers, 'interface') && !row.address.startsWith('fe80:')).map(({address}) => addressFamily(address));
	return own.length === 0 ? {4: true, 6: false} : {4: own.includes(4), 6: own.includes(6)};
};

const checkConf = (answers: Answers, facts: Facts, attachments: Attachments | undefined): readonly Diagnostic[] => {
	const conf = readConf(answers, attachments, 'conf');
	if (conf === undefined) {
		return [];
	}

	if (!conf.ok) {
		return conf.diagnostics.map((one) => ({...one, field: 'conf'}));
	}

	const {tunnel, warnings} = conf.value;
	const ours = facts.wireguardPeers.filter((peer) => !peer.interface.startsWith('detour-'));
	return [
		...warnings.map((one) => ({...one, field: 'conf'})),
		...tunnel.addresses
			.filter((address) =>
				facts.addresses.some(
					(row) => !row.interface.startsWith('detour-') && prefixLength(networkOf(row.address)) < 128 && prefixContains(networkOf(row.address), addressOf(address)),
				),
			)
			.map((address) =>
				error('address-taken', `The tunnel's address ${address} is in a network of this router.`, {hint: 'One of the two must change its addresses.', field: 'conf'}),
			),
		...tunnel.peers
			.filter((peer) => ours.some(({publicKey}) => publicKey === peer.publicKey))
			.map(() =>
				warning('peer-known', 'The router has a tunnel to this far end already; two with one key disturb each other.', {
					hint: 'Choose the existing tunnel instead.',
					field: 'conf',
				}),
			),
	];
};

/** How likely somebody means a tunnel: that with the Internet behind it most; what others dial in to is no way out. */
const likelihood = ({wireguardPeers}: Facts, name: string): number => {
	const peers = wireguardPeers.filter((peer) => peer.interface === name);
	const dialled = peers.filter(({endpointAddress}) => endpointAddress !== undefined);
	return dialled.some(({allowedAddresses}) => defaultsAmong(allowedAddresses).size > 0) ? 2 : dialled.length > 0 || peers.length === 0 ? 1 : 0;
};

/** The tunnel that is meant most likely, if any leads out. */
const likelyTunnel = (facts: Facts): string | undefined =>
	tunnelInterfaces(facts)
		.flatMap(({value, disabled}) => (disabled === undefined && likelihood(facts, value) > 0 ? [value] : []))
		.toSorted((a, b) => likelihood(facts, b) - likelihood(facts, a))[0];

/** Which tunnel: one of the router's, or one from a file. */
export const tunnelQuestions: readonly Field[] = [
	{
		id: 'tunnel',
		kind: 'choice',
		title: 'Which tunnel?',
		help: 'A tunnel that is on the router already, or a new one from the .conf file that VPN providers hand out for WireGuard.',
		choices: (_answers, facts) => [
			{
				value: 'existing',
				title: 'One that is on the router',
				...(facts.source === 'assumed' || tunnelInterfaces(facts).some(({disabled}) => disabled === undefined) ? {} : {disabled: 'the router has no tunnel with an address.'}),
			},
			{value: 'conf', title: 'A new one from a WireGuard .conf'},
		],
		suggest: (_answers, facts) =>
			likelyTunnel(facts) === undefined ? {value: 'conf', because: 'no tunnel of the router leads out'} : {value: 'existing', because: 'the router has a tunnel'},
	},
	{
		id: 'interface',
		kind: 'choice',
		title: 'Tunnel interface',
		help: 'What goes through the tunnel leaves by it. It must be point-to-point (WireGuard, L2TP, SSTP, OpenVPN, GRE): only those can be a gateway by name.',
		visible: (answers) => !hasConf(answers),
		choices: (_answers, facts) => tunnelInterfaces(facts),
		fromRouter: true,
		suggest: (_answers, facts) => {
			const likely = likelyTunnel(facts);
			return likely === undefined ? undefined : {value: likely, because: 'it is a tunnel of the router'};
		},
		check: (value, _answers, facts) => checkInterfaces([String(value)], tunnelInterfaces(facts), facts, 'interface'),
	},
	{
		id: 'conf',
		kind: 'file',
		title: 'WireGuard .conf',
		help: 'Keys, addresses and the far end are read from it. The private key goes to the router and nowhere else.',
		placeholder: '~/Downloads/provider.conf',
		visible: hasConf,
		check: (_value, answers, facts, attachments) => checkConf(answers, facts, attachments),
	},
];

/** The tunnel that was chosen, and the file that it comes from. */
export const tunnelOf = (
	answers: Answers,
	ref: string,
	{attachments, facts}: BuildContext,
): Result<{readonly kind: TunnelKind; readonly title: string; readonly conf?: WireguardConf}> => {
	if (!hasConf(answers)) {
		const name = answerText(answers, 'interface');
		return ok({kind: tunnelOn(facts, name), title: `the tunnel ${display(name)}`});
	}

	const read = readConf(answers, attachments, ref);
	if (read === undefined) {
		return fail(error('unreadable-file', 'The .conf could not be read.', {field: 'conf'}));
	}

	return read.ok
		? ok({kind: {kind: 'wireguard', tunnel: read.value.tunnel}, title: 'the VPN tunnel', conf: read.value})
		: fail(...read.diagnostics.map((one) => ({...one, field: 'conf'})));
};
