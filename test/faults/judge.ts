import type {Lab, LabState} from '../../source/lab/index.js';
import type {ApplyOutcome} from '../../source/plan/index.js';
import type {Change, Ended} from './programs.js';
import {marker} from './programs.js';
import type {Stage} from './stage.js';
import {setStage} from './stage.js';

type Rows = Readonly<Record<string, readonly string[]>>;

/** What a router holds: what Detour answers for, and what others do, each in its order. */
export type Holding = {readonly own: Rows; readonly foreign: Rows; readonly settings: Readonly<Record<string, unknown>>};

export const isGuards = (name: string): boolean => /^detour-(guard$|[dtsu]-)/.test(name);

export const sorted = (properties: object): string => JSON.stringify(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));

const rowsWhere = ({menus}: LabState, isWanted: (properties: Readonly<Record<string, string>>) => boolean): Rows =>
	Object.fromEntries(
		Object.entries(menus)
			.map(([menu, rows]) => [menu, rows.flatMap(({properties}) => (isWanted(properties) ? [sorted(properties)] : []))] as const)
			.filter(([, rows]) => rows.length > 0)
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);

const isOwn = ({comment = ''}: Readonly<Record<string, string>>): boolean => /^detour(-new|-old)?(-off)?:/.test(comment);

export const holdingOf = ({machine, state}: Lab): Holding => {
	const held = state();
	return {
		own: rowsWhere(held, isOwn),
		foreign: rowsWhere(held, (properties) => !isOwn(properties) && !isGuards(properties.name ?? '')),
		// With their defaults: it is the same whether one is written or meant.
		settings: Object.fromEntries(
			Object.keys(held.settings)
				.sort()
				.map((menu) => [menu, sorted(machine.context.settings(menu))]),
		),
	};
};

/** The two ends that a change may have. */
export type Ends = {readonly old: Holding; readonly kept: Holding};

/** What a router of some state holds, when somebody has done something to it. */
const heldAfter = async (state: LabState, command: string): Promise<Holding> => {
	const stage = await setStage({state});
	try {
		const said = await stage.exec(command);
		if (said.trim() !== '') {
			throw new Error(said);
		}

		return holdingOf(stage.lab);
	} finally {
		await stage.stop();
	}
};

/** Both ends of a change, with what somebody else does meanwhile. */
export const endsOf = async ({start, kept}: Change, foreign = ''): Promise<Ends> => ({old: await heldAfter(start, foreign), kept: await heldAfter(kept, foreign)});

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is left of a change that should be over, by name. */
const leftovers = (stage: Stage): readonly string[] => {
	const {store, jobs, runtime, disk} = stage.lab.machine.context;
	const names = (menu: string): readonly string[] => store.rows(menu).flatMap(({properties}) => (isGuards(properties.name ?? '') ? [`${menu} ${properties.name}`] : []));
	const heads = store
		.menus()
		.flatMap((menu) => store.rows(menu).flatMap(({properties}) => (/^detour-(new|old)/.test(properties.comment ?? '') ? [`${menu} ${properties.comment}`] : [])));
	const leaks = [
		...[...disk.list()].flatMap(([name, {content}]) => (Buffer.from(content).includes(marker) ? [`key in file ${name}`] : [])),
		...(runtime.log.some(({message}) => message.includes(marker)) ? ['key in log'] : []),
		...store.rows('/system/script').flatMap(({properties}) => (sorted(properties).includes(marker) ? ['key in script'] : [])),
		...(JSON.stringify(stage.records).includes(marker) ? ['key in journal'] : []),
	];
	return [
		...names('/system/script'),
		...names('/system/scheduler'),
		...[...disk.list().keys()].filter((name) => name.includes('detour-')),
		...jobs.all().flatMap(({type, script = ''}) => (type === 'command' ? [`job ${script}`] : [])),
		...heads,
		...leaks,
	];
};

export type Verdict = {readonly end: 'old' | 'new' | 'stuck' | 'else'; readonly why: string};

const wrong = (why: string): Verdict => ({end: 'else', why});

const differences = (found: Holding, wanted: Holding): string =>
	JSON.stringify(
		(['own', 'foreign', 'settings'] as const).flatMap((part) => {
			const [a, b]: readonly Readonly<Record<string, unknown>>[] = [found[part], wanted[part]];
			return [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].flatMap((menu) =>
				isSame(a?.[menu], b?.[menu]) ? [] : [{part, menu, found: a?.[menu], wanted: b?.[menu]}],
			);
		}),
	);

const told: Readonly<Record<ApplyOutcome, 'old' | 'new' | 'stuck' | undefined>> = {
	kept: 'new',
	undone: 'old',
	// Also said where there is nothing to finish any more, whatever became of it.
	unchanged: undefined,
	refused: 'old',
	stuck: 'stuck',
	unknown: undefined,
};

/** Which end somebody was told of; an error says that nothing was changed. */
const toldEnd = ({events, error}: Ended): 'old' | 'new' | 'stuck' | undefined => {
	const outcome = events.findLast((event) => event.type === 'outcome');
	return outcome === undefined ? (error === undefined ? undefined : 'old') : told[outcome.outcome];
};

/** How a run ended: by what the router holds once its time is over, and by what anybody was told. */
export const judge = (
	stage: Stage,
	ends: Ends,
	runs: readonly Ended[],
	{isCrippling, isForgetting, isContested}: {readonly isCrippling?: true; readonly isForgetting?: true; readonly isContested?: true} = {},
): Verdict => {
	const holding = holdingOf(stage.lab);
	const left = leftovers(stage);
	const end = isSame(holding, ends.old) ? 'old' : isSame(holding, ends.kept) ? 'new' : undefined;
	// Of one's own change: where others make the same one, it may be there all the same.
	const said = runs.map(toldEnd).map((told) => (isContested === true && told === 'old' ? undefined : told));
	const last = runs.map(({events, error}) => `${JSON.stringify(events.at(-1))} ${error instanceof Error ? error.message : ''}`).join(' | ');
	if (said.includes('stuck') && isCrippling === true) {
		return {end: 'stuck', why: last};
	}

	if (end === undefined) {
		return wrong(`neither old nor new: ${differences(holding, ends.old)} ${left.join(', ')} ${last}`);
	}

	if (left.length > 0) {
		return wrong(`${end}, but left behind: ${left.join(', ')} ${last}`);
	}

	const liar = isForgetting === true ? undefined : said.find((one) => one !== undefined && one !== end);
	return liar === undefined ? {end, why: ''} : wrong(`told ${liar}, but it is ${end}: ${last}`);
};
