import type {Option, SelectAction, SelectState} from '../../components/select/index.js';
import {selectReducer, selectState} from '../../components/select/index.js';
import type {Draft, SavedProfile} from '../../services.js';
import {agoText} from './ago.js';

export type HomeState = {
	readonly profiles: readonly SavedProfile[];
	readonly draft: Draft | undefined;
	readonly notices: readonly string[];
	readonly list: SelectState;
	/** The profile that is about to be deleted, until it is confirmed. */
	readonly deleting: string | undefined;
};

export type HomeAction =
	| {readonly type: 'loaded'; readonly profiles: readonly SavedProfile[]; readonly draft: Draft | undefined; readonly notices: readonly string[]}
	| {readonly type: 'list'; readonly action: SelectAction}
	| {readonly type: 'ask-delete'; readonly id: string}
	| {readonly type: 'cancel-delete'};

export const initialHome: HomeState = {profiles: [], draft: undefined, notices: [], list: selectState(), deleting: undefined};

export const homeReducer = (state: HomeState, action: HomeAction): HomeState => {
	switch (action.type) {
		case 'loaded':
			return {...state, profiles: action.profiles, draft: action.draft, notices: action.notices, deleting: undefined};
		case 'list':
			return {...state, list: selectReducer(state.list, action.action), deleting: undefined};
		case 'ask-delete':
			return {...state, deleting: action.id};
		case 'cancel-delete':
			return {...state, deleting: undefined};
	}
};

/** A profile of the wizard's own lab is kept without its address, which is another one every time. */
export const isOfLab = ({profile, lastApplied}: SavedProfile): boolean => profile.router === undefined && lastApplied !== undefined;

const describe = (saved: SavedProfile, now: number): string => {
	const {profile, lastApplied} = saved;
	return [profile.router?.host ?? (isOfLab(saved) ? 'the lab' : 'no router yet'), lastApplied === undefined ? 'not applied yet' : `applied ${agoText(now - lastApplied)}`].join(
		', ',
	);
};

/** What Home offers: a draft to go on with first, then a new job, then saved profiles. */
export const homeOptions = ({profiles, draft}: HomeState, now: number): readonly Option[] => [
	...(draft === undefined
		? []
		: [
				{
					value: 'draft',
					title: `Go on with ${draft.profile.name === '' ? draft.scenario : draft.profile.name}`,
					note: `left ${agoText(now - draft.savedAt)}`,
					help: 'Your answers are as you left them. Passwords and keys were not kept.',
				},
			]),
	{
		value: 'new',
		title: 'Set up a router',
		note: 'yours, or the built-in lab',
		help: 'A few questions, then all that would happen, and only then the change. No router at hand? Detour brings one to practise on.',
	},
	...profiles.map((saved) => ({
		value: `profile:${saved.profile.id}`,
		title: saved.profile.name,
		note: describe(saved, now),
		help: 'Connects, compares, and shows what is left to change.',
	})),
];
