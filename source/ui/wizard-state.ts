import type {Diagnostic} from '../diagnostics/diagnostic.js';
import type {Facts} from '../facts/index.js';
import type {ApplyOutcome, Plan} from '../plan/types.js';
import type {Answers, Attachments, Profile, ProfilePart, ProfileRouter, Scenario} from '../scenario/types.js';
import type {Start} from './options.js';
import type {Connection, Draft} from './services.js';

/** The screens in their order; `home` is left out of some routes. */
export type Place = 'home' | 'router' | 'scenario' | 'fields' | 'review' | 'apply' | 'result';

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
};

/** Everything the wizard knows. Held by one reducer; screens keep only their cursors. */
export type Wizard = {
	readonly place: Place;
	/** The screens of this job in order: back and on follow it. */
	readonly route: readonly Place[];
	/** From the router straight to the review: all answers are there already. */
	readonly isRerun: boolean;
	/** Last time this was done on the wizard's own lab. */
	readonly isOfLab: boolean;
	readonly overlay: 'help' | 'leave' | undefined;
	/** Counts jobs: screens keep their cursors within one. */
	readonly job: number;
	readonly scenarios: readonly Scenario[] | undefined;
	readonly scenarioId: string | undefined;
	readonly profileId: string | undefined;
	/** Whether the id is stored or on a router: from then on it never changes. */
	readonly isIdFixed: boolean;
	readonly name: string;
	readonly partId: string;
	/** Parts of the profile that this job does not ask about. */
	readonly otherParts: readonly ProfilePart[];
	readonly answers: Answers;
	/** The question to begin with: of a draft, or one that the review sends back to. */
	readonly firstField: string | undefined;
	/** Texts of files named in answers. They may hold keys: never saved. */
	readonly attachments: Attachments;
	readonly router: ProfileRouter | undefined;
	readonly connection: Connection | undefined;
	readonly facts: Facts | undefined;
	/** What was reviewed and is about to be applied: gone as soon as an answer or the router changes. */
	readonly plan: Plan | undefined;
	readonly ending: Ending | undefined;
};

const empty: Wizard = {
	place: 'home',
	route: ['home', 'router', 'scenario', 'fields', 'review', 'apply', 'result'],
	isRerun: false,
	isOfLab: false,
	overlay: undefined,
	job: 0,
	scenarios: undefined,
	scenarioId: undefined,
	profileId: undefined,
	isIdFixed: false,
	name: '',
	partId: 'p1',
	otherParts: [],
	answers: {},
	firstField: undefined,
	attachments: {},
	router: undefined,
	connection: undefined,
	facts: undefined,
	plan: undefined,
	ending: undefined,
};

const afterRouter = ['router', 'fields', 'review', 'apply', 'result'] as const;

const sameRouter = (a: ProfileRouter | undefined, b: ProfileRouter | undefined): boolean =>
	a !== undefined && b !== undefined && a.host === b.host && a.port === b.port && a.user === b.user;

const loaded = (wizard: Wizard, profile: Profile): Wizard => {
	const [part, ...otherParts] = profile.parts;
	return {
		...wizard,
		job: wizard.job + 1,
		profileId: profile.id,
		name: profile.name,
		scenarioId: part?.scenario,
		partId: part?.id ?? 'p1',
		otherParts,
		answers: part?.answers ?? {},
		// Another router than the one that is connected: that connection is done with.
		...(sameRouter(wizard.router, profile.router) ? {} : {router: profile.router, connection: undefined, facts: undefined}),
		attachments: {},
		plan: undefined,
		ending: undefined,
		firstField: undefined,
	};
};

const withHome = (start: Start, route: readonly Place[]): readonly Place[] => (start.kind === 'home' ? ['home', ...route] : route);

/** The wizard as it stands at its first frame. */
export const initialWizard = (start: Start): Wizard => {
	switch (start.kind) {
		case 'home':
			return empty;
		case 'new':
			return start.scenario === undefined
				? {...empty, place: 'scenario', route: ['scenario', ...afterRouter]}
				: {...empty, place: 'router', route: afterRouter, scenarioId: start.scenario};
		case 'run':
			return {...loaded(empty, start.profile), place: 'router', route: afterRouter, isRerun: true, isIdFixed: true};
	}
};

