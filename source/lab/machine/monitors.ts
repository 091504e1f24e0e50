import {parseIp} from '../../net/index.js';
import type {MenuCall, Steps} from '../contract.js';
import {ScriptError} from '../contract.js';
import {renderSettings} from '../print/render.js';
import {interfacesOf} from '../store/derived.js';
import {wayTo as findWay} from '../store/routes.js';
import {parseDuration, textOf} from '../store/text.js';
import type {Value} from '../value.js';
import {array, nothing, str} from '../value.js';
import type {Context, Process} from './context.js';
import {numbersOf, targets} from './rows.js';
import type {Tally} from './traffic/tally.js';
import {effective} from './views/row.js';

type Reading = Readonly<Record<string, string>>;

/** Something that is watched: what it reads now, given how long ago it was read last. */
type Watch = (seconds: number) => Reading;

/** Shows readings once, or every second until somebody stops it; as a value there is one. */
function* watched(call: MenuCall, watch: Watch): Steps<Value> {
	const {session, flags, named} = call;
	const show = flags.has('once') ? session.print : (session.endless ?? session.print);
	const interval = Number(parseDuration(textOf(named.get('interval') ?? nothing)) ?? 1000n);
	const duration = parseDuration(textOf(named.get('duration') ?? nothing));
	for (let passed = 0; !session.aborted(); passed += interval) {
		const reading = watch(interval / 1000);
		if (flags.has('as-value')) {
			return array([], new Map(Object.entries(reading).map(([name, value]) => [name, str(value)])));
		}

		show(
			renderSettings(Object.keys(reading), reading)
				.map((line) => `${line}\r\n`)
				.join(''),
		);
		if (flags.has('once') || (duration !== undefined && passed + interval >= Number(duration))) {
			break;
		}

		yield {kind: 'sleep', milliseconds: interval};
	}

	return nothing;
}

const bits = (value: number): string =>
	value >= 1_000_000 ? `${(value / 1_000_000).toFixed(1)}Mbps` : value >= 10_000 ? `${(value / 1000).toFixed(1)}kbps` : `${Math.round(value)}bps`;

const none: Tally = {packets: 0, bytes: 0};

/** `/interface/monitor-traffic`: what moved since the last look. */
export const monitorTraffic: Process = function* (context, call): Steps<Value> {
	const name = textOf(call.named.get('interface') ?? call.positional[0] ?? nothing);
	if (!context.views('/interface').some(({properties}) => properties.name === name)) {
		throw new ScriptError('input does not match any value of interface');
	}

	let before = {rx: none, tx: none};
	const now = (): typeof before => {
		const {received, sent} = context.traffic.tallies();
		return {rx: {...(received.get(name) ?? none)}, tx: {...(sent.get(name) ?? none)}};
	};
	before = now();
	return yield* watched(call, (seconds) => {
		const after = now();
		const moved = (way: 'rx' | 'tx'): Reading => ({
			[`${way}-packets-per-second`]: String(Math.round((after[way].packets - before[way].packets) / seconds)),
			[`${way}-bits-per-second`]: bits(((after[way].bytes - before[way].bytes) * 8) / seconds),
		});
		const reading = {name, ...moved('rx'), ...moved('tx')};
		before = after;
		return reading;
	});
};

/** `/interface/ethernet/monitor`: the link and its speed. */
export const monitorEthernet: Process = function* (context, call): Steps<Value> {
	const [view] = targets(context, call, numbersOf(call));
	const name = view?.properties.name ?? '';
	return yield* watched(call, () => {
		const up = interfacesOf(context.derived).some((one) => one.name === name && one.running);
		return {name, status: up ? 'link-ok' : 'no-link', 'auto-negotiation': up ? 'done' : 'incomplete', ...(up ? {rate: '1Gbps', 'full-duplex': 'yes'} : {})};
	});
};

/** `/ip/route/check`: which way `main` has to an address (7.18+). */
export const checkRoute: Process = function* (context: Context, call): Steps<Value> {
	const address = parseIp(textOf(call.named.get('dst-ip') ?? call.positional[0] ?? nothing));
	if (address === undefined) {
		throw new ScriptError('invalid value for argument dst-ip');
	}

	return yield* watched(call, (): Reading => {
		const way = findWay(context.derived, address, (row) => effective(context, call.menu, row));
		const [nexthop = '', by = nexthop] = (way ?? '').split('%');
		return way === undefined ? {status: 'failed'} : {status: 'ok', interface: by, nexthop: by === nexthop ? address : nexthop};
	});
};
