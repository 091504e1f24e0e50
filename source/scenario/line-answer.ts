import type {Result} from '../diagnostics/index.js';
import {display, error, fail, ok} from '../diagnostics/index.js';
import type {Ip} from '../net/index.js';
import {addressFamily, hostPrefix, parseIp} from '../net/index.js';
import type {Speed} from '../policy/index.js';
import {parseRate} from './rate.js';

/** One line of the answer about lines: `ether1 100/20`, `pppoe-out1 1G/500M`, `ether3 50/10 via 198.51.100.1`. */
export type LineAnswer = {readonly name: string; readonly speed?: Speed; readonly gateway?: Ip};

/** `100/20`, down and up; one number for both. */
export const parseSpeed = (text: string): Speed | undefined => {
	const [down, up, ...more] = text.split('/').map(parseRate);
	const isWhole = down !== undefined && more.length === 0 && (up !== undefined || !text.includes('/'));
	return isWhole ? {down, up: up ?? down} : undefined;
};

/** Reads one line; its speed and its next hop may be left out. */
export const parseLineAnswer = (line: string): Result<LineAnswer> => {
	const text = line.trim();
	const [head = '', via, more] = text.split(/\s+via\s+/i);
	const gateway = via === undefined ? undefined : parseIp(via);
	if (more !== undefined || (via !== undefined && (gateway === undefined || addressFamily(hostPrefix(gateway)) !== 4))) {
		return fail(error('bad-gateway', `${display(via ?? '')} is no IPv4 address of a next hop.`, {hint: 'Behind “via” stands the provider’s router, such as 192.0.2.1.'}));
	}

	// A speed begins with a digit, and a name of an interface that ends in such a word is not seen.
	const match = /^(.+?)\s+(\d\S*)$/.exec(head);
	const speed = match === null ? undefined : parseSpeed(match[2] ?? '');
	if (match !== null && speed === undefined) {
		return fail(
			error('bad-speed', `${display(match[2] ?? '')} is no speed.`, {hint: 'Write what the line is sold with, down and up, in Mbit/s: 100/20, or with a unit: 1G/500M.'}),
		);
	}

	const name = match === null ? head : (match[1] ?? '');
	return name === ''
		? fail(error('no-line', 'A line begins with the name of its interface.', {hint: 'Such as: ether1 100/20.'}))
		: ok({name, ...(speed === undefined ? {} : {speed}), ...(gateway === undefined ? {} : {gateway})});
};
