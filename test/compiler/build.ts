import {scenarios} from '../../scenarios/index.js';
import type {Fragment} from '../../source/compiler/index.js';
import {compile} from '../../source/compiler/index.js';
import type {Secret} from '../../source/diagnostics/index.js';
import type {Facts} from '../../source/facts/index.js';
import type {PolicyDocument} from '../../source/policy/index.js';
import type {Entry} from '../../source/routeros/model/index.js';
import type {Answers, Attachments, Example, Profile} from '../../source/scenario/index.js';
import {buildProfile} from '../../source/scenario/index.js';

export type Whole = {readonly document: PolicyDocument; readonly fragment: Fragment; readonly secrets: ReadonlyMap<string, Secret>};

const first = 'vpn-split-tunnel';

/** `<scenario>/<example>`; an example of the first scenario needs no more than its own id. */
const placeOf = (id: string): readonly [scenario: string, example: string] => {
	const [scenario = '', name] = id.split('/');
	return name === undefined ? [first, scenario] : [scenario, name];
};

export const example = (id: string): Example => {
	const [scenario, name] = placeOf(id);
	const found = scenarios.find((one) => one.id === scenario)?.examples.find((one) => one.id === name);
	if (found === undefined) {
		throw new Error(`no example ${id}`);
	}

	return found;
};

/** Every example of every preset, as `example` takes it. */
export const exampleIds: readonly string[] = scenarios.flatMap(({id, examples}) => examples.map((one) => `${id}/${one.id}`));

export const profileOf = (name: string, answers: Answers, scenario = first): Profile => ({version: 1, id: `${name}-x7k2`, name, parts: [{id: 'p1', scenario, answers}]});

/** Answers to fragment; throws with everything that was wrong. */
export const whole = (answers: Answers, facts: Facts, attachments: Attachments = {}, name = 'test', scenario = first): Whole => {
	const profile = profileOf(name, answers, scenario);
	const built = buildProfile(profile, scenarios, facts, attachments);
	if (!built.ok) {
		throw new Error(built.diagnostics.map(({message}) => message).join('\n'));
	}

	const compiled = compile(built.value.document, {profile: profile.id, facts});
	if (!compiled.ok) {
		throw new Error(compiled.diagnostics.map(({message}) => message).join('\n'));
	}

	return {document: built.value.document, fragment: compiled.value, secrets: built.value.secrets};
};

export const ofExample = (id: string, change: Answers = {}, facts: Partial<Facts> = {}): Whole => {
	const [scenario, name] = placeOf(id);
	const {answers, attachments, facts: own} = example(id);
	return whole({...answers, ...change}, {...own, ...facts}, attachments, name, scenario);
};

export const rowsOf = ({fragment}: Whole, menu: string, properties: Readonly<Record<string, string>> = {}): readonly Entry[] =>
	fragment.entries.filter((entry) => entry.menu === menu && Object.entries(properties).every(([name, value]) => entry.properties[name] === value));
