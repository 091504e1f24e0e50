import {invariant} from '../diagnostics/index.js';
import type {Configuration, Entry, Menu, Properties} from '../routeros/model/index.js';
import {addCommand, entriesOf, menuInfo} from '../routeros/model/index.js';
import {quoteString} from '../routeros/syntax/index.js';
import {flushLines} from './flush.js';
import {byCreation} from './menus.js';
import {propertyChanges} from './property-changes.js';
import {isSameRow, ownership} from './rows.js';
import {assignment, conditionOf, count, findRow, findWhere, guardName, guardNames, isStill, ownCondition} from './script-text.js';
import type {Sights} from './sight.js';
import {isRuleMenu, look, lookFor} from './sight.js';
import {hasHead, headless, headOf, isInPlace, isPlaced} from './trial.js';
import type {Change, Plan} from './types.js';

export type ApplyScript = {
	/** The file to import. */
	readonly text: string;
	/** Its counted statements, as people may see them: what was not applied is read off this list. */
	readonly statements: readonly string[];
	/** One command for each row with a secret; the secret itself is put in only when it is sent. */
	readonly secretRows: readonly {readonly owner: string; readonly menu: Menu; readonly command: string}[];
};

type Options = {
	readonly plan: Plan;
	/** What the router held when the plan was made: foreign rows are told apart by it. */
	readonly actual: Configuration;
	readonly change: string;
	/** Owner keys of rows that have a secret. */
	readonly secretOwners: ReadonlySet<string>;
	/** Of the rows of crowded menus, the router's own ids by comment. */
	readonly ids?: RowIds;
	/** Of the menus that `sightedMenus` names: how the router told its rules under the lock. */
	readonly sights?: Sights;
	/** 7.13 and later have `:onerror`, which keeps the message of what went wrong. */
	readonly hasOnerror: boolean;
};

/** The router's own ids of rows, by menu and comment. */
export type RowIds = ReadonlyMap<Menu, ReadonlyMap<string, string>>;

/** More rows than these, each found by its comment among all others, would keep a router busy for minutes. */
const crowd = 50;

const rowsByMenu = (entries: readonly Entry[]): ReadonlyMap<Menu, readonly Entry[]> => {
	const menus = new Map<Menu, Entry[]>();
	for (const entry of entries) {
		const rows = menus.get(entry.menu);
		if (rows === undefined) {
			menus.set(entry.menu, [entry]);
		} else {
			rows.push(entry);
		}
	}

	return menus;
};

/** Rows that a plan changes where they stand: those that go, are replaced, or are set. */
const standing = (changes: readonly Change[]): readonly Entry[] =>
	changes.flatMap((one) => (one.kind === 'remove' ? [one.entry] : one.kind === 'set' || one.kind === 'move' ? [one.from] : []));

/** Menus of which a plan changes so many rows that their ids are worth asking for. */
export const crowdedMenus = ({changes}: Pick<Plan, 'changes'>): readonly Menu[] =>
	[...rowsByMenu(standing(changes))].flatMap(([menu, rows]) => (rows.length > crowd ? [menu] : []));

/** Statements between two looks at whether the guard still stands (docs/guarded-apply.md, G5). */
const blockSize = 200;

const assertThat = (condition: string, otherwise: string): string => `:if (!(${condition})) do={ :error ${quoteString(otherwise)} }`;

/** Somebody else's row that new rows are placed before: how to name it, and what must hold of it. */
type Anchor = {readonly setup: readonly string[]; readonly checks: readonly string[]; readonly row: string};

/**
 * What tells a rule apart, of what `get` gives as the plain text that an export prints; for the rest see `look`. No rule is
 * found by a set such as `connection-state`: whether `find` matches them is not known (docs/lab-notes/guard.md).
 */
const telling = [
	'chain',
	'action',
	'jump-target',
	'protocol',
	'src-address',
	'dst-address',
	'src-address-list',
	'dst-address-list',
	'in-interface',
	'out-interface',
	'in-interface-list',
	'out-interface-list',
	'comment',
] as const;

