import type {Compile} from './test.js';

const days = new Set(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']);

/** `8h`, `17h30m`, `8h0m0s`, `08:00:00`: seconds since midnight. */
const secondsOf = (text: string): number | undefined => {
	const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
	const units = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
	if (clock !== null) {
		return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
	}

	return units === null || text === '' ? undefined : Number(units[1] ?? 0) * 86_400 + Number(units[2] ?? 0) * 3600 + Number(units[3] ?? 0) * 60 + Number(units[4] ?? 0);
};

/** `8h-17h,mon,tue`: within the hours, on one of the days. */
export const timeMatcher: Compile = (value) => {
	const [span = '', ...on] = value.split(',');
	const [from, until] = span.split('-').map(secondsOf);
	return from === undefined || until === undefined || !on.every((day) => days.has(day))
		? undefined
		: ({router: {world}}) => {
				if (world.clock === undefined) {
					return 'the time of day is not given';
				}

				const {weekday, seconds} = world.clock;
				const isInHours = from <= until ? from <= seconds && seconds <= until : seconds >= from || seconds <= until;
				return isInHours && (on.length === 0 || on.includes(weekday));
			};
};
