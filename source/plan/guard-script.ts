import type {Entry, Menu} from '../routeros/model/index.js';
import {menuInfo} from '../routeros/model/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import {flushLines} from './flush.js';
import {adjustable, byCreation, removalMenus} from './menus.js';
import {propertyChanges} from './property-changes.js';
import {assignment, conditionOf, count, findWhere, guardName, guardNames, headPattern, isStill, ownCondition, removeAll} from './script-text.js';
import {hasHead, headless, isInPlace} from './trial.js';
import type {Change, Plan} from './types.js';

/** What the first line of a guard says of its change; text is cut down to what cannot leave the comment. */
export type GuardHeader = {
	readonly change: string;
	readonly profile: string;
	readonly serial: string;
	readonly base: string;
	readonly want: string;
	readonly by: string;
	readonly at: string;
};

const headerLine = (kind: 'stub' | 'armed' | 'part', header: Partial<GuardHeader>): string =>
	`# detour-guard ${kind} ${Object.entries(header)
		.map(([name, value]) => `${name}=${value.replace(/[^\w.:@/+-]/g, '_')}`)
		.join(' ')}`;

const exactly = (name: string): string => `name=${quoteString(name)}`;

/** Takes everything of a change away, in the order that leaves no moment without a way to finish: files, T, L, its parts and D, S. */
const cleanUp = (change: string, removeGuard = removeAll('/system/script', exactly(guardName))): readonly string[] => {
	const names = guardNames(change);
	return [
		removeAll('/file', `name~${quoteString(names.files)}`),
		removeAll('/system/scheduler', exactly(names.ticker)),
		removeGuard,
		removeAll('/system/script', names.rest),
		removeAll('/system/scheduler', exactly(names.startup)),
	];
};

/**
 * Fields of the guard's comment: 0 change, 1 state, 2 uptime of arming, 3 uptime of the deadline, 4 job that applies,
 * 5 tries of undo since the last start, 6 starts seen, 7 uptime at which a run of the guard began that has not ended.
 */
const readFields: readonly string[] = [
	`:local me ${findWhere('/system/script', exactly(guardName))}`,
	':local f [:toarray [/system/script/get $me comment]]',
	':local up [/system/resource/get uptime]',
	':local due (($up > [:totime ($f->3)]) or ($up < [:totime ($f->2)]))',
];

/** Cleans up by itself when nobody goes on with it: what stands there from the lock until arming. Short, for it goes in one line. */
export const stubGuard = ({change, profile, by}: GuardHeader): string =>
	[headerLine('stub', {change, profile, by}), ...readFields, ':if ($due) do={', ...cleanUp(change, '/system/script/remove $me'), '}'].join('\n');

const tolerant = (...statements: readonly string[]): string => `:do { ${statements.join('; ')} } on-error={ :set bad ($bad + 1) }`;

/** One row that cannot be changed keeps none of the others; what is left over is counted in the end. */
const eachRow = (menu: Menu, pattern: string, work: string): string => `:foreach i in=${findWhere(menu, `comment~${quoteString(pattern)}`)} do={ :do { ${work} } on-error={} }`;

const dropHead = (menu: Menu, pattern: string, change: string, more = ''): string => {
	const mark = `:${change}:`;
	return eachRow(menu, pattern, `:local t [${menu}/get $i comment]; ${menu}/set $i comment=[:pick $t ([:find $t ${quoteString(mark)}] + ${mark.length}) 9999]${more}`);
};

/** All at once, which is quick; and then, where one of them cannot go, each by itself. */
const dropRows = (menu: Menu, pattern: string): readonly string[] => [
	`:do { ${menu}/remove ${findWhere(menu, `comment~${quoteString(pattern)}`)} } on-error={}`,
	eachRow(menu, pattern, `${menu}/remove $i`),
];

