const units = [
	['w', 604_800_000],
	['d', 86_400_000],
	['h', 3_600_000],
	['m', 60_000],
	['s', 1000],
	['ms', 1],
] as const;

const milliseconds = (text: string): number | undefined => {
	if (/^\d+$/.test(text)) {
		return Number(text) * 1000;
	}

	const clock = /^(?:(\d+)w)?(?:(\d+)d)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
	if (clock !== null) {
		const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = clock.slice(1).map((part) => Number(part ?? 0));
		return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
	}

	if (!/^(?:\d+(?:ms|[wdhms]))+$/.test(text)) {
		return undefined;
	}

	let sum = 0;
	for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[wdhms])/g)) {
		sum += Number(amount) * (units.find(([name]) => name === unit)?.[1] ?? 0);
	}

	return sum;
};

/** A time span as exports print it: `3600s` and `01:00:00` are `1h`, a bare number is seconds. Other text stays. */
export const canonicalDuration = (text: string): string => {
	const given = milliseconds(text);
	if (given === undefined || !Number.isSafeInteger(given)) {
		return text;
	}

	let rest = given;
	let printed = '';
	for (const [name, size] of units) {
		const amount = Math.floor(rest / size);
		rest %= size;
		printed += amount > 0 ? `${amount}${name}` : '';
	}

	return printed === '' ? '0s' : printed;
};
