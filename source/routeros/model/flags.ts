/** Arguments that are typed and exported without a value. */
const flags: ReadonlySet<string> = new Set(['blackhole', 'fib']);

/** Whether `''` under this name is a word of its own (`blackhole`, `!bridge`) and no empty value (`comment=""`). */
export const standsAlone = (name: string): boolean => flags.has(name) || name.startsWith('!');
