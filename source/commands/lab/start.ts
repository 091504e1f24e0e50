import {AppError, display, exitCodes} from '../../diagnostics/index.js';
import type {Release} from '../../facts/index.js';
import {formatRelease} from '../../facts/index.js';
import type {LabEvent, LabState, ModelName} from '../../lab/index.js';
import {isModelName, models, parseEvents, readLabState, twinFromExport} from '../../lab/index.js';
import type {Input} from '../command.js';
import type {Context} from '../context.js';
import {usage} from '../parse-input.js';
import {defaultRelease, releaseFrom} from '../release.js';
import {expectOk} from '../report.js';
import {absolutePath, readUserFile, writablePath} from '../user-files.js';

/** The router that a lab starts as. */
export type Start = {
	readonly release: Release;
	/** What it is, in people's words. */
	readonly name: string;
	readonly state?: LabState;
	readonly model?: ModelName;
	readonly notes: readonly string[];
};

const modelFrom = (text: string): ModelName => {
	if (!isModelName(text)) {
		throw usage(`There is no model "${display(text)}".`, `There are: ${Object.keys(models).join(', ')}.`);
	}

	return text;
};

const saved = async (path: string, given: Release | undefined, context: Context): Promise<Start | undefined> => {
	const text = await context.files.read(await writablePath(path, context));
	if (text === undefined) {
		return undefined;
	}

	const {release, state} = expectOk(readLabState(text));
	return {release: given ?? release, state, name: `the router in ${display(path)}`, notes: [`It goes on from ${display(path)}.`]};
};

const twin = async (path: string, given: Release | undefined, context: Context): Promise<Start> => {
	const text = expectOk(await readUserFile(absolutePath(path, context)));
	const {release, state, assumed} = expectOk(await twinFromExport(text, context.random, given));
	// Older and newer than what is known is refused in the same words as on the command line.
	return {release: releaseFrom(formatRelease(release)), state, name: `a twin of the router in ${display(path)}`, notes: assumed.map((one) => `Assumed: ${one}.`)};
};

/** What the options say to start from: a kept state first, then an export, then a model. */
export const startFrom = async (input: Input, context: Context): Promise<Start> => {
	const [routeros, model, config, state] = ['routeros', 'model', 'config', 'state'].map((name) => input.text(name));
	if (model !== undefined && config !== undefined) {
		throw usage('A lab starts from --model or from --config, not from both.');
	}

	const given = routeros === undefined ? undefined : releaseFrom(routeros);
	const kept = state === undefined ? undefined : await saved(state, given, context);
	if (kept !== undefined) {
		return kept;
	}

	if (config !== undefined) {
		return twin(config, given, context);
	}

	const name = modelFrom(model ?? 'home');
	return {release: given ?? releaseFrom(defaultRelease), model: name, name: models[name].summary, notes: []};
};

/** The timed events of a file. */
export const eventsFrom = async (path: string, context: Context): Promise<readonly LabEvent[]> => {
	const events = expectOk(parseEvents(expectOk(await readUserFile(absolutePath(path, context)))));
	if (events.length === 0) {
		throw new AppError('usage', `There is no event in ${display(path)}.`, {hint: 'An event is a line such as: 1m30s /lab interface down=ether1', exitCode: exitCodes.usage});
	}

	return events;
};
