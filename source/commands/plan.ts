import {exitCodes} from '../diagnostics/index.js';
import {claimLines, planLines} from '../presentation/index.js';
import {provePlan} from '../proof/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {chooseRouter, connectByOptions, connectionNotes, connectionOptions} from './connection-options.js';
import {linesText} from './lines.js';
import {planOn} from './plan-on.js';
import {prepare, readAttachments} from './prepare.js';
import {profileOption, readProfile} from './profile-input.js';
import {proofOptions, proofsJson} from './proofs.js';
import {expectOk, noteDiagnostics, printJson} from './report.js';
import {routerText} from './router-address.js';

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...connectionOptions, {flags: '--detailed-exitcode', description: 'exit code 3 when there is something to change'}, jsonOption],
	notes: connectionNotes,
	async run(input, context) {
		const {profile, attach} = await readProfile(input, context);
		const session = await connectByOptions(input, chooseRouter(input, profile.router), context);
		const {transport, facts, endpoint} = session;
		try {
			const prepared = expectOk(prepare(profile, facts, expectOk(await readAttachments(profile, facts, attach))));
			const {plan, actual} = expectOk(await planOn(transport, prepared), exitCodes.failed);
			const proofs = provePlan(proofOptions({actual, plan, session, document: prepared.document}));
			noteDiagnostics(context.console, prepared.warnings);
			if (input.flag('json')) {
				printJson(context.console, 'plan', {
					profile: {id: profile.id, name: profile.name},
					router: {...endpoint, fingerprint: transport.fingerprint, identity: facts.identity, version: facts.version},
					plan,
					proofs: proofsJson(proofs),
					facts,
					warnings: prepared.warnings,
				});
			} else {
				context.console.note(`${routerText(endpoint)}, RouterOS ${facts.release.major}.${facts.release.minor}`);
				context.console.out(linesText([...planLines(plan), [], ...claimLines(proofs)], context));
			}

			return input.flag('detailedExitcode') && plan.changes.length > 0 ? exitCodes.pending : exitCodes.done;
		} finally {
			await transport.close();
		}
	},
};