/** Puts one property back, but only where it still is what was written. */
const putBack = (menu: Menu, row: string, name: string, written: string | undefined, old: string | undefined): string =>
	`:if ${isStill(`[${menu}/get ${row}${name}]`, written ?? '')} do={ ${menu}/set ${row}${assignment(name, old)} }`;

const revertSet = (menu: Menu, from: Entry, to: Entry): readonly string[] => {
	const changes = propertyChanges(from, to);
	// The comment goes back last: the row is found by it.
	const ordered = [...changes.filter(({name}) => name !== 'comment'), ...changes.filter(({name}) => name === 'comment')];
	return ordered.map((one) => tolerant(`:foreach i in=${findWhere(menu, ownCondition(to))} do={ ${putBack(menu, '$i ', one.name, one.to, one.from)} }`));
};

const revertAdjust = ({menu, find, from, to}: Extract<Change, {kind: 'adjust'}>): readonly string[] =>
	Object.entries(to).map(([name, written]) =>
		menuInfo(menu).singleton
			? tolerant(putBack(menu, '', name, written, from[name]))
			: tolerant(`:foreach i in=${findWhere(menu, conditionOf(find))} do={ ${putBack(menu, '$i ', name, written, from[name])} }`),
	);

const reverts = (changes: readonly Change[]): readonly string[] =>
	[...changes]
		.reverse()
		.flatMap((change) => (change.kind === 'adjust' ? revertAdjust(change) : change.kind === 'set' && isInPlace(change) ? revertSet(change.menu, change.from, change.to) : []));

/** Menus where a plan leaves rows with a head, in the order of creation. */
const headedMenus = (changes: readonly Change[], head: 'new' | 'old'): readonly Menu[] => {
	const isHeaded = (change: Change): boolean => {
		const isCopy = change.kind === 'move' || (change.kind === 'set' && !isInPlace(change));
		return isCopy || (hasHead(change.menu) && change.kind === (head === 'new' ? 'add' : 'remove'));
	};

	return [...new Set(changes.filter(isHeaded).map(({menu}) => menu))].sort(byCreation);
};

/** Takes a row without a comment away, and counts it while it is still there. */
const dropHeadless = (entry: Entry): readonly string[] => [tolerant(removeAll(entry.menu, ownCondition(entry))), `:set bad ($bad + ${count(entry.menu, ownCondition(entry))})`];

const turnOn = (entry: Entry): readonly string[] =>
	menuInfo(entry.menu).disabling && !entry.disabled ? [tolerant(`:foreach i in=${findWhere(entry.menu, ownCondition(entry))} do={ ${entry.menu}/set $i disabled=no }`)] : [];

/**
 * Seconds after which a run of the guard that has not ended is taken for dead. With long lists it takes its time; but two
 * at once do no harm, and one that died is not waited for longer than this.
 */
const runTime = (changes: number): number => Math.min(30, Math.max(10, Math.ceil(changes / 50)));

/** What a decision says after a start of the router until the guard has seen it: uptimes alone may not tell two starts apart. */
export const restarted = 'the router restarted';

/** Letters in one script row, and no more: nobody has seen how many a router takes. */
const partLimit = 30_000;

/** Lines in as few parts as fit. */
const partsOf = (lines: readonly string[]): readonly (readonly string[])[] => {
	const parts: string[][] = [];
	let size = partLimit;
	for (const line of lines) {
		size += line.length + 1;
		if (size > partLimit - 1000) {
			parts.push([]);
			size = line.length;
		}

		parts.at(-1)?.push(line);
	}

	return parts;
};

/** What a part that could not be run, or not do all of its work, is to the guard: one more thing not done. */
const runPart = (name: string): string => `:do { /system/script/run ${quoteString(name)} } on-error={ :set bad ($bad + 1) }`;

const partBegins = ':local bad 0';

const partFailed = ':if ($bad > 0) do={ :error "not all could be put back" }';

/**
 * The guard that keeps or undoes one change: made of the plan alone, so it needs no file and no secret. Where it puts more
 * properties back than one script row holds, it runs parts that do so.
 */
