import type {Adjustment} from '../compiler/fragment.js';
import type {Diagnostic} from '../diagnostics/index.js';
import {display, error} from '../diagnostics/index.js';
import type {Configuration, Entry, Menu, Properties} from '../routeros/model/index.js';
import {entriesOf, menuInfo} from '../routeros/model/index.js';
import {hasProperties, propertyOf, unchangedRow} from './rows.js';
import type {Change} from './types.js';

/**
 * What a profile changed of the user's settings, and what was there before: kept on the router in a script row that does
 * nothing (`/system/script` `detour-adjust-<profile>`; its lines are comments), so that any computer can put it back.
 */
export type RecordedAdjustment = {readonly menu: Menu; readonly find: Properties; readonly property: string; readonly from: string; readonly to: string};

type Adjust = Extract<Change, {kind: 'adjust'}>;

const recordMenu: Menu = '/system/script';

const recordName = (profile: string): string => `detour-adjust-${profile}`;

const isRecordName = (name: string): boolean => name.startsWith('detour-adjust-');

/** Whether a row holds the record of a profile. */
export const isRecord = ({menu, properties}: Entry): boolean => menu === recordMenu && isRecordName(properties.name ?? '');

const ascii = (text: string): string => text.replace(/[^\x20-\x7E]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The row that holds the record, or undefined when nothing of the user's is changed. */
export const recordEntry = (profile: string, records: readonly RecordedAdjustment[]): Entry | undefined =>
	records.length === 0
		? undefined
		: {
				menu: recordMenu,
				selector: {kind: 'row'},
				properties: {
					name: recordName(profile),
					policy: 'read',
					source: records.map(({menu, find, property, from, to}) => `# ${ascii(JSON.stringify({menu, find, property, from, to}))}`).join('\n'),
				},
				disabled: false,
				comment: `detour:${profile}:detour.adjustments.record.4 settings as they were before Detour changed them`,
				owner: `detour:${profile}:detour.adjustments.record.4`,
			};

const isText = (value: unknown): value is string => typeof value === 'string';

const isProperties = (value: unknown): value is Properties => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText);

const isMenu = (value: unknown): value is Menu => isText(value) && /^(\/[a-z\d-]+)+$/.test(value);

const parseRecord = (line: string): readonly RecordedAdjustment[] => {
	try {
		const record: unknown = JSON.parse(line.replace(/^#\s*/, ''));
		if (typeof record !== 'object' || record === null) {
			return [];
		}

		const {menu, find, property, from, to} = record as Partial<Record<keyof RecordedAdjustment, unknown>>;
		return isMenu(menu) && isProperties(find) && isText(property) && isText(from) && isText(to) ? [{menu, find, property, from, to}] : [];
	} catch {
		return [];
	}
};

type ProfileRecords = {readonly profile: string; readonly records: readonly RecordedAdjustment[]};

/** All records on a router, by profile. Lines that make no sense are passed over. */
const readRecords = (configuration: Configuration): readonly ProfileRecords[] =>
	entriesOf(configuration, recordMenu).flatMap((entry) => {
		const name = entry.properties.name ?? '';
		const lines = (entry.properties.source ?? '').split(/\r?\n/);
		return isRecordName(name) ? [{profile: name.slice('detour-adjust-'.length), records: lines.flatMap(parseRecord)}] : [];
	});

const isSameSetting = (a: RecordedAdjustment, b: RecordedAdjustment): boolean =>
	a.menu === b.menu && a.property === b.property && JSON.stringify(Object.entries(a.find).sort()) === JSON.stringify(Object.entries(b.find).sort());

/** What a setting is now: what the export says, or its default; undefined when neither is known. */
const currentValue = (configuration: Configuration, menu: Menu, find: Properties, property: string): {readonly value: string | undefined; readonly rows: number} => {
	const found = entriesOf(configuration, menu).filter((entry) => hasProperties(entry, find));
	const unchanged = unchangedRow(menu, find);
	const rows = found.length > 0 || unchanged === undefined ? found : [unchanged];
	return {value: rows[0] === undefined ? undefined : (propertyOf(rows[0], property) ?? menuInfo(menu).defaults[property]), rows: menuInfo(menu).singleton ? 1 : rows.length};
};

const describe = (menu: Menu, find: Properties): string => {
	const row = Object.entries(find)
		.map(([name, value]) => `${name}=${display(value)}`)
		.join(' ');
	return row === '' ? menu : `${menu} ${row}`;
};

export type PlannedAdjustments = {
	readonly changes: readonly Adjust[];
	readonly records: readonly RecordedAdjustment[];
	readonly diagnostics: readonly Diagnostic[];
	readonly drift: readonly string[];
};

type Wish = RecordedAdjustment & {readonly why: string};

/**
 * Plans the consented changes of a profile: what is to be changed now, what the record must say then, and what goes back
 * because it is no longer wanted. A value that somebody changed since is left as it is.
 */
export const planAdjustments = (configuration: Configuration, profile: string, adjustments: readonly Adjustment[]): PlannedAdjustments => {
	const all = readRecords(configuration);
	const mine = all.filter((one) => one.profile === profile).flatMap(({records}) => records);
	const others = all.filter((one) => one.profile !== profile).flatMap(({records}) => records);
	const diagnostics: Diagnostic[] = [];
	const drift: string[] = [];
	const records: RecordedAdjustment[] = [];
	const changes: Adjust[] = [];
	const wishes: Wish[] = adjustments.flatMap(({menu, find, set, why}) => Object.entries(set).map(([property, to]) => ({menu, find, property, from: '', to, why})));
	for (const wish of wishes) {
		const {menu, find, property, to, why} = wish;
		const {value, rows} = currentValue(configuration, menu, find, property);
		if (rows !== 1) {
			diagnostics.push(error('adjustment-target', `${describe(menu, find)} was found ${rows} times; to change ${property} it must be there exactly once.`));
		} else if (value === undefined) {
			diagnostics.push(error('adjustment-origin', `What ${describe(menu, find)} has as ${property} is not known, so it could not be put back.`));
		} else if (others.some((record) => isSameSetting(record, wish) && record.to !== to)) {
			diagnostics.push(
				error('adjustment-conflict', `Another profile on this router needs ${describe(menu, find)} ${property} to be something else than ${display(to)}.`, {
					hint: 'Remove the other profile, or bring both parts together in one.',
				}),
			);
		} else {
			const known = mine.find((record) => isSameSetting(record, wish)) ?? others.find((record) => isSameSetting(record, wish) && value === record.to);
			if (value !== to) {
				changes.push({kind: 'adjust', menu, find, from: {[property]: value}, to: {[property]: to}, reason: why});
			}

			if (value !== to || known !== undefined) {
				records.push({menu, find, property, from: known?.from ?? value, to});
			}
		}
	}

	for (const record of mine.filter((one) => !wishes.some((wish) => isSameSetting(one, wish)))) {
		const {menu, find, property, from, to} = record;
		const {value, rows} = currentValue(configuration, menu, find, property);
		if (others.some((other) => isSameSetting(other, record))) {
			drift.push(`${describe(menu, find)} ${property} stays as it is: another profile needs it.`);
		} else if (rows !== 1 || value !== to) {
			drift.push(`${describe(menu, find)} ${property} was changed by someone since and is left as it is.`);
		} else if (from !== to) {
			changes.push({kind: 'adjust', menu, find, from: {[property]: to}, to: {[property]: from}, reason: 'as it was before Detour changed it'});
		}
	}

	return {changes, records, diagnostics, drift};
};
