import type {GuardSource} from '../plan/index.js';
import {readGuardCommand} from '../plan/index.js';
import type {Transport} from '../transport/transport.js';
import {recordsOf, run} from './console.js';
import {sha256} from './settle.js';

/** A guard as a router printed it. Script rows end with or without a line end. */
export const guardIn = (text: string): GuardSource => {
	const sources = new Map(recordsOf(text).map(([name = '', source = '']) => [name, source.trimEnd()]));
	const numberOf = (name: string): number => Number(/-(\d+)$/.exec(name)?.[1] ?? 0);
	const parts = [...sources].filter(([name]) => name.startsWith('detour-u-')).sort(([a], [b]) => numberOf(a) - numberOf(b));
	return {main: sources.get('detour-guard') ?? '', parts: parts.map(([, source]) => source)};
};

export const readGuard = async (transport: Transport, change: string): Promise<GuardSource> => guardIn(await run(transport, readGuardCommand(change), 'to show the guard'));

/** What the journal knows a guard by. */
export const guardHash = ({main, parts}: GuardSource): string => sha256([main, ...parts].map((text) => text.trimEnd()).join('\n'));
