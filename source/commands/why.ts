import {scenarios} from '../../scenarios/index.js';
import {exitCodes} from '../diagnostics/index.js';
import {explanationLines, whyOf} from '../presentation/index.js';
import type {Command} from './command.js';
import {jsonOption} from './command.js';
import {factsNote, factsOptions, readFacts} from './facts-input.js';
import {linesText} from './lines.js';
import {prepare, readAttachments} from './prepare.js';
import {profileOption, readProfile} from './profile-input.js';
import {expectOk, noteDiagnostics, printJson} from './report.js';

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...factsOptions, jsonOption],
	notes: [factsNote],
	async run(input, context) {
		const {profile, attach} = await readProfile(input, context);
		const facts = await readFacts(input, context);
		const {fragment, warnings} = expectOk(prepare(profile, facts, expectOk(await readAttachments(profile, facts, attach))));
		noteDiagnostics(context.console, warnings);
		const parts = profile.parts.map(({id, scenario}) => {
			const {title = scenario, guide = ''} = scenarios.find((one) => one.id === scenario) ?? {};
			return {id, title, guide};
		});
		if (input.flag('json')) {
			printJson(context.console, 'why', {
				profile: {id: profile.id, name: profile.name},
				parts,
				entries: whyOf(fragment, parts),
				adjustments: fragment.adjustments,
				assumptions: fragment.assumptions,
			});
		} else {
			context.console.out(linesText(explanationLines(fragment, {parts}), context, 4));
		}

		return exitCodes.done;
	},
};
