import {exitCodes} from '../diagnostics/index.js';
import {removalMenus, removalPlan} from '../plan/index.js';
import {readMenus} from '../router/index.js';
import {assertDecidable, changeOptions, changeRouter, parseConfirmWithin} from './change-router.js';
import type {Command} from './command.js';
import {chooseRouter, connectByOptions, connectionNotes, connectionOptions} from './connection-options.js';
import {profileOption, readProfile} from './profile-input.js';
import {expectOk} from './report.js';

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...connectionOptions, ...changeOptions],
	notes: [...connectionNotes, 'Takes away only what the profile put there, and puts back the settings that it changed.'],
	async run(input, context) {
		assertDecidable(input, context, 'remove');
		parseConfirmWithin(input.text('confirmWithin') ?? '120s');
		const {profile} = await readProfile(input, context);
		const session = await connectByOptions(input, chooseRouter(input, profile.router), context);
		try {
			const actual = await readMenus(session.transport, removalMenus);
			const plan = expectOk(removalPlan({actual, profile: profile.id}), exitCodes.failed);
			return await changeRouter({input, session, plan, actual, secrets: new Map(), onKept() {}}, context);
		} finally {
			await session.transport.close();
		}
	},
};
