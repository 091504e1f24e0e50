import type {Result} from '../diagnostics/index.js';
import {error, fail, ok} from '../diagnostics/index.js';
import type {Release} from '../facts/index.js';
import {formatRelease, parseRelease} from '../facts/index.js';
import type {LabState} from './store/store.js';

const schema = 'detour/lab-state@1';

/** What a stopped lab leaves behind, as text. It holds keys and passwords of the emulated router. */
export const writeLabState = (release: Release, state: LabState): string => `${JSON.stringify({schema, release: formatRelease(release), ...state})}\n`;

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const each =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(check);
const under =
	(check: Check): Check =>
	(value) =>
		isObject(value) && Object.values(value).every(check);
const optional =
	(check: Check): Check =>
	(value) =>
		value === undefined || check(value);
const shape =
	(checks: Readonly<Record<string, Check>>): Check =>
	(value) =>
		isObject(value) && Object.entries(checks).every(([name, check]) => check(value[name]));

const isLine = shape({address: isText, gateway: isText, dns: each(isText), address6: optional(isText), gateway6: optional(isText)});

const isState = shape({
	menus: under(each(shape({id: isText, properties: under(isText), factory: optional(under(isText)), came: optional(under(isText)), selector: optional(isText)}))),
	settings: under(under(isText)),
	ids: under(isNumber),
	files: under(shape({id: isText, content: isText, modified: isNumber})),
	site: optional(shape({board: shape({name: isText, architecture: isText, softwareId: isText}), lines: under(isLine), deviceMode: isText})),
	foreign: optional(shape({order: each(isText), lines: under(each(isText)), settings: under(under(isText))})),
});

/** Reads what `writeLabState` wrote. */
export const readLabState = (text: string): Result<{readonly release: Release; readonly state: LabState}> => {
	let document: unknown;
	try {
		document = JSON.parse(text);
	} catch {
		document = undefined;
	}

	const release = isObject(document) && document.schema === schema && typeof document.release === 'string' ? parseRelease(document.release) : undefined;
	if (!isObject(document) || release === undefined || !isState(document)) {
		return fail(error('lab-state', 'The file is no state of a lab.', {hint: 'Name a new file, or one that detour lab --state wrote.'}));
	}

	const {schema: _schema, release: _release, ...state} = document;
	return ok({release, state: state as LabState});
};
