import type {Diagnostic} from '../diagnostics/index.js';
import {AppError, display, exitCodes, warning} from '../diagnostics/index.js';
import type {Facts, Release} from '../facts/index.js';
import {formatRelease, parseRelease} from '../facts/index.js';
import type {Export} from '../routeros/model/index.js';
import {factsFromConfiguration} from '../routeros/model/index.js';
import {isSupported, supportedMinors} from '../routeros/schema/index.js';

const oldest = `7.${supportedMinors[0]}`;
const newest = `7.${supportedMinors.at(-1) ?? ''}`;

/** The release answered for where none is named. */
export const defaultRelease = newest;

const supported = (release: Release): Release => {
	if (!isSupported(release)) {
		throw new AppError('release-too-old', `RouterOS ${formatRelease(release)} is not supported.`, {hint: `Detour knows ${oldest} to ${newest}.`, exitCode: exitCodes.usage});
	}

	return release;
};

/** `--routeros 7.20`. */
export const releaseFrom = (text: string): Release => {
	const release = parseRelease(text);
	if (release === undefined) {
		throw new AppError('release', `"${display(text)}" is no RouterOS release.`, {hint: `A release looks like 7.20; ${oldest} to ${newest} are known.`, exitCode: exitCodes.usage});
	}

	return supported(release);
};

/** What an export tells of its router; `given` is what `--routeros` says in place of its header. */
export const factsOfExport = (read: Export, given: string | undefined): Facts => {
	const facts = factsFromConfiguration(read, given === undefined ? undefined : releaseFrom(given));
	supported(facts.release);
	return facts;
};

/** What to say of a release that is newer than any that was looked at. */
export const releaseRemarks = (release: Release): readonly Diagnostic[] =>
	release.major < 7 || release.minor <= (supportedMinors.at(-1) ?? 0)
		? []
		: [warning('release-unknown', `RouterOS ${formatRelease(release)} is newer than what this version of Detour knows; what is known of ${newest} answers for it.`)];
