import type {Diagnostic} from '../diagnostics/diagnostic.js';
import type {Facts} from '../facts/index.js';
import type {ApplyOutcome, Plan} from '../plan/types.js';
import type {Answers, Attachments, Draft, Profile, ProfilePart, ProfileRouter, Scenario} from '../scenario/types.js';
import type {Start} from './options.js';
import type {Connection} from './services.js';

/** The screens in their order; `home` is left out of some routes, and `parts` is beside them. */
export type Place = 'home' | 'router' | 'scenario' | 'fields' | 'parts' | 'review' | 'apply' | 'result';

/** How a job ended. */
export type Ending = {
	readonly outcome: ApplyOutcome | 'script';
	readonly message: string;
	/** Statements that did not run. */
	readonly notApplied: readonly string[];
	readonly changes: number;
	/** Whether the profile was saved, or why not. */
	readonly saved: boolean;
	readonly trouble: readonly Diagnostic[];
	readonly script?: string;
	/** When the router decides by itself at the latest, where we do not know what it did. Milliseconds since 1970. */
	readonly decidesAt?: number;
};

export type Named = Pick<Profile, 'id' | 'name'>;

/** Everything the wizard knows. Held by one reducer; screens keep only their cursors. */
export type Wizard = {
	readonly place: Place;
	/** The screens of this job in order: back and on follow it. */
	readonly route: readonly Place[];
	/** The way through one part, entered from the list of parts: both of its ends lead back there. */
	readonly aside: readonly Place[];
	/** The saved profile that is run again, as it was saved: from the router straight to the review, all answers are there already. */
	readonly rerun: Pick<Profile, 'name' | 'parts'> | undefined;
	/** Last time this was done on the wizard's own lab. */
	readonly isOfLab: boolean;
	readonly overlay: 'help' | 'leave' | undefined;
	/** Counts jobs: screens keep their cursors within one. */
	readonly job: number;
	readonly scenarios: readonly Scenario[] | undefined;
	/** Profiles that are saved: two must not have one name. */
	readonly saved: readonly Named[];
	readonly profileId: string | undefined;
	/** Whether the id is stored or on a router: from then on it never changes. */
	readonly isIdFixed: boolean;
	readonly name: string;
	/** All parts of the profile, in their order: what stands earlier wins. */
	readonly parts: readonly ProfilePart[];
	/** The part that questions are asked of; not among the parts until its preset is chosen. */
	readonly partId: string;
	/** The question to begin with: of a draft, or one that the review sends back to. */
	readonly firstField: string | undefined;
	/** The line of its answer to begin with. */
	readonly firstLine: number | undefined;
	/** Texts of files named in answers. They may hold keys: never saved. */
	readonly attachments: Attachments;
	readonly router: ProfileRouter | undefined;
	readonly connection: Connection | undefined;
	readonly facts: Facts | undefined;
	/** What was reviewed and is about to be applied: gone as soon as an answer or the router changes. */
	readonly plan: Plan | undefined;
	/** Typed as consent to that plan. */
	readonly despite: string | undefined;
	readonly ending: Ending | undefined;
	/** Jobs that ended before this one, as they were then. */
	readonly past: readonly Wizard[];
};

const empty: Wizard = {
	place: 'home',
	route: ['home', 'router', 'scenario', 'fields', 'review', 'apply', 'result'],
	aside: [],
	rerun: undefined,
	isOfLab: false,
	overlay: undefined,
	job: 0,
	scenarios: undefined,
	saved: [],
	profileId: undefined,
	isIdFixed: false,
	name: '',
	parts: [],
	partId: 'p1',
	firstField: undefined,
	firstLine: undefined,
	attachments: {},
	router: undefined,
	connection: undefined,
	facts: undefined,
	plan: undefined,
	despite: undefined,
	ending: undefined,
	past: [],
};

const afterRouter = ['router', 'fields', 'review', 'apply', 'result'] as const;

const sameRouter = (a: ProfileRouter | undefined, b: ProfileRouter | undefined): boolean =>
	a !== undefined && b !== undefined && a.host === b.host && a.port === b.port && a.user === b.user;

const loaded = (wizard: Wizard, profile: Profile): Wizard => ({
	...wizard,
	job: wizard.job + 1,
	aside: [],
	profileId: profile.id,
	name: profile.name,
	parts: profile.parts,
	partId: profile.parts[0]?.id ?? 'p1',
	// Another router than the one that is connected: that connection is done with.
	...(sameRouter(wizard.router, profile.router) ? {} : {router: profile.router, connection: undefined, facts: undefined}),
	attachments: {},
	plan: undefined,
	ending: undefined,
	firstField: undefined,
	firstLine: undefined,
});

/** An id that no part has: ids are keys on the router, and never those of another part. */
const freePartId = (parts: readonly ProfilePart[]): string => `p${Math.max(0, ...parts.map(({id}) => Number(/^p(\d+)$/.exec(id)?.[1] ?? 0))) + 1}`;

