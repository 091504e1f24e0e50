import {parseDate, parseDuration} from '../store/text.js';
import type {Value} from '../value.js';
import {nothing} from '../value.js';
import type {Act, Context} from './context.js';
import {set} from './edit.js';
import {given} from './given.js';

const day = 86_400_000;

/** Minutes that a zone is ahead of UTC; undefined for a zone that does not exist. `manual` has none of its own. */
const aheadBy = (zone: string, at: number): number | undefined => {
	if (zone === 'manual') {
		return 0;
	}

	try {
		const name = new Intl.DateTimeFormat('en', {timeZone: zone, timeZoneName: 'longOffset'}).formatToParts(at).find(({type}) => type === 'timeZoneName')?.value ?? '';
		const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
		return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
	} catch {
		return undefined;
	}
};

const zoneOf = (context: Context): string => context.store.settings('/system/clock')['time-zone-name'] ?? 'UTC';

/** What `/system/clock` tells of the zone. The lab's clock does not jump by itself where summer time begins or ends. */
export const zoneProperties = (context: Context): {readonly 'gmt-offset': string; readonly 'dst-active': string} => {
	const [ahead = 0, inHalfAYear = 0] = [0, 182].map((days) => aheadBy(zoneOf(context), context.now() + days * day));
	const size = Math.abs(ahead);
	const [hours, minutes] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
	return {'gmt-offset': `${ahead < 0 ? '-' : '+'}${hours}:${minutes}`, 'dst-active': ahead > inHalfAYear ? 'yes' : 'no'};
};

/** `/system/clock/set`: another zone shows another time, and a date or time that is given too is the time there. */
export const setClock: Act = (context, call): Value => {
	const date = given(call, 'date', parseDate);
	const time = given(call, 'time', parseDuration);
	const before = aheadBy(zoneOf(context), context.now()) ?? 0;
	const after = given(call, 'time-zone-name', (zone) => aheadBy(zone, context.now())) ?? before;
	const kept = new Map([...call.named].filter(([name]) => name !== 'date' && name !== 'time'));
	set(context, {...call, named: kept});
	const local = context.now() + (after - before) * 60_000;
	if (local !== context.now() || date !== undefined || time !== undefined) {
		context.setNow((date ?? local - (local % day)) + (time === undefined ? local % day : Number(time)));
	}

	return nothing;
};
