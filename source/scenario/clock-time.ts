/** `3:15` or `03:15` as seconds since midnight; undefined for anything else. */
export const parseClockTime = (text: string): number | undefined => {
	const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
	return hours === undefined || minutes === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60;
};