const withHome = (start: Start, route: readonly Place[]): readonly Place[] => (start.kind === 'home' ? ['home', ...route] : route);

/** The wizard as it stands at its first frame. */
export const initialWizard = (start: Start): Wizard => {
	switch (start.kind) {
		case 'home':
			return empty;
		case 'new':
			return start.scenario === undefined
				? {...empty, place: 'scenario', route: ['scenario', ...afterRouter]}
				: {...empty, place: 'router', route: afterRouter, parts: [{id: empty.partId, scenario: start.scenario, answers: {}}]};
		case 'run':
			return {...loaded(empty, start.profile), place: 'router', route: afterRouter, rerun: start.profile, isIdFixed: true};
	}
};

export type WizardAction =
	| {readonly type: 'loaded-scenarios'; readonly scenarios: readonly Scenario[]}
	| {readonly type: 'saved-profiles'; readonly profiles: readonly Named[]}
	| {readonly type: 'started-new'}
	| {readonly type: 'started-run'; readonly profile: Profile /** It was made on the lab that the wizard brings along. */; readonly isOfLab: boolean}
	| {readonly type: 'started-draft'; readonly draft: Draft}
	| {readonly type: 'connected'; readonly connection: Connection; readonly router: ProfileRouter}
	| {readonly type: 'went-offline'; readonly facts: Facts}
	| {readonly type: 'chose-scenario'; readonly id: string}
	| {readonly type: 'answered'; readonly answers: Answers; readonly attachments?: Attachments}
	| {readonly type: 'named'; readonly name: string; readonly id: string}
	| {readonly type: 'attached'; readonly attachments: Attachments}
	/** On to the next screen of the route. */
	| {readonly type: 'next'}
	| {readonly type: 'back'}
	| {readonly type: 'to-field'; readonly field: string; readonly part: string; readonly line: number | undefined}
	| {readonly type: 'to-parts'}
	| {readonly type: 'add-part'}
	| {readonly type: 'edit-part'; readonly part: string}
	| {readonly type: 'remove-part'; readonly part: string}
	/** Before the one above it, or behind the one below. */
	| {readonly type: 'move-part'; readonly part: string; readonly by: 1 | -1}
	| {readonly type: 'reviewed'; readonly plan: Plan /** The router's address, typed to go on though a claim fails. */; readonly despite?: string | undefined}
	| {readonly type: 'fixed-id'}
	| {readonly type: 'ended'; readonly ending: Ending}
	/** From the result back to what it was about. */
	| {readonly type: 'to-review'}
	| {readonly type: 'home'}
	| {readonly type: 'overlay'; readonly overlay: Wizard['overlay']};

/** Nothing asked yet; what is connected stays so. */
const fresh = ({scenarios, saved, connection, router, facts, job, past}: Wizard): Wizard => ({
	...empty,
	scenarios,
	saved,
	past,
	job: job + 1,
	...(connection === undefined ? {} : {connection, router, facts}),
});

/** A part whose preset was not chosen is none. */
const backAtParts = (wizard: Wizard): Wizard => ({
	...wizard,
	place: 'parts',
	aside: [],
	partId: openPart(wizard)?.id ?? wizard.parts[0]?.id ?? wizard.partId,
});

const step = (wizard: Wizard, by: 1 | -1): Wizard => {
	const {aside, place, parts} = wizard;
	if (aside.length > 0) {
		const next = aside[aside.indexOf(place) + by];
		return next === undefined ? backAtParts(wizard) : {...wizard, place: next};
	}

	if (place === 'parts') {
		return {...wizard, place: 'review'};
	}

	// Several parts have several first questions: back from the review is the list of them.
	const next = place === 'review' && by === -1 && parts.length > 1 ? 'parts' : wizard.route[wizard.route.indexOf(place) + by];
	return next === undefined ? wizard : {...wizard, place: next};
};

/** This profile is among the saved ones now. */
const withOwn = ({saved, profileId, name}: Wizard): readonly Named[] => (profileId === undefined ? saved : [...saved.filter(({id}) => id !== profileId), {id: profileId, name}]);

const withPart = (wizard: Wizard, change: (part: ProfilePart) => ProfilePart): Wizard => ({
	...wizard,
	parts: wizard.parts.map((part) => (part.id === wizard.partId ? change(part) : part)),
	plan: undefined,
});

const chosen = (wizard: Wizard, scenario: string): Wizard => {
	const {parts, partId} = wizard;
	return parts.some(({id}) => id === partId)
		? withPart(wizard, (part) => (part.scenario === scenario ? part : {...part, scenario, answers: {}}))
		: {...wizard, parts: [...parts, {id: partId, scenario, answers: {}}], plan: undefined};
};

