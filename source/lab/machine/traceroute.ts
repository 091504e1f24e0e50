import {parseIp} from '../../net/index.js';
import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {renderTable} from '../print/render.js';
import {leasesOf} from '../store/derived.js';
import {textOf} from '../store/text.js';
import type {View} from '../store/view.js';
import type {Value} from '../value.js';
import {array, nothing, num, str} from '../value.js';
import type {Context, Process} from './context.js';
import {answerOf, wayTo} from './reach.js';

const columns = ['address', 'loss', 'sent', 'last', 'avg', 'best', 'worst', 'std-dev', 'status'];

/** Where the packets of the lab's providers pass: a range that is nobody's (RFC 2544). */
const backbone = ['198.19.255.1', '198.19.255.9'];

type Hop = {readonly address: string; readonly milliseconds: number | undefined};

/** Who answers on the way: the provider's router, its backbone, the host. A dead line is silent from its first router on. */
const hopsTo = (context: Context, address: string, forced: string | undefined, most: number): readonly Hop[] => {
	const answer = answerOf(context, address, forced);
	const out = forced ?? wayTo(context, address);
	const gateway = leasesOf(context.derived).find((lease) => lease.interface === out)?.line.gateway;
	const way = gateway === undefined || gateway === address ? [] : [gateway, ...(address.includes(':') ? [] : backbone)];
	if (typeof answer === 'object') {
		return [...way.map((hop, index) => ({address: hop, milliseconds: 1.2 + index * 3.1})), {address, milliseconds: answer.microseconds / 1000}].slice(0, most);
	}

	const isSilent = out !== undefined && context.faults.farEndsDown.has(out);
	const answered = isSilent ? [] : way.map((hop, index) => ({address: hop, milliseconds: 1.2 + index * 3.1}));
	return Array.from({length: most}, (_, index) => answered[index] ?? {address: '', milliseconds: undefined});
};

const rowOf = (hop: Hop, index: number, sent: number): View => {
	const time = hop.milliseconds === undefined ? 'timeout' : `${hop.milliseconds.toFixed(1)}ms`;
	const bare = hop.milliseconds?.toFixed(1) ?? '';
	const timing: Readonly<Record<string, string>> = hop.milliseconds === undefined ? {} : {avg: bare, best: bare, worst: bare, 'std-dev': '0'};
	return {
		id: String(index + 1),
		properties: {address: hop.address, loss: hop.milliseconds === undefined ? '100%' : '0%', sent: String(sent), last: time, ...timing},
		flags: new Set(),
	};
};

const numberOf = (call: MenuCall, name: string, fallback: number): number => {
	const value = call.named.get(name);
	const read = value === undefined ? fallback : Number(textOf(value));
	if (!Number.isInteger(read) || read < 1 || read > 255) {
		throw new ScriptError(`invalid value for argument ${name}`);
	}

	return read;
};

/** `/tool/traceroute`: a round a second, `count` of them; without it until it is interrupted. */
export const traceroute: Process = function* (context, call): Steps<Value> {
	const target = textOf(call.named.get('address') ?? call.positional[0] ?? nothing);
	const address = parseIp(target) ?? context.host.resolve(target)[0];
	if (address === undefined) {
		throw new ScriptError('invalid value for argument address');
	}

	const interfaceName = call.named.get('interface');
	const rounds = call.named.has('count') ? numberOf(call, 'count', 1) : call.flags.has('as-value') ? 1 : Number.POSITIVE_INFINITY;
	const {print, endless} = call.session;
	const show = Number.isFinite(rounds) ? print : (endless ?? print);
	let rows: readonly View[] = [];
	for (let sent = 1; sent <= rounds && !call.session.aborted(); sent++) {
		yield {kind: 'sleep', milliseconds: 1000};
		const hops = hopsTo(context, address, interfaceName === undefined ? undefined : textOf(interfaceName), numberOf(call, 'max-hops', 15));
		rows = hops.map((hop, index) => rowOf(hop, index, sent));
		if (!call.flags.has('as-value')) {
			const numbers = new Map(rows.map((row, index) => [row.id, index + 1]));
			const lines = renderTable({
				menu: '/tool',
				schema: context.schema,
				spec: {columns},
				views: rows,
				numbers,
				proplist: columns,
				showIds: false,
				columns: Number.POSITIVE_INFINITY,
			});
			show(lines.map((line) => `${line}\r\n`).join(''));
		}
	}

	return call.flags.has('as-value')
		? array(rows.map(({properties}) => array([], new Map(Object.entries(properties).map(([name, value]) => [name, name === 'sent' ? num(Number(value)) : str(value)])))))
		: nothing;
};
