import {exitCodes} from '../diagnostics/index.js';
import {toldPlan} from '../plan/index.js';
import {claimLines, planLines} from '../presentation/index.js';
import {provePlan} from '../proof/index.js';
import {routerText} from '../scenario/index.js';
import type {Command, Input} from './command.js';
import {jsonOption} from './command.js';
import type {RouterSession} from './connect.js';
import {connectionNotes} from './connection-options.js';
import type {Context} from './context.js';
import {toldFacts} from './facts-file.js';
import {linesText} from './lines.js';
import {keepEditsOption, noteEdits, planOn} from './plan-on.js';
import {prepare, readAttachments} from './prepare.js';
import type {ProfileInput} from './profile-input.js';
import {profileOption, readProfile} from './profile-input.js';
import {proofOptions, proofsJson} from './proofs.js';
import {expectOk, noteDiagnostics, printJson} from './report.js';
import {onRouters, severalNotes, severalOptions} from './several-routers.js';

type Shown = Pick<ProfileInput, 'profile' | 'attach'> & {readonly session: RouterSession; readonly input: Input};

/** Plans and shows it; whether there is anything to change. */
const showPlan = async ({profile, attach, session, input}: Shown, context: Context): Promise<boolean> => {
	const {transport, facts, endpoint} = session;
	const prepared = expectOk(prepare(profile, facts, expectOk(await readAttachments(profile, facts, attach))));
	const {plan, actual, edits} = expectOk(await planOn(transport, prepared, () => input.flag('keepEdits')), exitCodes.failed);
	const proofs = provePlan(proofOptions({actual, plan, session, document: prepared.document}));
	noteDiagnostics(context.console, prepared.warnings);
	noteEdits(context.console, edits);
	if (input.flag('json')) {
		printJson(context.console, 'plan', {
			profile: {id: profile.id, name: profile.name},
			router: {...endpoint, fingerprint: transport.fingerprint, identity: facts.identity, version: facts.version},
			plan: toldPlan(plan),
			edits,
			proofs: proofsJson(proofs),
			facts: toldFacts(facts),
			warnings: prepared.warnings,
		});
	} else {
		context.console.note(`${routerText(endpoint)}, RouterOS ${facts.release.major}.${facts.release.minor}`);
		context.console.out(linesText([...planLines(plan, edits), [], ...claimLines(proofs)], context));
	}

	return plan.changes.length > 0;
};

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...severalOptions, keepEditsOption, {flags: '--detailed-exitcode', description: 'exit code 3 when there is something to change'}, jsonOption],
	notes: [...connectionNotes, ...severalNotes],
	async run(input, context) {
		const {profile, attach} = await readProfile(input, context);
		return onRouters(
			{
				input,
				context,
				kind: 'read',
				async work(session, {input: own, context: there}) {
					const isPending = await showPlan({profile, attach, session, input: own}, there);
					return {exitCode: own.flag('detailedExitcode') && isPending ? exitCodes.pending : exitCodes.done, holds: async () => ''};
				},
			},
			profile.router,
		);
	},
};