/** A rule is named by its number among the static ones, as they stand when the job begins; the export had as many. */
const ruleAnchor = (menu: Menu, entry: Entry, rows: readonly Entry[], sights: Sights | undefined): Anchor => {
	const ids = menu.replaceAll(/[^a-z\d]/g, '');
	const index = rows.findIndex((one) => isSameRow(one, entry));
	invariant(index >= 0, `a row of ${menu} that the plan goes by is not among those read`);
	const row = `($${ids}->${index})`;
	const wrong = `a row of ${menu} is not as it was`;
	const properties: Properties = {...entry.properties, comment: entry.comment};
	const seen = sights?.get(menu)?.[index];
	return {
		setup: [`:local ${ids} ${findWhere(menu, '!dynamic')}`],
		checks: [
			assertThat(`[:len $${ids}] = ${rows.length}`, `rows of ${menu} have come or gone`),
			...telling.map((name) => assertThat(`[:tostr [${menu}/get ${row} ${name}]] = ${quoteString(properties[name] ?? '')}`, wrong)),
			...(seen === undefined ? [] : [`:set v [${menu}/get ${row}]; ${look}; ${assertThat(`$t = ${quoteString(seen)}`, wrong)}`]),
		],
		row,
	};
};

/** Elsewhere a row is found by its name, or by all that it has. */
const otherAnchor: typeof ruleAnchor = (menu, entry, rows) => {
	const name = menuInfo(menu).unique.length > 0 ? entry.properties.name : undefined;
	const {condition, count: wanted, index} = name === undefined ? findRow(entry, rows) : {condition: `name=${quoteString(name)}`, count: 1, index: 0};
	return {setup: [], checks: [assertThat(`${count(menu, condition)} = ${wanted}`, `a row of ${menu} is not as it was`)], row: `(${findWhere(menu, condition)}->${index})`};
};

const newRow = (entry: Entry, change: string): Entry => ({
	...entry,
	comment: hasHead(entry.menu) ? `${headOf('new', entry, change)}${entry.comment}` : '',
	disabled: menuInfo(entry.menu).disabling,
});

type Statement = {readonly text: string; readonly shown: string};

const same = (text: string): Statement => ({text, shown: text});

/** Gives rows that are to go the head of a tombstone; they stay in effect until the last step. */
const bury = (menu: Menu, rows: readonly Entry[], actual: readonly Entry[], options: Options): readonly Statement[] => {
	const {change, plan} = options;
	const own = actual.filter(ownership({menus: {}}, plan.profile));
	const isUniform = rows.every((entry) => !entry.disabled);
	if (isUniform && rows.length > 1 && rows.length === own.length) {
		const condition = `comment~${quoteString(`^detour:${plan.profile}:`)}`;
		return [
			same(
				`${assertThat(`${count(menu, condition)} = ${rows.length}`, `rows of ${menu} are not as they were`)}; :foreach i in=${findWhere(menu, condition)} do={ ${menu}/set $i comment=(${quoteString(`detour-old:${change}:`)} . [${menu}/get $i comment]) }`,
			),
		];
	}

	return rows.map((entry) => same(onOne(entry, options.ids, `comment=${quoteString(`${headOf('old', entry, change)}${entry.comment}`)}`)));
};

const onOne = (entry: Entry, ids: RowIds | undefined, settings: string): string => {
	const {menu, comment} = entry;
	const id = ids?.get(menu)?.get(comment);
	const wrong = `a row of ${menu} is not as it was`;
	return id === undefined
		? `:set r ${findWhere(menu, ownCondition(entry))}; ${assertThat('[:len $r] = 1', wrong)}; ${menu}/set $r ${settings}`
		: `${assertThat(`[${menu}/get ${id} comment] = ${quoteString(comment)}`, wrong)}; ${menu}/set ${id} ${settings}`;
};

const setInPlace = ({from, to}: Extract<Change, {kind: 'set'}>, ids: RowIds | undefined): Statement =>
	same(
		onOne(
			from,
			ids,
			propertyChanges(from, to)
				.map((one) => assignment(one.name, one.to))
				.join(' '),
		),
	);

