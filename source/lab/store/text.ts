import type {Value} from '../value.js';

const units = [
	['w', 604_800_000n],
	['d', 86_400_000n],
	['h', 3_600_000n],
	['m', 60_000n],
	['s', 1000n],
	['ms', 1n],
] as const;

/** A duration as menus print it: `1w2d3h4m5s`, `200ms`, `0s`. */
export const formatDuration = (milliseconds: bigint): string => {
	let rest = milliseconds < 0n ? -milliseconds : milliseconds;
	let text = '';
	for (const [unit, size] of units) {
		const count = rest / size;
		rest %= size;
		text += count > 0n ? `${count}${unit}` : '';
	}

	return `${milliseconds < 0n ? '-' : ''}${text === '' ? '0s' : text}`;
};

const clockForm = /^(?:(\d+)d)?(\d{1,3}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;
const unitForm = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Reads `1d2h`, `00:05:00`, `200ms` or bare seconds; milliseconds, or undefined. */
export const parseDuration = (text: string): bigint | undefined => {
	if (/^\d+$/.test(text)) {
		return BigInt(text) * 1000n;
	}

	const clock = clockForm.exec(text);
	if (clock !== null) {
		const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '0'] = clock;
		return BigInt(days) * 86_400_000n + BigInt(hours) * 3_600_000n + BigInt(minutes) * 60_000n + BigInt(seconds) * 1000n + BigInt(fraction.padEnd(3, '0'));
	}

	const match = text === '' ? null : unitForm.exec(text);
	return match === null ? undefined : units.reduce((sum, [, size], index) => sum + BigInt(match[index + 1] ?? 0) * size, 0n);
};

/** An evaluated argument as the text a property holds. */
export const textOf = (value: Value): string => {
	switch (value.kind) {
		case 'nothing':
		case 'nil':
			return '';
		case 'num':
			return String(value.value);
		case 'bool':
			return value.value ? 'yes' : 'no';
		case 'time':
			return formatDuration(value.value / 1_000_000n);
		case 'array':
			return value.items.map(textOf).join(',');
		case 'code':
			return value.code.source;
		default:
			return value.value;
	}
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date as the release prints it: `2024-10-25`, before 7.10 `oct/25/2024`. */
export const formatDate = (milliseconds: number, isoDates: boolean): string => {
	const iso = new Date(milliseconds).toISOString().slice(0, 10);
	const [year = '', month = '', day = ''] = iso.split('-');
	return isoDates ? iso : `${months[Number(month) - 1]}/${day}/${year}`;
};

/** `13:04:05`. */
export const formatTime = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 19);

/** Reads a date in either form, as milliseconds since 1970 at midnight. */
export const parseDate = (text: string): number | undefined => {
	const old = /^([a-z]{3})\/(\d\d)\/(\d{4})$/i.exec(text);
	const iso = old === null ? text : `${old[3]}-${String(months.indexOf((old[1] ?? '').toLowerCase()) + 1).padStart(2, '0')}-${old[2]}`;
	const value = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
	return Number.isNaN(value) ? undefined : value;
};

/** A size as menus print it: `19`, `3016.1KiB`, `12.8MiB`. */
export const formatSize = (bytes: number): string => {
	if (bytes < 1024) {
		return String(bytes);
	}

	return bytes < 10 * 1024 * 1024 ? `${(bytes / 1024).toFixed(1)}KiB` : `${(bytes / 1024 / 1024).toFixed(1)}MiB`;
};

/** Big numbers in tables and terse rows: `874 062`. */
export const groupDigits = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ' ');
