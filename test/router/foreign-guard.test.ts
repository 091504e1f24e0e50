import {describe, expect, it} from 'vitest';
import {quoteString} from '../../source/routeros/syntax/index.js';
import {recoverOn} from '../faults/programs.js';
import {setStage} from '../faults/stage.js';

const change = 'k3f9x2abcd';
const head = `# detour-guard armed change=${change} profile=home by=me`;
const harm = '/system/identity/set name=harmed';
const emptyPart = `# detour-guard part change=${change} profile=home\n:local bad 0\n:if ($bad > 0) do={ :error "not all could be put back" }`;
const failing = 'on-error={ :set bad ($bad + 1) }';
const runPart = `:do { /system/script/run "detour-u-${change}-1" } ${failing}`;

const add = (name: string, source: string, comment = ''): string => `/system/script/add name=${name} source=${quoteString(source)} comment=${quoteString(comment)}`;

const guard = (source: string, of = change): string => add('detour-guard', source, `${of},applied 1,00:00:01,10:00:00,none,0,0`);

/** What somebody may have put there who hopes that it is run with the rights of whoever recovers. */
const traps: readonly (readonly [string, readonly string[]])[] = [
	['hides lines behind a mark of ours', [guard(`${head}\u001F\n${harm}`)]],
	['hides lines in a row that is none', [guard(`${head}\u001Eother\u001F\n${harm}`)]],
	['says two things under one name', [guard(`${harm}\n#\u001Edetour-guard\u001F${head}`)]],
	['has its line ends where nobody sees them', [guard(`${head}\r${harm}`)]],
	['runs a part that was not looked at', [guard(`${head}\n${runPart}`, 'zzzz2zzzz2'), add('detour-u-zzzz2zzzz2-1', emptyPart), add(`detour-u-${change}-1`, harm)]],
	[
		'writes what it runs',
		[
			guard(
				`${head}\n:local bad 0\n:do { :foreach i in=[/system/script/find where comment="detour:home:x"] do={ :if (([:tostr [/system/script/get $i comment]] = "detour:home:x")) do={ /system/script/set $i source=${quoteString(harm)} } } } ${failing}\n${runPart}`,
			),
			add(`detour-u-${change}-1`, emptyPart, 'detour:home:x'),
		],
	],
	['has a pattern for a change', [add('detour-guard', head, 'x|.,locked,00:00:01,10:00:00,none,0,0')]],
];

describe('a guard that is none', () => {
	it.each(traps)('is not run when it %s', async (_, commands) => {
		const stage = await setStage();
		for (const command of [add('backup', ':put 1'), ...commands]) {
			expect(await stage.exec(command)).toBe('');
		}

		const {events} = await recoverOn(stage, 'elsewhere', {answer: 'undo'});
		expect(events.at(-1)).toMatchObject({outcome: 'refused'});
		expect(await stage.exec(':put [/system/identity/get name]')).not.toContain('harmed');
		expect(await stage.exec(':put [:len [/system/script/find]]')).toContain(String(commands.length + 1));
		await stage.stop();
	});
});