const moved = (parts: readonly ProfilePart[], id: string, by: 1 | -1): readonly ProfilePart[] => {
	const at = parts.findIndex((part) => part.id === id);
	const [part, other] = [parts[at], parts[at + by]];
	return part === undefined || other === undefined ? parts : parts.with(at, other).with(at + by, part);
};

export const wizardReducer = (wizard: Wizard, action: WizardAction): Wizard => {
	switch (action.type) {
		case 'loaded-scenarios':
			return {...wizard, scenarios: action.scenarios};
		case 'saved-profiles':
			return {...wizard, saved: action.profiles.map(({id, name}) => ({id, name}))};
		case 'started-new':
			return {...fresh(wizard), place: 'router'};
		case 'started-run':
			return {...loaded(wizard, action.profile), isIdFixed: true, rerun: action.profile, isOfLab: action.isOfLab, route: withHome({kind: 'home'}, afterRouter), place: 'router'};
		case 'started-draft': {
			const {draft} = action;
			return {
				...loaded(wizard, draft.profile),
				partId: draft.part ?? draft.profile.parts[0]?.id ?? 'p1',
				firstField: draft.field,
				isIdFixed: false,
				rerun: undefined,
				route: withHome({kind: 'home'}, afterRouter),
				place: 'router',
			};
		}

		case 'connected':
			return {...wizard, connection: action.connection, router: action.router, facts: action.connection.facts, plan: undefined};
		case 'went-offline':
			return {...wizard, connection: undefined, facts: action.facts, plan: undefined};
		case 'chose-scenario':
			return chosen(wizard, action.id);
		case 'answered':
			return {
				...withPart(wizard, (part) => ({...part, answers: action.answers})),
				attachments: {...wizard.attachments, ...action.attachments},
				firstField: undefined,
			};
		case 'named':
			return {...wizard, name: action.name, profileId: action.id, plan: undefined};
		case 'attached':
			return {...wizard, attachments: {...wizard.attachments, ...action.attachments}};
		case 'next':
			return wizard.place === 'router' && wizard.rerun !== undefined ? {...wizard, place: 'review'} : step(wizard, 1);
		case 'back':
			return step({...wizard, firstField: undefined}, -1);
		case 'to-field':
			return {...wizard, firstField: action.field, firstLine: action.line, partId: action.part, aside: wizard.parts.length > 1 ? ['fields'] : [], place: 'fields'};
		case 'to-parts':
			return backAtParts(wizard);
		case 'add-part':
			return {...wizard, partId: freePartId(wizard.parts), firstField: undefined, place: 'scenario', aside: ['scenario', 'fields']};
		case 'edit-part':
			return {...wizard, partId: action.part, firstField: undefined, place: 'fields', aside: ['fields']};
		case 'remove-part': {
			const parts = wizard.parts.filter(({id}) => id !== action.part);
			return {...wizard, parts, partId: parts[0]?.id ?? wizard.partId, plan: undefined};
		}

		case 'move-part':
			return {...wizard, parts: moved(wizard.parts, action.part, action.by), plan: undefined};
		case 'reviewed':
			return step({...wizard, plan: action.plan, despite: action.despite}, 1);
		case 'fixed-id':
			return {...wizard, isIdFixed: true};
		case 'ended':
			return {...wizard, ending: action.ending, place: 'result', saved: action.ending.saved ? withOwn(wizard) : wizard.saved};
		case 'to-review':
			return {...wizard, place: 'review'};
		case 'home':
			return {...fresh(wizard), past: [...wizard.past, {...wizard, past: []}]};
		case 'overlay':
			return {...wizard, overlay: action.overlay};
	}
};

/** The part that questions are asked of. */
export const openPart = ({parts, partId}: Wizard): ProfilePart | undefined => parts.find(({id}) => id === partId);

/** Its preset, if this version has it. */
export const scenarioOf = (wizard: Wizard): Scenario | undefined => {
	const wanted = openPart(wizard)?.scenario;
	return wizard.scenarios?.find(({id}) => id === wanted);
};

/** The profile as it stands, to be planned, saved or kept as a draft. */
export const profileOf = (wizard: Wizard): Profile => ({
	version: 1,
	id: wizard.profileId ?? 'draft',
	name: wizard.name,
	...(wizard.router === undefined ? {} : {router: wizard.router}),
	parts: wizard.parts,
});

const isAsSaved = ({rerun, name, parts}: Wizard): boolean => rerun !== undefined && rerun.name === name && JSON.stringify(rerun.parts) === JSON.stringify(parts);

/** Whether leaving now would lose sight of something: answers that are not on a router or in a profile yet. */
export const hasWork = (wizard: Wizard): boolean =>
	wizard.place !== 'home' && wizard.place !== 'result' && wizard.parts.some(({answers}) => Object.keys(answers).length > 0) && !isAsSaved(wizard);
