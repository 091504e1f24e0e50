const units = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
] as const;

/** How long ago something was, roughly, in words. */
export const agoText = (milliseconds: number): string => {
	const unit = units.find(([, length]) => milliseconds >= length);
	if (unit === undefined) {
		return 'just now';
	}

	const count = Math.floor(milliseconds / unit[1]);
	return `${count} ${unit[0]}${count === 1 ? '' : 's'} ago`;
};
