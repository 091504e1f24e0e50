import type {Menu} from '../routeros/model/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import type {GuardHeader, GuardSource} from './guard-script.js';
import {restarted, stubGuard} from './guard-script.js';
import {count, findWhere, guardName, guardNames, removeAll} from './script-text.js';

/** What the guard and its triggers may do, and no more: rows, scripts and schedulers, files. */
const guardPolicy = 'ftp,read,write,policy';

const guardOf = (change: string, states = ''): string => `name=${quoteString(guardName)} and comment~${quoteString(`^${change},${states}`)}`;

const named = (name: string): string => `name=${quoteString(name)}`;

/** Seconds after which a lock that nobody goes on with is taken away. */
const lockTime = 600;

const run = '/system script run detour-guard';

const removeFiles = (change: string): string => removeAll('/file', `name~${quoteString(guardNames(change).files)}`);

/** What may be left when the guard is gone. A job that ends late writes a file. */
const clear = (change: string): string => {
	const names = guardNames(change);
	return [removeFiles(change), removeAll('/system/script', names.rest), removeAll('/system/scheduler', named(names.startup))].join('; ');
};

const isThere = (change: string): string => `${count('/system/script', guardOf(change))} > 0`;

/** Seconds in which S and the lock follow J; a change may also come and go between two looks of J. */
const followTime = 60;

/**
 * What runs the guard. `job-alone`: device-mode refuses schedulers, so nothing does after a restart; only with consent.
 */
export type Triggers = 'all' | 'job-alone';

/**
 * J and S, what runs the guard every 2 s of uptime and when the router starts. They come before the lock, J first, so that
 * there is no moment at which nobody would take it away. Where no lock comes, J takes S away after the time that one may
 * stand, and S itself at the next start. Neither runs the guard of another change.
 */
export const watchCommands = (change: string, triggers: Triggers): readonly string[] => {
	const names = guardNames(change);
	const watch = [
		':local s false; :local k 0;',
		` :while ((${isThere(change)}) or (!$s and ($k < ${lockTime / 2}) and (($k < ${followTime / 2}) or (${count('/system/scheduler', named(names.startup))} > 0)))) do={ :delay 2s; :set k ($k + 1); :if (${isThere(change)}) do={ :set s true; :do { ${run} } on-error={} } };`,
		// Tried until it can be done, for 20 minutes: nobody else is there to do it before the next start.
		` :set s false; :set k 0; :while (!$s and ($k < ${2 * lockTime})) do={ :delay 1s; :set k ($k + 1); :do { ${clear(change)}; :set s true } on-error={} }`,
	].join('');
	const atStart = [
		`:if (${isThere(change)}) do={ :do { /system/script/add ${named(names.decision)} source="undo" policy=read } on-error={}; /system/script/set ${findWhere('/system/script', named(names.decision))} comment=${quoteString(restarted)} };`,
		// The job that watched is gone, and the ticker may wait for a clock that was not set yet: this one goes on instead.
		` :while ((${isThere(change)}) and (${count('/system/scheduler', named(names.startup))} > 0)) do={ :do { ${run} } on-error={}; :delay 2s };`,
		` :if (!(${isThere(change)})) do={ ${clear(change)} }`,
	].join('');
	return [
		`:local j [:execute script=${quoteString(watch)}]`,
		...(triggers === 'all' ? [`/system/scheduler/add ${named(names.startup)} start-time=startup interval=0s policy=${guardPolicy} on-event=${quoteString(atStart)}`] : []),
	];
};

/**
 * L, the lock: names are unique, so whoever adds the row first has it; prints its id. Then T, which runs it every 5 s; until
 * it is armed every second, so that it need not be waited for long to be seen.
 */
export const lockCommand = (header: GuardHeader, triggers: Triggers): string =>
	[
		`:local u [/system/resource/get uptime]; :put [/system/script/add ${named(guardName)} policy=${guardPolicy} source=${quoteString(stubGuard(header))} comment=(${quoteString(`${header.change},locked,`)} . $u . "," . ($u + ${lockTime}s) . ",none,0,0")]`,
		...(triggers === 'all' ? [`/system/scheduler/add ${named(guardNames(header.change).ticker)} interval=1s policy=${guardPolicy} on-event=${quoteString(run)}`] : []),
	].join('; ');

