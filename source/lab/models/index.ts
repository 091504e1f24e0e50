import type {Result} from '../../diagnostics/index.js';
import {error, fail, ok} from '../../diagnostics/index.js';
import type {Release} from '../../facts/index.js';
import {parseRelease} from '../../facts/index.js';
import type {Schema} from '../../routeros/schema/index.js';
import {loadSchema} from '../../routeros/schema/index.js';
import type {Random} from '../../runtime/index.js';
import {labSchema} from '../machine/schema.js';
import type {LabState} from '../store/store.js';
import type {Model} from './blueprint.js';
import {stateOf} from './blueprint.js';
import {cafe} from './cafe.js';
import {chr} from './chr.js';
import {dualWan} from './dual-wan.js';
import {readExport} from './export-reader.js';
import {home} from './home.js';
import {office} from './office.js';
import type {Twin} from './twin.js';
import {twinOf} from './twin.js';

/** The built-in routers, by the name that `--model` takes. */
export const models = {home, 'dual-wan': dualWan, cafe, office, chr} as const satisfies Readonly<Record<string, Model>>;

export type ModelName = keyof typeof models;

export const isModelName = (text: string): text is ModelName => Object.hasOwn(models, text);

/** A built-in router of a release, before anyone changed it. */
export const builtinRouter = (name: ModelName, release: Release, schema: Schema): LabState => stateOf(models[name].build(release), schema);

/** A router as its own export says, of the release that the export names unless told otherwise. */
export const twinFromExport = async (text: string, random: Random, release?: Release): Promise<Result<Twin & {readonly release: Release}>> => {
	const read = readExport(text.replaceAll('\r\n', '\n'));
	if (!read.ok) {
		return read;
	}

	const {header, lines} = read.value;
	const wanted = release ?? parseRelease(header.release ?? '');
	if (wanted === undefined) {
		return fail(error('release', 'The export does not say which RouterOS it comes from.', {hint: 'Its first line does, as in "# 2025-03-10 15:04:20 by RouterOS 7.18.2".'}));
	}

	return ok({...twinOf(header, lines, labSchema(await loadSchema(wanted)), random), release: wanted});
};
