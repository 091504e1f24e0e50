import {exitCodes} from '../diagnostics/index.js';
import {assertDecidable, changeOptions, changeRouter, parseConfirmWithin} from './change-router.js';
import type {Command, Input} from './command.js';
import {connectionNotes} from './connection-options.js';
import type {Context} from './context.js';
import {keepEditsOption, noteEdits, planOn} from './plan-on.js';
import {prepare, readAttachments} from './prepare.js';
import {profileOption, readProfile} from './profile-input.js';
import {expectOk, noteDiagnostics} from './report.js';
import {changeNotes, heldAfter, onRouters, severalOptions} from './several-routers.js';

/** Brings a profile onto its router, or onto several, under guard. `name` is the command that was typed. */
export const applyProfile = async (name: string, input: Input, context: Context) => {
	assertDecidable(input, context, name);
	parseConfirmWithin(input.text('confirmWithin') ?? '120s');
	const {profile, saved, attach} = await readProfile(input, context);
	return onRouters(
		{
			input,
			context,
			kind: 'changed',
			async work(session, {input: own, context: there}) {
				const {facts, transport, endpoint} = session;
				const prepared = expectOk(prepare(profile, facts, expectOk(await readAttachments(profile, facts, attach))));
				const isKept = () => own.flag('keepEdits');
				const {plan, actual, fragment, edits} = expectOk(await planOn(transport, prepared, isKept), exitCodes.failed);
				noteDiagnostics(there.console, prepared.warnings);
				noteEdits(there.console, edits);
				// One of several routers is not where the profile belongs.
				const belongs = input.list('router').length > 1 ? profile : {...profile, router: profile.router ?? endpoint};
				const onKept = (): void => saved?.save(belongs, there.clock.now());
				const exitCode = await changeRouter({input: own, session, plan, edits, actual, document: prepared.document, fragment, secrets: prepared.secrets, onKept}, there);
				return {exitCode, holds: heldAfter(session, async (fresh) => expectOk(await planOn(fresh, prepared, isKept)).plan, 'what is wanted')};
			},
		},
		profile.router,
	);
};

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...severalOptions, keepEditsOption, ...changeOptions],
	notes: [...connectionNotes, ...changeNotes],
	run: async (input, context) => applyProfile('apply', input, context),
};