export const armedGuard = (plan: Pick<Plan, 'changes'>, header: GuardHeader): GuardSource => {
	const lines = reverts(plan.changes);
	const whole = guardText(plan, header, lines);
	if (whole.length <= partLimit) {
		return {main: whole, parts: []};
	}

	const parts = partsOf(lines).map((part) => [headerLine('part', header), partBegins, ...part, partFailed].join('\n'));
	const names = parts.map((_, index) => guardNames(header.change).part(index + 1));
	return {main: guardText(plan, header, names.map(runPart)), parts};
};

/** L, and where that is too long for one script row, what it runs. */
export type GuardSource = {readonly main: string; readonly parts: readonly string[]};

const guardText = (plan: Pick<Plan, 'changes'>, header: GuardHeader, reverting: readonly string[]): string => {
	const {change} = header;
	const names = guardNames(change);
	const fresh = headedMenus(plan.changes, 'new');
	const old = headedMenus(plan.changes, 'old');
	const both = [...new Set([...fresh, ...old])].sort(byCreation);
	const isEnabled = (menu: Menu): string => (menuInfo(menu).disabling ? ' disabled=no' : '');
	const keep = [
		...[...old].reverse().flatMap((menu) => dropRows(menu, headPattern('old', change))),
		...headless(plan, 'remove').flatMap(dropHeadless),
		...fresh.map((menu) => dropHead(menu, headPattern('new', change), change)),
	];
	const undo = [
		...reverting,
		...old.flatMap((menu) => [dropHead(menu, `^detour-old:${change}:`, change, isEnabled(menu)), dropHead(menu, `^detour-old-off:${change}:`, change)]),
		...headless(plan, 'remove').flatMap(turnOn),
		...[...fresh].reverse().flatMap((menu) => dropRows(menu, headPattern('new', change))),
		...[...headless(plan, 'add')].reverse().flatMap(dropHeadless),
		// Until the job was started nothing had another way to go.
		...flushLines(plan.changes, header.profile).map((line) => `:if (($f->1) != "armed") do={ ${line} }`),
	];
	const left = both.map((menu) => `:set bad ($bad + ${count(menu, `comment~${quoteString(headPattern('any', change))}`)})`);
	const decision = findWhere('/system/script', exactly(names.decision));
	const write = (state: string, more = ''): string =>
		`/system/script/set $me comment=(${quoteString(`${change},`)} . ${state} . "," . $a . "," . ($f->3) . "," . $j . "," . $t . "," . $b${more})`;
	const begin = (state: string): string => write(quoteString(state), ' . "," . $up');
	return [
		headerLine('armed', header),
		...readFields,
		`:local d ${decision}`,
		':if ([:len $d] > 0) do={ :set due true }',
		':local t [:tonum ($f->5)]',
		':local b [:tonum ($f->6)]',
		':local a ($f->2)',
		':local n ($up < [:totime $a])',
		`:foreach i in=$d do={ :if ([/system/script/get $i comment] = ${quoteString(restarted)}) do={ :set n true; /system/script/set $i comment="it was on trial when the router restarted" } }`,
		':if ($n) do={ :set a $up; :set t 0; :set b ($b + 1) }',
		// Somebody else runs it now: two at once would do no harm, only work. An undo that failed five times waits for the next start.
		`:if (([:len $f] > 7) and ($up >= [:totime ($f->7)]) and ($up < ([:totime ($f->7)] + ${runTime(plan.changes.length)}s))) do={ :set due false }`,
		':if ($t > 4) do={ :set due false }',
		':if ($due) do={',
		`:do { /system/script/add ${exactly(names.decision)} source="undo" policy=read comment="nobody kept it in time" } on-error={}`,
		// Another run may have ended it all just now: then this one has decided about nothing.
		`:if (${count('/system/script', `${exactly(guardName)} and comment~${quoteString(`^${change},`)}`)} = 0) do={ ${removeAll('/system/script', exactly(names.decision))}; :error "it is over" }`,
		`:local w [/system/script/get ${decision} source]`,
		// Half of a change cannot be kept, whoever says so.
		`:if (($w = "keep") and !(($f->1) ~ "^(applied|keeping|failed keep)")) do={ :set w "undo"; /system/script/set ${decision} source="undo" comment="it was to be kept before it was whole" }`,
		':local bad 0',
		':local j [:tostr ($f->4)]',
		':if ($j != "none") do={',
		':local id [:toid $j]',
		':if ($b = 0) do={ :do { /system/script/job/remove [/system/script/job/find where .id=$id] } on-error={} }',
		`:local k 0`,
		':while (($b = 0) and ([:len [/system/script/job/find where .id=$id]] > 0) and ($k < 100)) do={ :delay 100ms; :set k ($k + 1) }',
		':if ($k < 100) do={ :set j "none" } else={ :set bad 1 }',
		'}',
		':if ($w = "keep") do={',
		begin('keeping'),
		...keep,
		'} else={',
		begin('undoing'),
		...undo,
		'}',
		...left,
		':if ($bad = 0) do={',
		...cleanUp(change),
		'} else={',
		':set t ($t + 1)',
		write('"failed " . $w . " " . $bad'),
		`:if (($t > 4) and ($b > 1)) do={ ${removeAll('/system/scheduler', exactly(names.ticker))}; ${removeAll('/system/scheduler', exactly(names.startup))} }`,
		'}',
		'}',
	].join('\n');
};

