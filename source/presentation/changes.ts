import {display} from '../diagnostics/index.js';
import {toldChange} from '../plan/told.js';
import type {Change, Edit, Plan} from '../plan/types.js';
import type {Entry, Properties} from '../routeros/model/configuration.js';
import type {Line, Piece, Role} from './line.js';
import {piece} from './line.js';

type Look = {readonly sign: string; readonly word: string; readonly role: Role};

const looks: Readonly<Record<Change['kind'], Look>> = {
	add: {sign: '+', word: 'add', role: 'added'},
	set: {sign: '~', word: 'set', role: 'changed'},
	move: {sign: '^', word: 'move', role: 'changed'},
	remove: {sign: '-', word: 'remove', role: 'removed'},
	adjust: {sign: '!', word: 'adjust', role: 'warning'},
};

const shown = (value: string): string => (value === '' ? '""' : /[\s";]/.test(value) ? JSON.stringify(display(value)) : display(value));

const property = (name: string, value: string): readonly Piece[] =>
	value === '' ? [piece(` ${display(name)}`, 'key')] : [piece(` ${display(name)}`, 'key'), piece('=', 'dim'), piece(shown(value), 'value')];

const properties = (values: Properties): readonly Piece[] => Object.entries(values).flatMap(([name, value]) => property(name, value));

/** A Detour row's comment is its key and a plain explanation: the explanation is what people read. */
const title = (entry: Entry): readonly Piece[] => {
	const text = entry.owner === undefined ? entry.comment : entry.comment.slice(entry.owner.length).trim();
	return text === '' ? [] : [piece(`  # ${display(text)}`, 'comment')];
};

const differences = (from: Properties, to: Properties): readonly Piece[] =>
	[...new Set([...Object.keys(from), ...Object.keys(to)])]
		.filter((name) => from[name] !== to[name])
		.flatMap((name) => [
			piece(` ${display(name)}`, 'key'),
			piece('=', 'dim'),
			piece(name in from ? shown(from[name] ?? '') : '(unset)', 'removed'),
			piece(' -> ', 'dim'),
			piece(name in to ? shown(to[name] ?? '') : '(unset)', 'added'),
		]);

const flags = (entry: Entry): Properties => ({...entry.properties, ...(entry.disabled ? {disabled: 'yes'} : {})});

const detail = (whole: Change): readonly Piece[] => {
	const change = toldChange(whole);
	switch (change.kind) {
		case 'add':
		case 'remove':
			return [...properties(flags(change.entry)), ...title(change.entry)];
		case 'move':
			return [...properties(flags(change.entry)), ...title(change.entry)];
		case 'set':
			return [...differences({...flags(change.from), comment: change.from.comment}, {...flags(change.to), comment: change.to.comment}), ...title(change.to)];
		case 'adjust':
			return [...(Object.keys(change.find).length === 0 ? [] : [piece(' [', 'dim'), ...properties(change.find), piece(' ]', 'dim')]), ...differences(change.from, change.to)];
	}
};

/** One change: a sign and a word for its kind, what it touches, and why. */
export const changeLines = (change: Change): readonly Line[] => {
	const {sign, word, role} = looks[change.kind];
	const head: Line = [piece(`  ${sign} ${word}`, role), ...detail(change)];
	return change.reason === '' ? [head] : [head, [piece(`    ${display(change.reason)}`, 'dim')]];
};

const counted: readonly (readonly [Change['kind'], string])[] = [
	['add', 'to add'],
	['set', 'to change'],
	['move', 'to move'],
	['remove', 'to remove'],
	['adjust', 'of your own settings to adjust'],
];

/** `12 to add, 1 to change`, or that there is nothing to do. */
export const planSummary = (plan: Plan, edits: readonly Edit[] = []): string => {
	const parts = counted
		.map(([kind, words]) => ({count: plan.changes.filter((change) => change.kind === kind).length, words}))
		.filter(({count}) => count > 0)
		.map(({count, words}) => `${count} ${words}`);
	const kept = edits.filter(({isKept}) => isKept).length;
	return parts.length > 0
		? parts.join(', ')
		: kept === 0
			? 'Nothing to change: the router already is as wanted.'
			: `Nothing to change but ${kept === 1 ? 'one row that is' : `${kept} rows that are`} kept as edited.`;
};

const keptLine = ({menu, title: what, reason}: Edit): Line => [piece(`= kept as edited: ${display(menu)} `, 'good'), piece(display(what)), piece(`, ${reason}`, 'dim')];

/** All changes of a plan under the menus they happen in, with drift on top, and what of it is kept. */
export const changesLines = (plan: Plan, edits: readonly Edit[] = []): readonly Line[] => {
	const menus = [...new Set(plan.changes.map(({menu}) => menu))];
	const drift = [...plan.drift.map((sentence): Line => [piece('! ', 'warning'), piece(display(sentence), 'warning')]), ...edits.filter(({isKept}) => isKept).map(keptLine)];
	return [
		...drift,
		...menus.flatMap((menu, index) => [
			...(index === 0 && drift.length === 0 ? [] : [[]]),
			[piece(display(menu), 'menu')],
			...plan.changes.filter((change) => change.menu === menu).flatMap(changeLines),
		]),
	];
};

/** The same with how much there is to do on top. */
export const planLines = (plan: Plan, edits: readonly Edit[] = []): readonly Line[] => {
	const changes = changesLines(plan, edits);
	return [[piece(planSummary(plan, edits), plan.changes.length === 0 ? 'good' : 'strong')], ...(changes.length === 0 ? [] : [[], ...changes])];
};
