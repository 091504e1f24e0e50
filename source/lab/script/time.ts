const units = {w: 604_800_000_000_000n, d: 86_400_000_000_000n, h: 3_600_000_000_000n, m: 60_000_000_000n, s: 1_000_000_000n, ms: 1_000_000n, us: 1000n, ns: 1n} as const;

export const second = units.s;

const worded = /^(-?)(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.(\d{1,9}))?s)?(?:(\d+)ms)?(?:(\d+)us)?(?:(\d+)ns)?$/;
const clock = /^(-?)(?:(\d+)w)?(?:(\d+)d)?(\d{1,9}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/;
const seconds = /^(-?)(\d+)(?:\.(\d{1,9}))?$/;

const whole = (digits: string | undefined): bigint => BigInt(digits ?? '0');
const fraction = (digits: string | undefined): bigint => BigInt((digits ?? '').padEnd(9, '0'));

/** A router holds times as signed 64-bit nanoseconds: `15250w` is a time, `15251w` is not (CHR 7.23). */
const bounded = (sign: string | undefined, value: bigint): bigint | undefined => (value >= 2n ** 63n ? undefined : sign === '-' ? -value : value);

/** `1d2h3m4s`, `200ms`, `00:10:00`, `1w2d03:04:05.5` as nanoseconds; undefined for anything else. */
export const parseTime = (text: string): bigint | undefined => {
	const named = worded.exec(text);
	if (named !== null && /\d/.test(text)) {
		const [, sign, w, d, h, m, s, part, ms, us, ns] = named;
		const total =
			whole(w) * units.w +
			whole(d) * units.d +
			whole(h) * units.h +
			whole(m) * units.m +
			whole(s) * units.s +
			fraction(part) +
			whole(ms) * units.ms +
			whole(us) * units.us +
			whole(ns);
		return bounded(sign, total);
	}

	const timed = clock.exec(text);
	if (timed === null) {
		return undefined;
	}

	const [, sign, w, d, h, m, s, part] = timed;
	return bounded(sign, whole(w) * units.w + whole(d) * units.d + whole(h) * units.h + whole(m) * units.m + whole(s) * units.s + fraction(part));
};

/** `5` or `2.2`, where a time is expected: seconds. */
export const parseSeconds = (text: string): bigint | undefined => {
	const found = seconds.exec(text);
	return found === null ? undefined : bounded(found[1], whole(found[2]) * units.s + fraction(found[3]));
};

const two = (value: bigint): string => value.toString().padStart(2, '0');

/** As `:put` shows a time: `00:00:05`, `1d02:03:04`, `1w1d00:00:00`, `00:00:00.200`. */
export const formatTime = (nanoseconds: bigint): string => {
	const sign = nanoseconds < 0n ? '-' : '';
	const total = nanoseconds < 0n ? -nanoseconds : nanoseconds;
	const weeks = total / units.w;
	const days = (total % units.w) / units.d;
	const rest = total % units.d;
	const part = (total % units.s)
		.toString()
		.padStart(9, '0')
		.replace(/(?:000){1,3}$/, '');
	const head = `${weeks > 0n ? `${weeks}w` : ''}${days > 0n ? `${days}d` : ''}`;
	const tail = `${two(rest / units.h)}:${two((rest % units.h) / units.m)}:${two((rest % units.m) / units.s)}`;
	return `${sign}${head}${tail}${part === '' ? '' : `.${part}`}`;
};
