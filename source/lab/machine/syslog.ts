import {createSocket} from 'node:dgram';
import {parseIp} from '../../net/index.js';
import type {Context} from './context.js';

type Properties = Readonly<Record<string, string>>;

/** Numbers of RFC 3164. */
const facilities = ['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp'];
const severities = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug'];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const bsdStamp = (milliseconds: number): string => {
	const date = new Date(milliseconds);
	return `${months[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`;
};

const priority = (action: Properties, topics: string): number => {
	const local = /^local(\d)$/.exec(action['syslog-facility'] ?? '')?.[1];
	const facility = local === undefined ? facilities.indexOf(action['syslog-facility'] ?? 'daemon') : 16 + Number(local);
	const told = severities.indexOf(action['syslog-severity'] ?? 'auto');
	const found = severities.findIndex((word) => topics.split(',').includes(word));
	return Math.max(0, facility) * 8 + (told >= 0 ? told : found >= 0 ? found : severities.indexOf('notice'));
};

/** A line as it goes over the wire: topics and message, or behind the head of RFC 3164. */
const wired = (context: Context, action: Properties, topics: string, message: string): string =>
	action['remote-log-format'] === 'syslog' || action['bsd-syslog'] === 'yes'
		? `<${priority(action, topics)}>${bsdStamp(context.now())} ${context.settings('/system/identity').name ?? ''} ${topics}: ${message}`
		: `${topics} ${message}`;

/** Sends a line to whoever collects them on this computer: an emulated router has no business on anybody's network. */
export const sendSyslog = (context: Context, action: Properties, topics: string, message: string): void => {
	const address = parseIp(action.remote ?? '');
	if (address !== '127.0.0.1' && address !== '::1') {
		return;
	}

	const socket = createSocket(address === '::1' ? 'udp6' : 'udp4');
	socket.on('error', () => undefined);
	socket.send(Buffer.from(wired(context, action, topics, message)), Number(action['remote-port'] ?? 514), address, () => {
		socket.close();
	});
};
