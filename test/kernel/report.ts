/** Root on a build machine: there the kernel must be asked. */
export const isBuildMachine = process.env.CI === 'true' && process.getuid?.() === 0;

export const seconds = 1000;

/** Numbers that belong into the log of a build. */
export const say = (text: string): void => {
	process.stdout.write(`${text}\n`);
};
