import {words} from '../../words.js';

const units = [
	[words.home.units.day, 86_400_000],
	[words.home.units.hour, 3_600_000],
	[words.home.units.minute, 60_000],
] as const;

/** How long ago something was, roughly, in words. */
export const agoText = (milliseconds: number): string => {
	const unit = units.find(([, length]) => milliseconds >= length);
	if (unit === undefined) {
		return words.home.justNow;
	}

	const [name, length] = unit;
	return words.home.ago(Math.floor(milliseconds / length), name);
};
