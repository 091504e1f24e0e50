const units: Readonly<Record<string, number>> = {k: 1e3, m: 1e6, g: 1e9};

/** Bits a second from `100`, `1.5M`, `1G`: megabits where no unit is given, as lines are sold. */
export const parseRate = (text: string): number | undefined => {
	const match = /^(\d{1,6}(?:\.\d{1,3})?)\s*([kmg])?(?:bit\/s|bps)?$/i.exec(text);
	const rate = Number(match?.[1]) * (units[match?.[2]?.toLowerCase() ?? 'm'] ?? 0);
	return match !== null && rate > 0 ? rate : undefined;
};