export type WizardAction =
	| {readonly type: 'loaded-scenarios'; readonly scenarios: readonly Scenario[]}
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
	| {readonly type: 'to-field'; readonly field: string}
	| {readonly type: 'reviewed'; readonly plan: Plan}
	| {readonly type: 'fixed-id'}
	| {readonly type: 'ended'; readonly ending: Ending}
	/** From the result back to what it was about. */
	| {readonly type: 'to-review'}
	| {readonly type: 'home'}
	| {readonly type: 'overlay'; readonly overlay: Wizard['overlay']};

/** Nothing asked yet; what is connected stays so. */
const fresh = ({scenarios, connection, router, facts, job}: Wizard): Wizard =>
	connection === undefined ? {...empty, scenarios, job: job + 1} : {...empty, scenarios, connection, router, facts, job: job + 1};

const step = (wizard: Wizard, by: 1 | -1): Wizard => {
	const place = wizard.route[wizard.route.indexOf(wizard.place) + by];
	return place === undefined ? wizard : {...wizard, place};
};

export const wizardReducer = (wizard: Wizard, action: WizardAction): Wizard => {
	switch (action.type) {
		case 'loaded-scenarios':
			return {...wizard, scenarios: action.scenarios};
		case 'started-new':
			return {...fresh(wizard), place: 'router'};
		case 'started-run':
			return {...loaded(wizard, action.profile), isIdFixed: true, isRerun: true, isOfLab: action.isOfLab, route: withHome({kind: 'home'}, afterRouter), place: 'router'};
		case 'started-draft': {
			const {draft} = action;
			return {
				...loaded(wizard, draft.profile),
				scenarioId: draft.scenario,
				answers: draft.answers,
				firstField: draft.field,
				isIdFixed: false,
				isRerun: false,
				route: withHome({kind: 'home'}, afterRouter),
				place: 'router',
			};
		}

		case 'connected':
			return {...wizard, connection: action.connection, router: action.router, facts: action.connection.facts, plan: undefined};
		case 'went-offline':
			return {...wizard, connection: undefined, facts: action.facts, plan: undefined};
		case 'chose-scenario':
			return {...wizard, scenarioId: action.id, answers: action.id === wizard.scenarioId ? wizard.answers : {}, plan: undefined};
		case 'answered':
			return {...wizard, answers: action.answers, attachments: {...wizard.attachments, ...action.attachments}, firstField: undefined, plan: undefined};
		case 'named':
			return {...wizard, name: action.name, profileId: action.id, plan: undefined};
		case 'attached':
			return {...wizard, attachments: {...wizard.attachments, ...action.attachments}};
		case 'next':
			return wizard.place === 'router' && wizard.isRerun ? {...wizard, place: 'review'} : step(wizard, 1);
		case 'back':
			return step({...wizard, firstField: undefined}, -1);
		case 'to-field':
			return {...wizard, firstField: action.field, place: 'fields'};
		case 'reviewed':
			return step({...wizard, plan: action.plan}, 1);
		case 'fixed-id':
			return {...wizard, isIdFixed: true};
		case 'ended':
			return {...wizard, ending: action.ending, place: 'result'};
		case 'to-review':
			return {...wizard, place: 'review'};
		case 'home':
			return {...fresh(wizard), ending: wizard.ending};
		case 'overlay':
			return {...wizard, overlay: action.overlay};
	}
};

export const scenarioOf = (wizard: Wizard): Scenario | undefined => wizard.scenarios?.find(({id}) => id === wizard.scenarioId);

/** The profile as it stands, to be planned, saved or kept as a draft. */
export const profileOf = (wizard: Wizard, answers: Answers = wizard.answers): Profile => ({
	version: 1,
	id: wizard.profileId ?? 'draft',
	name: wizard.name,
	...(wizard.router === undefined ? {} : {router: wizard.router}),
	parts: wizard.scenarioId === undefined ? [] : [{id: wizard.partId, scenario: wizard.scenarioId, answers}, ...wizard.otherParts],
});

/** Whether leaving now would lose sight of something: answers that are not on a router or in a profile yet. */
export const hasWork = (wizard: Wizard): boolean =>
	wizard.place !== 'home' && wizard.place !== 'result' && Object.keys(wizard.answers).length > 0 && !(wizard.isRerun && wizard.place === 'router');
