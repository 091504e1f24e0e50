/** Which part of `count` rows shows in `height` rows so that `current` is in it, near the middle. */
export const windowOf = (count: number, height: number, current: number): {readonly start: number; readonly end: number} => {
	const start = Math.max(0, Math.min(current - Math.floor(height / 2), count - height));
	return {start, end: Math.min(count, start + height)};
};
