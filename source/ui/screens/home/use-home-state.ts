import type {Diagnostic} from '../../../diagnostics/index.js';
import type {Draft} from '../../../scenario/types.js';
import type {Option, SelectAction, SelectState} from '../../components/select/index.js';
import {selectReducer, selectState} from '../../components/select/index.js';
import type {TextState} from '../../components/text-input/index.js';
import {pressText, textState} from '../../components/text-input/index.js';
import type {Press} from '../../keyboard.js';
import type {SavedProfile} from '../../services.js';
import {words} from '../../words.js';
import {agoText} from './ago.js';

/** What is asked about a profile before something is done with it. */
export type HomeDialog =
	| {readonly kind: 'delete'; readonly id: string}
	| {readonly kind: 'rename' | 'copy'; readonly id: string; readonly name: TextState; readonly trouble: readonly Diagnostic[]};

export type HomeState = {
	readonly profiles: readonly SavedProfile[];
	readonly draft: Draft | undefined;
	readonly notices: readonly string[];
	readonly list: SelectState;
	readonly dialog: HomeDialog | undefined;
};

export type HomeAction =
	| {readonly type: 'loaded'; readonly profiles: readonly SavedProfile[]; readonly draft: Draft | undefined; readonly notices: readonly string[]}
	/** What is stored could not be read or changed. */
	| {readonly type: 'broke'; readonly notice: string}
	| {readonly type: 'list'; readonly action: SelectAction}
	| {readonly type: 'ask-delete'; readonly id: string}
	/** `name` is what is offered. */
	| {readonly type: 'ask-name'; readonly kind: 'rename' | 'copy'; readonly id: string; readonly name: string}
	| {readonly type: 'name'; readonly press: Press}
	| {readonly type: 'bad-name'; readonly trouble: readonly Diagnostic[]}
	| {readonly type: 'cancel'};

export const initialHome: HomeState = {profiles: [], draft: undefined, notices: [], list: selectState(), dialog: undefined};

export const homeReducer = (state: HomeState, action: HomeAction): HomeState => {
	const {dialog} = state;
	switch (action.type) {
		case 'loaded':
			return {...state, profiles: action.profiles, draft: action.draft, notices: action.notices, dialog: undefined};
		case 'broke':
			return {...state, notices: [action.notice], dialog: undefined};
		case 'list':
			return {...state, list: selectReducer(state.list, action.action), dialog: undefined};
		case 'ask-delete':
			return {...state, dialog: {kind: 'delete', id: action.id}};
		case 'ask-name':
			return {...state, dialog: {kind: action.kind, id: action.id, name: textState(action.name), trouble: []}};
		case 'name':
			return dialog === undefined || dialog.kind === 'delete' ? state : {...state, dialog: {...dialog, name: pressText(dialog.name, action.press), trouble: []}};
		case 'bad-name':
			return dialog === undefined || dialog.kind === 'delete' ? state : {...state, dialog: {...dialog, trouble: action.trouble}};
		case 'cancel':
			return {...state, dialog: undefined};
	}
};

/** A profile of the wizard's own lab is kept without its address, which is another one every time. */
export const isOfLab = ({profile, lastApplied}: SavedProfile): boolean => profile.router === undefined && lastApplied !== undefined;

/** What the last look at the router found, where it is newer than the last change. */
const seenText = ({lastApplied = 0, compared}: SavedProfile, now: number): readonly string[] => {
	if (compared === undefined || compared.at <= lastApplied) {
		return [];
	}

	const {at, changes} = compared;
	return [changes === 0 ? words.home.profile.asWanted(agoText(now - at)) : words.home.profile.away(changes, agoText(now - at))];
};

const describe = (saved: SavedProfile, now: number): string => {
	const {profile, lastApplied, isInterrupted = false} = saved;
	return [
		...(isInterrupted ? [words.home.profile.isInterrupted] : []),
		profile.router?.host ?? (isOfLab(saved) ? words.home.profile.isOfLab : words.home.profile.noRouter),
		lastApplied === undefined ? words.home.profile.notApplied : words.home.profile.applied(agoText(now - lastApplied)),
		...seenText(saved, now),
	].join(', ');
};

/** What Home offers: a draft to go on with first, then a new job, then saved profiles. */
export const homeOptions = ({profiles, draft}: Pick<HomeState, 'profiles' | 'draft'>, now: number): readonly Option[] => [
	...(draft === undefined
		? []
		: [
				{
					value: 'draft',
					title: words.home.draft.title(draft.profile.name === '' ? draft.scenario : draft.profile.name),
					note: words.home.draft.note(agoText(now - draft.savedAt)),
					help: words.home.draft.help,
				},
			]),
	{
		value: 'new',
		...words.home.start,
	},
	...profiles.map((saved) => ({
		value: `profile:${saved.profile.id}`,
		title: saved.profile.name,
		note: describe(saved, now),
		help: saved.isInterrupted === true ? words.home.profile.interruptedHelp : words.home.profile.help,
	})),
];
