/**
 * A text of Latin letters and the signs that Detour draws with: each of these is one column wide, and none of them joins
 * others. It is told without the rules of Unicode, which take longer to load than all that the first frame shows.
 */
export const isNarrow = (text: string): boolean => /^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u203A\u2190-\u2193\u2500-\u259F\u276F\u2714]*$/.test(text);