/** Changes somebody else's settings, as long as they are as they were seen: what was changed meanwhile would be lost for good. */
const adjust = ({menu, find, from, to}: Extract<Change, {kind: 'adjust'}>): Statement => {
	const row = menuInfo(menu).singleton ? '' : '$r ';
	const settings = Object.entries(to).map(([name, value]) => assignment(name, value));
	const asSeen = Object.keys(to).map((name) => assertThat(isStill(`[${menu}/get ${row}${name}]`, from[name] ?? ''), `${name} of ${menu} is not as it was`));
	const found = row === '' ? [] : [`:set r ${findWhere(menu, conditionOf(find))}`, assertThat('[:len $r] = 1', `a row of ${menu} is not as it was`)];
	return same([...found, ...asSeen, `${menu}/set ${row}${settings.join(' ')}`].join('; '));
};

const isCopy = (change: Change): change is Extract<Change, {kind: 'set' | 'move'}> => change.kind === 'move' || (change.kind === 'set' && !isInPlace(change));

/**
 * The text that makes a change: first new rows, disabled, each in its place; then the switch. Statements are counted, so
 * that it can be said which of them did not run; a failing one asks for undo, and nothing after it runs.
 */
export const applyScript = (options: Options): ApplyScript => {
	const {plan, actual, change} = options;
	const {changes} = plan;
	const names = guardNames(change);
	const isOurs = (state: string): string => `name=${quoteString(guardName)} and comment~${quoteString(`^${change},${state}`)}`;
	const anchors = new Map<string, Anchor>();
	const anchorOf = ({menu, place}: Entry, row: Entry | undefined): string => {
		if (row === undefined || !isPlaced(menu)) {
			return menuInfo(menu).hiddenRows && place?.kind === 'first' ? ` place-before=([${menu}/find]->0)` : '';
		}

		const anchor = (isRuleMenu(menu) ? ruleAnchor : otherAnchor)(menu, row, entriesOf(actual, menu), options.sights);
		anchors.set(anchor.row, anchor);
		return ` place-before=${anchor.row}`;
	};

	const additions = changes.flatMap((one) => {
		const [entry, before] = one.kind === 'add' || one.kind === 'move' ? [one.entry, one.before] : isCopy(one) ? [one.to, one.from] : [];
		return entry === undefined ? [] : [{owner: entry.owner ?? '', menu: entry.menu, command: `${addCommand(newRow(entry, change))}${anchorOf(entry, before)}`}];
	});
	const hasSecret = ({owner}: {readonly owner: string}): boolean => options.secretOwners.has(owner);

	const freshMenus = [...new Set(changes.flatMap((one) => (one.kind === 'add' || isCopy(one) ? [one.menu] : [])))].sort(byCreation);
	const buried = changes.flatMap((one) => (one.kind === 'remove' && hasHead(one.menu) ? [one.entry] : isCopy(one) ? [one.from] : []));
	const buriedByMenu = rowsByMenu(buried);
	const buriedMenus = [...buriedByMenu.keys()].sort(byCreation);
	const buriedIn = (menu: Menu): readonly Entry[] => buriedByMenu.get(menu) ?? [];
	const canDisable = (menu: Menu): boolean => menuInfo(menu).disabling;
	const enabling = freshMenus.filter(
		(menu) =>
			canDisable(menu) &&
			hasHead(menu) &&
			changes.some((one) => one.menu === menu && (one.kind === 'add' || one.kind === 'move' ? !one.entry.disabled : isCopy(one) && !one.to.disabled)),
	);
	const disabling = buriedMenus.filter((menu) => canDisable(menu) && buriedIn(menu).some((entry) => !entry.disabled));
	const turn = (entry: Entry, isOff: 'yes' | 'no'): readonly Statement[] => (canDisable(entry.menu) && !entry.disabled ? [same(onOne(entry, undefined, `disabled=${isOff}`))] : []);
	const switched: readonly Statement[] = [
		...buriedMenus.flatMap((menu) => bury(menu, buriedIn(menu), entriesOf(actual, menu), options)),
		...enabling.map((menu) => same(`${menu}/set ${findWhere(menu, `comment~${quoteString(`^detour-new:${change}:`)}`)} disabled=no`)),
		...headless(plan, 'add').flatMap((entry) => turn(entry, 'no')),
		...changes.flatMap((one) => (one.kind === 'set' && isInPlace(one) ? [setInPlace(one, options.ids)] : one.kind === 'adjust' ? [adjust(one)] : [])),
		...[...disabling].reverse().map((menu) => same(`${menu}/set ${findWhere(menu, `comment~${quoteString(`^detour-old:${change}:`)}`)} disabled=yes`)),
		...headless(plan, 'remove').flatMap((entry) => turn(entry, 'yes')),
	];

	const plain = additions.filter((one) => !hasSecret(one)).map(({command}) => same(command));
	const total = plain.length + switched.length;
	const applying = findWhere('/system/script', isOurs('applying'));
	const guardStands = [
		assertThat(`[:len ${applying}] = 1`, 'the guard does not stand'),
		assertThat(`${count('/system/script', `name=${quoteString(names.decision)}`)} = 0`, 'undo was asked for'),
	];
	const found = [...anchors.values()];
	const stands = [...guardStands, ...new Set(found.flatMap(({checks}) => checks))];
	let done = 0;
	// The state is the second field; the fields behind it stay as they are.
	const tell = (): string =>
		`:foreach i in=${applying} do={ :local c [/system/script/get $i comment]; /system/script/set $i comment=("${change},applying ${done}" . [:pick $c [:find $c "," ${change.length + 1}] 9999]) }`;
	const block = (statements: readonly Statement[], checks: readonly string[]): string => {
		const told = done === 0 ? [] : [tell()];
		const lines = statements.map(({text}) => {
			done++;
			return `:set n ${done}; ${text}`;
		});
		const undo = (message: string): string =>
			// Where the guard is gone there is nothing to undo, and nobody who would take a decision away.
			`:if (${count('/system/script', isOurs(''))} > 0) do={ :do { /system/script/add name=${quoteString(names.decision)} source="undo" policy=read comment=${message} } on-error={} }; :error ("stopped at statement " . $n)`;
		const where = `"statement " . $n . " of ${total}"`;
		return options.hasOnerror
			? `:onerror e in={\n${[...checks, ...told, ...lines].join('\n')}\n} do={ ${undo(`(${where} . ": " . $e)`)} }`
			: `:do {\n${[...checks, ...told, ...lines].join('\n')}\n} on-error={ ${undo(`(${where})`)} }`;
	};

	// The switch changes rows that were looked at before it: from its second block on, only the guard is asked for.
	const blocks = [...chunks(plain).map((one) => block(one, stands)), ...chunks(switched).map((one, index) => block(one, index === 0 ? stands : guardStands))];
	const mark = `:foreach i in=${applying} do={ :local f [:toarray [/system/script/get $i comment]]; /system/script/set $i comment=("${change},applied ${total}," . ($f->2) . "," . ($f->3) . ",none,0,0") }`;
	const text = [
		`# detour change ${change}`,
		':local n 0',
		':local r ""',
		':local v ""',
		':local t ""',
		lookFor,
		':local w 0',
		// The guard learns the id of this job right after it was started: nothing may happen before that.
		`:while ((${count('/system/script', isOurs('armed,'))} = 1) and ($w < 50)) do={ :delay 200ms; :set w ($w + 1) }`,
		...new Set(found.flatMap(({setup}) => setup)),
		...blocks,
		mark,
		...flushLines(changes, plan.profile),
		'',
	].join('\n');
	return {text, statements: [...plain, ...switched].map(({shown}) => shown), secretRows: additions.filter(hasSecret)};
};

const chunks = (statements: readonly Statement[]): readonly (readonly Statement[])[] =>
	Array.from({length: Math.ceil(statements.length / blockSize)}, (_, index) => statements.slice(index * blockSize, (index + 1) * blockSize));
