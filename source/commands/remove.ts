import {exitCodes} from '../diagnostics/index.js';
import {removalMenus, removalPlan} from '../plan/index.js';
import {readMenus} from '../router/index.js';
import type {Transport} from '../transport/index.js';
import {assertDecidable, changeOptions, changeRouter, parseConfirmWithin} from './change-router.js';
import type {Command} from './command.js';
import {connectionNotes} from './connection-options.js';
import {namingHolder} from './plan-on.js';
import {profileOption, readProfile} from './profile-input.js';
import {expectOk} from './report.js';
import {changeNotes, heldAfter, onRouters, severalOptions} from './several-routers.js';

const planOn = async (transport: Transport, profile: string) => {
	const actual = await readMenus(transport, removalMenus);
	return {actual, plan: expectOk(await namingHolder(transport, removalPlan({actual, profile})), exitCodes.failed)};
};

export const command: Command = {
	arguments: '[profile]',
	options: [profileOption, ...severalOptions, ...changeOptions],
	notes: [...connectionNotes, ...changeNotes, 'Takes away only what the profile put there, and puts back the settings that it changed.'],
	async run(input, context) {
		assertDecidable(input, context, 'remove');
		parseConfirmWithin(input.text('confirmWithin') ?? '120s');
		const {profile, saved} = await readProfile(input, context);
		return onRouters(
			{
				input,
				context,
				kind: 'changed',
				async work(session, {input: own, context: there}) {
					const {actual, plan} = await planOn(session.transport, profile.id);
					const {host, port} = session.endpoint;
					const onKept = (): void => {
						if (profile.router?.host === host && profile.router.port === port) {
							saved?.takenOff(profile.id);
						}
					};
					const exitCode = await changeRouter({input: own, session, plan, actual, secrets: new Map(), onKept}, there);
					return {exitCode, holds: heldAfter(session, async (fresh) => (await planOn(fresh, profile.id)).plan, 'nothing of the profile')};
				},
			},
			profile.router,
		);
	},
};