/** Prints what is known of the guard on the router, whoever's it is: `guard`, `decision`, `job` and `uptime` records. */
export const statusCommand = [
	`:foreach i in=${findWhere('/system/script', named(guardName))} do={ :local c [/system/script/get $i comment]; :put ("guard\\1F" . $c . "\\1E"); :local f [:toarray $c]; :if ([:tostr ($f->4)] != "none") do={ :local id [:toid ($f->4)]; :put ("job\\1F" . [:len [/system/script/job/find where .id=$id]] . "\\1E") } }`,
	':foreach i in=[/system/script/find where name~"^detour-d-[a-z0-9]*\\$"] do={ :put ("decision\\1F" . [/system/script/get $i name] . "\\1F" . [/system/script/get $i source] . "\\1F" . [/system/script/get $i comment] . "\\1E") }',
	':put ("uptime\\1F" . [/system/resource/get uptime] . "\\1E")',
].join('; ');

/** Lets the router wait, so that nobody has to ask again and again over a long line: while something is so, at most so many milliseconds. */
const waitWhile = (condition: string, most: number): string => `:local n 0; :while ((${condition}) and ($n < ${most / 20})) do={ :delay 20ms; :set n ($n + 1) }`;

/**
 * Waits a while for the guard to have been run by its ticker, or where the job is alone, to be run once more; and then starts
 * the time in which the change must be kept. Prints `same` (whether both schedulers may do the same) and how the guard stands.
 */
export const armCommand = (change: string, seconds: number, triggers: Triggers): string => {
	const {ticker, startup} = guardNames(change);
	const runs = (row: '$t' | '$g', menu: Menu): string => `[:tonum [${menu}/get ${row} run-count]]`;
	const isSame = (name: string): string => `([:tostr [/system/scheduler/get $t ${name}]] = [:tostr [/system/scheduler/get $s ${name}]])`;
	const start = `/system/script/set $g comment=(${quoteString(`${change},armed,`)} . $u . "," . ($u + ${seconds}s) . ",none,0,0")`;
	const ofBoth = {
		rows: [`:local t ${findWhere('/system/scheduler', named(ticker))}`, `:local s ${findWhere('/system/scheduler', named(startup))}`],
		ran: `((${runs('$t', '/system/scheduler')} > 0) and (${runs('$g', '/system/script')} > 0))`,
		most: 1500,
		same: `(${isSame('owner')} and ${isSame('policy')})`,
		start: `${start}; /system/scheduler/set $t interval=5s`,
	};
	const ofJob = {rows: [`:local c ${runs('$g', '/system/script')}`], ran: `(${runs('$g', '/system/script')} > $c)`, most: 2500, same: 'true', start};
	const {rows, ran, most, same, start: go} = triggers === 'all' ? ofBoth : ofJob;
	return [
		`:local g ${findWhere('/system/script', guardOf(change, 'locked,'))}`,
		...rows,
		waitWhile(`!${ran}`, most),
		`:local e ${same}`,
		':local u [/system/resource/get uptime]',
		`:if ($e and ${ran}) do={ ${go} }`,
		':put ("same\\1F" . $e . "\\1E")',
		':put ("guard\\1F" . [/system/script/get $g comment] . "\\1E")',
		':put ("uptime\\1F" . $u . "\\1E")',
	].join('; ');
};

/** Waits up to a second for the end of what applies the change, and prints how it stands. */
export const applyingCommand = (change: string): string => {
	const isOn = [
		`(${count('/system/script', guardOf(change))} > 0)`,
		`(${count('/system/script', guardOf(change, 'applied'))} = 0)`,
		`(${count('/system/script', named(guardNames(change).decision))} = 0)`,
	].join(' and ');
	return `${waitWhile(isOn, 1000)}; ${statusCommand}`;
};

