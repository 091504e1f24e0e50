import type {Diagnostic} from '../diagnostics/index.js';
import {AppError, display, exitCodes, warning} from '../diagnostics/index.js';
import type {Release} from '../facts/index.js';
import {formatRelease, parseRelease} from '../facts/index.js';
import {isSupported, supportedMinors} from '../routeros/schema/index.js';

const oldest = `7.${supportedMinors[0]}`;
const newest = `7.${supportedMinors.at(-1) ?? ''}`;

/** The release answered for where none is named. */
export const defaultRelease = newest;

/** `--routeros 7.20`. */
export const releaseFrom = (text: string): Release => {
	const release = parseRelease(text);
	if (release === undefined) {
		throw new AppError('release', `"${display(text)}" is no RouterOS release.`, {hint: `A release looks like 7.20; ${oldest} to ${newest} are known.`, exitCode: exitCodes.usage});
	}

	if (!isSupported(release)) {
		throw new AppError('release-too-old', `RouterOS ${display(text)} is not supported.`, {hint: `Detour knows ${oldest} to ${newest}.`, exitCode: exitCodes.usage});
	}

	return release;
};

/** What to say of a release that is newer than any that was looked at. */
export const releaseRemarks = (release: Release): readonly Diagnostic[] =>
	release.major < 7 || release.minor <= (supportedMinors.at(-1) ?? 0)
		? []
		: [warning('release-unknown', `RouterOS ${formatRelease(release)} is newer than what this version of Detour knows; what is known of ${newest} answers for it.`)];
