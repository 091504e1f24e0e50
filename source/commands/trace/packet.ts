import {AppError, display, exitCodes} from '../../diagnostics/index.js';
import type {Ip, Protocol} from '../../net/index.js';
import {addressFamily, parseIp, parsePort} from '../../net/index.js';
import type {Input} from '../command.js';
import {usage} from '../parse-input.js';

const protocols: readonly Protocol[] = ['tcp', 'udp', 'icmp'];

const bad = (option: string, text: string, hint: string): AppError => new AppError('packet', `${option} ${display(text)} cannot be read.`, {hint, exitCode: exitCodes.usage});

const splitPort = (text: string): readonly [string, string | undefined] => {
	const bracketed = /^\[([^[\]]*)\](?::(\d+))?$/.exec(text);
	if (bracketed !== null) {
		return [bracketed[1] ?? '', bracketed[2]];
	}

	const plain = /^([^:]*):(\d+)$/.exec(text);
	return plain === null ? [text, undefined] : [plain[1] ?? '', plain[2]];
};

const readEnd = (option: '--from' | '--to', text: string | undefined): {readonly address: Ip; readonly port?: number} => {
	if (text === undefined) {
		throw usage(`${option} is missing.`, 'For example: detour trace --config router.rsc --from 192.168.88.10 --to 1.1.1.1:443');
	}

	const [host, digits] = splitPort(text);
	const address = parseIp(host);
	const port = digits === undefined ? undefined : parsePort(digits);
	if (address === undefined || (digits !== undefined && port === undefined)) {
		throw bad(option, text, 'An address, and behind a colon a port: 1.1.1.1:443 or [2606:4700::1111]:443. Names are not looked up.');
	}

	return {address, ...(port === undefined ? {} : {port})};
};

export type Asked = {readonly from: Ip; readonly to: Ip; readonly protocol: Protocol; readonly fromPort?: number; readonly toPort?: number};

/** The packet that is asked about: TCP where a port is named, else an echo request. */
export const readPacket = (input: Input): Asked => {
	const from = readEnd('--from', input.text('from'));
	const to = readEnd('--to', input.text('to'));
	if (addressFamily(from.address) !== addressFamily(to.address)) {
		throw usage('--from and --to are addresses of different families.');
	}

	const word = input.text('protocol') ?? (to.port === undefined ? 'icmp' : 'tcp');
	const protocol = protocols.find((known) => known === word);
	if (protocol === undefined) {
		throw bad('--protocol', word, `One of ${protocols.join(', ')}.`);
	}

	if (protocol === 'icmp') {
		if (to.port !== undefined || from.port !== undefined) {
			throw usage('icmp has no ports.');
		}

		return {from: from.address, to: to.address, protocol};
	}

	if (to.port === undefined) {
		throw usage(`To which port? ${protocol} needs one.`, `For example: --to ${to.address.includes(':') ? `[${to.address}]` : to.address}:443`);
	}

	return {from: from.address, to: to.address, protocol, fromPort: from.port ?? 50_000, toPort: to.port};
};
