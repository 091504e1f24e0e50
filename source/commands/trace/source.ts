import {display, exitCodes} from '../../diagnostics/index.js';
import type {Facts} from '../../facts/index.js';
import {applyPlan, makePlan, planMenus, removalMenus} from '../../plan/index.js';
import type {PolicyDocument} from '../../policy/index.js';
import {readMenus} from '../../router/index.js';
import type {Configuration, Menu} from '../../routeros/model/index.js';
import {decidingMenus} from '../../simulator/index.js';
import type {Input} from '../command.js';
import {chooseRouter, connectByOptions} from '../connection-options.js';
import type {Context} from '../context.js';
import {usage} from '../parse-input.js';
import type {Prepared} from '../prepare.js';
import {prepare, readAttachments} from '../prepare.js';
import type {ProfileInput} from '../profile-input.js';
import {readProfile} from '../profile-input.js';
import {factsOfExport, releaseRemarks} from '../release.js';
import {expectOk, noteDiagnostics} from '../report.js';
import {readWholeExport} from '../whole-export.js';

/** What packets are followed through. */
export type Source = {
	readonly facts: Facts;
	/** What the router holds. */
	readonly actual: Configuration;
	/** The same, with a profile on it where one was named. */
	readonly configuration: Configuration;
	readonly document: PolicyDocument | undefined;
};

type Held = {readonly facts: Facts; readonly read: (more: readonly Menu[]) => Promise<Configuration>; readonly close: () => Promise<void>};

/** Menus beyond those of a plan that say where packets go; every supported release has them. */
const alsoRead: readonly Menu[] = ['/interface/bridge', '/interface/bridge/port', '/interface/vlan', '/interface/pppoe-client', '/ipv6/dhcp-client'];

const fromFile = async (path: string, input: Input, context: Context): Promise<Held> => {
	const read = await readWholeExport(path, context);
	return {facts: factsOfExport(read, input.text('routeros')), read: async () => read.configuration, close: async () => undefined};
};

const fromRouter = async (input: Input, profile: ProfileInput | undefined, context: Context): Promise<Held> => {
	const {transport, facts} = await connectByOptions(input, chooseRouter(input, profile?.profile.router), context);
	return {
		facts,
		read: async (more) => readMenus(transport, [...new Set([...removalMenus, ...alsoRead, ...decidingMenus(facts.release), ...more])]),
		close: async () => transport.close(),
	};
};

const withProfile = async ({facts, read}: Held, {profile, attach}: ProfileInput, context: Context): Promise<Source> => {
	const prepared: Prepared = expectOk(prepare(profile, facts, expectOk(await readAttachments(profile, facts, attach))));
	noteDiagnostics(context.console, prepared.warnings);
	const actual = await read(planMenus(prepared.fragment));
	return {facts, actual, configuration: applyPlan(actual, expectOk(makePlan({actual, fragment: prepared.fragment}), exitCodes.failed)), document: prepared.document};
};

/** A file, a router, or either with a profile on it. */
export const readSource = async (input: Input, context: Context): Promise<Source> => {
	const config = input.text('config');
	if (config !== undefined && input.text('router') !== undefined) {
		throw usage('Give --config or --router, not both.');
	}

	const isNamed = input.words.length > 0 || input.text('file') !== undefined;
	if (config === undefined && input.text('router') === undefined && !isNamed) {
		throw usage('Through which router?', `Name an export with --config, a router with --router, or a profile. For example: ${display('detour trace --config router.rsc …')}`);
	}

	const profile = isNamed ? await readProfile(input, context) : undefined;
	const held = await (config === undefined ? fromRouter(input, profile, context) : fromFile(config, input, context));
	noteDiagnostics(context.console, releaseRemarks(held.facts.release));
	try {
		if (profile !== undefined) {
			return await withProfile(held, profile, context);
		}

		const actual = await held.read([]);
		return {facts: held.facts, actual, configuration: actual, document: undefined};
	} finally {
		await held.close();
	}
};
