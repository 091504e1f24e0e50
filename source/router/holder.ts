import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import type {Transport} from '../transport/transport.js';
import {recordsOf, run} from './console.js';
import {stateText} from './guard-status.js';

/** Prints of each script of a change its name, its comment and the beginning of its source. */
export const lookForScripts =
	':foreach i in=[/system/script/find where name~"^detour-"] do={ :put ("script\\1F" . [/system/script/get $i name] . "\\1F" . [/system/script/get $i comment] . "\\1F" . [:pick [/system/script/get $i source] 0 500] . "\\1E") }';

/** The change that is under way, and whose it is, from what `lookForScripts` printed of its guard. */
export const changeUnderWay = (records: readonly (readonly string[])[]): Diagnostic | undefined => {
	const [, , comment = '', source = ''] = records.find(([kind, name]) => kind === 'script' && name === 'detour-guard') ?? [];
	if (comment === '') {
		return undefined;
	}

	const [, state = ''] = comment.split(',');
	const [, by] = / by=(\S+)/.exec(source.split('\n', 1)[0] ?? '') ?? [];
	return error('change-in-progress', `Another change of this router is not finished: ${by === undefined ? '' : `${display(by)} began it, `}${stateText(state)}.`, {
		hint: 'Wait until the router has decided, or run: detour recover',
	});
};

/** Asks a router for a change that is under way. */
export const readChangeUnderWay = async (transport: Transport): Promise<Diagnostic | undefined> =>
	changeUnderWay(recordsOf(await run(transport, lookForScripts, 'to look for unfinished changes')));
