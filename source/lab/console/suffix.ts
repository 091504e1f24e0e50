/** What a login name asks of the console: `admin+ct200w`. */
export type Suffix = {
	/** Undefined where the terminal is asked. */
	readonly columns: number | undefined;
	readonly rows: number | undefined;
	readonly colours: boolean;
	/** Asks the terminal who and how big it is. */
	readonly probes: boolean;
	/** One line, scrolled sideways. */
	readonly dumb: boolean;
};

const size = (text: string, letter: string): number | undefined => {
	const digits = new RegExp(`(\\d+)${letter}`).exec(text)?.[1];
	return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
};

/** Reads what stands behind the `+` of a login name: letters, a number before its letter. What is odd does no harm. */
export const parseSuffix = (text: string): Suffix => ({
	columns: size(text, 'w'),
	rows: size(text, 'h'),
	colours: !text.includes('c'),
	probes: !text.includes('t'),
	dumb: text.includes('e'),
});

/** A login name without console parameters: `admin+ct200w` is `admin`. */
export const splitUser = (name: string): {readonly user: string; readonly parameters: string} => {
	const plus = name.indexOf('+');
	return plus < 0 ? {user: name, parameters: ''} : {user: name.slice(0, plus), parameters: name.slice(plus + 1)};
};
