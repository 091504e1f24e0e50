import {exitCodes} from '../diagnostics/index.js';
import {assertDecidable, changeOptions, changeRouter, parseConfirmWithin} from './change-router.js';
import type {Command, Input} from './command.js';
import {chooseRouter, connectByOptions, connectionNotes, connectionOptions} from './connection-options.js';
import type {Context} from './context.js';
import {planOn} from './plan-on.js';
import {prepare, readAttachments} from './prepare.js';
import {profileOption, readProfile} from './profile-input.js';
import {expectOk, noteDiagnostics} from './report.js';

/** Brings a profile onto its router, under guard. `name` is the command that was typed. */
export const applyProfile = async (name: string, input: Input, context: Context) => {
	assertDecidable(input, context, name);
	parseConfirmWithin(input.text('confirmWithin') ?? '120s');
	const {profile, saved, attach} = await readProfile(input, context);
	const session = await connectByOptions(input, chooseRouter(input, profile.router), context);
	try {
		const prepared = expectOk(prepare(profile, session.facts, expectOk(await readAttachments(profile, session.facts, attach))));
		const {plan, actual} = expectOk(await planOn(session.transport, prepared), exitCodes.failed);
		noteDiagnostics(context.console, prepared.warnings);
		const onKept = (): void => saved?.save({...profile, router: profile.router ?? session.endpoint}, context.clock.now());
		return await changeRouter({input, session, plan, actual, document: prepared.document, fragment: prepared.fragment, secrets: prepared.secrets, onKept}, context);
	} finally {
		await session.transport.close();
	}
};

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...connectionOptions, ...changeOptions],
	notes: [...connectionNotes, 'Exit codes: 0 kept or nothing to change, 1 nothing applied, 4 undone, 5 outcome unknown (run: detour recover).'],
	run: async (input, context) => applyProfile('apply', input, context),
};