const everyKind = (change: string, profile: string): string => {
	const comment = 'detour:p:p.i.r.4';
	const row = (menu: Menu, properties: Entry['properties']): Entry => ({menu, selector: {kind: 'row'}, properties, disabled: false, comment});
	const changes = removalMenus.flatMap((menu): readonly Change[] => [
		{kind: 'add', menu, entry: row(menu, {name: 'detour-p', prefix: 'detour-p'}), reason: ''},
		{kind: 'remove', menu, entry: row(menu, {name: 'detour-p', prefix: 'detour-p'}), reason: ''},
	]);
	const header: GuardHeader = {change, profile, serial: 's', base: 'b', want: 'w', by: 'w', at: 'a'};
	// Where nothing but lists changes, other connections are forgotten.
	const ofLists = changes.filter(({menu}) => menu.endsWith('/address-list'));
	return [guardText({changes}, header, []), guardText({changes: ofLists}, header, []), stubGuard(header)].join('\n');
};

const anyOf = (menus: readonly Menu[]): string => menus.map((menu) => menu.replaceAll('/', '\\/')).join('|');

const menuPath = anyOf(removalMenus);

/** Texts by what they may say where they stand: `D` begins as what is ours does, `C` is a script of comments, `S` is any. */
const withoutTexts = (line: string): string =>
	line.replace(/"(?:[^"\\$]|\\.)*"/g, (text) => (/^"detour[:-]/.test(text) ? '"D"' : /^"#(?:[^"\\$]|\\["\\$]|\\n#)*"$/.test(text) ? '"C"' : '"S"'));

const setting = '(?:![a-z.-]+|[a-z.-]+=(?:"[CDS]"|[!%&*+,./\\w:<>@^|~-]+))';

const puttingBack = (menu: string, row: string, what: string): string =>
	`:if \\(\\(?(?:\\(\\[:tostr \\[(?:${menu})\\/get ${row}[a-z.-]+\\]\\] = "[CDS]"\\)(?: or )?)+\\)? do=\\{ (?:${menu})\\/set ${row}${what} \\}`;

const tolerated = (work: string): RegExp => new RegExp(`^:do \\{ ${work} \\} on-error=\\{ :set bad \\(\\$bad \\+ 1\\) \\}$`);

const putBackInRows = (menus: readonly Menu[], where: string, what = setting): RegExp =>
	tolerated(`:foreach i in=\\[(?<menu>${anyOf(menus)})\\/find where ${where}\\] do=\\{ ${puttingBack('\\k<menu>', '\\$i ', what)} \\}`);

