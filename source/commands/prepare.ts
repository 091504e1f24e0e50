import {scenarios} from '../../scenarios/index.js';
import type {Fragment} from '../compiler/index.js';
import {compile, listBudget, render} from '../compiler/index.js';
import type {Diagnostic, Result, Secret} from '../diagnostics/index.js';
import {fail, isError, ok} from '../diagnostics/index.js';
import type {Facts, Release} from '../facts/index.js';
import type {PolicyDocument} from '../policy/index.js';
import type {Attachments, Profile} from '../scenario/index.js';
import {attachmentPaths, buildProfile} from '../scenario/index.js';

/** A profile turned into what is wanted on a router. */
export type Prepared = {
	/** Of the router that it is for. */
	readonly release: Release;
	readonly document: PolicyDocument;
	readonly fragment: Fragment;
	/** As a person would type it, secrets as `<secret>`. */
	readonly script: string;
	readonly secrets: ReadonlyMap<string, Secret>;
	readonly warnings: readonly Diagnostic[];
};

/** Reads the files that a profile's answers name, as far as they matter on a router with these facts. */
export const readAttachments = async (profile: Profile, facts: Facts, attach: (path: string) => Promise<Result<string>>): Promise<Result<Attachments>> => {
	const read = await Promise.all(attachmentPaths(profile, scenarios, facts).map(async (path) => ({path, text: await attach(path)})));
	const bad = read.flatMap(({text}) => (text.ok ? [] : text.diagnostics));
	return bad.length > 0 ? fail(...bad) : ok(Object.fromEntries(read.flatMap(({path, text}) => (text.ok ? [[path, text.value]] : []))));
};

/** From answers to the entries that are wanted on a router with these facts. Pure. */
export const prepare = (profile: Profile, facts: Facts, attachments: Attachments): Result<Prepared> => {
	const built = buildProfile(profile, scenarios, facts, attachments);
	if (!built.ok) {
		return built;
	}

	const {document, secrets} = built.value;
	const compiled = compile(document, {profile: profile.id, facts});
	if (!compiled.ok) {
		return compiled;
	}

	const fragment = compiled.value;
	const warnings = [...built.value.warnings, ...fragment.warnings, ...listBudget(fragment, facts)];
	const errors = warnings.filter(isError);
	return errors.length > 0 ? fail(...errors) : ok({release: facts.release, document, fragment, secrets, warnings, script: render(fragment, {facts})});
};
