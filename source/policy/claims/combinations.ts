/** Every way in which some of these can be down together; of many, each alone, each with the next, and all. */
export const combinations = (ways: readonly string[]): readonly (readonly string[])[] =>
	ways.length <= 4
		? Array.from({length: 2 ** ways.length - 1}, (_, index) => ways.filter((_way, bit) => ((index + 1) >> bit) % 2 === 1))
		: [...ways.map((way) => [way]), ...ways.map((way, index) => [way, ways[(index + 1) % ways.length] ?? way]), ways];