/** Adds one row with a secret, as long as the guard stands: where it was decided just then, nobody else would take the row away. */
export const secretCommand = (change: string, menu: Menu, command: string): string => {
	const stands = `(${count('/system/script', guardOf(change, 'armed,'))} = 1) and (${count('/system/script', named(guardNames(change).decision))} = 0)`;
	return `:local i; :if (${stands}) do={ :set i [${command}] } else={ :error "the guard does not stand" }; :if (!(${stands})) do={ ${menu}/remove $i; :error "the guard stands no more" }`;
};

/** Starts the job that imports the change, and tells the guard which one it is. */
export const startCommand = (change: string): string => {
	const names = guardNames(change);
	const guard = findWhere('/system/script', guardOf(change, 'armed,'));
	const learn = `/system/script/set $g comment=(${quoteString(`${change},applying,`)} . ($f->2) . "," . ($f->3) . "," . $j . ",0,0")`;
	return `:local g ${guard}; :if ([:len $g] != 1) do={ :error "the guard does not stand" }; :local f [:toarray [/system/script/get $g comment]]; :local j [:execute script=${quoteString(`/import file-name=${names.applyFile}`)} file=${quoteString(names.resultFile)}]; :do { ${learn} } on-error={ /system/script/job/remove [find where .id=$j]; :error "the guard could not be told" }`;
};

/** Asks for keep or undo, unless it is decided already, has the guard do it at once, and waits up to 2 s where one of its triggers is at it already. */
export const decideCommand = (change: string, decision: 'keep' | 'undo', by: string): string => {
	const {decision: name} = guardNames(change);
	const isOn = isThere(change);
	return [
		`:if (${isOn}) do={ :do { /system/script/add ${named(name)} source=${quoteString(decision)} policy=read comment=${quoteString(by)} } on-error={} }`,
		`:foreach i in=${findWhere('/system/script', named(name))} do={ :put ("detour-decision=" . [/system/script/get $i source]) }`,
		`:if (${isOn}) do={ :do { /system/script/run detour-guard } on-error={} } else={ :foreach i in=${findWhere('/system/script', named(name))} do={ /system/script/remove $i } }`,
		waitWhile(`${count('/system/script', guardOf(change))} > 0`, 2000),
	].join('; ');
};

/** Takes a lock away that was never armed, or what was to watch over one that never came. */
export const unlockCommand = (change: string): string => {
	const names = guardNames(change);
	return [
		`:if (${count('/system/script', guardOf(change))} = ${count('/system/script', guardOf(change, 'locked,'))}) do={`,
		` ${removeFiles(change)};`,
		` ${removeAll('/system/scheduler', named(names.ticker))};`,
		` :foreach i in=${findWhere('/system/script', guardOf(change, 'locked,'))} do={ /system/script/remove $i };`,
		` ${removeAll('/system/script', names.rest)}; ${removeAll('/system/scheduler', named(names.startup))} }`,
	].join('');
};

/** Imports into the lock what undoes the change, and before it the parts of that; the row keeps its name and its comment. */
export const guardFileText = (change: string, {main, parts}: GuardSource): string => {
	const lock = findWhere('/system/script', guardOf(change, 'locked,'));
	const adds = parts.map(
		(source, index) => `:if ([:len ${lock}] = 1) do={ /system/script/add ${named(guardNames(change).part(index + 1))} policy=${guardPolicy} source=${quoteString(source)} }`,
	);
	return [...adds, `/system/script/set ${lock} source=${quoteString(main)}`, ''].join('\n');
};

/** Prints the sources of a guard and its parts, each behind its name; and that a line ends where nobody would see it, for answers are read without carriage returns. */
export const readGuardCommand = (change: string): string =>
	`:foreach i in=${findWhere('/system/script', `${named(guardName)} or name~${quoteString(`^detour-u-${change}`)}`)} do={ :local s [/system/script/get $i source]; :put ([/system/script/get $i name] . "\\1F" . $s . "\\1E"); :if ($s ~ "\\r[^\\n]") do={ :put "carriage return\\1E" } }`;
