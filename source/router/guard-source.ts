import type {GuardSource} from '../plan/index.js';
import {readGuardCommand} from '../plan/index.js';
import type {Transport} from '../transport/transport.js';
import {recordsOf, run} from './console.js';
import {sha256} from './settle.js';

/** A guard as a router printed it; script rows end with or without a line end. Rows that hide some of what they say are none. */
export const guardIn = (text: string): GuardSource => {
	const records = recordsOf(text);
	const sources = new Map(records.map(([name = '', source = '']) => [name, source.trimEnd()]));
	if (sources.size < records.length || records.some(({length, 0: name = ''}) => length !== 2 || !/^detour-(guard|u-[a-z\d]+-\d+)$/.test(name))) {
		return {main: text, parts: []};
	}

	const numberOf = (name: string): number => Number(/-(\d+)$/.exec(name)?.[1] ?? 0);
	const parts = [...sources].filter(([name]) => name !== 'detour-guard').sort(([a], [b]) => numberOf(a) - numberOf(b));
	return {main: sources.get('detour-guard') ?? '', parts: parts.map(([, source]) => source)};
};

export const readGuard = async (transport: Transport, change: string): Promise<GuardSource> => guardIn(await run(transport, readGuardCommand(change), 'to show the guard'));

/** What the journal knows a guard by. */
export const guardHash = ({main, parts}: GuardSource): string => sha256([main, ...parts].map((text) => text.trimEnd()).join('\n'));
