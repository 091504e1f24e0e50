import {parseIp} from '../../../net/index.js';
import type {Pass, Step} from '../../../simulator/index.js';
import {parseDuration} from '../../store/text.js';
import type {Context} from '../context.js';
import {rowOf} from './tally.js';

const end = (address: string | undefined, port: number | undefined): string => (port === undefined ? (address ?? '') : `${address ?? ''}:${port}`);

const protocols = {tcp: 'TCP (SYN)', udp: 'UDP', icmp: 'ICMP (type 8, code 0)'} as const;

/** What a rule with `log` says of a packet: `forward: in:bridge out:ether1, connection-state:new …` (public logs of 7.x). */
const sentence = (pass: Pass, step: Step, state: string, bytes: number): string => {
	const {from, to, protocol, fromPort, toPort} = pass.packet;
	const out = pass.disposition.kind === 'leaves-by' ? pass.disposition.interface : '(unknown 0)';
	const said = protocol === 'tcp' && state !== 'new' ? 'TCP (ACK)' : protocols[protocol];
	return `${step.chain ?? ''}: in:${pass.inInterface ?? '(unknown 0)'} out:${out}, connection-state:${state} proto ${said}, ${end(from, fromPort)}->${end(to, toPort)}, len ${bytes}`;
};

/** Puts an address into a list, as rules may: for as long as they say, or until the next restart. */
const list = (context: Context, step: Step, pass: Pass, properties: Readonly<Record<string, string>>): void => {
	const address = parseIp((step.action === 'add-src-to-address-list' ? pass.packet.from : pass.packet.to) ?? '');
	const name = properties['address-list'] ?? '';
	if (address === undefined) {
		return;
	}

	const menu = address.includes(':') ? '/ipv6/firewall/address-list' : '/ip/firewall/address-list';
	const known = context.store.rows(menu).find((row) => row.properties.list === name && row.properties.address?.replace(/\/128$/, '') === address);
	const given = properties['address-list-timeout'] ?? 'none-dynamic';
	const timeout = parseDuration(given);
	const until = timeout === undefined || timeout === 0n ? {} : {until: context.tasks.uptime() + Number(timeout)};
	if (known !== undefined) {
		// Another packet starts the time anew.
		if (known.until !== undefined && timeout !== undefined) {
			context.store.update(menu, {...known, ...until});
		}

		return;
	}

	const lasting = given === 'none-static';
	context.store.append(menu, {
		id: context.store.nextId(menu),
		properties: {list: name, address: address.includes(':') ? `${address}/128` : address},
		...(lasting ? {} : {dynamic: true as const, ...until}),
	});
	context.tasks.poke();
};

/** What rules do beside letting a packet pass or not: they log, and put addresses into lists. */
export const note = (context: Context, pass: Pass, state: string, bytes: number): void => {
	for (const step of pass.steps) {
		const properties = rowOf(context, step)?.row.properties;
		if (properties === undefined) {
			continue;
		}

		if (step.action.endsWith('-to-address-list')) {
			list(context, step, pass, properties);
		}

		if (properties.log === 'yes' || step.action === 'log') {
			const prefix = properties['log-prefix'] ?? '';
			context.log('firewall,info', `${prefix === '' ? '' : `${prefix} `}${sentence(pass, step, state, bytes)}`);
		}
	}
};
