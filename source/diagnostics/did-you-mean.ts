const distance = (a: string, b: string): number => {
	let previous = Array.from({length: b.length + 1}, (_, index) => index);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const cost = a[row - 1] === b[column - 1] ? 0 : 1;
			current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + cost));
		}

		previous = current;
	}

	return previous[b.length] ?? 0;
};

/** The known word nearest to a mistyped one, or undefined when none is near enough to be worth suggesting. */
export const didYouMean = (word: string, known: Iterable<string>): string | undefined => {
	const wanted = word.toLowerCase();
	let best: {readonly word: string; readonly distance: number} | undefined;
	for (const candidate of known) {
		const found = candidate.startsWith(wanted) && wanted.length >= 3 ? 0.5 : distance(wanted, candidate.toLowerCase());
		if (found <= Math.max(1, Math.floor(wanted.length / 3)) && (best === undefined || found < best.distance)) {
			best = {word: candidate, distance: found};
		}
	}

	return best?.word;
};
