import {applyProfile} from './apply.js';
import {changeOptions} from './change-router.js';
import type {Command} from './command.js';
import {connectionNotes, connectionOptions, parseRouter} from './connection-options.js';
import {keepEditsOption} from './plan-on.js';
import {profileOption, readProfile} from './profile-input.js';
import {plainOption} from './terminal.js';
import {openWizard} from './wizard.js';

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...connectionOptions, keepEditsOption, ...changeOptions, plainOption],
	notes: [...connectionNotes, 'On a terminal it opens the wizard at the review; with --yes, --json or without a terminal it is the same as apply.'],
	async run(input, context) {
		const isQuiet = input.flag('yes') || input.flag('json') || input.flag('plain') || context.terminal.isDumb;
		// What only the command line can say (which key, which host key) goes by the plain way, too.
		const isSpecial =
			['identity', 'hostKey', 'confirmWithin'].some((name) => input.text(name) !== undefined) ||
			['passwordStdin', 'acceptNewHostKey', 'keepEdits'].some((name) => input.flag(name));
		if (!context.console.interactive || isQuiet || isSpecial) {
			return applyProfile('run', input, context);
		}

		const {profile} = await readProfile(input, context);
		const router = input.text('router');
		return openWizard({kind: 'run', profile: router === undefined ? profile : {...profile, router: parseRouter(router)}}, input, context);
	},
};
