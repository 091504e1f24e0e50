import type {Ip} from '../../net/index.js';
import {parseIp} from '../../net/index.js';
import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {parseDuration, textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {num} from '../value.js';
import type {Context, Process} from './context.js';
import type {Answer} from './reach.js';
import {answerOf, ownAddress} from './reach.js';

const rtt = (microseconds: number): string => (microseconds < 1000 ? `${microseconds}us` : `${Math.floor(microseconds / 1000)}ms${microseconds % 1000}us`);

const header = '  SEQ HOST                                     SIZE TTL TIME       STATUS      \r\n';

const row = (sequence: number, host: string, reply: Answer): string => {
	const answered = typeof reply === 'object';
	const columns = [
		String(sequence).padStart(5),
		' ',
		(reply === 'no route to host' ? '' : host).padEnd(40),
		(answered ? '56' : '').padStart(5),
		' ',
		(answered ? '64' : '').padStart(3),
		' ',
		(answered ? rtt(reply.microseconds) : '').padEnd(11),
		answered ? '' : reply,
	];
	return `${columns.join('').padEnd(79)}\r\n`;
};

const summary = (sent: number, times: readonly number[]): string => {
	const loss = `    sent=${sent} received=${times.length} packet-loss=${Math.round(((sent - times.length) * 100) / Math.max(sent, 1))}%`;
	const average = times.reduce((sum, time) => sum + time, 0) / Math.max(times.length, 1);
	return times.length === 0 ? `${loss}\r\n` : `${loss} min-rtt=${rtt(Math.min(...times))} avg-rtt=${rtt(Math.round(average))} max-rtt=${rtt(Math.max(...times))}\r\n`;
};

const target = (context: Context, call: MenuCall): Ip => {
	const text = textOf(call.named.get('address') ?? call.positional[0] ?? {kind: 'nothing'});
	const address = parseIp(text) ?? parseIp(context.host.resolve(text)[0] ?? '');
	if (address === undefined) {
		throw new ScriptError(
			'invalid value for argument address:\r\n    invalid value of mac-address, mac address required\r\n    invalid value for argument ipv6-address\r\n    while resolving ip-address: could not get answer from dns server',
		);
	}

	return address;
};

/** `/ping`: one row a second on the virtual clock; its value is the number of answers. */
export const ping: Process = function* (context, call): Steps<Value> {
	const address = target(context, call);
	const count = Number(textOf(call.named.get('count') ?? num(0)));
	const interval = Number(parseDuration(textOf(call.named.get('interval') ?? num(1))) ?? 1000n);
	const forced = call.named.get('interface');
	const times: number[] = [];
	let sent = 0;
	const {print, endless} = call.session;
	const show = count === 0 ? (endless ?? print) : print;
	show(header);
	try {
		while ((count === 0 || sent < count) && !call.session.aborted()) {
			if (sent > 0) {
				yield {kind: 'sleep', milliseconds: interval};
			}

			const reply = answerOf(context, address, forced === undefined ? undefined : textOf(forced));
			show(row(sent, address, reply));
			sent += 1;
			const own = ownAddress(context, address);
			if (own !== undefined && own !== address && reply !== 'no route to host') {
				context.traffic.send({from: own, to: address, protocol: 'icmp'}, 1);
			}

			if (typeof reply === 'object') {
				times.push(reply.microseconds);
			}
		}
	} finally {
		// Whoever stops it is told as well.
		print(summary(sent, times));
	}

	return num(times.length);
};