/** Holds the record of adjustments; but also what a guard runs, so what is written there must run nothing. */
const scripts: Menu = '/system/script';

const adjusted: readonly Menu[] = [...adjustable, '/snmp/community'];

/** Lines that put a property back: any of our own rows, and of others' only settings that a person can be asked to have changed. */
const putBackLines: readonly RegExp[] = [
	...(['comment', 'name', 'prefix'] as const).map((by) =>
		putBackInRows(
			removalMenus.filter((menu) => menu !== scripts && menuInfo(menu).ownedBy === by),
			`${by}="D"`,
		),
	),
	putBackInRows([scripts], 'comment="D"', '(?:source="C"|comment="D")'),
	putBackInRows(adjusted, '[a-z.-]+=(?:"[CDS]"|yes|no)(?: and [a-z.-]+=(?:"[CDS]"|yes|no))*'),
	tolerated(puttingBack(anyOf(adjusted), '', setting)),
];

/** A line about a row without a comment: one that bears a name of Detour's. */
const headlessLine = new RegExp(
	`^(:do \\{ :foreach i in=\\[(?:${menuPath})\\/find where (?:name|prefix)="detour-[\\w.-]+"\\] do=\\{ (?:${menuPath})\\/(?:remove \\$i|set \\$i disabled=no) \\} \\} on-error=\\{ :set bad \\(\\$bad \\+ 1\\) \\}|:set bad \\(\\$bad \\+ \\[:len \\[(?:${menuPath})\\/find where (?:name|prefix)="detour-[\\w.-]+"\\]\\]\\))$`,
);

/** How long a run may take differs by the size of a change. */
const anyTime = (line: string): string => line.replace(/ \+ \d+s\)\)\) do=\{ :set due false \}$/, ' + s))) do={ :set due false }');

/**
 * Whether a script is a guard of a change as this program writes them: only such a one is ever run when another computer
 * put it there. Every line must be one that a guard of that change may have, or put one property back; in its parts, too.
 */
export const isGuardSource = ({main, parts}: GuardSource, change: string): boolean => {
	const lines = linesOf(main);
	const [, named, profile] = /^# detour-guard (?:stub|armed) change=([a-z\d]+) profile=([\w.-]+)(?: [a-z]+=[\w.:@/+-]*)*$/.exec(lines[0] ?? '') ?? [];
	if (named !== change || profile === undefined) {
		return false;
	}

	const known = new Set(everyKind(change, profile).split('\n').map(anyTime));
	const runs = new Set(parts.map((_, index) => runPart(guardNames(change).part(index + 1))));
	const isPutBack = (line: string): boolean => putBackLines.some((pattern) => pattern.test(withoutTexts(line)));
	const isPart = ([head = '', begin, ...rest]: readonly string[]): boolean =>
		head.startsWith(`# detour-guard part change=${change} `) && begin === partBegins && rest.at(-1) === partFailed && rest.slice(0, -1).every(isPutBack);
	return lines.slice(1).every((line) => known.has(anyTime(line)) || runs.has(line) || headlessLine.test(line) || isPutBack(line)) && parts.every((part) => isPart(linesOf(part)));
};

/**
 * Of a guard as this program writes them, how many of its parts are not there: somebody has deleted them. None of any other
 * script, and none where all are there.
 */
export const missingParts = ({main, parts}: GuardSource, change: string): number => {
	const named = linesOf(main).filter((line) => line.startsWith(':do { /system/script/run "')).length;
	const missing = Math.max(named - parts.length, 0);
	const stub = [headerLine('part', {change, profile: ''}), partBegins, partFailed].join('\n');
	return missing > 0 && isGuardSource({main, parts: [...parts, ...Array.from({length: missing}, () => stub)]}, change) ? missing : 0;
};

const linesOf = (text: string): readonly string[] => text.replaceAll('\r', '').split('\n');
